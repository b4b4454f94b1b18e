//! Ages and waits over a wall clock that is set: they are spans, and end when they would have ended.

use super::*;

const UNSET: &str = "1970-01-01T00:10:00Z";
const START: &str = "2026-11-22T12:00:00Z";

fn brief(settings: &mut Settings) {
    (settings.keep_messages, settings.dedupe_window) = (HOUR, HOUR);
}

/// A board without a battery sets its clock some time after its start.
#[test]
fn what_came_before_the_clock_was_set_is_young() {
    let mut scene = Scene::with_backend(UNSET, day(10), brief);
    scene.ready(1, iccid(0));
    scene.receive(1, iccid(0), "+12025550143", "hello");
    scene.send("one");
    scene.report_sent();
    while let Some(delivery) = scene.deliveries.pop() {
        scene.answer(&delivery, Answer::Taken);
    }
    scene.set_clock(START);
    for _ in 0..5 {
        scene.pass(10 * MINUTE);
        assert_eq!((scene.inbox().len(), scene.states()), (1, vec![State::Sent]));
    }
    for _ in 0..5 {
        scene.pass(HOUR);
    }
    assert_eq!((scene.inbox().len(), scene.states()), (0, vec![]), "now they are old");
}

#[test]
fn a_repeat_is_recognised_after_the_clock_was_set() {
    let pdu = "00040B912120550541F300006211221190850405C8329BFD06";
    let mut scene = Scene::new(UNSET, day(1));
    for _ in 0..2 {
        scene.tickets += 1;
        let content = Content::Pdu(pdu::hex::decode(pdu).unwrap());
        let (device, line, ticket, at) = (device(1), iccid(0), scene.tickets, scene.now.wall);
        let origin = Origin::Direct { announced: true };
        scene.handle(&[Event::Arrived(Arrival { device, ticket, line, origin, content, at })]);
        scene.set_clock(START);
    }
    assert_eq!(scene.inbox().into_iter().map(|data| data.text).collect::<Vec<_>>(), [Some("Hello".to_owned())]);
}

#[test]
fn a_delivery_that_waits_is_dispatched_when_its_wait_is_over() {
    for clock in ["2026-11-21T12:00:00Z", "2026-11-23T12:00:00Z"] {
        let mut scene = Scene::with_backend(START, day(1), |_| {});
        scene.receive(1, iccid(0), "+12025550143", "hello");
        // The waits after the first two refusals. Each may be longer by a tenth.
        for wait in [5, 300] {
            let delivery = scene.deliveries.remove(0);
            scene.answer(&delivery, Answer::Refused { why: "422".into() });
            scene.set_clock(clock);
            scene.pass(Duration::from_secs(wait - 2));
            assert!(scene.deliveries.is_empty(), "{clock}");
            scene.pass(Duration::from_secs(wait / 10 + 4));
            assert_eq!(scene.deliveries.len(), 1, "{clock}");
        }
    }
}

#[test]
fn no_delivery_is_given_up_because_the_clock_was_set() {
    let mut scene = Scene::with_backend(UNSET, day(1), |_| {});
    scene.receive(1, iccid(0), "+12025550143", "hello");
    scene.set_clock(START);
    for _ in 0..60 {
        for delivery in std::mem::take(&mut scene.deliveries) {
            scene.answer(&delivery, Answer::Unavailable { why: "connection refused".into() });
        }
        scene.pass(HOUR);
    }
    assert_eq!(scene.deliveries.len(), 1, "it is given up after three days");
}

#[test]
fn a_code_is_kept_for_its_time_although_the_clock_is_set() {
    for clock in ["2026-11-20T12:00:00Z", "2026-11-24T12:00:00Z"] {
        let mut scene = Scene::new(START, day(1));
        scene.receive(1, iccid(0), "+12025550143", "Your code is 482913");
        scene.set_clock(clock);
        // It is valid for ten minutes, and kept for an hour after that.
        scene.pass(69 * MINUTE);
        assert!(scene.inbox()[0].code.is_some(), "{clock}");
        scene.pass(2 * MINUTE);
        assert!(scene.inbox()[0].code.is_none(), "{clock}");
    }
}

/// The clock is right only in the next run of the machine.
#[test]
fn a_code_of_a_run_without_a_clock_is_kept_for_its_time_from_then_on() {
    let mut scene = Scene::with(UNSET, day(1), |settings| settings.keep_messages = 1_000_000 * HOUR);
    scene.receive(1, iccid(0), "+12025550143", "Your code is 482913");
    scene.now.wall = time(START);
    scene.reboot();
    scene.pass(69 * MINUTE);
    assert!(scene.inbox()[0].code.is_some());
    scene.pass(2 * MINUTE);
    assert!(scene.inbox()[0].code.is_none());
}

#[test]
fn a_message_to_send_expires_after_its_time_although_the_clock_is_set() {
    for clock in ["2026-11-20T12:00:00Z", "2026-11-24T12:00:00Z"] {
        for restarts in [false, true] {
            let mut scene = Scene::new(START, day(1));
            scene.send_with("one", |request| request.ttl = HOUR);
            scene.set_clock(clock);
            if restarts {
                scene.restart(machine(RUN));
            }
            scene.pass(59 * MINUTE);
            assert_eq!(scene.states(), [State::Queued], "{clock}, {restarts}");
            scene.pass(2 * MINUTE);
            assert_eq!(scene.states(), [State::Failed], "{clock}, {restarts}");
        }
    }
}
