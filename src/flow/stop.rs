//! STOP and START: a recipient answers one of these words to stop a line from writing to it, and to allow it again. The
//! words are in `stop.words`.

use std::collections::BTreeMap;

use crate::model::LineId;

/// What a recipient asks for by a word that is the whole message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    /// No more messages from this line.
    Stop,
    /// Messages from this line again.
    Start,
}

/// The words, by language. The file describes its format.
const WORDS: &str = include_str!("stop.words");

/// Longer messages are no keyword.
const KEYWORD_BYTES_MAX: usize = 100;

/// The keyword that a message consists of, in any case and with any marks around it.
pub fn keyword(text: &str) -> Option<Keyword> {
    if text.len() > KEYWORD_BYTES_MAX {
        return None;
    }
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric() && !is_combining(c));
    let word = trimmed.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    rows().find(|(row, _)| *row == word).map(|(_, keyword)| keyword)
}

/// The rows of the file, each with the keyword that it is.
fn rows() -> impl Iterator<Item = (&'static str, Keyword)> {
    let mut keyword = None;
    WORDS.lines().map(str::trim).filter_map(move |row| {
        match row {
            "[stop]" => keyword = Some(Keyword::Stop),
            "[start]" => keyword = Some(Keyword::Start),
            word if !word.is_empty() && !word.starts_with('#') => return Some((word, keyword?)),
            _ => {}
        }
        None
    })
}

/// Vowel signs of Thai and Devanagari belong to the letter before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{900}'..='\u{97F}' | '\u{E31}'..='\u{E4E}')
}

/// The recipients that stopped a line, for each line.
#[derive(Debug, Clone, Default)]
pub struct Stopped(BTreeMap<(LineId, String), Vec<String>>);

impl Stopped {
    /// Notes that a recipient stopped a line.
    pub fn insert(&mut self, line: LineId, recipient: String) {
        let numbers = self.0.entry((line, tail(&recipient))).or_default();
        if !numbers.contains(&recipient) {
            numbers.push(recipient);
        }
    }

    /// Notes that the line may write to the recipient again.
    pub fn remove(&mut self, line: &LineId, recipient: &str) {
        if let Some(numbers) = self.0.get_mut(&(line.clone(), tail(recipient))) {
            numbers.retain(|number| !is_same_number(number, recipient));
        }
    }

    /// Whether the recipient stopped the line.
    pub fn holds(&self, line: &LineId, recipient: &str) -> bool {
        let numbers = self.0.get(&(line.clone(), tail(recipient))).into_iter().flatten();
        numbers.into_iter().any(|number| is_same_number(number, recipient))
    }
}

/// The last digits, by which the numbers are stored: two numbers that differ here are never the same.
fn tail(number: &str) -> String {
    let digits = number.trim_start_matches(['+', '0']);
    digits.get(digits.len().saturating_sub(SAME_DIGITS)..).unwrap_or(digits).to_owned()
}

/// Numbers that agree in this many last digits, up to the end of the shorter one, are the same.
const SAME_DIGITS: usize = 7;

/// Whether two numbers reach the same recipient. Networks report a number in their own form: `+12025550143` for
/// `2025550143`.
pub fn is_same_number(one: &str, other: &str) -> bool {
    if one.starts_with('+') && other.starts_with('+') {
        return one == other;
    }
    let (one, other) = (one.trim_start_matches('+'), other.trim_start_matches('+'));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let short = short.trim_start_matches('0');
    one == other || (short.len() >= SAME_DIGITS && long.ends_with(short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Iccid;

    #[test]
    fn a_word_alone_is_a_keyword_and_a_sentence_is_none() {
        for (text, wanted) in [
            ("STOP", Some(Keyword::Stop)),
            (" stop.\r\n", Some(Keyword::Stop)),
            ("\"Stop!\"", Some(Keyword::Stop)),
            ("Стоп", Some(Keyword::Stop)),
            ("退订", Some(Keyword::Stop)),
            ("ARRÊT", Some(Keyword::Stop)),
            ("บยกเลิก", None),
            ("ยกเลิก", Some(Keyword::Stop)),
            ("बंद", Some(Keyword::Stop)),
            ("Start", Some(Keyword::Start)),
            ("please stop", None),
            ("stop it", None),
            ("STOPPING", None),
            ("", None),
            ("...", None),
        ] {
            assert_eq!(keyword(text), wanted, "{text}");
        }
        assert_eq!(keyword(&"stop ".repeat(1000)), None);
    }

    #[test]
    fn every_word_of_the_file_is_found_and_is_one_keyword() {
        for (word, wanted) in rows() {
            assert_eq!(keyword(word), Some(wanted), "{word}");
        }
        for keyword in [Keyword::Stop, Keyword::Start] {
            let words = rows().filter(|(_, other)| *other == keyword).count();
            assert!(words > 10, "{keyword:?} has {words} words");
        }
    }

    #[test]
    fn the_words_of_a_language_are_sorted_and_stand_once() {
        let words: Vec<&str> = rows().map(|(word, _)| word).collect();
        let once: std::collections::BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(once.len(), words.len());
        for language in WORDS.split('#') {
            let words: Vec<&str> =
                language.lines().skip(1).filter(|row| !row.is_empty() && !row.starts_with('[')).collect();
            assert!(words.is_sorted(), "{words:?}");
        }
    }

    #[test]
    fn a_recipient_stops_one_line_and_not_the_others() {
        let line = |digits: &str| LineId::Iccid(Iccid::parse(digits).unwrap());
        let (one, two) = (line("8901260712345678901"), line("8901260712345678919"));
        let mut stopped = Stopped::default();
        stopped.insert(one.clone(), "+12025550143".into());
        assert!(stopped.holds(&one, "+12025550143") && stopped.holds(&one, "2025550143"));
        assert!(!stopped.holds(&one, "+12025550144") && !stopped.holds(&one, "+492025550143"));
        assert!(!stopped.holds(&two, "+12025550143"));
        stopped.remove(&one, "12025550143");
        assert!(!stopped.holds(&one, "+12025550143"));
        stopped.insert(one.clone(), "611".into());
        assert!(stopped.holds(&one, "611") && !stopped.holds(&one, "11"));
    }

    #[test]
    fn numbers_are_compared_in_every_form_that_networks_report() {
        for (one, other, same) in [
            ("+12025550143", "12025550143", true),
            ("+12025550143", "2025550143", true),
            ("+4917612345678", "017612345678", true),
            ("611", "611", true),
            ("611", "12611", false),
            ("+12025550143", "+12025550144", false),
        ] {
            assert_eq!(is_same_number(one, other), same, "{one} {other}");
        }
    }
}
