//! How long a modem may take for what it usually does at once.
//!
//! One that was reset without a word in mid-command never answers that. One under load, or with a slow card,
//! answers late. A short deadline finds the first soon; the second is given twice the time after each that it
//! missed, until it is quick again.

use std::collections::BTreeMap;
use std::time::Duration;

/// Cards take up to a second to read or to erase a slot.
const USUAL: Duration = Duration::from_millis(2500);
/// Up to 20 s.
const DOUBLED_MAX: u32 = 3;

/// What is done while messages wait, and usually at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quick {
    Select,
    Read,
    Delete,
    Count,
}

#[derive(Debug, Default)]
pub(super) struct Patience {
    doubled: BTreeMap<Quick, u32>,
    since: Duration,
}

impl Patience {
    /// A command goes out at `now`: its time.
    pub fn begin(&mut self, quick: Quick, now: Duration) -> Duration {
        self.since = now;
        USUAL * 2_u32.pow(self.doubled.get(&quick).copied().unwrap_or(0))
    }

    /// It was answered.
    pub fn answered(&mut self, quick: Quick, now: Duration) {
        if now.saturating_sub(self.since) < USUAL {
            self.doubled.remove(&quick);
        }
    }

    /// It was not.
    pub fn missed(&mut self, quick: Quick) {
        let doubled = self.doubled.entry(quick).or_default();
        *doubled = (*doubled + 1).min(DOUBLED_MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_slow_gets_more_time_until_it_is_quick_again() {
        let second = Duration::from_secs;
        let (mut patience, read) = (Patience::default(), Quick::Read);
        assert_eq!(patience.begin(read, second(0)), USUAL);
        patience.missed(read);
        assert_eq!(patience.begin(Quick::Delete, second(9)), USUAL, "which it may do at once");
        patience.answered(Quick::Delete, second(9));
        assert_eq!(patience.begin(read, second(10)), second(5));
        patience.answered(read, second(14));
        assert_eq!(patience.begin(read, second(20)), second(5), "it needed them");
        patience.answered(read, second(21));
        assert_eq!(patience.begin(read, second(30)), USUAL);
        (0..9).for_each(|_| patience.missed(read));
        assert_eq!(patience.begin(read, second(40)), second(20));
    }
}
