//! Decisions, pure: what an arrival is, which group it joins, whom a message goes to, when a
//! delivery is tried again, whether a PIN may be tried. No I/O, no clock, no state of its own that
//! must survive: what must is the store's.
//!
//! [`Event`] and [`Action`] are the map of the program: everything that happens to simgate and
//! everything that it does about it.

pub mod assembly;
pub mod calendar;
pub mod call;
pub mod callback;
pub mod command;
pub mod delivery;
mod device;
pub mod inbound;
pub mod ledger;
pub mod lines;
pub mod notice;
pub mod outbound;
pub mod pin;
pub mod pool;
pub mod retry;
pub mod routing;
pub mod stop;

use std::time::Duration;

use crate::model::{Iccid, Imsi, LineId, Name, Now, Secret, Slot, Timestamp};

pub use call::MissedCall;
pub use device::{DeviceReport, DeviceState, LineReport, Takes};

/// What happens to simgate.
#[derive(Debug, Clone)]
pub enum Event {
    /// A device has a message, or a part of one.
    Arrived(Arrival),
    /// A call rang and is over.
    Missed(MissedCall),
    /// A slot was seen empty after its message had been acknowledged.
    Freed(Place),
    /// A card and the subscription on it, read together.
    Card { iccid: Iccid, imsi: Imsi },
    /// A card wants its PIN: may it be tried?
    PinWanted(PinRequest),
    /// What came of the try.
    PinTried { card: String, pin: Secret, opened: bool },
    /// The card is open although nothing was heard of a try of this PIN: it worked.
    CardOpen { card: String, pin: Secret },
    /// A device is in another state than before, or has other lines.
    Device(DeviceReport),
    /// A device was ended, and is none of ours any more: what it had in hand is settled, or not known.
    DeviceEnded(Name),
    /// A forwarder is done with a delivery, one way or the other.
    Answered { delivery: i64, destination: Name, answer: Answer },
    /// A destination that could not be reached is there again.
    Reachable { destination: Name },
    /// Somebody wants a message sent, taken back or settled; `ticket` comes back with the answer.
    Requested { ticket: u64, request: outbound::Request },
    /// A device is done with what it was to send, one way or the other.
    Receipt(outbound::Receipt),
    /// What a remote says later of a message that it took.
    Progress(outbound::Progress),
    /// Who owns which number, and what lines are called, is from now on this.
    Rerouted(Box<routing::Routes>),
    /// The wall clock was synchronised when it was this time.
    ClockSynchronised(Now),
    /// A network told what time it is (NITZ). Believed only while nothing better is known.
    ClockTold(Now),
}

/// What simgate does.
#[derive(Debug, Clone)]
pub enum Action {
    /// What came under this ticket is on disk: a slot may be emptied (`+CMGD`), the network be answered (`+CNMA`), a
    /// remote be told.
    Acknowledge { device: Name, ticket: u64 },
    /// Whether the PIN may be tried. When it may, the try is journalled.
    AnswerPin { device: Name, verdict: pin::Verdict },
    /// Hand this over to a destination.
    Deliver(Box<Delivery>),
    /// A line is in another state: whoever shows lines may show it.
    Show(Box<lines::LineState>),
    /// Whether a request was granted.
    AnswerRequest { ticket: u64, answer: Result<outbound::Accepted, outbound::Refusal> },
    /// Hand this to its device: it is debited, and noted as handed over.
    Submit(Box<outbound::Submission>),
    /// A process before this one had handed this over: the device is to ask its remote what became of it.
    Reconcile(Box<outbound::Orphan>),
}

/// A message, or a part of one, as a device has it.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    pub device: Name,
    /// The device's own name for this reading: the acknowledgement bears it. Never used twice in
    /// one run, so that an acknowledgement from before a reset acknowledges nothing after it.
    pub ticket: u64,
    pub line: LineId,
    pub origin: Origin,
    pub content: Content,
    pub at: Timestamp,
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let slot = self.origin.place().map(|place| place.slot);
        write!(f, "Arrival({} #{} at {slot:?}, {} bytes)", self.device, self.ticket, self.content.bytes().len())
    }
}

/// Where a device has a message from.
///
/// `announced`: the modem told of it, or handed it over, since it was made ready with this card. What else lies in its own
/// memory, or comes before it is ready, may be another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// It lies in a slot of a modem.
    Slot { place: Place, announced: bool },
    /// A modem handed it over without storing it.
    Direct { announced: bool },
    /// A remote has it under this id; `None`: it gave none.
    Remote(Option<String>),
}

impl Origin {
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Slot { place, .. } => Some(place),
            Self::Direct { .. } | Self::Remote(_) => None,
        }
    }
}

/// What a device gave.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// The SMSC address and the TPDU.
    Pdu(Vec<u8>),
    /// A line that should have been hexadecimal and, read again, still was not.
    Garbled(Vec<u8>),
    /// A whole message, from a device that puts parts together by itself.
    Text(Box<TextContent>),
}

/// A whole message.
#[derive(Clone, PartialEq, Eq)]
pub struct TextContent {
    pub sender: String,
    pub text: String,
    /// When it was sent, as the remote says, RFC 3339.
    pub sent_at: Option<String>,
    /// Links to what came with it.
    pub media: Vec<String>,
    /// All of it as it came.
    pub raw: Vec<u8>,
}

impl Content {
    /// As it came.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Pdu(bytes) | Self::Garbled(bytes) => bytes,
            Self::Text(text) => &text.raw,
        }
    }
}

/// A slot of one holder: the card for `SM`, the equipment for `ME`. It stays the same place when
/// the card moves to another modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub holder: LineId,
    pub slot: Slot,
}

/// A card that wants its PIN.
#[derive(Debug, Clone)]
pub struct PinRequest {
    pub device: Name,
    /// `iccid:...`, or `imei:...` where the card's number can't be read before the PIN.
    pub card: String,
    pub pin: Secret,
    /// As the card tells, where it does.
    pub attempts_left: Option<u8>,
}

/// A delivery on its way to its destination.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub id: i64,
    pub destination: Name,
    pub notice: notice::Notice,
}

/// What a destination said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Its own yes: a 2xx.
    Taken,
    /// It refused this message; another one may pass.
    Refused { why: String },
    /// It wants this message never again (410).
    Gone { why: String },
    /// It did not take this message, and does not say whether it would take another: an error of its own, or silence.
    Failed { why: String, retry_after: Option<Duration> },
    /// It can't be reached, whatever the message; or no try was made.
    Unavailable { why: String },
}
