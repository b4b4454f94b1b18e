//! One phone that dials in, as a pure machine: its requests and the time go in, answers, pushes and events come out.
//!
//! Its children know nothing of each other: `Presence` whether the phone is there, `Offers` what it is to send.
//! Received messages come by webhook, to the endpoint of the device.

use std::time::Duration;

use serde_json::{Value, json};

use super::super::reading::Source;
use super::super::registration::{self, Webhooks};
use super::super::reporting::{AWAY, Reporting};
use super::super::webhook::Called;
use super::offers::Offers;
use super::presence::Presence;
use crate::flow::dial_in::{Ask, PhoneAnswer, Push, Registered};
use crate::flow::outbound::{Orphan, Submission};
use crate::flow::{DeviceState, Event, Warning};
use crate::model::{Name, Now, Secret, Timestamp};

/// A phone that has not fetched settings or webhooks for this time is asked to.
const FETCH_EVERY: Duration = Duration::from_secs(86400);
/// How long the app may take to apply the webhooks that it fetched. A message that it is asked for before it has them is
/// posted nowhere, and never again.
const APPLIED_WITHIN: Duration = Duration::from_secs(10);

/// The settings of a phone that dials in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub name: Name,
    /// Its slots, each a line.
    pub slots: Vec<u8>,
    /// Where it reaches simgate, without a slash at the end.
    pub base: String,
    /// How far back it is asked for messages.
    pub lookback: Duration,
    /// The key that the signing keys are derived from.
    pub key: Secret,
}

impl Settings {
    /// Where its messages come from.
    pub fn source(&self) -> Source {
        Source::new(self.name.clone(), &self.slots, false)
    }

    /// The key that a registration signs its webhooks with.
    pub fn signing_key(&self, registration: &str) -> Secret {
        registration::signing_key_of(&self.key, &self.name, registration)
    }

    fn webhooks(&self, registration: &str) -> Webhooks {
        let url = format!("{}/sms/webhook/{}", self.base, self.name);
        Webhooks { url, signing_key: self.signing_key(registration) }
    }
}

/// What happens to a phone.
#[derive(Debug)]
pub enum Input {
    /// Time has passed. To be given every few seconds.
    Time,
    /// A message is to be sent.
    Submit(Submission),
    /// An earlier process submitted this.
    Reconcile(Orphan),
    /// Messages in the inbox since then are simgate's.
    ReadInbox(Timestamp),
    /// A webhook came.
    Called(Called),
    /// A request came, from this registration. Each one gets one [`Output::Answer`] with its number.
    Asked {
        /// Its number.
        number: u64,
        /// `None`: simgate itself asks.
        registration: Option<String>,
        /// What it asks for.
        ask: Ask,
    },
    /// A registration was written, or could not be. It follows each [`Ask::Replace`].
    Registered(Option<Registered>),
}

/// What the rim is to do.
#[derive(Debug)]
pub enum Output {
    /// Answer a request.
    Answer {
        /// The request.
        number: u64,
        /// The answer.
        answer: PhoneAnswer,
    },
    /// Write to a stream.
    Push {
        /// The stream.
        stream: u64,
        /// The event.
        push: Push,
    },
    /// End a stream.
    Close {
        /// The stream.
        stream: u64,
    },
    /// Emit an event.
    Event(Event),
}

/// One phone that dials in.
pub struct Phone {
    settings: Settings,
    registered: Option<Registered>,
    /// Registrations that are being written. Meanwhile nothing is given out.
    replacing: u32,
    presence: Presence,
    offers: Offers,
    /// When the phone was last asked to fetch its settings and webhooks.
    called_to_fetch_at: Option<Duration>,
    /// When it last fetched its webhooks.
    webhooks_at: Option<Duration>,
    /// Whether the gateway was asked since when the inbox is simgate's.
    inbox_found: bool,
    reporting: Reporting,
}

impl Phone {
    /// A phone with its present registration, which has not called yet.
    pub fn new(settings: Settings, registered: Option<Registered>) -> Self {
        Self {
            registered,
            replacing: 0,
            presence: Presence::new(settings.lookback),
            offers: Offers::default(),
            called_to_fetch_at: None,
            webhooks_at: None,
            inbox_found: false,
            reporting: Reporting::new(settings.name.clone(), settings.slots.clone()),
            settings,
        }
    }

    /// Handles an input.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Output> {
        let mut out = Vec::new();
        let mut answered = None;
        self.presence.wait(now.mono);
        match input {
            Input::Time => {}
            Input::Submit(submission) => self.offers.submit(submission, now.mono),
            Input::Reconcile(orphan) => self.offers.reconcile(orphan, now.mono),
            Input::ReadInbox(since) => self.presence.read_since(since),
            // The endpoint has emitted its content.
            Input::Called(_) => self.presence.note_call(now.mono),
            Input::Asked { number, registration, ask } => {
                let answer = self.asked(registration.as_deref(), ask, now, &mut out);
                answered = Some(Output::Answer { number, answer });
            }
            Input::Registered(registered) => self.registered(registered, now, &mut out),
        }
        self.offers.end_waits(self.is_usable(now.mono), now.mono);
        if !self.is_usable(now.mono) {
            self.offers.give_back(&self.state(now.mono).1);
        }
        self.find_inbox(&mut out);
        let reports = self.offers.take_reports();
        out.extend(self.reporting.messages(reports, now.wall).map(Output::Event));
        out.extend(self.report_state(now.mono).map(Output::Event));
        self.push(now, &mut out);
        // Behind the events: what the phone reported must be on disk before it is answered.
        out.extend(answered);
        out
    }

    /// Tickets of submissions without an outcome.
    pub fn open(&self) -> impl Iterator<Item = i64> {
        self.offers.open()
    }

    fn is_usable(&self, now: Duration) -> bool {
        self.registered.is_some() && self.presence.is_here(now)
    }

    fn asked(&mut self, registration: Option<&str>, ask: Ask, now: Now, out: &mut Vec<Output>) -> PhoneAnswer {
        let present = self.registered.as_ref().map(|registered| registered.id.as_str());
        if registration.is_some() {
            if registration != present {
                return PhoneAnswer::Replaced;
            }
            self.presence.note_call(now.mono);
        }
        match ask {
            Ask::Present => PhoneAnswer::Done,
            Ask::Messages { .. } if self.replacing > 0 => PhoneAnswer::Body(Value::Array(Vec::new())),
            Ask::Messages { newest_first } => PhoneAnswer::Body(self.offers.list(newest_first, now)),
            Ask::States(states) => {
                self.offers.apply(&states, now.mono);
                PhoneAnswer::Done
            }
            Ask::Webhooks => {
                let webhooks = self.settings.webhooks(present.unwrap_or_default());
                self.webhooks_at = Some(now.mono);
                PhoneAnswer::Body(registration::listed(&self.settings.name, &webhooks))
            }
            Ask::Settings => {
                let webhooks = self.settings.webhooks(present.unwrap_or_default());
                let mut wanted = registration::settings(&json!({}), Some(&webhooks)).unwrap_or_default();
                // Google's push service would have to know simgate.
                wanted["gateway"] = json!({ "notification_channel": "SSE_ONLY" });
                PhoneAnswer::Body(wanted)
            }
            Ask::Listen { stream } => {
                out.extend(self.presence.open(stream, now.wall).map(|stream| Output::Close { stream }));
                PhoneAnswer::Done
            }
            Ask::Left { stream } => {
                self.presence.close(stream, now);
                PhoneAnswer::Done
            }
            Ask::Replace => {
                self.replacing += 1;
                PhoneAnswer::Kept(self.offers.never_given())
            }
        }
    }

    fn registered(&mut self, registered: Option<Registered>, now: Now, out: &mut Vec<Output>) {
        self.replacing = self.replacing.saturating_sub(1);
        if registered.is_none() {
            return;
        }
        self.registered = registered;
        self.offers.forget_given();
        (self.called_to_fetch_at, self.webhooks_at, self.inbox_found) = (None, None, false);
        out.extend(self.presence.replace(now.mono).map(|stream| Output::Close { stream }));
        // It has just called.
        self.presence.note_call(now.mono);
    }

    fn find_inbox(&mut self, out: &mut Vec<Output>) {
        let Some(registered) = self.registered.as_ref().filter(|_| !self.inbox_found) else { return };
        self.inbox_found = true;
        let (device, inbox) = (self.settings.name.clone(), registered.id.clone());
        out.push(Output::Event(Event::InboxFound { device, inbox }));
    }

    fn state(&self, now: Duration) -> (DeviceState, String) {
        let name = &self.settings.name;
        let (state, reason) = match () {
            () if self.registered.is_none() => {
                (DeviceState::Blocked, format!("no phone is registered: `simgate phone code {name}` shows how"))
            }
            () if self.presence.is_away(now) => {
                (DeviceState::Absent, "the phone has not called for 20 minutes".to_owned())
            }
            () if !self.presence.is_here(now) => (DeviceState::Starting, "waiting for the phone to call".to_owned()),
            () if self.presence.stream().is_some() => (DeviceState::Ready, "ready".to_owned()),
            () => (DeviceState::Ready, "ready; it does not listen, and fetches messages every 15 minutes".to_owned()),
        };
        (state, reason)
    }

    fn report_state(&mut self, now: Duration) -> Option<Event> {
        let (state, reason) = self.state(now);
        let away = Warning {
            code: AWAY.into(),
            text: "the phone has not called for 20 minutes".to_owned(),
            remedy: "check its power and network, that the app is started, and Android's battery saver".into(),
        };
        let warnings = match state {
            DeviceState::Absent => Some(vec![away]),
            DeviceState::Ready | DeviceState::Blocked => Some(Vec::new()),
            DeviceState::Starting | DeviceState::NoNetwork | DeviceState::Resting => None,
        };
        let model = self.registered.as_ref().map(|registered| registered.model.clone()).unwrap_or_default();
        self.reporting.state(state, reason, model, warnings)
    }

    fn push(&mut self, now: Now, out: &mut Vec<Output>) {
        let Some(stream) = self.presence.stream() else { return };
        let is_past = |at: Option<Duration>, span| at.is_some_and(|at| now.mono.saturating_sub(at) >= span);
        let mut push = |push| out.push(Output::Push { stream, push });
        if self.called_to_fetch_at.is_none() || is_past(self.called_to_fetch_at, FETCH_EVERY) {
            self.called_to_fetch_at = Some(now.mono);
            push(Push { event: "SettingsUpdated", data: json!({}) });
            push(Push { event: "WebhooksUpdated", data: json!({}) });
        }
        if is_past(self.webhooks_at, APPLIED_WITHIN) {
            self.presence.ask_for_missed(now.wall).into_iter().for_each(&mut push);
        }
        if self.replacing == 0 {
            self.offers.pushes(now.mono).into_iter().for_each(&mut push);
        }
    }
}
