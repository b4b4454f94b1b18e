//! How long a code is good for, where the text says so: "valid for 5 minutes".

use std::time::Duration;

use super::evidence::Evidence;
use super::lexicon::Class;
use super::tokens::Kind;

/// What senders really use; anything else was misread.
const RANGE: std::ops::RangeInclusive<u64> = 10..=7 * 86_400;

/// A number and a unit of time, in a sentence that speaks of validity.
pub fn valid_for(evidence: &Evidence<'_>) -> Option<Duration> {
    evidence.hits.iter().find_map(|hit| {
        let unit: u64 = match hit.class {
            Class::Second => 1,
            Class::Minute => 60,
            Class::Hour => 3600,
            Class::Day => 86_400,
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
            | Class::Month => return None,
        };
        let number = evidence.tokens.list.iter().find(|token| {
            let gap = |from: usize, to: usize| evidence.text[from..to].iter().all(|c| is_gap(c.orig));
            let before = token.end <= hit.start && gap(token.end, hit.start);
            // "dakika 5" has it the other way round.
            let after = token.start >= hit.end && gap(hit.end, token.start);
            token.kind == Kind::Number && (before || after)
        })?;
        let sentence = evidence.tokens.sentence(number.start);
        if !evidence.of(Class::Valid).any(|valid| evidence.tokens.sentence(valid.start) == sentence) {
            return None;
        }
        let digits: String = evidence.text[number.start..number.end].iter().map(|glyph| glyph.orig).collect();
        let seconds = digits.parse::<u64>().ok()?.checked_mul(unit)?;
        RANGE.contains(&seconds).then(|| Duration::from_secs(seconds))
    })
}

fn is_gap(c: char) -> bool {
    c == ' ' || c == '-' || c == '('
}
