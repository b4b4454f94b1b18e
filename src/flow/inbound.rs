//! What an arrival is: a whole message, a part of one, a status report, or bytes that nobody can
//! read or that end before the text, which are kept all the same.

use crate::pdu::{Address, Dcs, Pdu, Timestamp, Tpdu, UserData};

use super::Content;
use super::assembly::Group;

/// What the first look at an arrival tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// TP-OA: a number or a name; empty where it can't be read.
    pub sender: String,
    /// TP-SCTS, or a remote's word, as RFC 3339 with its own offset; `None` for an impossible one, and for one
    /// that did not come.
    pub sent_at: Option<String>,
    /// TP-SCTS in seconds since 1970.
    pub stamp: Option<i64>,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Whole,
    Part { group: Group, sequence: u8 },
    Report,
    Undecoded,
}

/// How a message that came in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageState {
    /// It waits for the rest of its parts.
    Assembling,
    Complete,
    /// Parts of it never came.
    Incomplete,
    /// It is a status report.
    Report,
    /// Nobody can read it.
    Undecoded,
}

impl MessageState {
    const ALL: [Self; 5] = [Self::Assembling, Self::Complete, Self::Incomplete, Self::Report, Self::Undecoded];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Assembling => "assembling",
            Self::Complete => "complete",
            Self::Incomplete => "incomplete",
            Self::Report => "report",
            Self::Undecoded => "undecoded",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What a message says.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Body {
    pub text: Option<String>,
    /// 8-bit user data, and text that came compressed. The text is in it, where there is one, too.
    pub data: Option<Vec<u8>>,
}

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
            let sender = shown(deliver.originator.as_ref());
            let kind = match (&deliver.user_data, deliver.concat()) {
                // Cut off before its text: an empty message would say that it had none.
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
        Ok(Tpdu::StatusReport(report)) => {
            Incoming { sender: shown(report.recipient.as_ref()), ..dated(report.smsc_timestamp, Kind::Report) }
        }
        // A submit in a slot of received messages is nothing that was sent to us.
        Ok(Tpdu::Submit(_)) | Err(_) => undecoded,
    }
}

fn dated(smsc_timestamp: Option<Timestamp>, kind: Kind) -> Incoming {
    let sent_at = smsc_timestamp.and_then(Timestamp::rfc3339);
    Incoming { sender: String::new(), sent_at, stamp: smsc_timestamp.and_then(Timestamp::unix_seconds), kind }
}

/// When the SMSC got a message from its sender, in seconds since 1970.
pub fn stamp(pdu: &[u8]) -> Option<i64> {
    match Pdu::decode(pdu).ok()?.tpdu {
        Tpdu::Deliver(deliver) => deliver.smsc_timestamp?.unix_seconds(),
        Tpdu::Submit(_) | Tpdu::StatusReport(_) => None,
    }
}

/// What equal bytes tell of two messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Equality {
    /// The network repeats itself.
    Repeat,
    /// So it is where the SMSC is known to stamp its messages to the second.
    RepeatIfToTheSecond,
    /// Nothing: an alarm may send the same text twice.
    Nothing,
}

impl Incoming {
    /// No two messages of a sender that says the same twice have one stamp, unless it is to the minute or no time at all.
    /// What can't be read, and reports, of which each says all that matters, are merged as they come.
    pub fn equality(&self) -> Equality {
        match (&self.kind, self.stamp) {
            (Kind::Report | Kind::Undecoded, _) => Equality::Repeat,
            (Kind::Whole | Kind::Part { .. }, None) => Equality::Nothing,
            (Kind::Whole | Kind::Part { .. }, Some(stamp)) if is_to_the_second(stamp) => Equality::Repeat,
            (Kind::Whole | Kind::Part { .. }, Some(_)) => Equality::RepeatIfToTheSecond,
        }
    }
}

/// An SMSC that stamps to the minute writes no other second than 0.
pub fn is_to_the_second(stamp: i64) -> bool {
    stamp % 60 != 0
}

fn shown(address: Option<&Address>) -> String {
    address.map(Address::to_string).unwrap_or_default()
}

/// What a message of one part says.
pub fn whole(content: &Content) -> Body {
    match content {
        Content::Pdu(bytes) => body([bytes.as_slice()].into_iter()),
        Content::Text(text) => Body { text: Some(text.text.clone()), data: None },
        Content::Garbled(_) => Body::default(),
    }
}

/// Reads all parts of a message together, in their order: a character that its sender split over
/// two of them comes out whole.
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

/// What 8-bit data says to a reader, where all of it is text: some gateways send codes in this way.
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
    fn a_part_tells_its_group() {
        let incoming = read(&raw("00440B912120555510F30000621122013000000C0500030A0201D06536FB0D"));
        let group = Group { sender: "+12025555013".into(), reference: 10, wide: false, total: 2 };
        assert_eq!(incoming.kind, Kind::Part { group, sequence: 1 });
    }

    #[test]
    fn a_message_that_was_cut_off_comes_as_far_as_it_goes() {
        let Content::Pdu(bytes) = raw(HELLO) else { unreachable!() };
        let mut told = Vec::new();
        for end in 9..bytes.len() {
            let cut = &bytes[..end];
            let Incoming { sender, sent_at, kind, .. } = read(&Content::Pdu(cut.to_vec()));
            let text = body([cut].into_iter()).text;
            assert_eq!(kind == Kind::Undecoded, text.is_none(), "{end}");
            assert!(text.as_deref().is_none_or(|text| "hello".starts_with(text)), "{end}");
            told.push((sender, sent_at.is_some(), kind));
        }
        told.dedup();
        let known = |sender: &str, at, kind| (sender.to_owned(), at, kind);
        let cut_within_the_number = ["", "+12", "+1202", "+120255", "+12025555", "+1202555501"];
        let mut expected: Vec<_> =
            cut_within_the_number.map(|sender| known(sender, false, Kind::Undecoded)).into_iter().collect();
        expected.push(known("+12025555013", false, Kind::Undecoded));
        expected.push(known("+12025555013", true, Kind::Undecoded));
        expected.push(known("+12025555013", true, Kind::Whole));
        assert_eq!(told, expected);
    }

    /// The body of a message whose parts have these first octets, coding and user data.
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
    fn data_is_text_where_every_octet_of_it_is() {
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
            assert_eq!(body_of(&[("44", "04", ports)]).text, None, "a program's");
        }
        assert_eq!(body_of(&[("04", "20", b"code 1")]).text, None, "compressed");
    }

    #[test]
    fn what_nobody_can_read_is_kept_as_it_is() {
        for raw in [Content::Garbled(b"0791x".to_vec()), Content::Pdu(vec![]), Content::Pdu(vec![0x20, 1])] {
            assert_eq!(read(&raw).kind, Kind::Undecoded);
        }
    }
}
