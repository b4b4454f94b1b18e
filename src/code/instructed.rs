//! Codes that no word names: the text says what is to be done with a number.

use super::candidate::{Candidate, Shape};
use super::evidence::Evidence;
use super::class::{Class, Role};
use super::lexicon::Hit;

/// `-нын`, `'nden`.
const ENDING_LETTERS_MAX: usize = 4;

/// "Enter the following number 1234".
const ENTER_WORDS: u32 = 3;

/// "Activation of your device: 1234".
const TITLE_WORDS: u32 = 3;

/// "Enter 1234", "4A7K lets you in": what is to be done with it, and no word for what it is.
pub fn is_told(evidence: &Evidence<'_>, candidate: &Candidate, entered: bool) -> bool {
    let typed = match candidate.shape {
        Shape::Digits => true,
        Shape::Mixed => !evidence.has(Class::Promo) && !candidate.is_word_like(),
        Shape::Letters => false,
    };
    let same = |hit: Hit| evidence.tokens.same_sentence(hit.start, candidate.start);
    // "1234 is what you need to type in".
    let said = || candidate.said && evidence.of(Class::Enter).any(|hit| hit.start >= candidate.end && same(hit));
    typed && (said() || entered)
}

/// A word that says to enter or to tell it stands beside it, or it is what to do something with.
pub fn is_entered(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    enter_beside(evidence, candidate) || is_with(evidence, candidate)
}

/// "Verification: 1234", "Login -> 1234"; or with more words between where the text goes on as with codes:
/// "Activation of your device: 1234. Valid for ...".
pub fn is_titled(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    let after_sign = matches!(evidence.before(candidate), Some(':' | '>' | '→'));
    let as_codes_are = evidence.has(Class::Valid) || evidence.has(Class::Hush);
    let title = |hit: Hit| {
        let rest = evidence.text.get(hit.end..candidate.start).unwrap_or_default();
        let ending = rest.iter().take_while(|glyph| glyph.orig.is_alphabetic()).count();
        let at_once = rest[ending..].iter().all(|glyph| matches!(glyph.orig, ':' | ' ' | '-' | '>' | '→'));
        let same = evidence.tokens.same_sentence(hit.start, candidate.start);
        let near = same && evidence.tokens.distance(hit.end, candidate.start) <= TITLE_WORDS;
        let free = !candidate.has_number_since(hit.end);
        !rest.is_empty() && (at_once || (near && free && as_codes_are))
    };
    candidate.shape != Shape::Letters && after_sign && evidence.of(Class::Verify).any(title)
}

/// "Open it with 1234".
fn is_with(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    let verb = |hit: Hit| hit.end <= candidate.start && evidence.tokens.same_sentence(hit.start, candidate.start);
    evidence.token_before(candidate).is_some_and(|token| evidence.has_role(token, Role::With))
        && evidence.of(Class::Verify).any(verb)
}

/// "Enter 1234", "enter the number 1234", or where the verb comes last "1234 eingeben".
fn enter_beside(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
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

/// Past the ending that some languages join to a number: `2094'ü`, `6028-ро`.
fn inflected_end(evidence: &Evidence<'_>, candidate: &Candidate) -> usize {
    let rest = &evidence.text[candidate.end..];
    let mark = usize::from(rest.first().is_some_and(|glyph| matches!(glyph.orig, '\'' | '-')));
    let letters = rest[mark..].iter().take_while(|glyph| glyph.is_letter()).count();
    if (1..=ENDING_LETTERS_MAX).contains(&letters) { candidate.end + mark + letters } else { candidate.end }
}
