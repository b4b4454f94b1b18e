//! Reads a message as clients of the app write it.

use std::time::Duration;

use axum::http::StatusCode;

use super::dialect::device_id;
use super::fields::Fields;
use crate::api::error::ApiError;
use crate::api::keys::Caller;
use crate::api::request::invalid;
use crate::api::state::Settings;
use crate::flow::command::TTL_MAX;
use crate::flow::outbound::{Mailing, RECIPIENTS_MAX, SendRequest};
use crate::model::Timestamp;

const KEYS: [&str; 14] = [
    "id",
    "deviceId",
    "textMessage",
    "dataMessage",
    "mmsMessage",
    "message",
    "phoneNumbers",
    "simNumber",
    "ttl",
    "validUntil",
    "scheduleAt",
    "withDeliveryReport",
    "priority",
    "isEncrypted",
];

/// Longest id of a message or a webhook.
pub const ID_MAX: usize = 36;
/// Shortest time to live, in seconds.
const TTL_MIN: i64 = 5;
/// From this priority on the app goes past its limits. simgate uses the urgent reserve, and never goes past a limit.
const URGENT: i64 = 100;

/// A message with the line that the client wants.
#[derive(Debug)]
pub struct Wanted {
    /// The message.
    pub mailing: Mailing,
    /// The row of the line to send from.
    pub sim_number: Option<i64>,
}

/// Reads a message of a caller.
pub fn read(body: &[u8], caller: &Caller, settings: &Settings, now: Timestamp) -> Result<Wanted, ApiError> {
    let fields = Fields::read(body, &KEYS)?;
    check_device(fields.text("deviceId")?, &settings.gateway)?;
    let sim_number = fields.number("simNumber")?;
    if sim_number.is_some_and(|number| number < 1) {
        return Err(invalid("simNumber", "the number of a SIM, from 1"));
    }
    let priority = fields.number("priority")?.unwrap_or(0);
    if !(-128..=127).contains(&priority) {
        return Err(invalid("priority", "from -128 to 127"));
    }
    let recipients = fields.list("phoneNumbers")?.unwrap_or_default();
    if !(1..=RECIPIENTS_MAX).contains(&recipients.len()) {
        return Err(invalid("phoneNumbers", &format!("a list of 1 to {RECIPIENTS_MAX} numbers")));
    }
    let (ttl, expires_at, send_at) = times(&fields, settings, now)?;
    let message = SendRequest {
        caller: caller.message_owner(),
        key: None,
        from: None,
        line: None,
        to: String::new(),
        text: text(&fields)?,
        urgent: priority >= URGENT,
        status_report: fields.flag("withDeliveryReport")?.unwrap_or(true),
        ttl,
        send_at,
        expires_at,
        on_exhausted: settings.defaults.on_exhausted,
    };
    Ok(Wanted { mailing: Mailing { id: id(&fields)?, recipients, message }, sim_number })
}

/// The caller's id of something. An empty one counts as absent.
pub fn id(fields: &Fields) -> Result<Option<String>, ApiError> {
    let Some(id) = fields.text("id")?.filter(|id| !id.is_empty()) else { return Ok(None) };
    match id.chars().count() <= ID_MAX && !id.chars().any(char::is_control) {
        true => Ok(Some(id.to_owned())),
        false => Err(invalid("id", &format!("at most {ID_MAX} characters, without control characters"))),
    }
}

/// Checks that a request is for the only device, if it names one.
pub fn check_device(id: Option<&str>, gateway: &str) -> Result<(), ApiError> {
    let own = device_id(gateway);
    match id {
        Some(id) if !id.is_empty() && id != own => Err(invalid("deviceId", &format!("`{own}`, the only device"))),
        Some(_) | None => Ok(()),
    }
}

fn text(fields: &Fields) -> Result<String, ApiError> {
    let refused = |why: &str| Err(ApiError::new(StatusCode::BAD_REQUEST, "not_supported", why));
    if fields.flag("isEncrypted")? == Some(true) {
        return refused("simgate has no passphrase: send the message without `isEncrypted`");
    }
    if fields.has("dataMessage") || fields.has("mmsMessage") {
        return refused("simgate sends texts only: use `textMessage`");
    }
    let text = fields.object("textMessage", &["text"])?;
    match (text, fields.text("message")?) {
        (Some(text), None) => Ok(text.needed("text")?.to_owned()),
        (None, Some(text)) => Ok(text.to_owned()),
        (Some(_), Some(_)) => refused("`textMessage` and `message` are both there, and one is needed"),
        (None, None) => Err(invalid("textMessage", "there")),
    }
}

/// Reads how long the message is worth sending, and when to send it.
fn times(
    fields: &Fields,
    settings: &Settings,
    now: Timestamp,
) -> Result<(Duration, Option<Timestamp>, Option<Timestamp>), ApiError> {
    let send_at = fields.time("scheduleAt")?;
    if send_at.is_some_and(|at| at <= now) {
        return Err(invalid("scheduleAt", "in the future"));
    }
    match (fields.number("ttl")?, fields.time("validUntil")?) {
        (Some(_), Some(_)) => Err(invalid("validUntil", "absent if `ttl` is there")),
        (Some(ttl), None) => {
            let span = u64::try_from(ttl).ok().filter(|_| ttl >= TTL_MIN).map(Duration::from_secs);
            let span = span.filter(|span| *span <= TTL_MAX);
            let wanted = || invalid("ttl", &format!("from {TTL_MIN} to {} seconds", TTL_MAX.as_secs()));
            Ok((span.ok_or_else(wanted)?, None, send_at))
        }
        (None, Some(until)) if until <= now => Err(invalid("validUntil", "in the future")),
        (None, Some(until)) => Ok((TTL_MAX, Some(until), send_at)),
        (None, None) => Ok((settings.defaults.ttl, None, send_at)),
    }
}
