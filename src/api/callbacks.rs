//! `POST /sms/webhook/{device}`: calls of the remote of a device. They are answered with 200 after the commit.
//!
//! A call needs no key: the device verifies it by a secret that it shares with its remote.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use serde_json::json;
use tokio::time::timeout;

use super::body::body;
use super::error::ApiError;
use super::json::json;
use super::peer::Client;
use super::request::Id;
use super::send::DONE_WITHIN;
use super::state::{Answer, Shared};
use crate::clock;
use crate::flow::callback::CallbackRefusal;
use crate::model::Name;

/// Paths below this one need no key.
pub const PATH: &str = "/sms/webhook/";

/// Handles a call of a remote.
pub async fn called(State(api): Shared, Id(device): Id, request: Request) -> Answer {
    let unknown = || ApiError::new(StatusCode::NOT_FOUND, "unknown_device", "no device of this name is called by HTTP");
    let device = Name::parse(&device).map_err(|_| unknown())?;
    let client = request.extensions().get::<Client>().cloned();
    let headers = request.headers().clone();
    let body = body(request).await?;
    let call = (api.settings.call)(&device, headers, body).ok_or_else(unknown)?;
    match timeout(DONE_WITHIN, call).await {
        Ok(Ok(())) => Ok(json(StatusCode::OK, &json!({ "success": true }))),
        Ok(Err(CallbackRefusal::NotVerified(why))) => {
            api.refused.count(&device, "callback_not_verified");
            // Failed verifications are limited by address, so secrets can't be guessed quickly.
            if let Some(Client(client)) = client {
                api.strangers.visit(&client, clock::now().mono).map_err(ApiError::rate_limited)?;
            }
            Err(ApiError::new(StatusCode::UNAUTHORIZED, "callback_not_verified", why))
        }
        Ok(Err(CallbackRefusal::Unreadable(why))) => {
            api.refused.count(&device, "callback_not_understood");
            tracing::warn!(%device, why, "a call of the device's remote can't be read");
            Err(ApiError::new(StatusCode::BAD_REQUEST, "callback_not_understood", why))
        }
        Ok(Err(CallbackRefusal::Fault)) => {
            Err(ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "simgate failed to handle the call"))
        }
        Err(_) => {
            let why = "the disk does not answer: call again, simgate recognises the repeat";
            Err(ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy", why))
        }
    }
}
