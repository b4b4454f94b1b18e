//! What a turn of the machine brings about.

use std::time::Duration;

use crate::flow::outbound::{Outcome, Receipt};
use crate::flow::{Arrival, Content, DeviceState, Event, Origin};
use crate::model::{LineId, Name, Timestamp};

#[derive(Debug)]
pub enum Output {
    Write(Vec<u8>),
    Event(Event),
    /// Close the port and open it again after this long.
    Reopen(Duration),
}

/// Outputs are gathered here by whoever has some; tickets and the state of the device outlive its port.
#[derive(Debug)]
pub(super) struct Out {
    pub device: Name,
    outputs: Vec<Output>,
    last_ticket: u64,
    pub state: (DeviceState, String),
}

/// One reading of a message.
pub(super) struct Reading {
    pub line: LineId,
    pub origin: Origin,
    pub content: Content,
    pub at: Timestamp,
}

impl Out {
    /// Tickets go on from `last_ticket`: an acknowledgement that was meant for a machine before this one acknowledges
    /// nothing.
    pub fn new(device: Name, last_ticket: u64) -> Self {
        let state = (DeviceState::Absent, "the port was not opened yet".to_owned());
        Self { device, outputs: Vec::new(), last_ticket, state }
    }

    pub fn last_ticket(&self) -> u64 {
        self.last_ticket
    }

    pub fn take(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.outputs)
    }

    pub fn write(&mut self, bytes: Vec<u8>) {
        self.outputs.push(Output::Write(bytes));
    }

    pub fn event(&mut self, event: Event) {
        self.outputs.push(Output::Event(event));
    }

    pub fn reopen(&mut self, wait: Duration) {
        self.outputs.push(Output::Reopen(wait));
    }

    /// What is told of the device from now on.
    pub fn enter(&mut self, state: DeviceState, reason: impl Into<String>) {
        self.state = (state, reason.into());
    }

    /// Tells of a message; returns the ticket of this reading.
    pub fn arrived(&mut self, reading: Reading) -> u64 {
        self.last_ticket += 1;
        let Reading { line, origin, content, at } = reading;
        let (device, ticket) = (self.device.clone(), self.last_ticket);
        self.event(Event::Arrived(Arrival { device, ticket, line, origin, content, at }));
        ticket
    }

    /// Tells what came of a part.
    pub fn receipt(&mut self, ticket: i64, outcome: Outcome) {
        self.event(Event::Receipt(Receipt { device: self.device.clone(), ticket, outcome }));
    }
}
