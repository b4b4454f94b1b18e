//! One phone as a pure machine: inputs and the time go in, requests and events come out.
//!
//! Each child has its own requests and knows nothing of the others: `Contact` whether the phone answers, `Setup` what the
//! app needs, `Outbox` what is sent, `Inbox` what arrived, `Health` how the phone is.

use std::time::Duration;

use super::attachments::Attachment;
use super::call::{Call, Outcome};
use super::contact::Contact;
use super::health::{self, Health};
use super::inbox::{self, Inbox};
use super::outbox::{self, Outbox};
use super::reading::{self, Source};
use super::registration::Webhooks;
use super::reporting::{self, AWAY, Reporting};
use super::setup::{self, Setup, Verdict};
use super::webhook::Called;
use crate::flow::callback::CallbackEvent;
use crate::flow::outbound::{Orphan, Submission};
use crate::flow::{Arrival, DeviceState, Event, Warning};
use crate::model::{Name, Now, Timestamp};

/// How long a phone usually takes to fetch a multimedia message that was announced.
const FETCHED_WITHIN: Duration = Duration::from_secs(10);
/// How long a phone may be away before a person gets to know.
const AWAY_MAX: Duration = Duration::from_secs(300);

/// The settings of a phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub name: Name,
    /// The app's id of the phone. `None`: any phone.
    pub phone_id: Option<String>,
    /// How many addresses it may have.
    pub addresses: usize,
    /// Its slots, each a line.
    pub slots: Vec<u8>,
    /// Where the app posts its webhooks.
    pub webhooks: Option<Webhooks>,
    /// How far back the inbox is read.
    pub lookback: Duration,
    /// Whether attachments are saved.
    pub saves_attachments: bool,
}

impl Settings {
    /// Where its messages come from.
    pub fn source(&self) -> Source {
        Source::new(self.name.clone(), &self.slots, self.saves_attachments)
    }
}

/// One request, by the child that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// See `setup`.
    Setup(setup::Task),
    /// See `outbox`.
    Outbox(outbox::Task),
    /// See `inbox`.
    Inbox(inbox::Task),
    /// See `health`.
    Health(health::Task),
}

/// What happens to a phone.
#[derive(Debug)]
pub enum Input {
    /// Time has passed.
    Time,
    /// A request has ended. Each one ends exactly once.
    Answered(Task, Outcome),
    /// A message is to be sent.
    Submit(Submission),
    /// An earlier process submitted this.
    Reconcile(Orphan),
    /// The gateway has an arrival.
    Acknowledge(u64),
    /// Messages in the inbox since then are simgate's.
    ReadInbox(Timestamp),
    /// A webhook came.
    Called(Called),
}

/// What the rim is to do.
#[derive(Debug)]
pub enum Output {
    /// Make a request to the address with this index.
    Request {
        /// The index.
        address: usize,
        /// Returned with the answer.
        task: Task,
        /// The request.
        call: Call,
    },
    /// Save an attachment, unless it is there. It is with the address of this index.
    Save {
        /// The index.
        address: usize,
        /// The attachment.
        attachment: Attachment,
    },
    /// Emit an event.
    Event(Event),
}

/// One phone.
pub struct Phone {
    settings: Settings,
    contact: Contact,
    setup: Setup,
    outbox: Outbox,
    inbox: Inbox,
    health: Health,
    /// Why the app can't be used, until it identifies itself.
    refused: Option<String>,
    reporting: Reporting,
}

impl Phone {
    /// A phone that was not asked yet.
    pub fn new(settings: Settings) -> Self {
        Self {
            contact: Contact::new(settings.addresses),
            setup: Setup::new(settings.name.clone(), settings.phone_id.clone(), settings.webhooks.clone()),
            outbox: Outbox::default(),
            inbox: Inbox::new(settings.source(), settings.lookback, settings.webhooks.is_some()),
            health: Health::default(),
            refused: None,
            reporting: Reporting::new(settings.name.clone(), settings.slots.clone()),
            settings,
        }
    }

    /// Whether a ticket is one of this machine.
    pub fn is_ticket(ticket: u64) -> bool {
        reporting::is_ticket(ticket)
    }

    /// Handles an input.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Output> {
        let mut out = Vec::new();
        match input {
            Input::Time => {}
            Input::Answered(task, outcome) => self.answered(task, &outcome, now, &mut out),
            Input::Submit(submission) => {
                self.outbox.submit(submission, now.mono);
                if !self.is_usable() {
                    self.outbox.give_back(&self.why_away());
                }
            }
            Input::Reconcile(orphan) => self.outbox.reconcile(orphan, now.mono),
            Input::Acknowledge(ticket) => self.inbox.acknowledge(ticket),
            Input::ReadInbox(since) => self.inbox.read_since(since),
            Input::Called(called) => self.called(called, now),
        }
        self.outbox.end_waits(self.is_usable(), now.mono);
        let reports = self.outbox.take_reports();
        out.extend(self.reporting.messages(reports, now.wall).map(Output::Event));
        out.extend(self.report_state(now).map(Output::Event));
        self.request(now, &mut out);
        out
    }

    /// When the next input of time is due.
    pub fn wake_at(&self) -> Option<Duration> {
        let setup = match self.contact.retry_at() {
            Some(retry_at) => self.setup.wake_at().map(|due| due.max(retry_at)),
            None => self.setup.wake_at(),
        };
        let away = self.contact.trouble().filter(|_| !self.reporting.has_warning(AWAY));
        let away = away.map(|(since, _)| since + AWAY_MAX);
        let others = [self.outbox.wake_at(), self.inbox.wake_at(), self.health.wake_at()];
        let others = others.into_iter().flatten().filter(|_| self.is_usable());
        others.chain(setup).chain(away).min()
    }

    /// Tickets of submissions without an outcome.
    pub fn open(&self) -> impl Iterator<Item = i64> {
        self.outbox.open()
    }

    /// Whether the phone answers and is the app.
    fn is_usable(&self) -> bool {
        self.contact.is_up() && self.refused.is_none() && self.setup.identity().is_some()
    }

    fn answered(&mut self, task: Task, outcome: &Outcome, now: Now, out: &mut Vec<Output>) {
        let was_usable = self.is_usable();
        match outcome {
            Ok(answer) => {
                self.contact.note_answer();
                // A person may have changed the password: the first step shows it.
                if answer.is_unauthorized() && !matches!(task, Task::Setup(_)) {
                    self.setup.restart(Duration::ZERO);
                }
            }
            Err(trouble) => self.note_silence(trouble.why(), now),
        }
        match task {
            Task::Setup(task) => match self.setup.answered(&task, outcome, now.mono) {
                Verdict::Stay => {}
                Verdict::Registered => self.inbox.read_by(now.mono),
                Verdict::Refused(why) => self.refused = Some(why),
                // The phone may be at its next address.
                Verdict::Stranger(why) => self.note_silence(&why, now),
                Verdict::Identified { is_other } => self.identified(is_other, was_usable, now, out),
            },
            Task::Outbox(task) => self.outbox.answered(task, outcome, now.mono),
            Task::Inbox(task) => {
                for (id, event) in self.inbox.answered(&task, outcome, now) {
                    self.emit_arrival(id, event, now, out);
                }
                let address = self.contact.address();
                out.extend(self.inbox.take_attachments().map(|attachment| Output::Save { address, attachment }));
            }
            Task::Health(_) => self.health.answered(outcome),
        }
    }

    fn note_silence(&mut self, why: &str, now: Now) {
        self.contact.note_silence(why, now.mono);
        self.setup.restart(Duration::ZERO);
        self.outbox.give_back(why);
    }

    fn identified(&mut self, is_other: bool, was_usable: bool, now: Now, out: &mut Vec<Output>) {
        self.refused = None;
        if is_other {
            self.outbox.forget_phone();
            self.inbox.forget_phone();
        }
        if was_usable && !is_other {
            return;
        }
        self.outbox.resume(now.mono);
        self.inbox.restart();
        self.health.hurry();
        if let Some(identity) = self.setup.identity() {
            let (device, inbox) = (self.settings.name.clone(), identity.id.clone());
            out.push(Output::Event(Event::InboxFound { device, inbox }));
        }
    }

    fn called(&mut self, called: Called, now: Now) {
        match called {
            Called::Message(id) => self.outbox.poke(&id, now.mono),
            Called::Received(id) => {
                if reading::is_announcement(&id) {
                    self.inbox.read_by(now.mono + FETCHED_WITHIN);
                }
                self.inbox.note_known([id]);
            }
            Called::Started => {
                self.setup.restart(Duration::ZERO);
                self.inbox.restart();
            }
            Called::Ping => self.health.hurry(),
        }
    }

    fn emit_arrival(&mut self, id: String, event: CallbackEvent, now: Now, out: &mut Vec<Output>) {
        let CallbackEvent::Arrived { line, origin, content } = event else { return };
        let ticket = self.reporting.ticket();
        self.inbox.note_emitted(ticket, id);
        let device = self.settings.name.clone();
        out.push(Output::Event(Event::Arrived(Arrival { device, ticket, line, origin, content, at: now.wall })));
    }

    fn report_state(&mut self, now: Now) -> Option<Event> {
        let (state, reason) = match (&self.refused, self.contact.trouble(), self.setup.identity()) {
            (_, Some((_, why)), _) => (DeviceState::Absent, why.to_owned()),
            (Some(why), None, _) => (DeviceState::Blocked, why.clone()),
            (None, None, None) => (DeviceState::Starting, "asking the phone".to_owned()),
            (None, None, Some(_)) => (DeviceState::Ready, "ready".to_owned()),
        };
        let is_away = |(since, _): &(Duration, &str)| now.mono.saturating_sub(*since) >= AWAY_MAX;
        let away = self.contact.trouble().filter(is_away).map(|_| Warning {
            code: AWAY.into(),
            text: "the phone has not answered for 5 minutes".to_owned(),
            remedy: "check its power and Wi-Fi, that the app's local server is on, and Android's battery saver".into(),
        });
        let is_known = self.health.warnings().is_some() || away.is_some();
        let health = self.health.warnings().unwrap_or_default().iter().cloned();
        let warnings = || self.setup.warning().cloned().into_iter().chain(health).chain(away).collect();
        let warnings = is_known.then(warnings);
        let model = self.setup.identity().map(|identity| identity.model.clone()).unwrap_or_default();
        self.reporting.state(state, reason, model, warnings)
    }

    fn why_away(&self) -> String {
        let trouble = self.contact.trouble().map(|(_, why)| why.to_owned());
        trouble.or_else(|| self.refused.clone()).unwrap_or_else(|| "the phone was not asked yet".to_owned())
    }

    fn request(&mut self, now: Now, out: &mut Vec<Output>) {
        let may_try = self.contact.retry_at().is_none_or(|at| at <= now.mono);
        let setup = if may_try { self.setup.next(now.mono) } else { None };
        let address = self.contact.address();
        let mut push = |task, call| out.push(Output::Request { address, task, call });
        if let Some((task, call)) = setup {
            push(Task::Setup(task), call);
        }
        let Some(identity) = self.setup.identity().filter(|_| self.contact.is_up() && self.refused.is_none()) else {
            return;
        };
        if let Some((task, call)) = self.outbox.next(&identity.id, now.mono) {
            push(Task::Outbox(task), call);
        }
        if let Some((task, call)) = self.inbox.next(now) {
            push(Task::Inbox(task), call);
        }
        if let Some((task, call)) = self.health.next(now.mono) {
            push(Task::Health(task), call);
        }
    }
}
