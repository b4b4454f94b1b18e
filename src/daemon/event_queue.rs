//! Where devices and forwarders leave events for the gateway, and how it takes them: whatever waits when it has done with
//! the last ones is the next transaction. The fsync is the pacing.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

use crate::flow::Event;

/// Events of one transaction: more would keep the first of them waiting.
const BATCH_MAX: usize = 256;

/// What each of those who tell may leave unanswered is bounded, so the queue is.
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
    /// Each answered once everything before it was handled: proof that the thread goes on.
    pings: Vec<oneshot::Sender<()>>,
    stop: bool,
}

#[derive(Default)]
pub struct Batch {
    pub events: Vec<Event>,
    pub pings: Vec<oneshot::Sender<()>>,
}

impl EventQueue {
    pub fn tell(&self, event: Event) {
        self.change(|waiting| waiting.events.push_back(event));
    }

    pub fn ping(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        self.change(|waiting| waiting.pings.push(sender));
        receiver
    }

    pub fn stop(&self) {
        self.change(|waiting| waiting.stop = true);
    }

    /// Waits at most `pause` for something, then takes what is there. `None`: it is time to stop, and all was taken
    /// before.
    pub fn take(&self, pause: Duration) -> Option<Batch> {
        let is_idle = |waiting: &mut Waiting| waiting.events.is_empty() && waiting.pings.is_empty() && !waiting.stop;
        let waited = self.0.bell.wait_timeout_while(self.lock(), pause, is_idle);
        let mut waiting = waited.unwrap_or_else(PoisonError::into_inner).0;
        if waiting.stop && waiting.events.is_empty() {
            return None;
        }
        let count = waiting.events.len().min(BATCH_MAX);
        let events = waiting.events.drain(..count).collect();
        // What was there before a ping is handled before it is answered.
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
    fn all_that_was_told_is_taken_in_its_order_before_the_end() {
        let queue = EventQueue::default();
        for index in 0..300 {
            queue.tell(freed(index));
        }
        let mut ping = queue.ping();
        queue.stop();
        let mut taken = Vec::new();
        while let Some(batch) = queue.take(Duration::ZERO) {
            assert!(batch.events.len() <= BATCH_MAX);
            taken.extend(batch.events);
            assert!(taken.len() == 300 || batch.pings.is_empty(), "not before all that came before it");
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
