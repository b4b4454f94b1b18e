//! Dates as the app reads and writes them: `yyyy-MM-dd'T'HH:mm:ss.SSSXXX` in the phone's zone.

use crate::model::Timestamp;

/// Writes a point in time, given in milliseconds since 1970. In UTC the offset is `Z`.
pub fn write(ms: i64, zone_minutes: i32) -> String {
    let local = ms.saturating_add(i64::from(zone_minutes) * 60_000);
    let text = Timestamp::from_millis(local).to_string();
    if zone_minutes == 0 {
        return text;
    }
    let (sign, minutes) = if zone_minutes < 0 { ('-', -zone_minutes) } else { ('+', zone_minutes) };
    format!("{}{sign}{:02}:{:02}", text.trim_end_matches('Z'), minutes / 60, minutes % 60)
}

/// Reads a date of a query: with an offset, and with either no fraction or milliseconds. Anything else is no date.
pub fn read_query(text: &str) -> Option<i64> {
    let rest = text.get("2026-03-01T09:00:00".len()..)?;
    let fraction = rest.get(..rest.find(['Z', '+', '-'])?)?;
    let fits = fraction.is_empty() || fraction.len() == ".000".len();
    (fits && !text.contains(['t', 'z'])).then(|| Timestamp::parse(text)).flatten().map(Timestamp::as_millis)
}

/// Reads a date of a body. The app's parser takes every fraction for a number of milliseconds, so a date with
/// microseconds is up to 1000 s late.
pub fn read_body(text: &str) -> Option<i64> {
    let rest = text.get("2026-03-01T09:00:00".len()..)?;
    let (fraction, offset) = rest.split_at(rest.find(['Z', '+', '-'])?);
    let whole = Timestamp::parse(&format!("{}{offset}", text.get(.."2026-03-01T09:00:00".len())?))?.as_millis();
    if fraction.is_empty() {
        return Some(whole);
    }
    let ms = fraction.strip_prefix('.')?.parse::<u32>().ok()?;
    Some(whole + i64::from(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: i64 = 1_772_355_600_000;

    #[test]
    fn dates_are_written_in_the_zone_of_the_phone() {
        for (zone, text) in [
            (0, "2026-03-01T09:00:00.000Z"),
            (60, "2026-03-01T10:00:00.000+01:00"),
            (330, "2026-03-01T14:30:00.000+05:30"),
            (-480, "2026-03-01T01:00:00.000-08:00"),
        ] {
            assert_eq!(write(AT, zone), text);
        }
    }

    #[test]
    fn a_query_needs_an_offset_and_no_microseconds() {
        for text in ["2026-03-01T09:00:00Z", "2026-03-01T09:00:00.000Z", "2026-03-01T10:00:00.000+01:00"] {
            assert_eq!(read_query(text), Some(AT), "{text}");
        }
        for text in ["2026-03-01T09:00:00", "2026-03-01T09:00:00.000000+00:00", "2026-03-01", "", "now"] {
            assert_eq!(read_query(text), None, "{text}");
        }
    }

    #[test]
    fn a_body_may_have_any_fraction_and_counts_it_as_milliseconds() {
        for (text, late) in [
            ("2026-03-01T09:00:00Z", 0),
            ("2026-03-01T09:00:00.250Z", 250),
            ("2026-03-01T10:00:00.000000+01:00", 0),
            ("2026-03-01T09:00:00.250000Z", 250_000),
        ] {
            assert_eq!(read_body(text), Some(AT + late), "{text}");
        }
        assert_eq!(read_body("2026-03-01T09:00:00"), None);
    }
}
