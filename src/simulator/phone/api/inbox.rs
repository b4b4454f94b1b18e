//! Routes about received messages.

use serde_json::{Map, Value, json};

use crate::simulator::phone::http::{BadBody, HttpReply, HttpRequest, object};
use crate::simulator::phone::inbox::{Incoming, Kind};
use crate::simulator::phone::state::State;
use crate::simulator::phone::{dates, receiving};

pub fn list(state: &State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let refuse = |message: &str| HttpReply::error(400, message);
    let kind = match request.query("type").filter(|name| !name.trim().is_empty()) {
        Some(name) => {
            let known = Kind::ALL.into_iter().find(|kind| kind.name() == name);
            Some(known.ok_or_else(|| refuse("Invalid type"))?)
        }
        None => None,
    };
    let include = match request.query("includeAttachments").as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(refuse("includeAttachments must be true or false")),
    };
    let number = |name: &str, default| request.query(name).and_then(|text| text.parse::<i64>().ok()).unwrap_or(default);
    let limit = usize::try_from(number("limit", 50)).ok().filter(|limit| (1..=500).contains(limit));
    let limit = limit.ok_or_else(|| refuse("limit must be between 1 and 500"))?;
    let offset = usize::try_from(number("offset", 0)).map_err(|_| refuse("offset must be >= 0"))?;
    let date = |name: &str, default: i64| match request.query(name) {
        Some(text) => dates::read_query(&text).ok_or_else(|| refuse(&format!("Invalid {name} datetime"))),
        None => Ok(default),
    };
    let (from, to) = (date("from", 0)?, date("to", state.wall_ms())?);
    if request.query("deviceId").is_some_and(|id| id != state.database.device_id) {
        return Err(refuse("Invalid device ID"));
    }
    if from > to {
        return Err(refuse("Start date cannot be after end date"));
    }
    let rows = state.database.inbox.select(kind, from, to);
    let total = rows.len();
    let page = rows.into_iter().skip(offset).take(limit);
    let shown: Value = page.map(|row| show(state, row, include)).collect();
    Ok(HttpReply::json(200, shown).with_header("X-Total-Count", total.to_string()))
}

fn show(state: &State, row: &Incoming, include: bool) -> Value {
    let parts = row.parts.iter().filter(|_| include);
    let parts = parts.map(|part| {
        json!({
            "partId": part.id,
            "name": part.name.as_deref().unwrap_or("attachment"),
            "size": part.data.len(),
            "contentType": part.content_type,
        })
    });
    json!({
        "id": row.id,
        "type": row.kind.name(),
        "sender": row.sender,
        "recipient": row.recipient,
        "simNumber": row.sim_number,
        "contentPreview": row.preview,
        "createdAt": state.date(row.created_at_ms),
        "attachments": parts.collect::<Value>(),
    })
}

pub fn attachment(state: &State, id: &str, part: &str) -> HttpReply {
    let Ok(part) = part.parse::<u64>() else { return HttpReply::error(400, "partId must be a number") };
    let row = state.database.inbox.get(id);
    let Some(part) = row.and_then(|row| row.parts.iter().find(|one| one.id == part)) else {
        return HttpReply::empty(404);
    };
    let name = part.name.as_deref().unwrap_or("attachment").replace(['\r', '\n', '"', '\\'], "_");
    HttpReply { status: 200, headers: vec![("Content-Type", part.content_type.clone())], body: part.data.clone() }
        .with_header("Content-Disposition", format!("attachment; filename=\"{name}\""))
}

pub fn export(state: &mut State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let body = object(request)?;
    take_over(state, &body, true)
}

/// Unlike an export it announces nothing by default, and calls every wrong body a bad request.
pub fn refresh(state: &mut State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let body = object(request).map_err(|bad| match bad {
        BadBody::Unsupported | BadBody::Malformed(_) => HttpReply::error(400, "Invalid request body"),
    })?;
    take_over(state, &body, false)
}

fn take_over(state: &mut State, body: &Map<String, Value>, trigger: bool) -> Result<HttpReply, HttpReply> {
    let refuse = |message: &str| HttpReply::error(400, message);
    let get = |name: &str| body.get(name).filter(|value| !value.is_null());
    let date = |name: &str| {
        let value = get(name).ok_or_else(|| refuse(&format!("{name} is required")))?;
        value.as_str().and_then(dates::read_body).ok_or_else(|| refuse("Invalid request body"))
    };
    let (since, until) = (date("since")?, date("until")?);
    if since > until {
        return Err(refuse("since must be before until"));
    }
    let kinds = match get("messageTypes").map(|value| value.as_array().ok_or_else(|| refuse("Invalid request body"))) {
        Some(names) => {
            let names = names?;
            if names.is_empty() {
                return Err(refuse("messageTypes must not be empty"));
            }
            let known = |name: &Value| [Kind::Sms, Kind::Mms].into_iter().find(|kind| *name == kind.name());
            let kinds: Option<Vec<Kind>> = names.iter().map(known).collect();
            kinds.ok_or_else(|| refuse("messageTypes contains unsupported values"))?
        }
        None => vec![Kind::Sms],
    };
    let trigger = match get("triggerWebhooks") {
        Some(value) => value.as_bool().ok_or_else(|| refuse("Invalid request body"))?,
        None => trigger,
    };
    receiving::export(state, &kinds, since, until, trigger);
    Ok(HttpReply::empty(202))
}
