//! An HTTP provider that calls a device of the gateway with each message until it gets a 200, and with some messages
//! twice.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderValue};
use simgate::drivers::template::{Fields, Template, Verification};
use simgate::drivers::{Callback, CallbackRequest};
use simgate::flow::callback::CallbackEvent;
use simgate::flow::{Arrival, Event};
use simgate::model::{Name, Pointer, Secret, Timestamp};

/// The provider.
pub struct Remote {
    template: Template,
    pub messages: Vec<Message>,
    /// Calls that the present daemon has not answered, by ticket.
    open: BTreeMap<u64, usize>,
    last_ticket: u64,
}

pub struct Message {
    pub text: String,
    /// Whether it got a 200.
    pub answered: bool,
}

pub fn device() -> Name {
    Name::parse("provider").unwrap()
}

impl Default for Remote {
    fn default() -> Self {
        let at = |pointer: &str| Pointer::parse(pointer).unwrap();
        let fields = Fields {
            sender: at("/from"),
            recipient: at("/to"),
            text: at("/text"),
            id: Some(at("/id")),
            time: None,
            media: None,
            array: None,
            only: BTreeMap::new(),
        };
        let template = Template { device: device(), verification: Verification::Bearer(Secret::new("s3cret")), fields };
        Self { template, messages: Vec::new(), open: BTreeMap::new(), last_ticket: 0 }
    }
}

impl Remote {
    /// Calls with a message. Returns the event that the device makes of the call.
    pub fn call(&mut self, message: usize, at: Timestamp) -> Event {
        self.last_ticket += 1;
        self.open.insert(self.last_ticket, message);
        let text = &self.messages[message].text;
        let body =
            serde_json::json!({ "from": "Remote", "to": "12025553000", "text": text, "id": message }).to_string();
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_static("Bearer s3cret"));
        let items = self.template.read(CallbackRequest { headers: &headers, body: body.as_bytes() }, at);
        let [CallbackEvent::Arrived { line, origin, content }] = &items.unwrap()[..] else {
            panic!("it is one message")
        };
        let (line, origin, content) = (line.clone(), origin.clone(), content.clone());
        Event::Arrived(Arrival { device: device(), ticket: self.last_ticket, line, origin, content, at })
    }

    /// Notes that a call is committed. Returns its message, if the call still waits for an answer.
    pub fn acknowledged(&mut self, ticket: u64) -> Option<usize> {
        self.open.remove(&ticket)
    }

    /// Drops all calls, because the daemon died.
    pub fn hang_up(&mut self) {
        self.open.clear();
    }
}
