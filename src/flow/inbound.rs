//! Classifies an arrival: a whole message, a part of one, a status report, or bytes that can't be decoded. Undecodable
//! bytes are stored all the same.

use crate::pdu::{Address, Dcs, Pdu, Timestamp, Tpdu, UserData};

use super::Content;
use super::assembly::Group;

/// An arrival as its header describes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// TP-OA, as a number or a name (TS 23.040 9.2.3.7). Empty if it can't be read.
    pub sender: String,
    /// TP-SCTS, or the time that a remote reports, in RFC 3339 form with its own offset. `None`: it is missing or
    /// impossible.
    pub sent_at: Option<String>,
    /// TP-SCTS in seconds since 1970 (TS 23.040 9.2.3.11).
    pub stamp: Option<i64>,
    /// Which kind of message it is.
    pub kind: Kind,
}

/// The kind of an arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A message of one part.
    Whole,
    /// A part of a concatenated message.
    Part {
        /// The group that it belongs to.
        group: Group,
        /// Its place in the group, from 1.
        sequence: u8,
    },
    /// A status report.
    Report,
    /// Bytes that can't be decoded, or that end before the text.
    Undecoded,
}

/// State of a received message, as the store keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// Parts are missing, and simgate waits for them.
    Assembling,
    /// All parts are stored.
    Complete,
    /// Parts are missing, and the wait for them is over.
    Incomplete,
    /// It is a status report.
    Report,
    /// It can't be decoded.
    Undecoded,
}

impl MessageState {
    const ALL: [Self; 5] = [Self::Assembling, Self::Complete, Self::Incomplete, Self::Report, Self::Undecoded];

    /// The word for it in the store and the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assembling => "assembling",
            Self::Complete => "complete",
            Self::Incomplete => "incomplete",
            Self::Report => "report",
            Self::Undecoded => "undecoded",
        }
    }

    /// Reads the word for a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// The content of a message.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The text, if it has one.
    pub text: Option<String>,
    /// 8-bit or compressed user data. If the data is a text, `text` has it, too.
    pub data: Option<Vec<u8>>,
}

/// Reads the header of an arrival. Never fails: bytes that can't be decoded become [`Kind::Undecoded`].
pub fn read(content: &Content) -> Incoming {
    let undecoded = Incoming { sender: String::new(), sent_at: None, stamp: None, kind: Kind::Undecoded };
    let bytes = match content {
        Content::Pdu(bytes) => bytes,
        Content::Garbled(_) => return undecoded,
        Content::Text(text) => {
            let (sender, sent_at) = (text.sender.clone(), text.sent_at.clone());
            return Incoming { sender, sent_at, stamp: None, kind: Kind::Whole };
        }
    };
    match Pdu::decode(bytes).map(|pdu| pdu.tpdu) {
        Ok(Tpdu::Deliver(deliver)) => {
            let sender = display_address(deliver.originator.as_ref());
            let kind = match (&deliver.user_data, deliver.concat()) {
                // The TPDU ends before its text. As a message it would wrongly have an empty text.
                (None, _) => Kind::Undecoded,
                (Some(_), Some(concat)) if concat.total > 1 => Kind::Part {
                    group: Group {
                        sender: sender.clone(),
                        reference: concat.reference,
                        wide: concat.wide,
                        total: concat.total,
                    },
                    sequence: concat.sequence,
                },
                (Some(_), _) => Kind::Whole,
            };
            Incoming { sender, ..dated(deliver.smsc_timestamp, kind) }
        }
        Ok(Tpdu::StatusReport(report)) => Incoming {
            sender: display_address(report.recipient.as_ref()),
            ..dated(report.smsc_timestamp, Kind::Report)
        },
        // An SMS-SUBMIT in a slot for received messages is no message for us.
        Ok(Tpdu::Submit(_)) | Err(_) => undecoded,
    }
}

fn dated(smsc_timestamp: Option<Timestamp>, kind: Kind) -> Incoming {
    let sent_at = smsc_timestamp.and_then(Timestamp::rfc3339);
    Incoming { sender: String::new(), sent_at, stamp: smsc_timestamp.and_then(Timestamp::unix_seconds), kind }
}

/// Reads TP-SCTS of an SMS-DELIVER: when the SMSC received the message, in seconds since 1970.
pub fn stamp(pdu: &[u8]) -> Option<i64> {
    match Pdu::decode(pdu).ok()?.tpdu {
        Tpdu::Deliver(deliver) => deliver.smsc_timestamp?.unix_seconds(),
        Tpdu::Submit(_) | Tpdu::StatusReport(_) => None,
    }
}

/// What equal bytes of two arrivals prove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    /// The network delivered one message twice.
    Repeat,
    /// The network delivered one message twice, if the SMSC is known to stamp to the second.
    RepeatIfToTheSecond,
    /// Nothing. An alarm may send the same text twice within a minute.
    Nothing,
}

impl Incoming {
    /// Decides what a second arrival with equal bytes proves.
    ///
    /// Two messages of a sender have different stamps, unless the stamps are to the minute or no time at all.
    /// Undecoded bytes and reports always count as repeats: a second copy adds nothing.
    pub fn equality(&self) -> Equality {
        match (&self.kind, self.stamp) {
            (Kind::Report | Kind::Undecoded, _) => Equality::Repeat,
            (Kind::Whole | Kind::Part { .. }, None) => Equality::Nothing,
            (Kind::Whole | Kind::Part { .. }, Some(stamp)) if is_to_the_second(stamp) => Equality::Repeat,
            (Kind::Whole | Kind::Part { .. }, Some(_)) => Equality::RepeatIfToTheSecond,
        }
    }
}

/// Whether a stamp proves that its SMSC stamps to the second. An SMSC that stamps to the minute writes second 0 always.
pub fn is_to_the_second(stamp: i64) -> bool {
    stamp % 60 != 0
}

fn display_address(address: Option<&Address>) -> String {
    address.map(Address::to_string).unwrap_or_default()
}

/// Reads the content of a message of one part.
pub fn whole(content: &Content) -> Body {
    match content {
        Content::Pdu(bytes) => body([bytes.as_slice()].into_iter()),
        Content::Text(text) => match &text.data {
            Some(data) => Body { text: text_in(data), data: Some(data.clone()) },
            None => Body { text: Some(text.text.clone()), data: None },
        },
        Content::Garbled(_) => Body::default(),
    }
}

/// Reads all parts of a message together, in their order. A sender may split a character over two parts, so single
/// parts can't be decoded alone.
pub fn body<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Body {
    let delivers: Vec<_> = parts
        .filter_map(|raw| match Pdu::decode(raw).ok()?.tpdu {
            Tpdu::Deliver(deliver) => Some(deliver),
            Tpdu::Submit(_) | Tpdu::StatusReport(_) => None,
        })
        .collect();
    let parts = || delivers.iter().filter_map(|deliver| deliver.user_data.as_ref());
    if delivers.iter().any(|deliver| deliver.text().is_some()) {
        Body { text: Some(UserData::join(parts())), data: None }
    } else {
        let data = UserData::join_octets(parts());
        let is_plain = delivers.iter().all(|deliver| {
            let has_ports = deliver.user_data.as_ref().is_some_and(|user_data| user_data.ports().is_some());
            !has_ports && !deliver.dcs.is_some_and(Dcs::is_compressed)
        });
        Body { text: text_in(&data).filter(|_| is_plain), data: Some(data) }
    }
}

/// Returns 8-bit data as a text, if all of it is text. Some gateways send codes this way.
fn text_in(data: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(data).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_text = |c: char| matches!(c, '\r' | '\n' | '\t') || !c.is_control();
    (!text.is_empty() && text.chars().all(is_text)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdu::hex;

    fn raw(text: &str) -> Content {
        Content::Pdu(hex::decode(text).unwrap())
    }

    const HELLO: &str = "07912143658709F1040B912120555510F300006211220130000005E8329BFD06";

    #[test]
    fn a_plain_message_is_whole() {
        let incoming = read(&raw(HELLO));
        assert_eq!(incoming.sender, "+12025555013");
        assert_eq!(incoming.sent_at.as_deref(), Some("2026-11-22T10:03:00+00:00"));
        assert_eq!(incoming.kind, Kind::Whole);
        let Content::Pdu(bytes) = raw(HELLO) else { unreachable!() };
        assert_eq!(body([bytes.as_slice()].into_iter()).text.as_deref(), Some("hello"));
    }

    #[test]
    fn a_part_names_its_group() {
        let incoming = read(&raw("00440B912120555510F30000621122013000000C0500030A0201D06536FB0D"));
        let group = Group { sender: "+12025555013".into(), reference: 10, wide: false, total: 2 };
        assert_eq!(incoming.kind, Kind::Part { group, sequence: 1 });
    }

    #[test]
    fn a_truncated_message_is_read_up_to_its_end() {
        let Content::Pdu(bytes) = raw(HELLO) else { unreachable!() };
        let mut found = Vec::new();
        for end in 9..bytes.len() {
            let cut = &bytes[..end];
            let Incoming { sender, sent_at, kind, .. } = read(&Content::Pdu(cut.to_vec()));
            let text = body([cut].into_iter()).text;
            assert_eq!(kind == Kind::Undecoded, text.is_none(), "{end}");
            assert!(text.as_deref().is_none_or(|text| "hello".starts_with(text)), "{end}");
            found.push((sender, sent_at.is_some(), kind));
        }
        found.dedup();
        let known = |sender: &str, at, kind| (sender.to_owned(), at, kind);
        let cut_within_the_number = ["", "+12", "+1202", "+120255", "+12025555", "+1202555501"];
        let mut expected: Vec<_> =
            cut_within_the_number.map(|sender| known(sender, false, Kind::Undecoded)).into_iter().collect();
        expected.push(known("+12025555013", false, Kind::Undecoded));
        expected.push(known("+12025555013", true, Kind::Undecoded));
        expected.push(known("+12025555013", true, Kind::Whole));
        assert_eq!(found, expected);
    }

    /// The body of a message. Each part is first octet, coding and user data.
    fn body_of(parts: &[(&str, &str, &[u8])]) -> Body {
        let pdu = |(first, dcs, user_data): &(&str, &str, &[u8])| {
            let length = u8::try_from(user_data.len()).unwrap();
            let head = hex::decode(format!("00{first}0B912120550541F300{dcs}62113051600000{length:02X}")).unwrap();
            [&head, *user_data].concat()
        };
        let pdus: Vec<Vec<u8>> = parts.iter().map(pdu).collect();
        body(pdus.iter().map(Vec::as_slice))
    }

    #[test]
    fn data_is_text_if_every_octet_is() {
        for (octets, text) in [
            (&b"Your code is 482913\r\n\tbye"[..], Some("Your code is 482913\r\n\tbye")),
            ("Ваш код 482913 😀".as_bytes(), Some("Ваш код 482913 😀")),
            (b"\xEF\xBB\xBFcode 1", Some("code 1")),
            (b"\xEF\xBB\xBF", None),
            (b"", None),
            (b"code\0", None),
            (b"\x1B[2J", None),
            (b"code\x7F", None),
            ("\u{85}".as_bytes(), None),
            (b"caf\xE9", None),
        ] {
            for dcs in ["04", "F5", "14"] {
                let found = body_of(&[("04", dcs, octets)]);
                assert_eq!((found.text.as_deref(), found.data.as_deref()), (text, Some(octets)), "{dcs}");
            }
        }
        let pieces: [&[u8]; 2] = [b"\x05\x00\x03\x42\x02\x01caf\xC3", b"\x05\x00\x03\x42\x02\x02\xA9 1"];
        let found = body_of(&[("44", "04", pieces[0]), ("44", "04", pieces[1])]);
        assert_eq!(found.text.as_deref(), Some("café 1"), "a character may be split");
        for ports in [&b"\x06\x05\x04\x0B\x84\x23\xF0code 1"[..], b"\x04\x04\x02\xF0\xF1code 1"] {
            assert_eq!(body_of(&[("44", "04", ports)]).text, None, "ports address a program");
        }
        assert_eq!(body_of(&[("04", "20", b"code 1")]).text, None, "compressed");
    }

    #[test]
    fn undecodable_bytes_are_classified_as_such() {
        for raw in [Content::Garbled(b"0791x".to_vec()), Content::Pdu(vec![]), Content::Pdu(vec![0x20, 1])] {
            assert_eq!(read(&raw).kind, Kind::Undecoded);
        }
    }
}
