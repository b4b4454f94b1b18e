//! Events that may wait for the next commit. Each transaction costs an fsync, during which new messages wait.

use std::time::Duration;

use crate::flow::Event;

use super::urgency::Urgency;

/// How long such an event waits for others at most.
const LINGER: Duration = Duration::from_millis(200);
/// With this many events a commit is due at once.
const EVENTS_MAX: usize = 512;

/// Events that the next transaction writes. After [`LINGER`] they get a transaction of their own.
#[derive(Debug)]
pub struct Deferred {
    events: Vec<Event>,
    due: Duration,
}

impl Deferred {
    /// Creates it without events.
    pub fn new(now: Duration) -> Self {
        Self { events: Vec::new(), due: now }
    }

    /// Whether no event waits.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Whether the events have waited long enough.
    pub fn is_due(&self, now: Duration) -> bool {
        self.wake_at().is_some_and(|due| due <= now)
    }

    /// When the events must be written; `None`: there are none.
    pub fn wake_at(&self) -> Option<Duration> {
        (!self.events.is_empty()).then_some(self.due)
    }

    /// Adds events, without those of which nothing is written.
    pub fn add(&mut self, events: &[Event], now: Duration) {
        if self.events.is_empty() {
            self.due = now + LINGER;
        }
        self.events.extend(events.iter().filter(|event| Urgency::of(event) != Urgency::Unwritten).cloned());
        if self.events.len() >= EVENTS_MAX {
            self.due = now;
        }
    }

    /// Takes all events, to be written now. If that fails, the caller puts them back.
    pub fn take(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// Puts back events that could not be written.
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
    fn deferred_events_are_due_after_a_while_or_when_there_are_many() {
        let destination = Name::parse("backend").unwrap();
        let taken = Event::Answered { delivery: 1, destination: destination.clone(), answer: Answer::Taken };
        let now = Duration::from_secs(10);
        let mut deferred = Deferred::new(now);
        deferred.add(&[Event::Reachable { destination }], now);
        assert!(deferred.is_empty() && !deferred.is_due(now), "nothing is written of this event");
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
