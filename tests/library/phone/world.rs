//! One phone of ours against one simulated phone, on a simulated clock. The gateway is a list of what it has.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use simgate::drivers::android::{
    Answer, Call, Called, Input, NoReply, Output, Phone, PhoneSettings, Task, Webhook, Webhooks,
};
use simgate::drivers::{Callback, CallbackRequest};
use simgate::flow::callback::{CallbackEvent, CallbackRefusal};
use simgate::flow::outbound::{Body, Orphan, Outcome, RemoteState, Submission};
use simgate::flow::{Content, DeviceReport, Event, Origin};
use simgate::model::{LineId, Name, Now, Secret, Timestamp};
use simgate::simulator::phone::{self as app, Fault, HttpRequest, SimPhone};

pub const RECIPIENT: &str = "+12025550143";
const URL: &str = "https://gw.example/sms/webhook/pixel";
const LAN: Duration = Duration::from_millis(5);
/// As in the driver.
const TIMEOUT: Duration = Duration::from_secs(10);

enum Later {
    Request {
        address: usize,
        task: Task,
        call: Call,
    },
    Input(Box<Input>),
    /// The receiver's answer to a webhook.
    Answer {
        call: u64,
        status: u16,
    },
}

/// A message as the gateway has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub line: LineId,
    pub text: String,
    pub media: Vec<String>,
    /// How often it came.
    pub copies: u32,
}

pub struct World {
    phone: Phone,
    pub app: SimPhone,
    webhook: Webhook,
    calls: Receiver<Called>,
    pub now: Duration,
    epoch: Timestamp,
    later: BTreeMap<(Duration, u64), Later>,
    count: u64,
    /// Which of our addresses is at which of the two that the router gives to the phone in turn.
    pub addresses: Vec<u32>,
    /// By the id that makes a repeat.
    pub received: BTreeMap<String, Received>,
    pub outcomes: Vec<(i64, Outcome)>,
    pub progress: Vec<(String, RemoteState)>,
    pub reports: Vec<DeviceReport>,
    pub refusals: Vec<CallbackRefusal>,
    since: BTreeMap<String, Timestamp>,
    /// Whether webhooks reach us.
    pub takes_webhooks: bool,
    pub requests: Vec<String>,
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
        let epoch = settings.epoch;
        let webhooks = webhooks.then(|| Webhooks { url: URL.into(), signing_key: Secret::new("s3cret") });
        let ours = PhoneSettings {
            name: device(),
            phone_id: None,
            addresses: 2,
            slots: vec![1, 2],
            webhooks,
            lookback: seconds(3 * 86400),
        };
        let (call, calls) = mpsc::channel();
        let webhook = Webhook::new(
            ours.source(),
            Box::new(|| Some(Secret::new("s3cret"))),
            Box::new(move |called| drop(call.send(called))),
        );
        let mut world = Self {
            phone: Phone::new(ours),
            app: SimPhone::new(settings, 1),
            webhook,
            calls,
            now: Duration::ZERO,
            epoch,
            later: BTreeMap::new(),
            count: 0,
            addresses: vec![0, 1],
            received: BTreeMap::new(),
            outcomes: Vec::new(),
            progress: Vec::new(),
            reports: Vec::new(),
            refusals: Vec::new(),
            since: BTreeMap::new(),
            takes_webhooks: true,
            requests: Vec::new(),
        };
        world.input(Input::Time);
        world
    }

    pub fn wall(&self) -> Timestamp {
        self.epoch.after(self.now)
    }

    /// The process ends, and a new one starts: what was open is asked for.
    pub fn restart(&mut self, orphans: Vec<Orphan>) {
        let settings = PhoneSettings {
            name: device(),
            phone_id: None,
            addresses: 2,
            slots: vec![1, 2],
            webhooks: Some(Webhooks { url: URL.into(), signing_key: Secret::new("s3cret") }),
            lookback: seconds(3 * 86400),
        };
        self.phone = Phone::new(settings);
        self.later.retain(|_, later| matches!(later, Later::Answer { .. }));
        self.input(Input::Time);
        for orphan in orphans {
            self.input(Input::Reconcile(orphan));
        }
    }

    /// A person texts a SIM of the phone.
    pub fn text(&mut self, slot: usize, text: &str) {
        let at = self.wall();
        self.app.receive(slot, "+12025550177", text, at, self.now);
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
        self.app.fault(fault, self.now);
    }

    /// Lets time pass.
    pub fn pass(&mut self, span: Duration) {
        let until = self.now + span;
        let mut steps = 0;
        loop {
            steps += 1;
            assert!(steps < 100_000, "it goes round without progress at {:?}: {:?}", self.now, self.requests.last());
            self.call_webhooks();
            while let Ok(called) = self.calls.try_recv() {
                self.input(Input::Called(called));
            }
            let later = self.later.keys().next().map(|(at, _)| *at);
            let next = [later, self.phone.wake_at(), self.app.wake_at()].into_iter().flatten().min();
            let next = next.unwrap_or(until).max(self.now);
            if next > until {
                break;
            }
            self.now = next;
            self.app.advance(self.now);
            match self.later.first_key_value().map(|(key, _)| *key).filter(|(at, _)| *at <= self.now) {
                Some(key) => {
                    let later = self.later.remove(&key).unwrap();
                    self.act(later);
                }
                None if self.phone.wake_at().is_some_and(|at| at <= self.now) => self.input(Input::Time),
                None if next == until => break,
                None => {}
            }
        }
        self.now = until;
    }

    pub fn texts(&self) -> Vec<&str> {
        self.received.values().map(|message| message.text.as_str()).collect()
    }

    /// What went over the air.
    pub fn on_air(&self) -> Vec<(String, usize, String)> {
        self.app.sent().map(|sent| (sent.message.clone(), sent.slot, sent.text.clone())).collect()
    }

    pub fn outcomes_of(&self, ticket: i64) -> Vec<&Outcome> {
        self.outcomes.iter().filter(|(of, _)| *of == ticket).map(|(_, outcome)| outcome).collect()
    }

    pub fn last_report(&self) -> &DeviceReport {
        self.reports.last().unwrap()
    }

    fn after(&mut self, wait: Duration, later: Later) {
        self.count += 1;
        self.later.insert((self.now + wait, self.count), later);
    }

    pub fn input(&mut self, input: Input) {
        let now = Now { wall: self.wall(), mono: self.now };
        for output in self.phone.handle(input, now) {
            match output {
                Output::Request { address, task, call } => self.after(LAN, Later::Request { address, task, call }),
                Output::Event(event) => self.gateway(event),
            }
        }
    }

    fn act(&mut self, later: Later) {
        match later {
            Later::Input(input) => self.input(*input),
            Later::Answer { call, status } => self.app.webhook_done(call, Some(status), self.now),
            Later::Request { address, task, call } => self.request(address, task, call),
        }
    }

    fn request(&mut self, address: usize, task: Task, call: Call) {
        self.requests.push(format!("{} {}", call.method, call.path.split('?').next().unwrap()));
        let mut request = HttpRequest::new(call.method.as_str(), &call.path).with_basic("sms", "k3x9v2pq");
        if let Some(body) = &call.body {
            request = request.with_json(body);
        }
        let silent = (TIMEOUT * 3 / 4, Err(NoReply::Unreachable("timeout: connect".into())));
        let (wait, outcome) = if self.addresses[address] != self.app.address() % 2 {
            silent
        } else {
            match self.app.request(&request, self.now) {
                app::Answer::Silent => silent,
                app::Answer::Refused => (LAN, Err(NoReply::Unreachable("connection refused".into()))),
                app::Answer::Lost => (TIMEOUT, Err(NoReply::NoAnswer("timeout: global".into()))),
                app::Answer::Reply(_, slow) if slow >= TIMEOUT => {
                    (TIMEOUT, Err(NoReply::NoAnswer("timeout: global".into())))
                }
                app::Answer::Reply(reply, slow) => (LAN + slow, Ok(Answer { status: reply.status, body: reply.body })),
            }
        };
        self.after(wait, Later::Input(Box::new(Input::Answered(task, outcome))));
    }

    fn call_webhooks(&mut self) {
        while let Some(call) = self.app.due_webhook(self.now) {
            if !self.takes_webhooks {
                continue;
            }
            let status = match self.post(&call.headers, &call.body) {
                Ok(()) => 200,
                Err(_) => 401,
            };
            self.after(LAN, Later::Answer { call: call.id, status });
        }
    }

    /// Posts to our endpoint.
    pub fn post(&mut self, headers: &[(&'static str, String)], body: &[u8]) -> Result<(), CallbackRefusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            map.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        }
        let read = self.webhook.read(CallbackRequest { headers: &map, body }, self.wall());
        match read {
            Ok(events) => {
                for event in events {
                    match event {
                        CallbackEvent::Arrived { line, origin, content } => self.take(line, origin, content),
                        CallbackEvent::Progress { remote, state } => self.progress.push((remote, state)),
                    }
                }
                Ok(())
            }
            Err(refusal) => {
                self.refusals.push(refusal.clone());
                Err(refusal)
            }
        }
    }

    fn gateway(&mut self, event: Event) {
        match event {
            Event::Arrived(arrival) => {
                self.take(arrival.line, arrival.origin, arrival.content);
                self.after(LAN, Later::Input(Box::new(Input::Acknowledge(arrival.ticket))));
            }
            Event::Receipt(receipt) => self.outcomes.push((receipt.ticket, receipt.outcome)),
            Event::Progress(progress) => self.progress.push((progress.remote, progress.state)),
            Event::Device(report) => self.reports.push(report),
            Event::InboxFound { inbox, .. } => {
                let since = *self.since.entry(inbox).or_insert(self.epoch.after(self.now));
                self.after(LAN, Later::Input(Box::new(Input::ReadInbox(since))));
            }
            other @ (Event::Missed(_)
            | Event::Freed(_)
            | Event::Card { .. }
            | Event::PinWanted(_)
            | Event::PinTried { .. }
            | Event::CardOpen { .. }
            | Event::DeviceEnded(_)
            | Event::Answered { .. }
            | Event::Reachable { .. }
            | Event::Requested { .. }
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
