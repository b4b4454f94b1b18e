//! What a device says of itself and of its lines.

use crate::model::{Imei, LineId, Msisdn, Name};

/// What can be said of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceReport {
    pub device: Name,
    pub state: DeviceState,
    /// Why it is so, for a person.
    pub reason: String,
    pub maker: String,
    pub model: String,
    pub imei: Option<Imei>,
    /// A modem has the card in it, a phone its slots, an account its numbers.
    pub lines: Vec<LineReport>,
}

/// A line that a device has now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineReport {
    pub line: LineId,
    pub takes: Takes,
    /// The number that the line says is its own, which may be wrong: a card has it in a file that anybody can write.
    pub number: Option<Msisdn>,
    pub registration: Option<&'static str>,
    pub signal_dbm: Option<i16>,
}

/// In which form a line takes what it is to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Takes {
    /// It only receives.
    Nothing,
    /// Part by part.
    Tpdus,
    /// A whole message, which the device splits by itself.
    Texts,
}

/// Whether a device can receive now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeviceState {
    /// The port is not there or can't be opened.
    Absent,
    /// Opened, being made ready.
    Starting,
    /// Receives.
    Ready,
    /// Works, but the network does not carry messages to it.
    NoNetwork,
    /// A person has to look: no card, PIN, PUK.
    Blocked,
    /// Does not answer; left alone for a while.
    Resting,
}

impl DeviceState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Starting => "starting",
            Self::Ready => "ready",
            Self::NoNetwork => "no-network",
            Self::Blocked => "blocked",
            Self::Resting => "resting",
        }
    }
}
