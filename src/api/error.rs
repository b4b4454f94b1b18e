//! Answers to refused requests: a status, a stable code, and a message for a person.

use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::json;
use crate::flow::outbound::{Refusal, RefusalCode};

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    /// HTTP status.
    pub status: StatusCode,
    /// The reason, as a word that is a contract.
    pub code: &'static str,
    /// What is wrong, for a person.
    pub message: String,
    /// When the same request may succeed.
    pub retry_after: Option<Duration>,
    /// When a limit has room again, in RFC 3339 form.
    pub next_at: Option<String>,
}

impl ApiError {
    /// Creates an error without a time for a retry.
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), retry_after: None, next_at: None }
    }

    /// 429: the caller sent too many requests.
    pub fn rate_limited(wait: Duration) -> Self {
        let error = Self::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", "too many requests in a minute");
        Self { retry_after: Some(wait), ..error }
    }

    /// 401: the request has no valid key.
    pub fn unauthorized(why: &str) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", why)
    }

    /// 503: the store can't be read. Logs the cause.
    pub fn store(error: &crate::store::StoreError) -> Self {
        tracing::error!(%error, "a request could not be answered from the store");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "store_unavailable", "the store can't be read now")
    }

    /// 404: no such path.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "there is nothing here; docs/http.md lists the calls")
    }
}

fn status_of(code: RefusalCode) -> StatusCode {
    match code {
        RefusalCode::InvalidJson
        | RefusalCode::UnknownField
        | RefusalCode::InvalidField
        | RefusalCode::InvalidRecipient
        | RefusalCode::EmptyText
        | RefusalCode::InvalidTime
        | RefusalCode::WrongGateway => StatusCode::BAD_REQUEST,
        RefusalCode::NotAllowed | RefusalCode::Stopped | RefusalCode::NotYourNumber => StatusCode::FORBIDDEN,
        RefusalCode::UnknownMessage
        | RefusalCode::UnknownSim
        | RefusalCode::UnknownSession
        | RefusalCode::UnknownDevice => StatusCode::NOT_FOUND,
        RefusalCode::KeyReused | RefusalCode::WrongState | RefusalCode::LineBusy => StatusCode::CONFLICT,
        RefusalCode::TooLong
        | RefusalCode::LimitTooSmall
        | RefusalCode::UnknownSender
        | RefusalCode::NotSupported
        | RefusalCode::CommandRefused => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalCode::UssdRefused => StatusCode::BAD_GATEWAY,
        RefusalCode::NoAnswer => StatusCode::GATEWAY_TIMEOUT,
        RefusalCode::Exhausted => StatusCode::TOO_MANY_REQUESTS,
        RefusalCode::NoLine | RefusalCode::Busy => StatusCode::SERVICE_UNAVAILABLE,
    }
}

impl ApiError {
    /// The answer to a refusal of the gateway. `wait` is the time until its `next_at`, if there is one.
    pub fn refused(refusal: &Refusal, wait: Option<Duration>) -> Self {
        let error = Self::new(status_of(refusal.code), refusal.code.as_str(), refusal.message.clone());
        Self { retry_after: wait, next_at: refusal.next_at.map(|at| at.to_string()), ..error }
    }
}

impl IntoResponse for ApiError {
    /// Makes a response without a body. [`ApiError::answer`] adds the body, with the id of the request.
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = self.status;
        response.extensions_mut().insert(self);
        response
    }
}

impl ApiError {
    /// When the same request may succeed, in whole seconds.
    pub fn retry_after_seconds(&self) -> Option<u64> {
        self.retry_after.map(|wait| wait.as_secs() + u64::from(wait.subsec_nanos() > 0))
    }

    /// Makes the whole response.
    pub fn answer(self, request_id: &str) -> Response {
        let mut error = json!({ "code": self.code, "message": self.message, "request_id": request_id });
        if let Some(next_at) = &self.next_at {
            error["next_at"] = json!(next_at);
        }
        let mut response = json::json(self.status, &json!({ "error": error }));
        let headers = response.headers_mut();
        if let Some(wait) = self.retry_after_seconds() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
