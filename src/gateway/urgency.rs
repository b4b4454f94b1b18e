//! How soon what happened has to be on disk.

use crate::flow::{Answer, Event};

/// How urgent an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// It wants a commit.
    Now,
    /// Any later commit will do. Lost in a crash, it only makes simgate read or deliver again what both sides know.
    Later,
    /// Nothing of it goes into the common transaction; it is acted on at once.
    Unwritten,
}

impl Urgency {
    pub fn of(event: &Event) -> Self {
        match event {
            Event::PinWanted(_)
            | Event::PinTried { .. }
            | Event::CardOpen { .. }
            | Event::Card { .. }
            | Event::Requested { .. }
            | Event::Receipt(_)
            | Event::Progress(_)
            | Event::Device(_)
            | Event::DeviceEnded(_)
            | Event::Arrived(_)
            | Event::Missed(_)
            | Event::Answered {
                answer:
                    Answer::Refused { .. } | Answer::Gone { .. } | Answer::Failed { .. } | Answer::Unavailable { .. },
                ..
            } => Self::Now,
            Event::Freed(_) | Event::Answered { answer: Answer::Taken, .. } => Self::Later,
            Event::Reachable { .. } | Event::Rerouted(_) | Event::ClockSynchronised(_) | Event::ClockTold(_) => {
                Self::Unwritten
            }
        }
    }

    /// Whether it asks for a commit.
    pub fn wants_commit(self) -> bool {
        self == Self::Now
    }
}
