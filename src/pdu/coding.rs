//! TP-Data-Coding-Scheme: 3GPP TS 23.038 clause 4.

use super::header::{Waiting, WaitingKind};

/// The coding of the user data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alphabet {
    /// The GSM 7-bit default alphabet, or a national one instead.
    Gsm7,
    /// 8-bit data.
    Data,
    /// UCS2; in practice UTF-16, so emoji are possible.
    Ucs2,
}

/// The class of a message: where the receiver is to store it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Displayed at once and not stored ("flash").
    Flash = 0,
    /// Stored in the equipment.
    Equipment = 1,
    /// Stored on the card.
    Card = 2,
    /// Passed to the terminal equipment.
    Terminal = 3,
}

impl Class {
    /// The number of the class, 0 to 3.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The class with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 => Self::Flash,
            1 => Self::Equipment,
            2 => Self::Card,
            3 => Self::Terminal,
            4.. => return None,
        })
    }

    fn from_bits(octet: u8) -> Self {
        match octet & 3 {
            0 => Self::Flash,
            1 => Self::Equipment,
            2 => Self::Card,
            _ => Self::Terminal,
        }
    }
}

/// The data coding scheme, as the octet was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Dcs(pub u8);

impl Dcs {
    /// The scheme for a text or data to send, in the general group.
    pub fn new(alphabet: Alphabet, class: Option<Class>) -> Self {
        let alphabet = match alphabet {
            Alphabet::Gsm7 => 0x00,
            Alphabet::Data => 0x04,
            Alphabet::Ucs2 => 0x08,
        };
        Self(alphabet | class.map_or(0, |class| 0x10 | class.number()))
    }

    /// The alphabet. Reserved codings are read as the default alphabet, as the specification requires.
    pub fn alphabet(self) -> Alphabet {
        match self.0 >> 4 {
            0x0..=0x7 => match self.0 & 0x0C {
                0x04 => Alphabet::Data,
                0x08 => Alphabet::Ucs2,
                _ => Alphabet::Gsm7,
            },
            0xE => Alphabet::Ucs2,
            0xF if self.0 & 0x04 != 0 => Alphabet::Data,
            _ => Alphabet::Gsm7,
        }
    }

    /// Whether the data is compressed (3GPP TS 23.042). Such data is not in use, so it is kept as octets.
    pub fn is_compressed(self) -> bool {
        self.0 & 0xA0 == 0x20
    }

    /// The class, if the scheme has one.
    pub fn class(self) -> Option<Class> {
        let has_class = self.0 & 0x90 == 0x10 || self.0 & 0xF0 == 0xF0;
        has_class.then(|| Class::from_bits(self.0))
    }

    /// Whether the message is to be deleted after it was read.
    pub fn is_auto_delete(self) -> bool {
        self.0 & 0xC0 == 0x40
    }

    /// Whether no release of the specification defines this group, or this alphabet in its group.
    pub fn is_reserved(self) -> bool {
        match self.0 >> 4 {
            0x0..=0x7 => self.0 & 0x0C == 0x0C,
            0x8..=0xB => true,
            0xF => self.0 & 0x08 != 0,
            _ => false,
        }
    }

    /// The indication of the message waiting groups. They have no count.
    pub fn waiting(self) -> Option<Waiting> {
        if !matches!(self.0 >> 4, 0xC..=0xE) {
            return None;
        }
        Some(Waiting {
            kind: WaitingKind::from_bits(self.0),
            active: self.0 & 0x08 != 0,
            count: None,
            store: self.0 >> 4 != 0xC,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_is_recognised() {
        use Alphabet::{Data, Gsm7, Ucs2};
        use Class::{Card, Equipment, Flash, Terminal};
        for (octet, alphabet, class, reserved) in [
            (0x00, Gsm7, None, false),
            (0x03, Gsm7, None, false),
            (0x04, Data, None, false),
            (0x08, Ucs2, None, false),
            (0x0C, Gsm7, None, true),
            (0x10, Gsm7, Some(Flash), false),
            (0x11, Gsm7, Some(Equipment), false),
            (0x15, Data, Some(Equipment), false),
            (0x18, Ucs2, Some(Flash), false),
            (0x1B, Ucs2, Some(Terminal), false),
            (0x1D, Gsm7, Some(Equipment), true),
            (0x40, Gsm7, None, false),
            (0x48, Ucs2, None, false),
            (0x55, Data, Some(Equipment), false),
            (0x84, Gsm7, None, true),
            (0x9F, Gsm7, None, true),
            (0xB8, Gsm7, None, true),
            (0xC8, Gsm7, None, false),
            (0xD0, Gsm7, None, false),
            (0xE0, Ucs2, None, false),
            (0xEB, Ucs2, None, false),
            (0xF0, Gsm7, Some(Flash), false),
            (0xF1, Gsm7, Some(Equipment), false),
            (0xF4, Data, Some(Flash), false),
            (0xF6, Data, Some(Card), false),
            (0xF8, Gsm7, Some(Flash), true),
            (0xFF, Data, Some(Terminal), true),
        ] {
            let dcs = Dcs(octet);
            assert_eq!((dcs.alphabet(), dcs.class(), dcs.is_reserved()), (alphabet, class, reserved), "{octet:02X}");
        }
    }

    #[test]
    fn compression_and_deletion_are_bits_of_the_lower_half() {
        for octet in 0..=255 {
            assert_eq!(Dcs(octet).is_compressed(), octet < 0x80 && octet & 0x20 != 0, "{octet:02X}");
            assert_eq!(Dcs(octet).is_auto_delete(), (0x40..0x80).contains(&octet), "{octet:02X}");
        }
    }

    #[test]
    fn message_waiting_names_kind_state_and_storing() {
        use WaitingKind::{Email, Fax, Other, Voice};
        for (octet, kind, active, store) in [
            (0xC0, Voice, false, false),
            (0xC8, Voice, true, false),
            (0xC9, Fax, true, false),
            (0xDA, Email, true, true),
            (0xD0, Voice, false, true),
            (0xEB, Other, true, true),
        ] {
            assert_eq!(Dcs(octet).waiting(), Some(Waiting { kind, active, count: None, store }), "{octet:02X}");
        }
        for octet in [0x00, 0x48, 0xB8, 0xF0, 0xFF] {
            assert_eq!(Dcs(octet).waiting(), None);
        }
    }

    #[test]
    fn a_composed_scheme_is_read_back() {
        for alphabet in [Alphabet::Gsm7, Alphabet::Data, Alphabet::Ucs2] {
            for class in
                [None, Class::from_number(0), Class::from_number(1), Class::from_number(2), Class::from_number(3)]
            {
                let dcs = Dcs::new(alphabet, class);
                assert_eq!((dcs.alphabet(), dcs.class()), (alphabet, class));
                assert!(!dcs.is_compressed() && !dcs.is_reserved() && !dcs.is_auto_delete());
            }
        }
        assert_eq!(Class::from_number(4), None);
    }
}
