//! The queue of events from devices and forwarders to the gateway. All events that wait when a transaction is finished
//! are the next one, so the fsync sets the pace.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::flow::Event;

/// Most events of one transaction. More would delay the first of them.
const BATCH_MAX: usize = 256;

/// The queue. It is bounded because each source may have only this many unanswered events.
#[derive(Clone, Default)]
pub struct EventQueue(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    bell: Condvar,
}

#[derive(Default)]
struct Waiting {
    events: VecDeque<Event>,
    /// Each is answered when all events before it were handled, which proves that the thread makes progress.
    pings: Vec<oneshot::Sender<()>>,
    stop: bool,
}

/// The events of one transaction.
#[derive(Default)]
pub struct Batch {
    /// In the order in which they were added.
    pub events: Vec<Event>,
    /// To be answered after the events were handled.
    pub pings: Vec<oneshot::Sender<()>>,
}

impl EventQueue {
    /// Adds an event.
    pub fn push(&self, event: Event) {
        self.change(|waiting| waiting.events.push_back(event));
    }

    /// Asks the gateway's thread to answer when it has handled all events so far.
    pub fn ping(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        self.change(|waiting| waiting.pings.push(sender));
        receiver
    }

    /// Asks the gateway's thread to end when it has handled all events.
    pub fn stop(&self) {
        self.change(|waiting| waiting.stop = true);
    }

    /// Waits at most `pause` for events, and takes those that wait. `None`: the thread must end, and all events
    /// were taken.
    pub fn take(&self, pause: Duration) -> Option<Batch> {
        let is_idle = |waiting: &mut Waiting| waiting.events.is_empty() && waiting.pings.is_empty() && !waiting.stop;
        let waited = self.0.bell.wait_timeout_while(self.lock(), pause, is_idle);
        let mut waiting = waited.unwrap_or_else(PoisonError::into_inner).0;
        if waiting.stop && waiting.events.is_empty() {
            return None;
        }
        let count = waiting.events.len().min(BATCH_MAX);
        let events = waiting.events.drain(..count).collect();
        // A ping is answered only after all events before it.
        let pings = if waiting.events.is_empty() { std::mem::take(&mut waiting.pings) } else { Vec::new() };
        Some(Batch { events, pings })
    }

    fn change(&self, change: impl FnOnce(&mut Waiting)) {
        change(&mut self.lock());
        self.0.bell.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Place;
    use crate::model::{LineId, Name, Slot, StoreName};

    fn freed(index: u16) -> Event {
        let holder = LineId::Device(Name::parse("m").unwrap());
        Event::Freed(Place { holder, slot: Slot { store: StoreName::SM, index } })
    }

    #[test]
    fn all_events_are_taken_in_order_before_the_end() {
        let queue = EventQueue::default();
        for index in 0..300 {
            queue.push(freed(index));
        }
        let mut ping = queue.ping();
        queue.stop();
        let mut taken = Vec::new();
        while let Some(batch) = queue.take(Duration::ZERO) {
            assert!(batch.events.len() <= BATCH_MAX);
            taken.extend(batch.events);
            assert!(taken.len() == 300 || batch.pings.is_empty(), "not before all events before it");
            batch.pings.into_iter().for_each(|ping| ping.send(()).unwrap());
        }
        let indices: Vec<u16> = taken
            .iter()
            .filter_map(|event| if let Event::Freed(place) = event { Some(place.slot.index) } else { None })
            .collect();
        assert_eq!(indices, (0..300).collect::<Vec<_>>());
        ping.try_recv().unwrap();
    }
}
