//! Which day it is, as far as that can be known.
//!
//! A board without a battery starts in the past, clocks are set by hand and by mistake, and a limit must hold all the
//! same. So the wall clock is believed only as far as it was synchronised: each time it was, it showed how far it is from
//! the clock that counts since the machine's start, which never jumps. As long as those times contradict each other,
//! each of them may be right, and nothing is over before it is over by all of them.
//!
//! What an earlier process counted has an age by the clock that never jumps, where both are known to be of the same run of
//! the machine. Otherwise it is known only that it ended before this run, or before this process.

use std::time::Duration;

use jiff::tz::TimeZone;

use crate::model::{Boot, Now, RunId, Timestamp};

/// Longer than any day: the one on which summer time ends has 25 hours.
pub const DAY_MAX: Duration = Duration::from_secs(25 * 3600);
/// Longer than any month, by the same hour.
pub const MONTH_MAX: Duration = Duration::from_secs((31 * 24 + 1) * 3600);
/// A modem goes on with what it was given, whoever is there to hear of it: some have taken minutes, and midnight may
/// come meanwhile.
pub const STILL_UNDER_WAY: Duration = Duration::from_secs(180);
/// That a time is still thought right is noted this often, for a process after this one.
pub const NOTE_EVERY: Duration = Duration::from_secs(3600);
/// Times that contradict each other, the latest ones; a clock that is set more often is not kept right by anybody.
const SEEN_MAX: usize = 64;
/// Clocks that are this near to each other say the same.
const SAME: u64 = 2000;
/// An SMSC's clock may be so far from ours.
const SKEW_MS: i64 = 2000;

/// Since the machine was started.
pub type Uptime = Duration;

/// What is known of the wall clock.
#[derive(Debug, Clone)]
pub struct Calendar {
    boot: Boot,
    /// Wall clock less uptime in milliseconds, and the uptime at which this was last seen synchronised.
    seen: Vec<Seen>,
    noted: Uptime,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub offset_ms: i64,
    pub at: Uptime,
}

/// What a synchronised clock says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// A time that contradicts what was known, or the first one.
    News,
    /// The same as before, which is to be noted again.
    Again,
    Nothing,
}

/// When something ended that counts for a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It has not.
    Open,
    At(Uptime),
    /// Before that, nobody knows how long; and at this time at the latest by the clock of then, where that was known.
    Before(Uptime, Option<Timestamp>),
}

/// The same as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The run whose uptime it is.
    pub run: RunId,
    pub ended: Option<Uptime>,
    pub latest: Option<Timestamp>,
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
    pub fn new(boot: Boot, mut seen: Vec<Seen>) -> Self {
        // An uptime that is still to come was counted before the machine was put back to an earlier state.
        seen.retain(|seen| seen.at <= boot.uptime);
        let noted = seen.iter().map(|seen| seen.at).max().unwrap_or_default();
        Self { boot, seen, noted }
    }

    pub fn boot(&self) -> &Boot {
        &self.boot
    }

    pub fn run(&self) -> &RunId {
        &self.boot.run
    }

    pub fn uptime(&self, now: Now) -> Uptime {
        self.boot.uptime + now.mono.saturating_sub(self.boot.at.mono)
    }

    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    /// The wall clock is synchronised now.
    pub fn synchronised(&mut self, now: Now) -> Heard {
        let at = self.uptime(now);
        let offset_ms = now.wall.as_millis().saturating_sub(millis(at));
        let same = self.seen.iter().position(|seen| seen.offset_ms.abs_diff(offset_ms) <= SAME);
        if let Some(same) = same {
            self.seen.remove(same);
        }
        self.seen.push(Seen { offset_ms, at });
        // Nothing of a time that was last thought right so long ago can still be under way.
        self.seen.retain(|seen| at.saturating_sub(seen.at) < MONTH_MAX + NOTE_EVERY);
        let too_many = self.seen.len().saturating_sub(SEEN_MAX);
        self.seen.drain(..too_many);
        let heard = match same {
            None => Heard::News,
            Some(_) if at.saturating_sub(self.noted) >= NOTE_EVERY => Heard::Again,
            Some(_) => Heard::Nothing,
        };
        if heard != Heard::Nothing {
            self.noted = at;
        }
        heard
    }

    /// A network told what time it is, which counts only where the machine's own clock tells nothing.
    pub fn told(&mut self, now: Now) -> Heard {
        if self.seen.is_empty() { self.synchronised(now) } else { Heard::Nothing }
    }

    /// The latest time that it may have been at `at`.
    pub fn latest(&self, at: Uptime) -> Option<Timestamp> {
        self.seen.iter().map(|seen| wall(at, seen.offset_ms)).max()
    }

    /// What was kept, as it is to be understood in this run.
    pub fn end(&self, kept: &Kept, now: Now) -> End {
        let Some(ended) = kept.ended else { return End::Open };
        let before_this_process = End::Before(self.boot.uptime + STILL_UNDER_WAY, kept.latest);
        match (&kept.run, &self.boot.run) {
            (then, this) if then == this && ended <= self.uptime(now) + STILL_UNDER_WAY => End::At(ended),
            // An uptime that is still to come: the machine was put back to an earlier state.
            (then, this) if then == this => before_this_process,
            (RunId::Machine(_), RunId::Machine(_)) => End::Before(STILL_UNDER_WAY, kept.latest),
            (RunId::Process(_), _) | (_, RunId::Process(_)) => before_this_process,
        }
    }

    /// What was kept, with the latest time that is known by now; `None`: nothing new is known of it.
    pub fn dated(&self, kept: &Kept, now: Now) -> Option<Kept> {
        let (at, before) = match self.end(kept, now) {
            End::Open => return None,
            End::At(at) => (at, false),
            End::Before(at, _) => (at, true),
        };
        let by_uptime = self.latest(at)?;
        // In this run it may have ended at the latest of all times that may be right. Before, the clock of then decides,
        // unless it was ahead of now.
        let is_news = kept.latest.is_none_or(|known| if before { known > by_uptime } else { known < by_uptime });
        is_news.then(|| Kept { run: self.boot.run.clone(), ended: Some(at), latest: Some(by_uptime) })
    }

    /// What may belong to the period that is now.
    pub fn window(&self, period: Period, zone: &TimeZone, now: Now) -> Window {
        let uptime = self.uptime(now);
        let begins = |seen: &Seen| {
            let started = seen.offset_ms;
            let began = match period {
                Period::Span(span) => wall(uptime, started).before(span).as_millis().saturating_add(1),
                Period::Day | Period::Month => began(wall(uptime, started), period, zone).saturating_sub(SKEW_MS),
            };
            Begin { started, began }
        };
        let begins = self.believed(period, uptime).map(begins).collect();
        Window { uptime, longest: longest(period), begins }
    }

    /// The latest time that was thought right, and those before it for as long as the period may be theirs.
    fn believed(&self, period: Period, uptime: Uptime) -> impl Iterator<Item = &Seen> {
        let long = longest(period).max(DAY_MAX) + NOTE_EVERY;
        let last = self.seen.len().saturating_sub(1);
        let seen = self.seen.iter().enumerate();
        seen.filter(move |(at, seen)| *at == last || uptime.saturating_sub(seen.at) < long).map(|(_, seen)| seen)
    }

    /// How long until what ended so may no longer count: a time to look again, at the latest.
    pub fn look_again(&self, end: End, period: Period, zone: &TimeZone, now: Now) -> Duration {
        let uptime = self.uptime(now);
        let age = match end {
            End::Open => return Duration::from_secs(1),
            End::At(at) | End::Before(at, _) => uptime.saturating_sub(at),
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
mod tests;
