//! What a simulated modem reports: what became of messages, and when what was on the line.

use std::time::Duration;

use crate::model::Slot;

/// Names one message that the modem shows directly and holds open until it is acknowledged.
pub type OfferId = u32;

/// Where a message went that the SMSC handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placed {
    /// In a slot, and acknowledged: from now on the SMSC believes that it delivered.
    Stored(Slot),
    /// Shown to the host and acknowledged at once (no CNMA in this mode): if nobody read it, it is gone.
    Shown,
    /// Shown to the host; the SMSC waits for [`ModemEvent::Acknowledged`] or `NotAcknowledged`.
    Offered(OfferId),
    /// Acknowledged and thrown away, as the settings say (reports with `ds` 0, type 0 messages).
    Discarded,
}

/// Why the SMSC could not hand a message over. It keeps it and tries again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Off, booting, or unplugged.
    Off,
    /// No card that is unlocked, or not registered.
    Unreachable,
    /// Every slot of the receiving store is taken.
    Full,
    /// Another message still waits for its CNMA.
    Busy,
    /// Longer than any PDU can be.
    TooLong,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModemEvent {
    /// A SUBMIT went out to the network, whatever the host got to hear of it. SCA and TPDU.
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
    /// The host refused an offered message, or let the time for it pass, or the modem reset.
    NotAcknowledged {
        at: Duration,
        offer: OfferId,
    },
    /// The host emptied a slot.
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

/// Times on the simulated line, for latency measurements; only with `SimModem::trace(true)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trace {
    /// The last byte of `+CMTI` was out.
    Announced(Slot),
    /// A whole command line had arrived.
    Command(String),
    /// The last byte of the answer to this command line was out.
    Replied(String),
}

/// A point on the line to the host that something is to be noted at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Announced(Slot),
    Replied(String),
}

/// Kinds of URCs, by what silences them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UrcKind {
    Boot,
    /// `+CMTI` and its like.
    Message,
    Noise,
    Plain,
}
