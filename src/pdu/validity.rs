//! TP-Validity-Period: how long the SMSC tries (3GPP TS 23.040 9.2.3.12).

use std::time::Duration;

use super::timestamp::{Timestamp, swapped, unswapped};

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
const WEEK: u64 = 7 * DAY;

/// A validity period in one of its three formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Validity {
    /// A relative period in steps of 5 minutes, half hours, days or weeks: 5 minutes to 63 weeks.
    Relative(u8),
    /// A point in time.
    Absolute(Timestamp),
    /// An enhanced period in seven octets: flags and the format of the period, then the period.
    Enhanced([u8; 7]),
}

impl Validity {
    /// The shortest relative period that is at least `duration`, or the longest period.
    pub fn at_least(duration: Duration) -> Self {
        let seconds = duration.as_secs().saturating_add(u64::from(duration.subsec_nanos() > 0));
        let steps = |span: u64, step: u64| span.div_ceil(step);
        let value = match seconds {
            0..=43_200 => steps(seconds.max(1), 5 * MINUTE) - 1,
            43_201..=86_400 => 143 + steps(seconds - 12 * HOUR, 30 * MINUTE),
            86_401..=2_592_000 => 166 + steps(seconds, DAY),
            _ => (192 + steps(seconds, WEEK)).clamp(197, 255),
        };
        Self::Relative(u8::try_from(value).unwrap_or(u8::MAX))
    }

    /// The length of the period. `None` for a point in time, and for an enhanced period without a length.
    pub fn duration(self) -> Option<Duration> {
        let seconds = match self {
            Self::Relative(value) => relative_seconds(value),
            Self::Absolute(_) => return None,
            Self::Enhanced(octets) => {
                // Bit 7 is set if another octet of flags precedes the period (9.2.3.12.3).
                let extensions = octets.iter().take_while(|flags| *flags & 0x80 != 0).count();
                match (octets[0] & 7, octets.get(extensions + 1..)?) {
                    (1, [value, ..]) => relative_seconds(*value),
                    (2, [value, ..]) if *value > 0 => u64::from(*value),
                    (3, [hours, minutes, seconds, ..]) => {
                        let [hours, minutes, seconds] = [*hours, *minutes, *seconds].map(unswapped);
                        u64::try_from(hours? * 3600 + minutes? * 60 + seconds?).ok()?
                    }
                    _ => return None,
                }
            }
        };
        Some(Duration::from_secs(seconds))
    }

    /// An enhanced period: up to 255 seconds, or hours, minutes and seconds up to 99 hours. `single_shot` requests a
    /// single attempt.
    pub fn enhanced(duration: Duration, single_shot: bool) -> Option<Self> {
        let flag = if single_shot { 0x40 } else { 0 };
        let seconds = duration.as_secs();
        if let Ok(seconds @ 1..) = u8::try_from(seconds) {
            return Some(Self::Enhanced([flag | 2, seconds, 0, 0, 0, 0, 0]));
        }
        let hours = u8::try_from(seconds / HOUR).ok().filter(|hours| *hours < 100 && seconds > 0)?;
        let below_60 = |number: u64| u8::try_from(number % 60).expect("below 60");
        let [minutes, seconds] = [below_60(seconds / MINUTE), below_60(seconds)];
        Some(Self::Enhanced([flag | 3, swapped(hours), swapped(minutes), swapped(seconds), 0, 0, 0]))
    }

    /// Bits 4 and 3 of the first octet.
    pub(super) fn format(validity: Option<Self>) -> u8 {
        match validity {
            None => 0x00,
            Some(Self::Enhanced(_)) => 0x08,
            Some(Self::Relative(_)) => 0x10,
            Some(Self::Absolute(_)) => 0x18,
        }
    }

    pub(super) fn write(self, octets: &mut Vec<u8>) {
        match self {
            Self::Relative(value) => octets.push(value),
            Self::Absolute(time) => octets.extend(time.octets()),
            Self::Enhanced(value) => octets.extend(value),
        }
    }
}

fn relative_seconds(value: u8) -> u64 {
    let value = u64::from(value);
    match value {
        0..=143 => (value + 1) * 5 * MINUTE,
        144..=167 => 12 * HOUR + (value - 143) * 30 * MINUTE,
        168..=196 => (value - 166) * DAY,
        _ => (value - 192) * WEEK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_periods_are_those_of_the_table() {
        for (value, seconds) in [
            (0, 5 * MINUTE),
            (11, HOUR),
            (143, 12 * HOUR),
            (144, 12 * HOUR + 30 * MINUTE),
            (167, DAY),
            (168, 2 * DAY),
            (196, 30 * DAY),
            (197, 5 * WEEK),
            (255, 63 * WEEK),
        ] {
            assert_eq!(Validity::Relative(value).duration(), Some(Duration::from_secs(seconds)), "{value}");
        }
    }

    #[test]
    fn the_shortest_sufficient_period_is_chosen() {
        for value in 0..=255 {
            let exact = Validity::Relative(value).duration().unwrap();
            assert_eq!(Validity::at_least(exact), Validity::Relative(value));
            if value < 255 {
                assert_eq!(Validity::at_least(exact + Duration::from_nanos(1)), Validity::Relative(value + 1));
            }
        }
        assert_eq!(Validity::at_least(Duration::ZERO), Validity::Relative(0));
        assert_eq!(Validity::at_least(Duration::MAX), Validity::Relative(255));
    }

    #[test]
    fn enhanced_periods_have_their_formats() {
        let period = |octets| Validity::Enhanced(octets).duration().map(|duration| duration.as_secs());
        assert_eq!(period([0x01, 11, 0, 0, 0, 0, 0]), Some(HOUR));
        assert_eq!(period([0x42, 90, 0, 0, 0, 0, 0]), Some(90));
        assert_eq!(period([0x02, 0, 0, 0, 0, 0, 0]), None);
        assert_eq!(period([0x03, 0x21, 0x03, 0x54, 0, 0, 0]), Some(12 * HOUR + 30 * MINUTE + 45));
        assert_eq!(period([0x03, 0xA1, 0x03, 0x54, 0, 0, 0]), None);
        assert_eq!(period([0x00, 1, 2, 3, 4, 5, 6]), None);
        assert_eq!(period([0x07, 1, 2, 3, 4, 5, 6]), None);
        assert_eq!(period([0x81, 0, 11, 0, 0, 0, 0]), Some(HOUR));
        assert_eq!(period([0xC2, 0x80, 0, 90, 0, 0, 0]), Some(90));
        assert_eq!(period([0x83, 0x80, 0x80, 0, 0x21, 0x03, 0x54]), Some(12 * HOUR + 30 * MINUTE + 45));
        assert_eq!(period([0x83, 0x80, 0x80, 0x80, 0, 0x21, 0x03]), None);
        assert_eq!(period([0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0]), None);
        assert_eq!(period([0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80]), None);
        for seconds in [1, 255, 256, 3600, 99 * HOUR + 59 * MINUTE + 59] {
            let duration = Duration::from_secs(seconds);
            assert_eq!(Validity::enhanced(duration, true).unwrap().duration(), Some(duration));
        }
        assert_eq!(Validity::enhanced(Duration::from_secs(100 * HOUR), false), None);
        assert_eq!(Validity::enhanced(Duration::ZERO, false), None);
    }
}
