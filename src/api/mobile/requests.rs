//! What a registered phone asks for and reports.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use super::access::{Origin, ask, phone};
use crate::api::body::body;
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::state::{Answer, Api, Shared};
use crate::flow::dial_in::{Ask, PhoneAnswer};
use crate::store::PhoneRow;

/// `GET /device`: the address that the phone has towards simgate. Without credentials the app asks whether the server is
/// there.
pub async fn device(State(api): Shared, request: Request) -> Answer {
    let origin = Origin::of(&request);
    if origin.is_anonymous() {
        origin.visit(&api.healths)?;
        return Ok(json(StatusCode::OK, &json!({ "externalIp": origin.address() })));
    }
    let phone = phone(&api, &origin).await?;
    ask(&api, &phone, Ask::Present, None).await?;
    let device = json!({ "id": phone.id, "name": phone.model });
    Ok(json(StatusCode::OK, &json!({ "externalIp": origin.address(), "device": device })))
}

/// `PATCH /device`: the phone is there. simgate uses neither its push token nor what it tells of its SIMs.
pub async fn present(State(api): Shared, request: Request) -> Answer {
    let phone = phone(&api, &Origin::of(&request)).await?;
    let body = object(request).await?;
    if body.get("id").and_then(Value::as_str) != Some(phone.id.as_str()) {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "wrong_device", "this is the id of another phone"));
    }
    answer(&api, &phone, Ask::Present).await
}

/// `GET /message`: the messages to send.
pub async fn messages(State(api): Shared, request: Request) -> Answer {
    let newest_first = request.uri().query().unwrap_or_default().split('&').any(|pair| pair == "order=lifo");
    let phone = phone(&api, &Origin::of(&request)).await?;
    answer(&api, &phone, Ask::Messages { newest_first }).await
}

/// `PATCH /message`: states of messages. The answer comes after the commit.
pub async fn states(State(api): Shared, request: Request) -> Answer {
    let phone = phone(&api, &Origin::of(&request)).await?;
    let states: Value =
        serde_json::from_slice(&body(request).await?).map_err(|_| unreadable("the body is not JSON"))?;
    if !states.as_array().is_some_and(|rows| rows.iter().all(|row| row.get("id").is_some_and(Value::is_string))) {
        return Err(unreadable("the body is not a list of messages with their ids"));
    }
    answer(&api, &phone, Ask::States(states)).await
}

/// `GET /webhooks`: the webhooks that the phone is to call.
pub async fn webhooks(State(api): Shared, request: Request) -> Answer {
    let phone = phone(&api, &Origin::of(&request)).await?;
    answer(&api, &phone, Ask::Webhooks).await
}

/// `GET /settings`: the settings that the phone is to have.
pub async fn settings(State(api): Shared, request: Request) -> Answer {
    let phone = phone(&api, &Origin::of(&request)).await?;
    answer(&api, &phone, Ask::Settings).await
}

/// `GET /user/code`, `PATCH /user/password`: simgate has no users, and a phone has no password.
pub async fn no_user(State(api): Shared, request: Request) -> Answer {
    let origin = Origin::of(&request);
    if origin.credentials("bearer").is_none() {
        return Err(origin.refuse(&api, "simgate has no users; `simgate phone code` makes codes"));
    }
    phone(&api, &origin).await?;
    let why = "simgate has no users: `simgate phone code` makes codes, and `simgate keys` makes keys for senders";
    Err(ApiError::new(StatusCode::NOT_FOUND, "not_supported", why))
}

async fn answer(api: &Arc<Api>, phone: &PhoneRow, what: Ask) -> Answer {
    Ok(match ask(api, phone, what, None).await? {
        PhoneAnswer::Body(body) => json(StatusCode::OK, &body),
        PhoneAnswer::Done | PhoneAnswer::Replaced | PhoneAnswer::Kept(_) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NO_CONTENT;
            response
        }
    })
}

/// Reads a body that must be a JSON object.
pub async fn object(request: Request) -> Result<Value, ApiError> {
    let body: Value = serde_json::from_slice(&body(request).await?).map_err(|_| unreadable("the body is not JSON"))?;
    if body.is_object() { Ok(body) } else { Err(unreadable("the body is not a JSON object")) }
}

fn unreadable(why: &str) -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, "invalid_json", why)
}
