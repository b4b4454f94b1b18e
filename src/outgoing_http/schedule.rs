//! Decides whose request a free worker takes next. It is pure: no thread, no clock; `W` is what waits.

use std::collections::{BTreeMap, VecDeque};

/// The kind of a request while it holds a worker. A destination's first running request has the destination's kind, each
/// further concurrent one is `Slow`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Share {
    /// The last request took long, or another one runs.
    Slow,
    /// No request has ended yet.
    New,
    /// The last request ended at once.
    Prompt,
}

impl Share {
    const ALL: [Self; 3] = [Self::Slow, Self::New, Self::Prompt];
}

/// The largest numbers of workers.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// For slow requests.
    pub slow: usize,
    /// For slow and new requests together.
    pub unproven: usize,
    /// For all requests.
    pub all: usize,
    /// For one destination.
    pub each: usize,
}

impl Limits {
    /// The largest number of workers for this kind and the worse ones together.
    fn of(&self, share: Share) -> usize {
        match share {
            Share::Slow => self.slow,
            Share::New => self.unproven,
            Share::Prompt => self.all,
        }
    }
}

pub struct Schedule<W> {
    limits: Limits,
    queues: BTreeMap<u64, Queue<W>>,
    /// Destinations below their own limit with a waiting request, in the order of their turns.
    ready: BTreeMap<(Share, u64), u64>,
    /// Workers that are held, by kind.
    busy: BTreeMap<Share, usize>,
    /// Counters of destinations, turns and requests.
    count: u64,
}

struct Queue<W> {
    waiting: VecDeque<W>,
    running: usize,
    standing: Share,
    /// The request that decided the kind.
    judged_by: u64,
    /// Its key among the ready ones.
    turn: u64,
    seat: Option<Share>,
}

/// What a worker returns with [`Schedule::release`].
#[derive(Debug)]
pub struct Lease {
    destination: u64,
    share: Share,
    number: u64,
}

impl<W> Schedule<W> {
    pub fn new(limits: Limits) -> Self {
        Self { limits, queues: BTreeMap::new(), ready: BTreeMap::new(), busy: BTreeMap::new(), count: 0 }
    }

    fn number(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// Adds a destination and returns its number.
    pub fn add(&mut self) -> u64 {
        let destination = self.number();
        let (waiting, standing) = (VecDeque::new(), Share::New);
        self.queues.insert(destination, Queue { waiting, running: 0, standing, judged_by: 0, turn: 0, seat: None });
        destination
    }

    /// Removes a destination and returns its waiting requests.
    pub fn remove(&mut self, destination: u64) -> VecDeque<W> {
        let waiting = self.withdraw(destination);
        self.queues.remove(&destination);
        waiting
    }

    pub fn push(&mut self, destination: u64, work: W) {
        let turn = self.number();
        if let Some(queue) = self.queues.get_mut(&destination) {
            if queue.waiting.is_empty() {
                queue.turn = turn;
            }
            queue.waiting.push_back(work);
        }
        self.seat(destination);
    }

    /// Withdraws the requests of a destination that no worker has started.
    pub fn withdraw(&mut self, destination: u64) -> VecDeque<W> {
        let waiting = self.queues.get_mut(&destination).map(|queue| std::mem::take(&mut queue.waiting));
        self.seat(destination);
        waiting.unwrap_or_default()
    }

    /// Withdraws those of all destinations.
    pub fn withdraw_all(&mut self) -> Vec<W> {
        self.ready.clear();
        let emptied = |queue: &mut Queue<W>| {
            queue.seat = None;
            std::mem::take(&mut queue.waiting)
        };
        self.queues.values_mut().flat_map(emptied).collect()
    }

    /// Whether a free worker could take a request.
    pub fn has_next(&self) -> bool {
        self.next().is_some()
    }

    /// Takes the next request. Its worker counts as held until [`Schedule::release`].
    pub fn take(&mut self) -> Option<(Lease, W)> {
        let (share, turn, destination) = self.next()?;
        self.ready.remove(&(share, turn));
        let number = self.number();
        let queue = self.queues.get_mut(&destination)?;
        queue.seat = None;
        let work = queue.waiting.pop_front()?;
        queue.running += 1;
        // The destination's next request goes behind the others.
        queue.turn = number;
        *self.busy.entry(share).or_default() += 1;
        self.seat(destination);
        Some((Lease { destination, share, number }, work))
    }

    /// Frees a worker. `was_prompt`: whether the destination answered within the limit; `None`: nothing was sent to it.
    pub fn release(&mut self, lease: Lease, was_prompt: Option<bool>) {
        let Lease { destination, share, number } = lease;
        if let Some(busy) = self.busy.get_mut(&share) {
            *busy = busy.saturating_sub(1);
        }
        if let Some(queue) = self.queues.get_mut(&destination) {
            queue.running = queue.running.saturating_sub(1);
            // An older request that hung does not outweigh a later one that did not.
            if let Some(was_prompt) = was_prompt.filter(|_| number > queue.judged_by) {
                queue.judged_by = number;
                queue.standing = if was_prompt { Share::Prompt } else { Share::Slow };
            }
        }
        self.seat(destination);
    }

    fn next(&self) -> Option<(Share, u64, u64)> {
        let first = |share| self.ready.range((share, 0)..=(share, u64::MAX)).next();
        let ready = Share::ALL.into_iter().filter(|share| self.has_room(*share)).filter_map(first);
        ready.min_by_key(|((_, turn), _)| *turn).map(|(&(share, turn), &destination)| (share, turn, destination))
    }

    /// A request counts against the limit of its own kind and of all better ones.
    fn has_room(&self, share: Share) -> bool {
        let held = |up_to| self.busy.range(..=up_to).map(|(_, busy)| busy).sum::<usize>();
        Share::ALL.into_iter().filter(|other| *other >= share).all(|other| held(other) < self.limits.of(other))
    }

    /// Updates a destination's key among the ready ones.
    fn seat(&mut self, destination: u64) {
        let Some(queue) = self.queues.get_mut(&destination) else { return };
        let is_ready = !queue.waiting.is_empty() && queue.running < self.limits.each;
        let share = if queue.running > 0 { Share::Slow } else { queue.standing };
        let wanted = is_ready.then_some(share);
        if queue.seat != wanted {
            if let Some(old) = queue.seat {
                self.ready.remove(&(old, queue.turn));
            }
            if let Some(new) = wanted {
                self.ready.insert((new, queue.turn), destination);
            }
            queue.seat = wanted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { slow: 4, unproven: 6, all: 8, each: 3 };

    /// A schedule with destinations that have answered, promptly or not, or not yet (`None`).
    fn known(standings: &[Option<bool>]) -> (Schedule<usize>, Vec<u64>) {
        let mut schedule = Schedule::new(LIMITS);
        let ids: Vec<u64> = standings.iter().map(|_| schedule.add()).collect();
        for (id, standing) in ids.iter().zip(standings) {
            if let Some(was_prompt) = standing {
                schedule.push(*id, 0);
                let (lease, _) = schedule.take().unwrap();
                schedule.release(lease, Some(*was_prompt));
            }
        }
        (schedule, ids)
    }

    fn take_all(schedule: &mut Schedule<usize>) -> (Vec<Lease>, Vec<usize>) {
        std::iter::from_fn(|| schedule.take()).unzip()
    }

    #[test]
    fn destinations_take_turns_whatever_each_has_to_do() {
        let (mut schedule, ids) = known(&[Some(true); 3]);
        for work in 0..20 {
            schedule.push(ids[0], work);
        }
        for (id, work) in [(ids[1], 100), (ids[2], 200), (ids[1], 101)] {
            schedule.push(id, work);
        }
        let mut order = Vec::new();
        while let Some((lease, work)) = schedule.take() {
            order.push(work);
            schedule.release(lease, Some(true));
        }
        assert_eq!(order[..7], [0, 100, 200, 1, 101, 2, 3]);
        assert_eq!(order.len(), 23);
    }

    #[test]
    fn one_destination_holds_no_more_than_its_share() {
        let (mut schedule, ids) = known(&[Some(true)]);
        (0..10).for_each(|work| schedule.push(ids[0], work));
        let (mut leases, works) = take_all(&mut schedule);
        assert_eq!(works, [0, 1, 2]);
        schedule.release(leases.pop().unwrap(), Some(true));
        assert_eq!(take_all(&mut schedule).1, [3]);
    }

    #[test]
    fn those_that_hang_and_those_that_nobody_knows_leave_workers_to_the_others() {
        let standings: Vec<_> = [[Some(false); 10], [None; 10], [Some(true); 10]].concat();
        let (mut schedule, ids) = known(&standings);
        ids[..10].iter().for_each(|id| schedule.push(*id, 1));
        assert_eq!(take_all(&mut schedule).1.len(), 4, "slow ones");
        ids[10..20].iter().for_each(|id| schedule.push(*id, 2));
        assert_eq!(take_all(&mut schedule).1.len(), 2, "new ones beside them");
        ids[20..].iter().for_each(|id| schedule.push(*id, 3));
        let (leases, works) = take_all(&mut schedule);
        assert_eq!(works, [3, 3], "prompt ones beside both");
        // Each request that ends lets the next of its kind start, and no other.
        leases.into_iter().for_each(|lease| schedule.release(lease, Some(true)));
        assert_eq!(take_all(&mut schedule).1, [3, 3]);
    }

    #[test]
    fn many_new_ones_that_hang_leave_workers_to_those_that_answered() {
        let standings: Vec<_> = [[None; 10], [Some(true); 10]].concat();
        let (mut schedule, ids) = known(&standings);
        ids[..10].iter().for_each(|id| schedule.push(*id, 2));
        let (mut leases, works) = take_all(&mut schedule);
        assert_eq!(works.len(), 6);
        ids[10..].iter().for_each(|id| schedule.push(*id, 3));
        assert_eq!(take_all(&mut schedule).1, [3, 3]);
        schedule.release(leases.pop().unwrap(), Some(false));
        assert_eq!(take_all(&mut schedule).1, [2], "who came first goes first");
    }

    /// Ten prompt destinations start to hang, with a long queue each.
    #[test]
    fn further_requests_of_one_destination_do_not_take_the_last_workers() {
        let (mut schedule, ids) = known(&[Some(true); 10]);
        for id in &ids[..2] {
            (0..9).for_each(|work| schedule.push(*id, work));
        }
        assert_eq!(take_all(&mut schedule).1.len(), 6, "two first ones, four further ones");
        schedule.push(ids[2], 77);
        schedule.push(ids[2], 78);
        assert_eq!(take_all(&mut schedule).1, [77], "and no second one");
    }

    #[test]
    fn one_that_hung_counts_for_nothing_where_a_later_one_was_answered() {
        let (mut schedule, ids) = known(&[Some(true)]);
        [1, 2].into_iter().for_each(|work| schedule.push(ids[0], work));
        let (hangs, later) = (schedule.take().unwrap().0, schedule.take().unwrap().0);
        schedule.release(later, Some(true));
        schedule.release(hangs, Some(false));
        assert_eq!(schedule.queues[&ids[0]].standing, Share::Prompt);
        schedule.push(ids[0], 3);
        let (lease, _) = schedule.take().unwrap();
        schedule.release(lease, Some(false));
        assert_eq!(schedule.queues[&ids[0]].standing, Share::Slow);
        schedule.push(ids[0], 4);
        let (lease, _) = schedule.take().unwrap();
        schedule.release(lease, None);
        assert_eq!(schedule.queues[&ids[0]].standing, Share::Slow, "nor one that was not sent");
    }

    #[test]
    fn what_is_withdrawn_or_removed_goes_to_no_worker() {
        let (mut schedule, ids) = known(&[Some(true), None]);
        (1..=5).for_each(|work| schedule.push(ids[0], work));
        let (lease, _) = schedule.take().unwrap();
        assert_eq!(schedule.withdraw(ids[0]), [2, 3, 4, 5]);
        assert!(!schedule.has_next());
        schedule.push(ids[1], 6);
        assert_eq!(schedule.remove(ids[1]), [6]);
        schedule.remove(ids[0]);
        schedule.release(lease, Some(true));
        schedule.push(ids[0], 7);
        assert!(!schedule.has_next() && schedule.ready.is_empty());
        assert_eq!(schedule.busy.values().sum::<usize>(), 0);
    }

    /// For any sequence the limits hold, no request is lost, and none waits that could start.
    #[test]
    fn random_requests_all_go_within_the_limits() {
        let mut seed = 7_u64;
        let mut random = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let mut schedule = Schedule::new(LIMITS);
        let ids: Vec<u64> = (0..20).map(|_| schedule.add()).collect();
        let (mut held, mut pushed, mut done) = (Vec::new(), 0, 0);
        for round in 0..20_000 {
            if round < 15_000 && random(2) == 0 {
                schedule.push(ids[usize::try_from(random(20)).unwrap()], pushed);
                pushed += 1;
            }
            let has_next = schedule.has_next();
            match schedule.take() {
                Some((lease, _)) => held.push(lease),
                None => assert!(!has_next),
            }
            if !held.is_empty() && random(3) > 0 {
                let at = usize::try_from(random(u64::try_from(held.len()).unwrap())).unwrap();
                schedule.release(
                    held.swap_remove(at),
                    [None, Some(false), Some(true)][usize::try_from(random(3)).unwrap()],
                );
                done += 1;
            }
            assert!(held.len() <= LIMITS.all);
            for share in Share::ALL {
                let count = held.iter().filter(|lease| lease.share <= share).count();
                assert!(count <= LIMITS.of(share), "{share:?}");
            }
            for id in &ids {
                assert!(held.iter().filter(|lease| lease.destination == *id).count() <= LIMITS.each);
            }
        }
        assert_eq!(done, pushed);
        assert!(schedule.ready.is_empty());
    }
}
