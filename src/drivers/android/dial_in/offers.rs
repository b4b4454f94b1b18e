//! Messages that a phone fetches: what it is given, and what it tells of them.
//!
//! simgate's id is the app's id of a message. The app knows the ids that it has got, and sends a message once however
//! often it gets it. So a message is given out until the phone tells of it, but only to the registration that it was
//! submitted to: another installation of the app does not know the id.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};

use super::super::message::{Message, Phase, Report};
use super::super::status::{self, Standing};
use crate::flow::dial_in::Push;
use crate::flow::outbound::{Orphan, RemoteState, Submission};
use crate::model::Now;

/// The most messages that are given out at once.
const LIST_MAX: usize = 100;
/// How soon the phone is called again for a message of which it tells nothing.
const CALL_AGAIN: Duration = Duration::from_secs(60);
/// How long a message of unknown fate is given out to be cancelled. The app keeps what it sent for a day or longer, and
/// would report a message that it has forgotten as cancelled.
const CANCEL_FOR: Duration = Duration::from_secs(6 * 3600);
/// The most messages whose later fate is followed; the oldest are given up first.
const FOLLOWED_MAX: usize = 1000;

/// The messages of one phone, by ticket.
#[derive(Debug, Default)]
pub struct Offers {
    messages: BTreeMap<i64, Message>,
    /// Messages that the phone was asked to cancel.
    cancelled: BTreeSet<i64>,
    /// Whether the phone is to be called to fetch messages, and when at the latest.
    calls: bool,
    call_at: Duration,
    reports: Vec<Report>,
}

/// What the phone is to do with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Offer {
    Send,
    Cancel,
}

impl Offers {
    /// Takes a message to send.
    pub fn submit(&mut self, submission: Submission, now: Duration) {
        let ticket = submission.ticket;
        match Message::of(submission, now) {
            Ok(message) => drop(self.messages.insert(ticket, message)),
            Err(refused) => self.reports.push(refused),
        }
        self.calls = true;
    }

    /// Takes a message of an earlier process, which the present registration may have got.
    pub fn reconcile(&mut self, orphan: Orphan, now: Duration) {
        let Orphan { ticket, remote_id, parts, submission, .. } = orphan;
        let known = submission.and_then(|submission| Message::of(*submission, now).ok());
        let mut message = known.unwrap_or_else(|| Message::orphan(remote_id, parts, now));
        message.note_given(now);
        self.messages.insert(ticket, message);
        self.calls = true;
    }

    /// Gives out the messages that wait.
    pub fn list(&mut self, newest_first: bool, now: Now) -> Value {
        let mut rows = Vec::new();
        for message in self.messages.values_mut() {
            let Some((offer, mut row)) = offer(message, now.mono).zip(message.form()) else { continue };
            row["state"] = json!(match offer {
                Offer::Send => "Pending",
                Offer::Cancel => "Cancelling",
            });
            row["isEncrypted"] = json!(false);
            row["createdAt"] = json!(now.wall.before(message.age(now.mono)).to_string());
            row["validUntil"] = json!(now.wall.after(message.time_left(now.mono)).to_string());
            if offer == Offer::Send {
                message.note_given(now.mono);
            }
            rows.push(row);
            if rows.len() == LIST_MAX {
                break;
            }
        }
        if newest_first {
            rows.reverse();
        }
        Value::Array(rows)
    }

    /// Reads the states that the phone reports.
    pub fn apply(&mut self, rows: &Value, now: Duration) {
        for row in rows.as_array().into_iter().flatten() {
            let Some((id, standing)) = row.get("id").and_then(Value::as_str).zip(status::of(row)) else { continue };
            let found = self.messages.iter_mut().find(|(_, message)| message.id() == id);
            let Some((ticket, message)) = found else {
                // An earlier process knew it, or it is over.
                self.reports.extend(progress(id, &standing));
                continue;
            };
            let ticket = *ticket;
            message.note_told(now);
            self.reports.extend(message.apply(ticket, &standing, now));
            self.forget_if_over(ticket);
        }
    }

    /// Ends waits that have lasted too long. To be called at each input.
    pub fn end_waits(&mut self, is_reachable: bool, now: Duration) {
        let is_due = |(ticket, message): (&i64, &Message)| (ends_at(message) <= now).then_some(*ticket);
        let due: Vec<i64> = self.messages.iter().filter_map(is_due).collect();
        for ticket in due {
            let Some(message) = self.messages.get_mut(&ticket) else { continue };
            if message.is_unposted() {
                self.messages.remove(&ticket);
                let why = "the phone did not fetch it in time".to_owned();
                self.reports.push(Report::failed(ticket, why, None));
                continue;
            }
            self.reports.extend(message.give_up(ticket, is_reachable, now));
            self.forget_if_over(ticket);
        }
        while self.messages.len() > FOLLOWED_MAX {
            let settled = self.messages.iter().find(|(_, message)| message.is_settled());
            let Some(oldest) = settled.map(|(ticket, _)| *ticket) else { return };
            self.messages.remove(&oldest);
        }
    }

    /// Messages that no phone got are given back, because the phone is away.
    pub fn give_back(&mut self, why: &str) {
        for ticket in self.never_given() {
            self.messages.remove(&ticket);
            self.reports.push(Report::failed(ticket, why.to_owned(), None));
        }
    }

    /// Tickets of the messages that no phone got.
    pub fn never_given(&self) -> Vec<i64> {
        let never = |(ticket, message): (&i64, &Message)| message.is_unposted().then_some(*ticket);
        self.messages.iter().filter_map(never).collect()
    }

    /// Another registration took the place of the one that got messages. The gateway has their outcome: it is unknown.
    pub fn forget_given(&mut self) {
        self.messages.retain(|_, message| message.is_unposted());
        self.calls = true;
    }

    /// What to push to a phone that listens.
    pub fn pushes(&mut self, now: Duration) -> Vec<Push> {
        let mut pushes = Vec::new();
        let mut waits = false;
        for (ticket, message) in &self.messages {
            let offer = offer(message, now);
            waits |= offer.is_some();
            if offer == Some(Offer::Cancel) && self.cancelled.insert(*ticket) {
                pushes.push(Push { event: "MessageCancelled", data: json!({ "messageId": message.id() }) });
            }
        }
        self.cancelled.retain(|ticket| self.messages.contains_key(ticket));
        if waits && (self.calls || now >= self.call_at) {
            (self.calls, self.call_at) = (false, now + CALL_AGAIN);
            pushes.push(Push { event: "MessageEnqueued", data: json!({}) });
        }
        pushes
    }

    /// What is to be reported since the last call.
    pub fn take_reports(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.reports)
    }

    /// Tickets of submissions that have no outcome yet.
    pub fn open(&self) -> impl Iterator<Item = i64> {
        self.messages.iter().filter(|(_, message)| !message.is_settled()).map(|(ticket, _)| *ticket)
    }

    fn forget_if_over(&mut self, ticket: i64) {
        if self.messages.get(&ticket).is_some_and(Message::is_over) {
            self.messages.remove(&ticket);
        }
    }
}

/// What the phone is to do with a message now. `None`: nothing.
fn offer(message: &Message, now: Duration) -> Option<Offer> {
    // Android has it, or an earlier registration may have got it.
    if message.is_processed() || message.request().is_none() {
        return None;
    }
    match message.phase() {
        Phase::Posting | Phase::Asking if !message.time_left(now).is_zero() => Some(Offer::Send),
        Phase::Posting if message.is_unposted() => None,
        Phase::Posting | Phase::Asking | Phase::Cancelling => Some(Offer::Cancel),
        Phase::Lost => (message.silence(now) < CANCEL_FOR).then_some(Offer::Cancel),
        Phase::Following | Phase::Over => None,
    }
}

/// When the present wait for a message ends. One that no phone got waits as long as it is worth sending.
fn ends_at(message: &Message) -> Duration {
    if message.is_unposted() { message.expires_at() } else { message.gives_up_at() }
}

/// What the state of a message that this process does not know tells the gateway.
fn progress(id: &str, standing: &Standing) -> Option<Report> {
    let state = match standing {
        Standing::Pending | Standing::Processed | Standing::Cancelled => return None,
        Standing::Sent => RemoteState::Sent,
        Standing::Delivered => RemoteState::Delivered,
        Standing::Failed(_) => RemoteState::Failed,
    };
    Some(Report::Progress { remote: id.to_owned(), state })
}
