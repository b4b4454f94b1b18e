//! One command in flight, its reply told apart from what the modem says on its own.
//!
//! This file keeps the command, its deadline and its prompt; `sort` says to whom a line belongs, `waiting`
//! which header a PDU, `text` which lines somebody wrote.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use super::command::{Command, PROMPT};
use super::frame::{Framer, Token};
use super::reply::{Final, Header};
use super::urc::Urc;

mod aside;
mod sort;
mod text;
mod waiting;

use text::{Open, Written};
use waiting::Coming;

/// What is kept of a reply: none but a listing, whose items are passed on one by one, has more.
const REPLY_LINES_MAX: usize = 256;
const REPLY_BYTES_MAX: usize = 64 * 1024;
/// A listing that goes on may take so many times the time of its command.
const ITEMS_TIMES_MAX: u32 = 30;
const ESCAPE: u8 = 0x1B;
const CTRL_Z: u8 = 0x1A;
/// The second line of a two-line code comes with the first; one that has not come by now was lost.
const SECOND_LINE: Duration = Duration::from_secs(5);

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

#[derive(Debug)]
struct InFlight {
    command: Command,
    since: Duration,
    deadline: Duration,
    /// Whatever comes until then.
    last_deadline: Duration,
    phase: Phase,
    lines: Vec<String>,
    /// A header whose PDU is to come.
    header: Option<Header>,
    /// The beginning of that PDU, if another line cut it in two.
    half: Vec<u8>,
    /// A header or a PDU of the reply was lost or spoilt.
    incomplete: bool,
    /// A message was shown as text meanwhile: no line is believed to be a header any more.
    in_text: bool,
    /// An announcement that says what was asked for: the answer, should no other come.
    substitute: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Reply,
    /// The command asks for a prompt, which has not come.
    Prompt,
    /// The prompt came and was given the body.
    HandedOver,
}

/// The dialogue on one port.
#[derive(Debug, Default)]
pub struct Session {
    framer: Framer,
    in_flight: Option<InFlight>,
    /// Codes of the modem's own whose second line is to come.
    coming: VecDeque<Coming>,
    open_text: Option<Open>,
    /// A message shown as text is to come.
    written: Option<Written>,
    /// The modem shows messages as text.
    shows_text: bool,
    /// A command that asks for a prompt was refused or given up: until when one may come all the same.
    late_prompt: Option<Duration>,
    /// Lines that belonged to nothing, were too long, or were not text.
    pub noise: u64,
}

impl Session {
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_none()
    }

    /// Whether the modem may act on the last command's body: it went out, or the command has ended.
    pub fn may_have_handed_over(&self) -> bool {
        self.in_flight.as_ref().is_none_or(|in_flight| in_flight.phase == Phase::HandedOver)
    }

    /// Gives up the command in flight so long after its beginning, if it would not be given up before.
    pub fn give_up_after(&mut self, time: Duration) {
        if let Some(in_flight) = &mut self.in_flight {
            in_flight.deadline = in_flight.deadline.min(in_flight.since + time);
        }
    }

    /// When the command in flight is given up, or something that its reply may depend on.
    pub fn deadline(&self) -> Option<Duration> {
        let given_up = self.in_flight.as_ref()?.deadline;
        [self.text_until(), self.coming_until()].into_iter().flatten().chain([given_up]).min()
    }

    /// Whether the modem has shown a message as text since `AT+CMGF=0`: what it shows then is whatever
    /// somebody wrote, and nothing of it is taken for a PDU until that is set again.
    pub fn shows_text(&self) -> bool {
        self.shows_text
    }

    /// Puts a command in flight and returns its bytes. There must be none.
    pub fn start(&mut self, command: Command, now: Duration) -> Vec<u8> {
        assert!(self.is_idle(), "one command at a time: every further byte would go into this one");
        let mut bytes = command.line().as_bytes().to_vec();
        bytes.push(b'\r');
        let (phase, timeout) =
            if command.body.is_some() { (Phase::Prompt, PROMPT) } else { (Phase::Reply, command.timeout) };
        self.void_ends_in_text();
        self.in_flight = Some(InFlight {
            command,
            since: now,
            deadline: now + timeout,
            last_deadline: now + timeout * ITEMS_TIMES_MAX,
            phase,
            lines: Vec::new(),
            header: None,
            half: Vec::new(),
            incomplete: false,
            in_text: false,
            substitute: None,
        });
        bytes
    }

    /// Forgets everything half done: the port was opened anew.
    pub fn reset(&mut self) {
        *self = Self { noise: self.noise, ..Self::default() };
    }

    /// Forgets the command in flight alone. The port stays open, and what has half arrived by itself,
    /// the first line of a `+CMT` or the beginning of a line, is still the modem's.
    pub fn abandon(&mut self) {
        self.in_flight = None;
        self.void_ends_in_text();
    }

    pub fn receive(&mut self, mut bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        self.expire_halves(now, out);
        while !bytes.is_empty() {
            let (taken, token) =
                self.framer.take(bytes, prompt_of(self.in_flight.as_ref(), self.late_prompt, self.is_in_text()));
            bytes = &bytes[taken..];
            match token {
                None => {}
                Some(Token::Prompt) => self.prompted(now, out),
                Some(Token::Overlong(line)) => self.noise(&line, out),
                Some(Token::Line(line)) => {
                    let before = out.len();
                    self.line(&line, now, out);
                    let has_item = out.iter().skip(before).any(|output| matches!(output, Output::Item(_)));
                    self.move_deadline(has_item, now);
                }
            }
        }
    }

    /// A listing has its time anew with each item: how long it is depends on the line's rate. What may
    /// have no end has little time for it.
    fn move_deadline(&mut self, has_item: bool, now: Duration) {
        let Some(in_flight) = &mut self.in_flight else { return };
        if has_item {
            in_flight.deadline = (now + in_flight.command.timeout).min(in_flight.last_deadline);
        }
        if let Some(rest) = in_flight.command.rest.filter(|_| !in_flight.lines.is_empty()) {
            in_flight.deadline = in_flight.deadline.min(now + rest);
        }
    }

    /// Gives up the command in flight when its deadline has come. A prompt that never came is
    /// taken back with ESC, or the next command would become message text.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Output>) {
        self.expire_halves(now, out);
        let is_over = |in_flight: &InFlight| in_flight.deadline <= now;
        if self.in_flight.as_ref().is_some_and(is_over) {
            // Its end may have gone into a text that lost its own.
            self.break_text_off(now, out);
        }
        let Some(mut in_flight) = self.in_flight.take_if(|in_flight| is_over(in_flight)) else { return };
        in_flight.give_up_half(out);
        if in_flight.phase == Phase::Prompt {
            self.late_prompt = Some(now + PROMPT);
            out.push(Output::Write(vec![ESCAPE]));
        }
        out.push(Output::Reply(in_flight.ended(End::TimedOut)));
    }

    /// What waits for its prompt was meant for the card that was in the modem.
    fn withhold_body(&mut self) {
        if let Some(waiting) = self.at_prompt() {
            waiting.command.body = None;
        }
    }

    fn at_prompt(&mut self) -> Option<&mut InFlight> {
        self.in_flight.as_mut().filter(|in_flight| in_flight.phase == Phase::Prompt)
    }

    fn prompted(&mut self, now: Duration, out: &mut Vec<Output>) {
        self.late_prompt = None;
        let Some((body, in_flight)) =
            self.at_prompt().and_then(|waiting| Some((waiting.command.body.clone()?, waiting)))
        else {
            // Nobody waits for it any more: the next command would become message text.
            out.push(Output::Write(vec![ESCAPE]));
            return;
        };
        let mut bytes = body.reveal().as_bytes().to_vec();
        bytes.push(CTRL_Z);
        in_flight.phase = Phase::HandedOver;
        in_flight.deadline = now + in_flight.command.timeout;
        out.push(Output::Write(bytes));
    }

    /// Two-line codes whose end did not come.
    fn expire_halves(&mut self, now: Duration, out: &mut Vec<Output>) {
        self.late_prompt.take_if(|until| *until <= now);
        self.expire_text(now, out);
        self.expire_coming(now, out);
    }

    fn noise(&mut self, line: &[u8], out: &mut Vec<Output>) {
        self.noise += 1;
        out.push(Output::Noise(String::from_utf8_lossy(line).into_owned()));
    }
}

impl InFlight {
    fn ended(self, end: End) -> Reply {
        Reply { lines: self.lines, end, handed_over: self.phase == Phase::HandedOver }
    }

    fn keep(&mut self, line: &str) {
        let bytes: usize = self.lines.iter().map(String::len).sum();
        if self.lines.len() < REPLY_LINES_MAX && bytes + line.len() <= REPLY_BYTES_MAX {
            self.lines.push(line.to_owned());
        }
    }
}

/// What a prompt ends, if one may come now. None comes while the lines are somebody's text.
fn prompt_of(in_flight: Option<&InFlight>, late: Option<Duration>, in_text: bool) -> Option<&str> {
    let waiting = in_flight.filter(|in_flight| in_flight.phase == Phase::Prompt);
    let line = waiting.map(|in_flight| in_flight.command.line()).or(late.map(|_| ""));
    line.filter(|_| !in_text)
}

#[cfg(test)]
mod tests;
