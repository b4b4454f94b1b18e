//! The phases of an open port.

use std::fmt;
use std::time::Duration;

use super::outputs::Outputs;
use super::resync::Resync;
use super::serving::Serving;
use super::startup::Startup;

/// The phase of an open port. A restart replaces it.
pub(super) enum Phase {
    /// The dialogue is synchronised.
    Resync(Resync),
    /// The modem is started up.
    Starting(Box<Startup>),
    /// The modem is served.
    Serving(Box<Serving>),
    /// The modem is being reset. A refusal leads to the next command of its profile.
    Resetting,
    /// The modem needs time, or a person has to act. A resync follows at `until`.
    Resting { until: Duration },
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
    /// The next time at which a command is due. `None`: only a reply or the gateway's answer can change anything.
    pub fn due(&self) -> Option<Duration> {
        match self {
            Self::Starting(startup) if startup.awaits_verdict() => None,
            Self::Resync(_) | Self::Starting(_) => Some(Duration::ZERO),
            Self::Serving(serving) => serving.wake_at(),
            Self::Resetting => None,
            Self::Resting { until } => Some(*until),
        }
    }

    /// Whether the modem has time for a person's command. One that rests has: the person may find out why.
    pub fn is_free(&self) -> bool {
        match self {
            Self::Serving(serving) => serving.is_free(),
            Self::Resting { .. } => true,
            Self::Resync(_) | Self::Starting(_) | Self::Resetting => false,
        }
    }

    /// Ends the phase: every part that was submitted gets its outcome.
    pub fn end(self, may_have_sent_body: bool, why: &str, out: &mut Outputs) {
        match self {
            Self::Serving(serving) => serving.end(may_have_sent_body, why, out),
            Self::Resync(_) | Self::Starting(_) | Self::Resetting | Self::Resting { .. } => {}
        }
    }
}
