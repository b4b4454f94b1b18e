//! `/webhooks`: registers, lists and removes webhooks. Each caller has its own.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::access::allow;
use super::fields::Fields;
use super::params::Params;
use super::reading::{check_device, id};
use super::scopes::AppScope;
use super::url;
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::request::{Id, invalid};
use crate::api::send::{body, change};
use crate::api::state::{Answer, Shared};
use crate::flow::change::{Change, NewHook};
use crate::flow::hook::HookEvent;

/// `POST /webhooks`: registers a webhook, or replaces the caller's one with this id.
pub async fn register(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::WebhooksWrite])?;
    Params::of(&request, &[])?;
    let body = body(&api, &caller, request).await?;
    let fields = Fields::read(&body, &["id", "url", "event", "deviceId", "device_id", "source"])?;
    for key in ["deviceId", "device_id"] {
        check_device(fields.text(key)?, &api.settings.gateway)?;
    }
    let url = fields.needed("url")?.to_owned();
    url::check(&url, &api.settings.webhook_networks)?;
    let event = HookEvent::parse(fields.needed("event")?).ok_or_else(|| {
        let words = HookEvent::ALL.map(HookEvent::as_str).join(", ");
        invalid("event", &format!("one of {words}"))
    })?;
    let id = match id(&fields)? {
        Some(id) => id,
        None => random_id()?,
    };
    let answer = webhook(&id, &url, event);
    change(&api, Change::SetHook(NewHook { owner: caller.hook_owner(), id, url, event })).await?;
    Ok(json(StatusCode::CREATED, &answer))
}

/// `GET /webhooks`: the caller's webhooks.
pub async fn list(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::WebhooksList])?;
    Params::of(&request, &[])?;
    let owner = caller.hook_owner();
    let hooks = api.read(|store, _| store.hooks().all()).await?;
    let own = hooks.iter().filter(|hook| hook.owner == owner);
    Ok(json(StatusCode::OK, &own.map(|hook| webhook(&hook.id, &hook.url, hook.event)).collect::<Vec<_>>()))
}

/// `DELETE /webhooks/{id}`: removes a webhook of the caller.
pub async fn remove(State(api): Shared, Id(id): Id, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::WebhooksDelete])?;
    Params::of(&request, &[])?;
    change(&api, Change::RemoveHook { owner: caller.hook_owner(), id }).await?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

fn webhook(id: &str, url: &str, event: HookEvent) -> Value {
    json!({ "id": id, "url": url, "event": event.as_str(), "source": "Local" })
}

fn random_id() -> Result<String, ApiError> {
    let failed = |_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the system has no randomness");
    Ok(format!("{:016x}", getrandom::u64().map_err(failed)?))
}
