//! Finds the words of `languages` in a folded text, all languages in one pass.

use std::sync::LazyLock;

use super::fold::{Glyph, fold_word};
use super::languages::{self, MONEY, MONTHS, OTHER_CODES};
use super::pattern::Pattern;
use super::script::{is_inflected, is_joined, is_letter};
use super::tree::{Seed, Tree};

/// What a word says about the numbers around it. See `languages::language`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Otp,
    Code,
    Verify,
    Enter,
    Hush,
    Ask,
    Valid,
    Second,
    Minute,
    Hour,
    Day,
    Other,
    Promo,
    Call,
    Unit,
    Money,
    Month,
}

impl Class {
    pub const COUNT: usize = Self::Month as usize + 1;
}

/// A word found: the glyphs `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub class: Class,
    pub start: usize,
    pub end: usize,
}

struct Entry {
    /// Its place in `Lexicon::patterns`, in bytes.
    start: u32,
    length: u8,
    class: Class,
    /// May go on after the pattern.
    open: bool,
    /// Counts only in capitals.
    capital: bool,
}

/// Entries by their beginnings, or for endings by their letters from the last one back.
pub struct Lexicon {
    patterns: String,
    begins: Tree<Entry>,
    ends: Tree<Entry>,
}

/// More words than any message with a code has; the rest is not looked at.
const HITS_MAX: usize = 1000;

/// The lexicon of all languages, made at first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]));
    &LEXICON
}

fn tables<'a>() -> impl Iterator<Item = (&'a str, Class)> {
    let of_languages = languages::all().flat_map(|language| {
        [
            (language.otp, Class::Otp),
            (language.code, Class::Code),
            (language.verify, Class::Verify),
            (language.enter, Class::Enter),
            (language.hush, Class::Hush),
            (language.ask, Class::Ask),
            (language.valid, Class::Valid),
            (language.second, Class::Second),
            (language.minute, Class::Minute),
            (language.hour, Class::Hour),
            (language.day, Class::Day),
            (language.other, Class::Other),
            (language.promo, Class::Promo),
            (language.call, Class::Call),
            (language.unit, Class::Unit),
        ]
    });
    of_languages.chain([(MONEY, Class::Money), (MONTHS, Class::Month), (OTHER_CODES, Class::Other)])
}

/// Articles and prepositions that Arabic and Hebrew write together with the word.
fn prefix_len(word: &[Glyph]) -> usize {
    match word.first().map(|glyph| glyph.fold) {
        Some('ا') if word.get(1).is_some_and(|glyph| glyph.fold == 'ل') => 2,
        Some('و' | 'ب' | 'ل' | 'ف' | 'ه' | 'ה' | 'ב' | 'ל' | 'ו' | 'ש' | 'מ' | 'כ') => 1,
        Some(_) | None => 0,
    }
}

impl Lexicon {
    /// The words of all languages, and an operator's own.
    pub fn new(own: &[(Class, Pattern)]) -> Self {
        let own = own.iter().map(|(class, pattern)| (pattern.as_str(), *class));
        let tables: Vec<(&str, Class)> = tables().chain(own).collect();
        let words =
            || tables.iter().flat_map(|(words, class)| words.split_whitespace().map(move |word| (word, *class)));
        let bytes = tables.iter().map(|(words, _)| words.len()).sum();
        let mut patterns = String::with_capacity(bytes);
        let (mut begins, mut ends) = (Seed::with_room(words().count(), bytes), Seed::with_room(0, 0));
        for (word, class) in words() {
            let pattern = fold_word(word.trim_matches(['*', '^']));
            let inflected = pattern.chars().next_back().is_some_and(is_inflected);
            // `Pattern` and a test see to it that none is longer.
            let (Ok(start), Ok(length)) = (u32::try_from(patterns.len()), u8::try_from(pattern.len())) else {
                continue;
            };
            patterns.push_str(&pattern);
            let entry = Entry {
                start,
                length,
                class,
                open: word.ends_with('*') || (inflected && pattern.chars().count() >= 3),
                capital: word.starts_with('^'),
            };
            if word.starts_with('*') {
                ends.add(pattern.chars().rev(), entry);
            } else {
                begins.add(steps(fixed(&pattern).chars().map(|c| (c, is_letter(c)))), entry);
            }
        }
        patterns.shrink_to_fit();
        Self { patterns, begins: begins.grow(), ends: ends.grow() }
    }

    /// Every word of the tables that the text holds, in order of its beginning.
    pub fn find(&self, text: &[Glyph]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < text.len() && hits.len() < HITS_MAX {
            let length = text[at..].iter().take_while(|glyph| glyph.is_letter()).count();
            if length > 0 {
                self.find_in_word(text, at, at + length, &mut hits);
            }
            at += length.max(1);
        }
        hits.retain(|hit| !is_otp_bank(text, hit));
        without_compounds(hits)
    }

    fn find_in_word(&self, text: &[Glyph], start: usize, end: usize, hits: &mut Vec<Hit>) {
        let found = hits.len();
        self.find_at(text, start, hits);
        let prefix = prefix_len(&text[start..end]);
        if prefix > 0 && hits.len() == found {
            self.find_at(text, start + prefix, hits);
        }
        for at in start + 1..end {
            // A letter of another script begins a word of its own: `OTPを`.
            if is_joined(text[at].fold) || is_joined(text[at - 1].fold) {
                self.find_at(text, at, hits);
            }
        }
        if hits[found..].iter().all(|hit| !matches!(hit.class, Class::Other | Class::Promo)) && end - start > 4 {
            self.ends.along(text[start..end].iter().rev().map(|glyph| glyph.fold), |entry| {
                let pattern = self.pattern(entry);
                let length = pattern.chars().count();
                if end - start > length && matches(pattern, &text[end - length..end]) {
                    hits.push(Hit { class: entry.class, start: end - length, end });
                }
            });
        }
    }

    fn find_at(&self, text: &[Glyph], at: usize, hits: &mut Vec<Hit>) {
        let found = hits.len();
        self.begins.along(steps(text[at..].iter().map(|glyph| (glyph.fold, glyph.is_letter()))), |entry| {
            let Some(end) = phrase_end(entry, self.pattern(entry), text, at) else { return };
            match hits[found..].iter_mut().find(|hit| hit.class == entry.class) {
                Some(hit) => hit.end = hit.end.max(end),
                None => hits.push(Hit { class: entry.class, start: at, end }),
            }
        });
    }

    fn pattern(&self, entry: &Entry) -> &str {
        &self.patterns[entry.start as usize..][..usize::from(entry.length)]
    }

    /// The classes of one whole word.
    pub fn classes(&self, word: &[Glyph]) -> impl Iterator<Item = Class> {
        let mut hits = Vec::new();
        self.find_at(word, 0, &mut hits);
        let length = word.len();
        hits.into_iter().filter(move |hit| hit.end == length).map(|hit| hit.class)
    }
}

/// OTP Bank signs its texts in ten countries, most of which hold no code.
fn is_otp_bank(text: &[Glyph], hit: &Hit) -> bool {
    let folded = text[hit.start..].iter().map(|glyph| glyph.fold);
    hit.class == Class::Otp && "otp bank".chars().eq(folded.take(8))
}

/// Drops the `code` of `sort code`: the phrase names another kind of number.
fn without_compounds(mut hits: Vec<Hit>) -> Vec<Hit> {
    let phrases: Vec<Hit> =
        hits.iter().copied().filter(|hit| matches!(hit.class, Class::Other | Class::Promo | Class::Call)).collect();
    let within = |hit: &Hit| phrases.iter().any(|phrase| phrase.start <= hit.start && hit.end <= phrase.end);
    hits.retain(|hit| hit.class != Class::Code || !within(hit));
    hits
}

/// The way of a phrase through the tree: its letters, and a step for all that is between two words.
fn steps(chars: impl Iterator<Item = (char, bool)>) -> impl Iterator<Item = char> {
    let mut between = false;
    chars.filter_map(move |(c, letter)| {
        let first = !between;
        between = !letter;
        if letter { Some(c) } else { first.then_some('_') }
    })
}

/// As much of a phrase as has its way in common with every text that holds it: scripts without
/// blanks may leave out what is between two words.
fn fixed(phrase: &str) -> &str {
    let loose = phrase.char_indices().zip(phrase.chars().skip(1)).find(|((_, c), next)| is_joined(*c) && *next == '_');
    loose.map_or(phrase, |((at, c), _)| &phrase[..at + c.len_utf8()])
}

fn matches(pattern: &str, text: &[Glyph]) -> bool {
    pattern.chars().zip(text).all(|(c, glyph)| c == glyph.fold)
}

/// Where the phrase ends that begins at `at`, if it is that of the entry.
fn phrase_end(entry: &Entry, pattern: &str, text: &[Glyph], at: usize) -> Option<usize> {
    let mut here = at;
    for c in pattern.chars() {
        if c == '_' {
            let gap = text[here..].iter().take(4).take_while(|glyph| is_gap(glyph)).count();
            if gap == 4 || (gap == 0 && !is_joined(text[here - 1].fold)) {
                return None;
            }
            here += gap;
        } else {
            if text.get(here)?.fold != c {
                return None;
            }
            here += 1;
        }
    }
    if entry.capital && text[at..here].iter().any(|glyph| glyph.orig.is_lowercase()) {
        return None;
    }
    let last = text[here - 1].fold;
    let goes_on = text.get(here).is_some_and(|next| next.is_letter() && !is_joined(next.fold));
    (entry.open || is_joined(last) || !goes_on).then_some(here)
}

fn is_gap(glyph: &Glyph) -> bool {
    !glyph.is_letter() && !glyph.fold.is_ascii_digit() && glyph.fold != '\n' && glyph.fold != '.'
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    fn classes(text: &str) -> Vec<Class> {
        lexicon().find(&fold(text)).iter().map(|hit| hit.class).collect()
    }

    /// Or it would be left out.
    #[test]
    fn no_word_is_too_long_for_its_entry() {
        for (words, _) in tables() {
            for word in words.split_whitespace() {
                assert!(u8::try_from(fold_word(word).len()).is_ok(), "{word}");
            }
        }
    }

    #[test]
    fn words_are_found_whole_by_stem_by_ending_and_within_joined_scripts() {
        for (text, class, found) in [
            ("your code is", Class::Code, true),
            ("decoder", Class::Code, false),
            ("codes", Class::Code, true),
            ("Bestätigungscode", Class::Otp, true),
            ("Parkplatzcode", Class::Code, true),
            ("rabattcode", Class::Code, false),
            ("您的验证码是", Class::Otp, true),
            ("인증번호는", Class::Otp, true),
            ("подтверждения", Class::Verify, true),
            ("verification-code", Class::Otp, true),
            ("verificationcode", Class::Otp, false),
            ("بالرمز", Class::Code, true),
            ("KΩΔIKOΣ", Class::Code, true),
        ] {
            assert_eq!(classes(text).contains(&class), found, "{text}: {:?}", classes(text));
        }
    }
}
