//! Sorts characters: letters of each kind of script, digits, blanks and signs.

/// Whether its script has no blanks between words, or joins particles to a word. There a word may begin and end anywhere.
pub fn is_joined(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Whether the languages of its script add case endings to every word, even to loan words.
pub fn is_inflected(c: char) -> bool {
    matches!(c, '\u{530}'..='\u{58f}' | '\u{900}'..='\u{dff}' | '\u{10a0}'..='\u{10ff}' | '\u{1200}'..='\u{137f}')
}

/// What a character belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A word of Latin letters.
    Latin,
    /// A word of another script. The signs that Indic scripts put on letters are part of it.
    Letter,
    /// A number in ASCII digits.
    Digit,
    Blank,
    Sign,
}

/// What the character belongs to.
pub fn sort(c: char) -> Sort {
    match c {
        '×' | '÷' => Sort::Sign,
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' => Sort::Latin,
        '0'..='9' => Sort::Digit,
        ' ' | '\n' | '\r' | '\t' => Sort::Blank,
        c if c.is_ascii() => Sort::Sign,
        '\u{964}' | '\u{965}' | '\u{e3f}' | '\u{e4f}' | '\u{e5a}' | '\u{e5b}' | '\u{104a}' | '\u{104b}' | '\u{df4}' => {
            Sort::Sign
        }
        '\u{17d4}'..='\u{17db}' => Sort::Sign,
        '\u{900}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' => Sort::Letter,
        c if is_plain_letter(c) || c.is_alphabetic() => Sort::Letter,
        c if c.is_whitespace() => Sort::Blank,
        _ => Sort::Sign,
    }
}

pub fn is_letter(c: char) -> bool {
    matches!(sort(c), Sort::Latin | Sort::Letter)
}

/// Whether it is a letter that folding doesn't change, as most of a Chinese, Japanese or Korean text. Unicode's tables would
/// take longer for these letters than the whole search.
pub fn is_simple(c: char) -> bool {
    c >= '\u{3041}'
        && matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}')
}

fn is_plain_letter(c: char) -> bool {
    is_simple(c)
        || matches!(c, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{5d0}'..='\u{5ea}' | '\u{620}'..='\u{657}'
        | '\u{671}'..='\u{6d3}' | '\u{10d0}'..='\u{10fa}')
}

/// Whether its script has no capitals.
pub fn is_caseless(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{10d0}'..='\u{10ff}' | '\u{1200}'..='\u{139f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a63f}'
        | '\u{ac00}'..='\u{d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_checks_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            assert!(!is_plain_letter(c) || c.is_alphabetic(), "{c:?}");
            assert!(!is_caseless(c) || c.to_lowercase().eq([c]), "{c:?}");
        }
    }
}
