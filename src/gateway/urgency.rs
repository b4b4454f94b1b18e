//! How soon an event must be written to disk.

use crate::flow::{Answer, Event};

/// How urgent an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It needs a commit now.
    Now,
    /// Any later commit is enough. If a crash loses it, simgate only reads or delivers a message again.
    Later,
    /// It isn't written with the other events. The gateway acts on it at once.
    Unwritten,
}

impl Urgency {
    /// The urgency of an event.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::PinWanted(_)
            | Event::PinTried { .. }
            | Event::CardOpen { .. }
            | Event::Card { .. }
            | Event::Requested { .. }
            | Event::ChangeRequested { .. }
            | Event::Receipt(_)
            | Event::Progress(_)
            | Event::Device(_)
            | Event::InboxFound { .. }
            | Event::DeviceStarted(_)
            | Event::DeviceEnded(_)
            | Event::Arrived(_)
            | Event::Missed(_)
            | Event::Answered {
                answer:
                    Answer::Refused { .. } | Answer::Gone { .. } | Answer::Failed { .. } | Answer::Unavailable { .. },
                ..
            } => Self::Now,
            Event::Freed(_) | Event::Answered { answer: Answer::Taken, .. } => Self::Later,
            // What must be on disk, the section of these events writes itself.
            Event::UssdRequested { .. }
            | Event::UssdEnded(_)
            | Event::Reachable { .. }
            | Event::Rerouted(_)
            | Event::ClockSynchronised(_)
            | Event::NetworkTime(_) => Self::Unwritten,
        }
    }

    /// Whether it needs a commit now.
    pub fn wants_commit(self) -> bool {
        self == Self::Now
    }
}
