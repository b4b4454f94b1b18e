//! Whether the phone answers, and at which of its addresses.

use std::time::Duration;

/// Waits before the first and before the later attempts to find a phone that doesn't answer.
const RETRY_MIN: Duration = Duration::from_secs(2);
const RETRY_MAX: Duration = Duration::from_secs(30);

/// The connection to the phone.
#[derive(Debug)]
pub struct Contact {
    /// How many addresses the phone may have.
    addresses: usize,
    /// The one in use.
    current: usize,
    state: State,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    /// The phone was not asked yet.
    New,
    /// It answered last.
    Up,
    /// It did not answer.
    Down { since: Duration, why: String, failures: u32, retry_at: Duration },
}

impl Contact {
    /// A phone that was not asked yet.
    pub fn new(addresses: usize) -> Self {
        Self { addresses, current: 0, state: State::New }
    }

    /// The index of the address in use.
    pub fn address(&self) -> usize {
        self.current
    }

    /// Whether the phone answered last.
    pub fn is_up(&self) -> bool {
        self.state == State::Up
    }

    /// The phone answered.
    pub fn note_answer(&mut self) {
        self.state = State::Up;
    }

    /// The phone did not answer. The next attempt uses its next address.
    pub fn note_silence(&mut self, why: &str, now: Duration) {
        let (since, failures) = match &self.state {
            State::Down { since, failures, .. } => (*since, failures + 1),
            State::New | State::Up => (now, 0),
        };
        self.current = (self.current + 1) % self.addresses.max(1);
        // Each round over all addresses makes the wait longer.
        let rounds = failures / u32::try_from(self.addresses).unwrap_or(1).max(1);
        let wait = RETRY_MAX.min(RETRY_MIN * 2_u32.pow(rounds.min(8)));
        self.state = State::Down { since, why: why.to_owned(), failures, retry_at: now + wait };
    }

    /// When the next attempt is due, if the phone didn't answer.
    pub fn retry_at(&self) -> Option<Duration> {
        match &self.state {
            State::New => Some(Duration::ZERO),
            State::Down { retry_at, .. } => Some(*retry_at),
            State::Up => None,
        }
    }

    /// Since when the phone has not answered, and why.
    pub fn trouble(&self) -> Option<(Duration, &str)> {
        match &self.state {
            State::Down { since, why, .. } => Some((*since, why)),
            State::New | State::Up => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(s: u64) -> Duration {
        Duration::from_secs(s)
    }

    #[test]
    fn each_address_is_tried_in_turn_and_each_round_waits_longer() {
        let mut contact = Contact::new(2);
        assert_eq!(contact.retry_at(), Some(Duration::ZERO), "a new phone is asked at once");
        let mut waits = Vec::new();
        for _ in 0..12 {
            contact.note_silence("refused", seconds(100));
            waits.push((contact.address(), (contact.retry_at().unwrap() - seconds(100)).as_secs()));
        }
        assert_eq!(waits[..6], [(1, 2), (0, 2), (1, 4), (0, 4), (1, 8), (0, 8)]);
        assert_eq!(waits[11], (0, 30));
        assert_eq!(contact.trouble(), Some((seconds(100), "refused")));
        contact.note_answer();
        assert!(contact.is_up() && contact.trouble().is_none() && contact.retry_at().is_none());
        assert_eq!(contact.address(), 0, "the address that answered stays in use");
    }
}
