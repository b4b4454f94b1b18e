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
mod tests {
    use super::*;

    fn lane(line: i64) -> Lane {
        Lane::Line(SimKey::new(line))
    }

    fn listed(delivery: i64, set_aside: bool) -> Listed {
        Listed { delivery: DeliveryRow::new(delivery), lane: lane(delivery), set_aside }
    }

    const NOW: Duration = Duration::from_secs(100);

    /// A queue whose deliveries are plain numbers.
    struct Plain(Queue);

    impl std::ops::Deref for Plain {
        type Target = Queue;
        fn deref(&self) -> &Queue {
            &self.0
        }
    }

    impl std::ops::DerefMut for Plain {
        fn deref_mut(&mut self) -> &mut Queue {
            &mut self.0
        }
    }

    impl Plain {
        fn offer(&mut self, delivery: i64, lane: Lane) {
            self.0.offer(DeliveryRow::new(delivery), lane);
        }

        fn next(&mut self, now: Duration) -> Option<i64> {
            self.0.next(now).map(DeliveryRow::get)
        }

        fn taken(&mut self, delivery: i64) {
            self.0.taken(DeliveryRow::new(delivery));
        }

        fn is_own_fault(&self, delivery: i64) -> bool {
            self.0.is_own_fault(DeliveryRow::new(delivery))
        }

        fn set_aside(&mut self, delivery: i64) {
            self.0.set_aside(DeliveryRow::new(delivery));
        }

        fn failed(&mut self, delivery: i64, now: Duration, retry_after: Option<Duration>) {
            self.0.failed(DeliveryRow::new(delivery), now, retry_after);
        }

        fn unavailable(&mut self, delivery: i64, now: Duration) {
            self.0.unavailable(DeliveryRow::new(delivery), now);
        }
    }

    fn empty() -> Plain {
        Plain(Queue { more: false, ..Queue::unread(4) })
    }

    fn all_next(queue: &mut Plain) -> Vec<i64> {
        std::iter::from_fn(|| queue.next(NOW)).collect()
    }

    #[test]
    fn lanes_go_side_by_side_and_each_in_order() {
        let mut queue = empty();
        for (delivery, line) in [(1, 7), (2, 7), (3, 8), (4, 9), (5, 10), (6, 11)] {
            queue.offer(delivery, lane(line));
        }
        assert_eq!(all_next(&mut queue), [1, 3, 4, 5]);
        queue.taken(3);
        assert_eq!(all_next(&mut queue), [6]);
        queue.taken(1);
        assert_eq!(all_next(&mut queue), [2]);
    }

    #[test]
    fn a_destination_that_is_down_is_probed_with_one_after_the_other() {
        let mut queue = empty();
        for delivery in 1..=3 {
            queue.offer(delivery, lane(delivery));
        }
        assert_eq!(all_next(&mut queue), [1, 2, 3]);
        for delivery in [2, 1, 3] {
            queue.unavailable(delivery, NOW);
        }
        assert_eq!(queue.next(NOW), None);
        let due = queue.wake_at().unwrap();
        assert_eq!(queue.next(due), Some(1));
        assert_eq!(queue.next(due), None, "one probe at a time");
        queue.unavailable(1, due);
        let next = queue.wake_at().unwrap();
        assert_eq!(next, due + Duration::from_secs(2));
        assert_eq!(queue.next(next), Some(2), "the one before may be what it does not take");
        queue.taken(2);
        assert_eq!(all_next(&mut queue), [1, 3]);
    }

    /// A receiver that takes connections and says nothing is back some time, and each probe takes its whole timeout.
    #[test]
    fn a_probe_that_hangs_keeps_no_other_from_finding_that_the_destination_is_back() {
        let mut queue = empty();
        for (delivery, line) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5)] {
            queue.offer(delivery, lane(line));
        }
        assert_eq!(queue.next(NOW), Some(1));
        queue.failed(1, NOW, None);
        let mut probes = Vec::new();
        while let Some(due) = queue.wake_at() {
            probes.push((due - NOW, queue.next(due)));
            assert!(probes.len() < 9, "{probes:?}");
        }
        let secs = Duration::from_secs;
        assert_eq!(probes, [(secs(1), Some(3)), (secs(3), Some(4)), (secs(5), Some(5)), (secs(7), Some(6))]);
        // The last one is answered; those before it end by their timeout and say nothing of now.
        queue.taken(6);
        assert_eq!(queue.next(NOW + secs(8)), Some(1));
        for delivery in [3, 4, 5] {
            queue.failed(delivery, NOW + secs(11), None);
            assert_eq!(queue.down_since(), None);
        }
        queue.failed(1, NOW + secs(18), None);
        assert_eq!(queue.down_since(), Some(NOW + secs(18)));
    }

    /// Nor is there time to burn where all that waits has to wait for what hangs.
    #[test]
    fn one_lane_whose_first_hangs_is_looked_at_now_and_then() {
        let mut queue = empty();
        (1..=3).for_each(|delivery| queue.offer(delivery, lane(7)));
        assert_eq!(queue.next(NOW), Some(1));
        queue.failed(1, NOW, None);
        let mut due = queue.wake_at().unwrap();
        assert_eq!(queue.next(due), Some(1));
        due = queue.wake_at().unwrap();
        assert_eq!(queue.next(due), Some(2), "it may be the first that the destination does not take");
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
            queue.offer(delivery, lane(delivery));
        }
        for delivery in all_next(&mut queue) {
            queue.unavailable(delivery, NOW);
        }
        queue.reachable();
        assert_eq!(all_next(&mut queue), [1, 2, 3]);
    }

    #[test]
    fn memory_holds_a_window_and_the_disk_the_rest() {
        let mut queue = empty();
        let total = i64::try_from(WINDOW).unwrap() * 3;
        for delivery in 1..=total {
            queue.offer(delivery, lane(delivery));
        }
        assert_eq!(queue.waiting.len(), WINDOW);
        let mut given = Vec::new();
        while !queue.is_empty() {
            if queue.wants_page() {
                let from = queue.loaded_to().map_or(0, DeliveryRow::get);
                let page: Vec<_> = (from + 1..=total).take(WINDOW).map(|delivery| listed(delivery, false)).collect();
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
        queue.offer(1, lane(1));
        assert_eq!(queue.next(NOW), Some(1));
        queue.revive(listed(1, false));
        assert_eq!(queue.next(NOW), None);
    }

    /// Runs a queue against a receiver until nothing waits: how it treats a delivery, and how long that takes it.
    /// Returns what was taken, when, in this order.
    fn run(
        queue: &mut Plain,
        until: Duration,
        receiver: impl Fn(i64, Duration) -> (Treatment, Duration),
    ) -> Vec<(i64, Duration)> {
        let mut now = NOW;
        let mut under_way: Vec<(Duration, i64, Treatment)> = Vec::new();
        let mut taken = Vec::new();
        while now < until {
            while let Some(delivery) = queue.next(now) {
                let (treatment, takes) = receiver(delivery, now);
                under_way.push((now + takes, delivery, treatment));
            }
            under_way.sort_by_key(|(due, delivery, _)| (*due, *delivery));
            let answered = under_way.first().map(|(due, ..)| *due);
            let Some(next) = answered.into_iter().chain(queue.wake_at().filter(|at| *at > now)).min() else { break };
            now = next;
            while under_way.first().is_some_and(|(due, ..)| *due <= now) {
                let (_, delivery, treatment) = under_way.remove(0);
                match treatment {
                    Treatment::Take => {
                        queue.taken(delivery);
                        taken.push((delivery, now));
                    }
                    Treatment::Fail if queue.is_own_fault(delivery) => queue.set_aside(delivery),
                    Treatment::Fail => queue.failed(delivery, now, None),
                    Treatment::Away => queue.unavailable(delivery, now),
                }
            }
        }
        taken
    }

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Treatment {
        Take,
        Fail,
        Away,
    }

    const SOON: Duration = Duration::from_millis(20);

    /// Each kind of receiver that chokes on one: an error at once, a closed connection, silence.
    #[test]
    fn one_that_its_receiver_does_not_take_keeps_no_other_for_long() {
        for lanes in [1, 2, 5] {
            for hang in [SOON, Duration::from_secs(1), Duration::from_secs(10), Duration::from_secs(30)] {
                for poison in [1, 50, 100] {
                    let mut queue = empty();
                    (1..=100).for_each(|delivery| queue.offer(delivery, lane(delivery % lanes)));
                    let taken = run(&mut queue, NOW + Duration::from_secs(600), |delivery, _| {
                        if delivery == poison { (Treatment::Fail, hang) } else { (Treatment::Take, SOON) }
                    });
                    let what = format!("{lanes} lanes, {poison} after {hang:?}: {taken:?}");
                    assert_eq!(taken.len(), 99, "{what}");
                    let last = taken.last().unwrap().1 - NOW;
                    assert!(last < hang + Duration::from_secs(10), "{what}");
                    for lane in 0..lanes {
                        let of_lane: Vec<_> =
                            taken.iter().map(|(delivery, _)| *delivery).filter(|it| it % lanes == lane).collect();
                        assert!(of_lane.is_sorted(), "{what}");
                    }
                    assert!(poison == 100 || queue.is_empty(), "{what}");
                }
            }
        }
    }

    /// A receiver that dies of one, and is started again some seconds later, each time.
    #[test]
    fn one_of_which_its_receiver_dies_keeps_no_other_for_a_minute() {
        for down_for in [1, 5, 10, 15] {
            let mut queue = empty();
            (1..=20).for_each(|delivery| queue.offer(delivery, lane(7)));
            let back_at = std::cell::Cell::new(Duration::ZERO);
            let taken = run(&mut queue, NOW + Duration::from_secs(600), |delivery, now| match delivery {
                _ if now < back_at.get() => (Treatment::Away, SOON),
                1 => {
                    back_at.set(now + Duration::from_secs(down_for));
                    (Treatment::Fail, SOON)
                }
                _ => (Treatment::Take, SOON),
            });
            let first = taken.first().map(|(_, at)| *at - NOW);
            assert!(first.is_some_and(|first| first < Duration::from_secs(60)), "{down_for}: {first:?}");
            assert_eq!(taken.len(), 19, "{down_for}: {taken:?}");
        }
    }

    #[test]
    fn several_that_their_receiver_does_not_take_keep_no_other_for_a_minute_each() {
        for spoilt in [vec![1, 2], vec![1, 2, 3], vec![1, 5, 6, 9], (1..=5).collect()] {
            let mut queue = empty();
            (1..=20).for_each(|delivery| queue.offer(delivery, lane(7)));
            let taken = run(&mut queue, NOW + Duration::from_secs(600), |delivery, _| {
                if spoilt.contains(&delivery) { (Treatment::Fail, SOON) } else { (Treatment::Take, SOON) }
            });
            assert_eq!(taken.len(), 20 - spoilt.len(), "{spoilt:?}: {taken:?}");
            assert!(taken.last().unwrap().1 - NOW < Duration::from_secs(60), "{spoilt:?}: {taken:?}");
        }
    }

    /// What was set aside comes back when its time has come, alone, and says nothing of its destination.
    #[test]
    fn one_that_was_set_aside_does_not_stop_its_destination() {
        let mut queue = empty();
        queue.revive(listed(1, true));
        assert_eq!(queue.next(NOW), Some(1));
        queue.offer(2, lane(1));
        assert_eq!(queue.next(NOW), Some(2), "nor does it hold its lane");
        assert!(queue.is_own_fault(1));
        queue.set_aside(1);
        assert_eq!(queue.down_since(), None);
        queue.taken(2);
        assert!(queue.is_empty());
    }

    /// Nobody knows whose fault it is, and the next of each line may arrive in the wrong order: few do.
    #[test]
    fn an_outage_costs_seconds_and_hardly_any_order() {
        let secs = Duration::from_secs;
        for (seconds, treatment) in [5, 20, 60, 290, 3600]
            .into_iter()
            .flat_map(|seconds| [(seconds, Treatment::Fail), (seconds, Treatment::Away)])
        {
            let outage = secs(seconds);
            for lanes in [1, 4] {
                let mut queue = empty();
                (1..=40).for_each(|delivery| queue.offer(delivery, lane(delivery % lanes)));
                let tried = std::cell::RefCell::new(BTreeSet::new());
                let taken = run(&mut queue, NOW + secs(7200), |delivery, at| {
                    if at >= NOW + outage {
                        return (Treatment::Take, SOON);
                    }
                    tried.borrow_mut().insert(delivery);
                    (treatment, SOON)
                });
                // Each that is tried behind another may be the one that arrives before it.
                let deep_max = usize::try_from(seconds / 10).unwrap() + 1;
                let tried = tried.borrow().len();
                assert!(tried <= usize::try_from(lanes).unwrap() + deep_max, "{tried} tried in {seconds} s");
                let what = format!("{outage:?} {treatment:?} {lanes}: {taken:?}");
                assert_eq!(taken.len(), 40, "{what}");
                let longest = if outage < secs(300) { secs(3) } else { secs(31) };
                assert!(taken.last().unwrap().1 - NOW - outage < longest, "{what}");
                let before: Vec<_> = (0..lanes)
                    .map(|lane| taken.iter().map(|(delivery, _)| *delivery).filter(move |it| it % lanes == lane))
                    .map(|of_lane| of_lane.collect::<Vec<_>>().windows(2).filter(|pair| pair[0] > pair[1]).count())
                    .collect();
                let inverted: usize = before.iter().sum();
                assert!(inverted <= usize::from(treatment == Treatment::Fail), "{inverted} in {what}");
            }
        }
    }

    #[test]
    fn a_receiver_that_asks_for_patience_gets_it_and_others_are_tried_after_a_minute() {
        let secs = Duration::from_secs;
        let mut queue = empty();
        queue.offer(1, lane(1));
        assert_eq!(queue.next(NOW), Some(1));
        queue.failed(1, NOW, Some(secs(30)));
        assert_eq!(queue.wake_at(), Some(NOW + secs(30)));
        queue.failed(1, NOW, Some(secs(30)));
        assert_eq!(queue.next(NOW + secs(30)), Some(1));
        queue.failed(1, NOW + secs(30), Some(secs(3600)));
        queue.offer(2, lane(1));
        let due = queue.wake_at().unwrap();
        assert_eq!(due, NOW + secs(90));
        assert_eq!(queue.next(due), Some(2));
        queue.taken(2);
        assert_eq!(queue.next(due), None, "it asked for an hour with this one");
        assert_eq!(queue.next(NOW + secs(3630)), Some(1));
    }
}
