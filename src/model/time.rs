//! Points in time. The floor modules have no clock: their caller passes the time.

use std::fmt;
use std::time::Duration;

/// A point of the wall clock: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The point at this number of milliseconds since 1970.
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Seconds since 1970, rounded down.
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Parses RFC 3339 strictly, with any offset from UTC. Leap seconds are refused, because future ones are unknown.
    pub fn parse(text: &str) -> Option<Self> {
        let (date_time, rest) = text.split_at_checked("2026-11-22T10:30:00".len())?;
        let (fraction, offset) = rest.split_at(rest.find(['Z', 'z', '+', '-'])?);
        let (date, time) = date_time.split_once(['T', 't'])?;
        let fits = has_form(date, "0000-00-00") && has_form(time, "00:00:00") && !time.ends_with("60");
        if !fits || !is_fraction(fraction) {
            return None;
        }
        // Digits beyond nanoseconds are allowed and ignored.
        let fraction = fraction.get(..10).unwrap_or(fraction);
        let utc = format!("{date}T{time}{fraction}Z").parse::<jiff::Timestamp>().ok()?;
        let ms = utc.as_millisecond().checked_sub(offset_ms(offset)?)?;
        jiff::Timestamp::from_millisecond(ms).ok().map(|time| Self(time.as_millisecond()))
    }

    /// The point this much later.
    pub fn after(self, span: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The point this much earlier.
    pub fn before(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)))
    }
}

/// Whether a text has the form: a digit where the form has one, and the same character elsewhere.
fn has_form(text: &str, form: &str) -> bool {
    let fits = |(byte, of_form): (u8, u8)| if of_form == b'0' { byte.is_ascii_digit() } else { byte == of_form };
    text.len() == form.len() && text.bytes().zip(form.bytes()).all(fits)
}

fn is_fraction(text: &str) -> bool {
    let digits = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    text.is_empty() || text.strip_prefix('.').is_some_and(digits)
}

/// Parses an offset: `Z`, or hours and minutes.
fn offset_ms(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let (sign, clock) = text.split_at_checked(1)?;
    let (hours, minutes) = clock.split_once(':').filter(|_| has_form(clock, "00:00"))?;
    let (hours, minutes) = (hours.parse::<i64>().ok()?, minutes.parse::<i64>().ok()?);
    let ms = (hours * 60 + minutes) * 60_000;
    (hours < 24 && minutes < 60).then_some(if sign == "-" { -ms } else { ms })
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

/// The time on both clocks. Deadlines and intervals use `mono`, which never jumps; `wall` is for people, records and
/// the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The wall clock.
    pub wall: Timestamp,
    /// The monotonic clock: the time since an arbitrary point that is fixed while the process lives.
    pub mono: Duration,
}

impl Now {
    /// The wall clock minus the monotonic clock, in milliseconds. It changes when the wall clock is set.
    pub fn clock_offset(self) -> i64 {
        self.wall.before(self.mono).as_millis()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_parsed_as_rfc_3339() {
        let at = Some(Timestamp::from_millis(1_795_343_400_120));
        assert_eq!(Timestamp::parse("2026-11-22T10:30:00.120Z"), at);
        assert_eq!(Timestamp::parse("2026-11-22T11:30:00.12+01:00"), at);
        for same in [
            "2026-11-22t10:30:00.12z",
            "2026-11-22T10:30:00.120000000000001Z",
            "2026-11-22T10:30:00.12-00:00",
            "2026-11-21T10:31:00.12-23:59",
            "2026-11-23T10:29:00.12+23:59",
        ] {
            assert_eq!(Timestamp::parse(same), at, "{same}");
        }
        assert_eq!(
            Timestamp::parse("0000-01-01T00:00:00Z").map(|at| at.to_string()).as_deref(),
            Some("0000-01-01T00:00:00.000Z")
        );
        for wrong in [
            "",
            "tomorrow",
            "1795343400",
            "2026-11-22",
            "2026-11-22T10:30:00",
            "2026-11-22T10:30Z",
            "2026-02-30T10:30:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T10:60:00Z",
            "2026-12-31T23:59:60Z",
            "2026-11-22T10:30:00+25:00",
            "2026-11-22T10:30:00+24:00",
            "2026-11-22T10:30:00+01:60",
            "2026-11-22T10:30:00+01",
            "2026-11-22T10:30:00+0100",
            "2026-11-22T10:30:00+01:00:00",
            "2026-11-22T10:30:00+1:00",
            "2026-11-22T10:30:00+",
            "2026-11-22T10:30:00\u{2212}01:00",
            "2026-11-22T10:30:00+01:00[Europe/Berlin]",
            "2026-11-22T10:30:00Z[UTC]",
            "2026-11-22T10:30:00[Europe/Berlin]",
            "2026-11-22T10:30:00.Z",
            "2026-11-22T10:30:00,5Z",
            "2026-11-22T10:30:00.1.2Z",
            "2026-11-22 10:30:00Z",
            "2026-11-22_10:30:00Z",
            "20261122T103000Z",
            "+002026-11-22T10:30:00Z",
            "-2026-11-22T10:30:00Z",
            " 2026-11-22T10:30:00Z",
            "2026-11-22T10:30:00Z ",
            "2026-11-22T10:30:00Zx",
            "2026-11-22T10:30:\u{660}0Z",
            "9999-12-31T23:59:59-23:59",
        ] {
            assert_eq!(Timestamp::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_timestamp_is_printed_as_rfc_3339() {
        assert_eq!(Timestamp::from_millis(1_795_343_400_120).to_string(), "2026-11-22T10:30:00.120Z");
        assert_eq!(Timestamp::from_millis(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(Timestamp::from_millis(-1).as_seconds(), -1);
        assert_eq!(Timestamp::from_millis(i64::MAX).to_string(), format!("{}ms", i64::MAX));
    }
}
