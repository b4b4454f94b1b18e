//! Converts single values of a callback: texts, numbers, times, links. A value that can't be converted is left out.

use serde_json::Value;

use crate::model::{Msisdn, Timestamp};

/// The longest time in RFC 3339 that is accepted.
const TIME_BYTES_MAX: usize = 40;

/// A string, or a whole number as its digits. A number with a fraction or an exponent may have lost digits and returns
/// `None`.
pub fn scalar(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        Value::Number(_) | Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A number in E.164 form. People and providers also write it with blanks, with `00`, or without the plus.
pub fn number(text: &str) -> Option<Msisdn> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')')).collect();
    let digits = digits.strip_prefix("00").map_or(digits.clone(), |rest| format!("+{rest}"));
    Msisdn::parse(&digits).or_else(|_| Msisdn::parse(&format!("+{digits}"))).ok()
}

/// A time in RFC 3339: as it arrived, or converted from seconds or milliseconds since 1970.
pub fn sent_at(value: &Value) -> Option<String> {
    let text = scalar(Some(value))?;
    if text.len() <= TIME_BYTES_MAX && Timestamp::parse(&text).is_some() {
        return Some(text);
    }
    let count: i64 = text.parse().ok()?;
    let ms = match count {
        // Both ranges end in the year 5138.
        0..100_000_000_000 => count * 1000,
        100_000_000_000..100_000_000_000_000 => count,
        _ => return None,
    };
    Some(Timestamp::from_millis(ms).to_string())
}

/// Links: one, an array of them, or an array of objects that have one as `url`.
pub fn links(value: &Value) -> Vec<String> {
    let one = std::slice::from_ref(value);
    let items = value.as_array().map_or(one, Vec::as_slice).iter();
    let link = |item: &'_ Value| item.as_str().or_else(|| item.get("url")?.as_str()).map(str::to_owned);
    items.filter_map(link).filter(|link| is_link(link)).collect()
}

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(|c: char| c.is_whitespace() || c.is_control()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_is_a_string_or_a_whole_number() {
        for (value, text) in [
            (json!("a b"), Some("a b")),
            (json!(""), Some("")),
            (json!(482_913), Some("482913")),
            (json!(447_700_900_001_u64), Some("447700900001")),
            (json!(1.5), None),
            (json!(1.0e30), None),
            (json!(true), None),
            (json!(null), None),
            (json!(["a"]), None),
            (json!({ "a": "b" }), None),
        ] {
            assert_eq!(scalar(Some(&value)).as_deref(), text, "{value}");
        }
        assert_eq!(scalar(None), None);
    }

    #[test]
    fn a_number_is_read_in_every_common_form() {
        for right in ["+12025550199", " +1 (202) 555-0199 ", "0012025550199", "12025550199", "1.202.555.0199"] {
            assert_eq!(number(right).as_ref().map(Msisdn::as_str), Some("+12025550199"), "{right}");
        }
        for wrong in ["80800", "0202555019", "Shop", "", "+", "++12025550199", "+1202555o199", "000012025550199"] {
            assert_eq!(number(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_time_is_rfc_3339_or_a_count_or_left_out() {
        for (at, want) in [
            (json!("2026-03-01T09:00:05.120000+01:00"), Some("2026-03-01T09:00:05.120000+01:00")),
            (json!("2026-03-01T09:00:05Z"), Some("2026-03-01T09:00:05Z")),
            (json!(1_772_355_605), Some("2026-03-01T09:00:05.000Z")),
            (json!("1772355605"), Some("2026-03-01T09:00:05.000Z")),
            (json!(1_772_355_605_120_u64), Some("2026-03-01T09:00:05.120Z")),
            (json!("2026-03-01 09:00:05"), None),
            (json!("2026-02-30T09:00:05Z"), None),
            (json!(format!("2026-03-01T09:00:05.{}Z", "0".repeat(60))), None),
            (json!(1.5), None),
            (json!(-1), None),
            (json!(u64::MAX), None),
            (json!("now"), None),
            (json!(""), None),
            (json!(null), None),
            (json!([1]), None),
        ] {
            assert_eq!(sent_at(&at).as_deref(), want, "{at}");
        }
    }

    #[test]
    fn media_are_links_and_nothing_else() {
        for (media, found) in [
            (json!("https://h/a.jpg"), vec!["https://h/a.jpg"]),
            (json!(["https://h/a", "http://h/b"]), vec!["https://h/a", "http://h/b"]),
            (json!([{ "url": "https://h/a", "size": 5 }, { "href": "https://h/b" }]), vec!["https://h/a"]),
            (json!({ "url": "https://h/a" }), vec!["https://h/a"]),
            (json!(["ftp://h/a", "https://", "https://h/ a", "https://h/\n", "javascript:x", "", 5, null]), vec![]),
            (json!(null), vec![]),
        ] {
            assert_eq!(links(&media), found, "{media}");
        }
    }
}
