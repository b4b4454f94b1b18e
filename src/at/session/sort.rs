//! To whom a line belongs.
//!
//! In this order: to a quoted text that is still open; to a header that waits for its PDU; to the
//! echo; to the final result codes; to the command in flight if it has the prefix that this command
//! asks for; to the unsolicited result codes; to the command in flight if that takes any line;
//! else it is noise, counted and shown.

use std::time::Duration;

use super::super::command::Shape;
use super::super::reply::{Final, Header};
use super::super::urc::{self, Direct, Head, Twin, Urc};
use super::{CTRL_Z, Coming, End, InFlight, Item, Output, Phase, SECOND_LINE, Session};

/// The shortest SMS-DELIVER has 14 octets with its SMSC length; IMEI, IMSI and ICCID have fewer digits.
const PDU_DIGITS_MIN: usize = 28;
/// An echoed piece of a PDU is at least this long; anything shorter may be an answer.
const BODY_ECHO_MIN: usize = 8;
/// A command shorter than this is not looked for in front of other text: `AT` begins `ATREADY`.
const GLUED_ECHO_MIN: usize = 5;

impl Session {
    pub(super) fn line(&mut self, line: &[u8], now: Duration, out: &mut Vec<Output>) {
        // Names of the phone book come in any character set: a header must not be lost over one.
        let text = String::from_utf8_lossy(line);
        if let Some((open, until)) = self.open_text.take() {
            if urc::announces_message(&text) {
                out.push(Output::Urc(open.broken_off()));
            } else {
                match open.go_on(&text) {
                    Ok(whole) => out.push(Output::Urc(whole)),
                    Err(open) => self.open_text = Some((open, until)),
                }
                return;
            }
        }
        match urc::unglue(text.trim_end()).as_slice() {
            [_] => self.piece(text.trim_end(), line.trim_ascii_end(), now, out),
            pieces => pieces.iter().for_each(|piece| self.piece(piece, piece.as_bytes(), now, out)),
        }
    }

    /// One line, or one of those that were glued together; `bytes` are its own as they came.
    fn piece(&mut self, text: &str, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        let text = self.without_prompt(text);
        if text.is_empty() || self.is_body_echo(text) {
            return;
        }
        if is_hex(text) && self.pdu_line(bytes, out) {
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

    fn sort(&mut self, text: &str, bytes: &[u8], now: Duration, out: &mut Vec<Output>) {
        if let Some(end) = Final::parse(text) {
            self.finish(end, text, out);
            return;
        }
        if self.has_wanted_prefix(text) {
            self.answer(text, out);
            return;
        }
        match urc::parse(text) {
            Some(Head::PduFollows { is_report, length }) => self.wait_for_pdu(is_report, length, now, out),
            Some(Head::TextFollows(open)) => self.open_text = Some((open, now + SECOND_LINE)),
            Some(Head::Whole(Urc::Other(_))) if self.takes_any_line() && !urc::is_known_noise(text) => {
                self.answer(text, out);
            }
            Some(Head::Whole(urc)) => out.push(Output::Urc(urc)),
            None if self.takes_any_line() => self.answer(text, out),
            // Not hexadecimal where a PDU was due: spoilt on its way.
            None if self.pdu_line(bytes, out) => {}
            None => self.stray(text, bytes, out),
        }
    }

    /// A PDU without its header says that the header was lost.
    fn stray(&mut self, text: &str, bytes: &[u8], out: &mut Vec<Output>) {
        if let Some(in_flight) = &mut self.in_flight
            && matches!(in_flight.command.shape, Shape::Pdus(_))
        {
            in_flight.incomplete |= is_hex(text);
        }
        self.noise(bytes, out);
    }

    fn wait_for_pdu(&mut self, is_report: bool, length: usize, now: Duration, out: &mut Vec<Output>) {
        if let Some(lost) = self.coming.replace(Coming { is_report, length, until: now + SECOND_LINE }) {
            self.noise(lost.name().as_bytes(), out);
        }
    }

    /// Hands a line to the header that waits for it. When a listing and an unsolicited message
    /// both wait, the length tells whose line it is; without a match the unsolicited one has it,
    /// since it can't be asked for again.
    fn pdu_line(&mut self, line: &[u8], out: &mut Vec<Output>) -> bool {
        let listed = self.in_flight.as_ref().and_then(|in_flight| in_flight.header);
        if let Some(coming) = self.coming {
            let fits = tpdu_length(line) == Some(coming.length);
            let fits_listed = listed.is_some_and(|header| tpdu_length(line) == Some(header.length));
            // An IMEI, say, asked for just when a message came.
            let is_answer = !fits && line.len() < PDU_DIGITS_MIN && self.takes_any_line();
            if is_answer {
                return false;
            }
            if fits || !fits_listed {
                self.coming = None;
                let direct = Direct { length: coming.length, line: line.to_vec() };
                out.push(Output::Urc(if coming.is_report { Urc::Report(direct) } else { Urc::Message(direct) }));
                return true;
            }
        }
        let Some(header) = self.in_flight.as_mut().and_then(|in_flight| in_flight.header.take()) else { return false };
        out.push(Output::Item(Item { header, line: line.to_vec() }));
        true
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
        let is_tail = text.len() >= 3 && sent.ends_with(text);
        let is_head = text.starts_with("AT") && sent.starts_with(text);
        if text.eq_ignore_ascii_case(sent) || is_tail || is_head {
            return Some("");
        }
        if sent.len() >= GLUED_ECHO_MIN { text.strip_prefix(sent) } else { None }
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
            Shape::Pdus(_) => {
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

    fn takes_any_line(&self) -> bool {
        self.in_flight.as_ref().is_some_and(|in_flight| in_flight.command.shape == Shape::Free)
    }

    fn finish(&mut self, end: Final, text: &str, out: &mut Vec<Output>) {
        // The end of somebody's call, not of a command: simgate makes none.
        if end == Final::CallEnded {
            out.push(Output::Urc(Urc::Other(text.to_owned())));
            return;
        }
        // Only a prompt or a refusal answers a command that asks for a prompt: this `OK` is the late
        // end of another.
        let is_stale = |in_flight: &InFlight| in_flight.phase == Phase::Prompt && end == Final::Ok;
        let Some(mut in_flight) = self.in_flight.take_if(|in_flight| !is_stale(in_flight)) else {
            self.noise(text.as_bytes(), out);
            return;
        };
        if end == Final::Ok {
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

impl InFlight {
    /// Some unsolicited codes look like the answer to a question that may be in flight. Neither the
    /// news nor the answer may be lost over it.
    fn answer_or_twin(&mut self, text: &str, out: &mut Vec<Output>) {
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
    fn give_back_twins(&mut self, out: &mut Vec<Output>) {
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

fn is_hex(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// Octets of the TPDU in a line of hexadecimal digits that begins with the SMSC address.
fn tpdu_length(line: &[u8]) -> Option<usize> {
    if !line.len().is_multiple_of(2) {
        return None;
    }
    let octets = line.len() / 2;
    let smsc = usize::from(u8::from_str_radix(std::str::from_utf8(line.get(..2)?).ok()?, 16).ok()?);
    octets.checked_sub(1 + smsc)
}
