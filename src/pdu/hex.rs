//! Octets in hexadecimal digits, as modems write them.

use std::fmt;

/// Why a text is not hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HexError {
    /// The number of digits is odd.
    OddLength,
    /// The position of the first byte that is not a hexadecimal digit.
    Digit(usize),
}

impl fmt::Display for HexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OddLength => f.write_str("an odd number of hex digits"),
            Self::Digit(at) => write!(f, "not a hex digit at position {}", at + 1),
        }
    }
}

impl std::error::Error for HexError {}

/// Decodes hexadecimal digits. Only an even number of digits in either case is accepted.
pub fn decode(text: impl AsRef<[u8]>) -> Result<Vec<u8>, HexError> {
    let mut octets = Vec::new();
    decode_into(text.as_ref(), &mut octets)?;
    Ok(octets)
}

/// Like [`decode`], into a buffer that is cleared first.
pub fn decode_into(text: &[u8], octets: &mut Vec<u8>) -> Result<(), HexError> {
    octets.clear();
    append(text, octets)
}

/// Like [`decode_into`], with blanks between octets, as people and manuals write them.
pub fn decode_spaced_into(text: &[u8], octets: &mut Vec<u8>) -> Result<(), HexError> {
    octets.clear();
    let mut at = 0;
    for run in text.split(|byte| matches!(byte, b' ' | b'\t')) {
        append(run, octets).map_err(|error| match error {
            HexError::OddLength => HexError::OddLength,
            HexError::Digit(within) => HexError::Digit(at + within),
        })?;
        at += run.len() + 1;
    }
    Ok(())
}

fn append(text: &[u8], octets: &mut Vec<u8>) -> Result<(), HexError> {
    octets.reserve(text.len() / 2);
    let (pairs, rest) = text.as_chunks::<2>();
    for pair in pairs {
        let [high, low] = pair.map(|byte| VALUES[usize::from(byte)]);
        if (high | low) == NONE {
            let at = text.iter().position(|byte| !byte.is_ascii_hexdigit());
            return Err(HexError::Digit(at.expect("one of the pair is not a digit")));
        }
        octets.push(high << 4 | low);
    }
    match rest {
        [] => Ok(()),
        [byte, ..] if VALUES[usize::from(*byte)] == NONE => Err(HexError::Digit(text.len() - 1)),
        [..] => Err(HexError::OddLength),
    }
}

/// Encodes octets in upper case, as 3GPP TS 27.005 prints it and some firmware requires.
pub fn encode(octets: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut text = String::with_capacity(octets.len() * 2);
    for octet in octets {
        text.push(char::from(DIGITS[usize::from(octet >> 4)]));
        text.push(char::from(DIGITS[usize::from(octet & 0xF)]));
    }
    text
}

/// Not a digit. All bits are set, so that an OR with any value preserves it.
const NONE: u8 = 0xFF;

const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value as usize] as usize] = value;
        values[b"0123456789ABCDEF"[value as usize] as usize] = value;
        value += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_case_is_read_and_upper_case_written() {
        assert_eq!(decode("00fFaB9c"), Ok(vec![0x00, 0xFF, 0xAB, 0x9C]));
        assert_eq!(decode(""), Ok(vec![]));
        assert_eq!(encode(&[0x00, 0xFF, 0xAB, 0x9C]), "00FFAB9C");
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(decode(encode(&all)), Ok(all));
    }

    #[test]
    fn blanks_are_allowed_between_octets_but_not_within() {
        let decode = |text: &str| {
            let mut octets = vec![1, 2, 3];
            decode_spaced_into(text.as_bytes(), &mut octets).map(|()| octets)
        };
        for text in ["00FFAB9C", "00 FF AB 9C", "00FF AB9C", "00\tFF  AB \t 9C", " 00FFAB9C "] {
            assert_eq!(decode(text), Ok(vec![0x00, 0xFF, 0xAB, 0x9C]), "{text}");
        }
        assert_eq!(decode(" "), Ok(vec![]));
        for (text, error) in [
            ("00 F", HexError::OddLength),
            ("0 0", HexError::OddLength),
            ("0 0FF", HexError::OddLength),
            ("00 FG", HexError::Digit(4)),
            ("00\t FF x", HexError::Digit(7)),
            ("00\u{a0}FF", HexError::Digit(2)),
            ("00\nFF", HexError::Digit(2)),
        ] {
            assert_eq!(decode(text), Err(error), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_its_place() {
        for (text, error) in [
            ("0", HexError::OddLength),
            ("000", HexError::OddLength),
            ("0g", HexError::Digit(1)),
            ("g0", HexError::Digit(0)),
            ("00g", HexError::Digit(2)),
            ("00 00", HexError::Digit(2)),
            ("0x00", HexError::Digit(1)),
            ("00é", HexError::Digit(2)),
            ("+0", HexError::Digit(0)),
            ("00\0\0", HexError::Digit(2)),
        ] {
            assert_eq!(decode(text), Err(error), "{text}");
        }
    }
}
