//! Where a message lies: which device, which SIM, which store and slot.

use std::fmt;
use std::sync::Arc;

use super::{Iccid, Imei, Imsi, Msisdn};

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameError;

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("must be 1 to 64 letters, digits, `.`, `_` or `-`, the first a letter or digit")
    }
}

impl std::error::Error for NameError {}

/// The operator's name for a device, SIM, forwarder or gateway. Goes into MQTT topics, metric
/// labels and file names as it is, hence the small alphabet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Name {
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        let first = text.bytes().next().ok_or(NameError)?;
        if text.len() > 64 || !first.is_ascii_alphanumeric() || !text.bytes().all(plain) {
            return Err(NameError);
        }
        Ok(Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a line is known by. Of a modem: the card's own number where it can be read; else the subscription; else only the
/// equipment, and such a line receives but does not send. Of other devices: a slot of theirs, or a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineId {
    Iccid(Iccid),
    Imsi(Imsi),
    Equipment(Imei),
    /// Nothing tells which line of this device it is.
    Device(Name),
    /// Of a phone: the first is 1.
    Slot {
        device: Name,
        index: u8,
    },
    /// Of an account with a carrier or a provider.
    Number {
        device: Name,
        number: Msisdn,
    },
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Iccid(iccid) => write!(f, "iccid:{iccid}"),
            Self::Imsi(imsi) => write!(f, "imsi:{imsi}"),
            Self::Equipment(imei) => write!(f, "imei:{imei}"),
            Self::Device(device) => write!(f, "device:{device}"),
            Self::Slot { device, index } => write!(f, "slot:{device}:{index}"),
            Self::Number { device, number } => write!(f, "number:{device}:{number}"),
        }
    }
}

impl LineId {
    /// Reads what `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, value) = text.split_once(':')?;
        match kind {
            "iccid" => Iccid::parse(value).ok().map(Self::Iccid),
            "imsi" => Imsi::parse(value).ok().map(Self::Imsi),
            "imei" => Imei::parse(value).ok().map(Self::Equipment),
            "device" => Name::parse(value).ok().map(Self::Device),
            "slot" | "number" => {
                let (device, value) = value.split_once(':')?;
                let device = Name::parse(device).ok()?;
                if kind == "slot" {
                    value.parse().ok().map(|index| Self::Slot { device, index })
                } else {
                    Msisdn::parse(value).ok().map(|number| Self::Number { device, number })
                }
            }
            _ => None,
        }
    }

    /// Whether it will still be the same line tomorrow, and is not only the place where one could be: nothing else may
    /// send.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Iccid(_) | Self::Imsi(_) | Self::Slot { .. } | Self::Number { .. } => true,
            Self::Equipment(_) | Self::Device(_) => false,
        }
    }

    pub fn iccid(&self) -> Option<&Iccid> {
        match self {
            Self::Iccid(iccid) => Some(iccid),
            Self::Imsi(_) | Self::Equipment(_) | Self::Device(_) | Self::Slot { .. } | Self::Number { .. } => None,
        }
    }
}

/// A message store of the modem (3GPP TS 27.005 3.2.2 `<mem>`): two capital letters such as
/// `SM` (the card), `ME` (the equipment), `MT` (both), `SR` (status reports).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StoreName([u8; 2]);

impl StoreName {
    pub const SM: Self = Self(*b"SM");
    pub const ME: Self = Self(*b"ME");
    pub const MT: Self = Self(*b"MT");
    pub const SR: Self = Self(*b"SR");
    pub const BM: Self = Self(*b"BM");

    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII capitals")
    }
}

impl fmt::Display for StoreName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One place in a store. Indexes begin at 0 or 1, as the model pleases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    pub store: StoreName,
    pub index: u16,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.store, self.index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_into_topics_and_file_names() {
        for good in ["a", "att-1", "modem_2.b", "7"] {
            assert!(Name::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a/b", "a b", "ä", "a+", "#", &"x".repeat(65)] {
            assert!(Name::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_line_is_read_as_it_is_written() {
        for text in [
            "iccid:8901260712345678901",
            "imsi:310260123456789",
            "imei:490154203237518",
            "device:modem-1",
            "slot:phone:2",
            "number:provider.eu:+12025550143",
        ] {
            let line = LineId::parse(text).unwrap();
            assert_eq!(line.to_string(), text);
            assert_eq!(line.is_lasting(), !text.starts_with("imei") && !text.starts_with("device"), "{text}");
        }
        for bad in
            ["", "iccid:", "slot:phone", "slot:phone:x", "slot:phone:256", "number:phone:", "number::+12025550143"]
        {
            assert_eq!(LineId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn stores_have_two_capitals() {
        assert_eq!(StoreName::parse("SM"), Some(StoreName::SM));
        for bad in ["", "S", "sm", "SMX", "S1"] {
            assert_eq!(StoreName::parse(bad), None, "{bad}");
        }
    }
}
