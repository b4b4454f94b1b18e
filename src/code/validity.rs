//! How long a code is good for, where the text says so: "valid for 5 minutes".

use std::time::Duration;

use super::evidence::Evidence;
use super::lexicon::Class;
use super::tokens::{Kind, Token};

/// What senders really use; anything else was misread.
const RANGE: std::ops::RangeInclusive<u64> = 10..=7 * 86_400;

/// A number and a unit of time, in a sentence that speaks of validity or in brackets: `(5 min)`.
pub fn valid_for(evidence: &Evidence<'_>) -> Option<Duration> {
    // "dakika 5" has it the other way round.
    spans(evidence, true).or_else(|| spans(evidence, false))
}

fn spans(evidence: &Evidence<'_>, number_first: bool) -> Option<Duration> {
    evidence.hits.iter().find_map(|hit| {
        let unit = seconds(hit.class)?;
        let list = &evidence.tokens.list;
        let at = list.partition_point(|token| token.start < if number_first { hit.start } else { hit.end });
        let gap = |token: &&Token| matches!(evidence.text[token.start].orig, '-' | '(');
        let number = match number_first {
            true => list[..at].iter().rev().find(|token| !gap(token)),
            false => list[at..].iter().find(|token| !gap(token)),
        };
        let number = number.filter(|token| token.kind == Kind::Number)?;
        let blank = |from: usize, to: usize| evidence.text[from..to].iter().all(|c| is_gap(c.orig));
        if !blank(number.end.min(hit.end), number.start.max(hit.start)) {
            return None;
        }
        let sentence = evidence.tokens.sentence(number.start);
        let said = evidence.of(Class::Valid).any(|valid| evidence.tokens.sentence(valid.start) == sentence);
        let sign = |at: Option<usize>| at.and_then(|at| evidence.text.get(at)).map(|glyph| glyph.orig);
        let bracketed = sign(number.start.checked_sub(1)) == Some('(') && sign(Some(hit.end)) == Some(')');
        if !said && !bracketed {
            return None;
        }
        let digits: String = evidence.text[number.start..number.end].iter().map(|glyph| glyph.orig).collect();
        let seconds = digits.parse::<u64>().ok()?.checked_mul(unit)?;
        RANGE.contains(&seconds).then(|| Duration::from_secs(seconds))
    })
}

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
        | Class::Call
        | Class::Unit
        | Class::Money
        | Class::Month => None,
    }
}

fn is_gap(c: char) -> bool {
    c == ' ' || c == '-' || c == '('
}
