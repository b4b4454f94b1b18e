//! `/inbox`: lists received messages, and delivers them to the caller's webhooks once more.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::access::allow;
use super::fields::Fields;
use super::messages::counted;
use super::params::Params;
use super::reading::check_device;
use super::scopes::AppScope;
use crate::api::error::ApiError;
use crate::api::request::invalid;
use crate::api::send::{body, change};
use crate::api::state::{Answer, Shared};
use crate::flow::change::{Change, Export};
use crate::flow::hook::HookEvent;
use crate::flow::notice::Received;
use crate::pdu::hex;
use crate::store::InboxFilter;

/// Most messages of one page, and the usual number.
const PAGE: (usize, usize) = (50, 500);

/// The kinds of received messages, in the app's words. simgate receives no MMS.
const TYPES: [&str; 4] = ["SMS", "DATA_SMS", "MMS", "MMS_DOWNLOADED"];

/// `GET /inbox`: received messages, the latest first.
pub async fn list(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::InboxList, AppScope::InboxRead])?;
    let known = ["type", "limit", "offset", "from", "to", "deviceId", "includeAttachments"];
    let params = Params::of(&request, &known)?;
    check_device(params.text("deviceId"), &api.settings.gateway)?;
    params.flag("includeAttachments")?;
    let (limit, offset) = (params.number("limit", PAGE.0, (1, PAGE.1))?, params.number("offset", 0, (0, usize::MAX))?);
    let is_data = match params.text("type") {
        None => None,
        Some("SMS") => Some(false),
        Some("DATA_SMS") => Some(true),
        Some("MMS" | "MMS_DOWNLOADED") => return Ok(counted(0, &[])),
        Some(_) => return Err(invalid("type", &format!("one of {}", TYPES.join(", ")))),
    };
    let filter = InboxFilter {
        numbers: caller.numbers.iter().map(ToString::to_string).collect(),
        since: params.time("from")?,
        until: params.time("to")?,
        is_data,
    };
    let (total, rows) =
        api.read(move |store, settings| store.inbox().page(&settings.gateway, &filter, limit, offset)).await?;
    let page: Vec<Value> = rows.iter().filter_map(|row| row.notice.received()).map(incoming).collect();
    Ok(counted(total, &page))
}

fn incoming(received: &Received) -> Value {
    let data = received.data_hex.as_deref().filter(|_| received.text.is_none());
    let preview = match data {
        Some(data) => BASE64_STANDARD.encode(hex::decode(data).unwrap_or_default()),
        None => received.text.clone().unwrap_or_default(),
    };
    let mut value = json!({
        "id": received.message_id,
        "type": if data.is_some() { "DATA_SMS" } else { "SMS" },
        "sender": received.from,
        "contentPreview": preview,
        "createdAt": received.received_at,
    });
    if let Some(to) = &received.to {
        value["recipient"] = json!(to);
    }
    if let Some(line) = received.line {
        value["simNumber"] = json!(line);
    }
    value
}

/// `GET /inbox/{id}/attachments/{part}`: only MMS have attachments.
pub async fn attachment(State(_): Shared, request: Request) -> Answer {
    allow(&request, &[AppScope::InboxRead])?;
    Err(ApiError::new(StatusCode::NOT_FOUND, "not_found", "the message has no attachments"))
}

/// `POST /messages/inbox/export`: delivers messages of a period to the caller's webhooks once more.
pub async fn export(state: Shared, request: Request) -> Answer {
    again(state, request, true).await
}

/// `POST /inbox/refresh`: the same, if the caller asks for webhooks.
pub async fn refresh(state: Shared, request: Request) -> Answer {
    again(state, request, false).await
}

async fn again(State(api): Shared, request: Request, usually: bool) -> Answer {
    let caller = allow(&request, &[AppScope::MessagesExport, AppScope::InboxRefresh])?;
    Params::of(&request, &[])?;
    let body = body(&api, &caller, request).await?;
    let known = ["deviceId", "since", "until", "messageTypes", "triggerWebhooks", "webhookDelivery"];
    let fields = Fields::read(&body, &known)?;
    check_device(fields.text("deviceId")?, &api.settings.gateway)?;
    let missing = |key: &'static str| move || invalid(key, "there");
    let since = fields.time("since")?.ok_or_else(missing("since"))?;
    let until = fields.time("until")?.ok_or_else(missing("until"))?;
    if since > until {
        return Err(invalid("since", "before `until`"));
    }
    let types = fields.list("messageTypes")?.unwrap_or_else(|| vec!["SMS".to_owned()]);
    if types.iter().any(|kind| !TYPES.contains(&kind.as_str())) {
        return Err(invalid("messageTypes", &format!("a list of {}", TYPES.join(", "))));
    }
    let delivers = match fields.text("webhookDelivery")? {
        None => fields.flag("triggerWebhooks")?.unwrap_or(usually),
        Some("Individual") => true,
        Some("Disabled") => false,
        Some(_) => return Err(invalid("webhookDelivery", "`Individual` or `Disabled`: simgate posts each message")),
    };
    let has = |kind: &str| types.iter().any(|other| other == kind);
    let events = [("SMS", HookEvent::SmsReceived), ("DATA_SMS", HookEvent::SmsDataReceived)];
    let events: Vec<HookEvent> =
        events.into_iter().filter(|(kind, _)| delivers && has(kind)).map(|(_, event)| event).collect();
    if !events.is_empty() {
        change(&api, Change::Export(Export { owner: caller.hook_owner(), since, until, events })).await?;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::ACCEPTED;
    Ok(response)
}
