//! What a device says of itself.

use crate::model::{DeviceName, Imei, SimId};

/// What can be said of a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceReport {
    pub device: DeviceName,
    pub state: DeviceState,
    /// Why it is so, for a person.
    pub reason: String,
    pub maker: String,
    pub model: String,
    pub imei: Option<Imei>,
    pub sim: Option<SimId>,
    pub registration: Option<&'static str>,
    pub signal_dbm: Option<i16>,
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
