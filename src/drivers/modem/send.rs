//! Handing parts of messages to the modem, one at a time.
//!
//! Each part that the gateway orders has exactly one outcome. Once the PDU was written, silence, a reset or a pulled
//! plug leave it unknown: the network may have it.

use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{Final, message_reference};
use crate::at::session::End;
use crate::at::{self, Reply, RetryClass};
use crate::flow::Event;
use crate::flow::outbound::{Outcome, PartOrder};

use crate::model::Now;

use super::doing::Doing;
use super::line::{Line, Output, Stage};
use super::watch::Check;

/// Some modems don't say that their card was changed. To change it, and to find the network with the other one, takes
/// longer than this; whoever sends later asks first.
const SAME_CARD: Duration = Duration::from_secs(2);

/// Makers allow the network 40 s (SIM7600) to 120 s (Quectel); it mostly takes five.
const RESULT_WAIT: Duration = Duration::from_secs(60);

/// Causes of `+CMS ERROR` with which the network may have the message all the same: 332 no network service in time,
/// 500 unknown, and makers' own.
const DOUBTFUL: [u16; 2] = [332, 500];
const OWN_FIRST: u16 = 512;

#[derive(Debug, Default)]
pub(super) struct Sending {
    waiting: Option<PartOrder>,
    /// The part that was written last: it goes once more where the network had no SMSC for it.
    written: Option<PartOrder>,
    repaired_for: Option<i64>,
    /// What is to be done about that before.
    repair: Option<Repair>,
    /// The modem takes PDUs, and not texts, from here on.
    takes_pdus: bool,
    /// The modem was asked to keep its link to the network open for the part that waits.
    link_kept: bool,
    /// The last command was for sending: something else may have its turn.
    pub had_turn: bool,
    /// When it was last sure which card is in the modem.
    pub card_seen: Duration,
    /// That is being asked for the part that waits.
    asks_card: bool,
}

/// An SMSC that the modem does not know, though its card has one, is known once it was set.
#[derive(Debug)]
enum Repair {
    Find,
    Set(String),
}

impl Sending {
    pub fn is_due(&self) -> bool {
        self.waiting.is_some()
    }
}

impl Line {
    pub(super) fn ordered(&mut self, order: PartOrder) {
        let refused = |why: &str| Outcome::NotTaken { why: why.to_owned() };
        if self.stage != Stage::Ready {
            let why = format!("the modem is not ready: {}", self.state.1);
            self.part_done(order.ticket, refused(&why));
        } else if self.identity.sim.as_ref() != Some(&order.sim) {
            self.part_done(order.ticket, refused("another card is in the modem"));
        } else if self.sending.waiting.is_some() || matches!(self.doing, Some(Doing::Send(_) | Doing::Sent)) {
            self.part_done(order.ticket, refused("the modem is busy with another message"));
        } else {
            self.sending.waiting = Some(order);
        }
    }

    /// The command that comes next for the part that waits.
    pub(super) fn next_send(&mut self, now: Now) -> Option<(Doing, Command)> {
        let order = self.sending.waiting.as_ref()?;
        if now.mono.saturating_sub(self.sending.card_seen) > SAME_CARD {
            self.sending.asks_card = true;
            return Some((Doing::Check(Check::CardNumber), self.watch.which_card()));
        }
        match self.sending.repair.take() {
            Some(Repair::Find) => return Some((Doing::FindSmsc, Command::smsc())),
            Some(Repair::Set(number)) => {
                if let Some(command) = Command::set_smsc(&number) {
                    return Some((Doing::SetSmsc, command));
                }
            }
            None => {}
        }
        if order.more && !self.sending.link_kept {
            self.sending.link_kept = true;
            return Some((Doing::KeepLink, Command::keep_link(true)));
        }
        // In text mode the PDU would go out as a text, to a number made of its length.
        if !self.sending.takes_pdus {
            return Some((Doing::PduMode, Command::pdu_mode()));
        }
        (self.sending.link_kept, self.sending.had_turn, self.sending.takes_pdus) = (false, true, false);
        let order = self.sending.waiting.take()?;
        let Some(command) = Command::send(order.length, &order.pdu) else {
            let why = "its PDU is not one that a modem can take".to_owned();
            self.part_done(order.ticket, Outcome::NotHanded { why, class: RetryClass::Never });
            return None;
        };
        let ticket = order.ticket;
        self.sending.written = Some(order);
        Some((Doing::Send(ticket), command))
    }

    pub(super) fn pdu_mode_set(&mut self, reply: &Reply, now: Now) {
        self.sending.takes_pdus = reply.is_ok();
        if !reply.is_ok() {
            self.begin_again("does not take PDU mode any more: being made ready again", now);
        }
    }

    /// The network had no SMSC for a part: it goes once more, with the SMSC set that the operator or the card names.
    fn repair_smsc(&mut self, ticket: i64, reply: &Reply) -> bool {
        let is_missing = matches!(&reply.end, End::Final(Final::Message(cause)) if cause.is(330))
            && self.sending.repaired_for != Some(ticket);
        let Some(order) = self.sending.written.take_if(|order| is_missing && order.ticket == ticket) else {
            return false;
        };
        (self.sending.repair, self.sending.repaired_for) = (Some(Repair::Find), Some(ticket));
        self.sending.waiting = Some(order);
        true
    }

    pub(super) fn smsc_found(&mut self, reply: &Reply) {
        self.watch.note_smsc(reply);
        self.sending.repair = self.watch.smsc.clone().map(Repair::Set);
        if self.sending.repair.is_none()
            && let Some(order) = self.sending.waiting.take()
        {
            let why = "the card names no SMSC: set `smsc` in its [[sim]]".to_owned();
            self.part_done(order.ticket, Outcome::NotHanded { why, class: RetryClass::AskPerson });
            self.enter_ready();
        }
    }

    /// The result of a send may stand behind something by which all begins anew, such as `+CPIN: NOT INSERTED` between
    /// `+CMGS: 2` and its `OK`: it is told before that.
    pub(super) fn hear_result(&mut self, heard: &[at::Output], now: Now) {
        let reply =
            |output: &at::Output| if let at::Output::Reply(reply) = output { Some(reply.clone()) } else { None };
        if let Some(Doing::Send(ticket)) = self.doing
            && let Some(reply) = heard.iter().find_map(reply)
        {
            self.doing = Some(Doing::Sent);
            if reply.is_ok() {
                self.sending.card_seen = now.mono;
            }
            if !self.repair_smsc(ticket, &reply) {
                self.handed(ticket, &reply);
            }
        }
    }

    fn handed(&mut self, ticket: i64, reply: &Reply) {
        let outcome = match &reply.end {
            End::Final(Final::Ok) | End::Incomplete => Outcome::Sent { reference: reply.find(message_reference) },
            End::TimedOut if reply.handed_over => {
                Outcome::Unknown { why: "the modem took the message and did not say what became of it".into() }
            }
            End::TimedOut => {
                let why = "the modem did not ask for the message in time".into();
                Outcome::NotHanded { why, class: RetryClass::AnotherSim }
            }
            End::Final(end) => {
                let (why, class, code) = cause(end);
                if reply.handed_over {
                    let doubtful = code.is_none_or(|code| DOUBTFUL.contains(&code) || code >= OWN_FIRST);
                    Outcome::Refused { why, class, doubtful }
                } else {
                    Outcome::NotHanded { why, class }
                }
            }
        };
        self.part_done(ticket, outcome);
    }

    /// A result that is overdue by far was lost on the line: what has come meanwhile is not to wait for it any longer.
    pub(super) fn hurry_send(&mut self) {
        let is_handed_over = matches!(self.doing, Some(Doing::Send(_))) && self.session.may_have_handed_over();
        if is_handed_over && self.storage.has_to_read() {
            self.session.give_up_after(RESULT_WAIT);
        }
    }

    /// The card is the one that was debited; or nobody knows, and then nothing is sent.
    pub(super) fn card_told(&mut self, is_same: bool, now: Now) {
        let asked = std::mem::take(&mut self.sending.asks_card);
        if is_same {
            self.sending.card_seen = now.mono;
        } else if let Some(order) = self.sending.waiting.take_if(|_| asked) {
            let why = "the modem does not tell which card is in it".to_owned();
            self.part_done(order.ticket, Outcome::NotTaken { why });
        }
    }

    /// Something happened to the card: nothing is sent before it was asked who it is, not even what waits for
    /// its prompt.
    pub(super) fn card_changed(&mut self, now: Now) {
        self.sending.card_seen = Duration::ZERO;
        if matches!(self.doing, Some(Doing::Send(_))) && !self.session.may_have_handed_over() {
            self.begin_again("its card was changed: being made ready again", now);
        } else {
            self.watch.look_at_card();
        }
    }

    /// Whatever was to be sent, or was just being, is so no more.
    pub(super) fn abandon_send(&mut self, why: &str) {
        if let Some(order) = self.sending.waiting.take() {
            self.part_done(order.ticket, Outcome::NotTaken { why: why.to_owned() });
        }
        if let Some(Doing::Send(ticket)) = self.doing {
            let why = why.to_owned();
            let outcome =
                if self.session.may_have_handed_over() { Outcome::Unknown { why } } else { Outcome::NotTaken { why } };
            self.doing = None;
            self.part_done(ticket, outcome);
        }
        self.sending =
            Sending { card_seen: self.sending.card_seen, had_turn: self.sending.had_turn, ..Sending::default() };
    }

    fn part_done(&mut self, ticket: i64, outcome: Outcome) {
        let device = self.settings.name.clone();
        self.out.push(Output::Event(Event::PartDone { device, ticket, outcome }));
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
