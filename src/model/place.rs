//! The place of a message: device, line, store and slot.

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

/// The operator's name for a device, SIM, forwarder or gateway. It is used unchanged in MQTT topics, metric labels and
/// file names, so few characters are allowed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Name {
    /// Checks a name.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
        let first = text.bytes().next().ok_or(NameError)?;
        if text.len() > 64 || !first.is_ascii_alphanumeric() || !text.bytes().all(plain) {
            return Err(NameError);
        }
        Ok(Self(text.into()))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The identity of a line. For a modem it is the ICCID if that can be read, otherwise the IMSI, otherwise only the
/// equipment; a line of equipment receives but doesn't send. For other devices it is a slot or a number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LineId {
    /// A card.
    Iccid(Iccid),
    /// A subscription whose card can't be read.
    Imsi(Imsi),
    /// A modem whose card can't be identified.
    Equipment(Imei),
    /// A device whose line can't be identified.
    Device(Name),
    /// A slot of a phone; the first is 1.
    Slot { device: Name, index: u8 },
    /// A number of an account with a carrier or a provider.
    Number { device: Name, number: Msisdn },
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
    /// Parses the form that `Display` writes.
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

    /// Whether the identity belongs to the line itself, not only to the place where a line may be. Only such a line may
    /// send.
    pub fn is_lasting(&self) -> bool {
        match self {
            Self::Iccid(_) | Self::Imsi(_) | Self::Slot { .. } | Self::Number { .. } => true,
            Self::Equipment(_) | Self::Device(_) => false,
        }
    }

    /// The ICCID, if the line is a card that could be read.
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
    /// The card.
    pub const SM: Self = Self(*b"SM");
    /// The equipment.
    pub const ME: Self = Self(*b"ME");
    /// Card and equipment together.
    pub const MT: Self = Self(*b"MT");
    /// Status reports.
    pub const SR: Self = Self(*b"SR");
    /// Cell broadcasts.
    pub const BM: Self = Self(*b"BM");

    /// Parses two capital letters.
    pub fn parse(text: &str) -> Option<Self> {
        match text.as_bytes() {
            [a, b] if a.is_ascii_uppercase() && b.is_ascii_uppercase() => Some(Self([*a, *b])),
            _ => None,
        }
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("two ASCII capitals")
    }
}

impl fmt::Display for StoreName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One place in a store. Indexes begin at 0 or 1, depending on the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slot {
    /// The store.
    pub store: StoreName,
    /// The index in the store.
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
    fn a_line_is_parsed_from_its_written_form() {
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
