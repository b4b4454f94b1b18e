//! The phases of an open port.

use std::fmt;
use std::time::Duration;

use super::out::Out;
use super::resync::Resync;
use super::serving::Serving;
use super::startup::Startup;

/// How far a modem has come. To begin anew is to replace it.
pub(super) enum Phase {
    Resync(Resync),
    Starting(Box<Startup>),
    Serving(Box<Serving>),
    /// It is being restarted: the answer does not matter.
    Resetting,
    /// A person has to look, or the modem needs time: begins anew at `until`.
    Resting {
        until: Duration,
    },
}

impl fmt::Debug for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Resync(resync) => resync.fmt(f),
            Self::Starting(_) => f.write_str("Starting"),
            Self::Serving(_) => f.write_str("Serving"),
            Self::Resetting => f.write_str("Resetting"),
            Self::Resting { until } => write!(f, "Resting(until {until:?})"),
        }
    }
}

impl Phase {
    /// Each part that was to be sent has its outcome.
    pub fn end(self, may_have_handed_over: bool, why: &str, out: &mut Out) {
        match self {
            Self::Serving(serving) => serving.end(may_have_handed_over, why, out),
            Self::Resync(_) | Self::Starting(_) | Self::Resetting | Self::Resting { .. } => {}
        }
    }
}
