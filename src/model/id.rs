//! Message ids. They are ULIDs, so sorting by id is sorting by time of arrival.

use std::fmt;
use std::str::FromStr;

use ulid::Ulid;

use super::Timestamp;

/// Identifies one message forever. The ids of events are derived from it (`<message_id>.received`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MessageId(Ulid);

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for MessageId {
    type Err = ulid::DecodeError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ulid::from_string(text).map(Self)
    }
}

/// Makes message ids that never decrease, even if the wall clock does.
///
/// The caller chooses the seed: the daemon takes it from the system, the simulation from its own seed.
#[derive(Debug)]
pub struct IdSource {
    last: u128,
    state: u64,
}

impl IdSource {
    /// A source with this seed.
    pub fn new(seed: u64) -> Self {
        Self { last: 0, state: seed }
    }

    /// The next id, for a message that arrives now.
    pub fn next(&mut self, wall: Timestamp) -> MessageId {
        let ms = u64::try_from(wall.as_millis()).unwrap_or(0);
        let random = (u128::from(self.random()) << 16) ^ u128::from(self.random() >> 48);
        let fresh = Ulid::from_parts(ms, random).0;
        // Within one millisecond, and while the clock is behind, the id increases by a random step.
        self.last = if fresh > self.last { fresh } else { self.last + 1 + u128::from(self.random() >> 32) };
        MessageId(Ulid(self.last))
    }

    /// SplitMix64: ids have to be distinct, not secret.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_ascend_even_when_the_clock_jumps_back() {
        let mut ids = IdSource::new(7);
        let late = Timestamp::from_millis(1_800_000_000_000);
        let early = Timestamp::from_millis(1_000);
        let made: Vec<_> = [late, late, early, late].into_iter().map(|at| ids.next(at)).collect();
        assert!(made.is_sorted_by(|a, b| a < b), "{made:?}");
    }

    #[test]
    fn an_id_is_parsed_from_its_text() {
        let id = IdSource::new(1).next(Timestamp::from_millis(1_700_000_000_000));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 26);
    }
}
