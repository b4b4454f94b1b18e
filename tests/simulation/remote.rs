//! An HTTP provider that calls a device of the gateway: with each message until it hears a 200, and with some twice.

use std::collections::BTreeMap;

use http::{HeaderMap, HeaderValue};
use simgate::drivers::template::{Fields, Template, Verification};
use simgate::drivers::{Callback, CallbackRequest};
use simgate::flow::callback::Said;
use simgate::flow::{Arrival, Event};
use simgate::model::{Name, Pointer, Secret, Timestamp};

pub struct Remote {
    template: Template,
    pub messages: Vec<Message>,
    /// What the daemon that runs has not answered, by ticket.
    open: BTreeMap<u64, usize>,
    last_ticket: u64,
}

pub struct Message {
    pub text: String,
    /// It heard a 200.
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
    /// It calls with a message, and the device says what that is.
    pub fn call(&mut self, message: usize, at: Timestamp) -> Event {
        self.last_ticket += 1;
        self.open.insert(self.last_ticket, message);
        let text = &self.messages[message].text;
        let body =
            serde_json::json!({ "from": "Remote", "to": "12025553000", "text": text, "id": message }).to_string();
        let mut headers = HeaderMap::new();
        headers.insert("authorization", HeaderValue::from_static("Bearer s3cret"));
        let items = self.template.read(CallbackRequest { headers: &headers, body: body.as_bytes() }, at);
        let [Said::Arrived { line, origin, content }] = &items.unwrap()[..] else { panic!("it is one message") };
        let (line, origin, content) = (line.clone(), origin.clone(), content.clone());
        Event::Arrived(Arrival { device: device(), ticket: self.last_ticket, line, origin, content, at })
    }

    /// What it said under this ticket is on disk. Returns the message, if anybody still waits for that.
    pub fn acknowledged(&mut self, ticket: u64) -> Option<usize> {
        self.open.remove(&ticket)
    }

    /// Nobody answers any more what the daemon was asked.
    pub fn hang_up(&mut self) {
        self.open.clear();
    }
}
