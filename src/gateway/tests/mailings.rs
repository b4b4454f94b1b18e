//! One text to several recipients: all of them are accepted, or none is.

use super::*;
use crate::flow::outbound::Mailing;
use crate::model::{MailingRow, SimKey};
use crate::store::MailingFilter;

const START: &str = "2026-11-22T12:00:00Z";
const OTHERS: [&str; 3] = ["+12025550171", "+12025550172", "+12025550173"];

impl Scene {
    fn mailing(&mut self, id: &str, to: &[&str], text: &str) -> Mailing {
        let Event::Requested { request: Request::Send(message), .. } = self.requested(text, |_| {}) else {
            panic!("it is a message");
        };
        Mailing { id: Some(id.into()), recipients: to.iter().map(|&to| to.to_owned()).collect(), message: *message }
    }

    fn mail(&mut self, id: &str, to: &[&str], text: &str) -> Result<State, RefusalCode> {
        let mailing = self.mailing(id, to, text);
        self.answer_to(Request::SendMailing(Box::new(mailing)))
    }

    fn mailings(&self) -> Vec<(MailingRow, Vec<State>)> {
        self.gateway.as_ref().unwrap().store().mailings().states(&MailingFilter::default()).unwrap()
    }
}

#[test]
fn a_mailing_is_accepted_for_all_recipients_or_for_none() {
    let mut scene = Scene::with(START, day(10), |settings| {
        settings.sending.default_rules.allowed = vec!["+1".into()];
    });
    scene.synchronise();
    assert_eq!(scene.mail("a", &[OTHERS[0], OTHERS[1], "+4917612345678"], "hi"), Err(RefusalCode::NotAllowed));
    assert_eq!(scene.mail("a", &[OTHERS[0], "x"], "hi"), Err(RefusalCode::InvalidRecipient));
    assert_eq!(scene.mail("a", &[OTHERS[0], "+1 202 555 0171"], "hi"), Err(RefusalCode::InvalidRecipient), "twice");
    assert_eq!(scene.mail("a", &[], "hi"), Err(RefusalCode::InvalidField));
    assert_eq!(scene.mail("a", &OTHERS, ""), Err(RefusalCode::EmptyText));
    assert_eq!((scene.states(), scene.mailings()), (vec![], vec![]), "nothing was written");
    assert_eq!(scene.mail("a", &OTHERS, "hi"), Ok(State::Queued));
    assert_eq!(scene.mailings(), [(MailingRow::new(1), vec![State::Queued; 3])]);
    assert_eq!(scene.mail("a", &OTHERS, "hi"), Err(RefusalCode::KeyReused), "its id is used");
    assert_eq!(scene.states().len(), 3);
}

/// The recipients before it are not queued yet, and take the room all the same.
#[test]
fn a_mailing_that_must_not_wait_needs_room_for_all_recipients() {
    let mut scene = Scene::new(START, day(2));
    scene.synchronise();
    scene.ready(1, iccid(0));
    let mut mailing = scene.mailing("a", &OTHERS, "hi");
    mailing.message.on_exhausted = OnExhausted::Refuse;
    let refused = scene.answer_to(Request::SendMailing(Box::new(mailing.clone())));
    assert_eq!((refused, scene.states()), (Err(RefusalCode::Exhausted), vec![]));
    mailing.recipients.pop();
    assert_eq!(scene.answer_to(Request::SendMailing(Box::new(mailing))), Ok(State::Queued));
}

#[test]
fn the_messages_of_a_mailing_are_cancelled_as_far_as_they_wait() {
    let mut scene = Scene::new(START, day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.mail("a", &OTHERS, "hi").unwrap();
    // The answer was taken before the actions were applied, so the submission is read from the next call.
    scene.restart(machine(RUN));
    let mailing = MailingRow::new(1);
    assert_eq!(scene.answer_to(Request::CancelMailing { mailing }), Ok(State::Cancelled));
    let states = scene.mailings()[0].1.clone();
    assert_eq!(states, [State::Unknown, State::Cancelled, State::Cancelled], "the first one was submitted");
    assert_eq!(scene.answer_to(Request::CancelMailing { mailing }), Err(RefusalCode::WrongState));
    assert_eq!(
        scene.answer_to(Request::CancelMailing { mailing: MailingRow::new(2) }),
        Err(RefusalCode::UnknownMessage)
    );
}

#[test]
fn a_message_for_a_line_is_sent_by_no_other() {
    let mut scene = Scene::new(START, day(1));
    scene.synchronise();
    scene.ready(1, iccid(0));
    scene.ready(2, iccid(1));
    for _ in 0..2 {
        scene.send_with("hi", |request| request.line = Some(SimKey::new(2)));
        scene.pass(MINUTE);
    }
    let submission = scene.submission();
    assert_eq!(submission.line, iccid(1));
    scene.report_outcome(&submission, Outcome::Sent(Some(SentAs::Reference(1))));
    scene.pass(MINUTE);
    assert!(scene.nothing_is_submitted(), "the line is full, and the other one is not asked for");
    // A device that fails doesn't change the wish.
    scene.pass(24 * HOUR);
    assert_eq!(scene.submission().line, iccid(1));
    let unknown = scene.requested("hi", |request| request.line = Some(SimKey::new(9)));
    let Event::Requested { request, .. } = unknown else { panic!("it is a request") };
    assert_eq!(scene.answer_to(request), Err(RefusalCode::UnknownSender));
}

#[test]
fn a_mailing_is_kept_until_all_of_its_messages_are_old() {
    let mut scene = Scene::with(START, day(10), |settings| settings.keep_messages = 48 * HOUR);
    scene.synchronise();
    scene.mail("a", &OTHERS[..2], "hi").unwrap();
    let id = {
        let outbox = scene.gateway.as_ref().unwrap().store().outbox().list(1).unwrap();
        outbox[0].id.clone()
    };
    scene.answer_to(Request::Cancel { message_id: id }).unwrap();
    for _ in 0..72 {
        scene.pass(HOUR);
    }
    assert_eq!(scene.mailings()[0].1, [State::Queued, State::Cancelled], "one of them is open");
    scene.answer_to(Request::CancelMailing { mailing: MailingRow::new(1) }).unwrap();
    for _ in 0..72 {
        scene.pass(HOUR);
    }
    assert_eq!((scene.mailings(), scene.states()), (vec![], vec![]));
    assert_eq!(scene.mail("a", &OTHERS, "hi"), Ok(State::Queued), "the id is free again");
}
