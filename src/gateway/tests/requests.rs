//! Requests about a message that exists: to cancel it, and to settle it.

use super::*;
use crate::at::RetryClass;
use crate::flow::outbound::{Cause, RefusalCode};

const START: &str = "2026-11-22T12:00:00Z";

impl Scene {
    /// The state in the answer, or the reason of the refusal.
    pub fn answer_to(&mut self, request: Request) -> Result<State, RefusalCode> {
        self.tickets += 1;
        let event = Event::Requested { ticket: self.tickets, request };
        let actions = self.gateway.as_mut().unwrap().handle(&[event], self.now).unwrap();
        let answer = |action| if let Action::AnswerRequest { answer, .. } = action { Some(answer) } else { None };
        let answer = actions.into_iter().find_map(answer).unwrap();
        answer.map(|accepted| accepted.state).map_err(|refusal| refusal.code)
    }

    fn cancel(&mut self, id: &str) -> Result<State, RefusalCode> {
        self.answer_to(Request::Cancel { message_id: id.to_owned() })
    }

    fn settle(&mut self, id: &str, state: State) -> Result<State, RefusalCode> {
        self.answer_to(Request::Settle { message_id: id.to_owned(), state })
    }
}

fn refused() -> Outcome {
    Outcome::Failed(Cause { why: "no service".into(), class: Some(RetryClass::Later) })
}

#[test]
fn a_message_is_cancelled_only_if_nothing_of_it_was_submitted() {
    let mut scene = Scene::new(START, day(10));
    scene.synchronise();
    scene.ready(1, iccid(0));
    let begun = scene.send(&"x".repeat(200));
    let first = scene.submission();
    assert_eq!(scene.cancel(&begun), Err(RefusalCode::WrongState), "its first part is submitted");
    scene.report_outcome(&first, Outcome::Sent(Some(SentAs::Reference(1))));
    let second = scene.submission();
    scene.report_outcome(&second, refused());
    assert_eq!(scene.cancel(&begun), Err(RefusalCode::WrongState), "its first part was sent");
    let waiting = scene.send("two");
    let submission = scene.submission();
    scene.report_outcome(&submission, refused());
    for _ in 0..2 {
        assert_eq!(scene.cancel(&waiting), Ok(State::Cancelled), "its only part was refused, and waits again");
    }
    scene.pass(HOUR);
    assert_eq!(scene.submission().ticket, second.ticket);
    assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![State::Sending, State::Cancelled], 2));
}

#[test]
fn only_an_unknown_message_is_settled_and_its_debits_stay() {
    for state in [State::Sent, State::Failed] {
        let mut scene = Scene::new(START, day(1));
        scene.synchronise();
        scene.ready(1, iccid(0));
        let id = scene.send("one");
        assert_eq!(scene.settle(&id, state), Err(RefusalCode::WrongState), "it is being sent");
        let submission = scene.submission();
        scene.report_outcome(&submission, Outcome::Unknown { why: "silence".into() });
        for other in [State::Queued, State::Sending, State::Unknown, State::Delivered, State::Cancelled] {
            assert_eq!(scene.settle(&id, other), Err(RefusalCode::WrongState), "{other:?}");
        }
        assert_eq!(scene.settle(&id, state), Ok(state));
        assert_eq!(scene.settle(&id, State::Failed), Err(RefusalCode::WrongState), "it is settled already");
        assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![state], 1));
        scene.restart(machine(RUN));
        scene.ready(1, iccid(0));
        assert_eq!((scene.states(), scene.used_today(&iccid(0))), (vec![state], 1));
    }
}
