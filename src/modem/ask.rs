//! A command with what its answer is for, and what an answer leads to.

use std::fmt;
use std::time::Duration;

use crate::at::command::Command;

use super::patience::Quick;

/// A command that a child wants sent; `T` says to it what the answer is for.
#[derive(Debug)]
pub(super) struct Ask<T> {
    pub task: T,
    pub command: Command,
    /// What it is to [`super::patience`], if it is anything.
    pub quick: Option<Quick>,
    /// After how many times in a row without an answer the modem is served without it, where it can be.
    pub misses_max: Option<u8>,
}

/// For [`Ask::optional`].
pub(super) const OF_LITTLE_USE: u8 = 2;
pub(super) const OF_GREAT_USE: u8 = 4;

impl<T> Ask<T> {
    pub fn new(task: T, command: Command) -> Self {
        Self { task, command, quick: None, misses_max: None }
    }

    pub fn quick(self, quick: Quick) -> Self {
        Self { quick: Some(quick), ..self }
    }

    pub fn optional(self, misses_max: u8) -> Self {
        Self { misses_max: Some(misses_max), ..self }
    }

    pub fn map<U>(self, task: impl FnOnce(T) -> U) -> Ask<U> {
        let Self { task: own, command, quick, misses_max } = self;
        Ask { task: task(own), command, quick, misses_max }
    }
}

/// What is to happen after an answer, or after something that the modem said by itself.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Stay,
    Restart(Reason),
}

/// Why a modem is made ready from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reason {
    Opened,
    StoodStill,
    ShowsText,
    Echoes,
    Booted,
    MessagesReady,
    CardRemoved,
    CardRemovedOrLocked,
    CardChanged,
    OtherCard,
    OtherPlaces,
    LostSettings,
    RadioOff,
    OtherStore,
    Unreadable,
    HasStores,
    Clogged,
    Missed,
    Unanswered(String),
    NoPduMode,
    OutOfStep,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self {
            Self::Opened => return f.write_str("being made ready"),
            Self::RadioOff => return f.write_str("its radio is off: being switched on"),
            Self::Clogged => {
                return f.write_str("its message store is full of what can't be deleted: another one shall receive");
            }
            Self::Unanswered(command) => return write!(f, "did not answer `{command}`: being made ready again"),
            Self::StoodStill => "the gateway stood still",
            Self::ShowsText => "shows messages as text",
            Self::Echoes => "has restarted",
            Self::Booted => "has restarted, or its card was moved",
            Self::MessagesReady => "is ready for messages",
            Self::CardRemoved => "its card was removed",
            Self::CardRemovedOrLocked => "its card was removed or locked",
            Self::CardChanged => "its card was changed",
            Self::OtherCard => "has another card",
            Self::OtherPlaces => "has another card, to go by its places for messages",
            Self::LostSettings => "has lost its settings",
            Self::OtherStore => "uses another message store than it was told",
            Self::Unreadable => "counts messages that can't be read",
            Self::HasStores => "has message stores after all",
            Self::Missed => "did not answer in time",
            Self::NoPduMode => "does not take PDU mode any more",
            Self::OutOfStep => "answers what was not asked",
        };
        write!(f, "{why}: being made ready again")
    }
}

/// The earliest of some times.
pub(super) fn earliest(times: impl IntoIterator<Item = Option<Duration>>) -> Option<Duration> {
    times.into_iter().flatten().min()
}
