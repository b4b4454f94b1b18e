//! The results of interpreting the bytes on a port.

use std::fmt;

use super::super::reply::{Final, Header};
use super::super::urc::Urc;

/// One result.
#[derive(Clone, PartialEq, Eq)]
pub enum Output {
    /// Bytes for the modem.
    Write(Vec<u8>),
    /// A header and its PDU, in answer to `+CMGR` or `+CMGL`.
    Item(Item),
    /// The command in flight has ended.
    Reply(Reply),
    /// An unsolicited result code.
    Urc(Urc),
    /// The modem echoes commands: its echo is on, as after a restart.
    Echo,
    /// A row that belongs to nothing.
    Noise(String),
}

/// Prints nothing that may be a message, a PIN or a number: these must not reach a log.
impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write(bytes) => write!(f, "Write({} bytes)", bytes.len()),
            Self::Item(item) => item.fmt(f),
            Self::Reply(reply) => reply.fmt(f),
            Self::Urc(urc) => write!(f, "Urc({urc:?})"),
            Self::Echo => f.write_str("Echo"),
            Self::Noise(row) => write!(f, "Noise({} bytes)", row.len()),
        }
    }
}

/// A header and its PDU.
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    /// The header.
    pub header: Header,
    /// The PDU row as it arrived: hexadecimal unless it was corrupted.
    pub row: Vec<u8>,
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Item({:?})", self.header)
    }
}

/// The reply to a command.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The rows of the information response.
    pub rows: Vec<String>,
    /// How the reply ended.
    pub end: End,
    /// The prompt arrived and the body was sent: whatever the end is, the modem may have processed the body.
    pub body_sent: bool,
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let body_sent = if self.body_sent { ", body sent" } else { "" };
        write!(f, "Reply({} rows, {:?}{body_sent})", self.rows.len(), self.end)
    }
}

/// The end of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// A final result code.
    Final(Final),
    /// `OK`, but a header or a PDU before it was lost or corrupted. A message may be in a slot although it was not
    /// emitted, so the slot must be read again.
    Incomplete,
    /// No final result code arrived by the deadline. A late one may be mistaken for the next command's reply, so the
    /// dialogue must be synchronised again first.
    TimedOut,
}

impl Reply {
    /// Whether the modem refused the index of a slot: 321. Some answer so if there is no message at all (phonesim).
    pub fn finds_no_message(&self) -> bool {
        matches!(&self.end, End::Final(Final::Message(cause)) if cause.is(321))
    }

    /// Whether the reply ended with `OK` and is complete.
    pub fn is_ok(&self) -> bool {
        self.end == End::Final(Final::Ok)
    }

    /// Whether no final result code arrived.
    pub fn timed_out(&self) -> bool {
        self.end == End::TimedOut
    }

    /// The first row that `parse` accepts, parsed.
    pub fn find<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.rows.iter().find_map(|row| parse(row))
    }
}

/// A row that belongs to nothing, as an output.
pub fn noise(row: &[u8]) -> Output {
    Output::Noise(String::from_utf8_lossy(row).into_owned())
}
