//! Faults of other codecs: sms-pdu 1.1.0, huawei-modem, sms-pdu-decoder 0.1.1, tpdu 2.1.0.

use super::*;

#[test]
fn a_wide_reference_takes_no_character() {
    let read = deliver(&of("44", "0000", "16060804A7B80201C8329BFD06C1C3723AE8ED2E03"));
    assert_eq!(read.text(), Some("Hello part one"));
}

#[test]
fn seven_characters_are_not_eight() {
    assert_eq!(deliver(&of("04", "0000", "0731D98C56B3DD00")).text(), Some("1234567"));
    let name = "0DD0CE32DDCC4EE301";
    let text = format!("{SMSC}04{name}0000{TIME}02EF35");
    assert_eq!(deliver(&text).originator.as_ref().unwrap().to_string(), "Netflix");
}

#[test]
fn a_truncated_message_is_marked() {
    let whole = of("04", "0000", "0731D98C56B3DD00");
    for end in (SMSC.len() + 2..whole.len()).step_by(2) {
        assert!(pdu(&whole[..end]).tpdu.flaws().contains(Flaw::Truncated), "{end}");
    }
    assert!(pdu(&whole).tpdu.flaws().is_empty());
}

#[test]
fn the_last_group_of_codings_is_not_inverted() {
    assert_eq!(deliver(&of("04", "00F0", "03EEF71D")).text(), Some("now"));
    assert_eq!(
        deliver(&of("04", "00F4", "036E6F77")).user_data.as_ref().and_then(UserData::octets),
        Some(b"now".as_slice())
    );
}

#[test]
fn no_type_of_address_loses_a_message() {
    for octet in 0..=255_u8 {
        let text = format!("{SMSC}040A{octet:02X}21436587090000{TIME}02EF35");
        let read = deliver(&text);
        assert_eq!(read.text(), Some("ok"), "{octet:02X}");
        assert_eq!(read.flaws.contains(Flaw::AddressType), octet < 0x80, "{octet:02X}");
        match octet & 0x70 {
            0x10 => assert_eq!(read.originator.as_ref().unwrap().to_string(), "+1234567890"),
            0x50 => assert!(read.originator.as_ref().unwrap().is_alphanumeric()),
            _ => assert_eq!(read.originator.as_ref().unwrap().to_string(), "1234567890"),
        }
    }
}

#[test]
fn stars_and_hashes_are_digits() {
    let text = format!("{SMSC}0405811A00FB0000{TIME}02EF35");
    assert_eq!(deliver(&text).originator.as_ref().unwrap().to_string(), "*100#");
}

#[test]
fn codes_of_an_smsc_s_own_keep_their_class() {
    assert_eq!(Status(0x50).outcome(), Outcome::Permanent);
    assert_eq!(Status(0x30).outcome(), Outcome::Trying);
    assert_eq!(Status(0x70).outcome(), Outcome::Temporary);
}

#[test]
fn optional_fields_of_a_report_need_no_header_flag() {
    let text = format!("{SMSC}06D6{NUMBER}{TIME}{TIME}0003400402EF35");
    let read = report(&text);
    assert_eq!((read.pid, read.dcs), (Some(Pid(0x40)), Some(Dcs(4))));
}

#[test]
fn no_class_is_forced_on_a_text() {
    let parts = compose(&Address::number("611").unwrap(), &Text::from("hi"), &Request::default()).unwrap();
    assert_eq!((parts[0].dcs, parts[0].validity), (Some(Dcs(0)), None));
}

#[test]
fn escapes_and_surrogate_pairs_are_not_split() {
    for (text, cut) in [("€", 152), ("😀", 66)] {
        let filler = if text == "€" { "a" } else { "я" };
        let text = filler.repeat(cut) + text + &filler.repeat(cut);
        let parts = compose(&Address::number("611").unwrap(), &Text::from(&*text), &Request::default()).unwrap();
        assert!(parts.iter().all(|part| !part.text().unwrap().contains([' ', char::REPLACEMENT_CHARACTER])));
        assert_eq!(UserData::join(parts.iter().filter_map(|part| part.user_data.as_ref())), text);
    }
}

#[test]
fn pain_24_a_text_of_256_parts_is_refused_and_one_of_255_is_not() {
    let recipient = Address::number("611").unwrap();
    let most = "a".repeat(255 * 153);
    assert_eq!(compose(&recipient, &Text::from(&*most), &Request::default()).unwrap().len(), 255);
    let more = most + "a";
    let error = compose(&recipient, &Text::from(&*more), &Request::default()).unwrap_err();
    assert_eq!(error, ComposeError::TooManyParts(256));
}
