//! To whom a line belongs.
//!
//! In this order: to a text that somebody wrote; to a header that waits for its PDU; to the echo; to the
//! final result codes; to the command in flight if it has the prefix that this command asks for; to
//! the unsolicited result codes; to a header again, if it may be a PDU spoilt on its way; to the
//! command in flight if that takes any line; else it is noise, counted and shown.

use std::time::Duration;

use super::super::command::{PROMPT, Shape};
use super::super::glue::unglue;
use super::super::reply::{Final, Header};
use super::super::urc::{self, Head, Urc};
use super::aside::Parted;
use super::in_flight::{InFlight, Phase};
use super::output::{End, Output, noise};
use super::text::Taken;
use super::{CTRL_Z, Session};

/// Commands for the number of a card, which some modems answer by the name of another: `AT+CICCID` by
/// `+ICCID:` (SIM7600).
const CARD_NUMBER_NAMES: [&str; 6] = ["CCID", "ICCID", "QCCID", "CICCID", "ZGETICCID", "CRSM"];
/// The command that ends text mode.
const PDU_MODE: &str = "AT+CMGF=0";
/// An echoed piece of a PDU is at least this long; anything shorter may be an answer.
const BODY_ECHO_MIN: usize = 8;
/// A shorter end of a command is too like other lines to be its echo.
const ECHO_TAIL_MIN: usize = 3;
/// A command shorter than this is not looked for in front of other text: `AT` begins `ATREADY`.
const GLUED_ECHO_MIN: usize = 5;

impl Session {
    pub(super) fn line(&mut self, line: &[u8], now: Duration, out: &mut Vec<Output>) {
        // Names of the phone book come in any character set: a header must not be lost over one.
        let text = String::from_utf8_lossy(line);
        if self.take_text(&text, now, out) {
            return;
        }
        if let Some(Parted { digits, code }) = self.pending.part_row(text.trim_end(), self.in_flight.as_ref()) {
            self.piece(&String::from_utf8_lossy(&digits), &digits, now, out);
            unglue(code.trim()).into_iter().for_each(|piece| self.piece(piece, piece.as_bytes(), now, out));
            return;
        }
        match unglue(text.trim_end()).as_slice() {
            [_] => self.piece(text.trim_end(), line.trim_ascii_end(), now, out),
            pieces => pieces.iter().for_each(|piece| self.piece(piece, piece.as_bytes(), now, out)),
        }
    }

    /// Takes a line that belongs to a text.
    fn take_text(&mut self, line: &str, now: Duration, out: &mut Vec<Output>) -> bool {
        let taken = self.texts.take(line, out);
        if matches!(taken, Taken::Overfull | Taken::Breaks) {
            self.break_text_off(now, out);
        }
        matches!(taken, Taken::Part | Taken::Overfull)
    }

    /// The end of the text is lost. What came since may be the modem's own: an `OK` that a command waits
    /// for, `RDY`, `+CPIN: READY`.
    pub(super) fn break_text_off(&mut self, now: Duration, out: &mut Vec<Output>) {
        for line in self.texts.break_off(out) {
            let is_code = matches!(urc::parse(&line), Some(Head::Whole(_)));
            if is_code || Final::parse(&line).is_some() || self.has_wanted_prefix(&line) {
                self.sort(&line, line.as_bytes(), now, out);
            }
        }
    }

    /// One line, or one of those that were glued together; `bytes` are its own as they came.
    fn piece(&mut self, text: &str, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        let bare = self.without_prompt(text);
        let (text, bytes) = if bare.len() < text.len() { (bare, bare.as_bytes()) } else { (text, bytes) };
        if text.is_empty() || self.is_body_echo(text) {
            return;
        }
        if is_hex(text)
            && (text.len() > 1 || self.pending.has_half(self.in_flight.as_ref()))
            && self.take_pdu(bytes, out)
        {
            return;
        }
        if let Some(rest) = self.behind_echo(text) {
            out.push(Output::Echo);
            if !rest.is_empty() {
                self.sort(rest, rest.as_bytes(), now, out);
            }
            return;
        }
        self.sort(text, bytes, now, out);
    }

    fn take_pdu(&mut self, digits: &[u8], out: &mut Vec<Output>) -> bool {
        self.pending.pdu_line(digits, self.in_flight.as_mut(), out)
    }

    fn sort(&mut self, text: &str, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        if urc::shows_text(text) {
            self.text_mode();
        }
        if let Some(end) = Final::parse(text) {
            self.finish(end, text, now, out);
            return;
        }
        if self.has_wanted_prefix(text) {
            self.answer(text, out);
            return;
        }
        match urc::parse(text) {
            // No modem in text mode shows a PDU: somebody wrote this.
            Some(Head::PduFollows { what, .. }) if self.shows_text => self.texts.wait_for(what, text, now),
            Some(Head::PduFollows { what, length }) => self.pending.wait_for(what, length, now, out),
            Some(Head::ShownAsText(what)) => self.texts.wait_for(what, text, now),
            Some(Head::TextFollows(open)) => self.texts.open(open, now),
            Some(Head::Whole(Urc::Other(_))) if self.is_named_answer(text) => self.answer(text, out),
            Some(Head::Whole(urc)) => {
                if matches!(urc, Urc::CardChanged | Urc::Card(_) | Urc::MessagesReady) {
                    self.withhold_body();
                }
                out.push(Output::Urc(urc));
            }
            None if self.pending.spoilt_line(bytes, self.in_flight.as_mut(), out) => {}
            None if self.takes_any_line() => self.answer(text, out),
            None => {
                if let Some(in_flight) = &mut self.in_flight {
                    in_flight.note_stray(text.len() > 1 && is_hex(text));
                }
                out.push(noise(bytes));
            }
        }
    }

    /// Somebody's words come from now on.
    fn text_mode(&mut self) {
        self.shows_text = true;
        if let Some(in_flight) = &mut self.in_flight {
            in_flight.in_text = true;
            in_flight.incomplete |= matches!(in_flight.command.shape, Shape::Pdus(_));
            in_flight.header = None;
            in_flight.half.clear();
        }
    }

    /// Some modems write their prompt once more in front of what follows the PDU.
    fn without_prompt<'a>(&self, text: &'a str) -> &'a str {
        let handed_over = self.in_flight.as_ref().is_some_and(|in_flight| in_flight.phase == Phase::HandedOver);
        if handed_over { text.trim_start_matches(['>', ' ', char::from(CTRL_Z)]) } else { text }
    }

    /// Of a PDU handed over after a prompt modems echo all or a part, whether echo is on or off.
    fn is_body_echo(&self, text: &str) -> bool {
        let Some(in_flight) = self.in_flight.as_ref().filter(|in_flight| in_flight.phase == Phase::HandedOver) else {
            return false;
        };
        let body = in_flight.command.body.as_ref().map_or("", |body| body.reveal());
        let text = text.trim_end_matches(char::from(CTRL_Z));
        text.is_empty() || (text.len() >= BODY_ECHO_MIN && (body.ends_with(text) || body.starts_with(text)))
    }

    /// What stands behind the echo of the command in flight. The echo may lack its beginning, as
    /// when the line woke up in the middle of it, its end, or the CR that parts it from the reply.
    fn behind_echo<'a>(&self, text: &'a str) -> Option<&'a str> {
        let sent = self.in_flight.as_ref()?.command.line();
        // `MM` of `AT+CGMM` would be a model's name.
        let is_word = self.takes_any_line() && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_tail = (text.len() >= ECHO_TAIL_MIN || is_word) && sent.ends_with(text);
        let is_head = text.starts_with("AT") && sent.starts_with(text);
        if text.eq_ignore_ascii_case(sent) || is_tail || is_head {
            return Some("");
        }
        let glued = text.split_at_checked(sent.len()).filter(|(echo, _)| echo.eq_ignore_ascii_case(sent));
        match glued.filter(|_| sent.len() >= GLUED_ECHO_MIN) {
            Some((_, rest)) => Some(rest),
            None => (self.takes_any_line() && is_command(text)).then_some(""),
        }
    }

    fn has_wanted_prefix(&self, text: &str) -> bool {
        let Some(in_flight) = &self.in_flight else { return false };
        match in_flight.command.shape {
            Shape::Nothing | Shape::Free => false,
            Shape::Pdus(prefix) => text.starts_with(prefix),
            Shape::Prefixed(prefixes) => prefixes.iter().any(|prefix| text.starts_with(prefix)),
        }
    }

    fn answer(&mut self, text: &str, out: &mut Vec<Output>) {
        let Some(in_flight) = &mut self.in_flight else { return };
        match in_flight.command.shape {
            Shape::Pdus(_) if in_flight.in_text => {}
            Shape::Pdus(_) => {
                in_flight.give_up_half(out);
                let header = Header::parse(text);
                in_flight.incomplete |= header.is_none() || in_flight.header.is_some();
                // Siemens MC35 says of an empty slot `+CMGR: 0,,0`: no PDU follows.
                in_flight.header = header.filter(|header| header.length > 0);
                if header.is_none() {
                    in_flight.keep(text);
                }
            }
            Shape::Prefixed(_) => in_flight.answer_or_twin(text, out),
            Shape::Nothing | Shape::Free => in_flight.keep(text),
        }
    }

    /// Whether a line with a mark answers a command that takes any line: it does if it bears the name
    /// of this command, or that of the command of V.250 which is the same (`+GMM:`). Else it is news:
    /// `+CSQ: 20,99` is no maker.
    fn is_named_answer(&self, text: &str) -> bool {
        let Some(in_flight) = self.in_flight.as_ref().filter(|_| self.takes_any_line()) else { return false };
        let (Some(asked), Some(name)) = (in_flight.command.line().strip_prefix("AT").and_then(name), name(text)) else {
            return false;
        };
        let short = asked.strip_prefix('C');
        asked == name
            || short == Some(name)
            || (CARD_NUMBER_NAMES.contains(&asked) && CARD_NUMBER_NAMES.contains(&name))
    }

    fn takes_any_line(&self) -> bool {
        self.in_flight.as_ref().is_some_and(InFlight::takes_any_line)
    }

    fn finish(&mut self, end: Final, text: &str, now: Duration, out: &mut Vec<Output>) {
        // The end of somebody's call, not of a command: simgate makes none.
        if end == Final::CallEnded {
            out.push(Output::Urc(Urc::CallEnded));
            return;
        }
        self.pending.end_listing(out);
        // Only a prompt or a refusal answers a command that asks for a prompt: this `OK` is the late
        // end of another.
        let is_stale = |in_flight: &InFlight| in_flight.phase == Phase::Prompt && end == Final::Ok;
        let Some(mut in_flight) = self.in_flight.take_if(|in_flight| !is_stale(in_flight)) else {
            out.push(noise(text.as_bytes()));
            return;
        };
        in_flight.give_up_half(out);
        if in_flight.phase == Phase::Prompt {
            // An `ERROR` of something else may go before the prompt.
            self.late_prompt = Some(now + PROMPT);
        }
        if end == Final::Ok {
            if in_flight.command.line() == PDU_MODE && !in_flight.in_text {
                self.shows_text = false;
            }
            if in_flight.lines.is_empty() {
                in_flight.lines.extend(in_flight.substitute.take());
            }
        } else {
            in_flight.give_back_twins(out);
        }
        let incomplete = end == Final::Ok && (in_flight.incomplete || in_flight.header.is_some());
        let end = if incomplete { End::Incomplete } else { End::Final(end) };
        out.push(Output::Reply(in_flight.ended(end)));
    }
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The echo of some command, be it one of before.
fn is_command(text: &str) -> bool {
    let behind = text.get(..2).filter(|at| at.eq_ignore_ascii_case("AT")).map(|_| &text[2..]);
    behind.is_some_and(|rest| rest.is_empty() || rest == "E0" || rest.starts_with(['+', '^', '#', '*', '$', '!', '%']))
}

/// `CGMM` of `+CGMM: "E173"` and of `+CGMM`, whatever the mark.
fn name(code: &str) -> Option<&str> {
    let name = code.strip_prefix(urc::MARKS)?;
    Some(&name[..name.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(name.len())])
}
