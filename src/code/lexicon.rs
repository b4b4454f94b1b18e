//! Finds the phrases of all languages in a folded text, in one pass.

use std::sync::LazyLock;

use super::class::Class;
use super::fold::Glyph;
use super::index::{Entry, Index, Use};
use super::pattern::{GAP, Pattern, Row, is_gap, push_normal};
use super::script::{Sort, is_inflected, is_joined};
use super::words::{LANGUAGES, Section, Spelling, rows};

/// A phrase found: the glyphs `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub class: Class,
    pub start: usize,
    pub end: usize,
}

/// All phrases, by their first letters, or for endings by their last letters.
#[derive(Default)]
pub struct Lexicon {
    begins: Index,
    /// The normal forms are reversed.
    ends: Index,
}

/// No message with a code has more phrases; the search ends there.
const HITS_MAX: usize = 1000;

/// The lexicon of all languages, built at first use.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(&[]));
    &LEXICON
}

/// The length of an article or a preposition that Arabic and Hebrew join to the word.
fn prefix_len(word: &[Glyph]) -> usize {
    match word.first().map(|glyph| glyph.fold) {
        Some('ا') if word.get(1).is_some_and(|glyph| glyph.fold == 'ل') => 2,
        Some('و' | 'ب' | 'ل' | 'ف' | 'ه' | 'ה' | 'ב' | 'ל' | 'ו' | 'ש' | 'מ' | 'כ') => 1,
        Some(_) | None => 0,
    }
}

impl Lexicon {
    /// The phrases of all languages, and an operator's own.
    pub fn new(own: &[(Class, Pattern)]) -> Self {
        let mut lexicon = Self::default();
        for (_, text) in LANGUAGES {
            let mut spelling = Spelling::default();
            for (section, row) in rows(text) {
                match section {
                    Section::Spelling => spelling.add(row),
                    Section::Phrases(class) => lexicon.add_all(row, class, &spelling),
                    Section::Words(_) | Section::Numerals | Section::Signs => {}
                }
            }
        }
        for (class, pattern) in own {
            lexicon.add_all(pattern.as_str(), *class, &Spelling::default());
        }
        lexicon.begins.sort();
        lexicon.ends.sort();
        lexicon
    }

    /// Adds a row in all its spellings.
    fn add_all(&mut self, row: &str, class: Class, spelling: &Spelling<'_>) {
        let row = Row::new(row);
        for phrase in spelling.variants(row.phrase) {
            self.add(Row { phrase: &phrase, ..row }, class);
        }
        self.add(row, class);
    }

    fn add(&mut self, row: Row<'_>, class: Class) {
        let mut normal = String::new();
        push_normal(row.phrase, &mut normal);
        let inflected = normal.chars().next_back().is_some_and(is_inflected) && normal.chars().count() >= 3;
        let how = Use { class, open: row.is_open || inflected, capital: row.is_capital };
        match row.is_ending {
            true => self.ends.add(&normal.chars().rev().collect::<String>(), how),
            false => self.begins.add(&normal, how),
        }
    }

    /// Every phrase that the text holds, in order of its beginning.
    pub fn find(&self, text: &[Glyph]) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < text.len() && hits.len() < HITS_MAX {
            let length = text[at..].iter().take_while(|glyph| glyph.is_letter()).count();
            if length > 0 {
                self.find_in_word(text, at, at + length, &mut hits);
            } else if text[at].sort == Sort::Digit
                && text.get(at + 1).is_some_and(Glyph::is_letter)
                && (at == 0 || text[at - 1].sort != Sort::Digit)
            {
                self.find_at(text, at, &mut hits);
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
            let reversed = text[start..end].iter().rev().map(|glyph| glyph.fold);
            self.ends.visit(reversed.clone(), |entry| {
                let normal = self.ends.normal(entry).chars();
                let length = normal.clone().count();
                if end - start > length && normal.eq(reversed.clone().take(length)) {
                    hits.push(Hit { class: entry.class, start: end - length, end });
                }
            });
        }
    }

    fn find_at(&self, text: &[Glyph], at: usize, hits: &mut Vec<Hit>) {
        let found = hits.len();
        // A phrase may begin with a digit: `2FA`.
        let letters = text[at..].iter().enumerate().map(|(i, glyph)| (glyph.fold, i == 0 || glyph.is_letter()));
        self.begins.visit(steps(letters), |entry| {
            let Some(end) = phrase_end(entry, self.begins.normal(entry), text, at) else { return };
            match hits[found..].iter_mut().find(|hit| hit.class == entry.class) {
                Some(hit) => hit.end = hit.end.max(end),
                None => hits.push(Hit { class: entry.class, start: at, end }),
            }
        });
    }

    /// The classes of one whole word.
    pub fn classes(&self, word: &[Glyph]) -> impl Iterator<Item = Class> {
        let mut hits = Vec::new();
        self.find_at(word, 0, &mut hits);
        let length = word.len();
        hits.into_iter().filter(move |hit| hit.end == length).map(|hit| hit.class)
    }
}

/// Whether the hit is the name of OTP Bank, which signs texts without codes in ten countries.
fn is_otp_bank(text: &[Glyph], hit: &Hit) -> bool {
    let folded = text[hit.start..].iter().map(|glyph| glyph.fold);
    hit.class == Class::Otp && "otp bank".chars().eq(folded.take(8))
}

/// Drops words for code within phrases for other numbers, such as the `code` of `sort code`.
fn without_compounds(mut hits: Vec<Hit>) -> Vec<Hit> {
    let phrases: Vec<Hit> =
        hits.iter().copied().filter(|hit| matches!(hit.class, Class::Other | Class::Promo | Class::Call)).collect();
    let within = |hit: &Hit| phrases.iter().any(|phrase| phrase.start <= hit.start && hit.end <= phrase.end);
    hits.retain(|hit| hit.class != Class::Code || !within(hit));
    hits
}

/// A text as the index reads it: its letters, and one `GAP` for everything between two words.
fn steps(chars: impl Iterator<Item = (char, bool)> + Clone) -> impl Iterator<Item = char> + Clone {
    let mut between = false;
    chars.filter_map(move |(c, letter)| {
        let first = !between;
        between = !letter;
        if letter { Some(c) } else { first.then_some(GAP) }
    })
}

/// Where the phrase of the entry ends in the text, if it begins at `at`.
fn phrase_end(entry: &Entry, normal: &str, text: &[Glyph], at: usize) -> Option<usize> {
    let mut here = at;
    for c in normal.chars() {
        if c == GAP {
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
    let continues = text.get(here).is_some_and(|next| next.is_letter() && !is_joined(next.fold));
    (entry.open || is_joined(last) || !continues).then_some(here)
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
            ("2FA: 482913", Class::Otp, true),
            ("12FA: 482913", Class::Otp, false),
            ("access code", Class::Code, true),
            ("conference access code", Class::Code, false),
        ] {
            assert_eq!(classes(text).contains(&class), found, "{text}: {:?}", classes(text));
        }
    }
}
