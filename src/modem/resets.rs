//! Resets of a modem whose startup fails: by `AT+CFUN=1,1` while it answers, by its USB device while it does not. They are
//! counted beyond the port, which disappears at each reset.

use std::time::Duration;

/// After this many resets without effect, one a day follows.
const IN_A_ROW: u8 = 3;
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// One of this many failures leads to a reset.
const EVERY: u8 = 4;
/// After this many ports in a row on which nothing answered, the USB device is reset.
const SILENT_PORTS: u8 = 2;

/// The resets since the modem was last ready.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resets {
    times: u8,
    last: Duration,
    /// Ports in a row on which the modem did not answer.
    silent_ports: u8,
}

impl Resets {
    /// Whether a reset is due after this many failures.
    pub fn are_due(&self, failures: u8, now: Duration) -> bool {
        let is_again = now.saturating_sub(self.last) >= AGAIN;
        failures % EVERY == 2 && (!self.are_useless() || is_again)
    }

    /// Notes a port on which the modem did not answer. Returns whether its USB device must be reset, and counts that reset.
    pub fn note_silence(&mut self, now: Duration) -> bool {
        self.silent_ports = self.silent_ports.saturating_add(1);
        let is_again = now.saturating_sub(self.last) >= AGAIN;
        let is_due = self.silent_ports >= SILENT_PORTS && (!self.are_useless() || is_again);
        if is_due {
            self.silent_ports = 0;
            self.count(now);
        }
        is_due
    }

    /// Notes that the modem answers.
    pub fn note_answer(&mut self) {
        self.silent_ports = 0;
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
