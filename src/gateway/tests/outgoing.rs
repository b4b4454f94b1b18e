//! The consequences of each outcome, and the line of the next attempt.

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
fn a_refused_part_is_refunded_and_retried() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(1));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("one");
    let submission = scene.submission();
    scene.report_outcome(&submission, refused());
    assert_eq!(scene.used_today(&iccid(0)), 0);
    scene.restart(machine(RUN));
    scene.ready(1, iccid(0));
    scene.pass(HOUR);
    scene.report_sent();
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Sent], 1));
}

/// Otherwise its parts would come from two numbers, and no phone would join them.
#[test]
fn pain_27_a_message_with_a_sent_part_stays_on_its_line() {
    let (not_begun, no_prompt) = (failed("busy", None), failed("no prompt", Some(RetryClass::AnotherSim)));
    for outcome in [not_begun, no_prompt, refused()] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
        scene.synchronise();
        scene.ready(1, iccid(0));
        scene.ready(2, iccid(1));
        scene.send(&"x".repeat(200));
        let first = scene.submission();
        scene.report_outcome(&first, Outcome::Sent(Some(SentAs::Reference(1))));
        let second = scene.submission();
        assert_eq!(second.line, first.line);
        scene.report_outcome(&second, outcome.clone());
        for _ in 0..10 {
            scene.pass(MINUTE);
        }
        let again = scene.submission();
        assert_eq!((again.line, again.ticket), (first.line.clone(), second.ticket), "{outcome:?}");
    }
}

#[test]
fn pain_28_a_number_that_is_refused_again_and_again_delays_no_other_message() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    let bad = scene.send("one");
    let submission = scene.submission();
    scene.report_outcome(&submission, refused());
    let good = scene.send("two");
    assert_ne!(bad, good);
    let next = scene.submission();
    assert_ne!(next.ticket, submission.ticket, "the other message goes out at once");
    scene.report_outcome(&next, Outcome::Sent(Some(SentAs::Reference(1))));
    assert!(scene.states().contains(&State::Sent) && scene.states().contains(&State::Queued), "{:?}", scene.states());
}

#[test]
fn a_part_that_can_never_be_sent_ends_its_message() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send(&"x".repeat(200));
    scene.report_sent();
    let second = scene.submission();
    scene.report_outcome(&second, failed("invalid recipient", Some(RetryClass::Never)));
    scene.pass(HOUR);
    assert!(scene.nothing_is_submitted());
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Failed], 1));
}

/// It was unknown by then, so it may have been sent.
#[test]
fn a_result_that_comes_after_the_outcome_changes_nothing() {
    for late in [refused(), failed("busy", None), Outcome::Sent(None)] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
        scene.synchronise();
        scene.ready(1, iccid(0));
        scene.send("one");
        let submission = scene.submission();
        scene.restart(machine(RUN));
        scene.ready(1, iccid(0));
        scene.report_outcome(&submission, late.clone());
        scene.pass(HOUR);
        assert!(scene.nothing_is_submitted(), "{late:?}");
        assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Unknown], 1), "{late:?}");
    }
}

#[test]
fn an_expired_message_is_refunded_only_what_was_not_submitted() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send_with(&"x".repeat(400), |request| request.ttl = HOUR);
    let first = scene.submission();
    scene.report_outcome(&first, Outcome::Unknown { why: "silence".into() });
    let second = scene.submission();
    scene.report_outcome(&second, failed("no service", Some(RetryClass::AskPerson)));
    assert_eq!(scene.used_today(&iccid(0)), 3);
    scene.now.mono += 2 * HOUR;
    scene.now.wall = scene.now.wall.after(2 * HOUR);
    scene.handle(&[]);
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Failed], 1));
}

#[test]
fn a_message_without_a_sent_part_moves_to_the_other_line() {
    let mut scene = Scene::new("2026-11-22T12:00:00Z", day(10));
    scene.ready(1, iccid(0));
    scene.ready(2, iccid(1));
    scene.send(&"x".repeat(200));
    let first = scene.submission();
    scene.report_outcome(&first, refused());
    for _ in 0..10 {
        scene.pass(MINUTE);
    }
    assert_ne!(scene.submission().line, first.line);
}

#[test]
fn a_recipient_who_answers_stop_gets_no_queued_message() {
    let stop_list = Rules { stop_list: true, ..day(1) };
    for restarts in [false, true] {
        let mut scene = Scene::new("2026-11-22T12:00:00Z", stop_list.clone());
        scene.synchronise();
        scene.ready(1, iccid(0));
        scene.send("one");
        scene.report_sent();
        // This one is accepted and waits for the next day.
        scene.send("two");
        scene.pass(HOUR);
        scene.receive(1, iccid(0), RECIPIENT, "STOP");
        if restarts {
            scene.restart(machine(RUN));
            scene.ready(1, iccid(0));
        }
        scene.pass_until("2026-11-23T00:01:00Z");
        scene.pass(MINUTE);
        assert!(scene.nothing_is_submitted(), "{:?}", scene.outbox());
        assert_eq!(scene.outbox()[1], (State::Queued, Some("the recipient answered STOP".to_owned())));
        scene.receive(1, iccid(0), RECIPIENT, "START");
        scene.pass(2 * MINUTE);
        scene.report_sent();
    }
}
