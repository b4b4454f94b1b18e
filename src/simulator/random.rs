//! Repeatable randomness (SplitMix64), determined by the seed. Not for secrets.

use std::time::Duration;

/// A source of random numbers.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// A source with this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 when the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.number() % bound).unwrap_or(0)
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        self.number().to_le_bytes()[0]
    }

    /// Between half of `span` and one and a half times as long.
    pub fn about(&mut self, span: Duration) -> Duration {
        let share = u32::from(self.byte());
        span / 2 + span * share / 255
    }

    /// `count` decimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.byte() % 10)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_seed_decides_the_run() {
        let run = |seed| {
            let mut random = Random::new(seed);
            (random.number(), random.below(1000), random.digits(8), random.about(Duration::from_secs(2)))
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
    }

    #[test]
    fn random_values_are_within_their_bounds() {
        let mut random = Random::new(1);
        let span = Duration::from_millis(1000);
        for _ in 0..1000 {
            assert!(random.below(3) < 3);
            assert!((span / 2..=span * 3 / 2).contains(&random.about(span)));
        }
        assert_eq!(random.below(0), 0);
    }
}
