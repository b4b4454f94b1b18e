//! Recognises warnings that repeat each other: five thousand equal ones carry no more information than ten.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::time::Duration;

use tracing::field::{Field, Visit};

/// Most equal warnings that are written within [`SPAN`].
const WRITTEN_MAX: u32 = 10;
const SPAN: Duration = Duration::from_secs(60);
/// Most different warnings that are remembered.
const KNOWN_MAX: usize = 256;

/// Recent warnings, and how often each came.
#[derive(Debug, Default)]
pub struct Repeats(BTreeMap<String, Repeat>);

#[derive(Debug)]
struct Repeat {
    since: Duration,
    count: u32,
}

/// What to do with a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Write it.
    Write {
        /// How many equal ones before it were dropped.
        dropped: u32,
    },
    /// Write it, and announce that equal ones are dropped from now on.
    WriteLast,
    /// Drop it.
    Drop,
}

impl Repeats {
    /// Counts a warning, and decides what to do with it.
    pub fn note(&mut self, key: String, now: Duration) -> Verdict {
        let is_over = |repeat: &Repeat| now.saturating_sub(repeat.since) >= SPAN;
        if self.0.len() >= KNOWN_MAX && !self.0.contains_key(&key) {
            self.0.retain(|_, repeat| !is_over(repeat));
            if self.0.len() >= KNOWN_MAX {
                self.0.clear();
            }
        }
        let repeat = self.0.entry(key).or_insert(Repeat { since: now, count: 0 });
        let dropped = if is_over(repeat) {
            let dropped = repeat.count.saturating_sub(WRITTEN_MAX);
            *repeat = Repeat { since: now, count: 0 };
            dropped
        } else {
            0
        };
        repeat.count = repeat.count.saturating_add(1);
        match repeat.count {
            WRITTEN_MAX => Verdict::WriteLast,
            count if count < WRITTEN_MAX => Verdict::Write { dropped },
            _ => Verdict::Drop,
        }
    }
}

/// The text by which two warnings are equal: all of it but numbers and ids, which count or name objects.
#[derive(Debug, Default)]
pub struct Key(String);

impl Key {
    /// Starts a key with the place in the source.
    pub fn new(place: &str) -> Self {
        Self(place.to_owned())
    }

    /// Adds a text, without its numbers and ids.
    pub fn push(&mut self, text: &str) {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        for word in text.split_inclusive(|c| !is_word(c)) {
            let bare = word.trim_end_matches(|c| !is_word(c));
            // A ULID, or a number with or without a unit: `17`, `1.5`.
            let is_id = bare.len() == 26 && bare.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
            let is_number = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || c == '.');
            self.0.push_str(if is_id || is_number { "#" } else { word });
        }
        self.0.push('\n');
    }

    /// The key as a text.
    pub fn into_text(self) -> String {
        self.0
    }
}

impl Visit for Key {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let mut text = String::new();
        let _ = write!(text, "{} {value:?}", field.name());
        self.push(&text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(1000);

    #[test]
    fn some_equal_warnings_are_written_and_the_rest_is_counted() {
        let mut repeats = Repeats::default();
        let mut note = |at: Duration| repeats.note("a".into(), at);
        for _ in 1..WRITTEN_MAX {
            assert_eq!(note(NOW), Verdict::Write { dropped: 0 });
        }
        assert_eq!(note(NOW), Verdict::WriteLast);
        for _ in 0..5000 {
            assert_eq!(note(NOW + SPAN / 2), Verdict::Drop);
        }
        assert_eq!(note(NOW + SPAN), Verdict::Write { dropped: 5000 });
        assert_eq!(note(NOW + SPAN), Verdict::Write { dropped: 0 });
        assert_eq!(repeats.note("b".into(), NOW), Verdict::Write { dropped: 0 });
    }

    #[test]
    fn the_memory_is_bounded() {
        let mut repeats = Repeats::default();
        for number in 0..10 * KNOWN_MAX {
            repeats.note(number.to_string(), NOW);
            assert!(repeats.0.len() <= KNOWN_MAX);
        }
    }

    #[test]
    fn numbers_and_ids_are_ignored_and_names_are_not() {
        let key = |text: &str| {
            let mut key = Key::new("here");
            key.push(text);
            key.into_text()
        };
        assert_eq!(key("delivery 17 was given up after 3 s"), key("delivery 18 was given up after 4.5 s"));
        assert_eq!(key("message 01KAP2Z6Q5M0V4N8J3T7R9W1XY failed"), key("message 01KAP2Z6Q5M0V4N8J3T7R9W2AB failed"));
        assert_ne!(key("modem-1 is away"), key("modem-2 is away"));
        assert_ne!(key("`att-1` takes nothing"), key("`att-2` takes nothing"));
    }
}
