//! Times as an SMSC writes them: 3GPP TS 23.040 9.2.3.11.

use std::fmt;

use super::flaw::Flaw;
use super::reader::Reader;

/// A time in seven octets, as they were received: swapped decimal digits of year, month, day, hour, minute, second, and
/// the zone in quarter hours. The year has two digits: 90 to 99 are the 1990s.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Timestamp([u8; 7]);

impl Timestamp {
    /// Fillers: no time.
    pub const ABSENT: Self = Self([0xFF; 7]);

    /// A time with these octets.
    pub fn from_octets(octets: [u8; 7]) -> Self {
        Self(octets)
    }

    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let time = Self(reader.array()?);
        reader.flaws.add_if(Flaw::Timestamp, time.fields().is_none() || time.zone().is_none());
        Some(time)
    }

    /// The octets.
    pub fn octets(self) -> [u8; 7] {
        self.0
    }

    /// The time of a moment. `None` if the format can't express it: years before 1990 or after 2089, zones beyond 79
    /// quarter hours.
    pub fn new(unix_seconds: i64, zone_quarters: i8) -> Option<Self> {
        if !(-79..=79).contains(&zone_quarters) {
            return None;
        }
        let local = unix_seconds.checked_add(i64::from(zone_quarters) * 900)?;
        let (year, month, day) = civil_from_days(local.div_euclid(86_400));
        if !(1990..2090).contains(&year) {
            return None;
        }
        let second = local.rem_euclid(86_400);
        let digits = [year % 100, month, day, second / 3600, second / 60 % 60, second % 60];
        let mut octets = [0; 7];
        for (octet, number) in octets.iter_mut().zip(digits) {
            *octet = swapped(u8::try_from(number).expect("below 100"));
        }
        let sign = if zone_quarters < 0 { 0x08 } else { 0 };
        octets[6] = swapped(zone_quarters.unsigned_abs()) | sign;
        Some(Self(octets))
    }

    /// The time in RFC 3339, with the offset of the SMSC: `2026-11-22T10:29:58+01:00`. `None` if there is no such
    /// moment.
    pub fn rfc3339(self) -> Option<String> {
        let Fields { year, month, day, hour, minute, second, zone } = self.fields()?;
        let sign = if zone < 0 { '-' } else { '+' };
        let (zone_hour, zone_minute) = (zone.abs() / 4, zone.abs() % 4 * 15);
        Some(format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{zone_hour:02}:{zone_minute:02}"
        ))
    }

    /// The time in seconds since 1970. `None` if there is no such moment.
    pub fn unix_seconds(self) -> Option<i64> {
        let Fields { year, month, day, hour, minute, second, zone } = self.fields()?;
        Some(days_from_civil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - zone * 900)
    }

    /// Parses the fields. A zone that is not decimal counts as missing, since the time itself may be right; the other
    /// fields must be a real date.
    fn fields(self) -> Option<Fields> {
        let [year, month, day, hour, minute, second, _] = self.0;
        let year = unswapped(year)?;
        let year = year + if year >= 90 { 1900 } else { 2000 };
        let (month, day) = (unswapped(month)?, unswapped(day)?);
        let (hour, minute, second) = (unswapped(hour)?, unswapped(minute)?, unswapped(second)?);
        let possible = (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        possible.then_some(Fields { year, month, day, hour, minute, second, zone: self.zone().unwrap_or(0) })
    }

    /// The zone in quarter hours.
    fn zone(self) -> Option<i64> {
        let [.., zone] = self.0;
        let size = unswapped(zone & !0x08)?;
        Some(if zone & 0x08 != 0 { -size } else { size })
    }
}

/// Prints the octets.
impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", super::hex::encode(&self.0))
    }
}

struct Fields {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// The zone in quarter hours.
    zone: i64,
}

/// Two decimal digits, the first in the low half.
pub(super) fn unswapped(octet: u8) -> Option<i64> {
    let (tens, ones) = (octet & 0xF, octet >> 4);
    (tens < 10 && ones < 10).then(|| i64::from(tens * 10 + ones))
}

pub(super) fn swapped(number: u8) -> u8 {
    ((number % 10) << 4) | (number / 10)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01, counted from 1 March so that the leap day is the last of a year. Of the years with two
/// digits, every fourth is a leap year.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month < 3 { (year - 1, month + 9) } else { (year, month - 3) };
    (year - 1968) * 1461 / 4 + (month * 153 + 2) / 5 + day - 1 - 671
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 671;
    let year = (days * 4 + 3).div_euclid(1461);
    let day_of_year = days - (year * 1461).div_euclid(4);
    let month = (day_of_year * 5 + 2) / 153;
    let day = day_of_year - (month * 153 + 2) / 5 + 1;
    let year = year + 1968;
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(hex: &str) -> Timestamp {
        Timestamp(super::super::hex::decode(hex).unwrap().try_into().unwrap())
    }

    #[test]
    fn times_are_printed_with_the_offset_of_the_smsc() {
        for (hex, want, seconds) in [
            ("62112201928540", "2026-11-22T10:29:58+01:00", 1_795_339_798),
            ("99309251619580", "1999-03-29T15:16:59+02:00", 922_713_419),
            ("0020906080000A", "2000-02-09T06:08:00-05:00", 950_094_480),
            ("62112201928500", "2026-11-22T10:29:58+00:00", 1_795_343_398),
            ("62112201928508", "2026-11-22T10:29:58+00:00", 1_795_343_398),
            ("62112201928569", "2026-11-22T10:29:58-04:00", 1_795_357_798),
            ("42209232959532", "2024-02-29T23:59:59+05:45", 1_709_230_499),
            ("62112201928522", "2026-11-22T10:29:58+05:30", 1_795_323_598),
            ("98211332959500", "2089-12-31T23:59:59+00:00", 3_786_911_999),
            ("09101000000000", "1990-01-01T00:00:00+00:00", 631_152_000),
        ] {
            assert_eq!(read(hex).rfc3339().as_deref(), Some(want), "{hex}");
            assert_eq!(read(hex).unix_seconds(), Some(seconds), "{hex}");
        }
    }

    #[test]
    fn an_impossible_time_is_none() {
        for hex in [
            "00000000000000",
            "FFFFFFFFFFFFFF",
            "62312201928540",
            "62002201928540",
            "62110001928540",
            "62201301928540",
            "52209201928540",
            "62112242928540",
            "62112201068540",
            "62112201920640",
            "6211220192A540",
            "A2112201928540",
        ] {
            assert_eq!((read(hex).rfc3339(), read(hex).unix_seconds()), (None, None), "{hex}");
        }
        assert_eq!(Timestamp::ABSENT.rfc3339(), None);
    }

    #[test]
    fn a_zone_of_fillers_counts_as_none() {
        assert_eq!(read("621122019285FF").rfc3339().as_deref(), Some("2026-11-22T10:29:58+00:00"));
    }

    #[test]
    fn every_day_of_a_century_is_written_and_read() {
        for day in 7305..43_829 {
            for zone in [-79, -20, 0, 4, 23, 79] {
                let seconds = day * 86_400 + 86_399 - i64::from(zone) * 900;
                let time = Timestamp::new(seconds, zone).unwrap();
                assert_eq!(time.unix_seconds(), Some(seconds), "{time:?}");
            }
        }
        assert_eq!(Timestamp::new(631_151_999, 0), None);
        assert_eq!(Timestamp::new(3_786_912_000, 0), None);
        assert_eq!(Timestamp::new(i64::MAX, 79), None);
        assert_eq!(Timestamp::new(0, 80), None);
    }
}
