//! Sending through a phone: once, through the right slot, with the state that is true.

use simgate::flow::outbound::{Orphan, Outcome, RemoteState, SentAs};
use simgate::flow::{DeviceState, Takes};
use simgate::simulator::phone::{Fault, Journey, SendError, Step};

use super::world::{World, device, seconds, slot};

fn sent(ticket: i64) -> Outcome {
    Outcome::Sent(Some(SentAs::Remote(format!("m-{ticket}"))))
}

#[test]
fn a_text_goes_out_once_through_its_slot_and_is_delivered() {
    for webhooks in [true, false] {
        let mut world = World::with(webhooks, |_| {});
        world.pass(seconds(10));
        let report = world.last_report();
        assert_eq!(
            (report.state, report.lines.len(), report.warnings.as_deref()),
            (DeviceState::Ready, 2, Some(&[][..])),
            "{report:?}"
        );
        assert_eq!((report.lines[0].line.clone(), report.lines[0].takes), (slot(1), Takes::Texts));
        world.submit(1, "Pump 3 is down");
        world.pass(seconds(120));
        assert_eq!(world.on_air(), [("m-1".to_owned(), 1, "Pump 3 is down".to_owned())]);
        assert_eq!(world.outcomes, [(1, sent(1))]);
        assert!(world.progress.contains(&("m-1".to_owned(), RemoteState::Delivered)), "{:?}", world.progress);
    }
}

/// The app accepted the message, and its answer was lost: the same request again gets 409.
#[test]
fn a_lost_answer_does_not_send_twice() {
    let mut world = World::new();
    world.pass(seconds(10));
    world.fault(Fault::LoseSendAnswers(2));
    world.submit(1, "hello");
    world.pass(seconds(200));
    assert_eq!((world.on_air().len(), &world.outcomes), (1, &vec![(1, sent(1))]));
}

#[test]
fn an_app_that_dies_with_the_message_sends_it_later_and_we_wait() {
    let mut world = World::new();
    world.pass(seconds(10));
    world.fault(Fault::KillAfterAccepting);
    world.submit(1, "hello");
    world.pass(seconds(200));
    assert_eq!((world.on_air().len(), &world.outcomes), (1, &vec![(1, sent(1))]));
}

#[test]
fn a_phone_that_dies_for_hours_leaves_unknown_and_tells_the_truth_when_it_is_back() {
    for (journey, was_sent) in [(Journey::sent(), true), (Journey::silent(true), false)] {
        let mut world = World::new();
        world.pass(seconds(10));
        world.link.app.plan(journey);
        world.submit(1, "hello");
        world.pass(seconds(1));
        let reached_the_network = !world.on_air().is_empty();
        assert!(reached_the_network, "Android has it");
        if was_sent {
            world.fault(Fault::Away);
        } else {
            // What Android had not reported is lost for good.
            world.fault(Fault::Off);
        }
        world.pass(seconds(600));
        let [Outcome::Unknown { .. }] = world.outcomes_of(1)[..] else { panic!("{:?}", world.outcomes) };
        assert_eq!(world.last_report().state, DeviceState::Absent);
        assert_eq!(world.last_report().warnings.as_ref().unwrap()[0].code, "phone-away");
        world.pass(seconds(8 * 3600));
        world.fault(if was_sent { Fault::Back } else { Fault::On });
        world.pass(seconds(3600));
        assert_eq!(world.last_report().state, DeviceState::Ready, "{:?}", world.last_report());
        let outcomes = world.outcomes_of(1);
        if was_sent {
            assert_eq!(outcomes[1..], [&sent(1)]);
        } else {
            assert_eq!(outcomes.len(), 1, "nobody will ever know: {outcomes:?}");
        }
        assert_eq!(world.on_air().len(), 1);
    }
}

#[test]
fn a_phone_that_never_got_the_message_gives_it_back() {
    let mut world = World::new();
    world.pass(seconds(10));
    world.fault(Fault::Off);
    world.submit(1, "hello");
    world.pass(seconds(60));
    let outcomes = world.outcomes_of(1);
    let [Outcome::Failed(cause)] = outcomes[..] else { panic!("{outcomes:?}") };
    assert_eq!(cause.class, None, "it may go out by another line at once: {cause:?}");
    world.submit(2, "while it is away");
    assert!(matches!(world.outcomes_of(2)[..], [Outcome::Failed(_)]));
    assert!(world.on_air().is_empty());
}

#[test]
fn a_refusal_of_the_network_fails_and_of_several_parts_none_is_repeated() {
    let mut world = World::new();
    world.pass(seconds(10));
    world.link.app.plan(Journey::refused(SendError::NoService));
    world.submit(1, "hello");
    world.pass(seconds(60));
    assert!(matches!(world.outcomes_of(1)[..], [Outcome::Failed(_)]), "{:?}", world.outcomes);
    world.link.app.plan(Journey { on_air: true, ..Journey::refused(SendError::GenericFailure) });
    world.submit(2, &"x".repeat(400));
    world.pass(seconds(60));
    assert!(matches!(world.outcomes_of(2)[..], [Outcome::Unknown { .. }]), "{:?}", world.outcomes);
}

/// The summary of the app says `Sent` for a message that was sent and not delivered.
#[test]
fn a_report_of_failure_is_undelivered_and_not_failed() {
    let mut world = World::new();
    world.pass(seconds(10));
    world.link.app.plan(Journey::sent().then(seconds(20), Step::Report(0x46)));
    world.submit(1, "hello");
    world.pass(seconds(120));
    assert_eq!(world.outcomes, [(1, sent(1))]);
    assert!(world.progress.contains(&("m-1".to_owned(), RemoteState::Failed)), "{:?}", world.progress);
    // Late and in the wrong order.
    world.link.app.plan(Journey { on_air: true, steps: vec![(seconds(1), Step::Report(0)), (seconds(3), Step::Sent)] });
    world.submit(2, "hello");
    world.pass(seconds(120));
    assert_eq!(world.outcomes_of(2), [&sent(2)]);
    assert!(world.progress.contains(&("m-2".to_owned(), RemoteState::Delivered)), "{:?}", world.progress);
}

#[test]
fn after_our_own_crash_the_phone_is_asked() {
    for posted in [true, false] {
        let mut world = World::new();
        world.pass(seconds(10));
        if posted {
            world.submit(1, "hello");
            world.pass(seconds(5));
        }
        let before = world.outcomes.len();
        world.restart(vec![Orphan {
            device: device(),
            ticket: 1,
            remote_id: "m-1".into(),
            parts: 1,
            submission: None,
        }]);
        world.pass(seconds(120));
        let outcomes: Vec<_> = world.outcomes[before..].iter().map(|(_, outcome)| outcome).collect();
        match posted {
            true => assert_eq!(outcomes, [&sent(1)]),
            // The gateway submits it again.
            false => assert!(matches!(outcomes[..], [Outcome::Failed(_)]), "{outcomes:?}"),
        }
        assert_eq!(world.on_air().len(), usize::from(posted));
    }
}

/// An app that was installed anew knows no ids: a request without an answer must not be repeated there.
#[test]
fn an_app_that_was_installed_anew_never_gets_a_message_twice() {
    let mut world = World::new();
    world.pass(seconds(10));
    world.fault(Fault::LoseSendAnswers(1));
    world.submit(1, "hello");
    world.pass(seconds(8));
    world.fault(Fault::Reinstalled);
    world.pass(seconds(900));
    assert!(world.on_air().len() <= 1, "{:?}", world.on_air());
    assert!(matches!(world.outcomes_of(1)[..], [Outcome::Unknown { .. }]), "{:?}", world.outcomes);
    assert_eq!(world.last_report().state, DeviceState::Blocked, "it has another password, too");
}

#[test]
fn a_message_that_stays_in_the_apps_queue_is_cancelled() {
    let mut world = World::new();
    world.pass(seconds(10));
    // The app's own limit delays the second message for longer than it is worth.
    let limit = serde_json::json!({ "messages": { "limit_period": "PerHour", "limit_value": 1 } });
    let request = simgate::simulator::phone::HttpRequest::new("PATCH", "/settings").with_basic("sms", "k3x9v2pq");
    let now = world.now;
    world.link.app.request(&request.with_json(&limit), now);
    world.submit(1, "first");
    world.pass(seconds(60));
    world.submit_for(2, "second", seconds(300));
    world.pass(seconds(3 * 3600));
    assert_eq!(world.on_air().len(), 1, "{:?}", world.on_air());
    assert!(matches!(world.outcomes_of(2)[..], [Outcome::Failed(_)]), "{:?}", world.outcomes);
}
