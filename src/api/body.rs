//! The body of a request.

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

/// A message has at most 3,060 letters; JSON may write each in six bytes, or twelve where it is two units.
const BODY_MAX: usize = 64 * 1024;
const BODY_WITHIN: Duration = Duration::from_secs(10);

/// All of it, in time and of a size that a command may have.
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
        let broken =
            |_| ApiError::new(StatusCode::BAD_REQUEST, "broken_body", "the body does not come as its head says");
        // Trailers say nothing here.
        let Ok(data) = frame.map_err(broken)?.into_data() else { continue };
        if bytes.len() + data.len() > BODY_MAX {
            return Err(large());
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes)
}
