//! Text that a person wrote, in rows: USSD texts, and messages of a modem that another program set to text mode. No
//! such row is interpreted as a code or a reply.

use std::time::Duration;

use super::super::reply::Final;
use super::super::urc::{self, Direct, OpenText, PduKind, Urc};
use super::output::{Output, noise};
use super::pending_pdu::SECOND_ROW_WITHIN;

/// A quoted USSD text whose end has not arrived.
#[derive(Debug)]
struct OpenUssd {
    text: OpenText,
    until: Duration,
    /// The rows since the command in flight began. If the closing quote was lost, they were not part of the text.
    rows: Vec<String>,
}

/// A header in text mode whose message has not arrived.
#[derive(Debug)]
struct TextMessage {
    kind: PduKind,
    head: String,
    until: Duration,
}

/// The texts that are expected or incomplete.
#[derive(Debug, Default)]
pub struct Texts {
    open: Option<OpenUssd>,
    /// A text mode message that is expected.
    message: Option<TextMessage>,
}

/// How a row relates to the expected texts.
pub enum RowInText {
    /// It is part of a text.
    Part,
    /// It is part of a text that is longer than any valid one: the end of the text was lost.
    Overfull,
    /// It is not part of a text.
    Other,
    /// It can't be part of the open text: the end of that text was lost.
    Breaks,
}

impl Texts {
    /// Starts a USSD text of several rows.
    pub fn begin_ussd(&mut self, text: OpenText, now: Duration) {
        self.open = Some(OpenUssd { text, until: now + SECOND_ROW_WITHIN, rows: Vec::new() });
    }

    /// Expects a text mode message in the next row, whatever its content is.
    pub fn expect_message(&mut self, kind: PduKind, head: &str, now: Duration) {
        self.message = Some(TextMessage { kind, head: head.to_owned(), until: now + SECOND_ROW_WITHIN });
    }

    /// Whether the next row is text: a `>` at its beginning is then no prompt.
    pub fn is_any_expected(&self) -> bool {
        self.open.is_some() || self.message.is_some()
    }

    /// When the first expected text is overdue.
    pub fn next_deadline(&self) -> Option<Duration> {
        let open = self.open.as_ref().map(|open| open.until);
        open.into_iter().chain(self.message.as_ref().map(|message| message.until)).min()
    }

    /// Discards final result codes in the open text: a new command begins, and none of them can end it.
    pub fn discard_final_codes(&mut self) {
        if let Some(open) = &mut self.open {
            open.rows.retain(|row| Final::parse(row).is_none());
        }
    }

    /// Whether the open USSD text is overdue.
    pub fn is_ussd_overdue(&self, now: Duration) -> bool {
        self.open.as_ref().is_some_and(|open| open.until <= now)
    }

    /// Drops an expected message whose text did not arrive in time.
    pub fn expire_message(&mut self, now: Duration, out: &mut Vec<Output>) {
        if let Some(message) = self.message.take_if(|message| message.until <= now) {
            out.push(noise(message.head.as_bytes()));
        }
    }

    /// Takes a row as part of a text, if one is expected.
    pub fn take(&mut self, row: &str, out: &mut Vec<Output>) -> RowInText {
        if let Some(message) = self.message.take() {
            out.push(message.output(row));
            return RowInText::Part;
        }
        if urc::interrupts_text(row) {
            return RowInText::Breaks;
        }
        let Some(mut open) = self.open.take() else { return RowInText::Other };
        open.rows.push(row.trim_end().to_owned());
        match open.text.append(row) {
            Ok(whole) => out.push(Output::Urc(whole.into())),
            Err(text) => {
                let is_full = text.is_full();
                self.open = Some(OpenUssd { text, ..open });
                if is_full {
                    return RowInText::Overfull;
                }
            }
        }
        RowInText::Part
    }

    /// Ends the open text. Returns its rows since the command in flight began.
    pub fn break_off(&mut self, out: &mut Vec<Output>) -> Vec<String> {
        let Some(open) = self.open.take() else { return Vec::new() };
        out.push(Output::Urc(open.text.into_incomplete().into()));
        open.rows
    }
}

impl TextMessage {
    /// The message with its header, as it arrived, so that it can't be mistaken for a PDU.
    fn output(self, row: &str) -> Output {
        let direct = Direct { length: 0, row: format!("{}\n{row}", self.head).into_bytes() };
        Output::Urc(match self.kind {
            PduKind::Message => Urc::Message(direct),
            PduKind::Report => Urc::Report(direct),
            PduKind::Slot => Urc::OutOfStep(direct),
            PduKind::Page => Urc::Other(self.head),
        })
    }
}
