//! One command at a time: its execution and its answer.

use std::time::Duration;

use super::causes::cme;
use super::fault::Answer;
use super::parse::{Command, Op, SyntaxError};

/// V.250 5.6.1: bytes within 125 ms do not abort a command.
const ABORTABLE_AFTER: Duration = Duration::from_millis(125);

/// The purpose of the prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// `+CMGS=<length>`
    Send { length: usize },
    /// `+CNMA=<n>,<length>`: a report for the network, which this network ignores.
    Acknowledge { positive: bool },
}

/// What the modem is working on.
#[derive(Debug)]
pub struct Work {
    /// The command row, as it arrived.
    pub text: String,
    pub task: Task,
    pub since: Duration,
    pub until: Duration,
    pub answer: Option<Answer>,
}

#[derive(Debug)]
pub enum Task {
    Commands(Result<Vec<Command>, SyntaxError>),
    Data { entry: Entry, typed: Vec<u8> },
    Abandoned,
    Submit(Submission),
    Refused(Failure),
    Submitted { mr: u8 },
}

impl Work {
    /// When a byte from the host may abort the work; never while a message is being sent.
    pub fn abortable_from(&self) -> Option<Duration> {
        matches!(self.task, Task::Commands(_)).then(|| self.since + ABORTABLE_AFTER)
    }
}

/// The result of one command.
#[derive(Debug)]
pub enum Outcome {
    /// Rows of the information response, possibly none, then OK. A row may contain a header and its PDU.
    Done(Vec<String>),
    /// A row of the information response, without a final result code.
    Unended(String),
    Fail(Failure),
    Prompt(Entry),
}

impl Outcome {
    pub fn ok() -> Self {
        Self::Done(Vec::new())
    }

    pub fn row(text: impl Into<String>) -> Self {
        Self::Done(vec![text.into()])
    }
}

impl From<Failure> for Outcome {
    fn from(failure: Failure) -> Self {
        Self::Fail(failure)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    Error,
    Unknown,
    Cme(u16),
    Cms(u16),
}

/// A SUBMIT that is being sent: SCA and TPDU.
#[derive(Debug)]
pub struct Submission(pub Vec<u8>);

/// The result of a command that sets one number.
pub enum Setting {
    To(u32),
    Answer(Outcome),
}

impl Setting {
    /// Handles a command with one number from 0 to `max`, which can be set, read and tested.
    pub fn of(command: &Command, range: &str, max: u32, present: u32) -> Self {
        let name = &command.name;
        match command.op {
            Op::Test => Self::Answer(Outcome::row(format!("{name}: {range}"))),
            Op::Read => Self::Answer(Outcome::row(format!("{name}: {present}"))),
            Op::Set | Op::Execute => match command.number(0, 0) {
                Some(value) if value <= max => Self::To(value),
                Some(_) | None => Self::Answer(Failure::Cme(cme::NOT_ALLOWED).into()),
            },
        }
    }
}
