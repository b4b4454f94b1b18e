//! What somebody wrote, as far as it comes in lines: USSD texts, and messages of a modem that was set
//! to text mode behind simgate's back. No line of them is obeyed.

use std::time::Duration;

use super::super::reply::Final;
use super::super::urc::{self, Announced, Direct, OpenText, Urc};
use super::output::{Output, noise};
use super::pending_pdu::SECOND_LINE;

/// A quoted text that goes on in the next line.
#[derive(Debug)]
struct Open {
    text: OpenText,
    until: Duration,
    /// Its lines since the command in flight began: its closing quote may be lost, and then they were
    /// no part of it.
    lines: Vec<String>,
}

/// A header in text mode, whose message is to come.
#[derive(Debug)]
struct Written {
    what: Announced,
    head: String,
    until: Duration,
}

/// Texts that are to come, or to go on.
#[derive(Debug, Default)]
pub struct Texts {
    open: Option<Open>,
    /// A message shown as text is to come.
    written: Option<Written>,
}

/// Whether a line belonged to a text.
pub enum Taken {
    Part,
    /// It did, and the text is longer than any: its end was lost.
    Overfull,
    Other,
    /// Not even the text that is open can have it: that has lost its end.
    Breaks,
}

impl Texts {
    pub fn open(&mut self, text: OpenText, now: Duration) {
        self.open = Some(Open { text, until: now + SECOND_LINE, lines: Vec::new() });
    }

    /// The message comes in the next line, whatever that looks like.
    pub fn wait_for(&mut self, what: Announced, head: &str, now: Duration) {
        self.written = Some(Written { what, head: head.to_owned(), until: now + SECOND_LINE });
    }

    /// Whether the next line is what somebody wrote: a `>` at its beginning is no prompt.
    pub fn is_any_due(&self) -> bool {
        self.open.is_some() || self.written.is_some()
    }

    pub fn until(&self) -> Option<Duration> {
        let open = self.open.as_ref().map(|open| open.until);
        open.into_iter().chain(self.written.as_ref().map(|written| written.until)).min()
    }

    /// A new command: what was heard before can't be its end.
    pub fn void_ends(&mut self) {
        if let Some(open) = &mut self.open {
            open.lines.retain(|line| Final::parse(line).is_none());
        }
    }

    pub fn is_open_late(&self, now: Duration) -> bool {
        self.open.as_ref().is_some_and(|open| open.until <= now)
    }

    /// Gives up a message whose text did not come in time.
    pub fn expire_written(&mut self, now: Duration, out: &mut Vec<Output>) {
        if let Some(written) = self.written.take_if(|written| written.until <= now) {
            out.push(noise(written.head.as_bytes()));
        }
    }

    pub fn take(&mut self, line: &str, out: &mut Vec<Output>) -> Taken {
        if let Some(written) = self.written.take() {
            out.push(written.output(line));
            return Taken::Part;
        }
        if urc::breaks_text_off(line) {
            return Taken::Breaks;
        }
        let Some(mut open) = self.open.take() else { return Taken::Other };
        open.lines.push(line.trim_end().to_owned());
        match open.text.go_on(line) {
            Ok(whole) => out.push(Output::Urc(whole.into())),
            Err(text) => {
                let is_full = text.is_full();
                self.open = Some(Open { text, ..open });
                if is_full {
                    return Taken::Overfull;
                }
            }
        }
        Taken::Part
    }

    /// Ends the text that is open, and gives the lines of it that came since the command in flight began.
    pub fn break_off(&mut self, out: &mut Vec<Output>) -> Vec<String> {
        let Some(open) = self.open.take() else { return Vec::new() };
        out.push(Output::Urc(open.text.broken_off().into()));
        open.lines
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
