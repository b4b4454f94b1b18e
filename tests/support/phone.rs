//! One phone of simgate's and one simulated phone, with the network between them, on the caller's clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};
use simgate::drivers::android::{
    Answer, Call, Called, Input, NoReply, Output, Phone, PhoneSettings, Task, Webhook, Webhooks,
};
use simgate::drivers::{Callback, CallbackRequest};
use simgate::flow::callback::{CallbackEvent, CallbackRefusal};
use simgate::flow::outbound::Progress;
use simgate::flow::{Arrival, Event};
use simgate::model::{Name, Now, Secret};
use simgate::simulator::phone::{self as app, Fault, HttpRequest, SimPhone};

const URL: &str = "https://gw.example/sms/webhook/pixel";
const KEY: &str = "s3cret";
/// How long a packet takes.
const LAN: Duration = Duration::from_millis(5);
/// As in the driver.
const TIMEOUT: Duration = Duration::from_secs(10);

enum Later {
    Request {
        address: usize,
        task: Task,
        call: Call,
    },
    /// A request of a process that has ended.
    Stray {
        address: usize,
        call: Call,
    },
    Input(Box<Input>),
    /// The answer to a webhook; `None`: the connection was cut.
    Answer {
        call: u64,
        status: Option<u16>,
    },
}

/// A webhook that waits until its content is on disk.
struct Waiting {
    call: u64,
    tickets: BTreeSet<u64>,
}

/// The two phones and what is between them.
pub struct PhoneLink {
    settings: PhoneSettings,
    phone: Phone,
    /// The simulated phone.
    pub app: SimPhone,
    webhook: Webhook,
    calls: Receiver<Called>,
    later: BTreeMap<(Duration, u64), Later>,
    waiting: Vec<Waiting>,
    count: u64,
    /// Whether simgate runs.
    runs: bool,
    /// Which of simgate's addresses is at which of the two that the router gives to the phone in turn.
    pub addresses: Vec<u32>,
    /// Whether webhooks reach simgate.
    pub takes_webhooks: bool,
    /// Why webhooks were refused.
    pub refusals: Vec<CallbackRefusal>,
    /// The requests so far: method and path.
    pub requests: Vec<String>,
    /// What passed between the two, and when.
    pub transcript: Vec<(Duration, String)>,
}

impl PhoneLink {
    /// A device of this name with both slots of a phone, and with webhooks or without.
    pub fn new(device: Name, app: app::PhoneSettings, webhooks: bool) -> Self {
        let webhooks = webhooks.then(|| Webhooks { url: URL.into(), signing_key: Secret::new(KEY) });
        let (phone_id, addresses, slots, lookback) = (None, 2, vec![1, 2], Duration::from_secs(3 * 86400));
        let settings =
            PhoneSettings { name: device, phone_id, addresses, slots, webhooks, lookback, saves_attachments: false };
        let (webhook, calls) = webhook(&settings);
        Self {
            phone: Phone::new(settings.clone()),
            settings,
            app: SimPhone::new(app, 1),
            webhook,
            calls,
            later: BTreeMap::new(),
            waiting: Vec::new(),
            count: 0,
            runs: true,
            addresses: vec![0, 1],
            takes_webhooks: true,
            refusals: Vec::new(),
            requests: Vec::new(),
            transcript: Vec::new(),
        }
    }

    /// The name of the device.
    pub fn name(&self) -> &Name {
        &self.settings.name
    }

    /// simgate ends. Every second request that is under way still arrives; nobody gets the answers.
    pub fn end(&mut self, now: Duration) {
        self.runs = false;
        let later = std::mem::take(&mut self.later);
        self.later = later
            .into_iter()
            .filter_map(|(key, later)| match later {
                Later::Request { address, call, .. } if key.1.is_multiple_of(2) => {
                    Some((key, Later::Stray { address, call }))
                }
                Later::Stray { .. } | Later::Answer { .. } => Some((key, later)),
                Later::Request { .. } | Later::Input(_) => None,
            })
            .collect();
        for waiting in std::mem::take(&mut self.waiting) {
            self.after(now, LAN, Later::Answer { call: waiting.call, status: None });
        }
    }

    /// simgate starts again.
    pub fn start(&mut self, now: Now) -> Vec<Event> {
        self.phone = Phone::new(self.settings.clone());
        (self.webhook, self.calls) = webhook(&self.settings);
        self.runs = true;
        self.input(Input::Time, now)
    }

    /// Injects a fault.
    pub fn fault(&mut self, fault: Fault, now: Duration) {
        self.note(now, format!("{fault:?}"));
        self.app.fault(fault, now);
    }

    /// An input of the gateway. Returns events for it.
    pub fn input(&mut self, input: Input, now: Now) -> Vec<Event> {
        if !matches!(input, Input::Time | Input::Answered(..)) {
            self.note(now.mono, format!("{input:?}"));
        }
        let mut events = Vec::new();
        for output in self.phone.handle(input, now) {
            match output {
                Output::Request { address, task, call } => {
                    self.after(now.mono, LAN, Later::Request { address, task, call });
                }
                Output::Event(event) => events.push(event),
                Output::Save { attachment, .. } => panic!("{attachment:?} is not to be saved"),
            }
        }
        events
    }

    /// The arrival or progress with this ticket is on disk.
    pub fn acknowledge(&mut self, ticket: u64, now: Now) -> Vec<Event> {
        if Phone::is_ticket(ticket) {
            return self.input(Input::Acknowledge(ticket), now);
        }
        for waiting in &mut self.waiting {
            waiting.tickets.remove(&ticket);
        }
        let done: Vec<Waiting> = self.waiting.extract_if(.., |waiting| waiting.tickets.is_empty()).collect();
        for waiting in done {
            self.after(now.mono, LAN, Later::Answer { call: waiting.call, status: Some(200) });
        }
        Vec::new()
    }

    /// When to call [`PhoneLink::step`] next.
    pub fn next_at(&self) -> Option<Duration> {
        let later = self.later.keys().next().map(|(at, _)| *at);
        let phone = self.phone.wake_at().filter(|_| self.runs);
        [later, phone, self.app.wake_at()].into_iter().flatten().min()
    }

    /// Does what is due. Returns events for the gateway.
    pub fn step(&mut self, now: Now) -> Vec<Event> {
        self.app.advance(now.mono);
        let mut events = Vec::new();
        while let Some(entry) = self.later.first_entry().filter(|entry| entry.key().0 <= now.mono) {
            let later = entry.remove();
            events.extend(self.act(later, now));
        }
        while let Some(call) = self.app.due_webhook(now.mono) {
            events.extend(self.call_webhook(&call, now));
        }
        while let Ok(called) = self.calls.try_recv() {
            events.extend(self.input(Input::Called(called), now));
        }
        if self.runs && self.phone.wake_at().is_some_and(|at| at <= now.mono) {
            events.extend(self.input(Input::Time, now));
        }
        events
    }

    /// Posts to simgate, which reads the events of a call that is accepted.
    pub fn post(
        &mut self,
        headers: &[(&'static str, String)],
        body: &[u8],
        now: Now,
    ) -> Result<Vec<Event>, CallbackRefusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a name");
            map.append(name, HeaderValue::from_bytes(value.as_bytes()).expect("a value"));
        }
        let read = self.webhook.read(CallbackRequest { headers: &map, body }, now.wall);
        let items = read.inspect_err(|refusal| self.refusals.push(refusal.clone()))?;
        Ok(items.into_iter().map(|item| self.event(item, now)).collect())
    }

    fn event(&mut self, item: CallbackEvent, now: Now) -> Event {
        self.count += 1;
        let (device, ticket, at) = (self.settings.name.clone(), self.count, now.wall);
        match item {
            CallbackEvent::Arrived { line, origin, content } => {
                Event::Arrived(Arrival { device, ticket, line, origin, content, at })
            }
            CallbackEvent::Progress { remote, state } => {
                Event::Progress(Progress { device, ticket, remote, state, at })
            }
        }
    }

    fn after(&mut self, now: Duration, wait: Duration, later: Later) {
        self.count += 1;
        self.later.insert((now + wait, self.count), later);
    }

    fn act(&mut self, later: Later, now: Now) -> Vec<Event> {
        match later {
            Later::Input(input) => return self.input(*input, now),
            Later::Answer { call, status } => self.app.webhook_done(call, status, now.mono),
            Later::Stray { address, call } => drop(self.request(address, &call, now.mono)),
            Later::Request { address, task, call } => {
                let (wait, outcome) = self.request(address, &call, now.mono);
                self.after(now.mono, wait, Later::Input(Box::new(Input::Answered(task, outcome))));
            }
        }
        Vec::new()
    }

    /// Passes a request to the app. Returns its outcome, and after how long.
    fn request(&mut self, address: usize, call: &Call, now: Duration) -> (Duration, Result<Answer, NoReply>) {
        self.requests.push(format!("{} {}", call.method, call.path.split('?').next().expect("a path")));
        let mut request = HttpRequest::new(call.method.as_str(), &call.path).with_basic("sms", "k3x9v2pq");
        if let Some(body) = &call.body {
            request = request.with_json(body);
        }
        let silent = (TIMEOUT * 3 / 4, Err(NoReply::Unreachable("timeout: connect".into())));
        let late = || (TIMEOUT, Err(NoReply::NoAnswer("timeout: global".into())));
        if self.addresses[address] != self.app.address() % 2 {
            return silent;
        }
        let answer = self.app.request(&request, now);
        let body = call.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let reply = match &answer {
            app::Answer::Reply(reply, slow) => format!("{} {} {slow:?}", reply.status, reply.body.escape_ascii()),
            app::Answer::Silent | app::Answer::Refused | app::Answer::Lost => format!("{answer:?}"),
        };
        self.note(now, format!("{} {} {body} -> {reply}", call.method, call.path));
        match answer {
            app::Answer::Silent => silent,
            app::Answer::Refused => (LAN, Err(NoReply::Unreachable("connection refused".into()))),
            app::Answer::Lost => late(),
            app::Answer::Reply(_, slow) if slow >= TIMEOUT => late(),
            app::Answer::Reply(reply, slow) => (LAN + slow, Ok(Answer { status: reply.status, body: reply.body })),
        }
    }

    fn note(&mut self, now: Duration, what: String) {
        self.transcript.push((now, what));
    }

    fn call_webhook(&mut self, call: &app::WebhookCall, now: Now) -> Vec<Event> {
        self.note(now.mono, format!("webhook {}", call.body.escape_ascii()));
        if !self.takes_webhooks {
            return Vec::new();
        }
        if !self.runs {
            self.after(now.mono, LAN, Later::Answer { call: call.id, status: None });
            return Vec::new();
        }
        let first = self.count + 1;
        let events = self.post(&call.headers, &call.body, now);
        let tickets: BTreeSet<u64> = (first..=self.count).collect();
        match events {
            Ok(events) if !events.is_empty() => {
                self.waiting.push(Waiting { call: call.id, tickets });
                events
            }
            answer => {
                let status = Some(if answer.is_ok() { 200 } else { 401 });
                self.after(now.mono, LAN, Later::Answer { call: call.id, status });
                Vec::new()
            }
        }
    }
}

fn webhook(settings: &PhoneSettings) -> (Webhook, Receiver<Called>) {
    let (call, calls) = mpsc::channel();
    let call = Box::new(move |called| drop(call.send(called)));
    (Webhook::new(settings.source(), Box::new(|| Some(Secret::new(KEY))), call), calls)
}
