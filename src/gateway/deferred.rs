//! What may wait for the next commit: every transaction costs an fsync, and one that is under way keeps a message waiting.

use std::time::Duration;

use crate::flow::Event;

use super::urgency::Urgency;

/// How long such an event waits for company.
const LINGER: Duration = Duration::from_millis(200);
const EVENTS_MAX: usize = 512;

/// Events that are written with the next transaction, or in one of their own when [`LINGER`] is over.
#[derive(Debug)]
pub struct Deferred {
    events: Vec<Event>,
    due: Duration,
}

impl Deferred {
    pub fn new(now: Duration) -> Self {
        Self { events: Vec::new(), due: now }
    }

    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether it has waited long enough.
    pub fn is_due(&self, now: Duration) -> bool {
        self.wake_at().is_some_and(|due| due <= now)
    }

    pub fn wake_at(&self) -> Option<Duration> {
        (!self.events.is_empty()).then_some(self.due)
    }

    /// Keeps what is to be written of events that may wait.
    pub fn add(&mut self, events: &[Event], now: Duration) {
        if self.events.is_empty() {
            self.due = now + LINGER;
        }
        self.events.extend(events.iter().filter(|event| Urgency::of(event) != Urgency::Unwritten).cloned());
        if self.events.len() >= EVENTS_MAX {
            self.due = now;
        }
    }

    /// All of it, to be written now. Where that fails it is to be put back.
    pub fn take(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    pub fn put_back(&mut self, events: Vec<Event>) {
        self.events = events;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Answer;
    use crate::model::Name;

    #[test]
    fn what_may_wait_is_due_after_a_while_or_when_there_is_much_of_it() {
        let destination = Name::parse("backend").unwrap();
        let taken = Event::Answered { delivery: 1, destination: destination.clone(), answer: Answer::Taken };
        let now = Duration::from_secs(10);
        let mut deferred = Deferred::new(now);
        deferred.add(&[Event::Reachable { destination }], now);
        assert!(deferred.is_empty() && !deferred.is_due(now), "of this nothing is written");
        deferred.add(std::slice::from_ref(&taken), now);
        deferred.add(std::slice::from_ref(&taken), now + LINGER / 2);
        assert_eq!((deferred.wake_at(), deferred.is_due(now)), (Some(now + LINGER), false));
        assert!(deferred.is_due(now + LINGER));
        let events = deferred.take();
        assert_eq!((events.len(), deferred.wake_at()), (2, None));
        deferred.put_back(events);
        deferred.add(&vec![taken; EVENTS_MAX], now + LINGER / 2);
        assert!(deferred.is_due(now + LINGER / 2));
    }
}
