//! Decides when a delivery is tried again. A refused message follows the schedule of Standard Webhooks; an unavailable
//! destination is probed.

use std::time::Duration;

const fn minutes(n: u64) -> Duration {
    Duration::from_secs(60 * n)
}

/// Waits between the attempts. The first attempt is immediate.
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

/// Returns the wait after `attempts` refusals of one message. `None`: the delivery becomes a dead letter.
///
/// The wait varies by up to a tenth, so that deliveries refused together aren't retried together.
pub fn wait_after_refusal(attempts: u32, delivery: i64) -> Option<Duration> {
    let base = *SCHEDULE.get(usize::try_from(attempts).ok()?.checked_sub(1)?)?;
    Some(base + base / 1000 * u32::try_from(delivery.rem_euclid(100)).unwrap_or(0))
}

/// Longest wait between probes at first: a short outage must delay deliveries only by seconds.
const PROBE_MAX_AT_FIRST: Duration = Duration::from_secs(2);
/// How long an outage counts as short.
const AT_FIRST: Duration = minutes(5);
/// Longest wait between probes later. Deliveries then wait less than a minute after the receiver is back, even if it
/// refuses the first delivery that probes it.
const PROBE_MAX: Duration = Duration::from_secs(30);
/// Longest wait for one delivery that a receiver may ask for (`Retry-After`). A longer one is cut to this.
pub const RETRY_AFTER_MAX: Duration = minutes(60);
/// Longest wait for other deliveries: a `Retry-After` may concern only the delivery that it answers.
const PATIENCE_MAX: Duration = minutes(1);

/// Whether a destination is believed available. If not, it is probed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Breaker {
    /// It is available.
    #[default]
    Up,
    /// It isn't.
    Down {
        /// When the first attempt failed, on the monotonic clock.
        since: Duration,
        /// When the next probe is due, on the same clock.
        next_probe: Duration,
        /// The wait before that probe.
        wait: Duration,
    },
}

impl Breaker {
    /// Whether the destination is believed available.
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

    /// When the first attempt failed; `None` while the destination is up.
    pub fn down_since(&self) -> Option<Duration> {
        match self {
            Self::Up => None,
            Self::Down { since, .. } => Some(*since),
        }
    }

    /// Notes that the destination answered.
    pub fn note_success(&mut self) {
        *self = Self::Up;
    }

    /// Notes that a probe is due, whether or not a delivery waits. The time to the next probe starts now, even if
    /// this probe hangs.
    pub fn note_probe(&mut self, now: Duration) {
        if let Self::Down { since, next_probe, wait } = self {
            let longest = if now - *since < AT_FIRST { PROBE_MAX_AT_FIRST } else { PROBE_MAX };
            *wait = (*wait * 2).min(longest);
            *next_probe = now + *wait;
        }
    }

    /// Notes an attempt that failed because of the destination. Attempts that ran at the same time count once.
    pub fn note_failure(&mut self, now: Duration, retry_after: Option<Duration>) {
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
        breaker.note_failure(now, None);
        while now < start + minutes(60) {
            let next = breaker.next_probe().unwrap();
            gaps.push((now - start, next - now));
            now = next;
            breaker.note_probe(now);
            breaker.note_failure(now, None);
        }
        for (at, gap) in gaps {
            let longest = if at < AT_FIRST { PROBE_MAX_AT_FIRST } else { PROBE_MAX };
            assert!(gap <= longest, "{gap:?} at {at:?}");
        }
        breaker.note_success();
        assert!(breaker.is_up());
    }

    #[test]
    fn simultaneous_failures_count_once_and_retry_after_is_limited() {
        let mut breaker = Breaker::default();
        let now = Duration::from_secs(1);
        breaker.note_failure(now, None);
        let once = breaker.clone();
        breaker.note_failure(now, None);
        assert_eq!(breaker, once);
        breaker.note_failure(now, Some(Duration::from_secs(30)));
        assert_eq!(breaker.next_probe(), Some(Duration::from_secs(31)));
        let mut greedy = Breaker::default();
        greedy.note_failure(now, Some(minutes(100_000)));
        assert_eq!(greedy.next_probe(), Some(now + PATIENCE_MAX));
    }
}
