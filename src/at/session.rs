//! Keeps one command in flight and separates its reply from unsolicited result codes.
//!
//! This file keeps the command, its deadline and its prompt. `classify` decides what a row belongs to, `pending_pdu`
//! which header a PDU belongs to, and `text` which rows a person wrote.

use std::sync::Arc;
use std::time::Duration;

use super::command::{Command, PROMPT, PROMPT_IN_SILENCE};
use super::frame::{Framer, Token};
use super::profile::Profile;

mod classify;
mod in_flight;
mod interrupted_pdu;
mod length;
mod output;
mod pending_pdu;
mod text;

use in_flight::{InFlight, Phase};
use output::noise;
use pending_pdu::PendingPdus;
use text::Texts;

pub use output::{End, Item, Output, Reply};

/// A listing that continues may take this many times the timeout of its command.
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
    /// The modem is in text mode.
    in_text_mode: bool,
    /// The words of this modem, in addition to those of all families.
    profile: Option<Arc<Profile>>,
    /// Until this time a late prompt may arrive: its command was refused or abandoned.
    late_prompt: Option<Duration>,
    /// The number of rows that belonged to nothing, were too long, or were not text.
    pub noise: u64,
}

impl Session {
    /// Whether no command is in flight.
    pub fn is_idle(&self) -> bool {
        self.in_flight.is_none()
    }

    /// Whether the modem may process the last command's body: it was sent, or the command has ended.
    pub fn may_have_sent_body(&self) -> bool {
        self.in_flight.as_ref().is_none_or(|in_flight| in_flight.phase == Phase::BodySent)
    }

    /// Ends the command in flight at the latest this long after it was sent.
    pub fn limit_wait(&mut self, time: Duration) {
        if let Some(in_flight) = &mut self.in_flight {
            in_flight.deadline = in_flight.deadline.min(in_flight.since + time);
        }
    }

    /// The next time at which [`Session::expire`] must be called: the deadline of the command in flight, or of a row
    /// that its reply may depend on. `None`: no command is in flight.
    pub fn deadline(&self) -> Option<Duration> {
        let given_up = self.in_flight.as_ref()?.deadline;
        [self.texts.next_deadline(), self.pending.next_deadline()].into_iter().flatten().chain([given_up]).min()
    }

    /// Whether a text mode header arrived since the last `AT+CMGF=0`. Rows then contain text that a person wrote, and
    /// none is accepted as a PDU until PDU mode is set again.
    pub fn is_in_text_mode(&self) -> bool {
        self.in_text_mode
    }

    /// Sends a command: returns its bytes. No other command may be in flight.
    pub fn start(&mut self, command: Command, now: Duration) -> Vec<u8> {
        assert!(self.is_idle(), "one command at a time: every further byte would go into this one");
        let mut bytes = command.text().as_bytes().to_vec();
        bytes.push(b'\r');
        let (phase, timeout) =
            if command.body.is_some() { (Phase::Prompt, PROMPT_IN_SILENCE) } else { (Phase::Reply, command.timeout) };
        self.texts.discard_final_codes();
        self.in_flight = Some(InFlight {
            command,
            since: now,
            deadline: now + timeout,
            last_deadline: now + timeout * ITEMS_TIMES_MAX,
            phase,
            rows: Vec::new(),
            header: None,
            half: Vec::new(),
            incomplete: false,
            in_text_mode: false,
            substitute: None,
        });
        bytes
    }

    /// Understands the words of this profile, too.
    pub fn use_profile(&mut self, profile: &Arc<Profile>) {
        if !self.profile.as_ref().is_some_and(|used| Arc::ptr_eq(used, profile)) {
            self.profile = Some(Arc::clone(profile));
        }
    }

    /// Discards all state, because the port was opened again.
    pub fn reset(&mut self) {
        *self = Self { noise: self.noise, ..Self::default() };
    }

    /// Discards the command in flight only. The port stays open, so an incomplete unsolicited code, such as the first
    /// row of a `+CMT`, is kept.
    pub fn abandon(&mut self) {
        self.in_flight = None;
        self.texts.discard_final_codes();
    }

    /// Interprets bytes from the modem and appends the results to `out`.
    pub fn receive(&mut self, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        let before = out.len();
        self.read(bytes, now, out);
        self.count_noise(&out[before..]);
    }

    fn count_noise(&mut self, out: &[Output]) {
        self.noise += out.iter().map(|output| u64::from(matches!(output, Output::Noise(_)))).sum::<u64>();
    }

    fn read(&mut self, mut bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        self.expire_incomplete(now, out);
        while !bytes.is_empty() {
            let (taken, token) = self
                .framer
                .take(bytes, prompt_of(self.in_flight.as_ref(), self.late_prompt, self.texts.is_any_expected()));
            bytes = &bytes[taken..];
            match token {
                None => {}
                Some(Token::Prompt) => self.answer_prompt(now, out),
                Some(Token::Overlong(row)) => out.push(noise(&row)),
                Some(Token::Row(row)) => {
                    let before = out.len();
                    self.handle_row(&row, now, out);
                    let has_item = out.iter().skip(before).any(|output| matches!(output, Output::Item(_)));
                    self.adjust_deadline(has_item, now);
                }
            }
        }
    }

    /// Moves the deadline after a row. Each item of a listing extends it, because the duration of a listing depends on
    /// the speed of the port. A reply that may have no end gets a short one.
    fn adjust_deadline(&mut self, has_item: bool, now: Duration) {
        let Some(in_flight) = &mut self.in_flight else { return };
        if in_flight.phase == Phase::Prompt {
            // The modem is not silent, so the prompt was probably lost.
            in_flight.deadline = in_flight.deadline.min(now.max(in_flight.since + PROMPT));
        }
        if has_item {
            in_flight.deadline = (now + in_flight.command.timeout).min(in_flight.last_deadline);
        }
        if let Some(rest) = in_flight.command.rest.filter(|_| !in_flight.rows.is_empty()) {
            in_flight.deadline = in_flight.deadline.min(now + rest);
        }
    }

    /// Ends the command in flight if its deadline has passed. A missing prompt is cancelled with ESC, or the next
    /// command would become message text.
    pub fn expire(&mut self, now: Duration, out: &mut Vec<Output>) {
        let before = out.len();
        self.expire_command(now, out);
        self.count_noise(&out[before..]);
    }

    fn expire_command(&mut self, now: Duration, out: &mut Vec<Output>) {
        self.expire_incomplete(now, out);
        let is_over = |in_flight: &InFlight| in_flight.deadline <= now;
        if self.in_flight.as_ref().is_some_and(is_over) {
            // The final result code may be in a USSD text whose end was lost.
            self.break_text_off(now, out);
        }
        let Some(mut in_flight) = self.in_flight.take_if(|in_flight| is_over(in_flight)) else { return };
        in_flight.emit_half(out);
        if in_flight.phase == Phase::Prompt {
            self.late_prompt = Some(now + PROMPT);
            out.push(Output::Write(vec![ESCAPE]));
        }
        out.push(Output::Reply(in_flight.into_reply(End::TimedOut)));
    }

    /// Drops the body that waits for its prompt: it was meant for the card that was in the modem.
    fn withhold_body(&mut self) {
        if let Some(waiting) = self.waiting_for_prompt() {
            waiting.command.body = None;
        }
    }

    fn waiting_for_prompt(&mut self) -> Option<&mut InFlight> {
        self.in_flight.as_mut().filter(|in_flight| in_flight.phase == Phase::Prompt)
    }

    fn answer_prompt(&mut self, now: Duration, out: &mut Vec<Output>) {
        self.late_prompt = None;
        let Some((body, in_flight)) =
            self.waiting_for_prompt().and_then(|waiting| Some((waiting.command.body.clone()?, waiting)))
        else {
            if let Some(in_flight) = self.in_flight.as_mut().filter(|in_flight| in_flight.is_for_person()) {
                in_flight.keep_row(">");
            }
            // No command waits for this prompt: without ESC the next command would become message text.
            out.push(Output::Write(vec![ESCAPE]));
            return;
        };
        let mut bytes = body.reveal().as_bytes().to_vec();
        bytes.push(CTRL_Z);
        in_flight.phase = Phase::BodySent;
        in_flight.deadline = now + in_flight.command.timeout;
        out.push(Output::Write(bytes));
    }

    /// Drops late prompts, texts and PDUs that are overdue.
    fn expire_incomplete(&mut self, now: Duration, out: &mut Vec<Output>) {
        self.late_prompt.take_if(|until| *until <= now);
        if self.texts.is_ussd_overdue(now) {
            self.break_text_off(now, out);
        }
        self.texts.expire_message(now, out);
        self.pending.expire(now, out);
    }
}

/// The command whose prompt may arrive now, if any. No prompt arrives while the rows are text.
fn prompt_of(in_flight: Option<&InFlight>, late: Option<Duration>, in_text: bool) -> Option<&str> {
    let waiting = in_flight.filter(|in_flight| in_flight.phase == Phase::Prompt);
    // A command of a person may lead to a prompt that simgate can't foresee.
    let is_possible = late.is_some() || in_flight.is_some_and(InFlight::is_for_person);
    let row = waiting.map(|in_flight| in_flight.command.text()).or(is_possible.then_some(""));
    row.filter(|_| !in_text)
}

#[cfg(test)]
mod tests;
