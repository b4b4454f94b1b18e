//! The events of a simulated modem: the outcome of messages, and the times of bytes on the port.

use std::time::Duration;

use crate::model::Slot;

/// The most traces that are kept if the caller doesn't take them. Events about messages are always kept.
const TRACES_MAX: usize = 100_000;

/// Identifies a direct message that waits for its acknowledgement.
pub type OfferId = u32;

/// Where the modem put a message from the SMSC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// In a slot, and acknowledged: the SMSC counts it as delivered.
    Stored(Slot),
    /// Sent to the host and acknowledged at once (no CNMA in this mode): if no host reads it, it is lost.
    Direct,
    /// Sent to the host; the SMSC waits for [`ModemEvent::Acknowledged`] or `NotAcknowledged`.
    Offered(OfferId),
    /// Acknowledged and discarded, as the settings require (reports with `ds` 0, type 0 messages).
    Discarded,
}

/// Why the SMSC could not deliver a message. It keeps the message and tries again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Off, booting, or unplugged.
    Off,
    /// The card is missing or locked, or not registered.
    Unreachable,
    /// The receiving store is full.
    Full,
    /// Another direct message waits for its CNMA.
    Busy,
    /// The PDU is longer than any valid one.
    TooLong,
}

/// An event of a modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModemEvent {
    /// A SUBMIT reached the network, whether or not the host got the result. SCA and TPDU.
    Submitted {
        at: Duration,
        mr: u8,
        pdu: Vec<u8>,
    },
    /// The host acknowledged an offered message.
    Acknowledged {
        at: Duration,
        offer: OfferId,
    },
    /// The host refused an offered message or did not acknowledge it in time, or the modem was reset.
    NotAcknowledged {
        at: Duration,
        offer: OfferId,
    },
    /// The host deleted a slot.
    Deleted {
        at: Duration,
        slot: Slot,
        pdu: Vec<u8>,
    },
    Trace {
        at: Duration,
        what: Trace,
    },
}

/// Times of bytes on the port, for latency measurements; only with `SimModem::trace(true)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trace {
    /// The last byte of a `+CMTI` was sent.
    Announced(Slot),
    /// A complete command row arrived.
    Command(String),
    /// The last byte of the answer to this command row was sent.
    Replied(String),
}

/// A point in the output whose time is to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Announced(Slot),
    Replied(String),
}

impl From<Mark> for Trace {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Announced(slot) => Self::Announced(slot),
            Mark::Replied(text) => Self::Replied(text),
        }
    }
}

/// The events that the caller has not taken yet.
#[derive(Debug, Default)]
pub(super) struct EventLog {
    events: Vec<ModemEvent>,
    traced: bool,
}

impl EventLog {
    /// Starts or stops recording traces.
    pub fn set_traced(&mut self, traced: bool) {
        self.traced = traced;
    }

    pub fn is_traced(&self) -> bool {
        self.traced
    }

    pub fn record(&mut self, event: ModemEvent) {
        self.events.push(event);
    }

    pub fn trace(&mut self, at: Duration, what: Trace) {
        if self.traced && self.events.len() < TRACES_MAX {
            self.events.push(ModemEvent::Trace { at, what });
        }
    }

    /// Returns the events since the last call.
    pub fn take(&mut self) -> Vec<ModemEvent> {
        std::mem::take(&mut self.events)
    }
}

/// The kinds of URCs, by what suppresses them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrcKind {
    Boot,
    /// `+CMTI` and similar codes.
    Message,
    Noise,
    Plain,
}
