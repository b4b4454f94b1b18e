//! How often every store is listed, whatever its count is. If a draft was removed and a message arrived in a full store,
//! the count is the same and nothing was announced.

use std::time::Duration;

/// The first interval.
const FIRST: Duration = Duration::from_secs(90);
/// The longest one. The interval doubles while the sweeps find nothing: each selects all stores, which some modems write
/// to their flash memory.
const LONGEST: Duration = Duration::from_secs(600);

/// The times of the sweeps.
#[derive(Debug)]
pub(super) struct Sweeps {
    due: Option<Duration>,
    /// The time from the next sweep to the one after it.
    every: Duration,
}

impl Default for Sweeps {
    fn default() -> Self {
        Self { due: None, every: FIRST }
    }
}

impl Sweeps {
    /// When the next sweep is due.
    pub fn due(&self) -> Option<Duration> {
        self.due
    }

    /// Sets the time of the next sweep.
    pub fn schedule(&mut self, due: Duration) {
        self.due = Some(due);
    }

    /// Whether a sweep is due by now. If so, the next one is set, later if they may become rarer.
    pub fn take_due(&mut self, may_be_rarer: bool, now: Duration) -> bool {
        let is_due = *self.due.get_or_insert(now + FIRST) <= now;
        if is_due {
            self.due = Some(now + self.every);
            self.every = if may_be_rarer { (self.every * 2).min(LONGEST) } else { FIRST };
        }
        is_due
    }

    /// Notes that a message was found: the stores are in use.
    pub fn note_message(&mut self) {
        self.every = FIRST;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sweeps_become_rarer_while_they_find_nothing() {
        let mut sweeps = Sweeps::default();
        assert!(!sweeps.take_due(true, Duration::ZERO), "the first one follows the startup's listing");
        let mut intervals = |times: u32, note: bool| {
            let mut found = Vec::new();
            for _ in 0..times {
                if note {
                    sweeps.note_message();
                }
                let at = sweeps.due().unwrap();
                assert!(sweeps.take_due(true, at));
                found.push((sweeps.due().unwrap() - at).as_secs());
            }
            found
        };
        assert_eq!(intervals(5, false), [90, 180, 360, 600, 600]);
        assert_eq!(intervals(2, true), [90, 90]);
    }
}
