//! `+CLIP` (27.007 7.11): the number of a caller.

use std::fmt;

use super::reply::{decode_number, fields, number};

/// TS 24.008 10.5.4.9 limits a caller's number to about forty digits.
const DIGITS_MAX: usize = 40;
/// 23.040 9.1.2.5: an international number, with or without its `+`.
const INTERNATIONAL: u8 = 145;

/// A caller, as the network identifies it.
#[derive(Clone, PartialEq, Eq)]
pub struct Caller {
    /// `None`: withheld, or not available.
    pub number: Option<String>,
}

/// A number is personal, so only its length is printed.
impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.number {
            Some(number) => write!(f, "Caller({} digits)", number.len()),
            None => f.write_str("Caller(withheld)"),
        }
    }
}

impl Caller {
    /// Parses `"<number>",<type>[,<subaddr>,<satype>[,<alpha>[,<validity>]]]`. Returns `None` if the row was corrupted.
    /// The phone book name may contain any quotes, so the validity is read from behind the last comma.
    pub(super) fn parse(rest: &str) -> Option<Self> {
        // The closing quote is missing: the row ends within the number.
        if rest.trim_start().strip_prefix('"').is_some_and(|opened| !opened.contains('"')) {
            return None;
        }
        let fields = fields(rest);
        let digits = decode_number(fields.first()?);
        let digits = digits.as_ref();
        let withheld = fields.len() >= 5 && matches!(rest.rsplit(',').next().and_then(number::<u8>), Some(1 | 2));
        if digits.is_empty() || withheld {
            return Some(Self { number: None });
        }
        let bare = digits.strip_prefix('+').unwrap_or(digits);
        let is_number = bare.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'*' | b'#'));
        if bare.is_empty() || bare.len() > DIGITS_MAX || !is_number {
            return None;
        }
        let is_international = fields.get(1).and_then(|kind| number(kind)) == Some(INTERNATIONAL);
        let number = if is_international { format!("+{bare}") } else { digits.to_owned() };
        Some(Self { number: Some(number) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caller_is_parsed_in_every_form() {
        for (rest, want) in [
            (" \"+12025550143\",145,,,,0", Some("+12025550143")),
            (" \"+12025550143\",145,\"\",,\"\",0", Some("+12025550143")),
            (" \"+12025550143\",145,\"\",0,\"\",0", Some("+12025550143")),
            (" \"12025550143\",145,,,\"Bob\",0", Some("+12025550143")),
            (" \"2025550143\",129,,,\"5\" pipe\",0", Some("2025550143")),
            ("\"2025550143\",161", Some("2025550143")),
            (" \"+12025550143\",145,\"\",,\"a, b\"", Some("+12025550143")),
            (" \"611\",129", Some("611")),
            (" +12025550143,145", Some("+12025550143")),
            (" \"\",128,,,,1", None),
            (" \"\",128,\"\",,\"\",2", None),
            (" \"\",0,,,,2", None),
            (" \"\"", None),
            ("", None),
            // `+CSCS` was left at "UCS2", and at "HEX".
            (" \"002B00310032003000320035003500350030003100340033\",145,,,,0", Some("+12025550143")),
            (" \"00320030003200350035003500300031003400330030\",129", Some("20255501430")),
            (" \"2B3132303235353530313433\",145,,,,0", Some("+12025550143")),
            // With the override category (27.007 7.11) the network sends the number all the same.
            (" \"+12025550143\",145,,,,1", None),
        ] {
            let caller = Caller::parse(rest).unwrap_or_else(|| panic!("{rest}"));
            assert_eq!(caller.number.as_deref(), want, "{rest}");
        }
        let long = format!(" \"{}\",129", "1".repeat(41));
        for corrupted in [" \"+1202x550143\",145", " \"+\",145", " \"+120255\u{fffd}0143", " \"+12025", "\"", &long] {
            assert_eq!(Caller::parse(corrupted), None, "{corrupted}");
        }
    }

    #[test]
    fn a_number_is_not_in_debug_output() {
        let debug = format!("{:?}", Caller::parse(" \"+12025550143\",145"));
        assert_eq!(debug, "Some(Caller(12 digits))");
    }
}
