//! Direct messages: the modem sends them without storing them (`+CMT`, `+CDS`). With most modems these are of class 0.
//!
//! With `+CSMS=1` the network waits for `+CNMA`, and otherwise sends the message again (27.005 3.4.1, 3.4.4). `+CNMA`
//! doesn't name its message, so a late one could acknowledge the next message, which simgate may not have received.
//! Therefore `+CNMA` is sent in time or not at all.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::at::command::Command;
use crate::at::urc::Direct as Message;
use crate::flow::{Content, Origin};
use crate::model::Now;

use super::backlog::Backlog;
use super::content::{content, content_of_unknown_length, is_whole};
use super::modem_info::ModemInfo;
use super::next_command::NextCommand;
use super::outputs::{Outputs, Reading};

/// How long after its arrival a message may be acknowledged. A modem waits at least 12 s before it reports to the
/// network that no one accepted the message (TS 24.011 10, TR2M).
pub(super) const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(8);

/// The direct messages that are not acknowledged yet.
#[derive(Debug, Default)]
pub(super) struct Direct {
    /// Whether simgate sends `+CNMA`. If not, the modem acknowledges by itself.
    acknowledges: bool,
    /// The acknowledgement deadlines of messages that are not on disk, by ticket.
    uncommitted: BTreeMap<u64, Duration>,
    /// The acknowledgement deadlines of messages that are on disk.
    due: VecDeque<Duration>,
    /// A message was on disk too late.
    missed_deadline: bool,
}

impl Direct {
    /// No messages yet.
    pub fn new(acknowledges: bool) -> Self {
        Self { acknowledges, ..Self::default() }
    }

    /// Whether simgate sends `+CNMA`.
    pub fn acknowledges(&self) -> bool {
        self.acknowledges
    }

    /// Handles a direct message: it is committed like any other, and acknowledged only after that.
    pub fn receive(
        &mut self,
        message: &Message,
        backlog: &mut Backlog,
        modem: &ModemInfo,
        now: Now,
        out: &mut Outputs,
    ) {
        if !self.acknowledges || accept(message, backlog) {
            self.emit(content_of(message), now.mono + ACKNOWLEDGE_WITHIN, true, modem, now, out);
        }
    }

    /// Handles the messages that arrived before the modem was ready. They don't count as announced for this card, since
    /// a modem that was stuck may send messages of the card that was in it before.
    pub fn receive_backlog(&mut self, backlog: &mut Backlog, modem: &ModemInfo, now: Now, out: &mut Outputs) {
        for (message, until) in std::mem::take(&mut backlog.messages) {
            let content = content_of(&message);
            if self.acknowledges && !is_whole(&content, message.length) {
                // If the modem acknowledged the message by itself, the network doesn't send it again, so it is kept. If
                // it did not, the whole message arrives again, so this one is stored as garbled.
                self.emit(Content::Garbled(message.row), Duration::ZERO, false, modem, now, out);
            } else {
                self.emit(content, until, false, modem, now, out);
            }
        }
    }

    fn emit(
        &mut self,
        content: Content,
        until: Duration,
        announced: bool,
        modem: &ModemInfo,
        now: Now,
        out: &mut Outputs,
    ) {
        let origin = Origin::Direct { announced };
        let ticket = out.emit_arrival(Reading { line: modem.line(), origin, content, at: now.wall });
        if self.acknowledges {
            self.uncommitted.insert(ticket, until);
        }
    }

    /// The arrival with this ticket is on disk: its acknowledgement is due.
    pub fn acknowledge(&mut self, ticket: u64) {
        self.due.extend(self.uncommitted.remove(&ticket));
    }

    /// Whether an acknowledgement is due.
    pub fn has_due(&self) -> bool {
        !self.due.is_empty()
    }

    /// `+CNMA`, if one is due.
    pub fn next(&mut self, now: Duration) -> Option<NextCommand<()>> {
        let before = self.due.len();
        self.due.retain(|&until| until > now);
        self.missed_deadline |= self.due.len() < before;
        let acknowledge = || NextCommand::new((), Command::acknowledge().within(Duration::from_secs(3)));
        self.has_due().then(acknowledge)
    }

    /// Returns whether a message was not acknowledged in time, and resets that.
    pub fn take_missed_deadline(&mut self) -> bool {
        std::mem::take(&mut self.missed_deadline)
    }

    /// Notes that `+CNMA` was answered. A network that no longer waits (`+CMS ERROR: 340`) sends the message again, and
    /// the gateway merges both.
    pub fn replied(&mut self) {
        self.due.pop_front();
    }
}

fn content_of(message: &Message) -> Content {
    if message.length == 0 { content_of_unknown_length(&message.row) } else { content(&message.row) }
}

/// Whether a message is accepted. A corrupted message is not acknowledged: the network sends it again, and two equal
/// copies are accepted as what was sent. A message without a length may belong to a slot, from which it is read again
/// anyway, and the network waits for no acknowledgement.
fn accept(message: &Message, backlog: &mut Backlog) -> bool {
    if message.length == 0 {
        return false;
    }
    let is_whole = is_whole(&content(&message.row), message.length);
    let is_accepted = is_whole || backlog.corrupted.as_ref() == Some(&message.row);
    backlog.corrupted = (!is_accepted).then(|| message.row.clone());
    is_accepted
}
