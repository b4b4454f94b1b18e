//! What each destination gets next: deliveries that are due come back from the disk, and go out.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::delivery::{Lane, Queue, WINDOW};
use crate::flow::{Action, Handover};
use crate::gateway::news::News;
use crate::gateway::settings::Destination;
use crate::model::{DeliveryRow, DeviceName, Now};
use crate::store::{Store, StoreError};

use super::journal::{self, Journal};

/// What a transaction leads to once it is on disk.
pub enum Effect {
    Offer {
        destination: DeviceName,
        delivery: DeliveryRow,
        lane: Lane,
    },
    Taken {
        destination: DeviceName,
        delivery: DeliveryRow,
    },
    Refused {
        destination: DeviceName,
        delivery: DeliveryRow,
    },
    /// It failed for its own sake, and is tried again by its own schedule.
    SetAside {
        destination: DeviceName,
        delivery: DeliveryRow,
    },
    /// It failed, for whosever sake.
    Failed {
        destination: DeviceName,
        delivery: DeliveryRow,
        retry_after: Option<Duration>,
        why: String,
    },
    Unavailable {
        destination: DeviceName,
        delivery: DeliveryRow,
        why: String,
    },
    /// A delivery was set aside for the first time: a person may have to look.
    Stuck {
        destination: DeviceName,
        delivery: DeliveryRow,
        why: String,
    },
    /// It became a dead letter.
    Dead {
        destination: DeviceName,
        delivery: DeliveryRow,
        why: String,
    },
}

/// The queue of each destination that is configured. One that left the configuration keeps its deliveries on disk.
#[derive(Debug, Default)]
pub struct Queues {
    queues: BTreeMap<DeviceName, Queue>,
    journal: Journal,
}

impl Queues {
    pub fn unread(destinations: &BTreeMap<DeviceName, Destination>) -> Self {
        let queue = |(name, known): (&DeviceName, &Destination)| (name.clone(), Queue::unread(known.in_flight_max));
        Self { queues: destinations.iter().map(queue).collect(), journal: Journal::default() }
    }

    pub fn apply(&mut self, effect: Effect, now: Now, news: &mut Vec<News>) {
        match effect {
            Effect::Offer { destination, delivery, lane } => {
                self.with(&destination, news, |queue| queue.offer(delivery, lane));
            }
            Effect::Taken { destination, delivery } => self.take(&destination, delivery, news),
            Effect::Refused { destination, delivery } => {
                self.with(&destination, news, |queue| queue.refused(delivery));
            }
            Effect::SetAside { destination, delivery } => {
                self.with(&destination, news, |queue| queue.set_aside(delivery));
            }
            Effect::Failed { destination, delivery, retry_after, why } => {
                self.with(&destination, news, |queue| queue.failed(delivery, now.mono, retry_after));
                self.note_down(&destination, &why, now, news);
            }
            Effect::Unavailable { destination, delivery, why } => {
                self.with(&destination, news, |queue| queue.unavailable(delivery, now.mono));
                self.note_down(&destination, &why, now, news);
            }
            Effect::Stuck { destination, delivery, why } => {
                self.journal.note_stuck(&destination, delivery, &why, now.mono, news);
            }
            Effect::Dead { destination, delivery, why } => {
                self.with(&destination, news, |queue| queue.forget(delivery));
                news.push(journal::dead(&destination, delivery, &why));
            }
        }
    }

    /// A destination has it: the next one may go, whether that is on disk yet or not.
    pub fn take(&mut self, destination: &DeviceName, delivery: DeliveryRow, news: &mut Vec<News>) {
        self.with(destination, news, |queue| queue.taken(delivery));
    }

    /// A destination says itself that it is there.
    pub fn note_reachable(&mut self, destination: &DeviceName, news: &mut Vec<News>) {
        self.with(destination, news, Queue::reachable);
    }

    /// Whether a delivery that failed did so for its own sake.
    pub fn is_own_fault(&self, destination: &DeviceName, delivery: DeliveryRow) -> bool {
        self.queues.get(destination).is_some_and(|queue| queue.is_own_fault(delivery))
    }

    /// Finds deliveries whose wait is over, or that a person wants tried again.
    pub fn find_due(&mut self, store: &Store, now: Now, news: &mut Vec<News>) -> Result<(), StoreError> {
        for (destination, listed) in store.due(now.wall, WINDOW)? {
            if let Ok(destination) = DeviceName::parse(&destination) {
                self.with(&destination, news, |queue| queue.revive(listed));
            }
        }
        Ok(())
    }

    /// Whether the next deliveries are to be read from the disk.
    pub fn want_page(&self) -> bool {
        self.queues.values().any(Queue::wants_page)
    }

    /// Hands over what each destination can take.
    pub fn dispatch(
        &mut self,
        store: &Store,
        gateway: &str,
        now: Now,
        actions: &mut Vec<Action>,
    ) -> Result<(), StoreError> {
        for (destination, queue) in &mut self.queues {
            if queue.wants_page() {
                let (page, more) = store.waiting(destination.as_str(), queue.loaded_to(), WINDOW)?;
                queue.page(&page, more);
            }
            while let Some(delivery) = queue.next(now.mono) {
                match store.notice(delivery, gateway)? {
                    Some(notice) => {
                        let destination = destination.clone();
                        actions.push(Action::Deliver(Box::new(Handover {
                            delivery: delivery.get(),
                            destination,
                            notice,
                        })));
                    }
                    // Dropped by a person meanwhile.
                    None => queue.forget(delivery),
                }
            }
        }
        Ok(())
    }

    /// When a destination that is down may be probed.
    pub fn wake_at(&self) -> Option<Duration> {
        self.queues.values().filter_map(Queue::wake_at).min()
    }

    fn with(&mut self, destination: &DeviceName, news: &mut Vec<News>, work: impl FnOnce(&mut Queue)) {
        if let Some(queue) = self.queues.get_mut(destination) {
            work(queue);
            if queue.down_since().is_none() {
                self.journal.note_up(destination, news);
            }
        }
    }

    fn note_down(&mut self, destination: &DeviceName, why: &str, now: Now, news: &mut Vec<News>) {
        if let Some(since) = self.queues.get(destination).and_then(Queue::down_since) {
            self.journal.note_down(destination, since, why, now.mono, news);
        }
    }
}
