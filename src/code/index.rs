//! Phrases sorted by their keys. One binary search finds all phrases that may begin at one place of a text.
//!
//! Let `p` be the last key that is not greater than the text. Each key that begins the text is not greater than `p` either, and
//! all keys between that one and the text begin with it. So it is `p`, or it begins `p`: following each phrase to the longest
//! one that begins it visits them all.

use std::ops::Range;

use super::class::Class;
use super::pattern::GAP;
use super::script::{is_joined, is_letter};

/// A phrase in the index.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Where its normal form begins in `Index::normals`, in bytes.
    start: u32,
    length: u8,
    /// How many bytes of the normal form are its key.
    key: u8,
    /// The last phrase before this one whose key begins this key, or `NONE`.
    shorter: u32,
    pub class: Class,
    /// The last word may go on.
    pub open: bool,
    /// Only capitals count.
    pub capital: bool,
}

/// How a phrase counts.
#[derive(Debug, Clone, Copy)]
pub struct Use {
    pub class: Class,
    pub open: bool,
    pub capital: bool,
}

const NONE: u32 = u32::MAX;

#[derive(Debug, Default)]
pub struct Index {
    /// The normal forms of all phrases, one after another.
    normals: String,
    /// Sorted by key.
    entries: Vec<Entry>,
    /// Each first letter with the entries that begin with it, sorted: most words of a text end here.
    initials: Vec<(char, Range<u32>)>,
}

impl Index {
    /// Adds a phrase in its normal form, of at most 255 bytes; tests refuse longer ones.
    pub fn add(&mut self, normal: &str, how: Use) {
        let start = u32::try_from(self.normals.len());
        let (Ok(start), Ok(length), Ok(key)) = (start, u8::try_from(normal.len()), u8::try_from(key(normal).len()))
        else {
            return;
        };
        self.normals.push_str(normal);
        self.entries.push(Entry {
            start,
            length,
            key,
            shorter: NONE,
            class: how.class,
            open: how.open,
            capital: how.capital,
        });
    }

    /// Sorts the phrases; to be called after the last `add`.
    pub fn sort(&mut self) {
        let (normals, mut entries) = (&self.normals, std::mem::take(&mut self.entries));
        let key = |entry: &Entry| &normals[entry.start as usize..][..usize::from(entry.key)];
        entries.sort_by(|a, b| key(a).cmp(key(b)));
        self.initials.clear();
        // The phrases that begin the present one, the longest one last.
        let mut beginnings: Vec<u32> = Vec::new();
        for at in 0..u32::try_from(entries.len()).unwrap_or(NONE) {
            let word = key(&entries[at as usize]);
            while beginnings.pop_if(|last| !word.starts_with(key(&entries[*last as usize]))).is_some() {}
            entries[at as usize].shorter = beginnings.last().copied().unwrap_or(NONE);
            beginnings.push(at);
            let Some(initial) = word.chars().next() else { continue };
            match self.initials.last_mut() {
                Some((last, range)) if *last == initial => range.end = at + 1,
                Some(_) | None => self.initials.push((initial, at..at + 1)),
            }
        }
        entries.shrink_to_fit();
        self.entries = entries;
        self.normals.shrink_to_fit();
    }

    pub fn normal(&self, entry: &Entry) -> &str {
        &self.normals[entry.start as usize..][..usize::from(entry.length)]
    }

    fn key(&self, entry: &Entry) -> &str {
        &self.normals[entry.start as usize..][..usize::from(entry.key)]
    }

    /// Visits every phrase whose key the letters begin with, and some others: the caller compares each phrase.
    pub fn visit(&self, letters: impl Iterator<Item = char> + Clone, mut visit: impl FnMut(&Entry)) {
        let Some(first) = letters.clone().next() else { return };
        let Ok(initial) = self.initials.binary_search_by_key(&first, |(letter, _)| *letter) else { return };
        let range = &self.initials[initial].1;
        let alike = &self.entries[range.start as usize..range.end as usize];
        let before = alike.partition_point(|entry| self.key(entry).chars().le(letters.clone()));
        let mut next = before.checked_sub(1).map(|before| &alike[before]);
        while let Some(entry) = next {
            visit(entry);
            next = self.entries.get(entry.shorter as usize);
        }
    }
}

/// The part of a phrase that is the same in every text with the phrase. It ends before a digit that is not its first sign, and
/// where a script without blanks may have nothing between two words.
fn key(normal: &str) -> &str {
    let mut last = None;
    for (at, c) in normal.char_indices() {
        let is_loose = c == GAP && last.is_some_and(is_joined);
        let begins = at == 0 && c.is_ascii_digit();
        if is_loose || !(c == GAP || is_letter(c) || begins) {
            return &normal[..at];
        }
        last = Some(c);
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut index = Index::default();
        let how = Use { class: Class::Code, open: false, capital: false };
        phrases.iter().for_each(|phrase| index.add(phrase, how));
        index.sort();
        let mut found = Vec::new();
        index.visit(text.chars(), |entry| found.push(index.normal(entry).to_owned()));
        found.retain(|phrase| text.starts_with(key(phrase)));
        found.sort();
        found
    }

    #[test]
    fn every_phrase_that_begins_a_text_is_visited() {
        let phrases = [
            "code",
            "co",
            "codes",
            "cod",
            "x",
            "pin",
            "codex",
            "code",
            "код",
            "ключ",
            "コード",
            "コ_ド",
            "the_4_digits",
            "2fa",
        ];
        for (text, expected) in [
            ("codes", &["co", "cod", "code", "code", "codes"][..]),
            ("co", &["co"]),
            ("pint", &["pin"]),
            ("pi", &[]),
            ("кодом", &["код"]),
            ("コード", &["コ_ド", "コード"]),
            ("the_digits", &["the_4_digits"]),
            ("2fa", &["2fa"]),
            ("2", &[]),
            ("zebra", &[]),
            ("", &[]),
        ] {
            assert_eq!(found(&phrases, text), expected, "{text}");
        }
        assert!(found(&[], "code").is_empty());
    }
}
