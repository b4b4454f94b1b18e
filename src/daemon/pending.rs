//! Passes requests to the gateway, and its answers back to the callers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::event_queue::EventQueue;
use crate::flow::Event;
use crate::flow::change::Change;
use crate::flow::outbound::{Accepted, Refusal, RefusalCode, Request};
use crate::flow::ussd;

/// Most requests without an answer. Further ones are refused.
const WAITING_MAX: usize = 1000;

/// What a caller asks for, and how it is answered.
pub trait Asked: Send + 'static {
    /// What the gateway answers.
    type Done: Send + 'static;

    /// The event for the gateway.
    fn event(self, ticket: u64) -> Event;
}

impl Asked for Request {
    type Done = Accepted;

    fn event(self, ticket: u64) -> Event {
        Event::Requested { ticket, request: self }
    }
}

impl Asked for ussd::Request {
    type Done = ussd::Answered;

    fn event(self, ticket: u64) -> Event {
        Event::UssdRequested { ticket, request: Box::new(self) }
    }
}

impl Asked for Change {
    type Done = ();

    fn event(self, ticket: u64) -> Event {
        Event::ChangeRequested { ticket, change: Box::new(self) }
    }
}

/// Called once, with the answer.
type Answered<A> = Box<dyn FnOnce(Result<A, Refusal>) + Send>;

/// The requests without an answer.
pub struct Pending<Q: Asked>(Arc<Shared<Q>>);

struct Shared<Q: Asked> {
    queue: EventQueue,
    waiting: Mutex<Waiting<Q::Done>>,
}

struct Waiting<A> {
    last: u64,
    replies: BTreeMap<u64, Answered<A>>,
}

impl<Q: Asked> Clone for Pending<Q> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Q: Asked> Pending<Q> {
    /// Creates it for the gateway behind this queue.
    pub fn new(queue: EventQueue) -> Self {
        let waiting = Mutex::new(Waiting { last: 0, replies: BTreeMap::new() });
        Self(Arc::new(Shared { queue, waiting }))
    }

    /// A function that passes requests to the gateway.
    pub fn sink(&self) -> Arc<dyn Fn(Q, Answered<Q::Done>) + Send + Sync> {
        let pending = self.clone();
        Arc::new(move |request, reply| pending.submit(request, reply))
    }

    fn submit(&self, request: Q, reply: Answered<Q::Done>) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.replies.len() >= WAITING_MAX {
            drop(waiting);
            reply(Err(Refusal::new(RefusalCode::Busy, "too many requests wait for the disk; nothing was done")));
            return;
        }
        waiting.last += 1;
        let ticket = waiting.last;
        waiting.replies.insert(ticket, reply);
        drop(waiting);
        self.0.queue.push(request.event(ticket));
    }

    /// Answers the request with this ticket.
    pub fn answer(&self, ticket: u64, answer: Result<Q::Done, Refusal>) {
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

    fn request() -> Request {
        Request::Cancel { message_id: "m".into() }
    }

    #[test]
    fn each_request_gets_its_own_answer_and_too_many_are_refused() {
        let queue = EventQueue::default();
        let pending = Pending::<Request>::new(queue.clone());
        let requests = pending.sink();
        let (sender, answers) = mpsc::channel();
        for number in 0..=WAITING_MAX {
            let sender = sender.clone();
            requests(request(), Box::new(move |answer| sender.send((number, answer)).unwrap()));
        }
        let (refused, answer) = answers.try_recv().unwrap();
        assert_eq!((refused, answer.unwrap_err().code), (WAITING_MAX, RefusalCode::Busy));
        let batch = queue.take(Duration::ZERO).unwrap();
        let Event::Requested { ticket, .. } = &batch.events[1] else { panic!("{:?}", batch.events[1]) };
        let accepted = Accepted { message_id: "m".into(), state: State::Cancelled, parts: 1 };
        pending.answer(*ticket, Ok(accepted.clone()));
        pending.answer(*ticket, Ok(accepted.clone()));
        assert_eq!(answers.try_recv().unwrap(), (1, Ok(accepted)));
        assert!(answers.try_recv().is_err(), "it is answered once");
    }
}
