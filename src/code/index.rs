//! Phrases sorted by their keys. To find the phrases that may begin at one place of a text, each letter narrows the range of
//! candidates by binary search: a few steps among tens of thousands of phrases, in the memory of the phrases themselves.

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
        self.entries.push(Entry { start, length, key, class: how.class, open: how.open, capital: how.capital });
    }

    /// Sorts the phrases; to be called after the last `add`.
    pub fn sort(&mut self) {
        let (normals, mut entries) = (&self.normals, std::mem::take(&mut self.entries));
        let key = |entry: &Entry| &normals[entry.start as usize..][..usize::from(entry.key)];
        entries.sort_by(|a, b| key(a).cmp(key(b)));
        self.initials.clear();
        for (at, entry) in (0..).zip(&entries) {
            let Some(initial) = key(entry).chars().next() else { continue };
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

    fn key(&self, entry: &Entry) -> &[u8] {
        &self.normals.as_bytes()[entry.start as usize..][..usize::from(entry.key)]
    }

    /// Visits every phrase whose key the letters begin with. The caller compares the rest of the phrase.
    pub fn visit(&self, letters: impl IntoIterator<Item = char>, mut visit: impl FnMut(&Entry)) {
        let mut letters = letters.into_iter();
        let Some(first) = letters.next() else { return };
        let Ok(initial) = self.initials.binary_search_by_key(&first, |(letter, _)| *letter) else { return };
        let range = &self.initials[initial].1;
        let mut candidates = &self.entries[range.start as usize..range.end as usize];
        let mut depth = first.len_utf8();
        let mut bytes = [0; 4];
        loop {
            // Keys that end here come first.
            let whole = candidates.partition_point(|entry| usize::from(entry.key) == depth);
            candidates[..whole].iter().for_each(&mut visit);
            candidates = &candidates[whole..];
            let Some(letter) = letters.next().filter(|_| !candidates.is_empty()) else { return };
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let start = candidates.partition_point(|entry| self.key(entry)[depth] < byte);
                let length = candidates[start..].partition_point(|entry| self.key(entry)[depth] == byte);
                candidates = &candidates[start..start + length];
                depth += 1;
            }
        }
    }
}

/// The part of a phrase that is the same in every text with the phrase. It ends before a digit, and where a script without
/// blanks may have nothing between two words.
fn key(normal: &str) -> &str {
    let mut last = None;
    for (at, c) in normal.char_indices() {
        let is_loose = c == GAP && last.is_some_and(is_joined);
        if is_loose || !(c == GAP || is_letter(c)) {
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
        found
    }

    #[test]
    fn every_phrase_that_begins_a_text_is_visited_and_no_other() {
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
        ];
        for (text, expected) in [
            ("codes", &["co", "cod", "code", "code", "codes"][..]),
            ("co", &["co"]),
            ("pint", &["pin"]),
            ("pi", &[]),
            ("кодом", &["код"]),
            ("コード", &["コ_ド", "コード"]),
            ("the_digits", &["the_4_digits"]),
            ("zebra", &[]),
            ("", &[]),
        ] {
            assert_eq!(found(&phrases, text), expected, "{text}");
        }
        assert!(found(&[], "code").is_empty());
    }
}
