//! Which day it is, as far as that can be known.
//!
//! A board without a battery starts in the past, clocks are set by hand and by mistake, and a limit must hold all the
//! same. So the wall clock is believed only as far as it was synchronised: each time it was, it showed how far it is from
//! the clock that counts since the machine's start, which never jumps. As long as those times contradict each other,
//! each of them may be right, and nothing is over before it is over by all of them.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::model::{Now, Timestamp};

/// Longer than any day: the one on which summer time ends has 25 hours.
pub const DAY_MAX: Duration = Duration::from_secs(25 * 3600);
/// Longer than any month, by the same hour.
pub const MONTH_MAX: Duration = Duration::from_secs((31 * 24 + 1) * 3600);
/// Clocks that are this near to each other say the same.
const SAME: i64 = 2000;
/// An SMSC's clock may be so far from ours.
const SKEW_MS: i64 = 2000;

/// Since the machine was started.
pub type Uptime = Duration;

/// What is known of the wall clock.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// The uptime at one time of the process' own monotonic clock.
    base: (Uptime, Duration),
    /// Wall clock less uptime in milliseconds, and the uptime at which this was last seen synchronised.
    seen: Vec<Seen>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub offset_ms: i64,
    pub at: Uptime,
}

/// When something ended that counts for a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has not.
    Open,
    /// Since the machine was started.
    At(Uptime),
    /// Before that, and at this time at the latest by the clock of then, where that was known.
    Earlier(Option<Timestamp>),
}

/// What is counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// By the calendar.
    Day,
    Month,
    /// Any span of this length.
    Span(Duration),
}

impl Calendar {
    /// `seen` is what was known before the process was started, of the same run of the machine.
    pub fn new(uptime: Uptime, now: Now, seen: Vec<Seen>) -> Self {
        Self { base: (uptime, now.mono), seen }
    }

    pub fn uptime(&self, now: Now) -> Uptime {
        self.base.0 + now.mono.saturating_sub(self.base.1)
    }

    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// The wall clock is synchronised now. Returns whether it says something new.
    pub fn synchronised(&mut self, now: Now) -> bool {
        let at = self.uptime(now);
        let offset_ms = now.wall.as_millis() - millis(at);
        let same = self.seen.iter().position(|seen| (seen.offset_ms - offset_ms).abs() <= SAME);
        let is_new = same.is_none();
        if let Some(same) = same {
            self.seen.remove(same);
        }
        self.seen.push(Seen { offset_ms, at });
        // Nothing of a time that was last thought right so long ago can still be under way.
        self.seen.retain(|seen| at.saturating_sub(seen.at) < DAY_MAX);
        is_new
    }

    /// A network told what time it is, which counts only where the machine's own clock tells nothing. Returns whether
    /// it says something new.
    pub fn told(&mut self, now: Now) -> bool {
        self.seen.is_empty() && self.synchronised(now)
    }

    /// The latest time that it may have been at `at`.
    pub fn latest(&self, at: Uptime) -> Option<Timestamp> {
        self.seen.iter().map(|seen| wall(at, seen.offset_ms)).max()
    }

    /// What may belong to the period that is now.
    pub fn window(&self, period: Period, zone: &TimeZone, now: Now) -> Window {
        let uptime = self.uptime(now);
        let begins = |seen: &Seen| {
            let started = seen.offset_ms;
            let began = match period {
                Period::Span(span) => millis(uptime) + started - millis(span) + 1,
                Period::Day | Period::Month => began(wall(uptime, started), period, zone) - SKEW_MS,
            };
            Begin { started, began }
        };
        Window { uptime, longest: longest(period), begins: self.seen.iter().map(begins).collect() }
    }

    /// How long until what ended so may no longer count: a time to look again, at the latest.
    pub fn look_again(&self, end: End, period: Period, zone: &TimeZone, now: Now) -> Duration {
        let uptime = self.uptime(now);
        let age = match end {
            End::Open => return Duration::from_secs(1),
            End::At(at) => uptime.saturating_sub(at),
            End::Earlier(_) => uptime,
        };
        let by_age = longest(period).saturating_sub(age);
        let turn = |seen: &Seen| {
            let now = wall(uptime, seen.offset_ms);
            let turn = next_turn(now, period, zone)?;
            Duration::try_from_secs_f64((turn - now.as_millis()) as f64 / 1e3).ok()
        };
        self.seen.iter().filter_map(turn).fold(by_age, Duration::min).max(Duration::from_millis(1))
    }
}

/// What may belong to a period, as it looks at one time.
#[derive(Debug, Clone)]
pub struct Window {
    uptime: Uptime,
    longest: Duration,
    begins: Vec<Begin>,
}

/// By one of the times that may be right, in Unix milliseconds: when the machine was started, and when the period began.
#[derive(Debug, Clone, Copy)]
struct Begin {
    started: i64,
    began: i64,
}

impl Window {
    /// Whether what ended so may belong to it.
    pub fn holds(&self, end: End) -> bool {
        let least_age = match end {
            End::Open => return true,
            End::At(at) => self.uptime.saturating_sub(at),
            End::Earlier(_) => self.uptime,
        };
        if least_age >= self.longest {
            return false;
        }
        let ended = |begin: &Begin| match end {
            End::Open => i64::MAX,
            End::At(at) => millis(at) + begin.started,
            End::Earlier(latest) => latest.map_or(begin.started, |latest| latest.as_millis().min(begin.started)),
        };
        // Of a clock that was never synchronised nothing is known: then only age tells.
        self.begins.is_empty() || self.begins.iter().any(|begin| ended(begin) >= begin.began)
    }
}

fn longest(period: Period) -> Duration {
    match period {
        Period::Day => DAY_MAX,
        Period::Month => MONTH_MAX,
        Period::Span(span) => span,
    }
}

/// When the day or month began.
fn began(now: Timestamp, period: Period, zone: &TimeZone) -> i64 {
    let today = date(now, zone);
    let first = if period == Period::Month { today.first_of_month() } else { today };
    first.to_zoned(zone.clone()).map_or(i64::MIN, |first| first.timestamp().as_millisecond())
}

/// When the next day or month begins, in Unix milliseconds.
fn next_turn(now: Timestamp, period: Period, zone: &TimeZone) -> Option<i64> {
    let today = date(now, zone);
    let next = match period {
        Period::Day => today.tomorrow().ok()?,
        Period::Month => today.last_of_month().tomorrow().ok()?,
        Period::Span(_) => return None,
    };
    Some(next.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
}

fn date(at: Timestamp, zone: &TimeZone) -> jiff::civil::Date {
    let at = jiff::Timestamp::from_millisecond(at.as_millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    zone.to_datetime(at).date()
}

fn wall(at: Uptime, offset_ms: i64) -> Timestamp {
    Timestamp::from_millis(millis(at).saturating_add(offset_ms))
}

pub fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3600;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).unwrap()
    }

    fn unix(text: &str) -> i64 {
        text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    }

    /// `hours` after a start at which the wall clock said `start`.
    fn at(start: &str, hours: f64) -> Now {
        let mono = Duration::from_secs_f64(hours * 3600.0);
        Now { wall: Timestamp::from_millis(unix(start) + millis(mono)), mono }
    }

    fn calendar(start: &str) -> Calendar {
        let mut calendar = Calendar::new(Duration::ZERO, at(start, 0.0), Vec::new());
        assert!(calendar.synchronised(at(start, 0.0)));
        calendar
    }

    fn hours(hours: f64) -> End {
        End::At(Duration::from_secs_f64(hours * 3600.0))
    }

    #[test]
    fn a_network_is_believed_where_the_clock_is_not() {
        let mut calendar = Calendar::new(Duration::ZERO, at("1970-01-01T00:00:00Z", 0.0), Vec::new());
        assert!(calendar.told(at("2026-11-22T10:00:00Z", 0.5)));
        assert!(!calendar.told(at("2031-01-01T10:00:00Z", 0.6)), "the first word counts");
        assert_eq!(calendar.seen().len(), 1);
        assert!(calendar.synchronised(at("2026-11-22T11:00:00Z", 0.7)), "the clock's own word counts beside it");
        assert_eq!(calendar.seen().len(), 2);
    }

    #[test]
    fn a_day_is_over_at_midnight_of_the_zone() {
        // In Tokyo it is 21:00 then.
        let start = "2026-11-22T12:00:00Z";
        let (calendar, tokyo) = (calendar(start), zone("Asia/Tokyo"));
        let counts = |end, now| calendar.window(Period::Day, &tokyo, at(start, now)).holds(hours(end));
        assert!(counts(0.5, 2.99));
        assert!(!counts(0.5, 3.01));
        assert!(!counts(2.99, 3.01) && counts(2.9998, 3.01), "an SMSC's clock may be a little late");
        assert!(counts(3.01, 26.9) && !counts(3.01, 27.01));
        assert!(calendar.window(Period::Day, &tokyo, at(start, 90.0)).holds(End::Open));
        let wait = calendar.look_again(hours(0.5), Period::Day, &tokyo, at(start, 1.0));
        assert_eq!(wait, Duration::from_secs(2 * HOUR));
    }

    #[test]
    fn a_long_day_is_a_day() {
        // Summer time ends at 01:00 UTC: the day in Berlin is from 22:00 to 23:00 UTC.
        let start = "2026-10-24T22:00:00Z";
        let (calendar, berlin) = (calendar(start), zone("Europe/Berlin"));
        let counts = |now| calendar.window(Period::Day, &berlin, at(start, now)).holds(hours(0.1));
        assert!(counts(24.9) && !counts(25.05));
    }

    #[test]
    fn without_a_clock_only_age_tells() {
        let start = "1970-01-01T00:00:00Z";
        let calendar = Calendar::new(Duration::ZERO, at(start, 0.0), Vec::new());
        let utc = TimeZone::UTC;
        let counts = |end, now| calendar.window(Period::Day, &utc, at(start, now)).holds(end);
        assert!(counts(hours(1.0), 25.9) && !counts(hours(1.0), 26.1));
        assert!(counts(End::Earlier(None), 24.9) && !counts(End::Earlier(None), 25.1));
        let month = |now| calendar.window(Period::Month, &utc, at(start, now)).holds(hours(0.0));
        assert!(month(31.0 * 24.0) && !month(31.0 * 24.0 + 1.1));
        let wait = calendar.look_again(hours(1.0), Period::Day, &utc, at(start, 2.0));
        assert_eq!(wait, Duration::from_secs(24 * HOUR));
    }

    #[test]
    fn what_was_counted_before_the_clock_was_right_is_dated_afterwards() {
        let start = "1970-01-01T00:00:00Z";
        let mut calendar = Calendar::new(Duration::ZERO, at(start, 0.0), Vec::new());
        // After an hour it turns out that it was 23:30 then.
        let right = "2026-11-22T23:30:00Z";
        calendar.synchronised(at(right, 1.0));
        let counts = |end, now| calendar.window(Period::Day, &TimeZone::UTC, at(right, now)).holds(end);
        assert!(!counts(hours(0.4), 1.0) && counts(hours(0.6), 1.0));
        // What ended before the machine was started ended yesterday.
        assert!(!counts(End::Earlier(None), 1.0));
        let late = End::Earlier(Some(Timestamp::from_millis(unix("2026-11-25T00:00:00Z"))));
        assert!(!counts(late, 1.0), "the clock of then was wrong");
    }

    #[test]
    fn a_restart_within_the_day_keeps_what_was_counted() {
        let start = "2026-11-22T12:00:00Z";
        let calendar = calendar(start);
        let counts = |latest: &str, now| {
            let end = End::Earlier(Some(Timestamp::from_millis(unix(latest))));
            calendar.window(Period::Day, &TimeZone::UTC, at(start, now)).holds(end)
        };
        assert!(counts("2026-11-22T00:30:00Z", 1.0) && !counts("2026-11-21T23:30:00Z", 1.0));
        assert!(!counts("2026-11-22T00:30:00Z", 12.1));
        let hour = Period::Span(Duration::from_secs(HOUR));
        let recent = End::Earlier(Some(Timestamp::from_millis(unix("2026-11-22T11:30:00Z"))));
        assert!(calendar.window(hour, &TimeZone::UTC, at(start, 0.4)).holds(recent));
        assert!(!calendar.window(hour, &TimeZone::UTC, at(start, 0.6)).holds(recent));
    }

    #[test]
    fn a_clock_that_jumps_opens_no_day_and_holds_none_back_for_ever() {
        for jump in [24, -24, 6, -6] {
            let start = "2026-11-22T12:00:00Z";
            let mut calendar = calendar(start);
            let moved = |hours: f64| {
                let now = at(start, hours);
                Now { wall: Timestamp::from_millis(now.wall.as_millis() + jump * 3_600_000), ..now }
            };
            let counts = |calendar: &Calendar, now: f64| {
                calendar.window(Period::Day, &TimeZone::UTC, moved(now)).holds(hours(1.0))
            };
            // Nobody says that it is right: it is not looked at.
            assert!(counts(&calendar, 2.0) && counts(&calendar, 11.9) && !counts(&calendar, 12.1));
            // It is said to be right: either may be.
            assert!(calendar.synchronised(moved(2.0)));
            assert!(!calendar.synchronised(moved(2.1)));
            assert!(counts(&calendar, 11.9), "{jump}");
            assert!(!counts(&calendar, 26.1), "{jump}");
            // A day later only the new one is believed.
            calendar.synchronised(moved(27.2));
            assert_eq!(calendar.seen().len(), 1);
        }
    }
}
