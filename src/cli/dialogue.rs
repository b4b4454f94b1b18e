//! A dialogue with a modem, one question after the other.

use std::path::Path;

use tokio::runtime::Runtime;

use super::CliError;
use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::drivers::modem;

pub struct Dialogue {
    runtime: Runtime,
    inner: modem::Dialogue,
}

impl Dialogue {
    /// Opens a port. The inner error is a sentence for users.
    pub fn open(path: &Path, baud: u32) -> Result<Result<Self, String>, CliError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| CliError::failed("can't start a runtime").because(&error))?;
        let inner = runtime.block_on(modem::Dialogue::open(path, baud));
        Ok(inner.map(|inner| Self { runtime, inner }))
    }

    /// Whether the modem answers `AT`.
    pub fn greet(&mut self) -> bool {
        self.runtime.block_on(self.inner.greet())
    }

    /// The reply to a command; none if the port failed.
    pub fn ask(&mut self, command: Command) -> Option<Reply> {
        self.runtime.block_on(self.inner.ask(command))
    }

    /// The first row of the reply to a question, as [`modem::Dialogue::words`] reads it.
    pub fn words(&mut self, question: &str) -> String {
        self.runtime.block_on(self.inner.words(question))
    }

    /// The reply to a question whose answer begins with a prefix.
    pub fn question(&mut self, command: &str, prefix: &'static [&'static str]) -> Option<Reply> {
        self.ask(Command::plain(command, Shape::Prefixed(prefix)))
    }
}
