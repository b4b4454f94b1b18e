//! One row of a language file or one word of `codes.d`: a word or phrase with its marks. The files are checked by
//! tests, what an operator writes is checked by `Pattern::parse`.

use std::fmt;

use super::fold::{Glyph, glyphs};
use super::script::{Sort, is_letter};

/// Replaces everything between two words in a normal form.
pub const GAP: char = '_';

/// A row taken apart: its marks, and the phrase between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'a> {
    pub phrase: &'a str,
    /// An initial `*`: the phrase ends a longer word.
    pub is_ending: bool,
    /// A final `*`: the last word may go on.
    pub is_open: bool,
    /// An initial `^`: only capitals count.
    pub is_capital: bool,
}

impl<'a> Row<'a> {
    pub fn new(row: &'a str) -> Self {
        let (rest, is_ending, is_capital) = match (row.strip_prefix('*'), row.strip_prefix('^')) {
            (Some(rest), _) => (rest, true, false),
            (None, Some(rest)) => (rest, false, true),
            (None, None) => (row, false, false),
        };
        match rest.strip_suffix('*').filter(|_| !is_ending) {
            Some(phrase) => Self { phrase, is_ending, is_open: true, is_capital },
            None => Self { phrase: rest, is_ending, is_open: false, is_capital },
        }
    }
}

/// Adds the form in which a phrase is compared: folded, and with a `GAP` between its words, whatever sign parts them.
pub fn push_normal(phrase: &str, normal: &mut String) {
    let mut after_gap = false;
    for glyph in glyphs(phrase) {
        if !is_gap(&glyph) {
            normal.push(glyph.fold);
        } else if !after_gap {
            normal.push(GAP);
        }
        after_gap = is_gap(&glyph);
    }
}

/// Whether it can be between two words of a phrase. A full stop ends a sentence, and a digit is a word.
pub fn is_gap(glyph: &Glyph) -> bool {
    matches!(glyph.sort, Sort::Blank | Sort::Sign) && glyph.fold != '\n' && glyph.fold != '.'
}

/// A word or phrase to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

/// No phrase of any language is longer.
const CHARS_MAX: usize = 60;

/// Why a word can't be looked for. It completes "the word ...".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternError {
    Empty,
    TooLong,
    /// A line end, a tab or another control character.
    Control,
    /// The search begins at letters, and at single digits before a letter.
    NoLetterFirst,
    Star,
    Caret,
    /// A blank, a `_` or another sign that is not between two words, or two of them.
    Gap,
    /// A `*` before something else than one word.
    Ending,
}

impl Pattern {
    /// Checks a word in the syntax of the language files. A `_` is as good as a blank.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        if text.chars().count() > CHARS_MAX {
            return Err(PatternError::TooLong);
        }
        // Folding leaves control characters out, so they are looked for before.
        if text.contains(char::is_control) {
            return Err(PatternError::Control);
        }
        let row = Row::new(text);
        let word: Vec<Glyph> = glyphs(row.phrase).collect();
        let is_gap_at = |at: usize| word.get(at).is_none_or(is_gap);
        let has = |sign: char| word.iter().any(|glyph| glyph.fold == sign);
        if word.is_empty() {
            return Err(PatternError::Empty);
        }
        // Some line ends of Unicode are no control characters.
        if has('\n') {
            return Err(PatternError::Control);
        }
        if has('*') {
            return Err(PatternError::Star);
        }
        if has('^') {
            return Err(PatternError::Caret);
        }
        if row.is_ending && (word.len() < 2 || !word.iter().all(|glyph| is_letter(glyph.fold))) {
            return Err(PatternError::Ending);
        }
        // Two signs of which one is a blank are between two words as in `n° 7`; two blanks are a mistake.
        let is_double = |pair: &[Glyph]| is_gap(&pair[0]) && pair[0].fold == pair[1].fold;
        if is_gap_at(0) || is_gap_at(word.len() - 1) || word.windows(2).any(is_double) {
            return Err(PatternError::Gap);
        }
        // `2FA`
        let digit_first = word[0].fold.is_ascii_digit() && word.get(1).is_some_and(Glyph::is_letter);
        if !word[0].is_letter() && !digit_first {
            return Err(PatternError::NoLetterFirst);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("has no letters"),
            Self::TooLong => write!(f, "is longer than {CHARS_MAX} characters"),
            Self::Control => f.write_str("has a tab, a line end or another control character"),
            Self::NoLetterFirst => f.write_str("does not begin with a letter"),
            Self::Star => f.write_str("has a `*` that is neither its beginning nor its end, or is both"),
            Self::Caret => f.write_str("has a `^` that is not its beginning"),
            Self::Gap => f.write_str("has a blank or a `_` that is not between two words"),
            Self::Ending => f.write_str("begins with `*`, so two letters or more must follow, and nothing else"),
        }
    }
}

impl std::error::Error for PatternError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_can_never_fit_are_refused() {
        for (text, fault) in [
            ("schlüssel", None),
            ("zugangs_nummer", None),
            ("zugangs nummer", None),
            ("n° de colis", None),
            ("*nummer", None),
            ("freigabe*", None),
            ("^TAN", None),
            ("验证码", None),
            ("so'm", None),
            ("a\u{a0}b", None),
            ("", Some(PatternError::Empty)),
            ("*", Some(PatternError::Empty)),
            ("^*", Some(PatternError::Empty)),
            ("\u{200b}", Some(PatternError::Empty)),
            ("2fa", None),
            ("22fa", Some(PatternError::NoLetterFirst)),
            ("2", Some(PatternError::NoLetterFirst)),
            ("*mitte*", Some(PatternError::Star)),
            ("a*b", Some(PatternError::Star)),
            ("a^", Some(PatternError::Caret)),
            ("^^a", Some(PatternError::Caret)),
            ("_a", Some(PatternError::Gap)),
            (" a", Some(PatternError::Gap)),
            ("^\u{200b}_a", Some(PatternError::Gap)),
            ("a_", Some(PatternError::Gap)),
            ("a *", Some(PatternError::Gap)),
            ("a__b", Some(PatternError::Gap)),
            ("a  b", Some(PatternError::Gap)),
            ("*a_b", Some(PatternError::Ending)),
            ("*a b", Some(PatternError::Ending)),
            ("*a", Some(PatternError::Ending)),
            ("a\u{b}_b", Some(PatternError::Control)),
            ("a\u{c}", Some(PatternError::Control)),
            ("two\nrows", Some(PatternError::Control)),
        ] {
            assert_eq!(Pattern::parse(text).err(), fault, "{text:?}");
        }
        assert_eq!(Pattern::parse(&"a".repeat(61)).err(), Some(PatternError::TooLong));
    }

    #[test]
    fn a_phrase_has_one_normal_form_whatever_parts_its_words() {
        for phrase in ["code d'accès", "CODE D’ACCES", "code_d_acces", "code d-acces"] {
            let mut normal = String::new();
            push_normal(phrase, &mut normal);
            assert_eq!(normal, "code_d_acces", "{phrase}");
        }
    }
}
