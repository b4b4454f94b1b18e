//! Finds the publications for which a broker ends the connection.
//!
//! In MQTT 3.1.1 a broker can't refuse a message or announce the longest one: it ends the connection instead. Publications
//! without an answer at that moment become suspects, and each is sent alone from then on. A suspect that was alone `STRIKES`
//! times when the connection ended, while the broker accepted others, is a culprit.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::time::Instant;

/// Identifies a publication over several connections.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Delivery(i64),
    /// A state, or a reply to a command.
    Topic(String),
    /// The subscription to commands.
    Commands,
}

pub const STRIKES: u32 = 3;
/// A verdict expires, since the broker's configuration may change.
const REMEMBERED: Duration = Duration::from_secs(3600);
/// The number of verdicts is bounded, since requesters choose the topics of replies.
const KNOWN_MAX: usize = 1024;

#[derive(Debug, Default)]
pub struct Suspects {
    known: BTreeMap<Key, Suspect>,
    /// Publications that the broker answered so far.
    answered: u64,
}

#[derive(Debug)]
struct Suspect {
    strikes: u32,
    since: Instant,
    answered_before: u64,
}

impl Suspects {
    /// How often the publication was alone when the connection ended; `None`: it is no suspect.
    pub fn strikes(&self, key: &Key) -> Option<u32> {
        self.known.get(key).map(|suspect| suspect.strikes)
    }

    pub fn is_culprit(&self, key: &Key) -> bool {
        let others_passed = |suspect: &Suspect| self.answered > suspect.answered_before;
        self.known.get(key).is_some_and(|suspect| suspect.strikes >= STRIKES && others_passed(suspect))
    }

    /// The broker answered, with success or refusal.
    pub fn note_answer(&mut self, key: &Key) {
        self.answered += 1;
        self.known.remove(key);
    }

    /// The connection ended without an answer to these.
    pub fn note_end<'a>(&mut self, unanswered: impl Iterator<Item = &'a Key>, now: Instant) {
        self.known.retain(|_, suspect| now.duration_since(suspect.since) < REMEMBERED);
        let unanswered: Vec<&Key> = unanswered.collect();
        for key in &unanswered {
            let answered_before = self.answered;
            let unsuspected = || Suspect { strikes: 0, since: now, answered_before };
            let suspect = self.known.entry((*key).clone()).or_insert_with(unsuspected);
            suspect.strikes += u32::from(unanswered.len() == 1);
        }
        while self.known.len() > KNOWN_MAX {
            self.known.pop_first();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BAD: Key = Key::Delivery(7);
    const GOOD: Key = Key::Delivery(8);

    #[test]
    fn what_ends_the_connection_alone_is_found_among_what_does_not() {
        let mut suspects = Suspects::default();
        let now = Instant::now();
        suspects.note_end([&BAD, &GOOD].into_iter(), now);
        assert_eq!((suspects.strikes(&BAD), suspects.strikes(&GOOD)), (Some(0), Some(0)));
        suspects.note_answer(&GOOD);
        assert_eq!(suspects.strikes(&GOOD), None);
        for strikes in 1..=STRIKES {
            assert!(!suspects.is_culprit(&BAD));
            suspects.note_end([&BAD].into_iter(), now);
            assert_eq!(suspects.strikes(&BAD), Some(strikes));
        }
        assert!(suspects.is_culprit(&BAD));
        suspects.note_end(std::iter::empty(), now + REMEMBERED);
        assert_eq!(suspects.strikes(&BAD), None, "an hour later");
    }

    #[test]
    fn a_broker_that_takes_nothing_refuses_nothing() {
        let mut suspects = Suspects::default();
        for _ in 0..9 {
            suspects.note_end([&BAD].into_iter(), Instant::now());
        }
        assert!(!suspects.is_culprit(&BAD));
        suspects.note_answer(&GOOD);
        assert!(suspects.is_culprit(&BAD));
    }

    #[test]
    fn so_many_are_remembered_and_no_more() {
        let mut suspects = Suspects::default();
        for number in 0..3 * KNOWN_MAX {
            suspects.note_end([&Key::Topic(number.to_string())].into_iter(), Instant::now());
        }
        assert_eq!(suspects.known.len(), KNOWN_MAX);
    }
}
