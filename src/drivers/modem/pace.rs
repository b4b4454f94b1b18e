//! How long to let bytes gather before the port is read again.
//!
//! At 115200 baud a message takes 30 ms, and waking up for each millisecond's bytes costs more than all
//! that is done with them. Nothing can be done before its end, whose place the header told: the port is left
//! alone for most of the way there, at the speed that was seen. A port that brings all at once, as USB
//! does, is never waited for. Lines that tell something beside the answer drip in too: the answer can't end
//! before they do.

use std::time::Duration;

/// A line that stalls may go on much faster than it was before.
const REST_MAX: Duration = Duration::from_millis(32);
/// Timers go by the millisecond: less is not worth one.
const REST_MIN: Duration = Duration::from_millis(2);
/// A read of fewer bytes brought no more than a drop of a line.
const DROP_BYTES: usize = 8;
/// For twelve bytes at 115200 baud; the shortest result code takes as long.
const DRIP_REST: Duration = Duration::from_millis(1);
/// A timer may be so late.
const LATE: Duration = Duration::from_millis(2);

#[derive(Debug, Default)]
pub struct Pace {
    /// The PDU that is on its way.
    coming: Option<Coming>,
    /// Nanoseconds a byte of the last PDU that came in pieces.
    byte: Option<u64>,
}

#[derive(Debug)]
struct Coming {
    /// When its first bytes were there, which may have been long in coming.
    since: Duration,
    /// Those that came after.
    bytes: usize,
    /// It was left to gather: its end may have been there before it was read.
    rested: bool,
}

impl Pace {
    /// `count` bytes were read at `now`, none if something else happened, and `rest` have yet to come before there
    /// is anything to do. `aside`: they are part of a line that is hardly the end of an answer waited for.
    pub fn read(&mut self, count: usize, rest: usize, aside: bool, now: Duration) -> Option<Duration> {
        if rest == 0 {
            self.came(count, now);
            return (aside && (1..DROP_BYTES).contains(&count)).then_some(DRIP_REST);
        }
        if count == 0 {
            return None;
        }
        let byte = match &mut self.coming {
            Some(coming) => {
                coming.bytes += count;
                let seen = coming.byte(now);
                self.byte.map_or(seen, |byte| byte.min(seen))
            }
            None => {
                self.coming = Some(Coming { since: now, bytes: 0, rested: false });
                self.byte?
            }
        };
        let end = Duration::from_nanos(byte.saturating_mul(u64::try_from(rest).ok()?));
        let rest = Some(end.saturating_sub(LATE).min(REST_MAX)).filter(|&rest| rest >= REST_MIN);
        if let Some(coming) = &mut self.coming {
            coming.rested |= rest.is_some();
        }
        rest
    }

    /// The PDU is whole. One that came at once, or nearly, says that the line is fast.
    fn came(&mut self, count: usize, now: Duration) {
        if let Some(mut coming) = self.coming.take() {
            coming.bytes += count;
            let seen = coming.byte(now);
            self.byte = self.byte.filter(|byte| coming.rested && *byte < seen).or(Some(seen));
        }
    }
}

impl Coming {
    fn byte(&self, now: Duration) -> u64 {
        let took = now.saturating_sub(self.since).as_nanos();
        u64::try_from(took).unwrap_or(u64::MAX) / u64::try_from(self.bytes.max(1)).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    #[test]
    fn most_of_a_slow_line_is_left_to_gather_and_its_end_is_not() {
        let mut pace = Pace::default();
        // The modem took half a second to answer: that says nothing of the line.
        assert_eq!(pace.read(20, 300, false, ms(500)), None);
        // 10 bytes a millisecond.
        assert_eq!(pace.read(10, 290, false, ms(501)), Some(ms(27)));
        assert_eq!(pace.read(275, 15, false, ms(529)), None, "its end is waited for");
        assert_eq!(pace.read(15, 0, false, ms(530)), None);
        // The next is known from its first bytes on.
        assert_eq!(pace.read(20, 200, false, ms(900)), Some(ms(18)));
        assert_eq!(pace.read(200, 0, false, ms(925)), None, "late by 5 ms");
        assert_eq!(pace.read(20, 200, false, ms(990)), Some(ms(18)), "which is not the line's doing");
    }

    #[test]
    fn a_line_that_brings_all_at_once_is_not_waited_for() {
        let mut pace = Pace::default();
        assert_eq!(pace.read(64, 256, false, ms(100)), None);
        assert_eq!(pace.read(64, 192, false, ms(100)), None);
        assert_eq!(pace.read(192, 0, false, ms(100)), None);
        assert_eq!(pace.read(64, 256, false, ms(200)), None);
        // It was seen to be fast, whatever it does for a while.
        assert_eq!(pace.read(64, 192, false, ms(250)), None);
        assert_eq!(pace.read(0, 192, false, ms(251)), None);
    }

    /// A port that was slow for once, as where the modem had something else to do, costs one rest.
    #[test]
    fn what_is_known_of_a_line_is_what_it_did_last() {
        let mut pace = Pace::default();
        assert_eq!(pace.read(20, 100, false, ms(0)), None);
        assert_eq!(pace.read(100, 0, false, ms(100)), None);
        assert_eq!(pace.read(20, 100, false, ms(200)), Some(ms(32)));
        assert_eq!(pace.read(100, 0, false, ms(200)), None);
        assert_eq!(pace.read(20, 100, false, ms(300)), None);
    }

    #[test]
    fn drops_of_a_line_aside_are_gathered() {
        let mut pace = Pace::default();
        assert_eq!(pace.read(1, 0, true, ms(100)), Some(ms(1)));
        assert_eq!(pace.read(12, 0, true, ms(101)), None, "no more than a drop is waited for");
        assert_eq!(pace.read(0, 0, true, ms(102)), None, "nothing was read");
        assert_eq!(pace.read(1, 0, false, ms(103)), None, "an answer is");
    }
}
