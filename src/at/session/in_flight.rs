//! The command in flight and its reply so far.

use std::time::Duration;

use super::super::command::{Command, Shape};
use super::super::reply::Header;
use super::super::urc::{self, Parsed, SharedPrefix};
use super::length;
use super::output::{End, Item, Output, Reply};

/// The most rows that are kept of a reply. Only a listing has more, and its items are emitted one by one.
const REPLY_ROWS_MAX: usize = 256;
/// The most bytes that are kept of a reply.
pub const REPLY_BYTES_MAX: usize = 64 * 1024;

/// The command in flight.
#[derive(Debug)]
pub struct InFlight {
    /// The command.
    pub command: Command,
    /// When the command was sent.
    pub since: Duration,
    /// When the command ends without a result.
    pub deadline: Duration,
    /// The latest time to which items of a listing can move the deadline.
    pub last_deadline: Duration,
    /// What the command waits for.
    pub phase: Phase,
    /// The rows of the information response.
    pub rows: Vec<String>,
    /// A header whose PDU has not arrived.
    pub header: Option<Header>,
    /// The beginning of that PDU, if another row divides it in two.
    pub half: Vec<u8>,
    /// A header or a PDU of the reply was lost or corrupted.
    pub incomplete: bool,
    /// A text mode header arrived meanwhile: from then on no row is accepted as a header.
    pub in_text_mode: bool,
    /// An unsolicited code with the same content as the answer. It becomes the answer if no other arrives.
    pub substitute: Option<String>,
}

/// What the command waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The final result code.
    Reply,
    /// The prompt.
    Prompt,
    /// The prompt arrived and the body was sent: the result is next.
    BodySent,
}

impl InFlight {
    /// Whether any row that is no unsolicited code is an answer to the command.
    pub fn accepts_any_row(&self) -> bool {
        matches!(self.command.shape, Shape::Free | Shape::Whole)
    }

    /// Whether a person sees the whole reply.
    pub fn is_for_person(&self) -> bool {
        self.command.shape == Shape::Whole
    }

    /// Marks the reply as incomplete if a PDU without a header arrives: its header was lost.
    pub fn note_stray(&mut self, is_hex: bool) {
        if matches!(self.command.shape, Shape::Pdus(_)) {
            self.incomplete |= is_hex;
        }
    }

    /// Takes a row as the PDU, or the rest of the PDU, of the pending header. Returns `false` if the row is not part of
    /// it.
    pub fn take_item_pdu(&mut self, row: &[u8], out: &mut Vec<Output>) -> bool {
        let Some(header) = self.header else { return false };
        let joined = [&self.half, row].concat();
        if !self.half.is_empty() && !length::is_whole(&joined, header.length) {
            // The rest of the PDU is lost: this row is not part of it.
            self.emit_half(out);
            return false;
        }
        self.half = joined;
        self.emit_half(out);
        true
    }

    /// Keeps the digits if they are the beginning of the pending PDU: another row was written into it.
    pub fn keep_half(&mut self, digits: Vec<u8>) -> bool {
        let is_half = self.header.is_some_and(|header| length::is_beginning(&digits, header.length));
        if is_half {
            self.half = digits;
        }
        is_half
    }

    /// Emits the part of the pending PDU that has arrived, if any.
    pub fn emit_half(&mut self, out: &mut Vec<Output>) {
        if !self.half.is_empty()
            && let Some(header) = self.header.take()
        {
            out.push(Output::Item(Item { header, row: std::mem::take(&mut self.half) }));
        }
    }

    /// The reply, with its end.
    pub fn into_reply(self, end: End) -> Reply {
        Reply { rows: self.rows, end, body_sent: self.phase == Phase::BodySent }
    }

    /// Adds a row to the information response, up to its limits. `AT+CLAC` of a person has some hundred short rows.
    pub fn keep_row(&mut self, row: &str) {
        let bytes: usize = self.rows.iter().map(String::len).sum();
        let has_room = self.rows.len() < REPLY_ROWS_MAX || self.is_for_person();
        if has_room && bytes + row.len() <= REPLY_BYTES_MAX {
            self.rows.push(row.to_owned());
        }
    }

    /// Handles a row that has the prefix of the answer. Some unsolicited codes have it too, and neither the code nor
    /// the answer may be lost.
    pub fn keep_or_announce(&mut self, text: &str, out: &mut Vec<Output>) {
        match urc::shared_prefix(text) {
            SharedPrefix::NotShared => self.keep_row(text),
            SharedPrefix::Answer if self.rows.is_empty() => self.keep_row(text),
            SharedPrefix::Announcement | SharedPrefix::Answer => {
                self.substitute.get_or_insert_with(|| text.to_owned());
                announce(text, out);
            }
            // Of two such rows the later one reports the current state.
            SharedPrefix::Either => {
                if let Some(earlier) = self.rows.pop() {
                    announce(&earlier, out);
                }
                self.keep_row(text);
            }
        }
    }

    /// Emits ambiguous rows as unsolicited codes: before an error there is no answer.
    pub fn announce_ambiguous(&mut self, out: &mut Vec<Output>) {
        for row in self.rows.extract_if(.., |row| urc::shared_prefix(row) == SharedPrefix::Either) {
            announce(&row, out);
        }
    }
}

fn announce(text: &str, out: &mut Vec<Output>) {
    if let Some(Parsed::Complete(urc)) = urc::parse(text) {
        out.push(Output::Urc(urc));
    }
}
