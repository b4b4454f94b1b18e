//! The service that issued a code, by the sender's name or by a name in the text.

use super::class::{Class, Role};
use super::evidence::Evidence;
use super::fold::fold_word;
use super::lexicon::Hit;
use super::particles::particles;
use super::script::is_joined;
use super::tokens::{Kind, Token};

/// The service: the name of the host if the text has it, else the sender's name, else a name in the text, else the host.
pub fn service(from: &str, evidence: &Evidence<'_>, host: Option<&str>) -> Option<String> {
    let site = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
    let named = site.and_then(|site| spelled_in_text(evidence, site));
    named
        .or_else(|| sender_name(from).map(|name| as_in_text(evidence, &name).unwrap_or(name)))
        .or_else(|| in_brackets(evidence))
        .or_else(|| leading(evidence))
        .or_else(|| before_name_of_code(evidence))
        .or_else(|| beside_code(evidence))
        .or_else(|| signature(evidence))
        .or(site.map(str::to_owned))
}

/// The name of an alphanumeric sender. The name of an Indian header (`VM-EXMPLE-S`) is its middle.
fn sender_name(from: &str) -> Option<String> {
    let from = from.trim();
    if !from.chars().any(char::is_alphabetic) || from.contains('@') {
        return None;
    }
    let parts: Vec<&str> = from.split('-').collect();
    let name = match parts.as_slice() {
        [route, name] if is_route(route) && name.len() >= 5 => name,
        [route, name, kind] if is_route(route) && kind.len() == 1 => name,
        _ => from,
    };
    (!particles().has_role(&fold_word(name), Role::Sender)).then(|| name.to_owned())
}

/// The letters and digits of the name of an alphanumeric sender, folded. Empty for a number.
pub fn letters(from: &str) -> String {
    let folded = |name: String| fold_word(&name).chars().filter(|c| c.is_alphanumeric()).collect();
    sender_name(from).map_or_else(String::new, folded)
}

/// The sender's name as the text spells it: `Sohbetçi` for `SOHBETCI`, `Banco Solana` for `BancoSolana`, `Alder Bank` for
/// `Alder`.
fn as_in_text(evidence: &Evidence<'_>, sender: &str) -> Option<String> {
    let wanted: Vec<char> = fold_word(sender).chars().filter(|c| c.is_alphanumeric()).collect();
    let initial = *wanted.first()?;
    let words = evidence.tokens.list.iter().enumerate().filter(|(_, token)| token.kind != Kind::Mark);
    let mut begins = words.filter(|(_, token)| evidence.text[token.start].fold == initial);
    let in_full = begins.clone().find_map(|(first, token)| {
        let end = spelled_end(evidence, first, &wanted)?;
        (!evidence.tokens.in_address(token.start)).then(|| text_of(evidence, token.start, end))
    });
    let longer = begins.clone().find_map(|(first, token)| {
        let end = spelled_end(evidence, first, &wanted)?;
        let next = evidence.tokens.list.iter().find(|token| token.start == end + 1)?;
        let institution = evidence.has_role(next, Role::Institution) && evidence.text[next.start].orig.is_uppercase();
        (institution && !evidence.tokens.in_address(token.start)).then(|| text_of(evidence, token.start, next.end))
    });
    longer.or(in_full).or_else(|| {
        begins.find_map(|(first, token)| {
            let end = shortened_end(evidence, first, &wanted)?;
            (!evidence.tokens.in_address(token.start)).then(|| text_of(evidence, token.start, end))
        })
    })
}

/// Where the words end that the sender's name abbreviates: `Corvano Bank` for `CorvanoBk`. A sender has 11 characters at
/// most (TS 23.040, 9.1.2.5), so the end of the name may be missing.
fn shortened_end(evidence: &Evidence<'_>, first: usize, short: &[char]) -> Option<usize> {
    let list = &evidence.tokens.list[first..];
    if short.len() < 5 || !evidence.text[list[0].start].orig.is_uppercase() {
        return None;
    }
    // Of a name without vowels such as `FLPKRT` any letter may be missing.
    let cryptic = !short.iter().any(|c| "aeiou".contains(*c));
    let (mut rest, mut skipped, mut same) = (short, 0, 0);
    for token in list.iter().take(SPELLED_TOKENS_MAX) {
        if token.kind == Kind::Mark && evidence.text[token.start].orig != '-' {
            return None;
        }
        // The abbreviation has the first letter of every word, so `PAYTMB` is not `Paytm kabhi`.
        if token.kind != Kind::Mark && rest.first() != Some(&evidence.text[token.start].fold) {
            return None;
        }
        for glyph in evidence.text[token.start..token.end].iter().filter(|glyph| glyph.fold.is_alphanumeric()) {
            match rest.strip_prefix(&[glyph.fold]) {
                Some(shorter) => {
                    (rest, same) = (shorter, if skipped == 0 { same + 1 } else { same });
                }
                None => skipped += 1,
            }
        }
        if rest.is_empty() {
            // A short sender is not cut off, so `KlarnaPay` is not `Klarna Payment`.
            let cut = skipped > 0 && short.len() < SENDER_LETTERS_CUT && same == short.len();
            let near = cryptic || same >= 4 || (same >= 2 && skipped * 2 <= short.len());
            return (near && skipped <= SKIPPED_MAX && !cut).then_some(token.end);
        }
        if same < 2 && !cryptic {
            return None;
        }
    }
    None
}

/// A sender with this many letters may be cut off.
const SENDER_LETTERS_CUT: usize = 10;

/// An abbreviation leaves out at most this many letters.
const SKIPPED_MAX: usize = 8;

/// Where the words from `first` on end that spell a name, whatever signs are between them.
fn spelled_end(evidence: &Evidence<'_>, first: usize, name: &[char]) -> Option<usize> {
    let mut rest = name;
    for token in evidence.tokens.list[first..].iter().take(SPELLED_TOKENS_MAX) {
        for glyph in evidence.text[token.start..token.end].iter().filter(|glyph| glyph.fold.is_alphanumeric()) {
            rest = rest.strip_prefix(&[glyph.fold])?;
        }
        if rest.is_empty() {
            return Some(token.end);
        }
    }
    None
}

/// A name has at most this many tokens.
const SPELLED_TOKENS_MAX: usize = 5;

fn is_route(part: &str) -> bool {
    part.len() == 2 && part.bytes().all(|b| b.is_ascii_uppercase())
}

/// The name of the site as the text spells it: `Example` for `example.com`.
fn spelled_in_text(evidence: &Evidence<'_>, site: &str) -> Option<String> {
    let words = evidence
        .tokens
        .list
        .iter()
        .filter(|token| token.kind != Kind::Mark && !evidence.tokens.in_address(token.start));
    let mut labels = site.split('.').rev().skip(1);
    let names: Vec<String> = words.map(|token| text_of(evidence, token.start, token.end)).collect();
    labels.find_map(|label| names.iter().find(|name| name.to_lowercase() == label.to_lowercase()).cloned())
}

const OPENING: [(char, char); 7] =
    [('[', ']'), ('【', '】'), ('<', '>'), ('「', '」'), ('(', ')'), ('〔', '〕'), ('［', '］')];

/// A name in brackets at the beginning of the text, or in square ones at its end: `[Example] 1234 is ...`,
/// `...【Example】`.
fn in_brackets(evidence: &Evidence<'_>) -> Option<String> {
    let text = evidence.text;
    let first = text.iter().position(|glyph| !glyph.orig.is_whitespace())?;
    let last = text.iter().rposition(|glyph| !glyph.orig.is_whitespace())?;
    let bounds = OPENING.iter().find_map(|(open, close)| {
        if text[first].orig == *open {
            let length = text[first..].iter().position(|glyph| glyph.orig == *close)?;
            Some((first + 1, first + length))
        } else if text[last].orig == *close && matches!(close, ']' | '】') {
            let start = text[..last].iter().rposition(|glyph| glyph.orig == *open)?;
            Some((start + 1, last))
        } else {
            None
        }
    });
    let (start, end) = bounds?;
    // Korean carriers put a mark for texts from the web where the name would be.
    let (start, end) =
        if text_of(evidence, start, end) == "Web발신" { next_row(evidence, end)? } else { (start, end) };
    let names_code = |hit: &Hit| hit.start >= start && hit.end <= end && matches!(hit.class, Class::Otp | Class::Code);
    name(evidence, start, end).filter(|_| !evidence.hits.iter().any(names_code))
}

/// The name in brackets on the next row.
fn next_row(evidence: &Evidence<'_>, after: usize) -> Option<(usize, usize)> {
    let rest = &evidence.text[after + 1..];
    let open = rest.iter().position(|glyph| !glyph.orig.is_whitespace()).filter(|at| rest[*at].orig == '[')?;
    let close = rest.iter().position(|glyph| glyph.orig == ']').filter(|close| *close > open)?;
    Some((after + 1 + open + 1, after + 1 + close))
}

/// A name before the first colon: `Example: 1234 is your code`.
fn leading(evidence: &Evidence<'_>) -> Option<String> {
    let colon = evidence.text.iter().take(40).position(|glyph| matches!(glyph.orig, ':' | '\n'))?;
    let words = evidence.tokens.list.iter().take_while(|token| token.start < colon);
    let first = evidence.tokens.list.first()?;
    let joins = |token: &Token| matches!(evidence.text[token.start].orig, '-' | '.' | '\'' | '&' | '+');
    let plain = words.clone().all(|token| match token.kind {
        Kind::Word | Kind::Mixed => true,
        Kind::Mark => joins(token),
        Kind::Number => false,
    });
    let short = words.filter(|token| token.kind != Kind::Mark).count() <= 4;
    let letters = &evidence.text[first.start..first.end];
    let capital = !letters[0].orig.is_lowercase() || letters.iter().any(|glyph| glyph.orig.is_uppercase());
    let is_greeting = evidence.has_role(first, Role::NoName);
    if !(plain && short && capital && !is_greeting && is_quiet(evidence, first.start, colon)) {
        return None;
    }
    name(evidence, first.start, colon)
}

/// A name beside a word for code, a purpose or an account: `your Example code`, `code for Example`, `Example account`.
fn beside_code(evidence: &Evidence<'_>) -> Option<String> {
    let anchors = |classes: &'static [Class]| evidence.hits.iter().filter(move |hit| classes.contains(&hit.class));
    let mut codes = anchors(&[Class::Otp, Class::Code]);
    let mut purposes = anchors(&[Class::Verify, Class::Other]);
    codes
        .find_map(|hit| run_before(evidence, *hit).or_else(|| run_after(evidence, *hit)))
        .or_else(|| purposes.find_map(|hit| run_after(evidence, *hit).or_else(|| run_before(evidence, *hit))))
}

/// The head of a text in a script without blanks, up to a name of a code: `松林銀行` of `松林銀行驗證碼：1234`.
fn before_name_of_code(evidence: &Evidence<'_>) -> Option<String> {
    let end = evidence.hits.iter().filter(|hit| hit.class == Class::Otp).map(|hit| hit.start).min()?;
    let glyphs = evidence.text.get(..end)?;
    let is_head = (2..=HEAD_LETTERS_MAX).contains(&end)
        && glyphs.iter().all(|glyph| is_joined(glyph.orig) || glyph.orig == ' ')
        && !glyphs.iter().any(|glyph| matches!(glyph.orig, 'の' | '的'))
        && !evidence.hits.iter().any(|hit| hit.start < end && hit.class != Class::Other);
    is_head.then(|| text_of(evidence, 0, end).trim().to_owned())
}

/// A name at the head has at most this many letters; what is longer is a sentence.
const HEAD_LETTERS_MAX: usize = 8;

/// The last sentence, if it is a name and nothing else, or a name behind a hyphen: `... Example`, `... - Example`.
fn signature(evidence: &Evidence<'_>) -> Option<String> {
    let list = &evidence.tokens.list;
    let last = list.iter().rposition(|token| token.kind != Kind::Mark)?;
    let sentence = evidence.tokens.sentence(list[last].start);
    let first = list.partition_point(|token| evidence.tokens.sentence(token.start) < sentence);
    let words = list[first..=last].iter().filter(|token| token.kind != Kind::Mark);
    let named = sentence > 0 && words.clone().count() <= 3 && words.clone().all(|token| is_name(evidence, *token));
    let hyphen =
        list[..last].iter().rposition(|token| is_hyphen(evidence, *token) && is_between_blanks(evidence, *token));
    let first = if named { words.clone().next().map_or(0, |token| token.start) } else { list.get(hyphen? + 1)?.start };
    let words = list[..=last].iter().filter(|token| token.start >= first && token.kind != Kind::Mark);
    let is_signed = words.clone().count() <= 3 && words.clone().all(|token| is_name(evidence, *token));
    is_signed.then(|| text_of(evidence, first, list[last].end))
}

fn is_between_blanks(evidence: &Evidence<'_>, mark: Token) -> bool {
    let is_blank = |at: Option<usize>| at.and_then(|at| evidence.text.get(at)).is_some_and(|glyph| glyph.orig == ' ');
    is_blank(mark.start.checked_sub(1)) && is_blank(Some(mark.end))
}

/// Capitalised words before the phrase that the hit is part of.
fn run_before(evidence: &Evidence<'_>, hit: Hit) -> Option<String> {
    let list = &evidence.tokens.list;
    let mut at = list.partition_point(|token| token.end <= hit.start);
    while at > 0
        && (is_known(evidence, list[at - 1])
            || is_hyphen(evidence, list[at - 1])
            || is_particle(evidence, list[at - 1]))
    {
        at -= 1;
    }
    let end = at;
    while at > 0 && end - at < 3 && is_name(evidence, list[at - 1]) {
        at -= 1;
    }
    (at < end).then(|| text_of(evidence, list[at].start, list[end - 1].end))
}

/// Capitalised words after the phrase that the hit is part of, behind a preposition or not.
fn run_after(evidence: &Evidence<'_>, hit: Hit) -> Option<String> {
    let list = &evidence.tokens.list;
    let mut at = list.partition_point(|token| token.start < hit.end);
    let mut steps = 0;
    while at < list.len() && steps < 6 && (is_known(evidence, list[at]) || evidence.has_role(&list[at], Role::Link)) {
        at += 1;
        steps += 1;
    }
    let start = at;
    while at < list.len() && at - start < 3 && is_name(evidence, list[at]) {
        at += 1;
    }
    (start < at).then(|| text_of(evidence, list[start].start, list[at - 1].end))
}

/// Whether it is a word of the lexicon.
fn is_known(evidence: &Evidence<'_>, token: Token) -> bool {
    let known =
        evidence.hits.iter().any(|hit| hit.start < token.end && hit.end > token.start && hit.class != Class::Unit);
    token.kind == Kind::Word && known
}

fn is_hyphen(evidence: &Evidence<'_>, token: Token) -> bool {
    token.kind == Kind::Mark && evidence.text[token.start].orig == '-'
}

/// Whether it is the Japanese `の` or the Chinese `的`, which are between the name and the code.
fn is_particle(evidence: &Evidence<'_>, token: Token) -> bool {
    token.end - token.start == 1 && matches!(evidence.text[token.start].orig, 'の' | '的')
}

/// Whether a word can be part of a name: it has a capital, and is no known word.
fn is_name(evidence: &Evidence<'_>, token: Token) -> bool {
    let first = evidence.text[token.start].orig;
    let inner_capital = evidence.text[token.start..token.end].iter().any(|glyph| glyph.orig.is_uppercase());
    matches!(token.kind, Kind::Word)
        && (first.is_uppercase() || inner_capital)
        && token.end - token.start >= 2
        && !is_known(evidence, token)
        && !evidence.has_role(&token, Role::NoName)
        && !evidence.has_role(&token, Role::Link)
        && !evidence.tokens.in_address(token.start)
}

/// Whether no word for a code or a number is there.
fn is_quiet(evidence: &Evidence<'_>, start: usize, end: usize) -> bool {
    !evidence.hits.iter().any(|hit| hit.start < end && hit.end > start && NOT_IN_NAMES.contains(&hit.class))
}

/// The classes of words that no name has.
const NOT_IN_NAMES: [Class; 8] =
    [Class::Otp, Class::Code, Class::Verify, Class::Enter, Class::Hush, Class::Valid, Class::Other, Class::Call];

/// The text between, if it can be a name.
fn name(evidence: &Evidence<'_>, start: usize, end: usize) -> Option<String> {
    let text = text_of(evidence, start, end);
    let text = text.trim_matches([' ', '-', ':', '#', '*']);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 2 && text.chars().count() <= 30 && !text.contains('\n')).then(|| text.to_owned())
}

fn text_of(evidence: &Evidence<'_>, start: usize, end: usize) -> String {
    evidence.text[start..end].iter().map(|glyph| glyph.orig).collect()
}
