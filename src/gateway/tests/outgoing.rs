//! What follows from each outcome, and which line goes on.

use super::*;
use crate::at::RetryClass;
use crate::flow::outbound::Cause;

fn failed(why: &str, class: Option<RetryClass>) -> Outcome {
    Outcome::Failed(Cause { why: why.into(), class })
}

fn refused() -> Outcome {
    failed("network timeout (CMS 332)", Some(RetryClass::Later))
}

#[test]
fn what_was_refused_is_not_debited_and_is_tried_again() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
    scene.synchronised();
    scene.ready(1, iccid(0));
    scene.send("one");
    let order = scene.order();
    scene.done(&order, refused());
    assert_eq!(scene.used_today(&iccid(0)), 0);
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    scene.pass(HOUR);
    scene.sent();
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Sent], 1));
}

/// Its parts would come from two numbers, and no phone would put them together.
#[test]
fn a_message_that_was_begun_goes_on_by_its_own_line_alone() {
    let (not_taken, not_handed) = (failed("busy", None), failed("no prompt", Some(RetryClass::AnotherSim)));
    for outcome in [not_taken, not_handed, refused()] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
        scene.synchronised();
        scene.ready(1, iccid(0));
        scene.ready(2, iccid(1));
        scene.send(&"x".repeat(200));
        let first = scene.order();
        scene.done(&first, Outcome::Sent(Some(SentAs::Reference(1))));
        let second = scene.order();
        assert_eq!(second.line, first.line);
        scene.done(&second, outcome.clone());
        for _ in 0..10 {
            scene.pass(MINUTE);
        }
        let again = scene.order();
        assert_eq!((again.line, again.ticket), (first.line.clone(), second.ticket), "{outcome:?}");
    }
}

#[test]
fn a_message_of_which_nothing_went_out_goes_by_the_other_line() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.ready(1, iccid(0));
    scene.ready(2, iccid(1));
    scene.send(&"x".repeat(200));
    let first = scene.order();
    scene.done(&first, refused());
    for _ in 0..10 {
        scene.pass(MINUTE);
    }
    assert_ne!(scene.order().line, first.line);
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
