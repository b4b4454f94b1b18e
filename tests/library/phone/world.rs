//! One phone of simgate's against one simulated phone, on a simulated clock. The gateway is a list of what it has.

use std::collections::BTreeMap;
use std::time::Duration;

use simgate::drivers::android::Input;
use simgate::flow::callback::CallbackRefusal;
use simgate::flow::outbound::{Body, Orphan, Outcome, RemoteState, Submission};
use simgate::flow::{Content, DeviceReport, Event, Origin};
use simgate::model::{LineId, Name, Now, Secret, Timestamp};
use simgate::simulator::phone::{self as app, Fault};
use simgate_testing::phone::PhoneLink;

pub const RECIPIENT: &str = "+12025550143";
/// As in the gateway.
const BEFORE_FOUND: Duration = Duration::from_secs(3600);
/// How long the gateway takes for a commit.
const COMMIT: Duration = Duration::from_millis(5);

/// A message as the gateway has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub line: LineId,
    pub text: String,
    pub media: Vec<String>,
    /// How often it came.
    pub copies: u32,
}

enum Later {
    Acknowledge(u64),
    ReadInbox(Timestamp),
}

pub struct World {
    pub link: PhoneLink,
    pub now: Duration,
    epoch: Timestamp,
    later: BTreeMap<(Duration, u64), Later>,
    count: u64,
    /// By the id that makes a repeat.
    pub received: BTreeMap<String, Received>,
    pub outcomes: Vec<(i64, Outcome)>,
    pub progress: Vec<(String, RemoteState)>,
    pub reports: Vec<DeviceReport>,
    since: BTreeMap<String, Timestamp>,
}

pub fn device() -> Name {
    Name::parse("pixel").unwrap()
}

pub fn slot(index: u8) -> LineId {
    LineId::Slot { device: device(), index }
}

pub fn seconds(s: u64) -> Duration {
    Duration::from_secs(s)
}

impl World {
    /// A phone with webhooks.
    pub fn new() -> Self {
        Self::with(true, |_| {})
    }

    pub fn with(webhooks: bool, change: impl FnOnce(&mut app::PhoneSettings)) -> Self {
        let mut settings = app::PhoneSettings::new(2);
        change(&mut settings);
        let mut world = Self {
            now: Duration::ZERO,
            epoch: settings.epoch,
            link: PhoneLink::new(device(), settings, webhooks),
            later: BTreeMap::new(),
            count: 0,
            received: BTreeMap::new(),
            outcomes: Vec::new(),
            progress: Vec::new(),
            reports: Vec::new(),
            since: BTreeMap::new(),
        };
        world.input(Input::Time);
        world
    }

    fn now(&self) -> Now {
        Now { wall: self.wall(), mono: self.now }
    }

    pub fn wall(&self) -> Timestamp {
        self.epoch.after(self.now)
    }

    /// The process ends, and a new one starts: what was open is asked for.
    pub fn restart(&mut self, orphans: Vec<Orphan>) {
        self.later.clear();
        self.link.end(self.now);
        let events = self.link.start(self.now());
        self.gateway(events);
        for orphan in orphans {
            self.input(Input::Reconcile(orphan));
        }
    }

    /// A person texts a SIM of the phone.
    pub fn text(&mut self, slot: usize, text: &str) {
        let at = self.wall();
        self.link.app.receive(slot, "+12025550177", text, at, self.now);
    }

    /// The gateway submits a text.
    pub fn submit(&mut self, ticket: i64, text: &str) {
        let ttl = seconds(3600);
        self.submit_for(ticket, text, ttl);
    }

    pub fn submit_for(&mut self, ticket: i64, text: &str, ttl: Duration) {
        let parts = u32::try_from(text.len().div_ceil(153)).unwrap();
        let body = Body::Text {
            remote_id: format!("m-{ticket}"),
            to: RECIPIENT.into(),
            text: Secret::new(text),
            status_report: true,
            ttl,
            parts: if text.len() <= 160 { 1 } else { parts },
        };
        self.input(Input::Submit(Submission { device: device(), ticket, line: slot(2), body }));
    }

    pub fn fault(&mut self, fault: Fault) {
        self.link.fault(fault, self.now);
    }

    /// Lets time pass.
    pub fn pass(&mut self, span: Duration) {
        let until = self.now + span;
        let mut steps = 0;
        loop {
            let later = self.later.keys().next().map(|(at, _)| *at);
            let next = [later, self.link.next_at()].into_iter().flatten().min().unwrap_or(until).max(self.now);
            if next > until {
                break;
            }
            steps = if next > self.now { 0 } else { steps + 1 };
            assert!(steps < 1000, "it goes round at {:?}: {:?}", self.now, self.link.requests.last());
            self.now = next;
            while let Some(entry) = self.later.first_entry().filter(|entry| entry.key().0 <= self.now) {
                let events = match entry.remove() {
                    Later::Acknowledge(ticket) => self.link.acknowledge(ticket, self.now()),
                    Later::ReadInbox(since) => self.link.input(Input::ReadInbox(since), self.now()),
                };
                self.gateway(events);
            }
            let events = self.link.step(self.now());
            self.gateway(events);
            if next == until && self.link.next_at().is_none_or(|at| at > until) {
                break;
            }
        }
        self.now = until;
    }

    pub fn texts(&self) -> Vec<&str> {
        self.received.values().map(|message| message.text.as_str()).collect()
    }

    /// What went over the air.
    pub fn on_air(&self) -> Vec<(String, usize, String)> {
        self.link.app.sent().map(|sent| (sent.message.clone(), sent.slot, sent.text.clone())).collect()
    }

    pub fn outcomes_of(&self, ticket: i64) -> Vec<&Outcome> {
        self.outcomes.iter().filter(|(of, _)| *of == ticket).map(|(_, outcome)| outcome).collect()
    }

    pub fn last_report(&self) -> &DeviceReport {
        self.reports.last().unwrap()
    }

    pub fn input(&mut self, input: Input) {
        let events = self.link.input(input, self.now());
        self.gateway(events);
    }

    /// Posts to the endpoint.
    pub fn post(&mut self, headers: &[(&'static str, String)], body: &[u8]) -> Result<(), CallbackRefusal> {
        let events = self.link.post(headers, body, self.now())?;
        self.gateway(events);
        Ok(())
    }

    fn after_commit(&mut self, later: Later) {
        self.count += 1;
        self.later.insert((self.now + COMMIT, self.count), later);
    }

    fn gateway(&mut self, events: Vec<Event>) {
        for event in events {
            self.take_event(event);
        }
    }

    fn take_event(&mut self, event: Event) {
        match event {
            Event::Arrived(arrival) => {
                self.take(arrival.line, arrival.origin, arrival.content);
                self.after_commit(Later::Acknowledge(arrival.ticket));
            }
            Event::Receipt(receipt) => self.outcomes.push((receipt.ticket, receipt.outcome)),
            Event::Progress(progress) => {
                self.progress.push((progress.remote, progress.state));
                self.after_commit(Later::Acknowledge(progress.ticket));
            }
            Event::Device(report) => self.reports.push(report),
            Event::InboxFound { inbox, .. } => {
                let since = *self.since.entry(inbox).or_insert(self.epoch.after(self.now).before(BEFORE_FOUND));
                self.after_commit(Later::ReadInbox(since));
            }
            other @ (Event::Missed(_)
            | Event::Freed(_)
            | Event::Card { .. }
            | Event::PinWanted(_)
            | Event::PinTried { .. }
            | Event::CardOpen { .. }
            | Event::DeviceStarted(_)
            | Event::DeviceEnded(_)
            | Event::Answered { .. }
            | Event::Reachable { .. }
            | Event::Requested { .. }
            | Event::UssdRequested { .. }
            | Event::UssdEnded(_)
            | Event::ChangeRequested { .. }
            | Event::Rerouted(_)
            | Event::ClockSynchronised(_)
            | Event::NetworkTime(_)) => panic!("no phone says {other:?}"),
        }
    }

    fn take(&mut self, line: LineId, origin: Origin, content: Content) {
        let (Origin::Remote(Some(id)), Content::Text(content)) = (origin, content) else { panic!("a remote's text") };
        let (text, media) = (content.text, content.media);
        let entry = self.received.entry(id).or_insert(Received { line, text, media, copies: 0 });
        entry.copies += 1;
    }
}
