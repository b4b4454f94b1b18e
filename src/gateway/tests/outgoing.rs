//! What follows from each outcome, and which line goes on.

use super::*;
use crate::at::RetryClass;

fn refused(doubtful: bool) -> Outcome {
    Outcome::Refused { why: "network timeout (CMS 332)".into(), class: RetryClass::Later, doubtful }
}

#[test]
fn a_refusal_that_is_in_doubt_stays_debited_and_one_that_is_sure_does_not() {
    for (doubtful, used) in [(true, 1), (false, 0)] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
        scene.synchronised();
        scene.ready(1, iccid(0));
        scene.send("one");
        let order = scene.order();
        scene.done(&order, refused(doubtful));
        assert_eq!(scene.used_today(&iccid(0)), used, "{doubtful}");
        scene.restart(machine(RUN));
        scene.ready(1, iccid(0));
        scene.pass(HOUR);
        assert_eq!(scene.nothing_goes_out(), doubtful, "{:?}", scene.outbox());
    }
}

#[test]
fn a_refusal_that_is_in_doubt_is_debited_again_when_it_is_tried_again() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(2));
    scene.synchronised();
    scene.ready(1, iccid(0));
    scene.send("one");
    let order = scene.order();
    scene.done(&order, refused(true));
    scene.pass(HOUR);
    scene.sent();
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Sent], 2));
}

/// Its parts would come from two numbers, and no phone would put them together.
#[test]
fn a_message_that_was_begun_goes_on_by_its_own_line_alone() {
    let not_taken = Outcome::NotTaken { why: "busy".into() };
    let not_handed = Outcome::NotHanded { why: "no prompt".into(), class: RetryClass::AnotherSim };
    for outcome in [not_taken, not_handed, refused(false), refused(true)] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
        scene.synchronised();
        scene.ready(1, iccid(0));
        scene.ready(2, iccid(1));
        scene.send(&"x".repeat(200));
        let first = scene.order();
        scene.done(&first, Outcome::Sent { reference: Some(1) });
        let second = scene.order();
        assert_eq!(second.sim, first.sim);
        scene.done(&second, outcome.clone());
        for _ in 0..10 {
            scene.pass(MINUTE);
        }
        let again = scene.order();
        assert_eq!((again.sim, again.ticket), (first.sim.clone(), second.ticket), "{outcome:?}");
    }
}

#[test]
fn a_message_of_which_nothing_went_out_goes_by_the_other_line() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.ready(1, iccid(0));
    scene.ready(2, iccid(1));
    scene.send(&"x".repeat(200));
    let first = scene.order();
    scene.done(&first, refused(false));
    for _ in 0..10 {
        scene.pass(MINUTE);
    }
    assert_ne!(scene.order().sim, first.sim);
}

#[test]
fn whoever_answers_stop_gets_nothing_of_what_waits() {
    let stop_list = Rules { stop_list: true, ..day(1) };
    for restarts in [false, true] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", stop_list.clone());
        scene.synchronised();
        scene.ready(1, iccid(0));
        scene.send("one");
        scene.sent();
        // It was accepted, and waits for tomorrow.
        scene.send("two");
        scene.pass(HOUR);
        scene.arrives(1, iccid(0), RECIPIENT, "STOP");
        if restarts {
            scene.restart(machine(RUN));
            scene.ready(1, iccid(0));
        }
        scene.pass_until("2026-11-23T00:01:00Z");
        scene.pass(MINUTE);
        assert!(scene.nothing_goes_out(), "{:?}", scene.outbox());
        assert_eq!(scene.outbox()[1], (State::Queued, Some("the recipient answered STOP".to_owned())));
        scene.arrives(1, iccid(0), RECIPIENT, "START");
        scene.pass(2 * MINUTE);
        scene.sent();
    }
}
