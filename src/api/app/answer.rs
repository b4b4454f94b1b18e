//! The app's form of a refusal: `{"message":"..."}`. Unknown callers get an empty body from the app, and this one from its servers.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use super::dialect::Dialect;
use crate::api::error::ApiError;
use crate::api::json::json;

/// The realm that the app names.
const REALM: HeaderValue = HeaderValue::from_static("Basic realm=\"Access to SMS Gateway\"");

/// Makes the whole response.
pub fn answer(error: &ApiError, dialect: Dialect) -> Response {
    if error.status == StatusCode::UNAUTHORIZED {
        let mut response = match dialect {
            Dialect::Phone => Response::new(Body::empty()),
            Dialect::Server => json(error.status, &json!({ "message": error.message })),
        };
        *response.status_mut() = error.status;
        response.headers_mut().insert(header::WWW_AUTHENTICATE, REALM);
        return response;
    }
    // The app and its servers have no status of their own for these.
    let status = match error.status {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        status => status,
    };
    let mut response = json(status, &json!({ "message": error.message }));
    if let Some(wait) = error.retry_after_seconds() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(wait));
    }
    response
}
