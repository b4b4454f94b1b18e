//! What one destination gets next: the deliveries that wait for it, in order, a few at a time.
//!
//! Only a window of what waits is in memory; the rest is on disk, so that a destination that is
//! down for a day costs disk, not memory. One number's messages go one after the other.
//!
//! A delivery that fails may say something of its destination, or of itself alone. It is its own
//! fault when the destination took another one meanwhile: then it is set aside, on disk, and tried
//! again by its own schedule, and nothing waits for it. As long as nobody knows, the destination is
//! probed, and not by that delivery alone.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::retry::{Breaker, RETRY_AFTER_MAX};
use crate::model::{DeliveryRow, SimKey};

/// Deliveries of one destination held in memory.
pub const WINDOW: usize = 256;

/// Probes under way of a destination that is down: each may hang until the destination's timeout is over, and a
/// destination that is back is to be found sooner.
const PROBES_MAX: usize = 4;

/// Where the first of each lane has failed, a probe tries one behind it, at most this often: if the destination was
/// away all the same, that one may arrive before those that wait in front of it.
const DEEP_PROBE_EVERY: Duration = Duration::from_secs(10);

/// Deliveries of the same lane keep their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Of events that no line has a part in.
    NoLine,
    Line(SimKey),
}

impl Lane {
    pub fn of(line: Option<SimKey>) -> Self {
        line.map_or(Self::NoLine, Self::Line)
    }
}

/// A delivery as the store lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    pub delivery: DeliveryRow,
    pub lane: Lane,
    /// It failed before while others passed.
    pub set_aside: bool,
}

#[derive(Debug, Default)]
pub struct Queue {
    waiting: BTreeMap<DeliveryRow, Waiting>,
    in_flight: BTreeMap<DeliveryRow, Flight>,
    /// Deliveries dispatched so far, and which of them was the last that was taken.
    dispatched: u64,
    proven: u64,
    /// Deliveries taken so far.
    taken: u64,
    breaker: Breaker,
    /// No probe goes behind the first of a lane before this, nor after one that did.
    next_deep: Duration,
    was_deep: bool,
    /// How many may be dispatched and not answered.
    in_flight_max: usize,
    /// The disk holds more that waits, all of it after `loaded_to`.
    more: bool,
    loaded_to: Option<DeliveryRow>,
}

#[derive(Debug, Clone)]
struct Waiting {
    lane: Lane,
    set_aside: bool,
    /// How often it failed since it is in memory, and how many others had been taken when it last did.
    failures: u32,
    taken_then: u64,
    /// When it was last dispatched.
    tried_at: Duration,
    /// The receiver asked for patience with it.
    not_before: Duration,
}

impl Waiting {
    fn new(lane: Lane, set_aside: bool) -> Self {
        let (tried_at, not_before) = (Duration::ZERO, Duration::ZERO);
        Self { lane, set_aside, failures: 0, taken_then: 0, tried_at, not_before }
    }
}

/// A delivery that was dispatched.
#[derive(Debug)]
struct Flight {
    delivery: Waiting,
    number: u64,
    /// The next of its lane waits for its answer.
    holds_lane: bool,
    /// It is a probe that went behind the first of its lane.
    is_deep: bool,
}

impl Queue {
    /// A queue that knows nothing yet: the first page is to be loaded.
    pub fn unread(in_flight_max: usize) -> Self {
        Self { more: true, in_flight_max, ..Self::default() }
    }

    /// A delivery was committed. Ids ascend.
    pub fn offer(&mut self, delivery: DeliveryRow, lane: Lane) {
        if self.more || self.waiting.len() >= WINDOW {
            self.more = true;
        } else {
            self.waiting.insert(delivery, Waiting::new(lane, false));
            self.loaded_to = self.loaded_to.max(Some(delivery));
        }
    }

    /// A delivery that had been put back on disk is due again: one that was set aside after its wait, a
    /// dead letter after a person's word.
    pub fn revive(&mut self, listed: Listed) {
        let Listed { delivery, lane, set_aside } = listed;
        if !self.in_flight.contains_key(&delivery) {
            self.waiting.entry(delivery).or_insert_with(|| Waiting::new(lane, set_aside));
        }
    }

    /// Whether the next page is to be loaded: there is room, and more on disk.
    pub fn wants_page(&self) -> bool {
        self.more && self.waiting.len() < WINDOW / 2
    }

    /// After which delivery the next page begins. `None`: it is the first.
    pub fn loaded_to(&self) -> Option<DeliveryRow> {
        self.loaded_to
    }

    /// Takes the page asked for: what is due on disk after [`Queue::loaded_to`], in order.
    pub fn page(&mut self, page: &[Listed], more: bool) {
        for &listed in page {
            self.loaded_to = self.loaded_to.max(Some(listed.delivery));
            self.revive(listed);
        }
        self.more = more;
    }

    /// Takes out the next delivery to dispatch, which is then in flight.
    pub fn next(&mut self, now: Duration) -> Option<DeliveryRow> {
        let probe_due = self.breaker.next_probe();
        let room = match probe_due {
            None => self.in_flight_max,
            Some(due) if due <= now => PROBES_MAX,
            Some(_) => 0,
        };
        if self.in_flight.len() >= room {
            return None;
        }
        let is_probe = probe_due.is_some();
        if is_probe {
            self.breaker.probed(now);
        }
        let delivery = if is_probe { self.next_probe(now) } else { self.next_in_order(now) }?;
        let mut waiting = self.waiting.remove(&delivery)?;
        waiting.tried_at = now;
        self.dispatched += 1;
        // A probe that failed before may hang again: it is not to keep the rest of its lane from being tried.
        let may_hang_again = is_probe && waiting.failures > 0;
        let holds_lane = !(waiting.set_aside || may_hang_again);
        let (number, is_deep) = (self.dispatched, is_probe && self.was_deep);
        self.in_flight.insert(delivery, Flight { delivery: waiting, number, holds_lane, is_deep });
        Some(delivery)
    }

    fn held_lanes(&self) -> BTreeSet<Lane> {
        self.in_flight.values().filter(|flight| flight.holds_lane).map(|flight| flight.delivery.lane).collect()
    }

    fn next_in_order(&self, now: Duration) -> Option<DeliveryRow> {
        let mut held = self.held_lanes();
        let may_go = |(_, waiting): &(&DeliveryRow, &Waiting)| {
            waiting.not_before <= now && (waiting.set_aside || held.insert(waiting.lane))
        };
        self.waiting.iter().find(may_go).map(|(&delivery, _)| delivery)
    }

    /// The first of a lane that was not tried yet; else, now and then, one behind a first that failed; else the first
    /// of a lane that was tried longest ago.
    fn next_probe(&mut self, now: Duration) -> Option<DeliveryRow> {
        let held = self.held_lanes();
        let mut firsts: BTreeMap<Lane, (DeliveryRow, &Waiting)> = BTreeMap::new();
        let mut behind = Vec::new();
        let mut aside = Vec::new();
        for (&delivery, waiting) in self.waiting.iter().filter(|(_, waiting)| !held.contains(&waiting.lane)) {
            if waiting.set_aside {
                aside.push((delivery, waiting));
            } else if let Some((_, first)) = firsts.get(&waiting.lane) {
                if first.failures > 1 || first.not_before > now {
                    behind.push((delivery, waiting));
                }
            } else {
                firsts.insert(waiting.lane, (delivery, waiting));
            }
        }
        let is_due = |(_, waiting): &(DeliveryRow, &Waiting)| waiting.not_before <= now;
        let by_age = |&(delivery, waiting): &(DeliveryRow, &Waiting)| (waiting.tried_at, delivery);
        let first = firsts.into_values().filter(is_due).min_by_key(by_age);
        let behind = behind.into_iter().filter(is_due).min_by_key(|(delivery, waiting)| (waiting.failures, *delivery));
        let deep_is_due = !self.was_deep && self.next_deep <= now;
        let is_untried = first.is_some_and(|(_, waiting)| waiting.failures == 0);
        let deep = behind.filter(|_| !is_untried && (deep_is_due || first.is_none()));
        // What was set aside says little of its destination, and is tried where there is nothing else.
        let chosen = deep.or(first).or_else(|| aside.into_iter().filter(is_due).min_by_key(by_age));
        let (chosen, is_deep) = (chosen.map(|(delivery, _)| delivery), deep.is_some());
        if is_deep {
            self.next_deep = now + DEEP_PROBE_EVERY;
        }
        self.was_deep = is_deep;
        chosen
    }

    /// Since when the destination has been down, if it is.
    pub fn down_since(&self) -> Option<Duration> {
        self.breaker.down_since()
    }

    /// When [`Queue::next`] may have something that it has not now, should nothing be heard before.
    pub fn wake_at(&self) -> Option<Duration> {
        if self.waiting.is_empty() || self.in_flight.len() >= PROBES_MAX { None } else { self.breaker.next_probe() }
    }

    pub fn taken(&mut self, delivery: DeliveryRow) {
        if let Some(flight) = self.in_flight.remove(&delivery) {
            self.proven = self.proven.max(flight.number);
            self.taken += 1;
        }
        self.breaker.succeeded();
    }

    /// The destination says itself that it is there: nothing has to be risked to find out.
    pub fn reachable(&mut self) {
        self.breaker.succeeded();
    }

    /// Refused for its own sake: it waits on disk. The destination is up all the same.
    pub fn refused(&mut self, delivery: DeliveryRow) {
        self.taken(delivery);
    }

    /// Whether a delivery that failed did so for its own sake: the destination took another one meanwhile, or has
    /// refused this one before.
    pub fn is_own_fault(&self, delivery: DeliveryRow) -> bool {
        self.in_flight.get(&delivery).is_some_and(|flight| {
            let Waiting { set_aside, failures, taken_then, .. } = flight.delivery;
            set_aside || flight.number < self.proven || (failures > 0 && self.taken > taken_then)
        })
    }

    /// It failed for its own sake, and waits on disk. Whether the destination is up shows by others.
    pub fn set_aside(&mut self, delivery: DeliveryRow) {
        self.in_flight.remove(&delivery);
    }

    /// It failed, and nobody knows yet for whose sake: back to its place, and the destination is probed.
    pub fn failed(&mut self, delivery: DeliveryRow, now: Duration, retry_after: Option<Duration>) {
        if let Some(Flight { delivery: mut waiting, number, .. }) = self.in_flight.remove(&delivery) {
            waiting.failures += 1;
            waiting.taken_then = self.taken;
            waiting.not_before = now + retry_after.unwrap_or_default().min(RETRY_AFTER_MAX);
            self.waiting.insert(delivery, waiting);
            if number < self.proven {
                return;
            }
        }
        self.breaker.failed(now, retry_after);
    }

    /// Back to its place, through no fault of its own: the destination is away, unless one that was dispatched later was
    /// taken.
    pub fn unavailable(&mut self, delivery: DeliveryRow, now: Duration) {
        if let Some(Flight { delivery: waiting, number, is_deep, .. }) = self.in_flight.remove(&delivery) {
            self.waiting.insert(delivery, waiting);
            if is_deep {
                // It found nothing out: a receiver may be away for some seconds each time that it meets the first one.
                (self.next_deep, self.was_deep) = (now, false);
            }
            if number < self.proven {
                return;
            }
        }
        self.breaker.failed(now, None);
    }

    /// No longer wanted: given up, or dropped by a person.
    pub fn forget(&mut self, delivery: DeliveryRow) {
        self.waiting.remove(&delivery);
        self.in_flight.remove(&delivery);
    }

    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.in_flight.is_empty() && !self.more
    }
}

#[cfg(test)]
mod tests;
