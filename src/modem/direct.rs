//! Messages that a modem hands over without storing them (`+CMT`, `+CDS`): class 0, with most.
//!
//! With `+CSMS=1` the network waits until the host says `+CNMA`, and sends the message again otherwise. `+CNMA` does not
//! say which message it means: one that comes too late acknowledges the next one, which may never have been heard of. So it
//! is said in time or not at all.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::at::command::Command;
use crate::at::urc::Direct as Message;
use crate::flow::{Content, Origin};
use crate::model::Now;

use super::ask::Ask;
use super::content::{content, is_whole, unmeasured};
use super::heard::Heard;
use super::known::Known;
use super::out::{Out, Reading};

/// A modem waits 12 s at least before it tells the network that nobody took the message (TS 24.011 10, TR2M).
pub(super) const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(8);

#[derive(Debug, Default)]
pub(super) struct Direct {
    /// The modem leaves it to us to acknowledge.
    acknowledges: bool,
    /// By the ticket of each message: until when it may be acknowledged.
    owed: BTreeMap<u64, Duration>,
    /// The same for those that are on disk.
    due: VecDeque<Duration>,
    /// One was on disk too late.
    missed: bool,
}

impl Direct {
    pub fn new(acknowledges: bool) -> Self {
        Self { acknowledges, ..Self::default() }
    }

    pub fn acknowledges(&self) -> bool {
        self.acknowledges
    }

    /// A message that was not stored: it is committed like any other, and acknowledged to the network only then.
    pub fn heard(&mut self, message: &Message, heard: &mut Heard, known: &Known, now: Now, out: &mut Out) {
        if !self.acknowledges || is_believed(message, heard) {
            self.take(handed_over(message), now.mono + ACKNOWLEDGE_WITHIN, true, known, now, out);
        }
    }

    /// What came before the modem was ready: it is not `announced` for this card, since a modem that has hung hands over
    /// what came for the card that was in it before.
    pub fn take_early(&mut self, heard: &mut Heard, known: &Known, now: Now, out: &mut Out) {
        for (message, until) in std::mem::take(&mut heard.early) {
            let content = handed_over(&message);
            if self.acknowledges && !is_whole(&content, message.length) {
                // Nobody sends again what the modem acknowledged by itself. If it did not, the message comes again, whole: it
                // must be waited for, and nothing of this one be taken for it.
                self.take(Content::Garbled(message.line), Duration::ZERO, false, known, now, out);
            } else {
                self.take(content, until, false, known, now, out);
            }
        }
    }

    fn take(&mut self, content: Content, until: Duration, announced: bool, known: &Known, now: Now, out: &mut Out) {
        let origin = Origin::Direct { announced };
        let ticket = out.arrived(Reading { line: known.line(), origin, content, at: now.wall });
        if self.acknowledges {
            self.owed.insert(ticket, until);
        }
    }

    /// The gateway has it on disk.
    pub fn acknowledged(&mut self, ticket: u64) {
        self.due.extend(self.owed.remove(&ticket));
    }

    pub fn has_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// `+CNMA`, where one is to be said.
    pub fn next(&mut self, now: Duration) -> Option<Ask<()>> {
        let before = self.due.len();
        self.due.retain(|&until| until > now);
        self.missed |= self.due.len() < before;
        let ask = || Ask::new((), Command::acknowledge().within(Duration::from_secs(3)));
        self.has_due().then(ask)
    }

    /// Asked once: whether the modem has waited in vain.
    pub fn take_missed(&mut self) -> bool {
        std::mem::take(&mut self.missed)
    }

    /// `+CNMA` was answered. A network that no longer waits (`+CMS ERROR: 340`) will send it again: merged then.
    pub fn replied(&mut self) {
        self.due.pop_front();
    }
}

fn handed_over(message: &Message) -> Content {
    if message.length == 0 { unmeasured(&message.line) } else { content(&message.line) }
}

/// One that was spoilt on the line is not acknowledged: the network sends it again, and what comes the same twice is what
/// was sent. Without a length it may be a slot's, which is listed and then read: twice the same, and none that the network
/// waits for.
fn is_believed(message: &Message, heard: &mut Heard) -> bool {
    if message.length == 0 {
        return false;
    }
    let is_whole = is_whole(&content(&message.line), message.length);
    let is_believed = is_whole || heard.spoilt.as_ref() == Some(&message.line);
    heard.spoilt = (!is_believed).then(|| message.line.clone());
    is_believed
}
