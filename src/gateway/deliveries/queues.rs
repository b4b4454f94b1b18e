//! The queues of all destinations: loads deliveries from the store and dispatches them.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::delivery::{Lane, Queue, Room, WINDOW};
use crate::flow::{Action, Delivery};
use crate::gateway::alerts::Alert;
use crate::gateway::settings::Destination;
use crate::model::{DeliveryRow, Name, Now};
use crate::store::{Store, StoreError};

use super::journal::{self, Journal};

/// What follows a commit.
pub enum Effect {
    /// A delivery was written.
    Offer {
        /// Its destination.
        destination: Name,
        /// Its row.
        delivery: DeliveryRow,
        /// Its lane.
        lane: Lane,
    },
    /// The destination accepted a delivery.
    Accepted {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
    },
    /// The destination refused a delivery.
    Refused {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
    },
    /// A delivery failed by its own fault, and is retried by its own schedule.
    SetAside {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
    },
    /// A delivery failed, for an unknown reason.
    Failed {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
        /// How long the destination asks to wait.
        retry_after: Option<Duration>,
        /// Why, for a person.
        why: String,
    },
    /// The destination can't be reached.
    Unavailable {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
        /// Why, for a person.
        why: String,
    },
    /// A delivery was set aside for the first time, so a person may have to look.
    Stuck {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
        /// Why, for a person.
        why: String,
    },
    /// A delivery became a dead letter.
    Dead {
        /// The destination.
        destination: Name,
        /// The row of the delivery.
        delivery: DeliveryRow,
        /// Why, for a person.
        why: String,
    },
}

/// The queue of each destination. Deliveries to a destination that is no longer configured stay in the store.
#[derive(Debug, Default)]
pub struct Queues {
    queues: BTreeMap<Name, Queue>,
    journal: Journal,
}

impl Queues {
    /// Creates empty queues, to be filled from the store.
    pub fn unread(destinations: &BTreeMap<Name, Destination>) -> Self {
        let queue = |(name, known): (&Name, &Destination)| (name.clone(), Queue::unread(known.room));
        Self { queues: destinations.iter().map(queue).collect(), journal: Journal::default() }
    }

    /// Adds a destination, or reads the deliveries of a known one again.
    pub fn add(&mut self, destination: &Name, room: Room) {
        self.queues.insert(destination.clone(), Queue::unread(room));
    }

    /// Removes a destination.
    pub fn remove(&mut self, destination: &Name) {
        self.queues.remove(destination);
    }

    /// Applies an effect of a commit.
    pub fn apply(&mut self, effect: Effect, now: Now, alerts: &mut Vec<Alert>) {
        match effect {
            Effect::Offer { destination, delivery, lane } => {
                self.with(&destination, alerts, |queue| queue.offer(delivery, lane));
            }
            Effect::Accepted { destination, delivery } => self.note_accepted(&destination, delivery, alerts),
            Effect::Refused { destination, delivery } => {
                self.with(&destination, alerts, |queue| queue.note_refused(delivery));
            }
            Effect::SetAside { destination, delivery } => {
                self.with(&destination, alerts, |queue| queue.set_aside(delivery));
            }
            Effect::Failed { destination, delivery, retry_after, why } => {
                self.with(&destination, alerts, |queue| queue.note_failure(delivery, now.mono, retry_after));
                self.note_down(&destination, &why, now, alerts);
            }
            Effect::Unavailable { destination, delivery, why } => {
                self.with(&destination, alerts, |queue| queue.note_unavailable(delivery, now.mono));
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

    /// Notes that a destination accepted a delivery, which may be committed later. The next delivery may go.
    pub fn note_accepted(&mut self, destination: &Name, delivery: DeliveryRow, alerts: &mut Vec<Alert>) {
        self.with(destination, alerts, |queue| queue.note_accepted(delivery));
    }

    /// Notes that a destination reports itself available.
    pub fn note_reachable(&mut self, destination: &Name, alerts: &mut Vec<Alert>) {
        self.with(destination, alerts, Queue::note_reachable);
    }

    /// Whether a delivery failed by its own fault.
    pub fn is_own_fault(&self, destination: &Name, delivery: DeliveryRow) -> bool {
        self.queues.get(destination).is_some_and(|queue| queue.is_own_fault(delivery))
    }

    /// Loads deliveries whose wait is over, and those that a person wants to retry.
    pub fn find_due(&mut self, store: &Store, now: Now, alerts: &mut Vec<Alert>) -> Result<(), StoreError> {
        for (destination, listed) in store.deliveries().due(now.wall, WINDOW)? {
            if let Ok(destination) = Name::parse(&destination) {
                self.with(&destination, alerts, |queue| queue.revive(listed));
            }
        }
        Ok(())
    }

    /// Whether a queue needs its next page from the store.
    pub fn want_page(&self) -> bool {
        self.queues.values().any(Queue::wants_page)
    }

    /// Dispatches as many deliveries as each destination may have in flight.
    pub fn dispatch(
        &mut self,
        store: &Store,
        gateway: &str,
        now: Now,
        actions: &mut Vec<Action>,
    ) -> Result<(), StoreError> {
        for (destination, queue) in &mut self.queues {
            if queue.wants_page() {
                let (page, more) = store.deliveries().waiting(destination.as_str(), queue.loaded_to(), WINDOW)?;
                queue.add_page(&page, more);
            }
            while let Some(delivery) = queue.next(now.mono) {
                match store.events().of_delivery(delivery, gateway)? {
                    Some(notice) => {
                        let destination = destination.clone();
                        actions.push(Action::Deliver(Box::new(Delivery { id: delivery.get(), destination, notice })));
                    }
                    // A person dropped it meanwhile.
                    None => queue.forget(delivery),
                }
            }
        }
        Ok(())
    }

    /// When the next probe of any destination is due.
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
