//! Which group a part of a concatenated message joins (23.040 9.2.3.24.1, .8).
//!
//! The reference is one or two octets that phones count up or choose at random, so it comes round
//! again; a 16-bit reference is never the same as an 8-bit one of equal value.

use std::time::Duration;

use crate::model::Timestamp;

/// What parts of one message have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub sender: String,
    pub reference: u16,
    /// 16-bit reference.
    pub wide: bool,
    pub total: u8,
}

/// A group on disk that has the same key and is not complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub message: i64,
    /// The sequence numbers it has.
    pub have: Vec<u8>,
}

/// The group that a part joins: the youngest that lacks it. `None`: it begins one. A part that a
/// group has already, with other bytes, belongs to another message that came by the same
/// reference.
pub fn join(open: &[Open], sequence: u8) -> Option<i64> {
    open.iter().filter(|group| !group.have.contains(&sequence)).map(|group| group.message).max()
}

/// How much of `wait` a group still has after a restart. A wall clock that stands before the
/// group's beginning can't be right, and the group gets its whole time again.
pub fn time_left(first_at: Timestamp, now: Timestamp, wait: Duration) -> Duration {
    let waited = u64::try_from(now.as_millis() - first_at.as_millis()).unwrap_or(0);
    wait.saturating_sub(Duration::from_millis(waited)).max(AFTER_START.min(wait))
}

/// After a start there is at least so much left: what came meanwhile lies in the modems, and the clock may have been set.
const AFTER_START: Duration = Duration::from_secs(600);

pub fn missing(total: u8, have: &[u8]) -> Vec<u8> {
    (1..=total).filter(|sequence| !have.contains(sequence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_joins_the_youngest_group_that_lacks_it() {
        let open = [
            Open { message: 1, have: vec![1] },
            Open { message: 2, have: vec![1] },
            Open { message: 3, have: vec![2] },
        ];
        assert_eq!(join(&open, 2), Some(2));
        assert_eq!(join(&open, 1), Some(3));
        assert_eq!(join(&open[..2], 1), None);
    }

    #[test]
    fn a_group_waits_through_restarts_and_wrong_clocks() {
        let wait = Duration::from_secs(3600);
        let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
        assert_eq!(time_left(at(1000), at(1600), wait), Duration::from_secs(3000));
        assert_eq!(time_left(at(1000), at(9000), wait), AFTER_START);
        assert_eq!(time_left(at(1000), at(9000), AFTER_START / 2), AFTER_START / 2);
        assert_eq!(time_left(at(1_795_000_000), at(5), wait), wait);
    }

    #[test]
    fn what_is_missing_is_counted_from_one() {
        assert_eq!(missing(4, &[3, 1]), [2, 4]);
        assert!(missing(2, &[1, 2]).is_empty());
    }
}
