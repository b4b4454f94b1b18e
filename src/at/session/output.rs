//! What comes of the bytes on a port.

use std::fmt;

use super::super::reply::{Final, Header};
use super::super::urc::Urc;

#[derive(Clone, PartialEq, Eq)]
pub enum Output {
    /// Bytes for the modem.
    Write(Vec<u8>),
    /// A header and its PDU, in answer to `+CMGR` or `+CMGL`.
    Item(Item),
    /// The command in flight is over.
    Reply(Reply),
    Urc(Urc),
    /// The modem repeats commands: it does so until told not to, and again after a restart.
    Echo,
    /// A line that belongs to nothing.
    Noise(String),
}

/// Without what may be a message, a PIN or a number: that never reaches a log.
impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(bytes) => write!(f, "Write({} bytes)", bytes.len()),
            Self::Item(item) => item.fmt(f),
            Self::Reply(reply) => reply.fmt(f),
            Self::Urc(urc) => write!(f, "Urc({urc:?})"),
            Self::Echo => f.write_str("Echo"),
            Self::Noise(line) => write!(f, "Noise({} bytes)", line.len()),
        }
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    pub header: Header,
    /// The PDU line as it came: hexadecimal when all is well.
    pub line: Vec<u8>,
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({:?})", self.header)
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    pub lines: Vec<String>,
    pub end: End,
    /// The prompt came and the body went out: whatever the end, the modem may have acted on it.
    pub handed_over: bool,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let handed_over = if self.handed_over { ", handed over" } else { "" };
        write!(f, "Reply({} lines, {:?}{handed_over})", self.lines.len(), self.end)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    Final(Final),
    /// `OK`, but a header or a PDU before it was lost or spoilt on the line: what was not passed on
    /// may be there all the same and has to be asked for again.
    Incomplete,
    /// No final result code by the deadline. Whatever still comes of it may be taken for the next
    /// command's reply: resynchronise before going on.
    TimedOut,
}

impl Reply {
    pub fn is_ok(&self) -> bool {
        self.end == End::Final(Final::Ok)
    }

    pub fn timed_out(&self) -> bool {
        self.end == End::TimedOut
    }

    /// The first line that `parse` can read.
    pub fn find<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.lines.iter().find_map(|line| parse(line))
    }
}

/// A line that belongs to nothing.
pub fn noise(line: &[u8]) -> Output {
    Output::Noise(String::from_utf8_lossy(line).into_owned())
}
