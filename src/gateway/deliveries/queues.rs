//! What each destination gets next: deliveries that are due come back from the disk, and go out.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::delivery::{Lane, Queue, WINDOW};
use crate::flow::{Action, Delivery};
use crate::gateway::alerts::Alert;
use crate::gateway::settings::Destination;
use crate::model::{DeliveryRow, Name, Now};
use crate::store::{Store, StoreError};

use super::journal::{self, Journal};

/// What a transaction leads to once it is on disk.
pub enum Effect {
    Offer {
        destination: Name,
        delivery: DeliveryRow,
        lane: Lane,
    },
    Taken {
        destination: Name,
        delivery: DeliveryRow,
    },
    Refused {
        destination: Name,
        delivery: DeliveryRow,
    },
    /// It failed for its own sake, and is tried again by its own schedule.
    SetAside {
        destination: Name,
        delivery: DeliveryRow,
    },
    /// It failed, for whosever sake.
    Failed {
        destination: Name,
        delivery: DeliveryRow,
        retry_after: Option<Duration>,
        why: String,
    },
    Unavailable {
        destination: Name,
        delivery: DeliveryRow,
        why: String,
    },
    /// A delivery was set aside for the first time: a person may have to look.
    Stuck {
        destination: Name,
        delivery: DeliveryRow,
        why: String,
    },
    /// It became a dead letter.
    Dead {
        destination: Name,
        delivery: DeliveryRow,
        why: String,
    },
}

/// The queue of each destination that is configured. One that left the configuration keeps its deliveries on disk.
#[derive(Debug, Default)]
pub struct Queues {
    queues: BTreeMap<Name, Queue>,
    journal: Journal,
}

impl Queues {
    pub fn unread(destinations: &BTreeMap<Name, Destination>) -> Self {
        let queue = |(name, known): (&Name, &Destination)| (name.clone(), Queue::unread(known.in_flight_max));
        Self { queues: destinations.iter().map(queue).collect(), journal: Journal::default() }
    }

    pub fn apply(&mut self, effect: Effect, now: Now, alerts: &mut Vec<Alert>) {
        match effect {
            Effect::Offer { destination, delivery, lane } => {
                self.with(&destination, alerts, |queue| queue.offer(delivery, lane));
            }
            Effect::Taken { destination, delivery } => self.take(&destination, delivery, alerts),
            Effect::Refused { destination, delivery } => {
                self.with(&destination, alerts, |queue| queue.refused(delivery));
            }
            Effect::SetAside { destination, delivery } => {
                self.with(&destination, alerts, |queue| queue.set_aside(delivery));
            }
            Effect::Failed { destination, delivery, retry_after, why } => {
                self.with(&destination, alerts, |queue| queue.failed(delivery, now.mono, retry_after));
                self.note_down(&destination, &why, now, alerts);
            }
            Effect::Unavailable { destination, delivery, why } => {
                self.with(&destination, alerts, |queue| queue.unavailable(delivery, now.mono));
                self.note_down(&destination, &why, now, alerts);
            }
            Effect::Stuck { destination, delivery, why } => {
                self.journal.note_stuck(&destination, delivery, &why, now.mono, alerts);
            }
            Effect::Dead { destination, delivery, why } => {
                self.with(&destination, alerts, |queue| queue.forget(delivery));
                alerts.push(journal::dead(&destination, delivery, &why));
            }
        }
    }

    /// A destination has it: the next one may go, whether that is on disk yet or not.
    pub fn take(&mut self, destination: &Name, delivery: DeliveryRow, alerts: &mut Vec<Alert>) {
        self.with(destination, alerts, |queue| queue.taken(delivery));
    }

    /// A destination says itself that it is there.
    pub fn note_reachable(&mut self, destination: &Name, alerts: &mut Vec<Alert>) {
        self.with(destination, alerts, Queue::reachable);
    }

    /// Whether a delivery that failed did so for its own sake.
    pub fn is_own_fault(&self, destination: &Name, delivery: DeliveryRow) -> bool {
        self.queues.get(destination).is_some_and(|queue| queue.is_own_fault(delivery))
    }

    /// Finds deliveries whose wait is over, or that a person wants tried again.
    pub fn find_due(&mut self, store: &Store, now: Now, alerts: &mut Vec<Alert>) -> Result<(), StoreError> {
        for (destination, listed) in store.due(now.wall, WINDOW)? {
            if let Ok(destination) = Name::parse(&destination) {
                self.with(&destination, alerts, |queue| queue.revive(listed));
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
                        actions.push(Action::Deliver(Box::new(Delivery { id: delivery.get(), destination, notice })));
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

    fn with(&mut self, destination: &Name, alerts: &mut Vec<Alert>, work: impl FnOnce(&mut Queue)) {
        if let Some(queue) = self.queues.get_mut(destination) {
            work(queue);
            if queue.down_since().is_none() {
                self.journal.note_up(destination, alerts);
            }
        }
    }

    fn note_down(&mut self, destination: &Name, why: &str, now: Now, alerts: &mut Vec<Alert>) {
        if let Some(since) = self.queues.get(destination).and_then(Queue::down_since) {
            self.journal.note_down(destination, since, why, now.mono, alerts);
        }
    }
}
