//! Words of a text that can be the name of a service.

use super::class::{Class, Role};
use super::evidence::Evidence;
use super::fold::{Glyph, fold_word};
use super::tokens::{Kind, Token};

/// The glyphs from its first number to before its second.
pub type Span = (usize, usize);

/// Whether it is a word of the lexicon.
pub fn is_known(evidence: &Evidence<'_>, token: Token) -> bool {
    let known =
        evidence.hits.iter().any(|hit| hit.start < token.end && hit.end > token.start && hit.class != Class::Unit);
    token.kind == Kind::Word && known
}

/// Whether a word can be part of a name: it has a capital, and is no known word.
pub fn is_name(evidence: &Evidence<'_>, token: Token) -> bool {
    token.kind == Kind::Word
        && evidence.text[token.start..token.end].iter().any(|glyph| glyph.orig.is_uppercase())
        && token.end - token.start >= 2
        && !is_known(evidence, token)
        && !evidence.has_role(&token, Role::NoName)
        && !evidence.has_role(&token, Role::Link)
        && !evidence.tokens.in_address(token.start)
}

pub fn is_capitals(evidence: &Evidence<'_>, token: Token) -> bool {
    evidence.text[token.start..token.end].iter().all(|glyph| glyph.orig.is_uppercase())
}

/// Whether a capital is behind its first letter: `eCitizen`, `AlderPay`.
pub fn has_inner_capital(evidence: &Evidence<'_>, token: Token) -> bool {
    evidence.text[token.start + 1..token.end].iter().any(|glyph| glyph.orig.is_uppercase())
}

/// Whether no word for a code or a number is there.
pub fn is_quiet(evidence: &Evidence<'_>, span: Span) -> bool {
    !evidence.hits.iter().any(|hit| hit.start < span.1 && hit.end > span.0 && NOT_IN_NAMES.contains(&hit.class))
}

/// The classes of words that no name has.
const NOT_IN_NAMES: [Class; 8] =
    [Class::Otp, Class::Code, Class::Verify, Class::Enter, Class::Hush, Class::Valid, Class::Other, Class::Call];

/// A place without the signs around it, if it can be a name.
pub fn name(evidence: &Evidence<'_>, (start, end): Span) -> Option<Span> {
    let glyphs = &evidence.text[start..end];
    let is_sign = |glyph: &Glyph| matches!(glyph.orig, ' ' | '-' | ':' | '#' | '*');
    let first = start + glyphs.iter().position(|glyph| !is_sign(glyph))?;
    let last = start + glyphs.iter().rposition(|glyph| !is_sign(glyph))?;
    let glyphs = &evidence.text[first..=last];
    let letters = glyphs.iter().filter(|glyph| glyph.orig.is_alphabetic()).count();
    let parts = glyphs.iter().any(|glyph| matches!(glyph.orig, '\n' | ',' | '，'));
    (letters >= 2 && glyphs.len() <= 30 && !parts).then_some((first, last + 1))
}

pub fn text_of(evidence: &Evidence<'_>, (start, end): Span) -> String {
    evidence.text[start..end].iter().map(|glyph| glyph.orig).collect()
}

/// The letters and digits of a name, folded.
pub fn letters_of(name: &str) -> String {
    fold_word(name).chars().filter(|c| c.is_alphanumeric()).collect()
}
