//! Texts that hold a code and hardly a word: "Example: 1234" from Example.

use super::candidate::{Candidate, Shape};
use super::class::{Class, Role};
use super::evidence::Evidence;
use super::name::is_name;
use super::sender;
use super::tokens::{Kind, Token};

/// A terse text has at most this many words.
const WORDS_MAX: usize = 6;

/// A terse text has no words but these and the sender's name. A word for another kind of number is not among them.
const PLAIN: [Class; 6] = [Class::Otp, Class::Code, Class::Verify, Class::Valid, Class::Second, Class::Minute];

/// Whether the text has nothing but the candidate, the sender's name, what a code is for, and how long it is valid.
pub fn is_terse(evidence: &Evidence<'_>, candidate: &Candidate) -> bool {
    let apart = |token: &&Token| token.end <= candidate.start || token.start >= candidate.end;
    let words = || evidence.tokens.list.iter().filter(|token| token.kind != Kind::Mark).filter(apart);
    let is_code = candidate.shape == Shape::Digits && candidate.value.len() <= 8;
    if !is_code || !(1..=WORDS_MAX).contains(&words().take(WORDS_MAX + 1).count()) {
        return false;
    }
    let sender = sender::letters(evidence.sender);
    // "Example: 123456" from a number
    let is_heading =
        |token: &Token| candidate.length() == 6 && evidence.before(candidate) == Some(':') && is_name(evidence, *token);
    words().all(|token| is_plain(evidence, token, &sender) || is_heading(token))
}

fn is_plain(evidence: &Evidence<'_>, token: &Token, sender: &str) -> bool {
    let is_part = |class: &Class| evidence.of(*class).any(|hit| hit.start < token.end && token.start < hit.end);
    match token.kind {
        // The 5 of `5 min`, and `5min`.
        Kind::Number => token.end - token.start <= 2,
        Kind::Mixed => token.end - token.start <= 5,
        Kind::Mark => true,
        Kind::Word => {
            let is_link =
                [Role::Link, Role::Is, Role::With, Role::Of].iter().any(|role| evidence.has_role(token, *role));
            let word = evidence.folded(token);
            is_link || PLAIN.iter().any(is_part) || (word.chars().count() >= 2 && sender.contains(&word))
        }
    }
}
