//! Reads a request to send a message, as HTTP and MQTT callers write it: a JSON object with fixed keys.
//!
//! Nothing is guessed: an unknown key or a value of the wrong type refuses the whole request.

use std::time::Duration;

use serde_json::{Map, Value};

use super::outbound::{OnExhausted, Refusal, RefusalCode, SendRequest};
use crate::model::json::JsonError;
use crate::model::{self, Msisdn, Timestamp};

/// Values for keys that a request omits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// Time to live.
    pub ttl: Duration,
    /// What happens when no line has room.
    pub on_exhausted: OnExhausted,
}

const KEYS: [&str; 11] = [
    "from",
    "to",
    "message",
    "gateway",
    "id",
    "ttl",
    "priority",
    "send_at",
    "expires_at",
    "status_report",
    "on_exhausted",
];

/// Shortest time to live. With a shorter one the message would expire before any line can send it.
pub const TTL_MIN: Duration = Duration::from_secs(10);
/// Longest time to live. An SMSC keeps a message for at most 63 weeks (TS 23.040 9.2.3.12.1); a month is enough.
pub const TTL_MAX: Duration = Duration::from_secs(31 * 86400);
/// Longest idempotency key, in bytes.
pub const KEY_MAX: usize = 128;

/// Parses the JSON body of any caller.
///
/// Refuses a body that isn't JSON, and an object with the same key twice.
pub fn json(body: &[u8]) -> Result<Value, Refusal> {
    model::json::read(body).map_err(|error| {
        let what = match error {
            JsonError::NotJson(_) => "the body is not JSON".to_owned(),
            JsonError::Repeated(key) => format!("`{}` occurs twice in one object", quotable(&key)),
        };
        Refusal::new(RefusalCode::InvalidJson, what)
    })
}

/// The start of a caller's key that a refusal may quote: printable and short.
pub(super) fn quotable(key: &str) -> String {
    key.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// Reads a request of `caller` to the gateway with this name.
///
/// Returns a refusal that names the first wrong key, for the caller.
pub fn read(body: &[u8], caller: &str, gateway: &str, defaults: &Defaults) -> Result<SendRequest, Refusal> {
    let invalid = |what: &str| Refusal::new(RefusalCode::InvalidJson, what);
    let Value::Object(fields) = json(body)? else { return Err(invalid("the body must be a JSON object")) };
    if let Some(unknown) = fields.keys().find(|key| !KEYS.contains(&key.as_str())) {
        let known = KEYS.map(|key| format!("`{key}`")).join(", ");
        return Err(Refusal::new(
            RefusalCode::UnknownField,
            format!("`{}` is not a field; the fields are {known}", quotable(unknown)),
        ));
    }
    let fields = Fields(fields);
    if let Some(wanted) = fields.text("gateway")?
        && wanted != gateway
    {
        return Err(Refusal::new(RefusalCode::WrongGateway, format!("`gateway`: this is not it, but `{gateway}`")));
    }
    let from = fields.text("from")?.map(|text| text.parse::<Msisdn>());
    let from = from.transpose().map_err(|_| wrong("from", "a number in E.164 form, such as +12025550143"))?;
    let ttl = fields.seconds("ttl")?.unwrap_or(defaults.ttl);
    if !(TTL_MIN..=TTL_MAX).contains(&ttl) {
        return Err(wrong("ttl", &format!("from {} to {} seconds", TTL_MIN.as_secs(), TTL_MAX.as_secs())));
    }
    let (send_at, expires_at) = (fields.time("send_at")?, fields.time("expires_at")?);
    let on_exhausted = fields
        .text("on_exhausted")?
        .map(|text| OnExhausted::parse(text).ok_or_else(|| wrong("on_exhausted", "`wait`, `refuse` or `overflow`")));
    Ok(SendRequest {
        caller: caller.to_owned(),
        key: fields.key()?,
        from,
        line: None,
        to: fields.needed("to")?.to_owned(),
        text: fields.needed("message")?.to_owned(),
        urgent: match fields.text("priority")? {
            None | Some("normal") => false,
            Some("urgent") => true,
            Some(_) => return Err(wrong("priority", "`normal` or `urgent`")),
        },
        status_report: fields.flag("status_report")?.unwrap_or(true),
        ttl,
        send_at,
        expires_at,
        on_exhausted: on_exhausted.transpose()?.unwrap_or(defaults.on_exhausted),
    })
}

/// Checks that the caller may send from the number in the request; an empty list allows every line.
///
/// If the caller has one number and the request names none, sets that number.
pub fn bind(request: &mut SendRequest, numbers: &[Msisdn]) -> Result<(), Refusal> {
    let refused = |why: &str| Err(Refusal::new(RefusalCode::NotYourNumber, why));
    match (&request.from, numbers) {
        (_, []) => Ok(()),
        (Some(from), _) if numbers.contains(from) => Ok(()),
        (Some(_), _) => refused("`from` is not one of the numbers that this caller may send from"),
        (None, [only]) => {
            request.from = Some(only.clone());
            Ok(())
        }
        (None, _) => refused("`from` is missing: this caller may send from several numbers and must name one"),
    }
}

fn wrong(key: &str, wanted: &str) -> Refusal {
    Refusal::new(RefusalCode::InvalidField, format!("`{key}` must be {wanted}"))
}

struct Fields(Map<String, Value>);

impl Fields {
    /// The value of a key. `null` counts as absent.
    fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    fn text(&self, key: &str) -> Result<Option<&str>, Refusal> {
        self.get(key).map(|value| value.as_str().ok_or_else(|| wrong(key, "a string"))).transpose()
    }

    fn needed(&self, key: &str) -> Result<&str, Refusal> {
        self.text(key)?.ok_or_else(|| Refusal::new(RefusalCode::InvalidField, format!("`{key}` is missing")))
    }

    fn flag(&self, key: &str) -> Result<Option<bool>, Refusal> {
        self.get(key).map(|value| value.as_bool().ok_or_else(|| wrong(key, "true or false"))).transpose()
    }

    fn seconds(&self, key: &str) -> Result<Option<Duration>, Refusal> {
        let read = |value: &Value| value.as_u64().ok_or_else(|| wrong(key, "a whole number of seconds"));
        Ok(self.get(key).map(read).transpose()?.map(Duration::from_secs))
    }

    fn time(&self, key: &str) -> Result<Option<Timestamp>, Refusal> {
        let wanted = "a time in RFC 3339 form, such as 2026-11-22T10:30:00Z";
        self.text(key)?.map(|text| Timestamp::parse(text).ok_or_else(|| wrong(key, wanted))).transpose()
    }

    fn key(&self) -> Result<Option<String>, Refusal> {
        let Some(id) = self.text("id")? else { return Ok(None) };
        let good = !id.is_empty() && id.len() <= KEY_MAX && !id.chars().any(char::is_control);
        match good {
            true => Ok(Some(id.to_owned())),
            false => Err(wrong("id", &format!("1 to {KEY_MAX} bytes of text without control characters"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEFAULTS: Defaults = Defaults { ttl: Duration::from_secs(3600), on_exhausted: OnExhausted::Wait };

    fn of(body: &str) -> Result<SendRequest, Refusal> {
        read(body.as_bytes(), "key:alice", "attic", &DEFAULTS)
    }

    #[test]
    fn a_request_is_read_with_all_its_fields_and_defaults_for_the_rest() {
        let short = of(r#"{"to":"611","message":"hi"}"#).unwrap();
        assert_eq!((short.to.as_str(), short.text.as_str(), short.caller.as_str()), ("611", "hi", "key:alice"));
        assert_eq!((short.key, short.from, short.urgent, short.status_report), (None, None, false, true));
        assert_eq!((short.ttl, short.send_at, short.on_exhausted), (DEFAULTS.ttl, None, OnExhausted::Wait));
        let whole =
            of(r#"{"from":"+12025550143","to":"+12025550199","message":"ü","gateway":"attic","id":"a-1","ttl":60,
                "priority":"urgent","send_at":"2026-11-22T10:30:00Z","expires_at":"2026-11-22T12:30:00+01:00","status_report":false,"on_exhausted":"refuse"}"#)
            .unwrap();
        assert_eq!(whole.from.unwrap().as_str(), "+12025550143");
        assert_eq!((whole.key.as_deref(), whole.urgent, whole.status_report), (Some("a-1"), true, false));
        assert_eq!((whole.ttl.as_secs(), whole.on_exhausted), (60, OnExhausted::Refuse));
        assert_eq!(whole.send_at.unwrap().to_string(), "2026-11-22T10:30:00.000Z");
        assert_eq!(whole.expires_at.unwrap().to_string(), "2026-11-22T11:30:00.000Z");
    }

    #[test]
    fn a_caller_sends_from_no_number_but_its_own() {
        let number = |text: &str| Msisdn::parse(text).unwrap();
        let (mine, also_mine, other) = (number("+12025550143"), number("+12025550144"), number("+12025550199"));
        let bound = |from: Option<&Msisdn>, numbers: &[&Msisdn]| {
            let numbers: Vec<Msisdn> = numbers.iter().copied().cloned().collect();
            let mut request = of(r#"{"to":"611","message":"hi"}"#).unwrap();
            request.from = from.cloned();
            bind(&mut request, &numbers).map(|()| request.from).map_err(|refusal| refusal.code)
        };
        assert_eq!(bound(None, &[]), Ok(None));
        assert_eq!(bound(Some(&other), &[]), Ok(Some(other.clone())));
        assert_eq!(bound(None, &[&mine]), Ok(Some(mine.clone())));
        assert_eq!(bound(Some(&also_mine), &[&mine, &also_mine]), Ok(Some(also_mine.clone())));
        assert_eq!(bound(Some(&other), &[&mine]), Err(RefusalCode::NotYourNumber));
        assert_eq!(bound(Some(&other), &[&mine, &also_mine]), Err(RefusalCode::NotYourNumber));
        assert_eq!(bound(None, &[&mine, &also_mine]), Err(RefusalCode::NotYourNumber));
    }

    #[test]
    fn a_wrong_request_is_refused_with_code_and_message() {
        for (body, code, words) in [
            ("", "invalid_json", "the body is not JSON"),
            ("[]", "invalid_json", "the body must be a JSON object"),
            (r#"{"to":"1"#, "invalid_json", "the body is not JSON"),
            (r#"{"to":"611","message":"x","to":"611"}"#, "invalid_json", "`to` occurs twice"),
            (
                r#"{"to":"611","message":"x","send_at":"2026-11-22T10:30:00+25:00"}"#,
                "invalid_field",
                "`send_at` must be",
            ),
            (
                r#"{"to":"611","message":"x","send_at":"2026-11-22T10:30:00+01:00[Europe/Berlin]"}"#,
                "invalid_field",
                "`send_at` must be",
            ),
            (r#"{"to":"611","message":"x","mesage":"y"}"#, "unknown_field", "`mesage` is not a field"),
            (r#"{"message":"x"}"#, "invalid_field", "`to` is missing"),
            (r#"{"to":"611"}"#, "invalid_field", "`message` is missing"),
            (r#"{"to":611,"message":"x"}"#, "invalid_field", "`to` must be a string"),
            (r#"{"to":"611","message":"x","ttl":"1h"}"#, "invalid_field", "`ttl` must be a whole number"),
            (r#"{"to":"611","message":"x","ttl":-1}"#, "invalid_field", "`ttl` must be a whole number"),
            (r#"{"to":"611","message":"x","ttl":1}"#, "invalid_field", "`ttl` must be from 10 to 2678400 seconds"),
            (r#"{"to":"611","message":"x","ttl":99999999}"#, "invalid_field", "`ttl` must be from"),
            (r#"{"to":"611","message":"x","from":"att-1"}"#, "invalid_field", "`from` must be a number"),
            (r#"{"to":"611","message":"x","id":""}"#, "invalid_field", "`id` must be 1 to 128 bytes"),
            (r#"{"to":"611","message":"x","id":7}"#, "invalid_field", "`id` must be a string"),
            (r#"{"to":"611","message":"x","priority":"high"}"#, "invalid_field", "`priority` must be"),
            (r#"{"to":"611","message":"x","send_at":"soon"}"#, "invalid_field", "`send_at` must be a time"),
            (r#"{"to":"611","message":"x","expires_at":1}"#, "invalid_field", "`expires_at` must be a string"),
            (r#"{"to":"611","message":"x","status_report":1}"#, "invalid_field", "`status_report` must be"),
            (r#"{"to":"611","message":"x","on_exhausted":"drop"}"#, "invalid_field", "`on_exhausted` must be"),
            (r#"{"to":"611","message":"x","gateway":"cellar"}"#, "wrong_gateway", "this is not it, but `attic`"),
        ] {
            let refusal = of(body).unwrap_err();
            assert_eq!(refusal.code.as_str(), code, "{body}");
            assert!(refusal.message.contains(words), "{body}: {}", refusal.message);
        }
    }
}
