//! The outputs of one turn of the machine.

use std::time::Duration;

use crate::flow::outbound::{Outcome, Receipt};
use crate::flow::{Arrival, Content, DeviceState, Event, Origin};
use crate::flow::{console, ussd};
use crate::model::{LineId, Name, Timestamp};

/// What the caller of the machine must do.
#[derive(Debug)]
pub enum Output {
    /// Write these bytes to the port.
    Write(Vec<u8>),
    /// Pass this event to the gateway.
    Event(Event),
    /// Close the port and open it again after this time.
    Reopen(Duration),
    /// Reset the USB device behind the port, if it is one.
    ResetUsb(UsbReset),
    /// Pass the outcome of a person's command on.
    Console(console::Outcome),
}

/// How a USB device is reset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UsbReset {
    /// By its bus.
    Bus,
    /// By switching off its power for a moment where the hub can, by its bus elsewhere.
    Power,
}

/// Collects the outputs of a turn. The tickets and the state of the device outlive the port.
#[derive(Debug)]
pub(super) struct Outputs {
    /// The name of the device.
    pub device: Name,
    outputs: Vec<Output>,
    last_ticket: u64,
    /// The state of the device, and the reason for users.
    pub state: (DeviceState, String),
}

/// One reading of a message.
pub(super) struct Reading {
    /// The line that received it.
    pub line: LineId,
    /// The slot that it was read from, or that it arrived directly.
    pub origin: Origin,
    /// Its bytes.
    pub content: Content,
    /// The time of the reading.
    pub at: Timestamp,
}

impl Outputs {
    /// No outputs. The tickets continue after `last_ticket`, so that an acknowledgement for an earlier machine matches
    /// no new ticket.
    pub fn new(device: Name, last_ticket: u64) -> Self {
        let state = (DeviceState::Absent, "the port was not opened yet".to_owned());
        Self { device, outputs: Vec::new(), last_ticket, state }
    }

    /// The last ticket that was used.
    pub fn last_ticket(&self) -> u64 {
        self.last_ticket
    }

    /// Returns the collected outputs and removes them.
    pub fn take(&mut self) -> Vec<Output> {
        std::mem::take(&mut self.outputs)
    }

    /// Adds bytes for the port.
    pub fn write(&mut self, bytes: Vec<u8>) {
        self.outputs.push(Output::Write(bytes));
    }

    /// Adds an event for the gateway.
    pub fn emit(&mut self, event: Event) {
        self.outputs.push(Output::Event(event));
    }

    /// Adds a request to reset the USB device.
    pub fn reset_usb(&mut self, reset: UsbReset) {
        self.outputs.push(Output::ResetUsb(reset));
    }

    /// Adds a request to open the port again.
    pub fn reopen(&mut self, wait: Duration) {
        self.outputs.push(Output::Reopen(wait));
    }

    /// Emits the outcome of a person's command.
    pub fn emit_console(&mut self, outcome: console::Outcome) {
        self.outputs.push(Output::Console(outcome));
    }

    /// Whether the outcome of a person's command is among the outputs.
    pub fn has_console_outcome(&self) -> bool {
        self.outputs.iter().any(|output| matches!(output, Output::Console(_)))
    }

    /// Sets the state of the device for the next report.
    pub fn set_state(&mut self, state: DeviceState, reason: impl Into<String>) {
        self.state = (state, reason.into());
    }

    /// Emits a message. Returns the ticket of this reading.
    pub fn emit_arrival(&mut self, reading: Reading) -> u64 {
        self.last_ticket += 1;
        let Reading { line, origin, content, at } = reading;
        let (device, ticket) = (self.device.clone(), self.last_ticket);
        self.emit(Event::Arrived(Arrival { device, ticket, line, origin, content, at }));
        ticket
    }

    /// Emits the outcome of a part.
    pub fn emit_receipt(&mut self, ticket: i64, outcome: Outcome) {
        self.emit(Event::Receipt(Receipt { device: self.device.clone(), ticket, outcome }));
    }

    /// Emits the outcome of a step of a USSD dialogue.
    pub fn emit_ussd(&mut self, ticket: u64, outcome: ussd::Outcome) {
        self.emit(Event::UssdEnded(ussd::Receipt { device: self.device.clone(), ticket, outcome }));
    }
}
