//! Decides which sent parts count for a limit of today, this month or this hour, even if the wall clock is wrong.
//!
//! A board without a battery starts in the past, and people set clocks by mistake. So the wall clock counts only at
//! moments when it is synchronised. Each such moment yields an offset between the wall clock and the uptime, a clock
//! that never jumps. If offsets contradict each other, any of them may be right. Then a period is over only when it is
//! over by all of them.
//!
//! A debit of an earlier process has a known age only if both processes belong to the same run of the machine.
//! Otherwise simgate knows only that the debit ended before this run, or before this process.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::model::{Boot, Now, RunId, Timestamp};

/// Longest day: the one on which summer time ends has 25 hours.
pub const DAY_MAX: Duration = Duration::from_secs(25 * 3600);
/// Longest month, with the extra hour of summer time.
pub const MONTH_MAX: Duration = Duration::from_secs((31 * 24 + 1) * 3600);
/// Longest time that a modem may still work on a submission after its process ended. Some modems take minutes, and
/// midnight may come meanwhile.
pub const IN_FLIGHT_MAX: Duration = Duration::from_secs(180);
/// How often a valid offset is stored again, for the next process.
pub const NOTE_EVERY: Duration = Duration::from_secs(3600);
/// Most offsets that are kept, the latest ones. A clock that is set more often is not maintained by anybody.
const OFFSETS_MAX: usize = 64;
/// Offsets that differ by no more than this are the same.
const SAME_MS: u64 = 2000;
/// Largest difference between an SMSC's clock and ours.
const SMSC_SKEW_MS: i64 = 2000;

/// Time since the machine was started.
pub type Uptime = Duration;

/// The offsets of the wall clock that may be right.
#[derive(Debug, Clone)]
pub struct Calendar {
    boot: Boot,
    offsets: Vec<ClockOffset>,
    /// When an offset was last reported as [`ClockReading::New`] or [`ClockReading::Confirmed`].
    noted: Uptime,
}

/// Wall clock minus uptime, as a synchronised clock showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockOffset {
    /// The difference in milliseconds.
    pub offset_ms: i64,
    /// The uptime at which a synchronised clock last showed it.
    pub at: Uptime,
}

/// What a reading of a synchronised clock changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockReading {
    /// It contradicts all known offsets, or it is the first. Ends that were stored may need a later date.
    New,
    /// It confirms a known offset that is due to be stored again.
    Confirmed,
    /// Nothing that must be stored.
    Unchanged,
}

/// When a debit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has not ended.
    Open,
    /// It ended at this uptime of the present run.
    At(Uptime),
    /// It ended before this uptime, at an unknown distance. The time is the latest possible one by the clock of then,
    /// if that clock was known.
    Before(Uptime, Option<Timestamp>),
}

/// The end of a debit, as the store keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEnd {
    /// The run of the machine that the uptime belongs to.
    pub run: RunId,
    /// When it ended. `None`: it has not ended.
    pub ended: Option<Uptime>,
    /// The latest wall-clock time at which it may have ended, if known.
    pub latest: Option<Timestamp>,
}

/// The period of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// Any span of this length.
    Span(Duration),
}

impl Calendar {
    /// Starts with the offsets that earlier processes stored in this run of the machine.
    pub fn new(boot: Boot, mut offsets: Vec<ClockOffset>) -> Self {
        // An uptime in the future means that the machine was restored to an earlier state since.
        offsets.retain(|offset| offset.at <= boot.uptime);
        let noted = offsets.iter().map(|offset| offset.at).max().unwrap_or_default();
        Self { boot, offsets, noted }
    }

    /// The present run of the machine, and when this process started in it.
    pub fn boot(&self) -> &Boot {
        &self.boot
    }

    /// Id of the present run of the machine.
    pub fn run(&self) -> &RunId {
        &self.boot.run
    }

    /// The uptime at `now`.
    pub fn uptime(&self, now: Now) -> Uptime {
        self.boot.uptime + now.mono.saturating_sub(self.boot.at.mono)
    }

    /// The offsets that may be right, the latest last.
    pub fn offsets(&self) -> &[ClockOffset] {
        &self.offsets
    }

    /// Notes that the wall clock is synchronised now.
    pub fn note_synchronised(&mut self, now: Now) -> ClockReading {
        let at = self.uptime(now);
        let offset_ms = now.wall.as_millis().saturating_sub(millis(at));
        let same = self.offsets.iter().position(|offset| offset.offset_ms.abs_diff(offset_ms) <= SAME_MS);
        if let Some(same) = same {
            self.offsets.remove(same);
        }
        self.offsets.push(ClockOffset { offset_ms, at });
        // No period that began by such an old offset can still be running.
        self.offsets.retain(|offset| at.saturating_sub(offset.at) < MONTH_MAX + NOTE_EVERY);
        let too_many = self.offsets.len().saturating_sub(OFFSETS_MAX);
        self.offsets.drain(..too_many);
        let reading = match same {
            None => ClockReading::New,
            Some(_) if at.saturating_sub(self.noted) >= NOTE_EVERY => ClockReading::Confirmed,
            Some(_) => ClockReading::Unchanged,
        };
        if reading != ClockReading::Unchanged {
            self.noted = at;
        }
        reading
    }

    /// Notes the time that a network reports. It counts only if the wall clock was never synchronised.
    pub fn note_network_time(&mut self, now: Now) -> ClockReading {
        if self.offsets.is_empty() { self.note_synchronised(now) } else { ClockReading::Unchanged }
    }

    /// The latest wall-clock time that may be right for an uptime.
    pub fn latest(&self, at: Uptime) -> Option<Timestamp> {
        self.offsets.iter().map(|offset| wall(at, offset.offset_ms)).max()
    }

    /// The earliest wall-clock time that may be right for an uptime.
    pub fn earliest(&self, at: Uptime) -> Option<Timestamp> {
        self.offsets.iter().map(|offset| wall(at, offset.offset_ms)).min()
    }

    /// Translates a stored end into the uptime of this run.
    pub fn end(&self, stored: &StoredEnd, now: Now) -> End {
        let Some(ended) = stored.ended else { return End::Open };
        let before_this_process = End::Before(self.boot.uptime + IN_FLIGHT_MAX, stored.latest);
        match (&stored.run, &self.boot.run) {
            (then, this) if then == this && ended <= self.uptime(now) + IN_FLIGHT_MAX => End::At(ended),
            // An uptime in the future: the machine was restored to an earlier state.
            (then, this) if then == this => before_this_process,
            (RunId::Machine(_), RunId::Machine(_)) => End::Before(IN_FLIGHT_MAX, stored.latest),
            (RunId::Process(_), _) | (_, RunId::Process(_)) => before_this_process,
        }
    }

    /// Returns a stored end with the latest date that is known by now. `None`: nothing changes.
    pub fn redated(&self, stored: &StoredEnd, now: Now) -> Option<StoredEnd> {
        let (at, before) = match self.end(stored, now) {
            End::Open => return None,
            End::At(at) => (at, false),
            End::Before(at, _) => (at, true),
        };
        let by_uptime = self.latest(at)?;
        // An end of this run takes the latest of all possible dates. For an earlier end the date of then is
        // better, unless the clock of then was ahead of the present one.
        let is_news = stored.latest.is_none_or(|known| if before { known > by_uptime } else { known < by_uptime });
        is_news.then(|| StoredEnd { run: self.boot.run.clone(), ended: Some(at), latest: Some(by_uptime) })
    }

    /// The present period, by all offsets that may be right.
    pub fn window(&self, period: Period, zone: &TimeZone, now: Now) -> Window {
        let uptime = self.uptime(now);
        let begins = |offset: &ClockOffset| {
            let started = offset.offset_ms;
            let began = match period {
                Period::Span(span) => wall(uptime, started).before(span).as_millis().saturating_add(1),
                Period::Day | Period::Month => began(wall(uptime, started), period, zone).saturating_sub(SMSC_SKEW_MS),
            };
            Begin { started, began }
        };
        let begins = self.relevant_offsets(period, uptime).map(begins).collect();
        Window { uptime, longest: longest(period), begins }
    }

    /// The latest offset, and earlier ones that were still valid within the longest such period.
    fn relevant_offsets(&self, period: Period, uptime: Uptime) -> impl Iterator<Item = &ClockOffset> {
        let long = longest(period).max(DAY_MAX) + NOTE_EVERY;
        let last = self.offsets.len().saturating_sub(1);
        let numbered = self.offsets.iter().enumerate();
        numbered.filter(move |(at, offset)| *at == last || uptime.saturating_sub(offset.at) < long).map(|(_, it)| it)
    }

    /// How long to wait before checking again whether something with this end still counts.
    pub fn recheck_after(&self, end: End, period: Period, zone: &TimeZone, now: Now) -> Duration {
        let uptime = self.uptime(now);
        let age = match end {
            End::Open => return Duration::from_secs(1),
            End::At(at) | End::Before(at, _) => uptime.saturating_sub(at),
        };
        let by_age = longest(period).saturating_sub(age);
        let turn = |offset: &ClockOffset| {
            let now = wall(uptime, offset.offset_ms);
            let turn = next_turn(now, period, zone)?;
            Duration::try_from_secs_f64((turn - now.as_millis()) as f64 / 1e3).ok()
        };
        self.offsets.iter().filter_map(turn).fold(by_age, Duration::min).max(Duration::from_millis(1))
    }
}

/// The present period of a limit, seen from one moment.
#[derive(Debug, Clone)]
pub struct Window {
    uptime: Uptime,
    longest: Duration,
    begins: Vec<Begin>,
}

/// A period by one offset, in Unix milliseconds: when the machine started, and when the period began.
#[derive(Debug, Clone, Copy)]
struct Begin {
    started: i64,
    began: i64,
}

impl Window {
    /// Whether something with this end may belong to the period.
    pub fn holds(&self, end: End) -> bool {
        let (at, latest) = match end {
            End::Open => return true,
            End::At(at) => (at, None),
            End::Before(at, latest) => (at, latest),
        };
        if self.uptime.saturating_sub(at) >= self.longest {
            return false;
        }
        let ended = |begin: &Begin| {
            let by_uptime = wall(at, begin.started);
            latest.map_or(by_uptime, |latest| latest.min(by_uptime)).as_millis()
        };
        // Without any offset only the age above decides.
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

/// When the day or month began, in Unix milliseconds.
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

/// Whole milliseconds of a span.
pub fn millis(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
