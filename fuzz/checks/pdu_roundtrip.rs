//! Texts to send. Used by the fuzz target, and by `tests/library/corpora.rs` on what it found.

use simgate::pdu::{Address, Class, Direction, Language, Reference, Request, Text, Tpdu, UserData, Validity, compose};

/// The parts of a text contain the same text.
pub fn check(octets: &[u8]) {
    let [flags, number, language, text @ ..] = octets else { return };
    let text = String::from_utf8_lossy(text);
    let languages: Vec<_> = Language::from_identifier(*language).into_iter().collect();
    let reference = match flags & 1 {
        0 => Reference::Narrow(*number),
        _ => Reference::Wide(u16::from(*number) * 257),
    };
    let class = Class::from_number(flags >> 1 & 7);
    let to = Address::number("+12025550143").expect("a number");
    let request = Request {
        status_report: flags & 0x10 != 0,
        validity: (flags & 0x20 != 0).then_some(Validity::Relative(*number)),
        reject_duplicates: flags & 0x40 != 0,
        reply_path: flags & 0x80 != 0,
    };
    let text = Text { text: &text, class, languages: &languages, reference };
    let Ok(parts) = compose(&to, &text, &request) else { return };
    let read: Vec<UserData> = parts
        .iter()
        .map(|part| {
            let octets = part.encode();
            assert!(octets.len() <= 164, "no longer than the specification allows");
            let read = Tpdu::decode(&octets, Direction::FromMobile).expect("an SMS-SUBMIT");
            assert!(read.flaws().is_empty());
            assert_eq!(read, Tpdu::Submit(part.clone()));
            read.user_data().expect("an SMS-SUBMIT has it").clone()
        })
        .collect();
    assert!(UserData::join(&read) == text.text);
    let pieces: String = read.iter().filter_map(UserData::text).collect();
    assert!(pieces == text.text, "no character is split");
}
