//! Numbers that name a card, a subscription, a piece of equipment or a line.

use std::fmt;

/// Why a string is not a number of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DigitsError {
    /// A character that such a number cannot have.
    Character,
    /// Too few or too many digits.
    Length,
    /// Digits that no such number starts with.
    Prefix,
}

impl fmt::Display for DigitsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Character => "has a character that is not a digit",
            Self::Length => "has the wrong number of digits",
            Self::Prefix => "starts with digits that such a number never has",
        })
    }
}

impl std::error::Error for DigitsError {}

fn digits(text: &str, range: std::ops::RangeInclusive<usize>) -> Result<&str, DigitsError> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(DigitsError::Character);
    }
    if !range.contains(&text.len()) {
        return Err(DigitsError::Length);
    }
    Ok(text)
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The number as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = DigitsError;
            fn from_str(text: &str) -> Result<Self, DigitsError> {
                Self::parse(text)
            }
        }
    };
}

number! {
    /// The card (ITU-T E.118, ETSI TS 102 221): the key of a SIM. 18 to 20 digits beginning with
    /// 89, without the filler `F` that a 19-digit card has in its last half octet. Some issuers have
    /// letters from A to E among the digits.
    Iccid
}
number! {
    /// The subscription (3GPP TS 23.003 2.2): at most 15 digits.
    Imsi
}
number! {
    /// The equipment (3GPP TS 23.003 6.2): 15 digits, or 16 with the software version.
    Imei
}
number! {
    /// A line's number in E.164 form: `+`, then 7 to 15 digits that do not begin with 0.
    Msisdn
}

/// `89`, the country and the issuer at the least (E.118 4).
const ISSUER_DIGITS: usize = 6;

impl Iccid {
    /// Parses an ICCID as modems report it: with or without filler, and in the card's order of half octets, which some
    /// firmware does not swap (`98...` for `89...`).
    pub fn parse(text: &str) -> Result<Self, DigitsError> {
        let bare = text.trim_end_matches(['F', 'f']);
        if bare.starts_with("89") {
            return Self::in_order(bare);
        }
        if !text.starts_with("98") || !text.len().is_multiple_of(2) || !text.is_ascii() {
            return Err(match digits(bare, 18..=20) {
                Ok(_) => DigitsError::Prefix,
                Err(error) => error,
            });
        }
        let swapped: String =
            text.as_bytes().chunks_exact(2).flat_map(|pair| [char::from(pair[1]), char::from(pair[0])]).collect();
        Self::in_order(swapped.trim_end_matches(['F', 'f']))
    }

    /// Parses an ICCID in the usual order. E.118 defines digits only, but the card's half octets can contain letters,
    /// and China Mobile uses them: `898600A1179407112134`. Behind country and issuer such a letter counts as a digit.
    fn in_order(bare: &str) -> Result<Self, DigitsError> {
        let (issuer, rest) = bare.split_at_checked(ISSUER_DIGITS).ok_or(DigitsError::Length)?;
        if !rest.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'A'..=b'E' | b'a'..=b'e')) {
            return Err(DigitsError::Character);
        }
        digits(issuer, ISSUER_DIGITS..=ISSUER_DIGITS)?;
        if !(18..=20).contains(&bare.len()) {
            return Err(DigitsError::Length);
        }
        Ok(Self(bare.to_ascii_uppercase()))
    }

    /// The last four digits: enough to distinguish cards in a log.
    pub fn tail(&self) -> &str {
        &self.0[self.0.len() - 4..]
    }
}

impl Imsi {
    /// Parses 6 to 15 digits.
    pub fn parse(text: &str) -> Result<Self, DigitsError> {
        Ok(Self(digits(text, 6..=15)?.to_owned()))
    }
}

impl Imei {
    /// Parses 14 to 16 digits.
    pub fn parse(text: &str) -> Result<Self, DigitsError> {
        Ok(Self(digits(text, 14..=16)?.to_owned()))
    }
}

impl Msisdn {
    /// Parses `+` and 7 to 15 digits.
    pub fn parse(text: &str) -> Result<Self, DigitsError> {
        let rest = text.strip_prefix('+').ok_or(DigitsError::Prefix)?;
        digits(rest, 7..=15)?;
        if rest.starts_with('0') {
            return Err(DigitsError::Prefix);
        }
        Ok(Self(text.to_owned()))
    }

    /// The digits without `+`, as MQTT topics and ENUM names require.
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iccid_is_the_same_however_the_modem_writes_it() {
        for text in ["8901260712345678901", "8901260712345678901F", "981062702143658709F1"] {
            assert_eq!(Iccid::parse(text).unwrap().as_str(), "8901260712345678901", "{text}");
        }
        assert_eq!(Iccid::parse("89014103211118510720").unwrap().as_str(), "89014103211118510720");
        assert_eq!(Iccid::parse("89014103211118510720").unwrap().tail(), "0720");
        for text in ["898600a1179407112134", "898600A1179407112134", "9868001A714970111243"] {
            assert_eq!(Iccid::parse(text).unwrap().as_str(), "898600A1179407112134", "{text}");
        }
    }

    #[test]
    fn a_text_that_is_no_iccid_is_refused() {
        for (text, error) in [
            ("", DigitsError::Length),
            ("8901", DigitsError::Length),
            ("890126071234567890123", DigitsError::Length),
            ("1201260712345678901", DigitsError::Prefix),
            ("89012607123456789x1", DigitsError::Character),
            ("89012607F1234567891", DigitsError::Character),
            ("89A12607012345678901", DigitsError::Character),
            ("98é0626021436587091", DigitsError::Character),
        ] {
            assert_eq!(Iccid::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn an_msisdn_is_e164() {
        assert_eq!(Msisdn::parse("+12025550143").unwrap().digits(), "12025550143");
        for text in ["12025550143", "+0987654321", "+123", "+1202555014355555", "+1 202", "", "+"] {
            assert!(Msisdn::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn equipment_and_subscription_have_their_lengths() {
        assert!(Imei::parse("490154203237518").is_ok());
        assert!(Imei::parse("4901542032375").is_err());
        assert!(Imsi::parse("310260123456789").is_ok());
        assert!(Imsi::parse("3102601234567890").is_err());
    }
}
