//! The simulated phone against its contract.

use std::time::Duration;

use serde_json::{Value, json};

use super::*;
use crate::model::Timestamp;

mod access;
mod faults;
mod inbox;
mod messages;
mod sending;
mod webhooks;

/// A phone with a clock, and a caller who knows the password.
struct World {
    phone: SimPhone,
    now: Duration,
    /// The calls that reached the receiver: event and body.
    called: Vec<Value>,
}

const HOOK: &str = "http://127.0.0.1:9876/hook";
const FRIEND: &str = "+12025550143";

impl World {
    fn new() -> Self {
        Self::with(PhoneSettings::new(2))
    }

    fn with(settings: PhoneSettings) -> Self {
        let mut world = Self { phone: SimPhone::new(settings, 1), now: Duration::ZERO, called: Vec::new() };
        // The worker of webhooks looks once at the start.
        world.pass(Duration::from_secs(6));
        world
    }

    fn wall(&self) -> Timestamp {
        self.phone.settings().epoch.after(self.now)
    }

    fn ask(&mut self, method: &str, target: &str) -> HttpReply {
        self.reply(&HttpRequest::new(method, target))
    }

    fn ask_with(&mut self, method: &str, target: &str, body: &Value) -> HttpReply {
        self.reply(&HttpRequest::new(method, target).with_json(body))
    }

    fn reply(&mut self, request: &HttpRequest) -> HttpReply {
        match self.answer(request) {
            Answer::Reply(reply, _) => reply,
            other @ (Answer::Lost | Answer::Refused | Answer::Silent) => panic!("{}: {other:?}", request.path),
        }
    }

    fn answer(&mut self, request: &HttpRequest) -> Answer {
        let (user, password) = self.phone.credentials();
        let mut request = request.clone();
        if request.authorization.is_none() {
            request = request.with_basic(user, password);
        }
        self.phone.request(&request, self.now)
    }

    fn send(&mut self, id: &str, more: &Value) -> HttpReply {
        let mut body = json!({ "id": id, "textMessage": { "text": "x" }, "phoneNumbers": [FRIEND] });
        for (key, value) in more.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        self.ask_with("POST", "/messages", &body)
    }

    fn message(&mut self, id: &str) -> Value {
        self.ask("GET", &format!("/messages/{id}")).value()
    }

    fn state(&mut self, id: &str) -> String {
        self.message(id)["state"].as_str().unwrap().to_owned()
    }

    fn hook(&mut self, event: &str) {
        let body = json!({ "id": event, "url": HOOK, "event": event });
        assert_eq!(self.ask_with("POST", "/webhooks", &body).status, 201);
    }

    fn receive(&mut self, text: &str) {
        let at = self.wall();
        self.phone.receive(1, "Bank", text, at, self.now);
    }

    /// Lets time pass; the receiver accepts every call.
    fn pass(&mut self, span: Duration) {
        self.pass_with(span, |_| Some(200));
    }

    fn pass_with(&mut self, span: Duration, mut answer: impl FnMut(&WebhookCall) -> Option<u16>) {
        let end = self.now + span;
        loop {
            while let Some(call) = self.phone.due_webhook(self.now) {
                self.called.push(serde_json::from_slice(&call.body).unwrap());
                self.phone.webhook_done(call.id, answer(&call), self.now);
            }
            let next = self.phone.wake_at().map_or(end, |at| at.max(self.now + Duration::from_millis(1)));
            if next >= end {
                break;
            }
            self.now = next;
        }
        self.now = end;
        self.phone.advance(end);
    }

    fn inbox(&mut self) -> Vec<String> {
        let rows = self.ask("GET", "/inbox").value();
        rows.as_array().unwrap().iter().map(|row| row["contentPreview"].as_str().unwrap().to_owned()).collect()
    }

    /// The recipients of what went over the air.
    fn sent(&self) -> Vec<String> {
        self.phone.sent().map(|sent| sent.to.clone()).collect()
    }

    fn events(&self) -> Vec<&str> {
        self.called.iter().map(|call| call["event"].as_str().unwrap()).collect()
    }
}

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

#[test]
fn the_seed_decides_the_run() {
    let run = |seed: u64| {
        let mut phone = SimPhone::new(PhoneSettings::new(1), seed);
        let request = HttpRequest::new("POST", "/webhooks").with_basic("sms", "k3x9v2pq");
        let request = request.with_json(&json!({ "url": "https://a.example", "event": "sms:sent" }));
        phone.request(&request, Duration::ZERO)
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
