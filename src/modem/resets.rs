//! Resets of a modem (`AT+CFUN=1,1`) whose startup fails. They are counted beyond the port, which disappears at each
//! reset.

use std::time::Duration;

/// After this many resets without effect, one a day follows.
const IN_A_ROW: u8 = 3;
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// One of this many failures leads to a reset.
const EVERY: u8 = 4;

/// The resets since the modem was last ready.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resets {
    times: u8,
    last: Duration,
}

impl Resets {
    /// Whether a reset is due after this many failures.
    pub fn are_due(&self, failures: u8, now: Duration) -> bool {
        let is_again = now.saturating_sub(self.last) >= AGAIN;
        failures % EVERY == 2 && (!self.are_useless() || is_again)
    }

    /// Notes a reset.
    pub fn count(&mut self, now: Duration) {
        (self.times, self.last) = (self.times.saturating_add(1), now);
    }

    /// Advice for a person, if the resets have no effect. It is appended to the reason.
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
