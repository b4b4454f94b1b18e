//! The next command of a modem, with what its reply is for.

use std::time::Duration;

use crate::at::command::Command;

use super::deadlines::Quick;

/// A command to send. `T` identifies the task that its reply belongs to.
#[derive(Debug)]
pub(super) struct NextCommand<T> {
    /// The task that the reply belongs to.
    pub task: T,
    /// The command.
    pub command: Command,
    /// The kind of quick command, if [`super::deadlines`] sets its timeout.
    pub quick: Option<Quick>,
    /// After this many misses in a row, the modem is served without this command. `None`: it can't be.
    pub misses_max: Option<u8>,
}

/// Misses in a row until the modem is served without a command of little use; for [`NextCommand::optional`].
pub(super) const LITTLE_USE: u8 = 2;
/// The same for a command of great use.
pub(super) const GREAT_USE: u8 = 4;

impl<T> NextCommand<T> {
    /// A command that the modem must answer, with its own timeout.
    pub fn new(task: T, command: Command) -> Self {
        Self { task, command, quick: None, misses_max: None }
    }

    /// The same command, with the timeout of a kind of quick commands.
    pub fn quick(self, quick: Quick) -> Self {
        Self { quick: Some(quick), ..self }
    }

    /// The same command, without which the modem can be served.
    pub fn optional(self, misses_max: u8) -> Self {
        Self { misses_max: Some(misses_max), ..self }
    }

    /// The same command for another type of task.
    pub fn map<U>(self, task: impl FnOnce(T) -> U) -> NextCommand<U> {
        let Self { task: own, command, quick, misses_max } = self;
        NextCommand { task: task(own), command, quick, misses_max }
    }
}

/// The earliest of some times.
pub(super) fn earliest(times: impl IntoIterator<Item = Option<Duration>>) -> Option<Duration> {
    times.into_iter().flatten().min()
}
