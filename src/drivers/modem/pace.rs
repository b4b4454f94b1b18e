//! How long to let bytes gather before the port is read again.
//!
//! At 115200 baud a message takes 30 ms, and waking up for each millisecond's bytes costs more than all
//! that is done with them. Nothing can be done before its end, whose place the header told: the port is left
//! alone for most of the way there, at the speed that was seen. A port that brings all at once, as USB
//! does, is never waited for. Lines that tell something beside the answer drip in too: the answer can't end
//! before they do.

use std::time::Duration;

/// A line that stalls may go on much faster than it was before.
const REST_MAX: Duration = Duration::from_millis(16);
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
    /// When the port was last read with the end of a PDU still to come.
    last: Option<Duration>,
    /// Nanoseconds a byte, as fast as was seen within this PDU.
    byte: Option<u64>,
}

impl Pace {
    /// `count` bytes were read at `now`, none if something else happened, and `rest` have yet to come before there
    /// is anything to do. `aside`: they are part of a line that is not the end of an answer waited for.
    pub fn read(&mut self, count: usize, rest: usize, aside: bool, now: Duration) -> Option<Duration> {
        if rest == 0 {
            *self = Self::default();
            return (aside && (1..DROP_BYTES).contains(&count)).then_some(DRIP_REST);
        }
        let bytes = u64::try_from(count).ok().filter(|&count| count > 0)?;
        let since = self.last.replace(now).map(|last| now.saturating_sub(last));
        // What came before the PDU may have been long in coming.
        let took = u64::try_from(since?.as_nanos()).ok()? / bytes;
        let byte = self.byte.map_or(took, |fastest| fastest.min(took));
        self.byte = Some(byte);
        let end = Duration::from_nanos(byte.saturating_mul(u64::try_from(rest).ok()?));
        Some(end.saturating_sub(LATE).min(REST_MAX)).filter(|&rest| rest >= REST_MIN)
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
        assert_eq!(pace.read(10, 290, false, ms(501)), Some(ms(16)));
        assert_eq!(pace.read(170, 120, false, ms(518)), Some(ms(10)));
        assert_eq!(pace.read(105, 15, false, ms(529)), None);
        assert_eq!(pace.read(15, 0, false, ms(531)), None);
        // The next PDU may come on another line.
        assert_eq!(pace.read(10, 300, false, ms(900)), None);
    }

    #[test]
    fn a_line_that_brings_all_at_once_is_not_waited_for() {
        let mut pace = Pace::default();
        assert_eq!(pace.read(64, 256, false, ms(100)), None);
        assert_eq!(pace.read(64, 192, false, ms(100)), None);
        // It was seen to be fast, whatever it does for a while.
        assert_eq!(pace.read(64, 128, false, ms(150)), None);
        assert_eq!(pace.read(0, 128, false, ms(151)), None);
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
