//! Submits parts of messages to the modem, one at a time (27.005 3.5.1).
//!
//! Every part from the gateway gets exactly one outcome. After the PDU was written, silence, a reset or an unplugged
//! modem make the outcome unknown: the network may have the part.

use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{Final, message_reference};
use crate::at::session::End;
use crate::at::{Reply, RetryClass};
use crate::flow::outbound::{Cause, Outcome, SentAs};
use crate::model::{LineId, Secret};

use super::deadlines::Quick;
use super::modem_info::ModemInfo;
use super::next_command::{GREAT_USE, LITTLE_USE, NextCommand};
use super::outputs::Outputs;
use super::restart::{Reason, Verdict};

/// How long a check of the card is valid. Some modems don't report that their card was changed, and a change takes
/// longer than this, with the new registration.
const SAME_CARD: Duration = Duration::from_secs(2);

/// How long to wait for a result while messages are waiting. Makers allow the network 40 s (SIM7600) to 120 s
/// (Quectel); it usually takes five.
pub(super) const RESULT_WAIT: Duration = Duration::from_secs(60);

/// Causes of `+CMS ERROR` after which the network may have the message all the same: 332 no network service in time,
/// 500 unknown, and makers' own from 512 on.
const DOUBTFUL: [u16; 2] = [332, 500];
const OWN_FIRST: u16 = 512;

/// What a command of the sender is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Checks which card is in the modem.
    Card,
    /// Keeps the link to the network open for the next part.
    KeepLink,
    /// Sets PDU mode: another program, or the modem itself, may have set text mode.
    PduMode,
    /// Reads the SMSC of the card, after the network had none for a part.
    FindSmsc,
    /// Sets this SMSC again.
    SetSmsc,
    /// Submits the part with this ticket.
    Send(i64),
    /// The same, after its outcome was emitted.
    Sent,
}

/// One part for the modem to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The ticket, which its receipt repeats.
    pub ticket: i64,
    /// The line that was debited. No other card may send the part.
    pub line: LineId,
    /// The SMSC address (of length 0: the card's own) and the TPDU, in hexadecimal digits.
    pub pdu: Secret,
    /// The octets of the TPDU.
    pub length: usize,
    /// Whether more parts of the same message follow at once.
    pub more: bool,
}

/// The part that is sent, and the preparation for it.
#[derive(Debug, Default)]
pub(super) struct Sender {
    waiting: Option<Part>,
    /// The last part that was written. It is sent once more if the network had no SMSC for it.
    written: Option<Part>,
    repaired_for: Option<i64>,
    /// The repair to do before that.
    repair: Option<Repair>,
    /// PDU mode was set for the waiting part.
    takes_pdus: bool,
    /// The modem was was_checking to keep its link open for the waiting part.
    link_kept: bool,
    /// When the card in the modem was last checked.
    card_checked_at: Duration,
    /// The card is being checked for the waiting part.
    checks_card: bool,
}

/// The repair if the modem doesn't use an SMSC, though its card names one: setting it makes the modem use it.
#[derive(Debug)]
enum Repair {
    Find,
    Set(String),
}

impl Sender {
    /// Whether a part is waiting.
    pub fn is_due(&self) -> bool {
        self.waiting.is_some()
    }

    /// Accepts a part, or emits its outcome if it can't be sent now. `is_busy`: the modem is processing another part.
    pub fn submit(&mut self, part: Part, is_busy: bool, modem: &ModemInfo, out: &mut Outputs) {
        let why = if modem.sim.as_ref() != Some(&part.line) {
            "another card is in the modem"
        } else if self.waiting.is_some() || is_busy {
            "the modem is busy with another message"
        } else {
            self.waiting = Some(part);
            return;
        };
        report_not_submitted(part.ticket, why, out);
    }

    /// The next command for the waiting part.
    pub fn next(&mut self, modem: &ModemInfo, now: Duration, out: &mut Outputs) -> Option<NextCommand<Task>> {
        let part = self.waiting.as_ref()?;
        if now.saturating_sub(self.card_checked_at) > SAME_CARD {
            self.checks_card = true;
            return Some(NextCommand::new(Task::Card, modem.which_card()).quick(Quick::Card).optional(GREAT_USE));
        }
        match self.repair.take() {
            Some(Repair::Find) => return Some(NextCommand::new(Task::FindSmsc, Command::smsc()).optional(LITTLE_USE)),
            Some(Repair::Set(number)) => {
                if let Some(command) = Command::set_smsc(&number) {
                    return Some(NextCommand::new(Task::SetSmsc, command).optional(LITTLE_USE));
                }
            }
            None => {}
        }
        if part.more && !self.link_kept {
            self.link_kept = true;
            return Some(NextCommand::new(Task::KeepLink, Command::keep_link(true)).optional(LITTLE_USE));
        }
        // In text mode the modem would send the PDU as a text, to a number made of its length.
        if !self.takes_pdus {
            return Some(NextCommand::new(Task::PduMode, Command::pdu_mode()));
        }
        (self.link_kept, self.takes_pdus) = (false, false);
        let part = self.waiting.take()?;
        let Some(command) = Command::send(part.length, &part.pdu) else {
            let why = "its PDU is invalid".to_owned();
            report(part.ticket, failed(why, RetryClass::Never), out);
            return None;
        };
        let ticket = part.ticket;
        self.written = Some(part);
        Some(NextCommand::new(Task::Send(ticket), command))
    }

    /// Handles the reply to a command before a part. [`Sender::note_result`] handles that to the part itself.
    pub fn replied(&mut self, task: Task, reply: &Reply, modem: &mut ModemInfo, out: &mut Outputs) -> Verdict {
        match task {
            Task::PduMode => {
                self.takes_pdus = reply.is_ok();
                if reply.is_ok() { Verdict::Stay } else { Verdict::Restart(Reason::PduModeRefused) }
            }
            Task::FindSmsc => {
                modem.network.note_smsc(reply);
                self.plan_repair(modem, out);
                Verdict::Stay
            }
            // A modem without `+CMMS` opens the link for each part. The serving phase handles the check of the card.
            Task::Card | Task::KeepLink | Task::SetSmsc | Task::Send(_) | Task::Sent => Verdict::Stay,
        }
    }

    fn plan_repair(&mut self, modem: &ModemInfo, out: &mut Outputs) {
        self.repair = modem.network.smsc.clone().map(Repair::Set);
        if self.repair.is_none()
            && let Some(part) = self.waiting.take()
        {
            let why = "the card names no SMSC: set `smsc` in its [[sim]]".to_owned();
            report(part.ticket, failed(why, RetryClass::AskPerson), out);
        }
    }

    /// Handles the result of the part that was submitted.
    pub fn note_result(&mut self, ticket: i64, reply: &Reply, now: Duration, out: &mut Outputs) {
        if reply.is_ok() {
            self.card_checked_at = now;
        }
        if !self.repair_smsc(ticket, reply) {
            report(ticket, outcome(reply), out);
        }
    }

    /// If the network had no SMSC for a part, sets the SMSC that the card names and sends the part once more.
    fn repair_smsc(&mut self, ticket: i64, reply: &Reply) -> bool {
        let is_missing = matches!(&reply.end, End::Final(Final::Message(cause)) if cause.is(330))
            && self.repaired_for != Some(ticket);
        let Some(part) = self.written.take_if(|part| is_missing && part.ticket == ticket) else { return false };
        (self.repair, self.repaired_for) = (Some(Repair::Find), Some(ticket));
        self.waiting = Some(part);
        true
    }

    /// Handles the check of the card. If the card can't be identified, the part is not sent.
    pub fn note_card_check(&mut self, is_same: bool, now: Duration, out: &mut Outputs) {
        let was_checking = std::mem::take(&mut self.checks_card);
        if is_same {
            self.card_checked_at = now;
        } else if let Some(part) = self.waiting.take_if(|_| was_checking) {
            report_not_submitted(part.ticket, "the modem does not report which card is in it", out);
        }
    }

    /// Notes that the card may have changed: it is checked before the next part.
    pub fn note_card_change(&mut self) {
        self.card_checked_at = Duration::ZERO;
    }

    /// Ends the sender: the waiting part and the one that was submitted get their outcomes. `written`: the modem may
    /// have accepted the PDU.
    pub fn end(self, in_flight: Option<Task>, written: bool, why: &str, out: &mut Outputs) {
        if let Some(part) = self.waiting {
            report_not_submitted(part.ticket, why, out);
        }
        if let Some(Task::Send(ticket)) = in_flight {
            if written {
                report(ticket, Outcome::Unknown { why: why.to_owned() }, out);
            } else {
                report_not_submitted(ticket, why, out);
            }
        }
    }
}

/// Emits the outcome of a part that was not submitted. It may be sent again at once.
pub(super) fn report_not_submitted(ticket: i64, why: &str, out: &mut Outputs) {
    report(ticket, Outcome::Failed(Cause { why: why.to_owned(), class: None }), out);
}

fn report(ticket: i64, outcome: Outcome, out: &mut Outputs) {
    out.emit_receipt(ticket, outcome);
}

fn failed(why: String, class: RetryClass) -> Outcome {
    Outcome::Failed(Cause { why, class: Some(class) })
}

fn outcome(reply: &Reply) -> Outcome {
    match &reply.end {
        End::Final(Final::Ok) | End::Incomplete => Outcome::Sent(reply.find(message_reference).map(SentAs::Reference)),
        End::TimedOut if reply.body_sent => {
            Outcome::Unknown { why: "the modem accepted the message and did not report the result".into() }
        }
        End::TimedOut => {
            let why = "the modem did not prompt for the message in time".into();
            failed(why, RetryClass::AnotherSim)
        }
        End::Final(end) => {
            let (why, class, code) = cause(end);
            // The network may have the message: a second try could send it twice.
            if reply.body_sent && code.is_none_or(|code| DOUBTFUL.contains(&code) || code >= OWN_FIRST) {
                return Outcome::Unknown { why: format!("the modem accepted the message, then reported: {why}") };
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
