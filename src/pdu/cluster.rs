//! Where a text may be cut without splitting a visible character.
//!
//! This is not all of Unicode Annex 29, only what people send. A missed cluster costs a wrong glyph at the cut on
//! phones that display parts one by one, and nothing once the parts are joined.

/// Whether the text may be cut at byte `at`, which is between two characters.
pub(super) fn may_cut(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else { return true };
    if is_flag_letter(last) && is_flag_letter(next) {
        let letters = before.chars().rev().take_while(|c| is_flag_letter(*c)).count();
        return letters.is_multiple_of(2);
    }
    let joined = last == ZERO_WIDTH_JOINER || is_extending(next) || (last == '\r' && next == '\n');
    !joined
}

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// Whether two such letters form a flag.
fn is_flag_letter(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Whether a character modifies or completes the one before.
fn is_extending(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}'       // accents
        | '\u{0483}'..='\u{0489}'     // Cyrillic
        | '\u{0591}'..='\u{05BD}' | '\u{05BF}' | '\u{05C1}'..='\u{05C2}' | '\u{05C4}'..='\u{05C5}' | '\u{05C7}'
        | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}'
        | '\u{06DF}'..='\u{06E4}' | '\u{06E7}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}'
        | '\u{0E31}' | '\u{0E33}'..='\u{0E3A}' | '\u{0E47}'..='\u{0E4E}'
        | '\u{0EB1}' | '\u{0EB3}'..='\u{0EBC}' | '\u{0EC8}'..='\u{0ECE}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200C}'..='\u{200D}' | '\u{20D0}'..='\u{20F0}'
        | '\u{3099}'..='\u{309A}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}'
        | '\u{1F3FB}'..='\u{1F3FF}'   // skin tones
        | '\u{E0020}'..='\u{E007F}'   // tags of flags
        | '\u{E0100}'..='\u{E01EF}'
    ) || is_indic_sign(c)
}

/// Vowel signs, nasal signs and viramas, which have the same positions in each block from Devanagari to Malayalam.
fn is_indic_sign(c: char) -> bool {
    matches!(c, '\u{0900}'..='\u{0D7F}')
        && matches!(u32::from(c) % 0x80, 0x00..=0x03 | 0x3C | 0x3E..=0x4D | 0x55..=0x57 | 0x62..=0x63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visible_character_is_not_cut() {
        for (text, pieces) in [
            ("abc", 3),
            ("e\u{301}a", 2),
            ("👍🏽!", 2),
            ("👨‍👩‍👧‍👦.", 2),
            ("🇩🇪🇫🇷", 2),
            ("🇩🇪🇫", 2),
            ("❤️", 1),
            ("1️⃣2️⃣", 2),
            ("🏴󠁧󠁢󠁥󠁮󠁧󠁿x", 2),
            ("नमस्ते", 4),
            ("ไทย", 3),
            ("กำ", 1),
            ("a\r\nb", 3),
            ("\n\n", 2),
            ("שָׁלוֹם", 4),
            ("", 0),
        ] {
            let cuts = text.char_indices().filter(|(at, _)| may_cut(text, *at)).count();
            assert_eq!(cuts, pieces, "{text}");
        }
    }
}
