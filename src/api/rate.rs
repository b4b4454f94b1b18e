//! How often somebody may come: a bucket for each, which fills evenly.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const MINUTE_MS: u64 = 60_000;
/// Those who came lately. When there are more, the older half is forgotten: whoever comes from so many addresses has a new
/// one for each visit anyway, and nobody else is to be turned away for it.
const KNOWN_MAX: usize = 10_000;

/// As many in a minute for each of many.
pub struct Rate<K> {
    per_minute: u32,
    buckets: Mutex<BTreeMap<K, Bucket>>,
}

/// What is left, in thousandths of a visit per minute of filling, and when that was.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: u64,
    at: Duration,
}

impl<K: Ord + Clone> Rate<K> {
    /// `0`: no limit.
    pub fn new(per_minute: u32) -> Self {
        Self { per_minute, buckets: Mutex::default() }
    }

    /// Counts a visit. An error says how long to wait for the next one.
    pub fn visit(&self, who: &K, now: Duration) -> Result<(), Duration> {
        if self.per_minute == 0 {
            return Ok(());
        }
        let (rate, full) = (u64::from(self.per_minute), u64::from(self.per_minute) * MINUTE_MS);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let fill = |bucket: &Bucket| {
            let passed = u64::try_from(now.saturating_sub(bucket.at).as_millis()).unwrap_or(u64::MAX);
            bucket.left.saturating_add(passed.saturating_mul(rate)).min(full)
        };
        if buckets.len() >= KNOWN_MAX && !buckets.contains_key(who) {
            buckets.retain(|_, bucket| fill(bucket) < full);
            if buckets.len() >= KNOWN_MAX {
                let mut times: Vec<Duration> = buckets.values().map(|bucket| bucket.at).collect();
                let (_, middle, _) = times.select_nth_unstable(KNOWN_MAX / 2);
                let middle = *middle;
                buckets.retain(|_, bucket| bucket.at > middle);
            }
        }
        let bucket = buckets.entry(who.clone()).or_insert(Bucket { left: full, at: now });
        let left = fill(bucket);
        if left < MINUTE_MS {
            return Err(Duration::from_millis((MINUTE_MS - left).div_ceil(rate)));
        }
        *bucket = Bucket { left: left - MINUTE_MS, at: now };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn each_may_come_so_often_in_a_minute_and_the_rest_is_told_when() {
        let rate = Rate::new(3);
        for _ in 0..3 {
            assert_eq!(rate.visit(&"a", at(0)), Ok(()));
        }
        assert_eq!(rate.visit(&"a", at(0)), Err(at(20)));
        assert_eq!(rate.visit(&"a", at(5)), Err(at(15)));
        assert_eq!(rate.visit(&"b", at(5)), Ok(()), "another one has a bucket of its own");
        assert_eq!(rate.visit(&"a", at(20)), Ok(()));
        assert_eq!(rate.visit(&"a", at(21)), Err(at(19)));
        for _ in 0..3 {
            assert_eq!(rate.visit(&"a", at(1000)), Ok(()));
        }
        assert_eq!(rate.visit(&"a", at(1000)), Err(at(20)), "what is not used does not pile up");
    }

    #[test]
    fn without_a_limit_there_is_none_and_with_many_visitors_there_is_an_end() {
        let free = Rate::new(0);
        assert!((0..10_000).all(|_| free.visit(&1, at(0)).is_ok()));
        let rate = Rate::new(1);
        assert!((0..KNOWN_MAX).all(|who| rate.visit(&who, at(0)).is_ok()));
        assert!(rate.visit(&1, at(1)).is_err());
        for who in 0..3 * KNOWN_MAX {
            let now = Duration::from_millis(1000 + who as u64);
            assert!(rate.visit(&(who + KNOWN_MAX), now).is_ok(), "nobody new is turned away");
            assert!(rate.buckets.lock().unwrap().len() <= KNOWN_MAX);
        }
        let last = 4 * KNOWN_MAX - 1;
        assert!(rate.visit(&last, at(31)).is_err(), "those who came last are not forgotten");
    }
}
