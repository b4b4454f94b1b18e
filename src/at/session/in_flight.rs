//! The command in flight, and what has come of its reply.

use std::time::Duration;

use super::super::command::{Command, Shape};
use super::super::reply::Header;
use super::super::urc::{self, Head, Twin};
use super::length;
use super::output::{End, Item, Output, Reply};

/// What is kept of a reply: none but a listing, whose items are passed on one by one, has more.
const REPLY_LINES_MAX: usize = 256;
pub const REPLY_BYTES_MAX: usize = 64 * 1024;

#[derive(Debug)]
pub struct InFlight {
    pub command: Command,
    pub since: Duration,
    pub deadline: Duration,
    /// Whatever comes until then.
    pub last_deadline: Duration,
    pub phase: Phase,
    pub lines: Vec<String>,
    /// A header whose PDU is to come.
    pub header: Option<Header>,
    /// The beginning of that PDU, if another line cut it in two.
    pub half: Vec<u8>,
    /// A header or a PDU of the reply was lost or spoilt.
    pub incomplete: bool,
    /// A message was shown as text meanwhile: no line is believed to be a header any more.
    pub in_text: bool,
    /// An announcement that says what was asked for: the answer, should no other come.
    pub substitute: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Reply,
    /// The command asks for a prompt, which has not come.
    Prompt,
    /// The prompt came and was given the body.
    HandedOver,
}

impl InFlight {
    pub fn takes_any_line(&self) -> bool {
        self.command.shape == Shape::Free
    }

    /// A PDU without its header says that the header was lost.
    pub fn note_stray(&mut self, is_hex: bool) {
        if matches!(self.command.shape, Shape::Pdus(_)) {
            self.incomplete |= is_hex;
        }
    }

    /// Takes a line for the PDU that its header waits for, or the rest of it.
    pub fn give_item(&mut self, line: &[u8], out: &mut Vec<Output>) -> bool {
        let Some(header) = self.header else { return false };
        let joined = [&self.half, line].concat();
        if !self.half.is_empty() && !length::is_whole(&joined, header.length) {
            // The rest did not come, and this line is no part of it.
            self.give_up_half(out);
            return false;
        }
        self.half = joined;
        self.give_up_half(out);
        true
    }

    /// The reply's PDU comes in two where another line was written into it.
    pub fn hold_half(&mut self, digits: Vec<u8>) -> bool {
        let is_half = self.header.is_some_and(|header| length::is_beginning(&digits, header.length));
        if is_half {
            self.half = digits;
        }
        is_half
    }

    /// Passes on what there is of the PDU that is waited for, if that is anything.
    pub fn give_up_half(&mut self, out: &mut Vec<Output>) {
        if !self.half.is_empty()
            && let Some(header) = self.header.take()
        {
            out.push(Output::Item(Item { header, line: std::mem::take(&mut self.half) }));
        }
    }

    pub fn ended(self, end: End) -> Reply {
        Reply { lines: self.lines, end, handed_over: self.phase == Phase::HandedOver }
    }

    pub fn keep(&mut self, line: &str) {
        let bytes: usize = self.lines.iter().map(String::len).sum();
        if self.lines.len() < REPLY_LINES_MAX && bytes + line.len() <= REPLY_BYTES_MAX {
            self.lines.push(line.to_owned());
        }
    }

    /// Some unsolicited codes look like the answer to a question that may be in flight. Neither the
    /// news nor the answer may be lost over it.
    pub fn answer_or_twin(&mut self, text: &str, out: &mut Vec<Output>) {
        match urc::twin(text) {
            Twin::None => self.keep(text),
            Twin::Answer if self.lines.is_empty() => self.keep(text),
            Twin::Announcement | Twin::Answer => {
                self.substitute.get_or_insert_with(|| text.to_owned());
                announce(text, out);
            }
            // Of two, the later one says how things are now.
            Twin::Either => {
                if let Some(earlier) = self.lines.pop() {
                    announce(&earlier, out);
                }
                self.keep(text);
            }
        }
    }

    /// What stands before an error was no answer.
    pub fn give_back_twins(&mut self, out: &mut Vec<Output>) {
        for line in self.lines.extract_if(.., |line| urc::twin(line) == Twin::Either) {
            announce(&line, out);
        }
    }
}

fn announce(text: &str, out: &mut Vec<Output>) {
    if let Some(Head::Whole(urc)) = urc::parse(text) {
        out.push(Output::Urc(urc));
    }
}
