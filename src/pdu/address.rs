//! Addresses of originators, recipients and service centres: 3GPP TS 23.040 9.1.2.5, and TS 24.011 8.2.5 for the length
//! of an SMSC address.

use std::fmt;

use super::alphabet::{Code, Tables};
use super::flaw::{Flaw, Flaws};
use super::language::ESCAPE;
use super::reader::Reader;
use super::septets;

/// At most ten octets of digits or septets follow length and type.
const OCTETS_MAX: usize = 10;
const DIGITS_MAX: usize = 20;
const SEPTETS_MAX: usize = 11;

/// The type of number: bits 6 to 4 of the type-of-address octet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberType {
    Unknown,
    International,
    National,
    NetworkSpecific,
    Subscriber,
    Alphanumeric,
    Abbreviated,
    Reserved,
}

/// A number or a name. Only an international number is printed with a `+`: an answer to a national number with a `+`
/// would reach another subscriber.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address {
    type_octet: u8,
    text: String,
}

/// Why a text can't be an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressError {
    /// The text has no digits.
    Empty,
    /// The text has a character that such an address can't contain.
    Character,
    /// The text is too long.
    TooLong,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "has no digits",
            Self::Character => "has a character that such an address cannot have",
            Self::TooLong => "is longer than 20 digits or 11 characters",
        })
    }
}

impl std::error::Error for AddressError {}

impl Address {
    /// A number as it is dialled. With a `+` it is international; otherwise its type is unknown, and the network reads
    /// it like a dialled number. Digits are 0 to 9, `*`, `#`, `a`, `b` and `c`.
    pub fn number(text: &str) -> Result<Self, AddressError> {
        let (type_octet, digits) = match text.strip_prefix('+') {
            Some(digits) => (0x91, digits),
            None => (0x81, text),
        };
        Self::with_type(type_octet, digits)
    }

    /// Digits with a known type and numbering plan (bit 7 is set automatically).
    pub fn with_type(type_octet: u8, digits: &str) -> Result<Self, AddressError> {
        if digits.is_empty() {
            return Err(AddressError::Empty);
        }
        if digits.chars().any(|c| semi_octet(c).is_none()) {
            return Err(AddressError::Character);
        }
        if digits.len() > DIGITS_MAX {
            return Err(AddressError::TooLong);
        }
        let type_octet = type_octet | 0x80;
        if type_octet & 0x70 == 0x50 {
            return Err(AddressError::Character);
        }
        Ok(Self { type_octet, text: digits.to_owned() })
    }

    /// A name of at most eleven septets of the default alphabet, as companies use for sending.
    pub fn alphanumeric(name: &str) -> Result<Self, AddressError> {
        if name.is_empty() {
            return Err(AddressError::Empty);
        }
        let septets = name_septets(name).ok_or(AddressError::Character)?;
        if septets.len() > SEPTETS_MAX {
            return Err(AddressError::TooLong);
        }
        Ok(Self { type_octet: 0xD0, text: name.to_owned() })
    }

    /// Parses a number or, if the text is none, a name.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let dialled = text.bytes().any(|b| b.is_ascii_digit() || b == b'*' || b == b'#');
        match Self::number(text) {
            Ok(number) if dialled => Ok(number),
            Err(AddressError::TooLong) => Err(AddressError::TooLong),
            Ok(_) | Err(AddressError::Empty | AddressError::Character) => Self::alphanumeric(text),
        }
    }

    /// The type of number.
    pub fn number_type(&self) -> NumberType {
        match self.type_octet >> 4 & 7 {
            0 => NumberType::Unknown,
            1 => NumberType::International,
            2 => NumberType::National,
            3 => NumberType::NetworkSpecific,
            4 => NumberType::Subscriber,
            5 => NumberType::Alphanumeric,
            6 => NumberType::Abbreviated,
            _ => NumberType::Reserved,
        }
    }

    /// Whether the address is a name.
    pub fn is_alphanumeric(&self) -> bool {
        self.number_type() == NumberType::Alphanumeric
    }

    /// The type-of-address octet as it was received.
    pub fn type_octet(&self) -> u8 {
        self.type_octet
    }

    /// The digits without `+`, or the name.
    pub fn digits(&self) -> &str {
        &self.text
    }

    /// Whether the address has no digits.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Reads the length in semi-octets, the type and the value. `None` if the TPDU ends before the value begins: an
    /// address without digits is not what was sent.
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let length = usize::from(reader.octet()?);
        let type_octet = reader.octet()?;
        let octets = reader.take(length.div_ceil(2));
        reader.flaws.add_if(Flaw::Truncated, octets.len() < length.div_ceil(2));
        reader.flaws.add_if(Flaw::AddressLength, length > DIGITS_MAX);
        if length > 0 && octets.is_empty() {
            return None;
        }
        Some(Self::from_octets(type_octet, octets, length.min(octets.len() * 2), &mut reader.flaws))
    }

    /// Reads the length in octets, with the type, and the value; an odd last half octet is a filler. `Ok(None)` for an
    /// address without digits: the modem's own setting applies. `Err` if there are fewer octets than the length.
    pub(super) fn read_smsc(reader: &mut Reader<'_>) -> Result<Option<Self>, ()> {
        let length = usize::from(reader.octet_if_there().ok_or(())?);
        let octets = reader.take(length);
        if octets.len() < length {
            return Err(());
        }
        let Some((type_octet, octets)) = octets.split_first() else { return Ok(None) };
        reader.flaws.add_if(Flaw::AddressLength, octets.len() > OCTETS_MAX);
        // Seven characters take as many octets as eight of which the last is `@`.
        let is_filled = |last: &u8| match type_octet & 0x70 {
            0x50 => octets.len().is_multiple_of(7) && last >> 1 == 0,
            _ => last >> 4 == 0xF,
        };
        let length = octets.len() * 2 - usize::from(octets.last().is_some_and(is_filled));
        let address = Self::from_octets(*type_octet, octets, length, &mut reader.flaws);
        Ok((!address.is_empty()).then_some(address))
    }

    fn from_octets(type_octet: u8, octets: &[u8], length: usize, flaws: &mut Flaws) -> Self {
        flaws.add_if(Flaw::AddressType, type_octet & 0x80 == 0);
        let mut address = Self { type_octet, text: String::with_capacity(length) };
        if address.is_alphanumeric() {
            address.text = name(octets, length);
            return address;
        }
        for index in 0..length {
            let octet = octets[index / 2];
            match if index % 2 == 0 { octet & 0xF } else { octet >> 4 } {
                0xF => flaws.add(Flaw::AddressFiller),
                digit => address.text.push(char::from(b"0123456789*#abc"[usize::from(digit)])),
            }
        }
        address
    }

    /// Writes the address with its length in semi-octets.
    pub(super) fn write(&self, octets: &mut Vec<u8>) {
        let start = octets.len();
        octets.extend([0, self.type_octet]);
        let length = self.write_value(octets);
        octets[start] = u8::try_from(length).expect("read from one octet or checked when made");
    }

    /// Writes the address with its length in octets.
    pub(super) fn write_smsc(&self, octets: &mut Vec<u8>) {
        let start = octets.len();
        octets.extend([0, self.type_octet]);
        self.write_value(octets);
        octets[start] = u8::try_from(octets.len() - start - 1).expect("read from one octet or checked when made");
    }

    /// Writes the value. Returns its length in semi-octets.
    fn write_value(&self, octets: &mut Vec<u8>) -> usize {
        if self.is_alphanumeric() {
            let septets = name_septets(&self.text).expect("read from septets or checked when made");
            septets::pack(&septets, 0, octets);
            return (septets.len() * 7).div_ceil(4);
        }
        for pair in self.text.as_bytes().chunks(2) {
            let low = semi_octet(char::from(pair[0])).expect("read from digits or checked when made");
            let high = pair.get(1).and_then(|byte| semi_octet(char::from(*byte))).unwrap_or(0xF);
            octets.push(high << 4 | low);
        }
        self.text.len()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.number_type() == NumberType::International && !self.text.is_empty() {
            f.write_str("+")?;
        }
        f.write_str(&self.text)
    }
}

/// Prints nothing of the number, since the output may reach a log.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({:02X}, {} characters)", self.type_octet, self.text.len())
    }
}

fn semi_octet(c: char) -> Option<u8> {
    let digit = "0123456789*#abc".find(c)?;
    u8::try_from(digit).ok()
}

/// Decodes a name of `length` used semi-octets (9.1.2.5): 13 for seven characters, 14 for eight. If a network sends 14
/// for seven, an `@` appears behind the name, as on phones, which count the same. Otherwise names that end in `@` would
/// be wrong.
fn name(octets: &[u8], length: usize) -> String {
    let septets = septets::unpack(octets, 0, length * 4 / 7);
    let mut text = String::with_capacity(septets.len());
    let mut rest = septets.iter();
    while let Some(septet) = rest.next() {
        text.push(match (*septet, Tables::default()) {
            (ESCAPE, tables) => rest.next().map_or(' ', |septet| tables.extended(*septet)),
            (septet, tables) => tables.plain(septet),
        });
    }
    text
}

fn name_septets(name: &str) -> Option<Vec<u8>> {
    let mut septets = Vec::with_capacity(name.len());
    for c in name.chars() {
        match Tables::default().code(c)? {
            Code::Plain(septet) => septets.push(septet),
            Code::Extended(septet) => septets.extend([ESCAPE, septet]),
        }
    }
    Some(septets)
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    fn read(text: &str) -> (Address, Flaws) {
        let octets = hex::decode(text).unwrap();
        let mut reader = Reader::new(&octets);
        let address = Address::read(&mut reader).unwrap();
        (address, reader.finish())
    }

    #[test]
    fn an_address_is_printed_according_to_its_type() {
        for (hex, want) in [
            ("0B912120550541F3", "+12025550143"),
            ("0A912120550541", "+1202555014"),
            ("0B922120550541F3", "+12025550143"),
            ("0B812120550541F3", "12025550143"),
            ("0AA17020550541", "0702555014"),
            ("0AB17020550541", "0702555014"),
            ("0AC17020550541", "0702555014"),
            ("0AE17020550541", "0702555014"),
            ("0AF17020550541", "0702555014"),
            ("038116F1", "611"),
            ("05811A00FB", "*100#"),
            ("0681BADC0E", "*#abc0"),
            ("0081", ""),
            ("0091", ""),
            ("149121436587092143658709", "+12345678901234567890"),
        ] {
            let (address, flaws) = read(hex);
            assert_eq!(address.to_string(), want, "{hex}");
            assert!(flaws.is_empty(), "{hex} {flaws:?}");
            assert_eq!(written(&address), hex);
        }
    }

    #[test]
    fn a_name_has_as_many_septets_as_its_length() {
        for (hex, want) in [
            ("0ED0D432BB7C9687DB", "Telegram"),
            ("0DD0CE32DDCC4EE301", "Netflix"),
            ("07D0C14D5908", "A€B"),
            ("14D04576D95E768FD161F91C", "Elevenchars"),
            ("02D041", "A"),
            ("06D0618018", "a@b"),
            ("0ED061801830069001", "a@b@c@d@"),
            ("0DD061801830069001", "a@b@c@d"),
        ] {
            let (address, flaws) = read(hex);
            assert_eq!(address.to_string(), want, "{hex}");
            assert!(address.is_alphanumeric() && flaws.is_empty());
            assert_eq!(written(&address), hex);
            assert_eq!(Address::parse(want), Ok(address));
        }
        // Seven characters, with their length in whole octets.
        assert_eq!(read("0ED0CE32DDCC4EE301").0.to_string(), "Netflix@");
        // An escape at the end of the length.
        assert_eq!(read("04D0C10D").0.to_string(), "A ");
        assert_eq!(read("00D0").0.to_string(), "");
    }

    #[test]
    fn flawed_addresses_are_read_as_far_as_possible() {
        for (hex, want, flaw) in [
            ("0611214365", "+123456", Flaw::AddressType),
            ("069121F3F4", "+1234", Flaw::AddressFiller),
            ("0691FFFFFF", "", Flaw::AddressFiller),
            ("0A912143", "+1234", Flaw::Truncated),
            ("16912143658709214365870921", "+1234567890123456789012", Flaw::AddressLength),
        ] {
            let (address, flaws) = read(hex);
            assert!(flaws.contains(flaw), "{hex} {flaws:?}");
            assert_eq!(address.to_string(), want, "{hex}");
        }
    }

    #[test]
    fn an_address_without_any_octet_is_none() {
        for text in ["", "0B", "0B91", "0ED0"] {
            let octets = hex::decode(text).unwrap();
            let mut reader = Reader::new(&octets);
            assert_eq!(Address::read(&mut reader), None, "{text}");
            assert!(reader.finish().contains(Flaw::Truncated), "{text}");
        }
    }

    #[test]
    fn texts_become_addresses_or_are_refused() {
        use AddressError::{Character, Empty, TooLong};
        let number = |text| Address::number(text).map(|address| written(&address));
        assert_eq!(number("+12025550143").as_deref(), Ok("0B912120550541F3"));
        assert_eq!(number("611").as_deref(), Ok("038116F1"));
        assert_eq!(number("*100#").as_deref(), Ok("05811A00FB"));
        for (text, error) in [
            ("", Empty),
            ("+", Empty),
            ("1 2", Character),
            ("1+2", Character),
            ("12A", Character),
            ("١٢٣", Character),
            ("123456789012345678901", TooLong),
        ] {
            assert_eq!(Address::number(text), Err(error), "{text}");
        }
        for (text, error) in [("", Empty), ("Привет", Character), ("twelve chars", TooLong), ("€€€€€€", TooLong)]
        {
            assert_eq!(Address::alphanumeric(text), Err(error), "{text}");
        }
        for (text, alphanumeric) in [("+1202", false), ("abc", true), ("12ab", false), ("Bank", true), ("*1#", false)] {
            assert_eq!(Address::parse(text).unwrap().is_alphanumeric(), alphanumeric, "{text}");
        }
        assert_eq!(Address::with_type(0xD0, "123"), Err(Character));
        assert_eq!(Address::with_type(0x21, "123").map(|address| address.type_octet()), Ok(0xA1));
    }

    #[test]
    fn an_smsc_has_its_length_in_octets() {
        let read = |text: &str| {
            let octets = hex::decode(text).unwrap();
            let mut reader = Reader::new(&octets);
            Address::read_smsc(&mut reader).map(|smsc| smsc.map(|smsc| (smsc.to_string(), reader.finish().is_empty())))
        };
        let smsc = |text: &str| Ok(Some((text.to_owned(), true)));
        assert_eq!(read("07912120550501F0"), smsc("+12025550100"));
        assert_eq!(read("0791212055050100"), smsc("+120255501000"));
        assert_eq!(read("0581214365F7"), smsc("1234567"));
        assert_eq!(read("00"), Ok(None));
        assert_eq!(read("0191"), Ok(None));
        assert_eq!(read("0291FF"), Ok(None));
        assert_eq!(read("08D0CE32DDCC4EE301"), smsc("Netflix"));
        assert_eq!(read("08D0D432BB7C9687DB"), smsc("Telegram"));
        assert_eq!(read("08D0C5F4194DD7EBF5"), smsc("Eightzzz"));
        assert_eq!(read("07912120"), Err(()));
        assert_eq!(read("FF91"), Err(()));
        assert_eq!(read(""), Err(()));
        let mut octets = Vec::new();
        Address::number("+12025550100").unwrap().write_smsc(&mut octets);
        assert_eq!(hex::encode(&octets), "07912120550501F0");
    }

    fn written(address: &Address) -> String {
        let mut octets = Vec::new();
        address.write(&mut octets);
        hex::encode(&octets)
    }
}
