//! The body of a callback as JSON: as it arrived, or built from the fields of a form.

use std::mem;

use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use crate::drivers::CallbackRequest;

/// Reads a body as JSON. A body is a form if its `Content-Type` says so; every other body is JSON, whatever its type
/// is. The error contains nothing of the body.
pub fn read(request: CallbackRequest<'_>) -> Result<Value, String> {
    let kind = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return form(request.body);
    }
    let place =
        |error: serde_json::Error| format!("the body is not JSON: line {}, column {}", error.line(), error.column());
    serde_json::from_slice(request.body).map_err(place)
}

/// An object with a string for each field, and an array for a field that occurs several times.
fn form(body: &[u8]) -> Result<Value, String> {
    let mut object = Map::new();
    for field in body.split(|&byte| byte == b'&').filter(|field| !field.is_empty()) {
        let mut halves = field.splitn(2, |&byte| byte == b'=');
        let mut next = || percent_decode(halves.next().unwrap_or_default()).ok_or("the form is not UTF-8");
        let (name, value) = (next()?, Value::String(next()?));
        match object.get_mut(&name) {
            None => drop(object.insert(name, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![mem::take(first), value]),
        }
    }
    Ok(Value::Object(object))
}

/// Decodes a field (URL Standard, section 5.1): `+` is a blank, and a `%` without two digits stays.
fn percent_decode(text: &[u8]) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, after)) = rest.split_first() {
        let octet = after.get(..2).filter(|_| first == b'%').and_then(octet);
        bytes.push(octet.unwrap_or(if first == b'+' { b' ' } else { first }));
        rest = if octet.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

fn octet(digits: &[u8]) -> Option<u8> {
    let digits = Some(digits).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;
    use serde_json::json;

    use super::*;

    fn body_of(kind: Option<&str>, body: &[u8]) -> Result<Value, String> {
        let mut headers = HeaderMap::new();
        if let Some(kind) = kind {
            headers.insert(CONTENT_TYPE, kind.parse().unwrap());
        }
        read(CallbackRequest { headers: &headers, body })
    }

    #[test]
    fn a_form_is_an_object_of_strings() {
        for (body, value) in [
            (&b""[..], json!({})),
            (b"From=%2B12025550143&Body=a+b%20c%26d", json!({ "From": "+12025550143", "Body": "a b c&d" })),
            (b"a&b=&=c&&a==", json!({ "a": ["", "="], "b": "", "": "c" })),
            (b"m=1&m=2&m=3", json!({ "m": ["1", "2", "3"] })),
            (b"a=100%&b=%zz&c=%4&d=%+1", json!({ "a": "100%", "b": "%zz", "c": "%4", "d": "% 1" })),
            ("a=ä&b=%C3%A4&c=%F0%9F%98%80".as_bytes(), json!({ "a": "ä", "b": "ä", "c": "😀" })),
        ] {
            for kind in ["application/x-www-form-urlencoded", "Application/X-WWW-Form-Urlencoded; charset=UTF-8"] {
                assert_eq!(body_of(Some(kind), body), Ok(value.clone()));
            }
        }
        let latin = body_of(Some("application/x-www-form-urlencoded"), b"a=%E4");
        assert_eq!(latin, Err("the form is not UTF-8".to_owned()));
    }

    #[test]
    fn every_other_body_is_json_or_refused() {
        for kind in
            [None, Some("application/json"), Some("text/plain"), Some("application/problem+json; charset=utf-8")]
        {
            assert_eq!(body_of(kind, br#" {"a":["b"]} "#), Ok(json!({ "a": ["b"] })));
        }
        for (wrong, place) in [
            (&b""[..], "line 1, column 0"),
            (b"From=a", "line 1, column 1"),
            (b"{\n\"secret\": hidden}", "line 2, column 11"),
            (b"{} {}", "line 1, column 4"),
            (b"\"\xFF\"", "line 1, column 2"),
        ] {
            assert_eq!(body_of(None, wrong), Err(format!("the body is not JSON: {place}")));
        }
        let deep = [b"[".repeat(60_000), b"]".repeat(60_000)].concat();
        assert!(body_of(None, &deep).is_err(), "the depth has a limit");
    }
}
