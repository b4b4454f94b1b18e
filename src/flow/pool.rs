//! Chooses the line that sends a message, of those that may.

use super::ledger::Limits;
use crate::model::SimKey;

/// How messages are spread over the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Policy {
    /// The line that has used the smallest share of its limit today, by weight; of equal ones the one that rested
    /// longest.
    #[default]
    LeastUsed,
    /// Each line in turn, as often as its weight.
    RoundRobin,
    /// The line that last sent to the recipient, if it can send now; otherwise as `LeastUsed`.
    Sticky,
}

/// The configured rules of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How much it may send.
    pub limits: Limits,
    /// Its share of the load, relative to the other lines.
    pub weight: u32,
    /// Prefixes of the numbers that it may send to. Empty: it may send to all.
    pub allowed: Vec<String>,
    /// Whether a STOP of a recipient blocks this recipient.
    pub stop_list: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { limits: Limits::default(), weight: 1, allowed: Vec::new(), stop_list: false }
    }
}

impl Rules {
    /// Whether the line may send to this number.
    pub fn allow(&self, recipient: &str) -> bool {
        self.allowed.is_empty() || self.allowed.iter().any(|prefix| recipient.starts_with(prefix.as_str()))
    }
}

/// A line that may send the message now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The line.
    pub sim: SimKey,
    /// Share of today's limit that is used, in millionths.
    pub share: u64,
    /// Its share of the load, relative to the other lines.
    pub weight: u32,
    /// Messages assigned to it since the start.
    pub assigned: u64,
    /// The turn of its last assignment.
    pub last_turn: u64,
}

/// Chooses among the candidates. `last` is the line that last sent to this recipient.
pub fn choose(policy: Policy, candidates: &[Candidate], last: Option<SimKey>) -> Option<SimKey> {
    let by_weight =
        |amount: u64, candidate: &Candidate| u128::from(amount) * 1000 / u128::from(candidate.weight.max(1));
    let sticky = candidates.iter().find(|candidate| policy == Policy::Sticky && Some(candidate.sim) == last);
    let best = candidates.iter().min_by_key(|candidate| {
        let amount = match policy {
            Policy::RoundRobin => candidate.assigned,
            Policy::LeastUsed | Policy::Sticky => candidate.share,
        };
        (by_weight(amount, candidate), candidate.last_turn, candidate.sim)
    });
    sticky.or(best).map(|candidate| candidate.sim)
}

/// After this many failures in a row, a line leaves the pool for a while.
const FAILURES_MAX: u32 = 3;

/// Recent successes and failures of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Health {
    failures: u32,
    /// How often the line left the pool since its last success.
    suspensions: u32,
}

impl Health {
    /// Notes that the line sent something, which clears all failures.
    pub fn note_success(&mut self) {
        *self = Self::default();
    }

    /// Notes a failure. Returns the seconds for which the line leaves the pool, if it does.
    ///
    /// A line that comes back and fails again leaves the pool at once, and so does one that needs a person.
    pub fn note_failure(&mut self, needs_person: bool) -> Option<u64> {
        self.failures += 1;
        if self.failures < FAILURES_MAX && self.suspensions == 0 && !needs_person {
            return None;
        }
        let wait = 30_u64 << self.suspensions.min(6);
        self.suspensions += 1;
        self.failures = 0;
        Some(wait.min(1800))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(sim: i64, share: u64, weight: u32) -> Candidate {
        Candidate { sim: SimKey::new(sim), share, weight, assigned: 0, last_turn: 0 }
    }

    /// Assigns `count` messages, and returns how many each line got.
    fn spread(policy: Policy, mut lines: Vec<Candidate>, count: u64) -> Vec<u64> {
        for turn in 1..=count {
            let chosen = choose(policy, &lines, None).unwrap();
            let line = lines.iter_mut().find(|line| line.sim == chosen).unwrap();
            line.assigned += 1;
            line.share += 10_000;
            line.last_turn = turn;
        }
        lines.iter().map(|line| line.assigned).collect()
    }

    #[test]
    fn the_least_used_line_is_chosen_until_all_are_even() {
        let lines = vec![candidate(1, 50_000, 1), candidate(2, 0, 1), candidate(3, 20_000, 1)];
        assert_eq!(spread(Policy::LeastUsed, lines, 8), [0, 5, 3]);
    }

    #[test]
    fn lines_take_turns_by_weight() {
        let lines = |weights: [u32; 3]| (1..).zip(weights).map(|(sim, weight)| candidate(sim, 0, weight)).collect();
        assert_eq!(spread(Policy::RoundRobin, lines([1, 1, 1]), 9), [3, 3, 3]);
        assert_eq!(spread(Policy::RoundRobin, lines([2, 1, 1]), 8), [4, 2, 2]);
        assert_eq!(spread(Policy::LeastUsed, lines([1, 3, 1]), 10), [2, 6, 2]);
    }

    #[test]
    fn a_recipient_keeps_its_line_while_the_line_can_send() {
        let lines = [candidate(1, 90, 1), candidate(2, 0, 1)];
        let chosen = |policy, last| choose(policy, &lines, Some(SimKey::new(last))).map(SimKey::get);
        assert_eq!(chosen(Policy::Sticky, 1), Some(1));
        assert_eq!(chosen(Policy::Sticky, 9), Some(2));
        assert_eq!(chosen(Policy::LeastUsed, 1), Some(2));
        assert_eq!(choose(Policy::LeastUsed, &[], None), None);
    }

    #[test]
    fn a_failing_line_leaves_the_pool_for_longer_each_time() {
        let mut health = Health::default();
        let failed: Vec<Option<u64>> = (0..5).map(|_| health.note_failure(false)).collect();
        assert_eq!(failed, [None, None, Some(30), Some(60), Some(120)]);
        health.note_success();
        assert_eq!(health.note_failure(false), None);
        assert_eq!(health.note_failure(true), Some(30));
    }
}
