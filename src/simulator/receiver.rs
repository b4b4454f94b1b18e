//! A webhook receiver with the checks that every receiver should have: the signature over the raw body, the age of the
//! timestamp, and repeated ids.

use std::collections::HashSet;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

use crate::clock;
use crate::forwarders::sign;
use crate::model::Secret;

/// Standard Webhooks: libraries refuse older timestamps.
const TOLERANCE_S: i64 = 300;

/// An event with a valid signature.
#[derive(Clone)]
pub struct Seen {
    /// The event.
    pub event: serde_json::Value,
    /// When it arrived, on the monotonic clock.
    pub at: std::time::Duration,
    /// Whether it arrived before: a retry is no new event.
    pub again: bool,
}

struct Receiver {
    key: Vec<u8>,
    seen: Mutex<HashSet<String>>,
    events: UnboundedSender<Result<Seen, StatusCode>>,
}

/// Starts a receiver on a free loopback port. The channel returns every accepted event and the status of every refusal.
pub async fn start(secret: &Secret) -> std::io::Result<(SocketAddr, UnboundedReceiver<Result<Seen, StatusCode>>)> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let (events, receiver) = mpsc::unbounded_channel();
    let key = sign::standard_key(secret).unwrap_or_default();
    let state = Arc::new(Receiver { key, seen: Mutex::default(), events });
    let router = Router::new().route("/", post(take)).with_state(state);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((address, receiver))
}

async fn take(State(state): State<Arc<Receiver>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let status = match judge(&state, &headers, &body) {
        Ok(seen) => {
            let _ = state.events.send(Ok(seen));
            return StatusCode::NO_CONTENT;
        }
        Err(status) => status,
    };
    let _ = state.events.send(Err(status));
    status
}

fn judge(state: &Receiver, headers: &HeaderMap, body: &[u8]) -> Result<Seen, StatusCode> {
    let now = clock::now();
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (id, stamp, signature) = (header("webhook-id"), header("webhook-timestamp"), header("webhook-signature"));
    if !sign::verify_standard(&state.key, id, stamp, signature, body, now.wall.as_seconds(), TOLERANCE_S) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let event = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let first = state.seen.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.insert(id.to_owned());
    Ok(Seen { event, at: now.mono, again: !first })
}
