//! What an arrival is: a whole message, a part of one, a status report, or bytes that nobody can
//! read or that end before the text, which are kept all the same.

use crate::pdu::{Address, Pdu, Timestamp, Tpdu, UserData};

use super::Raw;
use super::assembly::Group;

/// What the first look at an arrival tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Incoming {
    /// TP-OA: a number or a name; empty where it can't be read.
    pub sender: String,
    /// TP-SCTS as RFC 3339, with the SMSC's own offset; `None` for an impossible one, and for one
    /// that did not come.
    pub sent_at: Option<String>,
    pub kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Whole,
    Part { group: Group, sequence: u8 },
    Report,
    Undecoded,
}

/// What a message says.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Body {
    pub text: Option<String>,
    /// 8-bit user data, and text that came compressed.
    pub data: Option<Vec<u8>>,
}

pub fn read(raw: &Raw) -> Incoming {
    let undecoded = Incoming { sender: String::new(), sent_at: None, kind: Kind::Undecoded };
    let Raw::Pdu(bytes) = raw else { return undecoded };
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
            Incoming { sender, sent_at: deliver.smsc_timestamp.and_then(Timestamp::rfc3339), kind }
        }
        Ok(Tpdu::StatusReport(report)) => Incoming {
            sender: shown(report.recipient.as_ref()),
            sent_at: report.smsc_timestamp.and_then(Timestamp::rfc3339),
            kind: Kind::Report,
        },
        // A submit in a slot of received messages is nothing that was sent to us.
        Ok(Tpdu::Submit(_)) | Err(_) => undecoded,
    }
}

fn shown(address: Option<&Address>) -> String {
    address.map(Address::to_string).unwrap_or_default()
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
        Body { text: None, data: Some(UserData::join_octets(parts())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdu::hex;

    fn raw(text: &str) -> Raw {
        Raw::Pdu(hex::decode(text).unwrap())
    }

    const HELLO: &str = "07912143658709F1040B912120555510F300006211220130000005E8329BFD06";

    #[test]
    fn a_plain_message_is_whole() {
        let incoming = read(&raw(HELLO));
        assert_eq!(incoming.sender, "+12025555013");
        assert_eq!(incoming.sent_at.as_deref(), Some("2026-11-22T10:03:00+00:00"));
        assert_eq!(incoming.kind, Kind::Whole);
        let Raw::Pdu(bytes) = raw(HELLO) else { unreachable!() };
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
        let Raw::Pdu(bytes) = raw(HELLO) else { unreachable!() };
        let mut told = Vec::new();
        for end in 9..bytes.len() {
            let cut = &bytes[..end];
            let Incoming { sender, sent_at, kind } = read(&Raw::Pdu(cut.to_vec()));
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

    #[test]
    fn what_nobody_can_read_is_kept_as_it_is() {
        for raw in [Raw::Line(b"0791x".to_vec()), Raw::Pdu(vec![]), Raw::Pdu(vec![0x20, 1])] {
            assert_eq!(read(&raw).kind, Kind::Undecoded);
        }
    }
}
