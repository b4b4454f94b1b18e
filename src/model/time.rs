//! Points in time. The floor has no clock: whoever calls it says what time it is.

use std::fmt;
use std::time::Duration;

/// A point of the wall clock: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    pub const fn as_millis(self) -> i64 {
        self.0
    }

    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// RFC 3339, with any offset from UTC.
    pub fn parse(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|time| Self(time.as_millisecond()))
    }

    pub fn after(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    pub fn before(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// RFC 3339 in UTC with milliseconds: `2026-11-22T10:30:00.120Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match jiff::Timestamp::from_millisecond(self.0) {
            Ok(time) => write!(f, "{}", time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")),
            Err(_) => write!(f, "{}ms", self.0),
        }
    }
}

/// What time it is, on both clocks. Deadlines and intervals go by `mono`, which never jumps;
/// `wall` is for people, records and the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub wall: Timestamp,
    /// Since an arbitrary point that does not change while the process lives.
    pub mono: Duration,
}

impl Now {
    /// Wall clock less monotonic clock, in milliseconds: another one when the wall clock was set.
    pub fn clock_offset(self) -> i64 {
        self.wall.before(self.mono).as_millis()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_read_as_rfc_3339() {
        let at = Some(Timestamp::from_millis(1_795_343_400_120));
        assert_eq!(Timestamp::parse("2026-11-22T10:30:00.120Z"), at);
        assert_eq!(Timestamp::parse("2026-11-22T11:30:00.12+01:00"), at);
        for wrong in ["", "tomorrow", "2026-11-22", "2026-11-22T10:30:00", "2026-02-30T10:30:00Z", "1795343400"] {
            assert_eq!(Timestamp::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_timestamp_shows_as_rfc_3339() {
        assert_eq!(Timestamp::from_millis(1_795_343_400_120).to_string(), "2026-11-22T10:30:00.120Z");
        assert_eq!(Timestamp::from_millis(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(Timestamp::from_millis(-1).as_seconds(), -1);
        assert_eq!(Timestamp::from_millis(i64::MAX).to_string(), format!("{}ms", i64::MAX));
    }
}
