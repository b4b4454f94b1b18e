//! Handing parts of messages to the modem, one at a time.
//!
//! Each part that the gateway orders has exactly one outcome. Once the PDU was written, silence, a reset or a pulled plug
//! leave it unknown: the network may have it.

use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{Final, message_reference};
use crate::at::session::End;
use crate::at::{Reply, RetryClass};
use crate::flow::outbound::{Cause, Outcome, SentAs};
use crate::model::{LineId, Secret};

use super::ask::{Ask, OF_GREAT_USE, OF_LITTLE_USE, Reason, Verdict};
use super::known::Known;
use super::out::Out;
use super::patience::Quick;

/// Some modems don't say that their card was changed. To change it, and to find the network with the other one, takes
/// longer than this; whoever sends later asks first.
const SAME_CARD: Duration = Duration::from_secs(2);

/// Makers allow the network 40 s (SIM7600) to 120 s (Quectel); it mostly takes five.
pub(super) const RESULT_WAIT: Duration = Duration::from_secs(60);

/// Causes of `+CMS ERROR` with which the network may have the message all the same: 332 no network service in time,
/// 500 unknown, and makers' own.
const DOUBTFUL: [u16; 2] = [332, 500];
const OWN_FIRST: u16 = 512;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Which card is in the modem?
    Card,
    KeepLink,
    /// Another program, or the modem itself, may have left text mode behind.
    PduMode,
    /// The network had no SMSC for a part: the one that the card names is set anew.
    FindSmsc,
    SetSmsc,
    /// A part, by its ticket.
    Send(i64),
    /// The same, whose outcome was told already.
    Sent,
}

/// One part, to be handed to the modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its receipt bears it.
    pub ticket: i64,
    /// The card that was debited: no other one may send it.
    pub line: LineId,
    /// The SMSC address (none: the card's own) and the TPDU, as hexadecimal digits.
    pub pdu: Secret,
    /// Octets of the TPDU.
    pub length: usize,
    /// More parts of the same message follow at once.
    pub more: bool,
}

#[derive(Debug, Default)]
pub(super) struct Sender {
    waiting: Option<Part>,
    /// The part that was written last: it goes once more where the network had no SMSC for it.
    written: Option<Part>,
    repaired_for: Option<i64>,
    /// What is to be done about that before.
    repair: Option<Repair>,
    /// The modem takes PDUs, and not texts, from here on.
    takes_pdus: bool,
    /// The modem was asked to keep its link to the network open for the part that waits.
    link_kept: bool,
    /// When it was last sure which card is in the modem.
    card_seen: Duration,
    /// That is being asked for the part that waits.
    asks_card: bool,
}

/// An SMSC that the modem does not know, though its card has one, is known once it was set.
#[derive(Debug)]
enum Repair {
    Find,
    Set(String),
}

impl Sender {
    pub fn is_due(&self) -> bool {
        self.waiting.is_some()
    }

    /// The gateway wants a part sent. `is_busy`: another one is in the modem's hands.
    pub fn submit(&mut self, part: Part, is_busy: bool, known: &Known, out: &mut Out) {
        let why = if known.sim.as_ref() != Some(&part.line) {
            "another card is in the modem"
        } else if self.waiting.is_some() || is_busy {
            "the modem is busy with another message"
        } else {
            self.waiting = Some(part);
            return;
        };
        not_taken(part.ticket, why, out);
    }

    /// The command that comes next for the part that waits.
    pub fn next(&mut self, known: &Known, now: Duration, out: &mut Out) -> Option<Ask<Task>> {
        let part = self.waiting.as_ref()?;
        if now.saturating_sub(self.card_seen) > SAME_CARD {
            self.asks_card = true;
            return Some(Ask::new(Task::Card, known.which_card()).quick(Quick::Card).optional(OF_GREAT_USE));
        }
        match self.repair.take() {
            Some(Repair::Find) => return Some(Ask::new(Task::FindSmsc, Command::smsc()).optional(OF_LITTLE_USE)),
            Some(Repair::Set(number)) => {
                if let Some(command) = Command::set_smsc(&number) {
                    return Some(Ask::new(Task::SetSmsc, command).optional(OF_LITTLE_USE));
                }
            }
            None => {}
        }
        if part.more && !self.link_kept {
            self.link_kept = true;
            return Some(Ask::new(Task::KeepLink, Command::keep_link(true)).optional(OF_LITTLE_USE));
        }
        // In text mode the PDU would go out as a text, to a number made of its length.
        if !self.takes_pdus {
            return Some(Ask::new(Task::PduMode, Command::pdu_mode()));
        }
        (self.link_kept, self.takes_pdus) = (false, false);
        let part = self.waiting.take()?;
        let Some(command) = Command::send(part.length, &part.pdu) else {
            let why = "its PDU is not one that a modem can take".to_owned();
            done(part.ticket, failed(why, RetryClass::Never), out);
            return None;
        };
        let ticket = part.ticket;
        self.written = Some(part);
        Some(Ask::new(Task::Send(ticket), command))
    }

    /// The answer to a command that goes before a part. What became of a part itself is told by [`Sender::result`].
    pub fn replied(&mut self, task: Task, reply: &Reply, known: &mut Known, out: &mut Out) -> Verdict {
        match task {
            Task::PduMode => {
                self.takes_pdus = reply.is_ok();
                if reply.is_ok() { Verdict::Stay } else { Verdict::Restart(Reason::NoPduMode) }
            }
            Task::FindSmsc => {
                known.network.note_smsc(reply);
                self.smsc_found(known, out);
                Verdict::Stay
            }
            // A modem without `+CMMS` opens the link for each part; who the card is, is told by `card_told`.
            Task::Card | Task::KeepLink | Task::SetSmsc | Task::Send(_) | Task::Sent => Verdict::Stay,
        }
    }

    fn smsc_found(&mut self, known: &Known, out: &mut Out) {
        self.repair = known.network.smsc.clone().map(Repair::Set);
        if self.repair.is_none()
            && let Some(part) = self.waiting.take()
        {
            let why = "the card names no SMSC: set `smsc` in its [[sim]]".to_owned();
            done(part.ticket, failed(why, RetryClass::AskPerson), out);
        }
    }

    /// What became of the part in the modem's hands.
    pub fn result(&mut self, ticket: i64, reply: &Reply, now: Duration, out: &mut Out) {
        if reply.is_ok() {
            self.card_seen = now;
        }
        if !self.repair_smsc(ticket, reply) {
            done(ticket, outcome(reply), out);
        }
    }

    /// The network had no SMSC for a part: it goes once more, with the SMSC set that the operator or the card names.
    fn repair_smsc(&mut self, ticket: i64, reply: &Reply) -> bool {
        let is_missing = matches!(&reply.end, End::Final(Final::Message(cause)) if cause.is(330))
            && self.repaired_for != Some(ticket);
        let Some(part) = self.written.take_if(|part| is_missing && part.ticket == ticket) else { return false };
        (self.repair, self.repaired_for) = (Some(Repair::Find), Some(ticket));
        self.waiting = Some(part);
        true
    }

    /// The card is the one that was debited; or nobody knows, and then nothing is sent.
    pub fn card_told(&mut self, is_same: bool, now: Duration, out: &mut Out) {
        let asked = std::mem::take(&mut self.asks_card);
        if is_same {
            self.card_seen = now;
        } else if let Some(part) = self.waiting.take_if(|_| asked) {
            not_taken(part.ticket, "the modem does not tell which card is in it", out);
        }
    }

    /// Something happened to the card: nothing is sent before it was asked who it is.
    pub fn card_changed(&mut self) {
        self.card_seen = Duration::ZERO;
    }

    /// Whatever was to be sent, or was just being, is so no more: each has its outcome. `written`: the modem may have
    /// taken the PDU.
    pub fn end(self, in_flight: Option<Task>, written: bool, why: &str, out: &mut Out) {
        if let Some(part) = self.waiting {
            not_taken(part.ticket, why, out);
        }
        if let Some(Task::Send(ticket)) = in_flight {
            if written {
                done(ticket, Outcome::Unknown { why: why.to_owned() }, out);
            } else {
                not_taken(ticket, why, out);
            }
        }
    }
}

pub(super) fn not_taken(ticket: i64, why: &str, out: &mut Out) {
    done(ticket, Outcome::Failed(Cause { why: why.to_owned(), class: None }), out);
}

fn done(ticket: i64, outcome: Outcome, out: &mut Out) {
    out.receipt(ticket, outcome);
}

fn failed(why: String, class: RetryClass) -> Outcome {
    Outcome::Failed(Cause { why, class: Some(class) })
}

fn outcome(reply: &Reply) -> Outcome {
    match &reply.end {
        End::Final(Final::Ok) | End::Incomplete => Outcome::Sent(reply.find(message_reference).map(SentAs::Reference)),
        End::TimedOut if reply.handed_over => {
            Outcome::Unknown { why: "the modem took the message and did not say what became of it".into() }
        }
        End::TimedOut => {
            let why = "the modem did not ask for the message in time".into();
            failed(why, RetryClass::AnotherSim)
        }
        End::Final(end) => {
            let (why, class, code) = cause(end);
            // Whether the network has it nobody can tell: sent again, it might come twice.
            if reply.handed_over && code.is_none_or(|code| DOUBTFUL.contains(&code) || code >= OWN_FIRST) {
                return Outcome::Unknown { why: format!("the modem took the message, and then said: {why}") };
            }
            failed(why, class)
        }
    }
}

fn cause(end: &Final) -> (String, RetryClass, Option<u16>) {
    match end {
        Final::Message(cause) | Final::Equipment(cause) => (cause.sentence.to_owned(), cause.class, cause.code),
        Final::Ok | Final::Error | Final::NotSupported | Final::CallEnded => {
            ("the modem answered ERROR".to_owned(), RetryClass::Later, None)
        }
    }
}
