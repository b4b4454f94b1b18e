//! Finds the words of `languages` in a folded text, all languages in one pass.

use std::sync::LazyLock;

use super::fold::{Glyph, fold_word};
use super::languages::{self, MONEY, MONTHS};
use super::pattern::Pattern;

/// What a word says about the numbers around it. See `languages::Language`.
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
    pattern: Box<[char]>,
    class: Class,
    /// May go on after the pattern.
    open: bool,
    /// Counts only in capitals.
    capital: bool,
}

/// Entries in buckets by their first two characters, or for endings their last two.
pub struct Lexicon {
    begins: Buckets,
    ends: Buckets,
    /// A bit for each character that is a word by itself, by its low bits: most are not.
    single: u64,
}

struct Buckets {
    entries: Vec<Entry>,
    /// Where each bucket starts; one more than there are buckets.
    starts: Vec<usize>,
}

/// More words than any message with a code has; the rest is not looked at.
const HITS_MAX: usize = 1000;

const BUCKETS: usize = 4096;

fn bucket(a: char, b: char) -> usize {
    let mixed = (u32::from(a).wrapping_mul(0x9e37) ^ u32::from(b).wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
    (mixed >> 20) as usize
}

fn single_bit(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

impl Buckets {
    fn new(entries: Vec<(usize, Entry)>) -> Self {
        let mut entries = entries;
        entries.sort_by_key(|(bucket, _)| *bucket);
        let starts = (0..=BUCKETS).map(|at| entries.partition_point(|(bucket, _)| *bucket < at)).collect();
        Self { entries: entries.into_iter().map(|(_, entry)| entry).collect(), starts }
    }

    fn get(&self, a: char, b: char) -> &[Entry] {
        let at = bucket(a, b);
        &self.entries[self.starts[at]..self.starts[at + 1]]
    }
}

/// The lexicon of all languages, made at first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]));
    &LEXICON
}

/// Scripts that are written without blanks, or that join particles to a word: a word may begin
/// and end anywhere.
pub fn is_joined(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Scripts whose languages add case endings to loan words as well.
fn is_inflected(c: char) -> bool {
    matches!(c, '\u{530}'..='\u{58f}' | '\u{900}'..='\u{dff}' | '\u{10a0}'..='\u{10ff}' | '\u{1200}'..='\u{137f}')
}

/// Part of a word: letters, and the signs that Indic scripts put on them.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    match c {
        '\u{964}' | '\u{965}' | '\u{e3f}' | '\u{e4f}' | '\u{e5a}' | '\u{e5b}' | '\u{104a}' | '\u{104b}' | '\u{df4}' => {
            false
        }
        '\u{17d4}'..='\u{17db}' => false,
        '\u{900}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17d3}' => true,
        c => c.is_alphabetic(),
    }
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
        let mut begins = Vec::new();
        let mut ends = Vec::new();
        let mut add = |words: &str, class: Class| {
            for word in words.split_whitespace() {
                let folded: Vec<char> = fold_word(word.trim_matches(['*', '^'])).chars().collect();
                let open =
                    word.ends_with('*') || (folded.len() >= 3 && folded.last().is_some_and(|c| is_inflected(*c)));
                let (Some(first), Some(last)) = (folded.first(), folded.last()) else { continue };
                if word.starts_with('*') {
                    let key = bucket(*last, folded[folded.len().saturating_sub(2)]);
                    ends.push((key, Entry { pattern: folded.into(), class, open: false, capital: false }));
                } else {
                    let key = bucket(*first, *folded.get(1).unwrap_or(&'\0'));
                    let capital = word.starts_with('^');
                    begins.push((key, Entry { pattern: folded.into(), class, open, capital }));
                }
            }
        };
        for language in languages::all() {
            for (words, class) in [
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
            ] {
                add(words, class);
            }
        }
        add(MONEY, Class::Money);
        add(MONTHS, Class::Month);
        for (class, pattern) in own {
            add(pattern.as_str(), *class);
        }
        let is_single = |entry: &&(usize, Entry)| entry.1.pattern.len() == 1;
        let single = begins.iter().filter(is_single).fold(0, |bits, (_, entry)| bits | single_bit(entry.pattern[0]));
        Self { begins: Buckets::new(begins), ends: Buckets::new(ends), single }
    }

    /// Every word of the tables that the text holds, in order of its beginning.
    pub fn find(&self, text: &[Glyph]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < text.len() && hits.len() < HITS_MAX {
            if !is_letter(text[at].fold) {
                at += 1;
                continue;
            }
            let length = text[at..].iter().take_while(|glyph| is_letter(glyph.fold)).count();
            self.find_in_word(text, at, at + length, &mut hits);
            at += length;
        }
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
            for entry in self.ends.get(text[end - 1].fold, text[end - 2].fold) {
                let length = entry.pattern.len();
                if end - start > length && matches(&entry.pattern, &text[end - length..end]) {
                    hits.push(Hit { class: entry.class, start: end - length, end });
                }
            }
        }
    }

    fn find_at(&self, text: &[Glyph], at: usize, hits: &mut Vec<Hit>) {
        let Some(first) = text.get(at).map(|glyph| glyph.fold) else { return };
        let found = hits.len();
        let second = text.get(at + 1).map_or('\0', |glyph| glyph.fold);
        let single = if self.single & single_bit(first) == 0 { &[] } else { self.begins.get(first, '\0') };
        for entry in self.begins.get(first, second).iter().chain(single) {
            let Some(end) = phrase_end(entry, text, at) else { continue };
            match hits[found..].iter_mut().find(|hit| hit.class == entry.class) {
                Some(hit) => hit.end = hit.end.max(end),
                None => hits.push(Hit { class: entry.class, start: at, end }),
            }
        }
    }

    /// The classes of one whole word.
    pub fn classes(&self, word: &[Glyph]) -> impl Iterator<Item = Class> {
        let mut hits = Vec::new();
        self.find_at(word, 0, &mut hits);
        let length = word.len();
        hits.into_iter().filter(move |hit| hit.end == length).map(|hit| hit.class)
    }
}

/// Drops the `code` of `sort code`: the phrase names another kind of number.
fn without_compounds(mut hits: Vec<Hit>) -> Vec<Hit> {
    let phrases: Vec<Hit> =
        hits.iter().copied().filter(|hit| matches!(hit.class, Class::Other | Class::Promo | Class::Call)).collect();
    let within = |hit: &Hit| phrases.iter().any(|phrase| phrase.start <= hit.start && hit.end <= phrase.end);
    hits.retain(|hit| hit.class != Class::Code || !within(hit));
    hits
}

fn matches(pattern: &[char], text: &[Glyph]) -> bool {
    pattern.iter().zip(text).all(|(c, glyph)| *c == glyph.fold)
}

/// Where the phrase ends that begins at `at`, if it is that of the entry.
fn phrase_end(entry: &Entry, text: &[Glyph], at: usize) -> Option<usize> {
    let mut here = at;
    for c in &entry.pattern {
        if *c == '_' {
            let gap = text[here..].iter().take(4).take_while(|glyph| is_gap(glyph.fold)).count();
            if gap == 4 || (gap == 0 && !is_joined(text[here - 1].fold)) {
                return None;
            }
            here += gap;
        } else {
            if text.get(here)?.fold != *c {
                return None;
            }
            here += 1;
        }
    }
    if entry.capital && text[at..here].iter().any(|glyph| glyph.orig.is_lowercase()) {
        return None;
    }
    let last = text[here - 1].fold;
    let goes_on = text.get(here).is_some_and(|next| is_letter(next.fold) && !is_joined(next.fold));
    (entry.open || is_joined(last) || !goes_on).then_some(here)
}

fn is_gap(c: char) -> bool {
    !is_letter(c) && !c.is_ascii_digit() && c != '\n' && c != '.'
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    fn classes(text: &str) -> Vec<Class> {
        lexicon().find(&fold(text)).iter().map(|hit| hit.class).collect()
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
