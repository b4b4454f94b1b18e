//! The user data header and its information elements: 3GPP TS 23.040 9.2.3.24.

use super::alphabet::Tables;
use super::flaw::{Flaw, Flaws};
use super::language::Language;

/// Element identifiers.
const CONCAT: u8 = 0x00;
const WAITING: u8 = 0x01;
const PORTS: u8 = 0x04;
const WIDE_PORTS: u8 = 0x05;
const WIDE_CONCAT: u8 = 0x08;
const SINGLE_SHIFT: u8 = 0x24;
const LOCKING_SHIFT: u8 = 0x25;

/// The user data header: its elements as they were received, without the length octet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    octets: Vec<u8>,
    /// The number of octets at the end that belong to an incomplete element of a truncated TPDU.
    torn: usize,
}

/// One information element. Unknown ones are kept too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element<'a> {
    /// The identifier (IEI).
    pub id: u8,
    /// The data.
    pub data: &'a [u8],
}

/// Which part of which message this is. The reference is a number of one or two octets that the sender soon uses again:
/// it identifies a message only together with originator, width and total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Concat {
    /// The reference of the message.
    pub reference: u16,
    /// Whether the reference has two octets (IEI 08) instead of one (IEI 00).
    pub wide: bool,
    /// The number of parts.
    pub total: u8,
    /// The number of this part, from 1 to `total`.
    pub sequence: u8,
}

/// The ports of the applications that exchange a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ports {
    /// The port of the receiver.
    pub destination: u16,
    /// The port of the sender.
    pub source: u16,
    /// Whether the ports have 16 bits (IEI 05) instead of 8 (IEI 04).
    pub wide: bool,
}

/// An indication that messages wait elsewhere, mostly in a voice mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Waiting {
    /// What waits.
    pub kind: WaitingKind,
    /// Whether it waits, or no longer does.
    pub active: bool,
    /// The number of waiting messages.
    pub count: Option<u8>,
    /// Whether this message is to be stored too.
    pub store: bool,
}

/// The kind of message that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitingKind {
    Voice,
    Fax,
    Email,
    Other,
    Video,
}

impl WaitingKind {
    pub(super) fn from_bits(octet: u8) -> Self {
        match octet & 3 {
            0 => Self::Voice,
            1 => Self::Fax,
            2 => Self::Email,
            _ => Self::Other,
        }
    }

    /// The stable name for records and scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Other => "other",
            Self::Video => "video",
        }
    }
}

impl Header {
    /// A header with these elements.
    pub fn from_octets(octets: &[u8]) -> Self {
        Self { octets: octets.to_vec(), torn: 0 }
    }

    /// A header of which the TPDU has only the beginning. Its complete elements count: the rule that an inconsistent
    /// header is ignored (9.2.3.24) is for senders with a wrong length.
    pub(super) fn truncated(octets: &[u8]) -> Self {
        let mut rest = octets;
        while let Some((_, after)) = split_element(rest) {
            rest = after;
        }
        Self { octets: octets.to_vec(), torn: rest.len() }
    }

    /// All octets, with those of an incomplete element.
    pub fn octets(&self) -> &[u8] {
        &self.octets
    }

    /// The octets without an incomplete element.
    pub(super) fn complete_elements(&self) -> &[u8] {
        &self.octets[..self.octets.len() - self.torn]
    }

    /// Whether the complete elements fill the length. If not, the whole header is ignored (9.2.3.24).
    pub fn is_sound(&self) -> bool {
        let mut rest = self.complete_elements();
        while !rest.is_empty() {
            let Some((_, after)) = split_element(rest) else { return false };
            rest = after;
        }
        true
    }

    /// The elements; none if the header is not sound.
    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let mut rest = if self.is_sound() { self.complete_elements() } else { &[] };
        std::iter::from_fn(move || {
            let (element, after) = split_element(rest)?;
            rest = after;
            Some(element)
        })
    }

    /// The concatenation. The last valid element counts.
    pub fn concat(&self) -> Option<Concat> {
        let concat = |element: Element<'_>| match (element.id, element.data) {
            (CONCAT, &[reference, total, sequence]) => {
                Some(Concat { reference: u16::from(reference), wide: false, total, sequence })
            }
            (WIDE_CONCAT, &[high, low, total, sequence]) => {
                Some(Concat { reference: u16::from_be_bytes([high, low]), wide: true, total, sequence })
            }
            _ => None,
        };
        self.elements().filter_map(concat).filter(|part| (1..=part.total).contains(&part.sequence)).last()
    }

    /// The application ports.
    pub fn ports(&self) -> Option<Ports> {
        let ports = |element: Element<'_>| match (element.id, element.data) {
            (PORTS, &[destination, source]) => {
                Some(Ports { destination: u16::from(destination), source: u16::from(source), wide: false })
            }
            (WIDE_PORTS, &[d1, d0, s1, s0]) => Some(Ports {
                destination: u16::from_be_bytes([d1, d0]),
                source: u16::from_be_bytes([s1, s0]),
                wide: true,
            }),
            _ => None,
        };
        self.elements().filter_map(ports).last()
    }

    /// The indications of waiting messages, one for each kind (9.2.3.24.2).
    pub fn waiting(&self) -> impl Iterator<Item = Waiting> {
        self.elements().filter_map(|element| match (element.id, element.data) {
            (WAITING, &[what, count]) => Some(Waiting {
                kind: match what & 0x1F {
                    7 => WaitingKind::Video,
                    low @ 0..=3 => WaitingKind::from_bits(low),
                    _ => WaitingKind::Other,
                },
                active: count > 0,
                count: Some(count),
                store: what & 0x80 != 0,
            }),
            _ => None,
        })
    }

    /// The tables of the text behind this header.
    pub(super) fn tables(&self, flaws: &mut Flaws) -> Tables {
        let mut tables = Tables::default();
        for element in self.elements() {
            let (SINGLE_SHIFT | LOCKING_SHIFT, &[identifier]) = (element.id, element.data) else { continue };
            let language = Language::from_identifier(identifier);
            flaws.add_if(Flaw::UnknownLanguage, language.is_none() && identifier != 0);
            if element.id == SINGLE_SHIFT {
                tables.single = language;
            } else {
                tables.locking = language.filter(|language| language.has_locking_table());
            }
        }
        tables
    }

    /// A header to send: the part and the tables.
    pub(super) fn compose(concat: Option<Concat>, tables: Tables) -> Option<Self> {
        let mut octets = Vec::with_capacity(12);
        match concat {
            Some(Concat { reference, wide: true, total, sequence }) => {
                let [high, low] = reference.to_be_bytes();
                octets.extend([WIDE_CONCAT, 4, high, low, total, sequence]);
            }
            Some(Concat { reference, wide: false, total, sequence }) => {
                let [_, low] = reference.to_be_bytes();
                octets.extend([CONCAT, 3, low, total, sequence]);
            }
            None => {}
        }
        for (id, language) in [(SINGLE_SHIFT, tables.single), (LOCKING_SHIFT, tables.locking)] {
            if let Some(language) = language {
                octets.extend([id, 1, language.identifier()]);
            }
        }
        (!octets.is_empty()).then_some(Self { octets, torn: 0 })
    }

    /// The octets of the written header, with its length octet.
    pub(super) fn size(&self) -> usize {
        self.complete_elements().len() + 1
    }
}

fn split_element(octets: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let [id, length, rest @ ..] = octets else { return None };
    let (data, rest) = rest.split_at_checked(usize::from(*length))?;
    Some((Element { id: *id, data }, rest))
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    fn header(text: &str) -> Header {
        Header::from_octets(&hex::decode(text).unwrap())
    }

    #[test]
    fn the_last_valid_concatenation_counts() {
        let part = |reference, wide, total, sequence| Some(Concat { reference, wide, total, sequence });
        for (text, expected) in [
            ("0003A70201", part(0xA7, false, 2, 1)),
            ("0804A7B80302", part(0xA7B8, true, 3, 2)),
            ("0003A702010804A7B80302", part(0xA7B8, true, 3, 2)),
            ("0804A7B803020003A70201", part(0xA7, false, 2, 1)),
            ("0003A702010003A80403", part(0xA8, false, 4, 3)),
            ("0003A702010003A80404", part(0xA8, false, 4, 4)),
            ("0003A702010003A80405", part(0xA7, false, 2, 1)),
            ("0003A702010003A80400", part(0xA7, false, 2, 1)),
            ("0003A70000", None),
            ("0003A70001", None),
            ("0003A70200", None),
            ("0003A70203", None),
            ("0002A702", None),
            ("0004A7020101", None),
            ("0803A70201", None),
            ("0101FF0003A70201", part(0xA7, false, 2, 1)),
            ("0003FFFFFF", part(0xFF, false, 255, 255)),
            ("0003A70101", part(0xA7, false, 1, 1)),
            ("", None),
        ] {
            assert_eq!(header(text).concat(), expected, "{text}");
        }
    }

    #[test]
    fn an_inconsistent_header_is_ignored() {
        for text in ["0003A702", "0003A7020170", "0003A70201700", "00", "0003A7020105FF"] {
            let Ok(octets) = hex::decode(text) else { continue };
            let header = Header::from_octets(&octets);
            assert!(!header.is_sound(), "{text}");
            assert_eq!((header.concat(), header.elements().count()), (None, 0), "{text}");
        }
        assert!(header("").is_sound());
        assert!(header("7000").is_sound());
    }

    #[test]
    fn the_complete_elements_of_a_truncated_header_count() {
        for (text, whole, count) in [
            ("", "", 0),
            ("00", "", 0),
            ("0003A7", "", 0),
            ("0003A70201", "0003A70201", 1),
            ("0003A7020170", "0003A70201", 1),
            ("0003A70201700401", "0003A70201", 1),
            ("7000710102", "7000710102", 2),
        ] {
            let header = Header::truncated(&hex::decode(text).unwrap());
            assert!(header.is_sound(), "{text}");
            assert_eq!((hex::encode(header.octets()).as_str(), header.elements().count()), (text, count));
            assert_eq!(
                (hex::encode(header.complete_elements()).as_str(), header.size()),
                (whole, whole.len() / 2 + 1),
                "{text}"
            );
        }
    }

    #[test]
    fn unknown_elements_are_kept() {
        let header = header("70020102000301020171007F01AA");
        let elements: Vec<_> = header.elements().map(|e| (e.id, e.data.to_vec())).collect();
        assert_eq!(elements, [(0x70, vec![1, 2]), (0x00, vec![1, 2, 1]), (0x71, vec![]), (0x7F, vec![0xAA])]);
    }

    #[test]
    fn ports_are_of_either_width() {
        assert_eq!(header("0402F0F1").ports(), Some(Ports { destination: 0xF0, source: 0xF1, wide: false }));
        assert_eq!(header("05040B8423F0").ports(), Some(Ports { destination: 2948, source: 9200, wide: true }));
        assert_eq!(header("0503").ports(), None);
        assert_eq!(header("0402F0F105040B8423F0").ports().map(|ports| ports.wide), Some(true));
    }

    #[test]
    fn waiting_has_a_kind_a_count_and_a_store_flag() {
        let waiting = |text| header(text).waiting().collect::<Vec<_>>();
        let one = |kind, count, store| vec![Waiting { kind, active: count > 0, count: Some(count), store }];
        assert_eq!(waiting("01020003"), one(WaitingKind::Voice, 3, false));
        assert_eq!(waiting("01028000"), one(WaitingKind::Voice, 0, true));
        assert_eq!(waiting("01028101"), one(WaitingKind::Fax, 1, true));
        assert_eq!(waiting("01020701"), one(WaitingKind::Video, 1, false));
        assert_eq!(waiting("0102000301020204").len(), 2);
        assert_eq!(waiting("010100"), []);
    }

    #[test]
    fn languages_are_read_and_the_unknown_flagged() {
        let read = |text| {
            let mut flaws = Flaws::default();
            let tables = header(text).tables(&mut flaws);
            (tables.locking, tables.single, flaws.contains(Flaw::UnknownLanguage))
        };
        assert_eq!(read("240101"), (None, Some(Language::Turkish), false));
        assert_eq!(read("250103"), (Some(Language::Portuguese), None, false));
        assert_eq!(read("250101240101"), (Some(Language::Turkish), Some(Language::Turkish), false));
        assert_eq!(read("250102"), (None, None, false));
        assert_eq!(read("24010E"), (None, None, true));
        assert_eq!(read("240101240100"), (None, None, false));
        assert_eq!(read("24020101"), (None, None, false));
    }
}
