//! USSD texts: 3GPP TS 23.038 clause 5 (the coding scheme of USSD and cell broadcast, which is not that of messages)
//! and 6.1.2.3 (the packing of septets for USSD).

use super::alphabet::{Code, Tables};
use super::{Alphabet, septets};

const CR: u8 = 0x0D;
const ESCAPE: u8 = 0x1B;
/// The length of the language in front of a text: two letters and CR, or two octets before UCS2.
const WITH_LANGUAGE: u8 = 0x10;
const UCS2_WITH_LANGUAGE: u8 = 0x11;
/// The coding if none is specified: the default alphabet, no language.
pub const DEFAULT_CODING: u8 = 0x0F;

/// The alphabet of a coding. Reserved codings are read as the default alphabet, as the specification requires.
pub fn alphabet(coding: u8) -> Alphabet {
    match coding >> 4 {
        0x1 if coding == UCS2_WITH_LANGUAGE => Alphabet::Ucs2,
        0x4..=0x7 | 0x9 => match coding & 0x0C {
            0x04 => Alphabet::Data,
            0x08 => Alphabet::Ucs2,
            _ => Alphabet::Gsm7,
        },
        0xF if coding & 0x04 != 0 => Alphabet::Data,
        _ => Alphabet::Gsm7,
    }
}

/// Decodes the octets of a USSD string. `None`: they are no text, or corrupted.
pub fn text(coding: u8, octets: &[u8]) -> Option<String> {
    match alphabet(coding) {
        Alphabet::Data => None,
        Alphabet::Ucs2 => {
            let skipped = if coding == UCS2_WITH_LANGUAGE { 2 } else { 0 };
            ucs2(octets.get(skipped..)?)
        }
        Alphabet::Gsm7 => {
            let mut septets = septets::unpack(octets, 0, septets::count_in(octets.len()));
            // Seven spare bits contain a CR, which would otherwise be read as `@`.
            if septets.len().is_multiple_of(8) && septets.last() == Some(&CR) {
                septets.pop();
            }
            let skipped = if coding == WITH_LANGUAGE && septets.get(2) == Some(&CR) { 3 } else { 0 };
            Some(characters(&septets[skipped..]))
        }
    }
}

/// Packs a code or a text in the default alphabet. `None`: the alphabet lacks a character.
pub fn pack(text: &str) -> Option<Vec<u8>> {
    let mut septets = Vec::with_capacity(text.len() + 1);
    for c in text.chars() {
        match Tables::default().code(c)? {
            Code::Plain(septet) => septets.push(septet),
            Code::Extended(septet) => septets.extend([ESCAPE, septet]),
        }
    }
    if septets.len() % 8 == 7 {
        septets.push(CR);
    }
    let mut octets = Vec::with_capacity(septets::octets_for(septets.len()));
    septets::pack(&septets, 0, &mut octets);
    Some(octets)
}

/// Decodes UCS2, with surrogate pairs as senders use them. A byte order mark at the beginning is no character.
pub fn ucs2(octets: &[u8]) -> Option<String> {
    let (pairs, []) = octets.as_chunks::<2>() else { return None };
    let (unit, pairs): (fn([u8; 2]) -> u16, _) = match pairs {
        [[0xFE, 0xFF], rest @ ..] => (u16::from_be_bytes, rest),
        [[0xFF, 0xFE], rest @ ..] => (u16::from_le_bytes, rest),
        _ => (u16::from_be_bytes, pairs),
    };
    char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect::<Result<_, _>>().ok()
}

fn characters(septets: &[u8]) -> String {
    let tables = Tables::default();
    let mut escaped = false;
    let mut text = String::with_capacity(septets.len());
    for &septet in septets {
        let was_escaped = std::mem::take(&mut escaped);
        match septet {
            _ if was_escaped => text.push(tables.extended(septet)),
            ESCAPE => escaped = true,
            _ => text.push(tables.plain(septet)),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdu::hex;

    #[test]
    fn codes_are_packed_as_networks_expect_them() {
        for (text, want) in [("*100#", "AA180C3602"), ("*101#", "AA182C3602"), ("1234567", "31D98C56B3DD1A"), ("", "")]
        {
            assert_eq!(hex::encode(&pack(text).unwrap()), want, "{text}");
            assert_eq!(super::text(DEFAULT_CODING, &hex::decode(want).unwrap()).unwrap(), text);
        }
        assert_eq!(pack("☃"), None);
    }

    #[test]
    fn texts_of_the_default_alphabet_are_packed_and_read() {
        for length in 0..40 {
            let text: String = "Balance: 4€ @ [noon]\n".chars().cycle().take(length).collect();
            assert_eq!(super::text(0x0F, &pack(&text).unwrap()), Some(text));
        }
    }

    #[test]
    fn the_coding_selects_the_alphabet() {
        let hello = pack("hello").unwrap();
        for coding in [0x00, 0x0F, 0x20, 0x40, 0x80, 0xF0] {
            assert_eq!(text(coding, &hello).as_deref(), Some("hello"), "{coding:#x}");
        }
        let greek = [0x03, 0xB1, 0xD8, 0x3D, 0xDE, 0x00];
        for coding in [0x48, 0x59, 0x98] {
            assert_eq!(text(coding, &greek).as_deref(), Some("α😀"), "{coding:#x}");
        }
        let marked = [[0xFE, 0xFF, 0x03, 0xB1], [0xFF, 0xFE, 0xB1, 0x03]];
        assert!(marked.iter().all(|octets| text(0x48, octets).as_deref() == Some("α")), "a byte order mark");
        assert_eq!(text(0x44, &hello), None);
        assert_eq!(text(0xF4, &hello), None);
        assert_eq!(text(0x48, &greek[..3]), None, "half a character");
        assert_eq!(text(0x48, &greek[..4]), None, "half a pair");
    }

    #[test]
    fn the_language_in_front_is_not_part_of_the_text() {
        assert_eq!(text(0x10, &pack("en\rBalance").unwrap()).as_deref(), Some("Balance"));
        assert_eq!(text(0x11, &[0x65, 0x37, 0x03, 0xB1]).as_deref(), Some("α"));
    }
}
