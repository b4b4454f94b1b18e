//! One phone that dials in, on a simulated clock, with an app that keeps what it got as the real one does.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use simgate::drivers::android::dial_in::{Input, Output, Phone, Settings};
use simgate::flow::dial_in::{Ask, PhoneAnswer, Push, Registered};
use simgate::flow::outbound::{Body, Orphan, Outcome, RemoteState, Submission};
use simgate::flow::{DeviceReport, Event};
use simgate::model::{LineId, Name, Now, Secret, Timestamp};

pub const RECIPIENT: &str = "+12025550143";
pub const FIRST: &str = "first";

pub fn seconds(s: u64) -> Duration {
    Duration::from_secs(s)
}

pub fn device() -> Name {
    Name::parse("pixel").unwrap()
}

pub fn registered(id: &str) -> Registered {
    Registered { id: id.to_owned(), model: "Google/panther".to_owned() }
}

fn settings() -> Settings {
    Settings {
        name: device(),
        slots: vec![1, 2],
        base: "https://gw.example".to_owned(),
        lookback: seconds(3 * 86400),
        key: Secret::new("k3y"),
    }
}

pub struct World {
    phone: Phone,
    pub now: Duration,
    numbers: u64,
    pub outcomes: Vec<(i64, Outcome)>,
    pub progress: Vec<(String, RemoteState)>,
    pub pushes: Vec<(u64, Push)>,
    pub closed: Vec<u64>,
    pub reports: Vec<DeviceReport>,
    pub inboxes: Vec<String>,
}

impl World {
    /// A phone that is registered, and has not called yet.
    pub fn new() -> Self {
        Self::with(Some(registered(FIRST)))
    }

    pub fn with(registered: Option<Registered>) -> Self {
        let mut world = Self {
            phone: Phone::new(settings(), registered),
            now: seconds(1000),
            numbers: 0,
            outcomes: Vec::new(),
            progress: Vec::new(),
            pushes: Vec::new(),
            closed: Vec::new(),
            reports: Vec::new(),
            inboxes: Vec::new(),
        };
        world.input(Input::Time);
        world
    }

    /// A phone that listens to stream 1, and fetched its webhooks long enough ago.
    pub fn listening() -> Self {
        let mut world = Self::new();
        world.input(Input::ReadInbox(world.wall().before(seconds(600))));
        world.listen(1);
        world.ask(Ask::Webhooks);
        world.pass(seconds(15));
        world.pushes.clear();
        world
    }

    pub fn wall(&self) -> Timestamp {
        Timestamp::parse("2026-03-01T09:00:00Z").unwrap().after(self.now)
    }

    /// The process ends, and another one takes over what it submitted.
    pub fn restart(&mut self, orphans: Vec<Orphan>) {
        self.phone = Phone::new(settings(), Some(registered(FIRST)));
        self.input(Input::Time);
        for orphan in orphans {
            self.input(Input::Reconcile(orphan));
        }
    }

    pub fn input(&mut self, input: Input) -> Option<PhoneAnswer> {
        let now = Now { mono: self.now, wall: self.wall() };
        let mut answered = None;
        for output in self.phone.handle(input, now) {
            assert_eq!(answered, None, "the answer is last, since it waits for the events before it");
            match output {
                Output::Answer { number, answer } => {
                    assert_eq!(number, self.numbers);
                    answered = Some(answer);
                }
                Output::Push { stream, push } => self.pushes.push((stream, push)),
                Output::Close { stream } => self.closed.push(stream),
                Output::Event(Event::Receipt(receipt)) => self.outcomes.push((receipt.ticket, receipt.outcome)),
                Output::Event(Event::Progress(progress)) => self.progress.push((progress.remote, progress.state)),
                Output::Event(Event::Device(report)) => self.reports.push(report),
                Output::Event(Event::InboxFound { inbox, .. }) => self.inboxes.push(inbox),
                Output::Event(other) => panic!("{other:?}"),
            }
        }
        answered
    }

    pub fn pass(&mut self, span: Duration) {
        let end = self.now + span;
        while self.now < end {
            self.now = (self.now + seconds(5)).min(end);
            self.input(Input::Time);
        }
    }

    pub fn ask_as(&mut self, registration: Option<&str>, ask: Ask) -> PhoneAnswer {
        self.numbers += 1;
        let (number, registration) = (self.numbers, registration.map(str::to_owned));
        self.input(Input::Asked { number, registration, ask }).expect("each request is answered at once")
    }

    pub fn ask(&mut self, ask: Ask) -> PhoneAnswer {
        self.ask_as(Some(FIRST), ask)
    }

    pub fn listen(&mut self, stream: u64) {
        assert_eq!(self.ask(Ask::Listen { stream }), PhoneAnswer::Done);
    }

    pub fn fetch_as(&mut self, registration: &str) -> Vec<Value> {
        let answer = self.ask_as(Some(registration), Ask::Messages { newest_first: false });
        let PhoneAnswer::Body(Value::Array(rows)) = answer else { panic!("{answer:?}") };
        rows
    }

    pub fn fetch(&mut self) -> Vec<Value> {
        self.fetch_as(FIRST)
    }

    /// The ids of the messages that are given out, with what is to be done with them.
    pub fn fetched(&mut self) -> Vec<(String, String)> {
        let word = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
        self.fetch().iter().map(|row| (word(row, "id"), word(row, "state"))).collect()
    }

    /// The phone reports the state of its only recipient. The state of the whole says something else.
    pub fn tell(&mut self, id: &str, state: &str, error: Option<&str>) {
        let recipient = match error {
            Some(error) => json!({ "phoneNumber": RECIPIENT, "state": state, "error": error }),
            None => json!({ "phoneNumber": RECIPIENT, "state": state }),
        };
        let states = json!([{ "id": id, "state": "Delivered", "recipients": [recipient], "states": {} }]);
        assert_eq!(self.ask(Ask::States(states)), PhoneAnswer::Done);
    }

    pub fn submit(&mut self, ticket: i64, ttl: Duration) {
        self.input(Input::Submit(submission(ticket, ttl)));
    }

    pub fn outcomes_of(&self, ticket: i64) -> Vec<&Outcome> {
        self.outcomes.iter().filter(|(of, _)| *of == ticket).map(|(_, outcome)| outcome).collect()
    }

    pub fn pushed(&mut self) -> Vec<&'static str> {
        std::mem::take(&mut self.pushes).into_iter().map(|(_, push)| push.event).collect()
    }

    pub fn last_report(&self) -> &DeviceReport {
        self.reports.last().unwrap()
    }
}

pub fn submission(ticket: i64, ttl: Duration) -> Submission {
    let body = Body::Text {
        remote_id: format!("m-{ticket}"),
        to: RECIPIENT.into(),
        text: Secret::new("hello"),
        status_report: true,
        ttl,
        parts: 1,
    };
    Submission { device: device(), ticket, line: LineId::Slot { device: device(), index: 2 }, body }
}

/// What another process had submitted. `is_open`: nobody knows its outcome yet.
pub fn orphan(ticket: i64, is_open: bool) -> Orphan {
    let submission = is_open.then(|| Box::new(submission(ticket, seconds(3600))));
    Orphan { device: device(), ticket, remote_id: format!("m-{ticket}"), parts: 1, submission }
}

/// The app's own list of messages: it sends each id once, however often it gets it.
#[derive(Default)]
pub struct App {
    known: BTreeMap<String, &'static str>,
    pub sent: Vec<String>,
}

impl App {
    /// Fetches messages, sends the new ones, and tells what it knows of the others.
    pub fn fetch(&mut self, world: &mut World, registration: &str) {
        for row in world.fetch_as(registration) {
            let id = row["id"].as_str().unwrap().to_owned();
            match (row["state"].as_str().unwrap(), self.known.get(&id).copied()) {
                ("Pending", None) => {
                    self.sent.push(id.clone());
                    self.known.insert(id, "Sent");
                }
                ("Cancelling", None) => world.tell(&id, "Cancelled", None),
                ("Pending", Some(state)) => world.tell(&id, state, None),
                (_, _) => {}
            }
        }
    }
}
