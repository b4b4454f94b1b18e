//! Incoming calls, as each model reports them.

use std::time::Duration;

use super::SimModem;
use super::event::UrcKind;
use super::parse::{Command, Op};
use super::power::Timer;
use super::work::{Failure, Outcome};

/// The time between two rings.
const RING_EVERY: Duration = Duration::from_secs(5);

impl SimModem {
    /// Reports one ring of a call, and schedules the next one. A caller without a number hides it.
    pub(super) fn ring(&mut self, number: &str, nth: u32, left: u32) {
        let words = self.personality.calls;
        if left == 0 || !self.registered() {
            if let Some(end) = words.end {
                self.urc(&end.replace("{number}", number.trim_start_matches('+')), UrcKind::Plain, None);
            }
            return;
        }
        self.urc(if self.settings.rings_extended { "+CRING: VOICE" } else { "RING" }, UrcKind::Plain, None);
        if self.settings.callers && (nth > 0 || !words.late) {
            let (kind, validity) = match number {
                "" => (128, "1"),
                number if number.starts_with('+') => (145, "0"),
                _ => (129, "0"),
            };
            let behind = words.behind.replace("{validity}", validity);
            self.urc(&format!("+CLIP: \"{number}\",{kind}{behind}"), UrcKind::Plain, None);
        }
        self.later(RING_EVERY, Timer::Ring { number: number.to_owned(), nth: nth + 1, left: left - 1 });
    }

    pub(super) fn call_command(&mut self, command: &Command) -> Option<Outcome> {
        Some(match (command.name.as_str(), command.op) {
            ("+CLIP", _) if self.personality.calls.refuses => Failure::Error.into(),
            ("+CLIP", Op::Read) => Outcome::row(format!("+CLIP: {},1", u32::from(self.settings.callers))),
            ("+CLIP", Op::Set) => {
                self.settings.callers = command.number(0, 0) == Some(1);
                Outcome::ok()
            }
            ("+CRC", Op::Set) => {
                self.settings.rings_extended = command.number(0, 0) == Some(1);
                Outcome::ok()
            }
            ("D" | "A", Op::Execute) => Failure::Cme(super::causes::cme::NOT_ALLOWED).into(),
            _ => return None,
        })
    }
}
