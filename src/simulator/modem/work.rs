//! One command at a time: how it is typed, worked on and answered.

use std::time::Duration;

use super::event::Mark;
use super::fault::Answer;
use super::parse::{Command, SyntaxError};

/// V.250 5.6.1: a command is not aborted by what comes within 125 ms.
const ABORTABLE_AFTER: Duration = Duration::from_millis(125);

/// What the bytes from the host are at present.
#[derive(Debug)]
pub enum Input {
    Command(Vec<u8>),
    /// After the prompt, up to Ctrl-Z or ESC.
    Data {
        entry: Entry,
        typed: Vec<u8>,
    },
}

impl Default for Input {
    fn default() -> Self {
        Self::Command(Vec::new())
    }
}

/// What the prompt was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// `+CMGS=<length>`
    Send { length: usize },
    /// `+CNMA=<n>,<length>`: a report for the network, which this one doesn't look at.
    Acknowledge { positive: bool },
}

/// What the modem is busy with.
#[derive(Debug)]
pub struct Work {
    /// The command line, as it came.
    pub text: String,
    pub task: Task,
    pub since: Duration,
    pub until: Duration,
    pub answer: Option<Answer>,
}

#[derive(Debug)]
pub enum Task {
    Line(Result<Vec<Command>, SyntaxError>),
    Data { entry: Entry, typed: Vec<u8> },
    Abandoned,
    Submit(Submission),
    Refused(Failure),
    Submitted { mr: u8 },
}

impl Work {
    /// From when on a byte from the host ends it; never once a message is on its way.
    pub fn abortable_from(&self) -> Option<Duration> {
        matches!(self.task, Task::Line(_)).then(|| self.since + ABORTABLE_AFTER)
    }
}

/// What one command comes to.
#[derive(Debug)]
pub enum Outcome {
    /// Information response lines, possibly none, then OK. A line may hold a header and its PDU.
    Done(Vec<String>),
    /// An information response line, and no final result after it.
    Unended(String),
    Fail(Failure),
    Prompt(Entry),
}

impl Outcome {
    pub fn ok() -> Self {
        Self::Done(Vec::new())
    }

    pub fn line(text: impl Into<String>) -> Self {
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

#[derive(Debug)]
pub struct Held {
    pub bytes: Vec<u8>,
    pub mark: Option<Mark>,
    /// May stand between two lines of the reply.
    pub inside: bool,
}

/// A SUBMIT that is on its way: SCA and TPDU.
#[derive(Debug)]
pub struct Submission(pub Vec<u8>);

/// What became of a command that sets one number.
pub enum Setting {
    To(u32),
    Answer(Outcome),
}
