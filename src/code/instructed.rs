//! Codes without a name: the text only instructs the reader to do something with a number, as in "Enter 1234".

use super::candidate::{Candidate, Shape};
use super::class::{Class, Role};
use super::evidence::Evidence;
use super::lexicon::Hit;

/// An ending that is joined to a number has at most this many letters: `-нын`, `'nden`.
const ENDING_LETTERS_MAX: usize = 4;

/// This many words may be between "enter" and the number: "Enter the following number 1234".
const ENTER_WORDS: u32 = 3;

/// This many words may be between "activation" and the number: "Activation of your device: 1234".
const TITLE_WORDS: u32 = 3;

/// Whether the text instructs the reader to enter the candidate or to read it to somebody. `entered` is `is_entered`.
pub fn is_instructed(evidence: &Evidence<'_>, candidate: &Candidate, entered: bool) -> bool {
    let can_be_typed = match candidate.shape {
        Shape::Digits => true,
        Shape::Mixed => !evidence.has(Class::Promo) && !candidate.is_word_like(),
        Shape::Letters => false,
    };
    let same = |hit: Hit| evidence.tokens.same_sentence(hit.start, candidate.start);
    // "1234 is the number that you type in".
    let is_object =
        || candidate.has_copula && evidence.of(Class::Enter).any(|hit| hit.start >= candidate.end && same(hit));
    can_be_typed && (is_object() || entered)
}

/// Whether a word such as "enter" is beside the candidate, or "with" is before it: "open it with 1234".
pub fn is_entered(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    has_enter_beside(evidence, candidate) || follows_with(evidence, candidate)
}

/// Whether a purpose is the title of the candidate: "Verification: 1234", "Login -> 1234". More words may be between where
/// the text has a validity or a warning, too: "Activation of your device: 1234. Valid for ...".
pub fn is_titled(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    let after_sign = matches!(evidence.before(candidate), Some(':' | '>' | '→'));
    let is_about_code = evidence.has(Class::Valid) || evidence.has(Class::Hush);
    let title = |hit: Hit| {
        let rest = evidence.text.get(hit.end..candidate.start).unwrap_or_default();
        let ending = rest.iter().take_while(|glyph| glyph.orig.is_alphabetic()).count();
        let at_once = rest[ending..].iter().all(|glyph| matches!(glyph.orig, ':' | ' ' | '-' | '>' | '→'));
        let same = evidence.tokens.same_sentence(hit.start, candidate.start);
        let near = same && evidence.tokens.distance(hit.end, candidate.start) <= TITLE_WORDS;
        let free = !candidate.has_number_since(hit.end);
        !rest.is_empty() && (at_once || (near && free && is_about_code))
    };
    candidate.shape != Shape::Letters && after_sign && evidence.of(Class::Verify).any(title)
}

/// Whether the candidate is the means of an action: "Open it with 1234".
fn follows_with(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    let verb = |hit: Hit| hit.end <= candidate.start && evidence.tokens.same_sentence(hit.start, candidate.start);
    evidence.token_before(candidate).is_some_and(|token| evidence.has_role(token, Role::With))
        && evidence.of(Class::Verify).any(verb)
}

/// Whether the verb is near: "Enter 1234", "enter the number 1234", or after the number as in "1234 eingeben".
fn has_enter_beside(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    let words = |hit: Hit| match hit.end <= candidate.start {
        true => evidence.tokens.distance(hit.end, candidate.start),
        false => evidence.tokens.distance(inflected_end(evidence, candidate), hit.start),
    };
    let same = |hit: Hit| evidence.tokens.same_sentence(hit.start, candidate.start);
    let free = |hit: Hit| !candidate.has_number_since(hit.end);
    let before = |hit: Hit| words(hit) <= 1 || (words(hit) <= ENTER_WORDS && free(hit) && same(hit));
    let after = |hit: Hit| words(hit) == 0 || (words(hit) == 1 && same(hit));
    let beside = |hit: Hit| match hit.end <= candidate.start {
        true => before(hit),
        false => hit.start >= candidate.end && after(hit),
    };
    evidence.of(Class::Enter).any(beside)
}

/// The end of the number with the ending that some languages join to it: `2094'ü`, `6028-ро`.
fn inflected_end(evidence: &Evidence<'_>, candidate: &Candidate) -> usize {
    let rest = &evidence.text[candidate.end..];
    let mark = usize::from(rest.first().is_some_and(|glyph| matches!(glyph.orig, '\'' | '-')));
    let letters = rest[mark..].iter().take_while(|glyph| glyph.is_letter()).count();
    if (1..=ENDING_LETTERS_MAX).contains(&letters) { candidate.end + mark + letters } else { candidate.end }
}
