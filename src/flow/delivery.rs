//! The queue of one destination: which of its deliveries is dispatched next.
//!
//! Only a window of the deliveries is in memory; the store holds the rest. So a destination that is down for a day
//! costs disk, not memory. Deliveries of one line keep their order.
//!
//! A failed delivery shows a fault of the destination or of the message. It is the message's own fault if the
//! destination accepted another delivery meanwhile. Then the queue sets this delivery aside: the store retries it by
//! its own schedule, and no other delivery waits for it. Until that is known, the queue probes the destination, not
//! only with the delivery that failed.

use std::collections::BTreeMap;
use std::time::Duration;

use super::retry::{Breaker, RETRY_AFTER_MAX};
use crate::model::{DeliveryRow, SimKey};

/// Most deliveries of one destination that wait in memory.
pub const WINDOW: usize = 256;

/// Most probes in flight to a destination that is down. Each may hang until its timeout, and the queue must notice
/// sooner that the destination is back.
const PROBES_MAX: usize = 4;

/// Shortest time between deep probes: probes with a delivery behind the first of its lane. Such a delivery may overtake
/// those before it, so deep probes are rare.
const DEEP_PROBE_EVERY: Duration = Duration::from_secs(10);

/// Deliveries of one lane keep their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// The lane of events without a line.
    NoLine,
    /// The lane of one line.
    Line(SimKey),
}

impl Lane {
    /// The lane of a line, or of events without one.
    pub fn of(line: Option<SimKey>) -> Self {
        line.map_or(Self::NoLine, Self::Line)
    }
}

/// A delivery as the store lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// Its row.
    pub delivery: DeliveryRow,
    /// Its lane.
    pub lane: Lane,
    /// Whether it is set aside: it failed before while others were accepted.
    pub set_aside: bool,
}

/// How many deliveries are in flight at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// To a destination.
    pub all: usize,
    /// Of one lane. With more than one, the destination keeps their order itself.
    pub of_lane: usize,
}

impl Room {
    /// One of each lane, so that none can overtake another.
    pub const fn one_of_each_lane(all: usize) -> Self {
        Self { all, of_lane: 1 }
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::one_of_each_lane(0)
    }
}

/// The deliveries of one destination.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: BTreeMap<DeliveryRow, Waiting>,
    in_flight: BTreeMap<DeliveryRow, InFlight>,
    /// Number of the delivery dispatched last, from 1.
    dispatched: u64,
    /// The highest such number that was accepted.
    last_accepted: u64,
    /// How many deliveries were accepted.
    accepted: u64,
    breaker: Breaker,
    /// Earliest time of the next deep probe.
    next_deep: Duration,
    /// Whether the last probe was a deep one. The next one is not.
    was_deep: bool,
    room: Room,
    /// Whether the store holds more deliveries, all after `loaded_to`.
    more: bool,
    loaded_to: Option<DeliveryRow>,
}

#[derive(Debug, Clone)]
struct Waiting {
    lane: Lane,
    set_aside: bool,
    /// How often it failed since it was loaded.
    failures: u32,
    /// How many other deliveries had been accepted when it last failed.
    accepted_before: u64,
    /// When it was last dispatched.
    tried_at: Duration,
    /// The receiver asked not to retry it before.
    not_before: Duration,
}

impl Waiting {
    fn new(lane: Lane, set_aside: bool) -> Self {
        let (tried_at, not_before) = (Duration::ZERO, Duration::ZERO);
        Self { lane, set_aside, failures: 0, accepted_before: 0, tried_at, not_before }
    }
}

/// A delivery that was dispatched and has no answer yet.
#[derive(Debug)]
struct InFlight {
    delivery: Waiting,
    /// The number of its dispatch.
    number: u64,
    /// Whether the next delivery of its lane waits for its answer.
    holds_lane: bool,
    /// Whether it is a deep probe.
    is_deep: bool,
}

impl Queue {
    /// Creates an empty queue, whose first page must be loaded from the store.
    pub fn unread(room: Room) -> Self {
        Self { more: true, room, ..Self::default() }
    }

    /// Adds a delivery that was just committed, if the window has room; otherwise a later page loads it. Rows must
    /// ascend.
    pub fn offer(&mut self, delivery: DeliveryRow, lane: Lane) {
        if self.more || self.waiting.len() >= WINDOW {
            self.more = true;
        } else {
            self.waiting.insert(delivery, Waiting::new(lane, false));
            self.loaded_to = self.loaded_to.max(Some(delivery));
        }
    }

    /// Adds a delivery that is due again: one that was set aside, after its wait, or a dead letter that a person
    /// retries.
    pub fn revive(&mut self, listed: Listed) {
        let Listed { delivery, lane, set_aside } = listed;
        if !self.in_flight.contains_key(&delivery) {
            self.waiting.entry(delivery).or_insert_with(|| Waiting::new(lane, set_aside));
        }
    }

    /// Whether the next page must be loaded: the window has room, and the store holds more.
    pub fn wants_page(&self) -> bool {
        self.more && self.waiting.len() < WINDOW / 2
    }

    /// The delivery after which the next page begins. `None`: it is the first page.
    pub fn loaded_to(&self) -> Option<DeliveryRow> {
        self.loaded_to
    }

    /// Adds a page: deliveries that are due after [`Queue::loaded_to`], in order. `more`: the store holds more after
    /// them.
    pub fn add_page(&mut self, page: &[Listed], more: bool) {
        for &listed in page {
            self.loaded_to = self.loaded_to.max(Some(listed.delivery));
            self.revive(listed);
        }
        self.more = more;
    }

    /// Returns the next delivery to dispatch, and moves it to those in flight.
    pub fn next(&mut self, now: Duration) -> Option<DeliveryRow> {
        let probe_due = self.breaker.next_probe();
        let room = match probe_due {
            None => self.room.all,
            Some(due) if due <= now => PROBES_MAX,
            Some(_) => 0,
        };
        if self.in_flight.len() >= room {
            return None;
        }
        let is_probe = probe_due.is_some();
        if is_probe {
            self.breaker.note_probe(now);
        }
        let delivery = if is_probe { self.next_probe(now) } else { self.next_in_order(now) }?;
        let mut waiting = self.waiting.remove(&delivery)?;
        waiting.tried_at = now;
        self.dispatched += 1;
        // A delivery that failed before may hang again, so it must not block its lane.
        let may_hang_again = is_probe && waiting.failures > 0;
        let holds_lane = !(waiting.set_aside || may_hang_again);
        let (number, is_deep) = (self.dispatched, is_probe && self.was_deep);
        self.in_flight.insert(delivery, InFlight { delivery: waiting, number, holds_lane, is_deep });
        Some(delivery)
    }

    /// How many deliveries hold each lane.
    fn held_lanes(&self) -> BTreeMap<Lane, usize> {
        let mut held = BTreeMap::new();
        for flight in self.in_flight.values().filter(|flight| flight.holds_lane) {
            *held.entry(flight.delivery.lane).or_default() += 1;
        }
        held
    }

    fn next_in_order(&self, now: Duration) -> Option<DeliveryRow> {
        let held = self.held_lanes();
        let has_room = |lane: &Lane| held.get(lane).is_none_or(|count| *count < self.room.of_lane);
        let may_go = |(_, waiting): &(&DeliveryRow, &Waiting)| {
            waiting.not_before <= now && (waiting.set_aside || has_room(&waiting.lane))
        };
        self.waiting.iter().find(may_go).map(|(&delivery, _)| delivery)
    }

    /// Chooses a probe: the first delivery of a lane if it wasn't tried yet. Otherwise, from time to time, one behind a
    /// first that failed. Otherwise the first that was tried longest ago.
    fn next_probe(&mut self, now: Duration) -> Option<DeliveryRow> {
        let held = self.held_lanes();
        let mut firsts: BTreeMap<Lane, (DeliveryRow, &Waiting)> = BTreeMap::new();
        let mut behind = Vec::new();
        let mut aside = Vec::new();
        for (&delivery, waiting) in self.waiting.iter().filter(|(_, waiting)| !held.contains_key(&waiting.lane)) {
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
        // A delivery that was set aside proves little about the destination, so it probes only if nothing else
        // can.
        let chosen = deep.or(first).or_else(|| aside.into_iter().filter(is_due).min_by_key(by_age));
        let (chosen, is_deep) = (chosen.map(|(delivery, _)| delivery), deep.is_some());
        if is_deep {
            self.next_deep = now + DEEP_PROBE_EVERY;
        }
        self.was_deep = is_deep;
        chosen
    }

    /// When the destination went down, if it is down.
    pub fn down_since(&self) -> Option<Duration> {
        self.breaker.down_since()
    }

    /// When to call [`Queue::next`] again if no answer comes before.
    pub fn wake_at(&self) -> Option<Duration> {
        if self.waiting.is_empty() || self.in_flight.len() >= PROBES_MAX { None } else { self.breaker.next_probe() }
    }

    /// Notes that the destination accepted a delivery.
    pub fn note_accepted(&mut self, delivery: DeliveryRow) {
        if let Some(flight) = self.in_flight.remove(&delivery) {
            self.last_accepted = self.last_accepted.max(flight.number);
            self.accepted += 1;
        }
        self.breaker.note_success();
    }

    /// Notes that the destination is available, as it reports itself. No delivery has to probe it.
    pub fn note_reachable(&mut self) {
        self.breaker.note_success();
    }

    /// Notes that the destination refused a delivery, which waits in the store from now on. The destination is up.
    pub fn note_refused(&mut self, delivery: DeliveryRow) {
        self.note_accepted(delivery);
    }

    /// Whether the failure of a delivery is its own fault: the destination accepted one that was dispatched later,
    /// or any since this one failed before, or this one was set aside.
    pub fn is_own_fault(&self, delivery: DeliveryRow) -> bool {
        self.in_flight.get(&delivery).is_some_and(|flight| {
            let Waiting { set_aside, failures, accepted_before, .. } = flight.delivery;
            set_aside || flight.number < self.last_accepted || (failures > 0 && self.accepted > accepted_before)
        })
    }

    /// Removes a delivery that failed by its own fault; it waits in the store. Other deliveries prove whether the
    /// destination is up.
    pub fn set_aside(&mut self, delivery: DeliveryRow) {
        self.in_flight.remove(&delivery);
    }

    /// Notes a failure of unknown cause: the delivery waits in its place again, and the destination is probed.
    pub fn note_failure(&mut self, delivery: DeliveryRow, now: Duration, retry_after: Option<Duration>) {
        if let Some(InFlight { delivery: mut waiting, number, .. }) = self.in_flight.remove(&delivery) {
            waiting.failures += 1;
            waiting.accepted_before = self.accepted;
            waiting.not_before = now + retry_after.unwrap_or_default().min(RETRY_AFTER_MAX);
            self.waiting.insert(delivery, waiting);
            if number < self.last_accepted {
                return;
            }
        }
        self.breaker.note_failure(now, retry_after);
    }

    /// Notes that the destination can't be reached: the delivery waits in its place again.
    ///
    /// The destination counts as down, unless it accepted a delivery that was dispatched later.
    pub fn note_unavailable(&mut self, delivery: DeliveryRow, now: Duration) {
        if let Some(InFlight { delivery: waiting, number, is_deep, .. }) = self.in_flight.remove(&delivery) {
            self.waiting.insert(delivery, waiting);
            if is_deep {
                // This deep probe proved nothing: the first delivery of the lane may crash the receiver each time,
                // which is then away for some seconds. So the next deep probe may follow at once.
                (self.next_deep, self.was_deep) = (now, false);
            }
            if number < self.last_accepted {
                return;
            }
        }
        self.breaker.note_failure(now, None);
    }

    /// Removes a delivery that became a dead letter or that a person dropped.
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
