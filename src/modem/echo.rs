//! The modem's echo, as a sign that it has restarted: a restart loses `ATE0`.
//!
//! It is one only where `ATE0` works. Some modems refuse it, and A7672 has been seen to answer `OK`
//! and to echo on; the command behind it shows which kind this one is.

use std::time::Duration;

use crate::at::Reply;

/// An echo that comes back more often than this, each time within [`RETURNS_WITHIN`] of the last,
/// comes from something else than restarts.
const RETURNS_MAX: u8 = 10;
const RETURNS_WITHIN: Duration = Duration::from_secs(600);

#[derive(Debug, Default)]
pub(super) struct Echo {
    state: State,
    returns: u8,
    returned_at: Duration,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Not told anything yet.
    #[default]
    Untold,
    /// `ATE0` was answered `OK`: the next command will show.
    Told,
    Off,
    /// It echoes whatever it is told.
    Stays,
}

impl Echo {
    /// The modem is made ready from the beginning.
    pub fn begin(&mut self) {
        self.state = State::Untold;
    }

    /// The answer to `ATE0`.
    pub fn told(&mut self, reply: &Reply) {
        self.state = if reply.is_ok() { State::Told } else { State::Stays };
    }

    /// The command behind `ATE0` was answered.
    pub fn shown(&mut self, now: Duration) {
        if now.saturating_sub(self.returned_at) > RETURNS_WITHIN {
            self.returns = 0;
        }
        if self.state == State::Told {
            self.state = if self.returns >= RETURNS_MAX { State::Stays } else { State::Off };
        }
    }

    /// A command came back. `true`: a modem that did not do so when it was made ready does now.
    pub fn heard(&mut self, is_ready: bool, now: Duration) -> bool {
        if self.state == State::Told {
            self.state = State::Stays;
        }
        let is_back = self.state == State::Off && is_ready;
        if is_back {
            self.returns += 1;
            self.returned_at = now;
        }
        is_back
    }
}
