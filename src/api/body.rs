//! Reads the body of a request, within limits of size and time.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::http::StatusCode;
use tokio::time::timeout;

use super::error::ApiError;
use super::places::Turn;

/// Largest body. A message has at most 3,060 letters, and JSON may write a letter in six bytes, or twelve outside the
/// BMP.
const BODY_MAX: usize = 64 * 1024;
/// Longest time for the body.
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// Reads the whole body. Fails if it is too large or too slow.
pub async fn body(request: Request) -> Result<Vec<u8>, ApiError> {
    let turn = request.extensions().get::<Arc<Turn>>().cloned();
    let wait = |waits| turn.iter().for_each(|turn| turn.wait(waits));
    wait(true);
    let late = |_| ApiError::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "the body took more than 10 s to come");
    let body = timeout(BODY_WITHIN, whole(request.into_body())).await.map_err(late)?;
    wait(false);
    body
}

async fn whole(mut body: Body) -> Result<Vec<u8>, ApiError> {
    let large = || ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", "the body is larger than 64 KiB");
    let mut bytes = Vec::new();
    if body.size_hint().lower() > BODY_MAX as u64 {
        return Err(large());
    }
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let broken = |_| ApiError::new(StatusCode::BAD_REQUEST, "broken_body", "the body does not match the headers");
        // Trailers are ignored.
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        if bytes.len() + data.len() > BODY_MAX {
            return Err(large());
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}
