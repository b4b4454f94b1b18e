//! One message in the phone: how far it is, and what is reported of it.

use std::time::Duration;

use serde_json::{Value, json};

use super::status::{Failure, Standing};
use crate::at::RetryClass;
use crate::flow::outbound::{Body, Cause, Outcome, RemoteState, SentAs, Submission};
use crate::model::{LineId, Secret};

/// A message is unknown if the phone has told nothing of it for this time.
const SILENCE_MAX: Duration = Duration::from_secs(300);
/// Android answers within this time whether the network took a message. A modem gets 180 s, too.
const PROCESSED_MAX: Duration = Duration::from_secs(180);
/// A message that the phone does not know may still be on its way to it, for this time after the request.
const ABSENT_MIN: Duration = Duration::from_secs(30);
/// How long after its time to live a message may still be in the app's queue before simgate cancels it.
const OVERDUE_MAX: Duration = Duration::from_secs(60);
/// How long an unknown message is asked for, and one that is to be delivered.
const FOLLOWED_FOR: Duration = Duration::from_secs(3 * 86400);

const STEP_MIN: Duration = Duration::from_secs(1);
const STEP_MAX: Duration = Duration::from_secs(30);
const FOLLOW_MIN: Duration = Duration::from_secs(5);
const FOLLOW_MAX: Duration = Duration::from_secs(1800);

/// What is sent, through which slot.
#[derive(Debug, Clone)]
pub struct Request {
    /// The slot, from 1.
    pub slot: u8,
    /// The recipient.
    pub to: String,
    /// The text.
    pub text: Secret,
    /// How long it is worth sending.
    pub ttl: Duration,
}

/// What the gateway is told of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Report {
    /// The outcome of a submission. After `Unknown`, a second one may follow.
    Receipt { ticket: i64, outcome: Outcome },
    /// What became of a message that was sent.
    Progress { remote: String, state: RemoteState },
}

impl Report {
    /// Nothing was sent.
    pub fn failed(ticket: i64, why: String, class: Option<RetryClass>) -> Self {
        Self::Receipt { ticket, outcome: Outcome::Failed(Cause { why, class }) }
    }

    /// It may have been sent.
    pub fn unknown(ticket: i64, why: String) -> Self {
        Self::Receipt { ticket, outcome: Outcome::Unknown { why } }
    }
}

/// What is asked next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// To be posted, or posted again.
    Posting,
    /// Its state is asked for.
    Asking,
    /// To be cancelled, because its time is over.
    Cancelling,
    /// It was reported as unknown, and its state is still asked for.
    Lost,
    /// It was sent, and a report is awaited.
    Following,
    /// Nothing.
    Over,
}

/// One message.
#[derive(Debug)]
pub struct Message {
    id: String,
    /// `None`: an earlier process posted it.
    request: Option<Request>,
    wants_report: bool,
    parts: u32,
    phase: Phase,
    next_at: Duration,
    step: Duration,
    began: Duration,
    /// When the phone last told something of it.
    heard_at: Duration,
    /// When it should have left the app's queue, or the app should have cancelled it.
    overdue_at: Duration,
    /// Until when its fate is followed after its outcome.
    followed_until: Duration,
    /// A request to post it got no answer.
    doubtful: bool,
    /// The phone has had it.
    seen: bool,
    absent_since: Option<Duration>,
    processed_since: Option<Duration>,
}

impl Message {
    /// A message that is to be posted.
    pub fn new(id: String, request: Request, wants_report: bool, parts: u32, now: Duration) -> Self {
        let overdue_at = now + request.ttl + OVERDUE_MAX;
        let phase = Phase::Posting;
        Self { request: Some(request), wants_report, phase, overdue_at, ..Self::orphan(id, parts, now) }
    }

    /// The message of a submission, or why a phone can't take it.
    pub fn of(submission: Submission, now: Duration) -> Result<Self, Report> {
        let Submission { ticket, line, body, .. } = submission;
        let refused = |why: &str| Report::failed(ticket, why.to_owned(), Some(RetryClass::Never));
        let LineId::Slot { index, .. } = line else { return Err(refused("a phone sends through its slots only")) };
        let Body::Text { remote_id, to, text, status_report, ttl, parts } = body else {
            return Err(refused("a phone takes whole texts only"));
        };
        Ok(Self::new(remote_id, Request { slot: index, to, text, ttl }, status_report, parts, now))
    }

    /// A message that an earlier process may have posted.
    pub fn orphan(id: String, parts: u32, now: Duration) -> Self {
        Self {
            id,
            request: None,
            wants_report: true,
            parts,
            phase: Phase::Asking,
            next_at: now,
            step: STEP_MIN,
            began: now,
            heard_at: now,
            overdue_at: now + FOLLOWED_FOR,
            followed_until: now + FOLLOWED_FOR,
            doubtful: false,
            seen: false,
            absent_since: None,
            processed_since: None,
        }
    }

    /// simgate's and the app's id of it.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What is to be sent.
    pub fn request(&self) -> Option<&Request> {
        self.request.as_ref()
    }

    /// What the app is told of it in each mode. `None`: an earlier process posted it.
    pub fn form(&self) -> Option<Value> {
        let request = self.request.as_ref()?;
        Some(json!({
            "id": self.id,
            "textMessage": { "text": request.text.reveal() },
            "phoneNumbers": [request.to],
            "simNumber": request.slot,
            "withDeliveryReport": self.wants_report,
        }))
    }

    /// What is asked next.
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// When that is due.
    pub fn next_at(&self) -> Duration {
        self.next_at
    }

    /// Whether nothing more is to be asked.
    pub fn is_over(&self) -> bool {
        self.phase == Phase::Over
    }

    /// Whether its outcome was reported.
    pub fn is_settled(&self) -> bool {
        matches!(self.phase, Phase::Lost | Phase::Following | Phase::Over)
    }

    /// Whether a request to post it got no answer.
    pub fn is_doubtful(&self) -> bool {
        self.doubtful
    }

    /// Whether the phone can't have it.
    pub fn is_unposted(&self) -> bool {
        self.phase == Phase::Posting && !self.doubtful
    }

    /// How long it is still worth sending.
    pub fn time_left(&self, now: Duration) -> Duration {
        self.expires_at().saturating_sub(now)
    }

    /// When it is not worth sending any more.
    pub fn expires_at(&self) -> Duration {
        self.began + self.request.as_ref().map_or(FOLLOWED_FOR, |request| request.ttl)
    }

    /// How long it has waited.
    pub fn age(&self, now: Duration) -> Duration {
        now.saturating_sub(self.began)
    }

    /// For how long the phone has told nothing of it.
    pub fn silence(&self, now: Duration) -> Duration {
        now.saturating_sub(self.heard_at)
    }

    /// Whether the phone has told that Android has it.
    pub fn is_processed(&self) -> bool {
        self.processed_since.is_some()
    }

    /// The phone gets it now, or may have got it from an earlier process.
    pub fn note_given(&mut self, now: Duration) {
        if self.phase == Phase::Posting && !self.doubtful {
            (self.doubtful, self.heard_at) = (true, now);
        }
    }

    /// The phone tells of it for the first time, without being asked.
    pub fn note_told(&mut self, now: Duration) {
        if self.phase == Phase::Posting {
            self.ask(now);
        }
    }

    /// Posts it, or asks for its state, at once: the phone answers again.
    pub fn hurry(&mut self, now: Duration) {
        (self.next_at, self.step) = (now, STEP_MIN);
    }

    /// Asks for its state now.
    pub fn ask(&mut self, now: Duration) {
        self.phase = Phase::Asking;
        self.heard_at = now;
        self.look_at(now);
    }

    /// Asks for its state at this time, if that is what is asked next.
    pub fn look_at(&mut self, at: Duration) {
        if matches!(self.phase, Phase::Asking | Phase::Lost | Phase::Following) {
            self.next_at = at;
        }
        self.step = STEP_MIN;
    }

    /// A request to post it got no answer. The same request again shows whether the phone has it.
    pub fn doubt(&mut self, now: Duration) {
        self.doubtful = true;
        if self.time_left(now).is_zero() {
            self.phase = Phase::Asking;
        }
        self.retry(now);
    }

    /// The same again, later.
    pub fn retry(&mut self, now: Duration) {
        let (min, max) = match self.phase {
            Phase::Lost | Phase::Following => (FOLLOW_MIN, FOLLOW_MAX),
            Phase::Posting | Phase::Asking | Phase::Cancelling | Phase::Over => (STEP_MIN, STEP_MAX),
        };
        self.next_at = now + self.step.clamp(min, max);
        self.step = (self.step.max(min) * 2).min(max);
    }

    /// The phone does not know it.
    pub fn note_absent(&mut self, ticket: i64, now: Duration) -> Vec<Report> {
        self.heard_at = now;
        let since = *self.absent_since.get_or_insert(now);
        if self.phase == Phase::Following {
            // The app deletes old messages.
            self.phase = Phase::Over;
            return Vec::new();
        }
        if self.seen {
            return self.lose_now(ticket, "the phone does not know it any more");
        }
        if now.saturating_sub(since) < ABSENT_MIN {
            self.retry(now);
            return Vec::new();
        }
        self.phase = Phase::Over;
        let class = self.request.as_ref().map(|_| RetryClass::Later);
        vec![Report::failed(ticket, "the phone did not get it".to_owned(), class)]
    }

    /// The phone tells its state.
    pub fn apply(&mut self, ticket: i64, standing: &Standing, now: Duration) -> Vec<Report> {
        (self.heard_at, self.seen, self.absent_since) = (now, true, None);
        let progress = |state| Report::Progress { remote: self.id.clone(), state };
        let sent = Report::Receipt { ticket, outcome: Outcome::Sent(Some(SentAs::Remote(self.id.clone()))) };
        let receipt = if self.phase == Phase::Following { None } else { Some(sent) };
        match standing {
            Standing::Pending if self.phase == Phase::Cancelling => self.ask(now),
            Standing::Pending => self.retry(now),
            Standing::Processed => {
                self.processed_since.get_or_insert(now);
                self.retry(now);
            }
            Standing::Sent => {
                if receipt.is_some() {
                    self.phase = if self.wants_report { Phase::Following } else { Phase::Over };
                    (self.followed_until, self.step) = (now + FOLLOWED_FOR, FOLLOW_MIN);
                }
                self.retry(now);
                return receipt.into_iter().collect();
            }
            Standing::Delivered => {
                self.phase = Phase::Over;
                return receipt.into_iter().chain([progress(RemoteState::Delivered)]).collect();
            }
            Standing::Failed(failure) if failure.was_sent || receipt.is_none() => {
                self.phase = Phase::Over;
                return receipt.into_iter().chain([progress(RemoteState::Failed)]).collect();
            }
            Standing::Failed(failure) => return self.fail(ticket, failure),
            Standing::Cancelled => {
                self.phase = Phase::Over;
                let class = if self.time_left(now).is_zero() { None } else { Some(RetryClass::Never) };
                return vec![Report::failed(ticket, "it was cancelled in the phone".to_owned(), class)];
            }
        }
        Vec::new()
    }

    /// When a wait ends that has lasted too long.
    pub fn gives_up_at(&self) -> Duration {
        match self.phase {
            Phase::Posting if !self.doubtful => self.began + SILENCE_MAX,
            Phase::Posting | Phase::Cancelling => self.heard_at + SILENCE_MAX,
            Phase::Asking => {
                let processed = self.processed_since.map(|since| since + PROCESSED_MAX);
                (self.heard_at + SILENCE_MAX).min(processed.unwrap_or(self.overdue_at))
            }
            Phase::Lost | Phase::Following => self.followed_until,
            Phase::Over => Duration::MAX,
        }
    }

    /// The wait has lasted too long.
    pub fn give_up(&mut self, ticket: i64, is_reachable: bool, now: Duration) -> Vec<Report> {
        match self.phase {
            Phase::Posting if !self.doubtful => {
                self.phase = Phase::Over;
                vec![Report::failed(ticket, "the phone is too slow".to_owned(), None)]
            }
            Phase::Asking if self.processed_since.is_none() && is_reachable && now < self.heard_at + SILENCE_MAX => {
                (self.phase, self.next_at, self.overdue_at) = (Phase::Cancelling, now, now + OVERDUE_MAX);
                Vec::new()
            }
            Phase::Asking if self.processed_since.is_some() => {
                self.lose_now(ticket, "Android does not tell whether it sent it")
            }
            Phase::Posting | Phase::Asking | Phase::Cancelling => {
                self.lose_now(ticket, "the phone does not answer any more")
            }
            Phase::Lost | Phase::Following | Phase::Over => {
                self.phase = Phase::Over;
                Vec::new()
            }
        }
    }

    /// It will never be known what became of it.
    pub fn lose(mut self, ticket: i64, why: &str) -> Vec<Report> {
        match self.phase {
            Phase::Lost | Phase::Following | Phase::Over => Vec::new(),
            Phase::Posting if !self.doubtful => vec![Report::failed(ticket, why.to_owned(), None)],
            Phase::Posting | Phase::Asking | Phase::Cancelling => self.lose_now(ticket, why),
        }
    }

    fn lose_now(&mut self, ticket: i64, why: &str) -> Vec<Report> {
        let was_lost = self.phase == Phase::Lost;
        self.phase = if self.absent_since.is_some() { Phase::Over } else { Phase::Lost };
        self.next_at = self.heard_at + SILENCE_MAX;
        if was_lost { Vec::new() } else { vec![Report::unknown(ticket, why.to_owned())] }
    }

    /// The app gave up. Of several parts, some may have been sent before one failed.
    fn fail(&mut self, ticket: i64, failure: &Failure) -> Vec<Report> {
        let was_lost = self.phase == Phase::Lost;
        self.phase = Phase::Over;
        let cause = failure.cause();
        match failure.may_be_sent(self.parts) {
            false => vec![Report::Receipt { ticket, outcome: Outcome::Failed(cause) }],
            true if was_lost => Vec::new(),
            true => vec![Report::unknown(ticket, format!("{}; the network may have it all the same", cause.why))],
        }
    }
}
