//! Pure decisions: which kind of message an arrival is, which group a part joins, where a message is routed, when a
//! delivery is retried, whether a PIN may be tried.
//!
//! This module has no I/O and no clock, and keeps no state that must survive a restart: the store keeps that.
//!
//! [`Event`] lists everything that happens to simgate; [`Action`] lists everything that simgate does about it.

#![deny(missing_docs)]

pub mod alarm;
pub mod assembly;
pub mod calendar;
pub mod call;
pub mod callback;
pub mod change;
pub mod command;
pub mod console;
pub mod delivery;
mod device;
pub mod dial_in;
pub mod hook;
pub mod inbound;
pub mod ledger;
pub mod lines;
pub mod notice;
pub mod outbound;
pub mod pin;
pub mod pool;
pub mod receives;
pub mod reception;
pub mod retry;
pub mod routing;
pub mod silence;
pub mod stop;
pub mod upkeep;
pub mod ussd;

use std::time::Duration;

use crate::model::{Iccid, Imsi, LineId, Name, Now, Secret, Slot, Timestamp};

pub use call::MissedCall;
pub use device::{DeviceReport, DeviceState, LineReport, Takes, Warning};

/// One thing that happens to simgate.
#[derive(Debug, Clone)]
pub enum Event {
    /// A device received a message, or a part of one.
    Arrived(Arrival),
    /// A call rang and ended.
    Missed(MissedCall),
    /// The modem reports a slot as empty after its message was acknowledged.
    Freed(Place),
    /// A device read the numbers of a card and of its subscription together.
    Card {
        /// Number of the card.
        iccid: Iccid,
        /// Number of the subscription on it.
        imsi: Imsi,
    },
    /// A card asks for its PIN. The gateway answers with [`Action::AnswerPin`] whether it may be tried.
    PinWanted(PinRequest),
    /// A device tried a PIN, and the card answered.
    PinTried {
        /// The card, as in [`PinRequest::card`].
        card: String,
        /// The PIN that was tried.
        pin: Secret,
        /// Whether the card accepted it.
        opened: bool,
    },
    /// A card is open although it never answered the try of this PIN. So the PIN is right.
    CardOpen {
        /// The card, as in [`PinRequest::card`].
        card: String,
        /// The PIN that was tried.
        pin: Secret,
    },
    /// The state or the lines of a device changed.
    Device(DeviceReport),
    /// A device found the inbox of its remote. The gateway answers with [`Action::ReadInbox`].
    InboxFound {
        /// The device.
        device: Name,
        /// Identifies the inbox: a phone that takes the place of another one has its own.
        inbox: String,
    },
    /// A device was started again while simgate runs, and can ask its remote for outcomes.
    DeviceStarted(Name),
    /// A device ended. The outcome of every submission that it had is settled or unknown.
    DeviceEnded(Name),
    /// A forwarder finished an attempt at a delivery.
    Answered {
        /// Row number of the delivery in the store.
        delivery: i64,
        /// Where it was sent.
        destination: Name,
        /// The outcome of the attempt.
        answer: Answer,
    },
    /// A destination that was unavailable is available again.
    Reachable {
        /// The destination.
        destination: Name,
    },
    /// A caller asks to send, cancel or settle a message.
    Requested {
        /// Repeated in [`Action::AnswerRequest`].
        ticket: u64,
        /// What the caller asks for.
        request: outbound::Request,
    },
    /// A caller changes its webhooks or tokens, or asks for an export.
    ChangeRequested {
        /// Repeated in [`Action::AnswerChange`].
        ticket: u64,
        /// What the caller changes.
        change: Box<change::Change>,
    },
    /// A caller makes a USSD request.
    UssdRequested {
        /// Repeated in [`Action::AnswerUssd`].
        ticket: u64,
        /// What the caller asks for.
        request: Box<ussd::Request>,
    },
    /// A device finished a step of a USSD dialogue.
    UssdEnded(ussd::Receipt),
    /// A device finished a submission.
    Receipt(outbound::Receipt),
    /// A remote reports the progress of a message that it accepted earlier.
    Progress(outbound::Progress),
    /// The configuration of owners, destinations and line names changed. These routes replace the old ones.
    Rerouted(Box<routing::Routes>),
    /// The wall clock is synchronised, and shows this time.
    ClockSynchronised(Now),
    /// A network reports this time (NITZ, TS 22.042). It counts only while the wall clock was never synchronised.
    NetworkTime(Now),
}

/// One thing that simgate does.
#[derive(Debug, Clone)]
pub enum Action {
    /// The arrival with this ticket is committed. The device may empty the slot (`+CMGD`), acknowledge it to the
    /// network (`+CNMA`), or answer the remote.
    Acknowledge {
        /// The device that reported the arrival.
        device: Name,
        /// The ticket of the arrival.
        ticket: u64,
    },
    /// Answers [`Event::PinWanted`]. If the verdict allows the try, the try is in the journal already.
    AnswerPin {
        /// The device that asked.
        device: Name,
        /// Whether the PIN may be tried.
        verdict: pin::Verdict,
    },
    /// Dispatches a delivery to its destination.
    Deliver(Box<Delivery>),
    /// The state of a line changed, and forwarders that publish the states of lines publish it.
    PublishLine(Box<lines::LineState>),
    /// Answers [`Event::Requested`].
    AnswerRequest {
        /// The ticket of the request.
        ticket: u64,
        /// The message that the request is about, or why the request is refused.
        answer: Result<outbound::Accepted, outbound::Refusal>,
    },
    /// Answers [`Event::ChangeRequested`].
    AnswerChange {
        /// The ticket of the change.
        ticket: u64,
        /// Why the change is refused, if it is.
        answer: Result<(), outbound::Refusal>,
    },
    /// Answers [`Event::UssdRequested`].
    AnswerUssd {
        /// The ticket of the request.
        ticket: u64,
        /// What the network answered, or why there is no answer.
        answer: Result<ussd::Answered, outbound::Refusal>,
    },
    /// Makes a step of a USSD dialogue. Its outcome is one [`Event::UssdEnded`].
    Dial {
        /// The device that has the line.
        device: Name,
        /// The step.
        dial: ussd::Dial,
    },
    /// From now on deliveries to this webhook are dispatched. It is new, or replaces the one of the same destination.
    OpenHook(Box<hook::Hook>),
    /// The webhook with this destination ended.
    CloseHook(Name),
    /// Submits this to its device. Debit and submission are committed already.
    Submit(Box<outbound::Submission>),
    /// Answers [`Event::InboxFound`]. Older messages in the inbox were there before simgate.
    ReadInbox {
        /// The device.
        device: Name,
        /// Since when its messages are simgate's.
        since: Timestamp,
    },
    /// An earlier process submitted this and lost the outcome. The device asks its remote for the outcome.
    Reconcile(Box<outbound::Orphan>),
}

/// A message, or a part of one, as a device received it.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The device that received it.
    pub device: Name,
    /// The device's number for this reading, repeated in [`Action::Acknowledge`]. A device uses a number once in a
    /// run, so an acknowledgement from before a reset acknowledges nothing after it.
    pub ticket: u64,
    /// The line that received it.
    pub line: LineId,
    /// Where the device found it.
    pub origin: Origin,
    /// Its bytes or its text.
    pub content: Content,
    /// When the device received it, by the wall clock.
    pub at: Timestamp,
}

impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let slot = self.origin.place().map(|place| place.slot);
        write!(f, "Arrival({} #{} at {slot:?}, {} bytes)", self.device, self.ticket, self.content.bytes().len())
    }
}

/// Where a device found a message.
///
/// `announced` is true if the modem announced or delivered the message after it was made ready with its present card.
/// Other messages in the modem's own memory may belong to an earlier card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// In a slot of a modem's message store.
    Slot {
        /// Which slot.
        place: Place,
        /// See the type.
        announced: bool,
    },
    /// A modem delivered it directly (`+CMT`), without storing it.
    Direct {
        /// See the type.
        announced: bool,
    },
    /// A remote sent it, with this id. `None`: the remote sends no ids.
    Remote(Option<String>),
}

impl Origin {
    /// The slot, if the message is in one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Slot { place, .. } => Some(place),
            Self::Direct { .. } | Self::Remote(_) => None,
        }
    }
}

/// What a device received.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// The SMSC address and the TPDU.
    Pdu(Vec<u8>),
    /// A row that should be hexadecimal and isn't, even when it is read again.
    Garbled(Vec<u8>),
    /// A whole message, from a device that joins the parts itself.
    Text(Box<TextContent>),
}

/// A whole message, as a remote sends it.
#[derive(Clone, PartialEq, Eq)]
pub struct TextContent {
    /// A number or a name.
    pub sender: String,
    /// The text of the message.
    pub text: String,
    /// Its octets, if it is a data message.
    pub data: Option<Vec<u8>>,
    /// When it was sent, as the remote reports it, in RFC 3339 form.
    pub sent_at: Option<String>,
    /// Links to pictures and other attachments.
    pub media: Vec<String>,
    /// The remote's body, unchanged.
    pub raw: Vec<u8>,
}

impl Content {
    /// The bytes as the device received them.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Pdu(bytes) | Self::Garbled(bytes) => bytes,
            Self::Text(text) => &text.raw,
        }
    }
}

/// A slot of a message store. The holder is the card for store `SM`, and the equipment for `ME`.
///
/// The place stays the same when the card moves to another modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The card or the equipment that the store belongs to.
    pub holder: LineId,
    /// Store and index.
    pub slot: Slot,
}

/// A card that asks for its PIN.
#[derive(Debug, Clone)]
pub struct PinRequest {
    /// The device that the card is in.
    pub device: Name,
    /// `iccid:...`, or `imei:...` if the card's number can't be read before the PIN is entered.
    pub card: String,
    /// The configured PIN.
    pub pin: Secret,
    /// The attempts that the card has left, if it reports them.
    pub attempts_left: Option<u8>,
}

/// A delivery that is dispatched to its destination.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// Row number in the store.
    pub id: i64,
    /// Name of the destination.
    pub destination: Name,
    /// The event to deliver.
    pub notice: notice::Notice,
}

/// The outcome of one attempt at a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The destination accepted it, for example with a 2xx.
    Taken,
    /// The destination refused this message. It may accept another one.
    Refused {
        /// For a person.
        why: String,
    },
    /// The destination refused this message for ever (410).
    Gone {
        /// For a person.
        why: String,
    },
    /// The attempt failed, by an error of the destination or by silence. Whether another message would fail is unknown.
    Failed {
        /// For a person.
        why: String,
        /// How long the destination asks to wait.
        retry_after: Option<Duration>,
    },
    /// The destination can't be reached, whatever the message is; or no attempt was made.
    Unavailable {
        /// For a person.
        why: String,
    },
}
