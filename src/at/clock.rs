//! The network's clock (NITZ), as modems report it: `+CCLK` (27.007 8.15), `+CTZE` (8.41) and makers' own codes.
//! Simgate asks for it only where the board has no clock of its own.

use super::reply::{after, fields, number};

/// Local time and its offset from UTC. Not every modem knows the offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Seconds since 1970 as if the local time were UTC.
    pub local_seconds: i64,
    /// Quarters of an hour east of UTC.
    pub zone_quarters: Option<i8>,
}

impl Clock {
    /// The time in UTC, in seconds since 1970, computed as the specification defines it. Returns `None` without a zone.
    /// Quectel's EC2x under `+CTZU=1` breaks the specification: it reports UTC, and the zone beside it.
    pub fn unix_seconds(self) -> Option<i64> {
        Some(self.local_seconds - i64::from(self.zone_quarters?) * 900)
    }
}

/// Parses the answer to `AT+CCLK?`: `+CCLK: "26/11/22,10:29:58+04"`. Huawei writes years with four digits. A clock that
/// was never set reports 1970, 1980, 2000 or 2004, depending on the model: those return `None`.
pub fn parse_answer(row: &str) -> Option<Clock> {
    civil(fields(after(row, "+CCLK:")?).first()?)
}

/// Parses an unsolicited clock: `^NWTIME: 26/11/22,10:29:58+04,00` (Huawei), `*PSUTTZ: 2026,11,22,9,29,58,"+4",0`
/// (SIMCom, in UTC), `+CTZE: "+04",0,"2026/11/22,10:29:58"`, `+QNITZ: "26/11/22,09:29:58+04,0"` (Quectel).
pub(super) fn parse_announcement(row: &str) -> Option<Clock> {
    if let Some(rest) = after(row, "^NWTIME:") {
        return civil(rest.trim_matches('"'));
    }
    if let Some(rest) = after(row, "+QNITZ:") {
        return civil(fields(rest).first()?);
    }
    if let Some(rest) = after(row, "+CTZE:") {
        let fields = fields(rest);
        let clock = civil(fields.get(2)?)?;
        return Some(Clock { zone_quarters: zone(fields.first()?), ..clock });
    }
    let fields = fields(after(row, "*PSUTTZ:")?);
    let [year, month, day, hour, minute, second, quarters, ..] = fields.as_slice() else { return None };
    let utc = seconds([year, month, day, hour, minute, second])?;
    let quarters = zone(quarters)?;
    Some(Clock { local_seconds: utc + i64::from(quarters) * 900, zone_quarters: Some(quarters) })
}

/// Parses `26/11/22,10:29:58+04`. The zone is optional; the text behind a further comma is ignored.
fn civil(text: &str) -> Option<Clock> {
    let (date, rest) = text.split_once(',')?;
    let time = rest.split(',').next().unwrap_or_default();
    let sign = time.find(['+', '-']).unwrap_or(time.len());
    let (time, zone_text) = time.split_at(sign);
    let mut date = date.split('/');
    let mut time = time.split(':');
    let parts = [date.next()?, date.next()?, date.next()?, time.next()?, time.next()?, time.next()?];
    if date.next().is_some() || time.next().is_some() {
        return None;
    }
    Some(Clock { local_seconds: seconds(parts)?, zone_quarters: zone(zone_text) })
}

/// Parses a zone of -12 to +14 hours, in quarters of an hour.
fn zone(text: &str) -> Option<i8> {
    number::<i8>(text).filter(|quarters| (-48..=56).contains(quarters))
}

/// A clock outside these years is not set: simgate did not exist before them.
const YEARS: std::ops::Range<i16> = 2024..2070;

fn seconds(parts: [&str; 6]) -> Option<i64> {
    let [year, month, day, hour, minute, second] = parts;
    let year = number::<i16>(year)?;
    let year = if year < 100 { 2000 + year } else { year };
    let time = jiff::civil::DateTime::new(
        year,
        number(month)?,
        number(day)?,
        number(hour)?,
        number(minute)?,
        number(second)?,
        0,
    );
    let time = time.ok().filter(|time| YEARS.contains(&time.year()))?;
    Some(jiff::tz::Offset::UTC.to_timestamp(time).ok()?.as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: i64 = 1_795_343_398;

    #[test]
    fn the_clock_is_parsed_in_every_dialect() {
        let clock = |local_seconds, zone_quarters| Some(Clock { local_seconds, zone_quarters });
        for (row, want) in [
            ("+CCLK: \"26/11/22,10:29:58+04\"", clock(LOCAL, Some(4))),
            ("+CCLK: \"2026/11/22,10:29:58-20\"", clock(LOCAL, Some(-20))),
            ("+CCLK: \"26/11/22,10:29:58\"", clock(LOCAL, None)),
            ("+CCLK: \"26/11/22,10:29:58+99\"", clock(LOCAL, None)),
            ("+CCLK: \"04/01/01,00:00:00+00\"", None),
            ("+CCLK: \"80/01/06,00:00:00+00\"", None),
            ("+CCLK: \"1980/01/06,00:00:00+00\"", None),
            ("+CCLK: \"26/13/22,10:29:58+04\"", None),
            ("+CCLK: \"26/11/22\"", None),
            ("+CCLK: ", None),
        ] {
            assert_eq!(parse_answer(row), want, "{row}");
        }
        for (row, want) in [
            ("^NWTIME: 26/11/22,10:29:58+04,00", clock(LOCAL, Some(4))),
            ("*PSUTTZ: 2026,11,22,9,29,58,\"+4\",0", clock(LOCAL, Some(4))),
            ("+CTZE: \"+04\",0,\"2026/11/22,10:29:58\"", clock(LOCAL, Some(4))),
            ("+QNITZ: \"26/11/22,10:29:58+04,0\"", clock(LOCAL, Some(4))),
            ("+CTZV: +04", None),
            ("*PSUTTZ: 1,2", None),
        ] {
            assert_eq!(parse_announcement(row), want, "{row}");
        }
        assert_eq!(parse_answer("+CCLK: \"26/11/22,10:29:58+04\"").unwrap().unix_seconds(), Some(LOCAL - 3600));
        assert_eq!(parse_answer("+CCLK: \"26/11/22,10:29:58\"").unwrap().unix_seconds(), None);
    }
}
