//! Reads what a handler left unread of a request's body.
//!
//! A request that is refused early leaves its body on the connection. If hyper then answers and closes, the client may lose the
//! answer, or send its next request into a connection that is about to end. So the rest is read before the answer, within limits;
//! otherwise the answer says that the connection ends.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::time::timeout;

use super::places::Turn;

/// The largest rest that is read.
const REST_MAX: usize = 64 * 1024;
/// The longest time for it.
const REST_WITHIN: Duration = Duration::from_secs(1);

/// Answers a request, and reads the rest of its body.
pub async fn finish(request: Request, next: Next) -> Response {
    // Such a client sends its body only after it was asked to.
    let waits_to_be_asked = request.headers().contains_key(header::EXPECT);
    let turn = request.extensions().get::<Arc<Turn>>().cloned();
    let left = Left::default();
    let request = request.map(|body| Body::new(Lent { body: Some(body), left: Arc::clone(&left) }));
    let mut response = next.run(request).await;
    let rest = left.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some(rest) = rest.filter(|rest| !rest.is_end_stream()) {
        let wait = |waits| turn.iter().for_each(|turn| turn.wait(waits));
        wait(true);
        let is_read =
            !waits_to_be_asked && timeout(REST_WITHIN, to_bytes(rest, REST_MAX)).await.is_ok_and(|read| read.is_ok());
        wait(false);
        if !is_read {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
    }
    response
}

type Left = Arc<Mutex<Option<Body>>>;

/// A body that comes back when its reader drops it.
struct Lent {
    body: Option<Body>,
    left: Left,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match &mut self.body {
            Some(body) => Pin::new(body).poll_frame(context),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(SizeHint::default, HttpBody::size_hint)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = self.body.take();
    }
}
