//! One command in flight, its reply told apart from what the modem says on its own.
//!
//! This file keeps the command, its deadline and its prompt; `classify` says to whom a line belongs, `pending_pdu`
//! which header a PDU, `text` which lines somebody wrote.

use std::time::Duration;

use super::command::{Command, PROMPT};
use super::frame::{Framer, Token};

mod aside;
mod classify;
mod in_flight;
mod length;
mod output;
mod pending_pdu;
mod text;

use in_flight::{InFlight, Phase};
use output::noise;
use pending_pdu::PendingPdus;
use text::Texts;

pub use output::{End, Item, Output, Reply};

/// A listing that goes on may take so many times the time of its command.
const ITEMS_TIMES_MAX: u32 = 30;
const ESCAPE: u8 = 0x1B;
const CTRL_Z: u8 = 0x1A;

/// The dialogue on one port.
#[derive(Debug, Default)]
pub struct Session {
    framer: Framer,
    in_flight: Option<InFlight>,
    pending: PendingPdus,
    texts: Texts,
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
        [self.texts.until(), self.pending.until()].into_iter().flatten().chain([given_up]).min()
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
        self.texts.void_ends();
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
        self.texts.void_ends();
    }

    pub fn receive(&mut self, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        let before = out.len();
        self.read(bytes, now, out);
        self.count_noise(&out[before..]);
    }

    fn count_noise(&mut self, out: &[Output]) {
        self.noise += out.iter().map(|output| u64::from(matches!(output, Output::Noise(_)))).sum::<u64>();
    }

    fn read(&mut self, mut bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        self.expire_halves(now, out);
        while !bytes.is_empty() {
            let (taken, token) =
                self.framer.take(bytes, prompt_of(self.in_flight.as_ref(), self.late_prompt, self.texts.is_any_due()));
            bytes = &bytes[taken..];
            match token {
                None => {}
                Some(Token::Prompt) => self.prompted(now, out),
                Some(Token::Overlong(line)) => out.push(noise(&line)),
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
        let before = out.len();
        self.expire_command(now, out);
        self.count_noise(&out[before..]);
    }

    fn expire_command(&mut self, now: Duration, out: &mut Vec<Output>) {
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
        if self.texts.is_open_late(now) {
            self.break_text_off(now, out);
        }
        self.texts.expire_written(now, out);
        self.pending.expire(now, out);
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
