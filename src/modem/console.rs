//! A person's command between the commands of simgate.
//!
//! It waits until no part and no USSD step is before it. While the console is in use the gateway gets the state
//! `starting` of a modem that is ready, so that it sends nothing by this modem. The settings of the modem may have been
//! changed, so at the end the modem is started up again, which reads all of its messages, too.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::Command;
use crate::flow::console::{HOLD, Outcome, Rows, WAIT_MAX};

use super::outputs::Outputs;

/// The reason of the state while the console is in use.
pub(super) const IN_USE: &str =
    "a person uses its console: it receives, and sends nothing until a minute after the last command";

/// The command of a person on one open port.
#[derive(Debug, Default)]
pub(super) struct Console {
    /// The command, and until when it may wait.
    waiting: Option<(Command, Duration)>,
    is_in_flight: bool,
}

impl Console {
    /// Accepts a command. No other one may be without an outcome.
    pub fn accept(&mut self, command: Command, now: Duration) {
        self.waiting = Some((command, now + WAIT_MAX));
    }

    /// Whether a command waits.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// The next time at which something is due. `is_free`: the modem has time for the command.
    pub fn due(&self, is_free: bool) -> Option<Duration> {
        self.waiting.as_ref().map(|(_, until)| if is_free { Duration::ZERO } else { *until })
    }

    /// The command that waits, which is in flight from now on.
    pub fn take(&mut self) -> Option<Command> {
        let (command, _) = self.waiting.take()?;
        self.is_in_flight = true;
        Some(command)
    }

    /// Ends a command that has waited for too long.
    pub fn expire(&mut self, now: Duration, out: &mut Outputs) {
        if self.waiting.take_if(|(_, until)| *until <= now).is_some() {
            let why = format!("it is busy, or not ready: {}", out.state.1);
            out.emit_console(Outcome::NotSent(why));
        }
    }

    /// Takes the reply if it is to the person's command.
    pub fn take_reply(&mut self, reply: &Reply, waited: Duration, out: &mut Outputs) -> bool {
        if !std::mem::take(&mut self.is_in_flight) {
            return false;
        }
        out.emit_console(Outcome::of(reply, waited));
        true
    }

    /// Ends the command that is in flight, because the modem is started up again. One that waits goes on waiting.
    pub fn break_off(&mut self, why: &str, out: &mut Outputs) {
        if std::mem::take(&mut self.is_in_flight) {
            out.emit_console(Outcome::BrokenOff { rows: Rows::default(), why: why.to_owned() });
        }
    }

    /// Ends everything, because the port is gone.
    pub fn end(mut self, why: &str, out: &mut Outputs) {
        self.break_off(why, out);
        if self.is_waiting() {
            out.emit_console(Outcome::NotSent(why.to_owned()));
        }
    }
}

/// Until when the modem is kept for a person. It outlives the port: the modem may restart by a person's command.
#[derive(Debug, Default)]
pub(super) struct Hold {
    until: Option<Duration>,
    /// A command has no outcome yet.
    is_pending: bool,
}

impl Hold {
    /// Whether the modem sends nothing.
    pub fn is_on(&self) -> bool {
        self.until.is_some()
    }

    /// Whether a command has no outcome yet.
    pub fn is_pending(&self) -> bool {
        self.is_pending
    }

    /// Notes that a command was accepted.
    pub fn begin(&mut self, now: Duration) {
        (self.until, self.is_pending) = (Some(now + HOLD), true);
    }

    /// Notes the outcome of a command.
    pub fn note_outcome(&mut self, now: Duration) {
        self.is_pending = false;
        if self.is_on() {
            self.until = Some(now + HOLD);
        }
    }

    /// When it ends, if no command is pending.
    pub fn ends_at(&self) -> Option<Duration> {
        self.until.filter(|_| !self.is_pending)
    }

    /// Ends it. Returns whether it was on.
    pub fn end(&mut self) -> bool {
        self.is_pending = false;
        self.until.take().is_some()
    }
}
