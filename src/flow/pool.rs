//! Which line sends a message, of those that may.

use super::ledger::Limits;
use crate::model::SimKey;

/// How the load is spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// The smallest share of today's limit used, by weight; of equal ones the one that has rested longest.
    #[default]
    LeastUsed,
    /// Each in turn, as often as its weight says.
    RoundRobin,
    /// The line that last sent to the recipient, while it can; else as `LeastUsed`.
    Sticky,
}

/// What the operator allows a line, and asks of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    pub limits: Limits,
    /// How much of the load it shall take, compared with others.
    pub weight: u32,
    /// Beginnings of the numbers that it may send to; none: to all.
    pub allowed: Vec<String>,
    /// Whether a recipient who answers STOP is not written to again.
    pub stop_list: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { limits: Limits::default(), weight: 1, allowed: Vec::new(), stop_list: false }
    }
}

impl Rules {
    pub fn allow(&self, recipient: &str) -> bool {
        self.allowed.is_empty() || self.allowed.iter().any(|prefix| recipient.starts_with(prefix.as_str()))
    }
}

/// A line that may send the message now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub sim: SimKey,
    /// Share of today's limit that is used, in millionths.
    pub share: u64,
    /// How much of the load it shall take, compared with others.
    pub weight: u32,
    /// Messages that it was given since the start.
    pub given: u64,
    /// The turn at which it was last given one.
    pub last_turn: u64,
}

/// Among those that are free. `last`: the line that last sent to this recipient.
pub fn choose(policy: Policy, candidates: &[Candidate], last: Option<SimKey>) -> Option<SimKey> {
    let by_weight =
        |amount: u64, candidate: &Candidate| u128::from(amount) * 1000 / u128::from(candidate.weight.max(1));
    let sticky = candidates.iter().find(|candidate| policy == Policy::Sticky && Some(candidate.sim) == last);
    let best = candidates.iter().min_by_key(|candidate| {
        let amount = match policy {
            Policy::RoundRobin => candidate.given,
            Policy::LeastUsed | Policy::Sticky => candidate.share,
        };
        (by_weight(amount, candidate), candidate.last_turn, candidate.sim)
    });
    sticky.or(best).map(|candidate| candidate.sim)
}

/// So many failures in a row take a line out of the pool.
const FAILURES_MAX: u32 = 3;

/// How a line has done lately.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Health {
    failures: u32,
    /// How often it was taken out of the pool since it last sent something.
    taken_out: u32,
}

impl Health {
    pub fn succeeded(&mut self) {
        *self = Self::default();
    }

    /// `Some`: it is taken out of the pool for so many seconds. One that comes back and fails again is at once.
    pub fn failed(&mut self, needs_person: bool) -> Option<u64> {
        self.failures += 1;
        if self.failures < FAILURES_MAX && self.taken_out == 0 && !needs_person {
            return None;
        }
        let wait = 30_u64 << self.taken_out.min(6);
        self.taken_out += 1;
        self.failures = 0;
        Some(wait.min(1800))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(sim: i64, share: u64, weight: u32) -> Candidate {
        Candidate { sim: SimKey::new(sim), share, weight, given: 0, last_turn: 0 }
    }

    /// Gives out `count` messages and says how many each line got.
    fn spread(policy: Policy, mut lines: Vec<Candidate>, count: u64) -> Vec<u64> {
        for turn in 1..=count {
            let chosen = choose(policy, &lines, None).unwrap();
            let line = lines.iter_mut().find(|line| line.sim == chosen).unwrap();
            line.given += 1;
            line.share += 10_000;
            line.last_turn = turn;
        }
        lines.iter().map(|line| line.given).collect()
    }

    #[test]
    fn the_least_used_goes_first_until_all_are_even() {
        let lines = vec![candidate(1, 50_000, 1), candidate(2, 0, 1), candidate(3, 20_000, 1)];
        assert_eq!(spread(Policy::LeastUsed, lines, 8), [0, 5, 3]);
    }

    #[test]
    fn each_has_its_turn_and_weights_count() {
        let lines = |weights: [u32; 3]| (1..).zip(weights).map(|(sim, weight)| candidate(sim, 0, weight)).collect();
        assert_eq!(spread(Policy::RoundRobin, lines([1, 1, 1]), 9), [3, 3, 3]);
        assert_eq!(spread(Policy::RoundRobin, lines([2, 1, 1]), 8), [4, 2, 2]);
        assert_eq!(spread(Policy::LeastUsed, lines([1, 3, 1]), 10), [2, 6, 2]);
    }

    #[test]
    fn a_recipient_keeps_its_line_while_that_can_send() {
        let lines = [candidate(1, 90, 1), candidate(2, 0, 1)];
        let chosen = |policy, last| choose(policy, &lines, Some(SimKey::new(last))).map(SimKey::get);
        assert_eq!(chosen(Policy::Sticky, 1), Some(1));
        assert_eq!(chosen(Policy::Sticky, 9), Some(2));
        assert_eq!(chosen(Policy::LeastUsed, 1), Some(2));
        assert_eq!(choose(Policy::LeastUsed, &[], None), None);
    }

    #[test]
    fn a_line_that_fails_is_left_and_comes_back() {
        let mut health = Health::default();
        let failed: Vec<Option<u64>> = (0..5).map(|_| health.failed(false)).collect();
        assert_eq!(failed, [None, None, Some(30), Some(60), Some(120)]);
        health.succeeded();
        assert_eq!(health.failed(false), None);
        assert_eq!(health.failed(true), Some(30));
    }
}
