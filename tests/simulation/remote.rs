//! An HTTP provider that calls a device of the gateway: with each message until it hears a 200, and with some twice.

use std::collections::BTreeMap;

use simgate::flow::{Arrival, Content, Event, Origin, TextContent};
use simgate::model::{DeviceName, LineId, Msisdn, Timestamp};

#[derive(Default)]
pub struct Remote {
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

pub fn device() -> DeviceName {
    DeviceName::parse("provider").unwrap()
}

impl Remote {
    /// It calls with a message.
    pub fn call(&mut self, message: usize, at: Timestamp) -> Event {
        self.last_ticket += 1;
        self.open.insert(self.last_ticket, message);
        let text = self.messages[message].text.clone();
        let raw = format!("{message} {text}").into_bytes();
        let content = TextContent { sender: "Remote".into(), text, sent_at: None, media: Vec::new(), raw };
        let line = LineId::Number { device: device(), number: Msisdn::parse("+12025553000").unwrap() };
        let (device, ticket) = (device(), self.last_ticket);
        let (origin, content) = (Origin::Remote(Some(format!("id {message}"))), Content::Text(Box::new(content)));
        Event::Arrived(Arrival { device, ticket, line, origin, content, at })
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
