//! Where wishes are left, and where each waits for its answer.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::inbox::Inbox;
use crate::flow::Event;
use crate::flow::outbound::{Accepted, Code, Counter, Refusal, Reply, Wish};

/// Wishes that wait for the disk at once; what is more is refused.
const WAITING_MAX: usize = 1000;

#[derive(Clone)]
pub struct Desk(Arc<Shared>);

struct Shared {
    inbox: Inbox,
    waiting: Mutex<Waiting>,
}

#[derive(Default)]
struct Waiting {
    last: u64,
    replies: BTreeMap<u64, Reply>,
}

impl Desk {
    pub fn new(inbox: Inbox) -> Self {
        Self(Arc::new(Shared { inbox, waiting: Mutex::default() }))
    }

    pub fn counter(&self) -> Counter {
        let desk = self.clone();
        Arc::new(move |wish, reply| desk.leave(wish, reply))
    }

    fn leave(&self, wish: Wish, reply: Reply) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.replies.len() >= WAITING_MAX {
            drop(waiting);
            reply(Err(Refusal::new(Code::Busy, "too many others wait for the disk; nothing was done")));
            return;
        }
        waiting.last += 1;
        let ticket = waiting.last;
        waiting.replies.insert(ticket, reply);
        drop(waiting);
        self.0.inbox.tell(Event::Wished { ticket, wish });
    }

    pub fn answered(&self, ticket: u64, answer: Result<Accepted, Refusal>) {
        let reply = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner).replies.remove(&ticket);
        if let Some(reply) = reply {
            reply(answer);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::flow::outbound::State;

    fn wish() -> Wish {
        Wish::Cancel { message_id: "m".into() }
    }

    #[test]
    fn each_wish_gets_its_own_answer_and_too_many_are_refused() {
        let inbox = Inbox::default();
        let desk = Desk::new(inbox.clone());
        let counter = desk.counter();
        let (sender, answers) = mpsc::channel();
        for number in 0..=WAITING_MAX {
            let sender = sender.clone();
            counter(wish(), Box::new(move |answer| sender.send((number, answer)).unwrap()));
        }
        let (refused, answer) = answers.try_recv().unwrap();
        assert_eq!((refused, answer.unwrap_err().code), (WAITING_MAX, Code::Busy));
        let batch = inbox.take(Duration::ZERO).unwrap();
        let Event::Wished { ticket, .. } = &batch.events[1] else { panic!("{:?}", batch.events[1]) };
        let accepted = Accepted { message_id: "m".into(), state: State::Cancelled, parts: 1 };
        desk.answered(*ticket, Ok(accepted.clone()));
        desk.answered(*ticket, Ok(accepted.clone()));
        assert_eq!(answers.try_recv().unwrap(), (1, Ok(accepted)));
        assert!(answers.try_recv().is_err(), "it is told once");
    }
}
