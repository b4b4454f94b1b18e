//! How long a modem may take for what it usually does at once.
//!
//! One that was reset without a word in mid-command never answers that. One under load, or with a slow card,
//! answers late. A short deadline finds the first soon; the second is given more time after some that it missed
//! in a row, until it is quick again.

use std::collections::BTreeMap;
use std::time::Duration;

/// Cards take up to a second to read or to erase a slot.
const USUAL: Duration = Duration::from_millis(2500);
/// Misses in a row from which on it is twice that, and twice again. The first few may have been chance.
const DOUBLED_FROM: [u32; 3] = [2, 6, 12];

/// What is done while messages may wait, and usually at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quick {
    Select,
    Read,
    Delete,
    Count,
    Card,
    Callers,
    Check,
}

#[derive(Debug, Default)]
pub(super) struct Patience {
    missed: BTreeMap<Quick, u32>,
    since: Duration,
}

impl Patience {
    /// A command goes out at `now`: its time.
    pub fn begin(&mut self, quick: Quick, now: Duration) -> Duration {
        self.since = now;
        let missed = self.missed.get(&quick).copied().unwrap_or(0);
        DOUBLED_FROM.iter().filter(|&&from| missed >= from).fold(USUAL, |time, _| time * 2)
    }

    /// It was answered.
    pub fn answered(&mut self, quick: Quick, now: Duration) {
        if now.saturating_sub(self.since) < USUAL {
            self.missed.remove(&quick);
        }
    }

    /// It was not.
    pub fn missed(&mut self, quick: Quick) {
        let missed = self.missed.entry(quick).or_default();
        *missed = missed.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_slow_gets_more_time_until_it_is_quick_again() {
        let second = Duration::from_secs;
        let (mut patience, read) = (Patience::default(), Quick::Read);
        patience.missed(read);
        assert_eq!(patience.begin(read, second(0)), USUAL, "which may have been chance");
        patience.missed(read);
        assert_eq!(patience.begin(Quick::Delete, second(9)), USUAL, "which it may do at once");
        patience.answered(Quick::Delete, second(9));
        assert_eq!(patience.begin(read, second(10)), second(5));
        patience.answered(read, second(14));
        assert_eq!(patience.begin(read, second(20)), second(5), "it needed them");
        patience.answered(read, second(21));
        assert_eq!(patience.begin(read, second(30)), USUAL);
        (0..6).for_each(|_| patience.missed(read));
        assert_eq!(patience.begin(read, second(40)), second(10));
        (0..99).for_each(|_| patience.missed(read));
        assert_eq!(patience.begin(read, second(60)), second(20));
    }
}
