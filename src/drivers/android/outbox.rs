//! Messages that the phone is to send.
//!
//! simgate's id is the app's id of a message. The app refuses an id that it knows (409), so simgate may post a message
//! again when it got no answer. A phone that was reset knows no ids any more; the request therefore names the phone, and
//! another one refuses it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::json;

use super::call::{Answer, Call, NoReply, Outcome};
use super::message::{Message, Phase, Report};
use super::status;
use crate::at::RetryClass;
use crate::flow::outbound::{Orphan, Submission};

/// The largest number of concurrent requests.
const IN_FLIGHT_MAX: usize = 2;
/// The most messages whose later fate is followed; the oldest are given up first. Webhooks and reports still tell it.
const FOLLOWED_MAX: usize = 1000;

/// One request of this child, for the submission with this ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// `POST /messages`.
    Post(i64),
    /// `GET /messages/{id}`.
    Look(i64),
    /// `DELETE /messages/{id}`.
    Cancel(i64),
}

impl Task {
    fn ticket(self) -> i64 {
        match self {
            Self::Post(ticket) | Self::Look(ticket) | Self::Cancel(ticket) => ticket,
        }
    }
}

/// The messages of one phone, by ticket.
#[derive(Debug, Default)]
pub struct Outbox {
    messages: BTreeMap<i64, Message>,
    in_flight: BTreeSet<i64>,
    /// What is to be reported.
    reports: Vec<Report>,
}

impl Outbox {
    /// Takes a message to send.
    pub fn submit(&mut self, submission: Submission, now: Duration) {
        let ticket = submission.ticket;
        match Message::of(submission, now) {
            Ok(message) => drop(self.messages.insert(ticket, message)),
            Err(refused) => self.reports.push(refused),
        }
    }

    /// Takes a message of an earlier process, whose outcome is unknown.
    pub fn reconcile(&mut self, orphan: Orphan, now: Duration) {
        self.messages.insert(orphan.ticket, Message::orphan(orphan.remote_id, orphan.parts, now));
    }

    /// The app's state of this message changed: asks for it at once.
    pub fn poke(&mut self, message_id: &str, now: Duration) {
        let found = self.messages.values_mut().find(|message| message.id() == message_id);
        if let Some(message) = found {
            message.look_at(now);
        }
    }

    /// The phone answers again.
    pub fn resume(&mut self, now: Duration) {
        self.messages.values_mut().for_each(|message| message.hurry(now));
    }

    /// The phone is another one than before: it does not know these messages.
    pub fn forget_phone(&mut self) {
        for (ticket, message) in std::mem::take(&mut self.messages) {
            self.reports
                .extend(message.lose(ticket, "another phone, or an app that was installed anew, took its place"));
        }
    }

    /// The next request to the phone with this id.
    pub fn next(&mut self, phone: &str, now: Duration) -> Option<(Task, Call)> {
        if self.in_flight.len() >= IN_FLIGHT_MAX {
            return None;
        }
        let is_due =
            |(ticket, message): &(&i64, &Message)| message.next_at() <= now && !self.in_flight.contains(*ticket);
        let (ticket, message) = self.messages.iter().filter(is_due).min_by_key(|(_, message)| message.next_at())?;
        let (ticket, path) = (*ticket, format!("/messages/{}", message.id()));
        let (task, call) = match message.phase() {
            Phase::Posting => (Task::Post(ticket), post(message, phone, now)?),
            Phase::Cancelling => (Task::Cancel(ticket), Call::delete(path)),
            Phase::Asking | Phase::Lost | Phase::Following => (Task::Look(ticket), Call::get(path)),
            Phase::Over => return None,
        };
        self.in_flight.insert(ticket);
        Some((task, call))
    }

    /// When the next request is due, or the next wait ends.
    pub fn wake_at(&self) -> Option<Duration> {
        let waiting = self.messages.iter().filter(|(ticket, _)| !self.in_flight.contains(*ticket));
        let may_ask = self.in_flight.len() < IN_FLIGHT_MAX;
        let due = |message: &Message| if may_ask { message.next_at() } else { Duration::MAX };
        waiting.map(|(_, message)| due(message).min(message.gives_up_at())).min()
    }

    /// Handles the answer to a request.
    pub fn answered(&mut self, task: Task, outcome: &Outcome, now: Duration) {
        let ticket = task.ticket();
        self.in_flight.remove(&ticket);
        let Some(message) = self.messages.get_mut(&ticket) else { return };
        match (task, outcome) {
            (Task::Post(_), outcome) => self.posted(ticket, outcome, now),
            (Task::Look(_), Ok(answer)) => match status::read(answer) {
                Some(standing) if answer.is_success() => self.apply(ticket, &standing, now),
                Some(_) | None if answer.status == 404 => {
                    let reports = message.note_absent(ticket, now);
                    self.report(ticket, reports);
                }
                Some(_) | None => message.retry(now),
            },
            (Task::Cancel(_), Ok(answer)) => match status::read(answer) {
                Some(standing) if answer.is_success() => self.apply(ticket, &standing, now),
                Some(_) | None => message.ask(now),
            },
            (Task::Look(_) | Task::Cancel(_), Err(_)) => message.retry(now),
        }
    }

    /// Ends waits that have lasted too long. To be called at each input.
    pub fn end_waits(&mut self, is_reachable: bool, now: Duration) {
        let is_due =
            |(ticket, message): &(&i64, &Message)| message.gives_up_at() <= now && !self.in_flight.contains(*ticket);
        let due: Vec<i64> = self.messages.iter().filter(is_due).map(|(ticket, _)| *ticket).collect();
        for ticket in due {
            let Some(message) = self.messages.get_mut(&ticket) else { continue };
            let reports = message.give_up(ticket, is_reachable, now);
            self.report(ticket, reports);
        }
        while self.messages.len() > FOLLOWED_MAX {
            let Some(oldest) =
                self.messages.iter().find(|(_, message)| message.is_settled()).map(|(ticket, _)| *ticket)
            else {
                return;
            };
            self.messages.remove(&oldest);
        }
    }

    /// Messages that never reached the phone are given back, because the phone does not answer.
    pub fn give_back(&mut self, why: &str) {
        let never_posted = |(ticket, message): (&i64, &Message)| {
            (message.is_unposted() && !self.in_flight.contains(ticket)).then_some(*ticket)
        };
        let back: Vec<i64> = self.messages.iter().filter_map(never_posted).collect();
        for ticket in back {
            self.messages.remove(&ticket);
            self.reports.push(Report::failed(ticket, why.to_owned(), None));
        }
    }

    /// What is to be reported since the last call.
    pub fn take_reports(&mut self) -> Vec<Report> {
        std::mem::take(&mut self.reports)
    }

    /// Tickets of submissions that have no outcome yet.
    pub fn open(&self) -> impl Iterator<Item = i64> {
        self.messages.iter().filter(|(_, message)| !message.is_settled()).map(|(ticket, _)| *ticket)
    }

    fn posted(&mut self, ticket: i64, outcome: &Outcome, now: Duration) {
        let Some(message) = self.messages.get_mut(&ticket) else { return };
        match outcome {
            Ok(answer) if answer.status == 202 || answer.status == 409 => message.ask(now),
            Ok(answer) if answer.is_unauthorized() => self.fail(ticket, answer, None),
            // The app read the request and refuses it.
            Ok(answer) if (400..500).contains(&answer.status) => {
                self.fail(ticket, answer, Some(RetryClass::AnotherSim))
            }
            // Whether it kept the message is to be seen.
            Ok(_) => message.ask(now),
            Err(NoReply::Unreachable(why)) if !message.is_doubtful() => {
                self.messages.remove(&ticket);
                self.reports.push(Report::failed(ticket, why.clone(), None));
            }
            Err(NoReply::Unreachable(_)) => message.retry(now),
            Err(NoReply::NoAnswer(_)) => message.doubt(now),
        }
    }

    /// The phone refused a message. If an earlier request was not answered, it may have the message all the same.
    fn fail(&mut self, ticket: i64, answer: &Answer, class: Option<RetryClass>) {
        let Some(message) = self.messages.remove(&ticket) else { return };
        self.reports.push(match message.is_doubtful() {
            true => Report::unknown(ticket, format!("{}, after a request without an answer", answer.reason())),
            false => Report::failed(ticket, answer.reason(), class),
        });
    }

    fn apply(&mut self, ticket: i64, standing: &status::Standing, now: Duration) {
        let Some(message) = self.messages.get_mut(&ticket) else { return };
        let reports = message.apply(ticket, standing, now);
        self.report(ticket, reports);
    }

    fn report(&mut self, ticket: i64, reports: Vec<Report>) {
        self.reports.extend(reports);
        if self.messages.get(&ticket).is_some_and(Message::is_over) {
            self.messages.remove(&ticket);
        }
    }
}

fn post(message: &Message, phone: &str, now: Duration) -> Option<Call> {
    let mut body = message.form()?;
    body["deviceId"] = json!(phone);
    // The app refuses less than 5 s.
    body["ttl"] = json!(message.time_left(now).as_secs().max(5));
    // The app would refuse short codes and fixed lines, and would read a national number as one of Russia.
    Some(Call::post("/messages?skipPhoneValidation=true", body))
}
