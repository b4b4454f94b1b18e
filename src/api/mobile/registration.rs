//! A person gets a code for a phone, and the phone registers with it.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::access::Origin;
use super::codes::VALID;
use super::requests::object;
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::keys::{self, Scope};
use crate::api::request::{Id, caller, query};
use crate::api::send::DONE_WITHIN;
use crate::api::state::{Answer, Api, Shared};
use crate::clock;
use crate::flow::change::{Change, NewPhone};
use crate::flow::dial_in::{Ask, PhoneAnswer, PhoneCall, Registered};
use crate::flow::outbound::Refusal;
use crate::model::{Name, Secret};

/// The app takes ids of this length.
const ID_LENGTH: usize = 21;
/// Longest name of a model that is kept.
const MODEL_MAX: usize = 60;

/// `POST /phones/{name}/code`: makes a code for a device that dials in.
pub async fn make_code(State(api): Shared, Id(name): Id, request: Request) -> Answer {
    caller(&request, Scope::Admin)?;
    query(&request, &[])?;
    let unknown = || ApiError::new(StatusCode::NOT_FOUND, "unknown_device", "no device of this name has `dial_in`");
    let device = Name::parse(&name).map_err(|_| unknown())?;
    let url = api.settings.phones.url(&device).ok_or_else(unknown)?;
    let now = clock::now();
    let code = api.codes.make(&device, now.mono).map_err(|_| no_randomness())?;
    let expires_at = now.wall.after(VALID).to_string();
    let body = json!({ "success": true, "device": device.as_str(), "code": code.reveal(), "expires_at": expires_at, "url": url });
    Ok(json(StatusCode::OK, &body))
}

/// `POST /device` with `Authorization: Code 123456`: registers a phone, in place of an earlier one of its device.
pub async fn register(State(api): Shared, request: Request) -> Answer {
    let origin = Origin::of(&request);
    let Some(code) = origin.credentials("code") else {
        let why = "a phone registers with a code: choose `By Code` in the app, `simgate phone code` makes one";
        return Err(origin.refuse(&api, why));
    };
    // Right codes count, too: a caller beyond its limit gets no try.
    origin.visit(&api.strangers)?;
    let body = object(request).await?;
    let model = body.get("name").and_then(Value::as_str).unwrap_or_default();
    let model: String = model.chars().filter(|c| !c.is_control()).take(MODEL_MAX).collect();
    let wrong = || ApiError::unauthorized("the code is wrong, was used, or is older than 10 minutes");
    let device = api.codes.take(code.reveal(), clock::now().mono).ok_or_else(wrong)?;
    let (id, token) = made().map_err(|_| no_randomness())?;
    let phone =
        NewPhone { device: device.clone(), id: id.clone(), token: keys::hash(token.reveal()), model, kept: Vec::new() };
    write(&api, phone).await?;
    tracing::info!(%device, "a phone registered");
    let body = json!({ "id": id, "token": token.reveal(), "login": device.as_str() });
    Ok(json(StatusCode::CREATED, &body))
}

/// Writes a registration. The driver gives out nothing from before the commit until after it, so a message that no phone
/// got stays one, and every other one becomes unknown in the same commit.
///
/// The steps follow each other without a task of their own, so that a client that disconnects does not stop them
/// half-way.
async fn write(api: &Arc<Api>, phone: NewPhone) -> Result<(), ApiError> {
    let (sender, written) = oneshot::channel();
    let (device, writer) = (phone.device.clone(), Arc::clone(api));
    let reply = Box::new(move |answer| {
        let kept = match answer {
            PhoneAnswer::Kept(kept) => kept,
            PhoneAnswer::Body(_) | PhoneAnswer::Done | PhoneAnswer::Replaced => Vec::new(),
        };
        let registered = Registered { id: phone.id.clone(), model: phone.model.clone() };
        let (done, device) = (Arc::clone(&writer), phone.device.clone());
        let change = Change::RegisterPhone(NewPhone { kept, ..phone });
        let answered = Box::new(move |answer: Result<(), Refusal>| {
            done.settings.phones.registered(&device, answer.is_ok().then_some(registered));
            drop(sender.send(answer));
        });
        (writer.settings.changes)(change, answered);
    });
    let call = PhoneCall { registration: None, ask: Ask::Replace, reply, push: None };
    let busy =
        || ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "the phone was not registered: get a new code");
    if !api.settings.phones.call(&device, call) {
        return Err(busy());
    }
    match timeout(DONE_WITHIN, written).await {
        Ok(Ok(Ok(()))) => Ok(()),
        Ok(Ok(Err(refusal))) => Err(ApiError::refused(&refusal, None)),
        Ok(Err(_)) | Err(_) => Err(busy()),
    }
}

/// A new id and a new token. The token is stored nowhere, only its hash is.
fn made() -> Result<(String, Secret), getrandom::Error> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)?;
    let mut token = zeroize::Zeroizing::new([0; 32]);
    getrandom::fill(token.as_mut())?;
    let mut id = BASE64_URL_SAFE_NO_PAD.encode(id);
    id.truncate(ID_LENGTH);
    Ok((id, Secret::new(BASE64_URL_SAFE_NO_PAD.encode(token.as_ref()))))
}

fn no_randomness() -> ApiError {
    ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the system has no randomness")
}
