//! The modem's echo as a sign of a restart: a restart loses `ATE0`.
//!
//! The sign is valid only if `ATE0` works. Some modems refuse it, and A7672 answers `OK` and continues to echo. The
//! command after `ATE0` shows which kind this modem is.

use std::time::Duration;

use crate::at::Reply;

/// An echo that returns more often than this, each time within [`RETURNS_WITHIN`] of the last, has another cause than
/// restarts.
const RETURNS_MAX: u8 = 10;
const RETURNS_WITHIN: Duration = Duration::from_secs(600);

/// The state of the modem's echo.
#[derive(Debug, Default)]
pub(super) struct Echo {
    state: State,
    returns: u8,
    returned_at: Duration,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// `ATE0` has not been sent yet.
    #[default]
    Unknown,
    /// `ATE0` was answered `OK`; the next command has not been answered yet.
    SwitchedOff,
    /// The next command was not echoed.
    ConfirmedOff,
    /// The modem echoes despite `ATE0`.
    AlwaysOn,
}

impl Echo {
    /// Notes that a startup begins.
    pub fn reset(&mut self) {
        self.state = State::Unknown;
    }

    /// Notes the reply to `ATE0`.
    pub fn note_switch_off(&mut self, reply: &Reply) {
        self.state = if reply.is_ok() { State::SwitchedOff } else { State::AlwaysOn };
    }

    /// Notes that the command after `ATE0` was answered.
    pub fn note_next_reply(&mut self, now: Duration) {
        if now.saturating_sub(self.returned_at) > RETURNS_WITHIN {
            self.returns = 0;
        }
        if self.state == State::SwitchedOff {
            self.state = if self.returns >= RETURNS_MAX { State::AlwaysOn } else { State::ConfirmedOff };
        }
    }

    /// Notes an echo. Returns whether it is a sign of a restart: the echo was off when the modem was started up.
    pub fn note_echo(&mut self, is_ready: bool, now: Duration) -> bool {
        if self.state == State::SwitchedOff {
            self.state = State::AlwaysOn;
        }
        let is_back = self.state == State::ConfirmedOff && is_ready;
        if is_back {
            self.returns += 1;
            self.returned_at = now;
        }
        is_back
    }
}
