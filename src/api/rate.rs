//! Limits how often each caller may come, with a bucket for each that fills evenly.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

const MINUTE_MS: u64 = 60_000;
/// Most callers that are remembered. Of more, the older half is forgotten: a flood from so many addresses has a new one
/// for each request anyway, and must not keep others out.
const KNOWN_MAX: usize = 10_000;

/// A limit per minute for each of many callers.
pub struct Rate<K> {
    per_minute: u32,
    buckets: Mutex<BTreeMap<K, Bucket>>,
}

/// The visits that are left, in parts of a minute's limit, and when that was computed.
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

    /// Counts a visit. An error is the wait until the next one.
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
    fn a_caller_has_its_visits_in_a_minute_and_learns_when_the_next_is_allowed() {
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
        assert_eq!(rate.visit(&"a", at(1000)), Err(at(20)), "unused visits do not pile up");
    }

    #[test]
    fn a_limit_of_zero_is_none_and_the_memory_is_bounded() {
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
