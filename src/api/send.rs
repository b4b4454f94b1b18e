//! `POST /sms/send`, `/sms/cancel/{id}` and `/sms/settle/{id}`: answered after the commit.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::json;
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::error::ApiError;
use super::json::json;
use super::keys::{Caller, NOT_KNOWN, Scope, Who};
use super::request::{Id, caller, invalid, query};
use super::state::{Answer, Api, Shared};
use crate::clock;
use crate::flow::change::Change;
use crate::flow::command;
use crate::flow::outbound::{self, Accepted, Refusal, RefusalCode, State as MessageState};

/// Longest wait for the commit. After that the caller is asked to try again.
pub const DONE_WITHIN: Duration = Duration::from_secs(20);

/// `POST /sms/send`: sends a message.
pub async fn send(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Send)?;
    query(&request, &[])?;
    if let Who::Key(id) = caller.who {
        api.sends.visit(&id, clock::now().mono).map_err(ApiError::rate_limited)?;
    }
    let body = body(&api, &caller, request).await?;
    let settings = &api.settings;
    let refused = |refusal: Refusal| ApiError::refused(&refusal, None);
    let mut request =
        command::read(&body, &caller.message_owner(), &settings.gateway, &settings.defaults).map_err(refused)?;
    command::bind(&mut request, &caller.numbers).map_err(refused)?;
    let done = submit(&api, outbound::Request::Send(Box::new(request))).await?;
    Ok(json(
        StatusCode::OK,
        &json!({ "success": true, "message_id": done.message_id, "status": done.state.as_str(), "provider": "simgate",
                 "parts": done.parts }),
    ))
}

/// `POST /sms/cancel/{id}`: cancels a message of which no part was submitted.
pub async fn cancel(State(api): Shared, Id(id): Id, request: Request) -> Answer {
    let caller = caller(&request, Scope::Send)?;
    query(&request, &[])?;
    check_owner(&api, &caller, &id).await?;
    changed(submit(&api, outbound::Request::Cancel { message_id: id }).await?)
}

/// `POST /sms/settle/{id}`: sets the state of a message whose state is unknown.
pub async fn settle(State(api): Shared, Id(id): Id, request: Request) -> Answer {
    let caller = caller(&request, Scope::Send)?;
    query(&request, &[])?;
    let body = body(&api, &caller, request).await?;
    let wanted = || invalid("status", "`sent` or `failed`");
    let body = command::json(&body).map_err(|refusal| ApiError::refused(&refusal, None))?;
    let only = body.as_object().filter(|fields| fields.len() == 1).ok_or_else(wanted)?;
    let state = only.get("status").and_then(|state| MessageState::parse(state.as_str()?));
    let state = state.filter(|state| matches!(state, MessageState::Sent | MessageState::Failed)).ok_or_else(wanted)?;
    check_owner(&api, &caller, &id).await?;
    changed(submit(&api, outbound::Request::Settle { message_id: id, state }).await?)
}

fn changed(done: Accepted) -> Answer {
    let body = json!({ "success": true, "message_id": done.message_id, "status": done.state.as_str() });
    Ok(json(StatusCode::OK, &body))
}

/// Checks that the caller may change a message. A message of another caller counts as unknown.
async fn check_owner(api: &Arc<Api>, caller: &Caller, id: &str) -> Result<(), ApiError> {
    let wanted = id.to_owned();
    let found = api.read(move |store, _| store.outbox().find(&wanted)).await?;
    let own = found
        .filter(|view| caller.may(Scope::Admin) && caller.numbers.is_empty() || view.caller == caller.message_owner());
    own.map(drop).ok_or_else(unknown_message)
}

/// 404: the caller has no such message.
pub fn unknown_message() -> ApiError {
    ApiError::refused(&Refusal::new(RefusalCode::UnknownMessage, "no message to send of this caller has this id"), None)
}

/// Reads the body of a request. The key may be deleted meanwhile, so it is checked again.
pub async fn body(api: &Arc<Api>, caller: &Caller, request: Request) -> Result<Vec<u8>, ApiError> {
    let body = super::body::body(request).await;
    let who = caller.clone();
    match api.read(move |store, _| who.is_still_known(store)).await? {
        true => body,
        false => Err(ApiError::unauthorized(NOT_KNOWN)),
    }
}

/// Submits a request to the gateway, and waits for its answer.
pub async fn submit(api: &Api, request: outbound::Request) -> Result<Accepted, ApiError> {
    let (sender, answer) = oneshot::channel();
    (api.settings.requests)(request, Box::new(move |answer| drop(sender.send(answer))));
    answered(answer).await
}

/// Passes a change of the caller's settings to the gateway, and waits for its answer.
pub async fn change(api: &Api, change: Change) -> Result<(), ApiError> {
    let (sender, answer) = oneshot::channel();
    (api.settings.changes)(change, Box::new(move |answer| drop(sender.send(answer))));
    answered(answer).await
}

async fn answered<A>(answer: oneshot::Receiver<Result<A, Refusal>>) -> Result<A, ApiError> {
    let answer = match timeout(DONE_WITHIN, answer).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(_)) | Err(_) => {
            let message =
                "the disk does not answer, and the request may still be executed: repeat it with the same `id`";
            Err(Refusal::new(RefusalCode::Busy, message))
        }
    };
    let now = clock::now().wall;
    answer.map_err(|refusal| {
        let until = refusal.next_at.map(|at| u64::try_from(at.as_millis() - now.as_millis()).unwrap_or(0));
        ApiError::refused(&refusal, until.map(Duration::from_millis))
    })
}
