//! Converts characters and septets: the GSM 7-bit default alphabet, its extension, and the national language tables
//! that a message may use instead (3GPP TS 23.038 6.2.1).

use super::language::{ESCAPE, Language};
use super::national::{self, Charset};

/// The two tables of a text; `None` is the default one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Tables {
    pub locking: Option<Language>,
    pub single: Option<Language>,
}

/// The code of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Code {
    Plain(u8),
    /// One septet after an escape.
    Extended(u8),
}

impl Tables {
    /// The character of a septet without an escape. A code without a character is read as a space.
    #[inline(always)]
    pub fn plain(self, septet: u8) -> char {
        character(national::locking(self.locking), septet).unwrap_or(' ')
    }

    /// The character of the septet after an escape. If the single shift table has none, it is that of the locking table
    /// (23.038 6.2.1.1). A second escape is reserved for later tables and read as a space.
    pub fn extended(self, septet: u8) -> char {
        if septet == ESCAPE {
            return ' ';
        }
        character(national::single(self.single), septet).unwrap_or_else(|| self.plain(septet))
    }

    #[inline(always)]
    pub fn code(self, c: char) -> Option<Code> {
        let locking = national::locking(self.locking);
        if let Some(septet) = locking.septet(c) {
            return Some(Code::Plain(septet));
        }
        national::single(self.single).septet(c).map(Code::Extended)
    }
}

#[inline(always)]
fn character(charset: &Charset, septet: u8) -> Option<char> {
    match charset.characters[usize::from(septet & 0x7F)] {
        0 => None,
        unit => char::from_u32(u32::from(unit)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULT: Tables = Tables { locking: None, single: None };

    #[test]
    fn the_default_alphabet_is_that_of_the_specification() {
        let printed = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?\
                       ¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
        let read: String = (0..128).map(|septet| DEFAULT.plain(septet)).collect();
        assert_eq!(read, printed);
    }

    #[test]
    fn the_extension_has_ten_characters() {
        let extended: String =
            (0..128).filter(|s| DEFAULT.extended(*s) != DEFAULT.plain(*s)).map(|s| DEFAULT.extended(s)).collect();
        assert_eq!(extended, "\u{c}^{}\\[~]|€");
        assert_eq!(DEFAULT.extended(ESCAPE), ' ');
        assert_eq!(DEFAULT.extended(b'a'), 'a');
    }

    #[test]
    fn every_character_of_every_pair_of_tables_is_encoded_and_decoded() {
        let choices = || std::iter::once(None).chain(Language::ALL.map(Some));
        for locking in choices() {
            for single in choices() {
                let tables = Tables { locking, single };
                for septet in (0..128).filter(|septet| *septet != ESCAPE) {
                    for c in [tables.plain(septet), tables.extended(septet)] {
                        let back = tables.code(c).map(|code| match code {
                            Code::Plain(septet) => tables.plain(septet),
                            Code::Extended(septet) => tables.extended(septet),
                        });
                        assert_eq!(back, Some(c), "{tables:?} {septet:02X}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_character_outside_the_tables_has_no_code() {
        for c in ['\0', 'ç', '☃', '😀', '\u{1b}', '\u{ffff}', '`'] {
            assert_eq!(DEFAULT.code(c), None, "{c:?}");
        }
        assert_eq!(DEFAULT.code('€'), Some(Code::Extended(0x65)));
        assert_eq!(DEFAULT.code(' '), Some(Code::Plain(0x20)));
    }

    /// FNV-1a over the characters of each code, plain and after an escape over the default alphabet. Another program
    /// computed them from another transcription.
    #[test]
    fn the_tables_equal_another_transcription() {
        let hash = |read: &dyn Fn(u8) -> char| {
            (0..128)
                .flat_map(|septet| u32::from(read(septet)).to_be_bytes().into_iter().skip(2))
                .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
        };
        for (language, locking, single) in [
            (None, 0x457C_9A7F, 0xF56E_F234),
            (Some(Language::Turkish), 0xEFCE_A17F, 0xAF34_DE7F),
            (Some(Language::Spanish), 0x457C_9A7F, 0x96A2_5304),
            (Some(Language::Portuguese), 0x8FF2_C7ED, 0x22BF_EA58),
            (Some(Language::Bengali), 0x7496_AE4E, 0xE77E_27C7),
            (Some(Language::Gujarati), 0x9B45_1C23, 0x13E2_C3F6),
            (Some(Language::Hindi), 0x0AC0_BD06, 0x2523_D9DD),
            (Some(Language::Kannada), 0x2E62_962B, 0x6C2A_8400),
            (Some(Language::Malayalam), 0x72D0_8001, 0xF5E4_8613),
            (Some(Language::Oriya), 0xA4DD_3162, 0x8198_C808),
            (Some(Language::Punjabi), 0x47BC_5B95, 0x89D5_BF5C),
            (Some(Language::Tamil), 0xA661_4F5C, 0xD216_6CC3),
            (Some(Language::Telugu), 0xDFDF_9E14, 0xF0EA_4A30),
            (Some(Language::Urdu), 0x2494_A0BA, 0xB4CA_C5B9),
        ] {
            let (locking_tables, single_tables) =
                (Tables { locking: language, single: None }, Tables { locking: None, single: language });
            assert_eq!(hash(&|septet| locking_tables.plain(septet)), locking, "{language:?}, locking");
            assert_eq!(hash(&|septet| single_tables.extended(septet)), single, "{language:?}, single");
        }
    }

    #[test]
    fn identifiers_are_those_of_the_specification() {
        assert_eq!(Language::from_identifier(0), None);
        assert_eq!(Language::from_identifier(1), Some(Language::Turkish));
        assert_eq!(Language::from_identifier(13), Some(Language::Urdu));
        assert_eq!(Language::from_identifier(14), None);
        for language in Language::ALL {
            assert_eq!(Language::from_identifier(language.identifier()), Some(language));
            assert_eq!(Language::from_name(language.name()), Some(language));
        }
    }
}
