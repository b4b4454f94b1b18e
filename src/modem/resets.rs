//! Restarts of a modem that words did not help. They outlive its port, which goes and comes with each.

use std::time::Duration;

/// In a row, without help: then one a day.
const IN_A_ROW: u8 = 3;
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// One of so many failures is answered by a restart.
const EVERY: u8 = 4;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resets {
    times: u8,
    last: Duration,
}

impl Resets {
    /// Whether the modem is to be restarted after so many failures.
    pub fn are_due(&self, failures: u8, now: Duration) -> bool {
        let is_again = now.saturating_sub(self.last) >= AGAIN;
        failures % EVERY == 2 && (!self.are_useless() || is_again)
    }

    pub fn count(&mut self, now: Duration) {
        (self.times, self.last) = (self.times.saturating_add(1), now);
    }

    /// What a person can do, where they do not help.
    pub fn advice(&self) -> &'static str {
        if self.are_useless() {
            "; restarting it did not help: unplug it, try another of its ports, or another modem"
        } else {
            ""
        }
    }

    fn are_useless(&self) -> bool {
        self.times >= IN_A_ROW
    }
}
