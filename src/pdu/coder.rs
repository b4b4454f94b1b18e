//! Converts the characters of a text into the units of one alphabet.

use super::alphabet::{Code, Tables};
use super::coding::Alphabet;
use super::header::{Concat, Header};
use super::language::ESCAPE;
use super::septets;
use super::user_data::{OCTETS_MAX, UserData};

/// The kinds of coders, the preferred one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Default,
    National,
    Ucs2,
}

/// Converts characters into units: septets, or octets of UTF-16.
#[derive(Clone, Copy)]
pub(super) enum Coder {
    Gsm7(Tables),
    Ucs2,
}

impl Coder {
    pub fn alphabet(self) -> Alphabet {
        match self {
            Self::Gsm7(_) => Alphabet::Gsm7,
            Self::Ucs2 => Alphabet::Ucs2,
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Self::Gsm7(tables) if tables == Tables::default() => Kind::Default,
            Self::Gsm7(_) => Kind::National,
            Self::Ucs2 => Kind::Ucs2,
        }
    }

    pub fn header(self, concat: Option<Concat>) -> Option<Header> {
        let tables = match self {
            Self::Gsm7(tables) => tables,
            Self::Ucs2 => Tables::default(),
        };
        Header::compose(concat, tables)
    }

    /// The units that fit into one part with a header.
    pub fn room(self, header: Option<&Header>) -> usize {
        let header_size = header.map_or(0, Header::size);
        match self {
            Self::Gsm7(_) => septets::count_in(OCTETS_MAX) - septets::count_for_header(header_size),
            Self::Ucs2 => OCTETS_MAX - header_size,
        }
    }

    /// The size of a character in units. `None` if the alphabet doesn't have it.
    pub fn size_of(self, c: char) -> Option<usize> {
        match self {
            Self::Gsm7(tables) => tables.code(c).map(|code| match code {
                Code::Plain(_) => 1,
                Code::Extended(_) => 2,
            }),
            Self::Ucs2 => Some(c.len_utf16() * 2),
        }
    }

    /// The units of a text; septets are not packed. `None` if the alphabet lacks a character.
    pub fn units(self, text: &str) -> Option<Vec<u8>> {
        let mut units = Vec::with_capacity(text.len());
        match self {
            Self::Gsm7(tables) => {
                for c in text.chars() {
                    match tables.code(c)? {
                        Code::Plain(septet) => units.push(septet),
                        Code::Extended(septet) => units.extend([ESCAPE, septet]),
                    }
                }
            }
            Self::Ucs2 => units.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
        }
        Some(units)
    }

    /// A part with these units, which must be those of `text` and fit.
    pub fn part(self, header: Option<Header>, text: &str, units: Vec<u8>) -> UserData {
        let tables = match self {
            Self::Gsm7(tables) => tables,
            Self::Ucs2 => Tables::default(),
        };
        UserData::of_text(header, self.alphabet(), tables, units, text)
    }
}
