//! Durations as people write them: `90s`, `1h30m`, `30d`.

use std::time::Duration;

/// Units with their milliseconds, the largest first.
const UNITS: [(&str, u64); 6] =
    [("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1)];

/// Reads `30s`, `1h30m`, `500ms`, `2w`. A number without a unit is refused, since its unit would be a guess.
pub fn parse(text: &str) -> Option<Duration> {
    let mut rest = text.trim();
    let mut total: u64 = 0;
    let mut above = u64::MAX;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).filter(|at| *at > 0)?;
        let number: u64 = rest[..digits].parse().ok()?;
        rest = &rest[digits..];
        let letters = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (_, unit) = UNITS.into_iter().find(|(name, _)| *name == &rest[..letters])?;
        if unit >= above {
            return None;
        }
        above = unit;
        total = total.checked_add(number.checked_mul(unit)?)?;
        rest = &rest[letters..];
    }
    (above != u64::MAX).then(|| Duration::from_millis(total))
}

/// Writes what `parse` reads back: `24h`, `30d`, `1h30m`. One day is `24h`.
pub fn write(span: Duration) -> String {
    let mut rest = u64::try_from(span.as_millis()).unwrap_or(u64::MAX);
    let mut text = String::new();
    for (name, unit) in UNITS.into_iter().skip(1) {
        let count = rest / unit;
        if count > 0 && (name != "d" || count > 1 || rest % unit != 0) {
            text.push_str(&format!("{count}{name}"));
            rest %= unit;
        }
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_and_write() {
        for (text, ms, written) in [
            ("24h", 86_400_000, "24h"),
            ("1d", 86_400_000, "24h"),
            ("30d", 2_592_000_000, "30d"),
            ("2w", 1_209_600_000, "14d"),
            ("1h30m", 5_400_000, "1h30m"),
            ("90s", 90_000, "1m30s"),
            ("500ms", 500, "500ms"),
            ("0s", 0, "0s"),
            ("1d1h", 90_000_000, "1d1h"),
        ] {
            assert_eq!(parse(text), Some(Duration::from_millis(ms)), "{text}");
            assert_eq!(write(Duration::from_millis(ms)), written);
            assert_eq!(parse(written), Some(Duration::from_millis(ms)), "{written}");
        }
    }

    #[test]
    fn what_is_no_duration_is_refused() {
        for text in
            ["", "5", "h", "5 m", "-5m", "1.5h", "5x", "5m1h", "5m5m", "99999999999999999999w", "9999999999999w", "5m3"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
