//! When a queued message is sent, and by which line.

use super::*;
use crate::flow::outbound::RefusalCode;
use crate::flow::routing::{Line, Routes};
use crate::model::Msisdn;

const START: &str = "2026-11-22T12:00:00Z";

fn msisdn(text: &str) -> Msisdn {
    Msisdn::parse(text).unwrap()
}

fn card(number: usize) -> Iccid {
    Iccid::parse(CARDS[number]).unwrap()
}

/// Two lines are ready, and each has a number.
fn two_lines(change: impl FnOnce(&mut Settings)) -> Scene {
    let line = |name: &str, number: &str| Line {
        name: Name::parse(name).unwrap(),
        number: Some(msisdn(number)),
        missed_call_code: None,
    };
    let lines =
        [(LineId::Iccid(card(0)), line("one", "+12025550143")), (LineId::Iccid(card(1)), line("two", "+12025550144"))];
    let mut scene = Scene::with(START, day(10), |settings| {
        settings.directory = Directory::new(Routes { lines: lines.into(), ..Routes::default() });
        change(settings);
    });
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.ready(2, iccid(1));
    scene
}

#[test]
fn a_message_is_sent_from_the_requested_number_only() {
    let mut scene = two_lines(|_| {});
    for _ in 0..3 {
        scene.send_with("x", |request| request.from = Some(msisdn("+12025550144")));
    }
    for _ in 0..3 {
        let submission = scene.submission();
        assert_eq!(submission.line, iccid(1));
        scene.report_outcome(&submission, Outcome::Sent(None));
    }
    assert!(scene.nothing_is_submitted());
}

#[test]
fn a_line_sends_only_to_numbers_that_it_may_send_to() {
    let mut scene = two_lines(|settings| {
        let rules = Rules { allowed: vec!["+49".into()], ..day(10) };
        settings.sending.rules.insert(LineId::Iccid(card(0)), rules);
    });
    for _ in 0..3 {
        scene.send("x");
    }
    for _ in 0..3 {
        let submission = scene.submission();
        assert_eq!(submission.line, iccid(1));
        scene.report_outcome(&submission, Outcome::Sent(None));
    }
}

#[test]
fn a_message_is_sent_neither_before_its_time_nor_after_it() {
    for restarts in [false, true] {
        let mut scene = Scene::new(START, day(10));
        scene.synchronise();
        let at = scene.now.wall.after(2 * HOUR);
        scene.send_with("early", |request| request.ttl = HOUR);
        scene.send_with("late", |request| (request.send_at, request.ttl) = (Some(at), HOUR));
        scene.pass(HOUR + MINUTE);
        if restarts {
            scene.restart(machine(RUN));
        }
        scene.ready(1, iccid(0));
        assert!(scene.nothing_is_submitted());
        assert_eq!(scene.states(), [State::Failed, State::Queued]);
        scene.pass(HOUR);
        scene.report_sent();
        assert_eq!(scene.states(), [State::Failed, State::Sent]);
    }
}

/// The reserve is for urgent messages, which also go first.
#[test]
fn other_messages_leave_the_urgent_reserve_alone() {
    let limits = Limits { day: Some(3), reserve_urgent: 1, ..Limits::default() };
    let mut scene = Scene::new(START, rules(limits));
    scene.synchronise();
    for text in ["one", "two", "three"] {
        scene.send(text);
    }
    scene.send_with("urgent", |request| request.urgent = true);
    scene.ready(1, iccid(0));
    scene.report_sent();
    assert_eq!(scene.states(), [State::Sending, State::Queued, State::Queued, State::Sent]);
    scene.report_sent();
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted());
    scene.send_with("urgent, too", |request| request.urgent = true);
    scene.report_sent();
    assert_eq!(scene.used_today(&iccid(0)), 3);
}

/// Both modems report the card until the first one notices that it is gone.
#[test]
fn a_card_that_seems_to_be_in_two_modems_sends_one_message_at_a_time() {
    let mut scene = Scene::new(START, day(10));
    scene.ready(1, iccid(0));
    scene.ready(2, iccid(0));
    let requests = ["one", "two"].map(|text| scene.requested(text, |_| {}));
    scene.handle(&requests);
    assert_eq!(scene.submissions.len(), 1);
}

#[test]
fn a_request_that_must_not_wait_is_refused_if_queued_messages_need_the_room() {
    let mut scene = Scene::new(START, day(2));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.send("submitted");
    scene.send("waits for the line");
    let requested = scene.requested("no room", |request| request.on_exhausted = OnExhausted::Refuse);
    let actions = scene.gateway.as_mut().unwrap().handle(&[requested], scene.now).unwrap();
    let refused = |action: &Action| matches!(action, Action::AnswerRequest { answer: Err(refusal), .. } if refusal.code == RefusalCode::Exhausted);
    assert!(actions.iter().any(refused), "{actions:?}");
    assert_eq!(scene.states().len(), 2);
}

#[test]
fn a_key_counts_for_its_caller_alone() {
    let mut scene = Scene::new(START, day(10));
    let ids = ["alice", "bob", "alice"].map(|caller| {
        scene.send_with("x", |request| (request.caller, request.key) = (caller.into(), Some("1".into())))
    });
    assert!(ids[0] != ids[1] && ids[0] == ids[2], "{ids:?}");
}
