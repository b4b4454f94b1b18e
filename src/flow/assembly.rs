//! Finds the group that a part of a concatenated message joins (TS 23.040 9.2.3.24.1 and 9.2.3.24.8).
//!
//! The reference has one or two octets. Phones count it up or choose it at random, so a sender uses the same value
//! again after a while. A 16-bit reference never equals an 8-bit one of the same value.

use std::time::Duration;

use crate::model::{MessageRow, Timestamp};

/// The values that all parts of one message share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// TP-OA, as a number or a name.
    pub sender: String,
    /// Reference of the concatenation.
    pub reference: u16,
    /// Whether the reference has 16 bits.
    pub wide: bool,
    /// Number of parts, at least 2.
    pub total: u8,
}

/// One part of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Its place among the parts, from 1.
    pub sequence: u8,
    /// When the SMSC received it (TP-SCTS), in seconds since 1970. `None`: the stamp is no possible time.
    pub stamp: Option<i64>,
}

/// A stored group with the same key that lacks parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenGroup {
    /// The message that its parts belong to.
    pub message: MessageRow,
    /// The parts that are stored.
    pub parts: Vec<Part>,
}

/// Longest time between the first and the last part of a message, in seconds. A sender submits all parts in a row,
/// within seconds where the network is good. A part that the SMSC repeats keeps its stamp.
const SPAN_MAX_S: i64 = 600;
/// Largest difference between the clocks of one operator's SMSCs, in seconds. A sender submits the parts in order, so
/// a later part has an earlier stamp only by such a difference.
const CLOCK_SKEW_MAX_S: i64 = 60;

/// Chooses the group that a part joins: the one with the nearest stamp, of those that lack the part. `None`: the part
/// begins a new group.
///
/// A group that has a part of this number already, with other bytes, is another message with the same reference.
/// Some senders use the same reference for every message. If the stamps of two groups are equally near, the older group
/// gets the part, because networks deliver in order. Without stamps, the youngest group gets it.
pub fn join(open: &[OpenGroup], part: Part) -> Option<MessageRow> {
    let fitting = || open.iter().filter(|group| group.parts.iter().all(|other| can_be_of_one_message(*other, part)));
    let nearest = fitting().filter_map(|group| Some((group.seconds_to(part)?, group.message))).min();
    nearest.map(|(_, message)| message).or_else(|| fitting().map(|group| group.message).max())
}

/// Whether two parts differ in number, and whether the SMSC received them shortly after one another and in order.
fn can_be_of_one_message(one: Part, other: Part) -> bool {
    let (first, second) = if one.sequence < other.sequence { (one, other) } else { (other, one) };
    let fit_in_time = match (first.stamp, second.stamp) {
        (Some(first), Some(second)) => (-CLOCK_SKEW_MAX_S..=SPAN_MAX_S).contains(&(second - first)),
        (None, _) | (_, None) => true,
    };
    first.sequence != second.sequence && fit_in_time
}

impl OpenGroup {
    /// Seconds between the stamp of a part and the nearest stamp of the group.
    fn seconds_to(&self, part: Part) -> Option<u64> {
        let stamp = part.stamp?;
        self.parts.iter().filter_map(|other| Some(other.stamp?.abs_diff(stamp))).min()
    }
}

/// Returns the part of `wait` that is left for a group after a restart.
///
/// If the wall clock shows a time before the group began, the clock is wrong, and the group gets its whole time again.
pub fn time_left(first_at: Timestamp, now: Timestamp, wait: Duration) -> Duration {
    let waited = u64::try_from(now.as_millis() - first_at.as_millis()).unwrap_or(0);
    wait.saturating_sub(Duration::from_millis(waited)).max(AFTER_START.min(wait))
}

/// Shortest time that is left after a start. The missing parts may still be in the modems, and the clock may have
/// jumped.
const AFTER_START: Duration = Duration::from_secs(600);

/// Lists the numbers of the parts that are missing, from 1 to `total`.
pub fn missing(total: u8, present: &[u8]) -> Vec<u8> {
    (1..=total).filter(|sequence| !present.contains(sequence)).collect()
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

    fn joined(open: &[OpenGroup], part: Part) -> Option<i64> {
        join(open, part).map(MessageRow::get)
    }

    #[test]
    fn a_part_without_a_stamp_joins_the_youngest_group_that_lacks_it() {
        for present in [unstamped, |sequence| part(sequence, 1000)] {
            let group =
                |message, sequence| OpenGroup { message: MessageRow::new(message), parts: vec![present(sequence)] };
            let open = [group(1, 1), group(2, 1), group(3, 2)];
            assert_eq!(joined(&open, unstamped(2)), Some(2));
            assert_eq!(joined(&open, unstamped(1)), Some(3));
            assert_eq!(joined(&open[..2], unstamped(1)), None);
        }
        let open = [1, 2].map(|message| OpenGroup { message: MessageRow::new(message), parts: vec![unstamped(1)] });
        assert_eq!(joined(&open, part(2, 1000)), Some(2), "nothing to compare it with");
    }

    #[test]
    fn parts_join_only_if_their_stamps_can_belong_to_one_message() {
        let open = |present: Part| [OpenGroup { message: MessageRow::new(1), parts: vec![present] }];
        for (second_after, joins) in [(-2700, false), (-61, false), (-60, true), (0, true), (600, true), (601, false)] {
            let wanted = joins.then_some(1);
            assert_eq!(joined(&open(part(1, 5000)), part(2, 5000 + second_after)), wanted, "{second_after}");
            assert_eq!(joined(&open(part(2, 5000 + second_after)), part(1, 5000)), wanted, "{second_after}");
        }
        let two = [OpenGroup { message: MessageRow::new(1), parts: vec![unstamped(1), part(3, 5000)] }];
        assert_eq!((joined(&two, part(2, 5000)), joined(&two, part(2, 9000))), (Some(1), None));
    }

    #[test]
    fn a_part_joins_the_group_with_the_nearest_stamp_and_of_equal_ones_the_oldest() {
        let group = |message, stamp| OpenGroup { message: MessageRow::new(message), parts: vec![part(1, stamp)] };
        let open = [group(1, 5000), group(2, 5030), group(3, 5030)];
        assert_eq!(joined(&open, part(2, 5002)), Some(1));
        assert_eq!(joined(&open, part(2, 5032)), Some(2), "the older of two that are equally near");
        assert_eq!(joined(&open, part(2, 5015)), Some(1));
    }

    #[test]
    fn a_group_keeps_its_waiting_time_over_restarts_and_wrong_clocks() {
        let wait = Duration::from_secs(3600);
        let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
        assert_eq!(time_left(at(1000), at(1600), wait), Duration::from_secs(3000));
        assert_eq!(time_left(at(1000), at(9000), wait), AFTER_START);
        assert_eq!(time_left(at(1000), at(9000), AFTER_START / 2), AFTER_START / 2);
        assert_eq!(time_left(at(1_795_000_000), at(5), wait), wait);
    }

    #[test]
    fn missing_parts_are_numbered_from_one() {
        assert_eq!(missing(4, &[3, 1]), [2, 4]);
        assert!(missing(2, &[1, 2]).is_empty());
    }
}
