//! The timeouts of commands that a modem usually answers at once.
//!
//! A modem that was reset during a command never answers it; a short timeout detects that soon. A modem that is busy,
//! or has a slow card, answers late; it gets a longer timeout after several misses in a row, until it is fast again.

use std::collections::BTreeMap;
use std::time::Duration;

/// The usual timeout: cards take up to a second to read or delete a slot.
const USUAL: Duration = Duration::from_millis(2500);
/// After this many misses in a row the timeout doubles each time. A few misses may be chance.
const DOUBLED_FROM: [u32; 3] = [2, 6, 12];

/// The kinds of quick commands. Messages may be waiting meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Quick {
    /// Selecting a store.
    Select,
    /// Reading a slot.
    Read,
    /// Deleting a slot.
    Delete,
    /// Counting the stores.
    Count,
    /// Reading the card.
    Card,
    /// Switching on the caller's number.
    Callers,
    /// A regular check.
    Check,
}

/// The misses in a row, by kind of command.
#[derive(Debug, Default)]
pub(super) struct Deadlines {
    missed: BTreeMap<Quick, u32>,
    since: Duration,
}

impl Deadlines {
    /// Notes that a command is sent at `now`. Returns its timeout.
    pub fn start(&mut self, quick: Quick, now: Duration) -> Duration {
        self.since = now;
        let missed = self.missed.get(&quick).copied().unwrap_or(0);
        DOUBLED_FROM.iter().filter(|&&from| missed >= from).fold(USUAL, |time, _| time * 2)
    }

    /// Notes a reply. Only a fast one resets the misses.
    pub fn note_answer(&mut self, quick: Quick, now: Duration) {
        if now.saturating_sub(self.since) < USUAL {
            self.missed.remove(&quick);
        }
    }

    /// Notes a missed deadline.
    pub fn note_miss(&mut self, quick: Quick) {
        let missed = self.missed.entry(quick).or_default();
        *missed = missed.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_modem_gets_more_time_until_it_is_fast_again() {
        let second = Duration::from_secs;
        let (mut deadlines, read) = (Deadlines::default(), Quick::Read);
        deadlines.note_miss(read);
        assert_eq!(deadlines.start(read, second(0)), USUAL, "one miss may be chance");
        deadlines.note_miss(read);
        assert_eq!(deadlines.start(Quick::Delete, second(9)), USUAL, "the misses are of another kind");
        deadlines.note_answer(Quick::Delete, second(9));
        assert_eq!(deadlines.start(read, second(10)), second(5));
        deadlines.note_answer(read, second(14));
        assert_eq!(deadlines.start(read, second(20)), second(5), "it needed the longer timeout");
        deadlines.note_answer(read, second(21));
        assert_eq!(deadlines.start(read, second(30)), USUAL);
        (0..6).for_each(|_| deadlines.note_miss(read));
        assert_eq!(deadlines.start(read, second(40)), second(10));
        (0..99).for_each(|_| deadlines.note_miss(read));
        assert_eq!(deadlines.start(read, second(60)), second(20));
    }
}
