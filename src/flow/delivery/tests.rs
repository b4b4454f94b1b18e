use std::collections::BTreeSet;

use super::*;

fn lane(line: i64) -> Lane {
    Lane::Line(SimKey::new(line))
}

fn listed(delivery: i64, set_aside: bool) -> Listed {
    Listed { delivery: DeliveryRow::new(delivery), lane: lane(delivery), set_aside }
}

const NOW: Duration = Duration::from_secs(100);

/// A queue with plain numbers as deliveries.
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

    fn note_accepted(&mut self, delivery: i64) {
        self.0.note_accepted(DeliveryRow::new(delivery));
    }

    fn is_own_fault(&self, delivery: i64) -> bool {
        self.0.is_own_fault(DeliveryRow::new(delivery))
    }

    fn set_aside(&mut self, delivery: i64) {
        self.0.set_aside(DeliveryRow::new(delivery));
    }

    fn note_failure(&mut self, delivery: i64, now: Duration, retry_after: Option<Duration>) {
        self.0.note_failure(DeliveryRow::new(delivery), now, retry_after);
    }

    fn note_unavailable(&mut self, delivery: i64, now: Duration) {
        self.0.note_unavailable(DeliveryRow::new(delivery), now);
    }
}

fn empty() -> Plain {
    Plain(Queue { more: false, ..Queue::unread(Room::one_of_each_lane(4)) })
}

fn all_next(queue: &mut Plain) -> Vec<i64> {
    std::iter::from_fn(|| queue.next(NOW)).collect()
}

#[test]
fn lanes_are_parallel_and_each_keeps_its_order() {
    let mut queue = empty();
    for (delivery, line) in [(1, 7), (2, 7), (3, 8), (4, 9), (5, 10), (6, 11)] {
        queue.offer(delivery, lane(line));
    }
    assert_eq!(all_next(&mut queue), [1, 3, 4, 5]);
    queue.note_accepted(3);
    assert_eq!(all_next(&mut queue), [6]);
    queue.note_accepted(1);
    assert_eq!(all_next(&mut queue), [2]);
}

#[test]
fn a_destination_that_keeps_the_order_itself_gets_several_of_a_lane() {
    let mut queue = Plain(Queue { more: false, ..Queue::unread(Room { all: 3, of_lane: 2 }) });
    for (delivery, line) in [(1, 7), (2, 7), (3, 7), (4, 8), (5, 8)] {
        queue.offer(delivery, lane(line));
    }
    assert_eq!(all_next(&mut queue), [1, 2, 4]);
    queue.note_accepted(1);
    assert_eq!(all_next(&mut queue), [3]);
}

#[test]
fn a_destination_that_is_down_is_probed_with_one_after_the_other() {
    let mut queue = empty();
    for delivery in 1..=3 {
        queue.offer(delivery, lane(delivery));
    }
    assert_eq!(all_next(&mut queue), [1, 2, 3]);
    for delivery in [2, 1, 3] {
        queue.note_unavailable(delivery, NOW);
    }
    assert_eq!(queue.next(NOW), None);
    let due = queue.wake_at().unwrap();
    assert_eq!(queue.next(due), Some(1));
    assert_eq!(queue.next(due), None, "one probe at a time");
    queue.note_unavailable(1, due);
    let next = queue.wake_at().unwrap();
    assert_eq!(next, due + Duration::from_secs(2));
    assert_eq!(queue.next(next), Some(2), "the first may be one that the destination refuses");
    queue.note_accepted(2);
    assert_eq!(all_next(&mut queue), [1, 3]);
}

/// Each probe of a receiver that accepts connections and never answers lasts until its timeout.
#[test]
fn a_hanging_probe_blocks_no_other_probe() {
    let mut queue = empty();
    for (delivery, line) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 4), (6, 5)] {
        queue.offer(delivery, lane(line));
    }
    assert_eq!(queue.next(NOW), Some(1));
    queue.note_failure(1, NOW, None);
    let mut probes = Vec::new();
    while let Some(due) = queue.wake_at() {
        probes.push((due - NOW, queue.next(due)));
        assert!(probes.len() < 9, "{probes:?}");
    }
    let secs = Duration::from_secs;
    assert_eq!(probes, [(secs(1), Some(3)), (secs(3), Some(4)), (secs(5), Some(5)), (secs(7), Some(6))]);
    // The last probe is answered. Those before it end by their timeout, which proves nothing about the present.
    queue.note_accepted(6);
    assert_eq!(queue.next(NOW + secs(8)), Some(1));
    for delivery in [3, 4, 5] {
        queue.note_failure(delivery, NOW + secs(11), None);
        assert_eq!(queue.down_since(), None);
    }
    queue.note_failure(1, NOW + secs(18), None);
    assert_eq!(queue.down_since(), Some(NOW + secs(18)));
}

/// If the only lane begins with deliveries that hang, the queue still waits between probes.
#[test]
fn a_lane_whose_first_delivery_hangs_is_probed_with_pauses() {
    let mut queue = empty();
    (1..=3).for_each(|delivery| queue.offer(delivery, lane(7)));
    assert_eq!(queue.next(NOW), Some(1));
    queue.note_failure(1, NOW, None);
    let mut due = queue.wake_at().unwrap();
    assert_eq!(queue.next(due), Some(1));
    due = queue.wake_at().unwrap();
    assert_eq!(queue.next(due), Some(2), "the destination may refuse only the first");
    for _ in 0..20 {
        let next = queue.wake_at().unwrap();
        assert!(next - due >= Duration::from_secs(2));
        due = next;
        assert_eq!(queue.next(due), None);
    }
}

#[test]
fn a_destination_that_reports_itself_available_gets_all_deliveries_at_once() {
    let mut queue = empty();
    for delivery in 1..=3 {
        queue.offer(delivery, lane(delivery));
    }
    for delivery in all_next(&mut queue) {
        queue.note_unavailable(delivery, NOW);
    }
    queue.note_reachable();
    assert_eq!(all_next(&mut queue), [1, 2, 3]);
}

#[test]
fn a_window_is_in_memory_and_the_rest_in_the_store() {
    let mut queue = empty();
    let total = i64::try_from(WINDOW).unwrap() * 3;
    for delivery in 1..=total {
        queue.offer(delivery, lane(delivery));
    }
    assert_eq!(queue.waiting.len(), WINDOW);
    let mut dispatched = Vec::new();
    while !queue.is_empty() {
        if queue.wants_page() {
            let from = queue.loaded_to().map_or(0, DeliveryRow::get);
            let page: Vec<_> = (from + 1..=total).take(WINDOW).map(|delivery| listed(delivery, false)).collect();
            let more = page.len() == WINDOW;
            queue.add_page(&page, more);
        }
        for delivery in all_next(&mut queue) {
            queue.note_accepted(delivery);
            dispatched.push(delivery);
        }
    }
    assert_eq!(dispatched, (1..=total).collect::<Vec<_>>());
}

#[test]
fn a_delivery_in_flight_is_not_revived() {
    let mut queue = empty();
    queue.offer(1, lane(1));
    assert_eq!(queue.next(NOW), Some(1));
    queue.revive(listed(1, false));
    assert_eq!(queue.next(NOW), None);
}

/// Runs a queue against a receiver until no delivery waits. `receiver` returns what it does with a delivery, and how
/// long that takes. Returns the accepted deliveries in order, each with its time.
fn run(
    queue: &mut Plain,
    until: Duration,
    receiver: impl Fn(i64, Duration) -> (Treatment, Duration),
) -> Vec<(i64, Duration)> {
    let mut now = NOW;
    let mut in_flight: Vec<(Duration, i64, Treatment)> = Vec::new();
    let mut accepted = Vec::new();
    while now < until {
        while let Some(delivery) = queue.next(now) {
            let (treatment, takes) = receiver(delivery, now);
            in_flight.push((now + takes, delivery, treatment));
        }
        in_flight.sort_by_key(|(due, delivery, _)| (*due, *delivery));
        let answered = in_flight.first().map(|(due, ..)| *due);
        let Some(next) = answered.into_iter().chain(queue.wake_at().filter(|at| *at > now)).min() else { break };
        now = next;
        while in_flight.first().is_some_and(|(due, ..)| *due <= now) {
            let (_, delivery, treatment) = in_flight.remove(0);
            match treatment {
                Treatment::Accept => {
                    queue.note_accepted(delivery);
                    accepted.push((delivery, now));
                }
                Treatment::Fail if queue.is_own_fault(delivery) => queue.set_aside(delivery),
                Treatment::Fail => queue.note_failure(delivery, now, None),
                Treatment::Away => queue.note_unavailable(delivery, now),
            }
        }
    }
    accepted
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Treatment {
    Accept,
    Fail,
    Away,
}

const SOON: Duration = Duration::from_millis(20);

/// The receiver fails on one delivery: by an error at once, by closing the connection, or by silence.
#[test]
fn one_delivery_that_always_fails_delays_the_others_briefly() {
    for lanes in [1, 2, 5] {
        for hang in [SOON, Duration::from_secs(1), Duration::from_secs(10), Duration::from_secs(30)] {
            for poison in [1, 50, 100] {
                let mut queue = empty();
                (1..=100).for_each(|delivery| queue.offer(delivery, lane(delivery % lanes)));
                let accepted = run(&mut queue, NOW + Duration::from_secs(600), |delivery, _| {
                    if delivery == poison { (Treatment::Fail, hang) } else { (Treatment::Accept, SOON) }
                });
                let what = format!("{lanes} lanes, {poison} after {hang:?}: {accepted:?}");
                assert_eq!(accepted.len(), 99, "{what}");
                let last = accepted.last().unwrap().1 - NOW;
                assert!(last < hang + Duration::from_secs(10), "{what}");
                for lane in 0..lanes {
                    let of_lane: Vec<_> =
                        accepted.iter().map(|(delivery, _)| *delivery).filter(|it| it % lanes == lane).collect();
                    assert!(of_lane.is_sorted(), "{what}");
                }
                assert!(poison == 100 || queue.is_empty(), "{what}");
            }
        }
    }
}

/// The receiver crashes on one delivery each time, and restarts some seconds later.
#[test]
fn one_delivery_that_crashes_the_receiver_delays_the_others_less_than_a_minute() {
    for down_for in [1, 5, 10, 15] {
        let mut queue = empty();
        (1..=20).for_each(|delivery| queue.offer(delivery, lane(7)));
        let back_at = std::cell::Cell::new(Duration::ZERO);
        let accepted = run(&mut queue, NOW + Duration::from_secs(600), |delivery, now| match delivery {
            _ if now < back_at.get() => (Treatment::Away, SOON),
            1 => {
                back_at.set(now + Duration::from_secs(down_for));
                (Treatment::Fail, SOON)
            }
            _ => (Treatment::Accept, SOON),
        });
        let first = accepted.first().map(|(_, at)| *at - NOW);
        assert!(first.is_some_and(|first| first < Duration::from_secs(60)), "{down_for}: {first:?}");
        assert_eq!(accepted.len(), 19, "{down_for}: {accepted:?}");
    }
}

#[test]
fn several_deliveries_that_always_fail_delay_the_others_less_than_a_minute() {
    for failing in [vec![1, 2], vec![1, 2, 3], vec![1, 5, 6, 9], (1..=5).collect()] {
        let mut queue = empty();
        (1..=20).for_each(|delivery| queue.offer(delivery, lane(7)));
        let accepted = run(&mut queue, NOW + Duration::from_secs(600), |delivery, _| {
            if failing.contains(&delivery) { (Treatment::Fail, SOON) } else { (Treatment::Accept, SOON) }
        });
        assert_eq!(accepted.len(), 20 - failing.len(), "{failing:?}: {accepted:?}");
        assert!(accepted.last().unwrap().1 - NOW < Duration::from_secs(60), "{failing:?}: {accepted:?}");
    }
}

/// A delivery that was set aside is retried alone, and its failure doesn't take the destination down.
#[test]
fn a_delivery_that_was_set_aside_does_not_stop_its_destination() {
    let mut queue = empty();
    queue.revive(listed(1, true));
    assert_eq!(queue.next(NOW), Some(1));
    queue.offer(2, lane(1));
    assert_eq!(queue.next(NOW), Some(2), "it doesn't hold its lane");
    assert!(queue.is_own_fault(1));
    queue.set_aside(1);
    assert_eq!(queue.down_since(), None);
    queue.note_accepted(2);
    assert!(queue.is_empty());
}

/// The cause of the failures is unknown, so deep probes may change the order of a line. Few do.
#[test]
fn an_outage_delays_by_seconds_and_hardly_changes_the_order() {
    let secs = Duration::from_secs;
    for (seconds, treatment) in
        [5, 20, 60, 290, 3600].into_iter().flat_map(|seconds| [(seconds, Treatment::Fail), (seconds, Treatment::Away)])
    {
        let outage = secs(seconds);
        for lanes in [1, 4] {
            let mut queue = empty();
            (1..=40).for_each(|delivery| queue.offer(delivery, lane(delivery % lanes)));
            let tried = std::cell::RefCell::new(BTreeSet::new());
            let accepted = run(&mut queue, NOW + secs(7200), |delivery, at| {
                if at >= NOW + outage {
                    return (Treatment::Accept, SOON);
                }
                tried.borrow_mut().insert(delivery);
                (treatment, SOON)
            });
            // Each deep probe may arrive before the deliveries in front of it.
            let deep_max = usize::try_from(seconds / 10).unwrap() + 1;
            let tried = tried.borrow().len();
            assert!(tried <= usize::try_from(lanes).unwrap() + deep_max, "{tried} tried in {seconds} s");
            let what = format!("{outage:?} {treatment:?} {lanes}: {accepted:?}");
            assert_eq!(accepted.len(), 40, "{what}");
            let longest = if outage < secs(300) { secs(3) } else { secs(31) };
            assert!(accepted.last().unwrap().1 - NOW - outage < longest, "{what}");
            let before: Vec<_> = (0..lanes)
                .map(|lane| accepted.iter().map(|(delivery, _)| *delivery).filter(move |it| it % lanes == lane))
                .map(|of_lane| of_lane.collect::<Vec<_>>().windows(2).filter(|pair| pair[0] > pair[1]).count())
                .collect();
            let inverted: usize = before.iter().sum();
            assert!(inverted <= usize::from(treatment == Treatment::Fail), "{inverted} in {what}");
        }
    }
}

#[test]
fn a_retry_after_is_obeyed_and_others_are_tried_after_a_minute() {
    let secs = Duration::from_secs;
    let mut queue = empty();
    queue.offer(1, lane(1));
    assert_eq!(queue.next(NOW), Some(1));
    queue.note_failure(1, NOW, Some(secs(30)));
    assert_eq!(queue.wake_at(), Some(NOW + secs(30)));
    queue.note_failure(1, NOW, Some(secs(30)));
    assert_eq!(queue.next(NOW + secs(30)), Some(1));
    queue.note_failure(1, NOW + secs(30), Some(secs(3600)));
    queue.offer(2, lane(1));
    let due = queue.wake_at().unwrap();
    assert_eq!(due, NOW + secs(90));
    assert_eq!(queue.next(due), Some(2));
    queue.note_accepted(2);
    assert_eq!(queue.next(due), None, "the receiver asked for an hour with this one");
    assert_eq!(queue.next(NOW + secs(3630)), Some(1));
}
