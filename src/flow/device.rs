//! The state that a device reports of itself and of its lines.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::reception::Reception;
use crate::model::{Imei, LineId, Msisdn, Name};

/// State of a device and of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceReport {
    /// Name of the device.
    pub device: Name,
    /// Whether it can receive.
    pub state: DeviceState,
    /// Why it has this state, for a person.
    pub reason: String,
    /// Manufacturer, as the device reports it; empty if unknown.
    pub maker: String,
    /// Model, as the device reports it; empty if unknown.
    pub model: String,
    /// Number of the equipment.
    pub imei: Option<Imei>,
    /// Its lines: the card in a modem, the slots of a phone, the numbers of an account.
    pub lines: Vec<LineReport>,
    /// Troubles that a person should know of, while they last. `None`: the device does not know yet.
    pub warnings: Option<Vec<Warning>>,
}

/// A trouble of a device, and its remedy. The store keeps it in this form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Its kind, as a word that is a contract.
    pub code: Cow<'static, str>,
    /// What is wrong, for a person.
    pub text: String,
    /// What a person can do.
    pub remedy: Cow<'static, str>,
}

/// State of a line that a device has now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineReport {
    /// Which line.
    pub line: LineId,
    /// In which form it takes messages to send.
    pub takes: Takes,
    /// The number that the line reports as its own. It may be wrong: anybody can write the file on the card.
    pub number: Option<Msisdn>,
    /// Registration with the network, as words for a person.
    pub registration: Option<&'static str>,
    /// Signal strength.
    pub signal_dbm: Option<i16>,
    /// By which ways messages reach it. `None`: the device does not see the network, as phones and providers.
    pub reception: Option<Reception>,
}

/// The form in which a line takes messages to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Takes {
    /// It only receives.
    Nothing,
    /// Parts, each as a TPDU.
    Tpdus,
    /// Whole texts. The device splits them itself.
    Texts,
}

/// Whether a device can receive now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeviceState {
    /// The port is absent or can't be opened.
    Absent,
    /// The port is open, and the device is being made ready.
    Starting,
    /// It receives.
    Ready,
    /// It works, but the network delivers no messages to it.
    NoNetwork,
    /// A person must act: no card, a PIN or a PUK is needed.
    Blocked,
    /// It doesn't answer. The driver waits for a while before it tries again.
    Resting,
}

impl DeviceState {
    const ALL: [Self; 6] = [Self::Absent, Self::Starting, Self::Ready, Self::NoNetwork, Self::Blocked, Self::Resting];

    /// Reads the word for a state.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The state as a word, which is a contract.
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
