//! Warnings that repeat each other: five thousand equal ones tell no more than ten.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::time::Duration;

use tracing::field::{Field, Visit};

/// Equal warnings within [`SPAN`] that are shown.
const SHOWN_MAX: u32 = 10;
const SPAN: Duration = Duration::from_secs(60);
/// Different warnings that are remembered.
const KNOWN_MAX: usize = 256;

/// Which warnings came lately, and how often.
#[derive(Debug, Default)]
pub struct Repeats(BTreeMap<String, Repeat>);

#[derive(Debug)]
struct Repeat {
    since: Duration,
    count: u32,
}

/// What to do with a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// So many equal ones before it were not shown.
    Show {
        unshown: u32,
    },
    /// Equal ones are not shown from now on.
    ShowLast,
    Hide,
}

impl Repeats {
    pub fn note(&mut self, key: String, now: Duration) -> Showing {
        let is_over = |repeat: &Repeat| now.saturating_sub(repeat.since) >= SPAN;
        if self.0.len() >= KNOWN_MAX && !self.0.contains_key(&key) {
            self.0.retain(|_, repeat| !is_over(repeat));
            if self.0.len() >= KNOWN_MAX {
                self.0.clear();
            }
        }
        let repeat = self.0.entry(key).or_insert(Repeat { since: now, count: 0 });
        let unshown = if is_over(repeat) {
            let unshown = repeat.count.saturating_sub(SHOWN_MAX);
            *repeat = Repeat { since: now, count: 0 };
            unshown
        } else {
            0
        };
        repeat.count = repeat.count.saturating_add(1);
        match repeat.count {
            SHOWN_MAX => Showing::ShowLast,
            count if count < SHOWN_MAX => Showing::Show { unshown },
            _ => Showing::Hide,
        }
    }
}

/// What makes two warnings equal: all that they say but for numbers and ids, which count or name what they are about.
#[derive(Debug, Default)]
pub struct Key(String);

impl Key {
    pub fn new(place: &str) -> Self {
        Self(place.to_owned())
    }

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
    fn some_equal_warnings_are_shown_and_the_rest_is_counted() {
        let mut repeats = Repeats::default();
        let mut note = |at: Duration| repeats.note("a".into(), at);
        for _ in 1..SHOWN_MAX {
            assert_eq!(note(NOW), Showing::Show { unshown: 0 });
        }
        assert_eq!(note(NOW), Showing::ShowLast);
        for _ in 0..5000 {
            assert_eq!(note(NOW + SPAN / 2), Showing::Hide);
        }
        assert_eq!(note(NOW + SPAN), Showing::Show { unshown: 5000 });
        assert_eq!(note(NOW + SPAN), Showing::Show { unshown: 0 });
        assert_eq!(repeats.note("b".into(), NOW), Showing::Show { unshown: 0 });
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let mut repeats = Repeats::default();
        for number in 0..10 * KNOWN_MAX {
            repeats.note(number.to_string(), NOW);
            assert!(repeats.0.len() <= KNOWN_MAX);
        }
    }

    #[test]
    fn numbers_and_ids_make_no_difference_and_names_do() {
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
