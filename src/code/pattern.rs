//! A word of an operator's own, in the syntax of `languages`, checked: what is written there is
//! tried by tests, what comes from a file is not.

use std::fmt;

use super::fold::fold_word;
use super::script::is_letter;

/// A word or phrase to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

/// No phrase of any language is longer, and a byte tells its length in UTF-8.
const CHARS_MAX: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternError {
    Empty,
    TooLong,
    Blank,
    /// Every word that is looked at begins with a letter.
    NoLetterFirst,
    Star,
    Caret,
    Underscore,
    /// An ending is part of one word.
    Ending,
}

impl Pattern {
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        if text.chars().count() > CHARS_MAX {
            return Err(PatternError::TooLong);
        }
        let ending = text.strip_prefix('*');
        let body = ending.or_else(|| text.strip_prefix('^')).unwrap_or(text);
        let body = if ending.is_none() { body.strip_suffix('*').unwrap_or(body) } else { body };
        let word = fold_word(body);
        if word.is_empty() {
            return Err(PatternError::Empty);
        }
        // Of the text itself, too: folding leaves control characters out, and words are parted by some.
        if word.contains(char::is_whitespace) || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err(PatternError::Blank);
        }
        if word.contains('*') {
            return Err(PatternError::Star);
        }
        if word.contains('^') {
            return Err(PatternError::Caret);
        }
        if ending.is_some() && (word.chars().count() < 2 || !word.chars().all(is_letter)) {
            return Err(PatternError::Ending);
        }
        if word.starts_with('_') || word.ends_with('_') || word.contains("__") {
            return Err(PatternError::Underscore);
        }
        if !word.starts_with(is_letter) {
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

/// Completes "the word ...".
impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("has no letters"),
            Self::TooLong => write!(f, "is longer than {CHARS_MAX} characters"),
            Self::Blank => f.write_str("has a blank; between the words of a phrase stands `_`"),
            Self::NoLetterFirst => f.write_str("does not begin with a letter"),
            Self::Star => f.write_str("has a `*` that is neither its beginning nor its end, or is both"),
            Self::Caret => f.write_str("has a `^` that is not its beginning"),
            Self::Underscore => f.write_str("has a `_` that is not between two words"),
            Self::Ending => {
                f.write_str("begins with `*`, and does not go on with two letters or more and nothing else")
            }
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
            ("*nummer", None),
            ("freigabe*", None),
            ("^TAN", None),
            ("验证码", None),
            ("so'm", None),
            ("", Some(PatternError::Empty)),
            ("*", Some(PatternError::Empty)),
            ("^*", Some(PatternError::Empty)),
            ("\u{200b}", Some(PatternError::Empty)),
            ("two words", Some(PatternError::Blank)),
            ("a\u{a0}b", Some(PatternError::Blank)),
            ("2fa", Some(PatternError::NoLetterFirst)),
            ("*mitte*", Some(PatternError::Star)),
            ("a*b", Some(PatternError::Star)),
            ("a^", Some(PatternError::Caret)),
            ("^^a", Some(PatternError::Caret)),
            ("_a", Some(PatternError::Underscore)),
            ("^\u{200b}_a", Some(PatternError::Underscore)),
            ("a_", Some(PatternError::Underscore)),
            ("a__b", Some(PatternError::Underscore)),
            ("*a_b", Some(PatternError::Ending)),
            ("*a", Some(PatternError::Ending)),
            ("a\u{b}_b", Some(PatternError::Blank)),
            ("a\u{c}", Some(PatternError::Blank)),
        ] {
            assert_eq!(Pattern::parse(text).err(), fault, "{text:?}");
        }
        assert_eq!(Pattern::parse(&"a".repeat(61)).err(), Some(PatternError::TooLong));
    }
}
