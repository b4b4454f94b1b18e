//! What is wrong with a TPDU that was decoded all the same.

use std::fmt;

/// One deviation from the specification that a receiver can tolerate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flaw {
    /// The TPDU ends before its last field does.
    Truncated,
    /// Octets follow the TPDU's last field.
    TrailingOctets,
    /// A reserved message type, read as SMS-DELIVER (23.040 9.2.3.1).
    ReservedType,
    /// A type-of-address octet with bit 7 clear.
    AddressType,
    /// An address longer than twelve octets, or longer than the octets that follow.
    AddressLength,
    /// A filler between the digits.
    AddressFiller,
    /// An impossible time: other than decimal digits, or no such day or hour. A zone that is not decimal is read as
    /// UTC.
    Timestamp,
    /// A data coding scheme that no release of the specification defines.
    ReservedCoding,
    /// TP-UDL is larger than the user data; the TPDU is also truncated.
    ShortUserData,
    /// The user data header is longer than the user data, which is then read as the message.
    LongHeader,
    /// The elements of the header don't add up to its length; the header is ignored.
    BadHeader,
    /// A national language that no release of the specification defines.
    UnknownLanguage,
    /// UCS2 with an odd number of octets.
    OddUcs2,
    /// Half of a surrogate pair, read as U+FFFD. Joining the parts may complete it.
    LoneSurrogate,
}

impl Flaw {
    const ALL: [Self; 14] = [
        Self::Truncated,
        Self::TrailingOctets,
        Self::ReservedType,
        Self::AddressType,
        Self::AddressLength,
        Self::AddressFiller,
        Self::Timestamp,
        Self::ReservedCoding,
        Self::ShortUserData,
        Self::LongHeader,
        Self::BadHeader,
        Self::UnknownLanguage,
        Self::OddUcs2,
        Self::LoneSurrogate,
    ];

    /// The stable name for records and scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::TrailingOctets => "trailing-octets",
            Self::ReservedType => "reserved-type",
            Self::AddressType => "address-type",
            Self::AddressLength => "address-length",
            Self::AddressFiller => "address-filler",
            Self::Timestamp => "timestamp",
            Self::ReservedCoding => "reserved-coding",
            Self::ShortUserData => "short-user-data",
            Self::LongHeader => "long-header",
            Self::BadHeader => "bad-header",
            Self::UnknownLanguage => "unknown-language",
            Self::OddUcs2 => "odd-ucs2",
            Self::LoneSurrogate => "lone-surrogate",
        }
    }
}

/// The flaws of one TPDU.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Flaws(u16);

impl Flaws {
    /// Whether there are no flaws.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this flaw is among them.
    pub fn contains(self, flaw: Flaw) -> bool {
        self.0 & 1 << flaw as u16 != 0
    }

    /// The flaws, in order.
    pub fn iter(self) -> impl Iterator<Item = Flaw> {
        Flaw::ALL.into_iter().filter(move |flaw| self.contains(*flaw))
    }

    pub(super) fn add(&mut self, flaw: Flaw) {
        self.0 |= 1 << flaw as u16;
    }

    pub(super) fn add_if(&mut self, flaw: Flaw, flawed: bool) {
        if flawed {
            self.add(flaw);
        }
    }
}

impl fmt::Debug for Flaws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flaw_has_its_own_bit_and_name() {
        for flaw in Flaw::ALL {
            let mut flaws = Flaws::default();
            assert!(flaws.is_empty());
            flaws.add(flaw);
            assert_eq!(flaws.iter().collect::<Vec<_>>(), [flaw]);
        }
        let names: std::collections::BTreeSet<_> = Flaw::ALL.iter().map(|flaw| flaw.name()).collect();
        assert_eq!(names.len(), Flaw::ALL.len());
    }
}
