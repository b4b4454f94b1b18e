//! Decides what a row belongs to.
//!
//! The order is: a text that a person wrote; a header without its PDU; the echo; the final result codes; the command in
//! flight, if the row has the command's prefix; the unsolicited result codes; a header again, if the row may be a
//! corrupted PDU; the command in flight, if it accepts any row. Every other row is noise, which is counted.

use std::borrow::Cow;
use std::time::Duration;

use super::super::command::{PROMPT, Shape};
use super::super::merged_rows::split;
use super::super::reply::{Final, Header};
use super::super::urc::{self, Parsed, Urc};
use super::in_flight::{InFlight, Phase};
use super::interrupted_pdu::SplitRow;
use super::output::{End, Output, noise};
use super::text::RowInText;
use super::{CTRL_Z, Session};

/// Commands for the ICCID. Some modems answer with the name of another one: `AT+CICCID` is answered by `+ICCID:`
/// (SIM7600).
const CARD_NUMBER_NAMES: [&str; 6] = ["CCID", "ICCID", "QCCID", "CICCID", "ZGETICCID", "CRSM"];
/// The command that ends text mode.
const PDU_MODE: &str = "AT+CMGF=0";
/// The shortest echoed piece of a PDU; a shorter row may be an answer.
const BODY_ECHO_MIN: usize = 8;
/// The shortest end of a command that is recognised as its echo; a shorter one is too similar to other rows.
const ECHO_TAIL_MIN: usize = 3;
/// The shortest command whose echo is searched for in front of other text: `AT` begins `ATREADY`.
const MERGED_ECHO_MIN: usize = 5;

impl Session {
    /// Handles a row as it arrived, without its line end.
    pub(super) fn handle_row(&mut self, row: &[u8], now: Duration, out: &mut Vec<Output>) {
        // Phone book names are in any character set, and must not make a header unreadable.
        let text = String::from_utf8_lossy(row);
        if self.take_text_row(&text, now, out) {
            return;
        }
        // The answer of the command in flight is never split, though its digits may have the length that a PDU lacks:
        // `^ICCID: 8901260712345678901F` after a PDU that was cut off 18 digits before its end.
        let split_row = || self.pending.split_row(text.trim_end(), self.in_flight.as_ref());
        if !self.has_wanted_prefix(&text)
            && !self.is_named_answer(&text)
            && let Some(SplitRow { digits, code }) = split_row()
        {
            self.handle_piece(&String::from_utf8_lossy(&digits), &digits, now, out);
            split(code.trim()).into_iter().for_each(|piece| self.handle_piece(piece, piece.as_bytes(), now, out));
            return;
        }
        match split(text.trim_end()).as_slice() {
            [_] => self.handle_piece(text.trim_end(), row.trim_ascii_end(), now, out),
            pieces => pieces.iter().for_each(|piece| self.handle_piece(piece, piece.as_bytes(), now, out)),
        }
    }

    /// Takes a row as part of a text. Returns whether it is one.
    fn take_text_row(&mut self, row: &str, now: Duration, out: &mut Vec<Output>) -> bool {
        let taken = self.texts.take(row, out);
        if matches!(taken, RowInText::Overfull | RowInText::Breaks) {
            self.break_text_off(now, out);
        }
        matches!(taken, RowInText::Part | RowInText::Overfull)
    }

    /// Ends a text whose end was lost. Its last rows may be the modem's own: the `OK` of a command, `RDY`,
    /// `+CPIN: READY`.
    pub(super) fn break_text_off(&mut self, now: Duration, out: &mut Vec<Output>) {
        for row in self.texts.break_off(out) {
            let is_code = matches!(urc::parse(&row), Some(Parsed::Complete(_)));
            if is_code || Final::parse(&row).is_some() || self.has_wanted_prefix(&row) {
                self.classify(&row, row.as_bytes(), now, out);
            }
        }
    }

    /// Handles one row, or one piece of merged rows; `bytes` are its bytes as they arrived.
    fn handle_piece(&mut self, text: &str, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        let bare = self.without_prompt(text);
        let (text, bytes) = if bare.len() < text.len() { (bare, bare.as_bytes()) } else { (text, bytes) };
        if text.is_empty() || self.is_body_echo(text) {
            return;
        }
        if is_hex(text)
            && (text.len() > 1 || self.pending.has_half(self.in_flight.as_ref()))
            && self.take_pdu_row(bytes, out)
        {
            return;
        }
        if let Some(rest) = self.after_echo(text) {
            out.push(Output::Echo);
            if !rest.is_empty() {
                self.classify(rest, rest.as_bytes(), now, out);
            }
            return;
        }
        self.classify(text, bytes, now, out);
    }

    fn take_pdu_row(&mut self, digits: &[u8], out: &mut Vec<Output>) -> bool {
        self.pending.take_pdu_row(digits, self.in_flight.as_mut(), out)
    }

    fn classify(&mut self, text: &str, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        let text = &*in_capitals(text);
        if urc::is_text_mode_header(text) {
            self.note_text_mode();
        }
        if let Some(end) = Final::parse(text) {
            self.finish(end, text, now, out);
            return;
        }
        if self.has_wanted_prefix(text) {
            self.keep_answer(text, out);
            return;
        }
        match self.parse_code(text) {
            // In text mode a modem sends no PDUs, so a person wrote this row.
            Some(Parsed::PduFollows { kind, .. }) if self.in_text_mode => self.texts.expect_message(kind, text, now),
            Some(Parsed::PduFollows { kind, length }) => self.pending.expect(kind, length, now, out),
            Some(Parsed::TextMessageFollows(kind)) => self.texts.expect_message(kind, text, now),
            Some(Parsed::UssdContinues(open)) => self.texts.begin_ussd(open, now),
            Some(Parsed::Complete(Urc::Other(_))) if self.is_for_person() || self.is_named_answer(text) => {
                self.keep_answer(text, out);
            }
            Some(Parsed::Complete(urc)) => {
                if matches!(urc, Urc::CardChanged | Urc::Card(_) | Urc::MessagesReady) {
                    self.withhold_body();
                }
                out.push(Output::Urc(urc));
            }
            None if self.pending.take_corrupted_row(bytes, self.in_flight.as_mut(), out) => {}
            None if self.accepts_any_row() => self.keep_answer(text, out),
            None => {
                if let Some(in_flight) = &mut self.in_flight {
                    in_flight.note_stray(text.len() > 1 && is_hex(text));
                }
                out.push(noise(bytes));
            }
        }
    }

    /// Parses a row as an unsolicited result code. One without a meaning may be a word of the modem's profile.
    fn parse_code(&self, text: &str) -> Option<Parsed> {
        let parsed = urc::parse(text);
        if !matches!(parsed, None | Some(Parsed::Complete(Urc::Other(_)))) {
            return parsed;
        }
        let word = self.profile.as_ref().and_then(|profile| urc::parse_word(text, &profile.words));
        word.map(Parsed::Complete).or(parsed)
    }

    /// Notes that the modem is in text mode: the following rows are text.
    fn note_text_mode(&mut self) {
        self.in_text_mode = true;
        if let Some(in_flight) = &mut self.in_flight {
            in_flight.in_text_mode = true;
            in_flight.incomplete |= matches!(in_flight.command.shape, Shape::Pdus(_));
            in_flight.header = None;
            in_flight.half.clear();
        }
    }

    /// Removes a repeated prompt: some modems write it again in front of the rows behind the PDU.
    fn without_prompt<'a>(&self, text: &'a str) -> &'a str {
        let body_sent = self.in_flight.as_ref().is_some_and(|in_flight| in_flight.phase == Phase::BodySent);
        if body_sent { text.trim_start_matches(['>', ' ', char::from(CTRL_Z)]) } else { text }
    }

    /// Whether a row is the echo of the PDU or of a part of it. Modems echo it whether their echo is on or off.
    fn is_body_echo(&self, text: &str) -> bool {
        let Some(in_flight) = self.in_flight.as_ref().filter(|in_flight| in_flight.phase == Phase::BodySent) else {
            return false;
        };
        let body = in_flight.command.body.as_ref().map_or("", |body| body.reveal());
        let text = text.trim_end_matches(char::from(CTRL_Z));
        text.is_empty() || (text.len() >= BODY_ECHO_MIN && (body.ends_with(text) || body.starts_with(text)))
    }

    /// The text behind the echo of the command in flight. The echo may lack its beginning, if the port woke up during
    /// it, its end, or the CR in front of the reply.
    fn after_echo<'a>(&self, text: &'a str) -> Option<&'a str> {
        let in_flight = self.in_flight.as_ref()?;
        let sent = in_flight.command.text();
        if in_flight.is_for_person() {
            // The rows of `AT+CLAC` are commands, too.
            return text.eq_ignore_ascii_case(sent).then_some("");
        }
        // `MM`, the end of `AT+CGMM`, could otherwise be taken for a model name.
        let is_word = self.accepts_any_row() && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_tail = (text.len() >= ECHO_TAIL_MIN || is_word) && sent.ends_with(text);
        let is_head = text.starts_with("AT") && sent.starts_with(text);
        if text.eq_ignore_ascii_case(sent) || is_tail || is_head {
            return Some("");
        }
        let merged = text.split_at_checked(sent.len()).filter(|(echo, _)| echo.eq_ignore_ascii_case(sent));
        match merged.filter(|_| sent.len() >= MERGED_ECHO_MIN) {
            Some((_, rest)) => Some(rest),
            None => (self.accepts_any_row() && is_command(text)).then_some(""),
        }
    }

    fn has_wanted_prefix(&self, text: &str) -> bool {
        let Some(in_flight) = &self.in_flight else { return false };
        match in_flight.command.shape {
            Shape::Nothing | Shape::Free => false,
            Shape::Whole => self.is_named_answer(text),
            Shape::Pdus(prefix) => text.starts_with(prefix),
            Shape::Prefixed(prefixes) => prefixes.iter().any(|prefix| text.starts_with(prefix)),
        }
    }

    fn keep_answer(&mut self, text: &str, out: &mut Vec<Output>) {
        let Some(in_flight) = &mut self.in_flight else { return };
        match in_flight.command.shape {
            Shape::Pdus(_) if in_flight.in_text_mode => {}
            Shape::Pdus(_) => {
                in_flight.emit_half(out);
                let header = Header::parse(text);
                in_flight.incomplete |= header.is_none() || in_flight.header.is_some();
                // Siemens MC35 reports an empty slot as `+CMGR: 0,,0`: no PDU follows.
                in_flight.header = header.filter(|header| header.length > 0);
                if header.is_none() {
                    in_flight.keep_row(text);
                }
            }
            Shape::Prefixed(_) => in_flight.keep_or_announce(text, out),
            Shape::Nothing | Shape::Free | Shape::Whole => in_flight.keep_row(text),
        }
    }

    /// Whether a row with a mark answers a command that accepts any row. It does if it has the name of this command, or
    /// of the equivalent command of V.250 (`+GMM:`). Otherwise it is an unsolicited code: `+CSQ: 20,99` is no maker.
    fn is_named_answer(&self, text: &str) -> bool {
        let Some(in_flight) = self.in_flight.as_ref().filter(|_| self.accepts_any_row()) else { return false };
        let Some(name) = name(text) else { return false };
        let is_of = |asked: &str| {
            let is_short = asked.get(..1).is_some_and(|first| first.eq_ignore_ascii_case("C"))
                && asked[1..].eq_ignore_ascii_case(name);
            let is_card_number = |name: &str| CARD_NUMBER_NAMES.iter().any(|known| known.eq_ignore_ascii_case(name));
            asked.eq_ignore_ascii_case(name) || is_short || (is_card_number(asked) && is_card_number(name))
        };
        // A person may write a chain, such as `AT+CSQ;+CREG?`, in any case.
        let commands = in_flight.command.text().get(2..).unwrap_or_default().split(';');
        commands.filter_map(|command| self::name(command.trim_start())).any(is_of)
    }

    fn is_for_person(&self) -> bool {
        self.in_flight.as_ref().is_some_and(InFlight::is_for_person)
    }

    fn accepts_any_row(&self) -> bool {
        self.in_flight.as_ref().is_some_and(InFlight::accepts_any_row)
    }

    fn finish(&mut self, end: Final, text: &str, now: Duration, out: &mut Vec<Output>) {
        // The end of an incoming call, not of a command: simgate makes no calls.
        if end == Final::CallEnded {
            out.push(Output::Urc(Urc::CallEnded));
            return;
        }
        self.pending.end_listing(out);
        // Only a prompt or a refusal answers a command that requires a prompt: this `OK` is the late end of another
        // command.
        let is_stale = |in_flight: &InFlight| in_flight.phase == Phase::Prompt && end == Final::Ok;
        let Some(mut in_flight) = self.in_flight.take_if(|in_flight| !is_stale(in_flight)) else {
            out.push(noise(text.as_bytes()));
            return;
        };
        in_flight.emit_half(out);
        if in_flight.is_for_person() {
            in_flight.rows.push(text.to_owned());
        }
        if in_flight.phase == Phase::Prompt {
            // The `ERROR` may belong to another command, and the prompt may follow.
            self.late_prompt = Some(now + PROMPT);
        }
        if end == Final::Ok {
            if in_flight.command.text() == PDU_MODE && !in_flight.in_text_mode {
                self.in_text_mode = false;
            }
            if in_flight.rows.is_empty() {
                in_flight.rows.extend(in_flight.substitute.take());
            }
        } else {
            in_flight.announce_ambiguous(out);
        }
        let incomplete = end == Final::Ok && (in_flight.incomplete || in_flight.header.is_some());
        let end = if incomplete { End::Incomplete } else { End::Final(end) };
        out.push(Output::Reply(in_flight.into_reply(end)));
    }
}

/// The row with the name of its code in capitals: some modems write `+cmgs: 5`.
fn in_capitals(text: &str) -> Cow<'_, str> {
    match text.split_once(':') {
        Some((name, rest)) if text.starts_with(urc::MARKS) && name.bytes().any(|byte| byte.is_ascii_lowercase()) => {
            Cow::Owned(format!("{}:{rest}", name.to_ascii_uppercase()))
        }
        Some(_) | None => Cow::Borrowed(text),
    }
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Whether a row is the echo of a command, this one or an earlier one.
fn is_command(text: &str) -> bool {
    let behind = text.get(..2).filter(|at| at.eq_ignore_ascii_case("AT")).map(|_| &text[2..]);
    behind.is_some_and(|rest| rest.is_empty() || rest == "E0" || rest.starts_with(['+', '^', '#', '*', '$', '!', '%']))
}

/// The name of a code, whatever its mark: `CGMM` in `+CGMM: "E173"` and in `+CGMM`.
fn name(code: &str) -> Option<&str> {
    let name = code.strip_prefix(urc::MARKS)?;
    Some(&name[..name.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(name.len())])
}
