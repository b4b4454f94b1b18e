//! Routes about messages to send.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::simulator::phone::http::{HttpReply, HttpRequest, object};
use crate::simulator::phone::log_table::Priority;
use crate::simulator::phone::outbox::{Conflict, Content, Message, ProcessingState, Recipient};
use crate::simulator::phone::state::State;
use crate::simulator::phone::{dates, events, sending};

const LIMIT_DEFAULT: usize = 50;

pub fn list(state: &State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let wanted = match request.query("state").filter(|name| !name.is_empty()) {
        Some(name) => {
            let known = ProcessingState::parse(&name);
            Some(known.ok_or_else(|| HttpReply::error(400, format!("No enum constant ProcessingState.{name}")))?)
        }
        None => None,
    };
    let include = match request.query("includeContent").as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(_) => return Err(HttpReply::error(400, "includeContent must be true or false")),
    };
    let number = |name: &str| request.query(name).and_then(|text| text.parse::<i64>().ok());
    // A date that can't be read counts as none.
    let date = |name: &str| request.query(name).and_then(|text| dates::read_query(&text));
    let (from, to) = (date("from").unwrap_or(0), date("to").unwrap_or_else(|| state.wall_ms()));
    check_device(state, request.query("deviceId").as_deref())?;
    if from > to {
        return Err(HttpReply::error(400, "Start date cannot be after end date"));
    }
    let fits = |message: &&Message| {
        wanted.is_none_or(|wanted| message.state == wanted) && (from..=to).contains(&message.created_at_ms)
    };
    let mut found: Vec<&Message> = state.database.outbox.iter().filter(fits).collect();
    found.sort_by_key(|message| (-message.created_at_ms, message.row));
    let total = found.len();
    // For SQLite a negative limit is none.
    let limit = number("limit").map_or(LIMIT_DEFAULT, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let offset = number("offset").map_or(0, |offset| usize::try_from(offset).unwrap_or(0));
    let page = found.into_iter().skip(offset).take(limit);
    let shown: Value = page.map(|message| show(state, message, include, true)).collect();
    Ok(HttpReply::json(200, shown).with_header("X-Total-Count", total.to_string()))
}

pub fn send(state: &mut State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let refuse = |message: &str| HttpReply::error(400, message);
    let body = Body(object(request)?);
    let content = body.content()?;
    let numbers = body.numbers()?;
    if numbers.is_empty() {
        return Err(refuse("Empty phone numbers list"));
    }
    let sim_number = body.number("simNumber")?;
    if sim_number.is_some_and(|number| number < 1) {
        return Err(refuse("SIM number cannot be less than 1"));
    }
    let now_ms = state.wall_ms();
    let schedule_at_ms = body.date("scheduleAt")?;
    if schedule_at_ms.is_some_and(|at| at <= now_ms) {
        return Err(refuse("scheduleAt must be in the future"));
    }
    check_device(state, body.text("deviceId")?.as_deref())?;
    let skip_phone_validation = match request.query("skipPhoneValidation").as_deref() {
        None | Some("false") => false,
        Some("true") => true,
        Some(other) => {
            let why = format!("The string doesn't represent a boolean value: {other}");
            return Err(refuse(&why));
        }
    };
    let valid_until_ms = match (body.number("ttl")?, body.date("validUntil")?) {
        (Some(_), Some(_)) => return Err(refuse("fields conflict: ttl and validUntil")),
        (Some(ttl), None) => Some(now_ms.saturating_add(ttl.saturating_mul(1000))),
        (None, until) => until,
    };
    if valid_until_ms.is_some_and(|until| until < now_ms) {
        return Err(refuse("message already expired"));
    }
    let priority = body.number("priority")?.unwrap_or(0);
    if !(-128..=255).contains(&priority) {
        return Err(malformed());
    }
    let id = match body.text("id")? {
        Some(id) => id,
        None => state.fresh_id(),
    };
    let recipient = |number: String| Recipient { number, state: ProcessingState::Pending, error: None };
    let message = Message {
        id,
        content,
        recipients: numbers.into_iter().map(recipient).collect(),
        state: ProcessingState::Pending,
        states: BTreeMap::new(),
        sim_number,
        with_delivery_report: body.truth("withDeliveryReport")?.unwrap_or(true),
        skip_phone_validation,
        is_encrypted: body.truth("isEncrypted")?.unwrap_or(false),
        valid_until_ms,
        schedule_at_ms,
        // One byte, in which 200 is -56.
        priority: if priority > 127 { priority - 256 } else { priority },
        created_at_ms: now_ms,
        processed_at_ms: None,
        parts: None,
        row: 0,
    };
    let scheduled_before = state.database.outbox.next_scheduled_ms();
    let shown = show(state, &message, true, false);
    state
        .database
        .outbox
        .insert(message.clone())
        .map_err(|Conflict| HttpReply::error(409, "Message with the same ID already exists"))?;
    sending::start_for(state, schedule_at_ms, message.priority, scheduled_before);
    Ok(HttpReply::json(202, shown))
}

pub fn get(state: &mut State, id: &str) -> HttpReply {
    let now_ms = state.wall_ms();
    let Some(message) = state.database.outbox.get_mut(id) else { return HttpReply::empty(404) };
    message.refresh(now_ms);
    let message = message.clone();
    HttpReply::json(200, show(state, &message, true, true))
}

/// Cancels a message. Repeating it changes nothing and is no error.
pub fn cancel(state: &mut State, id: &str) -> HttpReply {
    let now_ms = state.wall_ms();
    let Some(message) = state.database.outbox.get_mut(id) else { return HttpReply::empty(404) };
    match message.state {
        ProcessingState::Cancelled => {}
        ProcessingState::Pending => {
            message.set_state(None, ProcessingState::Cancelled, None);
            message.refresh(now_ms);
            let numbers: Vec<String> = message.recipients.iter().map(|one| one.number.clone()).collect();
            state.log(Priority::Info, "MessagesService", "Message cancelled");
            events::message_changed(state, id, &numbers, ProcessingState::Cancelled, None);
        }
        ProcessingState::Processed | ProcessingState::Sent | ProcessingState::Delivered | ProcessingState::Failed => {
            return HttpReply::error(400, format!("Message {id} is not in Pending state"));
        }
    }
    let message = state.database.outbox.get(id).cloned();
    message.map_or_else(|| HttpReply::empty(404), |message| HttpReply::json(200, show(state, &message, false, true)))
}

/// A message in the form of the app. The answer to a new message has no times of its states yet.
fn show(state: &State, message: &Message, include_content: bool, with_states: bool) -> Value {
    let (text, data) = match (&message.content, include_content) {
        (Content::Text(text), true) => (json!({ "text": text }), Value::Null),
        (Content::Data { data, port }, true) => (Value::Null, json!({ "data": data, "port": port })),
        (Content::Text(_) | Content::Data { .. }, false) => (Value::Null, Value::Null),
    };
    let recipient =
        |one: &Recipient| json!({ "phoneNumber": one.number, "state": one.state.name(), "error": one.error });
    let states = message.states.iter().filter(|_| with_states);
    json!({
        "id": message.id,
        "deviceId": state.database.device_id,
        "state": message.state.name(),
        "isHashed": false,
        "isEncrypted": message.is_encrypted,
        "scheduleAt": message.schedule_at_ms.map(|at| state.date(at)),
        "textMessage": text,
        "dataMessage": data,
        "recipients": message.recipients.iter().map(recipient).collect::<Value>(),
        "states": states.map(|(one, at)| (one.name().to_owned(), json!(state.date(*at)))).collect::<Map<_, _>>(),
    })
}

fn check_device(state: &State, id: Option<&str>) -> Result<(), HttpReply> {
    let known = id.is_none_or(|id| id == state.database.device_id);
    if known { Ok(()) } else { Err(HttpReply::error(400, "Invalid device ID")) }
}

fn malformed() -> HttpReply {
    HttpReply::error(400, "Failed to convert request body to class PostMessageRequest")
}

/// What Java throws where a member is missing that the app does not check.
fn null_pointer() -> HttpReply {
    HttpReply::error(500, "Attempt to invoke a method on a null object reference")
}

/// The members of a request to send. A member that is null counts as missing.
struct Body(Map<String, Value>);

impl Body {
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Exactly one of a text, data, and the text in its old place.
    fn content(&self) -> Result<Content, HttpReply> {
        let refuse = |message: &str| Err(HttpReply::error(400, message));
        let old = self.text("message")?;
        let text = self.get("textMessage").map(|value| member(value, "text")).transpose()?;
        let data = self.get("dataMessage").map(|value| member(value, "data").map(|data| (data, &value["port"])));
        let content = match (text, data.transpose()?, old) {
            (None, None, None) => {
                return refuse("Must specify exactly one of: textMessage, dataMessage, or message");
            }
            (Some(text), None, None) => Content::Text(text.ok_or_else(null_pointer)?),
            (None, None, Some(old)) => Content::Text(old),
            (None, Some((data, port)), None) => {
                let port = if port.is_null() { Some(0) } else { port.as_i64() };
                let port = port.ok_or_else(malformed)?;
                let Ok(port) = u16::try_from(port) else { return refuse("Port must be between 0 and 65535") };
                Content::Data { data: data.ok_or_else(null_pointer)?, port }
            }
            (_, _, _) => return refuse("Cannot specify multiple message types simultaneously"),
        };
        match &content {
            Content::Text(text) if text.is_empty() => refuse("Text message is empty"),
            Content::Data { data, .. } if data.is_empty() => refuse("Data message cannot be empty"),
            Content::Text(_) | Content::Data { .. } => Ok(content),
        }
    }

    fn numbers(&self) -> Result<Vec<String>, HttpReply> {
        let items = self.get("phoneNumbers").ok_or_else(null_pointer)?.as_array().ok_or_else(malformed)?;
        items.iter().map(|item| item.as_str().map(str::to_owned).ok_or_else(malformed)).collect()
    }

    /// A text. Gson takes a number or a truth value for one, too.
    fn text(&self, name: &str) -> Result<Option<String>, HttpReply> {
        self.get(name).map(as_text).transpose()
    }

    fn number(&self, name: &str) -> Result<Option<i64>, HttpReply> {
        self.get(name).map(|value| value.as_i64().ok_or_else(malformed)).transpose()
    }

    fn truth(&self, name: &str) -> Result<Option<bool>, HttpReply> {
        self.get(name).map(|value| value.as_bool().ok_or_else(malformed)).transpose()
    }

    fn date(&self, name: &str) -> Result<Option<i64>, HttpReply> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        dates::read_body(&text).map(Some).ok_or_else(malformed)
    }
}

fn member(value: &Value, name: &str) -> Result<Option<String>, HttpReply> {
    let members = value.as_object().ok_or_else(malformed)?;
    members.get(name).filter(|value| !value.is_null()).map(as_text).transpose()
}

fn as_text(value: &Value) -> Result<String, HttpReply> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => Err(malformed()),
    }
}
