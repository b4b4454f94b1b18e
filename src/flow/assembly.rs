//! Which group a part of a concatenated message joins (23.040 9.2.3.24.1, .8).
//!
//! The reference is one or two octets that phones count up or choose at random, so it comes round
//! again; a 16-bit reference is never the same as an 8-bit one of equal value.

use std::time::Duration;

use crate::model::{MessageRow, Timestamp};

/// What parts of one message have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub sender: String,
    pub reference: u16,
    /// 16-bit reference.
    pub wide: bool,
    pub total: u8,
}

/// A part, and when the SMSC got it from its sender (TP-SCTS), in seconds since 1970. `None`: it gives no possible time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub sequence: u8,
    pub stamp: Option<i64>,
}

/// A group on disk that has the same key and is not complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub message: MessageRow,
    /// The parts it has.
    pub have: Vec<Part>,
}

/// A sender hands over all parts of a message in a row, within seconds where the network is good. What an SMSC sends
/// again keeps its stamp.
const APART_MAX: i64 = 600;
/// A part is not handed over before the one that precedes it, as far as the clocks of one operator's SMSCs agree.
const CLOCKS_APART_MAX: i64 = 60;

/// The group that a part joins, of those that lack it: the one whose stamps are nearest. `None`: it begins one. A part
/// that a group has already, with other bytes, belongs to another message that came by the same reference.
///
/// Some senders give every message the same reference. Where the stamps of two groups are equally near, the older one
/// gets the part, because networks deliver in order. Where there are no stamps the youngest gets it.
pub fn join(open: &[Open], part: Part) -> Option<MessageRow> {
    let fitting = || open.iter().filter(|group| group.have.iter().all(|other| can_be_of_one_message(*other, part)));
    let nearest = fitting().filter_map(|group| Some((group.apart(part)?, group.message))).min();
    nearest.map(|(_, message)| message).or_else(|| fitting().map(|group| group.message).max())
}

/// Whether two parts differ in number, and were handed over shortly after one another and in order.
fn can_be_of_one_message(one: Part, other: Part) -> bool {
    let (first, second) = if one.sequence < other.sequence { (one, other) } else { (other, one) };
    let fit_in_time = match (first.stamp, second.stamp) {
        (Some(first), Some(second)) => (-CLOCKS_APART_MAX..=APART_MAX).contains(&(second - first)),
        (None, _) | (_, None) => true,
    };
    first.sequence != second.sequence && fit_in_time
}

impl Open {
    /// Seconds between a part and the nearest that is here.
    fn apart(&self, part: Part) -> Option<u64> {
        let stamp = part.stamp?;
        self.have.iter().filter_map(|other| Some(other.stamp?.abs_diff(stamp))).min()
    }
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

    fn part(sequence: u8, stamp: i64) -> Part {
        Part { sequence, stamp: Some(stamp) }
    }

    fn unstamped(sequence: u8) -> Part {
        Part { sequence, stamp: None }
    }

    fn joined(open: &[Open], part: Part) -> Option<i64> {
        join(open, part).map(MessageRow::get)
    }

    #[test]
    fn a_part_without_a_stamp_joins_the_youngest_group_that_lacks_it() {
        for have in [unstamped, |sequence| part(sequence, 1000)] {
            let group = |message, sequence| Open { message: MessageRow::new(message), have: vec![have(sequence)] };
            let open = [group(1, 1), group(2, 1), group(3, 2)];
            assert_eq!(joined(&open, unstamped(2)), Some(2));
            assert_eq!(joined(&open, unstamped(1)), Some(3));
            assert_eq!(joined(&open[..2], unstamped(1)), None);
        }
        let open = [1, 2].map(|message| Open { message: MessageRow::new(message), have: vec![unstamped(1)] });
        assert_eq!(joined(&open, part(2, 1000)), Some(2), "nothing to compare it with");
    }

    #[test]
    fn parts_join_only_where_their_stamps_can_be_those_of_one_message() {
        let open = |have: Part| [Open { message: MessageRow::new(1), have: vec![have] }];
        for (second_after, joins) in [(-2700, false), (-61, false), (-60, true), (0, true), (600, true), (601, false)] {
            let wanted = joins.then_some(1);
            assert_eq!(joined(&open(part(1, 5000)), part(2, 5000 + second_after)), wanted, "{second_after}");
            assert_eq!(joined(&open(part(2, 5000 + second_after)), part(1, 5000)), wanted, "{second_after}");
        }
        let two = [Open { message: MessageRow::new(1), have: vec![unstamped(1), part(3, 5000)] }];
        assert_eq!((joined(&two, part(2, 5000)), joined(&two, part(2, 9000))), (Some(1), None));
    }

    #[test]
    fn a_part_joins_the_group_whose_stamps_are_nearest_and_of_these_the_oldest() {
        let group = |message, stamp| Open { message: MessageRow::new(message), have: vec![part(1, stamp)] };
        let open = [group(1, 5000), group(2, 5030), group(3, 5030)];
        assert_eq!(joined(&open, part(2, 5002)), Some(1));
        assert_eq!(joined(&open, part(2, 5032)), Some(2), "each has its turn");
        assert_eq!(joined(&open, part(2, 5015)), Some(1));
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
