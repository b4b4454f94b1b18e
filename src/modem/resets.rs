//! Resets of a modem whose startup fails: by `AT+CFUN=1,1` or a command of its profile while it answers, by its USB device while it
//! does not. They are counted beyond the port, which disappears at each reset.

use std::time::Duration;

use crate::at::command::{Command, Function, PLAIN, Shape};
use crate::at::reply::Final;
use crate::at::session::End;
use crate::at::{Profile, Reply};

use super::next_command::NextCommand;
use super::outputs::UsbReset;

/// After this many resets without effect, one a day follows.
const IN_A_ROW: u8 = 3;
const AGAIN: Duration = Duration::from_secs(24 * 3600);
/// One of this many failures leads to a reset.
const EVERY: u8 = 4;
/// After this many ports in a row on which nothing answered, the USB device is reset.
const SILENT_PORTS: u8 = 2;

/// The state of a modem that no reset brought back.
const STAYS_SILENT: &str =
    "does not answer; resetting it did not help: unplug it, try another of its ports, or another modem";

/// The resets since the modem was last ready.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Resets {
    times: u8,
    last: Duration,
    /// Ports in a row on which the modem did not answer.
    silent_ports: u8,
    /// The number of the profile's commands that the modem refused.
    refused: usize,
}

impl Resets {
    /// Whether a reset is due after this many failures.
    pub fn are_due(&self, failures: u8, now: Duration) -> bool {
        failures % EVERY == 2 && self.may_be_tried(now)
    }

    /// Notes a port on which the modem did not answer. Returns how its USB device must be reset, and counts that reset.
    pub fn note_silence(&mut self, now: Duration) -> Option<UsbReset> {
        self.silent_ports = self.silent_ports.saturating_add(1);
        if self.silent_ports < SILENT_PORTS || !self.may_be_tried(now) {
            return None;
        }
        self.silent_ports = 0;
        self.count(now);
        Some(if self.times > 1 { UsbReset::Power } else { UsbReset::Bus })
    }

    /// Notes that the modem answers.
    pub fn note_answer(&mut self) {
        self.silent_ports = 0;
    }

    /// Notes a reset.
    pub fn count(&mut self, now: Duration) {
        (self.times, self.last) = (self.times.saturating_add(1), now);
    }

    /// The command for the counted reset: a stronger one after each reset without effect.
    pub fn command(&self, profile: &Profile) -> NextCommand<()> {
        let text = profile.resets.get(self.index(profile));
        let of_profile = |text: &String| Command::plain(text, Shape::Nothing);
        let command = text.map_or_else(|| Command::function(Function::Restart), of_profile);
        NextCommand::new((), command.within(PLAIN))
    }

    /// Moves to the next command if the modem refused this one. Returns whether there is another.
    pub fn note_refusal(&mut self, reply: &Reply, profile: &Profile) -> bool {
        let is_refusal = match &reply.end {
            End::Final(Final::Error | Final::NotSupported | Final::Equipment(_) | Final::Message(_)) => true,
            End::Final(Final::Ok | Final::CallEnded) | End::Incomplete | End::TimedOut => false,
        };
        let has_next = is_refusal && self.index(profile) + 1 < profile.resets.len();
        self.refused += usize::from(has_next);
        has_next
    }

    fn index(&self, profile: &Profile) -> usize {
        (usize::from(self.times.saturating_sub(1)) + self.refused).min(profile.resets.len().saturating_sub(1))
    }

    /// Advice for a person, if the resets have no effect. It is appended to the reason.
    pub fn advice(&self) -> &'static str {
        if self.are_useless() {
            "; restarting it did not help: unplug it, try another of its ports, or another modem"
        } else {
            ""
        }
    }

    /// The reason of a modem that does not answer, for a person.
    pub fn silence(&self) -> &'static str {
        if self.are_useless() { STAYS_SILENT } else { "does not answer" }
    }

    /// Whether resets may still help, or were not tried for long.
    fn may_be_tried(&self, now: Duration) -> bool {
        !self.are_useless() || now.saturating_sub(self.last) >= AGAIN
    }

    fn are_useless(&self) -> bool {
        self.times >= IN_A_ROW
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::at::Profiles;

    fn reply(end: End) -> Reply {
        Reply { rows: Vec::new(), end, body_sent: false }
    }

    #[test]
    fn a_refused_reset_and_one_without_effect_lead_to_the_next_command() {
        let profile = Profiles::default().of("SIMCOM INCORPORATED", "SIM7600");
        let mut resets = Resets::default();
        resets.count(Duration::ZERO);
        assert_eq!(resets.command(&profile).command.text(), "AT+CRESET");
        assert!(!resets.note_refusal(&reply(End::Final(Final::Ok)), &profile), "it restarts");
        assert!(resets.note_refusal(&reply(End::Final(Final::Error)), &profile));
        assert_eq!(resets.command(&profile).command.text(), "AT+CFUN=1,1");
        assert!(!resets.note_refusal(&reply(End::Final(Final::Error)), &profile), "there is no other");
        let mut resets = Resets::default();
        (0..2).for_each(|_| resets.count(Duration::ZERO));
        assert_eq!(resets.command(&profile).command.text(), "AT+CFUN=1,1", "the first one had no effect");
    }
}
