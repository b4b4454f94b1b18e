//! `/settings` and `/logs`: read-only, since the operator's configuration and the journal have both.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

use super::access::allow;
use super::params::Params;
use super::scopes::AppScope;
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::state::{Answer, Shared};
use crate::flow::pool::Policy;

/// Most entries of the log.
const ENTRIES_MAX: usize = 1000;

/// `GET /settings`: what the app's clients may want to know. `signing_key` verifies the caller's own webhooks.
pub async fn read(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::SettingsRead])?;
    Params::of(&request, &[])?;
    let sending = &api.settings.sending;
    let mut messages = json!({ "processing_order": "FIFO", "limit_period": "Disabled" });
    if let Some(day) = sending.default_rules.limits.day {
        messages["limit_period"] = json!("PerDay");
        messages["limit_value"] = json!(day);
    }
    if sending.policy == Policy::RoundRobin {
        messages["sim_selection_mode"] = json!("RoundRobin");
    }
    let key = (api.settings.hook_key)(caller.hook_owner());
    let webhooks = json!({ "internet_required": false, "signing_key": key.reveal() });
    Ok(json(StatusCode::OK, &json!({ "messages": messages, "webhooks": webhooks })))
}

/// `PUT` and `PATCH /settings`: refused.
pub async fn change(State(_): Shared, request: Request) -> Answer {
    allow(&request, &[AppScope::SettingsWrite])?;
    let why = "the settings are in the configuration of simgate, and only its operator changes them";
    Err(ApiError::new(StatusCode::FORBIDDEN, "not_supported", why))
}

/// `GET /logs`: events of a period, the latest first, without texts and numbers. The app's specification wants objects in
/// `context`, the app writes strings there, and so an entry has none: the id of the event is in `message`.
pub async fn logs(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::LogsRead])?;
    let params = Params::of(&request, &["from", "to"])?;
    if !caller.numbers.is_empty() {
        let message = "the key is bound to numbers, and the log is of all";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", message));
    }
    let (since, until) = (params.time("from")?, params.time("to")?);
    let entries = api.read(move |store, _| store.events().log(since, until, ENTRIES_MAX)).await?;
    let entry = |entry: &crate::store::EventEntry| {
        json!({
            "id": entry.seq, "createdAt": entry.at.to_string(), "module": "events", "priority": "INFO",
            "message": format!("{} {}", entry.kind, entry.id),
        })
    };
    Ok(json(StatusCode::OK, &entries.iter().map(entry).collect::<Vec<Value>>()))
}
