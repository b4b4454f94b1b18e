//! Whether a line receives nothing for longer than is usual for it.
//!
//! A SIM that the operator has blocked, a phone whose app a battery saver stops, and a modem without a network look the
//! same from outside: nothing comes any more, and nobody tells.

use std::time::Duration;

use crate::model::Timestamp;

const HOUR: Duration = Duration::from_secs(3600);
/// How far back arrivals count.
pub const WINDOW: Duration = Duration::from_secs(14 * 86400);
/// With fewer messages than this in that time nothing is usual.
const MESSAGES_MIN: usize = 10;
/// No shorter silence is worth an alarm.
const LASTS_MIN: Duration = HOUR.saturating_mul(6);
/// How many times the longest pause of that time.
const TIMES: u32 = 2;

/// A silence that is not usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// How long it has lasted, as far as simgate saw.
    pub lasts: Duration,
    /// The longest pause before it.
    pub usual: Duration,
}

/// The silence of a line, if it is unusually long.
///
/// `arrivals` are the times of its messages within [`WINDOW`], the oldest first. `watched` is how long simgate has run: a
/// silence is not counted before that, because messages may have waited.
pub fn unusual(arrivals: &[Timestamp], now: Timestamp, watched: Duration) -> Option<Silence> {
    let last = arrivals.last().filter(|_| arrivals.len() >= MESSAGES_MIN)?;
    let usual = arrivals.windows(2).map(|pair| between(pair[0], pair[1])).max()?;
    let lasts = between(*last, now).min(watched);
    (lasts > LASTS_MIN.max(usual * TIMES)).then_some(Silence { lasts, usual })
}

fn between(one: Timestamp, other: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(other.as_millis() - one.as_millis()).unwrap_or(0))
}

impl Silence {
    /// A sentence for a person.
    pub fn sentence(&self, line: &str) -> String {
        let hours = |span: Duration| span.as_secs() / HOUR.as_secs();
        format!(
            "`{line}` has received nothing for {} h; its longest pause in 14 days was {} h",
            hours(self.lasts),
            hours(self.usual).max(1)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: u64) -> Timestamp {
        Timestamp::from_millis(1_795_343_400_000).after(HOUR * u32::try_from(hours).unwrap())
    }

    /// A line with messages by day: a pause of 10 hours each night.
    fn by_day(days: u64) -> Vec<Timestamp> {
        (0..days).flat_map(|day| (0..=14).step_by(2).map(move |hour| at(day * 24 + hour))).collect()
    }

    #[test]
    fn a_night_is_usual_and_a_day_is_not() {
        let arrivals = by_day(5);
        let last = 4 * 24 + 14;
        for (hours, is_unusual) in [(1, false), (10, false), (20, false), (21, true), (500, true)] {
            let found = unusual(&arrivals, at(last + hours), HOUR * 1000);
            assert_eq!(found.is_some(), is_unusual, "{hours} h");
        }
        let silence = unusual(&arrivals, at(last + 31), HOUR * 1000).unwrap();
        assert_eq!(
            silence.sentence("att-1"),
            "`att-1` has received nothing for 31 h; its longest pause in 14 days was 10 h"
        );
    }

    #[test]
    fn a_busy_line_may_be_silent_for_six_hours_and_a_rare_one_for_ever() {
        let busy: Vec<Timestamp> = (0..40).map(at).collect();
        assert!(unusual(&busy, at(45), HOUR * 1000).is_none());
        assert!(unusual(&busy, at(46), HOUR * 1000).is_some());
        let rare = &busy[..9];
        assert!(unusual(rare, at(5000), HOUR * 10_000).is_none());
        assert!(unusual(&[], at(0), HOUR).is_none());
    }

    /// While simgate was off, messages waited elsewhere.
    #[test]
    fn a_silence_counts_while_it_is_watched() {
        let busy: Vec<Timestamp> = (0..40).map(at).collect();
        assert!(unusual(&busy, at(100), HOUR * 6).is_none());
        assert!(unusual(&busy, at(100), HOUR * 7).is_some());
        // The clock was set back.
        assert!(unusual(&busy, at(1), HOUR * 1000).is_none());
    }
}
