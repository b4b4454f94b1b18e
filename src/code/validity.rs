//! How long a code is valid, where the text has that: "valid for 5 minutes".

use std::time::Duration;

use super::candidate::Candidate;
use super::class::Class;
use super::evidence::Evidence;
use super::lexicon::Hit;
use super::particles::particles;
use super::tokens::{Kind, Token};

/// Senders use these spans, in seconds; any other span was misread.
const RANGE: std::ops::RangeInclusive<u64> = 10..=7 * 86_400;

/// The span of the first number with a unit of time that can only be about the code.
pub fn valid_for(evidence: &Evidence<'_>, code: Option<&Candidate>) -> Option<Duration> {
    // In "dakika 5" the unit comes first.
    spans(evidence, code, true).or_else(|| spans(evidence, code, false))
}

fn spans(evidence: &Evidence<'_>, code: Option<&Candidate>, number_first: bool) -> Option<Duration> {
    evidence.hits.iter().find_map(|hit| {
        let unit = seconds(hit.class)?;
        // `SEK` is a currency, `sek` is the unit.
        let money = evidence.of(Class::Money).any(|money| money.start == hit.start && evidence.is_currency(money));
        let number = number_beside(evidence, *hit, number_first).filter(|_| !money)?;
        let number_of_units = value(evidence, number)?;
        let short = matches!(hit.class, Class::Second | Class::Minute);
        let about_code = is_stated(evidence, number, *hit) || (short && is_about(evidence, number, code));
        if !about_code || is_of_another(evidence, number, code) {
            return None;
        }
        let seconds = number_of_units.checked_mul(unit)?;
        RANGE.contains(&seconds).then(|| Duration::from_secs(seconds))
    })
}

fn number_beside(evidence: &Evidence<'_>, unit: Hit, number_first: bool) -> Option<Token> {
    let list = &evidence.tokens.list;
    let at = list.partition_point(|token| token.start < if number_first { unit.start } else { unit.end });
    let gap = |token: &&Token| matches!(evidence.text[token.start].orig, '-' | '(');
    let number = match number_first {
        true => list[..at].iter().rev().find(|token| !gap(token)),
        false => list[at..].iter().find(|token| !gap(token)),
    };
    // A word may include its unit, and then nothing is between the two.
    let blank = |from: usize, to: usize| {
        evidence.text.get(from..to).is_some_and(|between| between.iter().all(|c| is_gap(c.orig)))
    };
    let beside = |number: &&Token| blank(number.end.min(unit.end), number.start.max(unit.start));
    number.filter(beside).copied()
}

/// The number that a token is: "10", "ten".
fn value(evidence: &Evidence<'_>, number: Token) -> Option<u64> {
    let glyphs = &evidence.text[number.start..number.end];
    match number.kind {
        Kind::Number => glyphs.iter().map(|glyph| glyph.orig).collect::<String>().parse().ok(),
        Kind::Word => particles().numeral(&evidence.folded(&number)),
        Kind::Mixed | Kind::Mark => None,
    }
}

/// Whether the span is in a sentence about validity, or in brackets: `(5 min)`.
fn is_stated(evidence: &Evidence<'_>, number: Token, unit: Hit) -> bool {
    let sign = |at: Option<usize>| at.and_then(|at| evidence.text.get(at)).map(|glyph| glyph.orig);
    let bracketed = sign(number.start.checked_sub(1)) == Some('(') && sign(Some(unit.end)) == Some(')');
    bracketed || evidence.is_in_sentence(number.start, &[Class::Valid])
}

/// Whether the span is in brackets behind a word that is none for a code: "the pass (7 days), your code: 1234".
fn is_of_another(evidence: &Evidence<'_>, number: Token, code: Option<&Candidate>) -> bool {
    let before = &evidence.text[..number.start];
    let sign = before.iter().rposition(|glyph| matches!(glyph.orig, '(' | ')'));
    let Some(open) = sign.filter(|at| before[*at].orig == '(' && code.is_some_and(|code| number.end <= code.start))
    else {
        return false;
    };
    let end = before[..open].iter().rposition(|glyph| glyph.orig != ' ').map_or(0, |at| at + 1);
    let names_code = |hit: &Hit| hit.end == end && matches!(hit.class, Class::Otp | Class::Code | Class::Verify);
    end > 0 && before[end - 1].is_letter() && !evidence.hits.iter().any(names_code)
}

/// Whether a span of seconds or minutes is about the code, though no word for validity is in its sentence: "Use it in 5
/// minutes", "Only 5 minutes." Hours and days don't count here, because they may be those of an office or a locker.
fn is_about(evidence: &Evidence<'_>, number: Token, code: Option<&Candidate>) -> bool {
    let in_sentence = |token: &&Token| evidence.tokens.same_sentence(token.start, number.start);
    let of_code = code.is_some_and(|code| evidence.tokens.same_sentence(code.start, number.start));
    let words = || evidence.tokens.list.iter().filter(in_sentence).filter(|token| token.kind != Kind::Mark).count();
    let remark = || code.is_some_and(|code| code.end <= number.start) && words() <= REMARK_WORDS;
    of_code || evidence.is_in_sentence(number.start, &[Class::Otp, Class::Code, Class::Enter, Class::Hush]) || remark()
}

/// A remark such as "It is good for 5 minutes" has at most this many words.
const REMARK_WORDS: usize = 6;

fn seconds(unit: Class) -> Option<u64> {
    match unit {
        Class::Second => Some(1),
        Class::Minute => Some(60),
        Class::Hour => Some(3600),
        Class::Day => Some(86_400),
        Class::Otp
        | Class::Code
        | Class::Verify
        | Class::Enter
        | Class::Hush
        | Class::Ask
        | Class::Valid
        | Class::Other
        | Class::Promo
        | Class::Conference
        | Class::Call
        | Class::Unit
        | Class::Money => None,
    }
}

fn is_gap(c: char) -> bool {
    c == ' ' || c == '-' || c == '('
}
