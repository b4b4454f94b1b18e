//! What one destination is given next: the deliveries that wait for it, in order, a few at a time.
//!
//! Only a window of what waits is in memory; the rest is on disk, so that a destination that is
//! down for a day costs disk, not memory. One number's messages go one after the other.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::retry::Breaker;

/// Deliveries of one destination held in memory.
pub const WINDOW: usize = 256;

/// Probes of a destination that is down, should they hang: each is given up only after the destination's whole timeout,
/// and one that comes back is to be found sooner.
const PROBES_MAX: usize = 4;

/// Deliveries of the same lane, that is of one SIM, keep their order.
pub type Lane = i64;

#[derive(Debug, Default)]
pub struct Queue {
    waiting: BTreeMap<i64, Lane>,
    in_flight: BTreeMap<i64, Flight>,
    /// Deliveries handed over so far, and which of them was the last that was taken.
    handed: u64,
    proven: u64,
    breaker: Breaker,
    /// How many may be handed over and not answered.
    at_once: usize,
    /// The disk holds more that waits, all of it after `loaded_to`.
    more: bool,
    loaded_to: i64,
}

/// A delivery that was handed over.
#[derive(Debug)]
struct Flight {
    lane: Lane,
    number: u64,
}

impl Queue {
    /// A queue that knows nothing yet: the first page is to be loaded.
    pub fn unread(at_once: usize) -> Self {
        Self { more: true, at_once, ..Self::default() }
    }

    /// A delivery was committed. Ids ascend.
    pub fn offer(&mut self, delivery: i64, lane: Lane) {
        if self.more || self.waiting.len() >= WINDOW {
            self.more = true;
        } else {
            self.waiting.insert(delivery, lane);
            self.loaded_to = self.loaded_to.max(delivery);
        }
    }

    /// A delivery that had been put back on disk is due again: a refused one after its wait, a
    /// dead letter after a person's word.
    pub fn revive(&mut self, delivery: i64, lane: Lane) {
        if !self.in_flight.contains_key(&delivery) {
            self.waiting.insert(delivery, lane);
        }
    }

    /// After which delivery the next page is to be loaded, when there is room and more on disk.
    pub fn wants_page(&self) -> Option<i64> {
        (self.more && self.waiting.len() < WINDOW / 2).then_some(self.loaded_to)
    }

    /// Takes the page asked for: what is due on disk after [`Queue::wants_page`], in order.
    pub fn page(&mut self, page: &[(i64, Lane)], more: bool) {
        for &(delivery, lane) in page {
            self.loaded_to = self.loaded_to.max(delivery);
            self.revive(delivery, lane);
        }
        self.more = more;
    }

    /// The next delivery to hand over, which is then in flight.
    pub fn next(&mut self, now: Duration) -> Option<i64> {
        let probe_due = self.breaker.next_probe();
        let room = match probe_due {
            None => self.at_once,
            Some(due) if due <= now => PROBES_MAX,
            Some(_) => 0,
        };
        if self.in_flight.len() >= room {
            return None;
        }
        if probe_due.is_some() {
            self.breaker.probed(now);
        }
        let mut busy: BTreeSet<Lane> = self.in_flight.values().map(|flight| flight.lane).collect();
        let (&delivery, &lane) = self.waiting.iter().find(|&(_, &lane)| busy.insert(lane))?;
        self.waiting.remove(&delivery);
        self.handed += 1;
        self.in_flight.insert(delivery, Flight { lane, number: self.handed });
        Some(delivery)
    }

    /// An answer lets the next one go.
    pub fn waits_for_room(&self) -> bool {
        !self.waiting.is_empty() && self.breaker.next_probe().is_none()
    }

    /// Since when the destination has been down, if it is.
    pub fn down_since(&self) -> Option<Duration> {
        self.breaker.down_since()
    }

    /// When [`Queue::next`] may have something that it has not now, should nothing be heard before.
    pub fn wake_at(&self) -> Option<Duration> {
        if self.waiting.is_empty() || self.in_flight.len() >= PROBES_MAX { None } else { self.breaker.next_probe() }
    }

    pub fn taken(&mut self, delivery: i64) {
        if let Some(flight) = self.in_flight.remove(&delivery) {
            self.proven = self.proven.max(flight.number);
        }
        self.breaker.succeeded();
    }

    /// The destination says itself that it is there: nothing has to be risked to find out.
    pub fn reachable(&mut self) {
        self.breaker.succeeded();
    }

    /// Refused for its own sake: it waits on disk. The destination is up all the same.
    pub fn refused(&mut self, delivery: i64) {
        self.taken(delivery);
    }

    /// Back to its place: the destination is down, unless one that was handed over later was taken.
    pub fn unavailable(&mut self, delivery: i64, now: Duration, retry_after: Option<Duration>) {
        let flight = self.in_flight.remove(&delivery);
        if let Some(Flight { lane, number }) = flight {
            self.waiting.insert(delivery, lane);
            if number < self.proven {
                return;
            }
        }
        self.breaker.failed(now, retry_after);
    }

    /// No longer wanted: given up, or dropped by a person.
    pub fn forget(&mut self, delivery: i64) {
        self.waiting.remove(&delivery);
        self.in_flight.remove(&delivery);
    }

    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.waiting.is_empty() && self.in_flight.is_empty() && !self.more
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(100);

    fn empty() -> Queue {
        Queue { more: false, ..Queue::unread(4) }
    }

    fn all_next(queue: &mut Queue) -> Vec<i64> {
        std::iter::from_fn(|| queue.next(NOW)).collect()
    }

    #[test]
    fn lanes_go_side_by_side_and_each_in_order() {
        let mut queue = empty();
        for (delivery, lane) in [(1, 7), (2, 7), (3, 8), (4, 9), (5, 10), (6, 11)] {
            queue.offer(delivery, lane);
        }
        assert_eq!(all_next(&mut queue), [1, 3, 4, 5]);
        queue.taken(3);
        assert_eq!(all_next(&mut queue), [6]);
        queue.taken(1);
        assert_eq!(all_next(&mut queue), [2]);
    }

    #[test]
    fn a_destination_that_is_down_is_probed_with_the_oldest_one() {
        let mut queue = empty();
        for delivery in 1..=3 {
            queue.offer(delivery, delivery);
        }
        assert_eq!(all_next(&mut queue), [1, 2, 3]);
        for delivery in [2, 1, 3] {
            queue.unavailable(delivery, NOW, None);
        }
        assert_eq!(queue.next(NOW), None);
        let due = queue.wake_at().unwrap();
        assert_eq!(queue.next(due), Some(1));
        assert_eq!(queue.next(due), None, "one probe at a time");
        queue.unavailable(1, due, None);
        let next = queue.wake_at().unwrap();
        assert_eq!(next, due + Duration::from_secs(2));
        assert_eq!(queue.next(next), Some(1), "the same as before");
        queue.taken(1);
        assert_eq!(all_next(&mut queue), [2, 3]);
    }

    /// A receiver that takes connections and says nothing is back some time, and each probe takes its whole timeout.
    #[test]
    fn a_probe_that_hangs_keeps_no_other_from_finding_that_the_destination_is_back() {
        let mut queue = empty();
        for (delivery, lane) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5)] {
            queue.offer(delivery, lane);
        }
        assert_eq!(queue.next(NOW), Some(1));
        queue.unavailable(1, NOW, None);
        let mut probes = Vec::new();
        while let Some(due) = queue.wake_at() {
            probes.push((due - NOW, queue.next(due)));
            assert!(probes.len() < 9, "{probes:?}");
        }
        let secs = Duration::from_secs;
        assert_eq!(probes, [(secs(1), Some(1)), (secs(3), Some(3)), (secs(5), Some(4)), (secs(7), Some(5))]);
        // The last one is answered; those before it end by their timeout and say nothing of now.
        queue.taken(5);
        assert_eq!(queue.next(NOW + secs(8)), Some(6));
        for delivery in [1, 3, 4] {
            queue.unavailable(delivery, NOW + secs(11), None);
            assert_eq!(queue.down_since(), None);
        }
        queue.unavailable(6, NOW + secs(18), None);
        assert_eq!(queue.down_since(), Some(NOW + secs(18)));
    }

    /// Nor is there time to burn where all that waits has to wait for what hangs.
    #[test]
    fn one_lane_whose_first_hangs_is_looked_at_now_and_then() {
        let mut queue = empty();
        (1..=3).for_each(|delivery| queue.offer(delivery, 7));
        assert_eq!(queue.next(NOW), Some(1));
        queue.unavailable(1, NOW, None);
        let mut due = queue.wake_at().unwrap();
        assert_eq!(queue.next(due), Some(1));
        for _ in 0..20 {
            let next = queue.wake_at().unwrap();
            assert!(next - due >= Duration::from_secs(2));
            due = next;
            assert_eq!(queue.next(due), None);
        }
    }

    #[test]
    fn a_destination_that_says_it_is_there_gets_what_waits_at_once() {
        let mut queue = empty();
        for delivery in 1..=3 {
            queue.offer(delivery, delivery);
        }
        for delivery in all_next(&mut queue) {
            queue.unavailable(delivery, NOW, None);
        }
        queue.reachable();
        assert_eq!(all_next(&mut queue), [1, 2, 3]);
    }

    #[test]
    fn memory_holds_a_window_and_the_disk_the_rest() {
        let mut queue = empty();
        let total = i64::try_from(WINDOW).unwrap() * 3;
        for delivery in 1..=total {
            queue.offer(delivery, delivery);
        }
        assert_eq!(queue.waiting.len(), WINDOW);
        let mut given = Vec::new();
        while !queue.is_empty() {
            if let Some(from) = queue.wants_page() {
                let page: Vec<_> = (from + 1..=total).take(WINDOW).map(|delivery| (delivery, delivery)).collect();
                let more = page.len() == WINDOW;
                queue.page(&page, more);
            }
            for delivery in all_next(&mut queue) {
                queue.taken(delivery);
                given.push(delivery);
            }
        }
        assert_eq!(given, (1..=total).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_in_flight_is_not_revived() {
        let mut queue = empty();
        queue.offer(1, 1);
        assert_eq!(queue.next(NOW), Some(1));
        queue.revive(1, 1);
        assert_eq!(queue.next(NOW), None);
    }
}
