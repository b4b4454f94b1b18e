//! What a character is to a reader: a letter, and of what kind of script.

/// Scripts that are written without blanks, or that join particles to a word: a word may begin
/// and end anywhere.
pub fn is_joined(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Scripts whose languages add case endings to loan words as well.
pub fn is_inflected(c: char) -> bool {
    matches!(c, '\u{530}'..='\u{58f}' | '\u{900}'..='\u{dff}' | '\u{10a0}'..='\u{10ff}' | '\u{1200}'..='\u{137f}')
}

/// What a character is part of.
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

/// Letters that have one form: most of a Chinese, Japanese, or Korean text. To ask Unicode's tables
/// about each takes longer than all else that is done with them.
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

/// Letters of these scripts have one form only.
pub fn is_caseless(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{10d0}'..='\u{10ff}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a63f}'
        | '\u{ac00}'..='\u{d7ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_ways_agree_with_unicode() {
        for c in '\0'..=char::MAX {
            assert!(!is_plain_letter(c) || c.is_alphabetic(), "{c:?}");
            assert!(!is_caseless(c) || c.to_lowercase().eq([c]), "{c:?}");
        }
    }
}
