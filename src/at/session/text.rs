//! What somebody wrote, as far as it comes in lines: USSD texts, and messages of a modem that was set
//! to text mode behind simgate's back. No line of them is obeyed.

use std::time::Duration;

use super::super::reply::Final;
use super::super::urc::{self, Announced, Direct, Head, OpenText, Urc};
use super::{Output, SECOND_LINE, Session};

/// A quoted text that goes on in the next line.
#[derive(Debug)]
pub(super) struct Open {
    text: OpenText,
    until: Duration,
    /// Its lines since the command in flight began: its closing quote may be lost, and then they were
    /// no part of it.
    lines: Vec<String>,
}

/// A header in text mode, whose message is to come.
#[derive(Debug)]
pub(super) struct Written {
    what: Announced,
    head: String,
    until: Duration,
}

impl Session {
    pub(super) fn open(&mut self, text: OpenText, now: Duration) {
        self.open_text = Some(Open { text, until: now + SECOND_LINE, lines: Vec::new() });
    }

    /// The message comes in the next line, whatever that looks like.
    pub(super) fn wait_for_text(&mut self, what: Announced, head: &str, now: Duration) {
        self.written = Some(Written { what, head: head.to_owned(), until: now + SECOND_LINE });
    }

    /// Whether the next line is what somebody wrote: a `>` at its beginning is no prompt.
    pub(super) fn is_in_text(&self) -> bool {
        self.open_text.is_some() || self.written.is_some()
    }

    pub(super) fn text_until(&self) -> Option<Duration> {
        let open = self.open_text.as_ref().map(|open| open.until);
        open.into_iter().chain(self.written.as_ref().map(|written| written.until)).min()
    }

    /// A new command: what was heard before can't be its end.
    pub(super) fn void_ends_in_text(&mut self) {
        if let Some(open) = &mut self.open_text {
            open.lines.retain(|line| Final::parse(line).is_none());
        }
    }

    pub(super) fn expire_text(&mut self, now: Duration, out: &mut Vec<Output>) {
        if self.open_text.as_ref().is_some_and(|open| open.until <= now) {
            self.break_text_off(now, out);
        }
        if let Some(written) = self.written.take_if(|written| written.until <= now) {
            self.noise(written.head.as_bytes(), out);
        }
    }

    /// Takes a line that belongs to a text.
    pub(super) fn text_line(&mut self, line: &str, now: Duration, out: &mut Vec<Output>) -> bool {
        if let Some(written) = self.written.take() {
            out.push(written.output(line));
            return true;
        }
        if urc::breaks_text_off(line) {
            self.break_text_off(now, out);
            return false;
        }
        let Some(mut open) = self.open_text.take() else { return false };
        open.lines.push(line.trim_end().to_owned());
        match open.text.go_on(line) {
            Ok(whole) => out.push(Output::Urc(whole)),
            Err(text) => {
                let is_full = text.is_full();
                self.open_text = Some(Open { text, ..open });
                if is_full {
                    self.break_text_off(now, out);
                }
            }
        }
        true
    }

    /// The end of the text is lost. What came since may be the modem's own: an `OK` that a command waits
    /// for, `RDY`, `+CPIN: READY`.
    pub(super) fn break_text_off(&mut self, now: Duration, out: &mut Vec<Output>) {
        let Some(open) = self.open_text.take() else { return };
        out.push(Output::Urc(open.text.broken_off()));
        self.sort_again(&open.lines, now, out);
    }

    fn sort_again(&mut self, lines: &[String], now: Duration, out: &mut Vec<Output>) {
        for line in lines {
            let is_code = matches!(urc::parse(line), Some(Head::Whole(_)));
            if is_code || Final::parse(line).is_some() || self.has_wanted_prefix(line) {
                self.sort(line, line.as_bytes(), now, out);
            }
        }
    }
}

impl Written {
    /// Kept as it came, header and all: it is nothing that could be taken for a PDU.
    fn output(self, line: &str) -> Output {
        let direct = Direct { length: 0, line: format!("{}\n{line}", self.head).into_bytes() };
        Output::Urc(match self.what {
            Announced::Message => Urc::Message(direct),
            Announced::Report => Urc::Report(direct),
            Announced::Slot => Urc::OutOfStep(direct),
            Announced::Page => Urc::Other(self.head),
        })
    }
}
