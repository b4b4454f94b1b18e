//! When to try again: a message that was refused goes by the schedule of Standard Webhooks, a
//! destination that is down is probed.

use std::time::Duration;

const fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}

/// After the first try, which is made at once.
const SCHEDULE: [Duration; 9] = [
    Duration::from_secs(5),
    minutes(5),
    minutes(30),
    minutes(2 * 60),
    minutes(5 * 60),
    minutes(10 * 60),
    minutes(14 * 60),
    minutes(20 * 60),
    minutes(24 * 60),
];

/// How long to wait after `attempts` refusals of one message; `None`: it becomes a dead letter.
/// Spread by up to a tenth, so that what was refused together does not come back together.
pub fn wait_after_refusal(attempts: u32, delivery: i64) -> Option<Duration> {
    let base = *SCHEDULE.get(usize::try_from(attempts).ok()?.checked_sub(1)?)?;
    Some(base + base / 1000 * u32::try_from(delivery.rem_euclid(100)).unwrap_or(0))
}

/// A short outage must cost seconds.
const PROBE_MAX_AT_FIRST: Duration = Duration::from_secs(2);
const AT_FIRST: Duration = minutes(5);
/// Nor is a delivery that a receiver would take to wait for more than a minute when it is there again, though the one
/// that probes first may be one that it does not take.
const PROBE_MAX: Duration = Duration::from_secs(30);
/// A receiver may ask for more patience with a delivery than this; it does not get it.
pub const RETRY_AFTER_MAX: Duration = minutes(60);
/// What it says of one delivery may be meant of that alone: others are tried after this long at the latest.
const PATIENCE_MAX: Duration = minutes(1);

/// Whether a destination is thought to be up. While it is not, it is probed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Breaker {
    #[default]
    Up,
    Down {
        since: Duration,
        next_probe: Duration,
        wait: Duration,
    },
}

impl Breaker {
    pub fn is_up(&self) -> bool {
        *self == Self::Up
    }

    /// When the next probe is due; `None` while the destination is up.
    pub fn next_probe(&self) -> Option<Duration> {
        match self {
            Self::Up => None,
            Self::Down { next_probe, .. } => Some(*next_probe),
        }
    }

    pub fn down_since(&self) -> Option<Duration> {
        match self {
            Self::Up => None,
            Self::Down { since, .. } => Some(*since),
        }
    }

    pub fn succeeded(&mut self) {
        *self = Self::Up;
    }

    /// A probe goes out, or would if there were anything to go: the next has its time from now on, however long this one
    /// hangs.
    pub fn probed(&mut self, now: Duration) {
        if let Self::Down { since, next_probe, wait } = self {
            let longest = if now - *since < AT_FIRST { PROBE_MAX_AT_FIRST } else { PROBE_MAX };
            *wait = (*wait * 2).min(longest);
            *next_probe = now + *wait;
        }
    }

    /// A try failed for the destination's own reasons. Tries that were under way together count once.
    pub fn failed(&mut self, now: Duration, retry_after: Option<Duration>) {
        let asked = now + retry_after.unwrap_or_default().min(PATIENCE_MAX);
        *self = match *self {
            Self::Up => {
                let wait = Duration::from_secs(1);
                Self::Down { since: now, next_probe: asked.max(now + wait), wait }
            }
            Self::Down { since, next_probe, wait } => Self::Down { since, next_probe: next_probe.max(asked), wait },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_message_is_tried_ten_times_over_three_days() {
        let waits: Vec<_> = (1..).map_while(|attempts| wait_after_refusal(attempts, 0)).collect();
        assert_eq!(waits, SCHEDULE);
        assert_eq!(wait_after_refusal(10, 0), None);
        assert_eq!(wait_after_refusal(0, 0), None);
        let late = wait_after_refusal(2, 99).unwrap();
        assert!(late > minutes(5) && late < minutes(6), "{late:?}");
    }

    #[test]
    fn a_destination_is_probed_every_two_seconds_for_the_first_minutes() {
        let mut breaker = Breaker::default();
        let mut now = Duration::from_secs(1000);
        let start = now;
        let mut gaps = Vec::new();
        breaker.failed(now, None);
        while now < start + minutes(60) {
            let next = breaker.next_probe().unwrap();
            gaps.push((now - start, next - now));
            now = next;
            breaker.probed(now);
            breaker.failed(now, None);
        }
        for (at, gap) in gaps {
            let longest = if at < AT_FIRST { PROBE_MAX_AT_FIRST } else { PROBE_MAX };
            assert!(gap <= longest, "{gap:?} at {at:?}");
        }
        breaker.succeeded();
        assert!(breaker.is_up());
    }

    #[test]
    fn failures_of_one_moment_count_once_and_retry_after_is_obeyed_within_reason() {
        let mut breaker = Breaker::default();
        let now = Duration::from_secs(1);
        breaker.failed(now, None);
        let once = breaker.clone();
        breaker.failed(now, None);
        assert_eq!(breaker, once);
        breaker.failed(now, Some(Duration::from_secs(30)));
        assert_eq!(breaker.next_probe(), Some(Duration::from_secs(31)));
        let mut greedy = Breaker::default();
        greedy.failed(now, Some(minutes(100_000)));
        assert_eq!(greedy.next_probe(), Some(now + PATIENCE_MAX));
    }
}
