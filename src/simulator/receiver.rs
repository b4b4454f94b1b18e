//! A receiver of webhooks that checks what a receiver has to check: the signature over the raw
//! body, the age of the timestamp, and ids that were seen before.

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

/// Standard Webhooks: libraries refuse what is older.
const TOLERANCE_S: i64 = 300;

/// An event that came by a right signature.
#[derive(Clone)]
pub struct Seen {
    pub event: serde_json::Value,
    /// Of the monotonic clock.
    pub at: std::time::Duration,
    /// It has come before: retries are no new events.
    pub again: bool,
}

struct Desk {
    key: Vec<u8>,
    seen: Mutex<HashSet<String>>,
    events: UnboundedSender<Result<Seen, StatusCode>>,
}

/// Starts a receiver on a free loopback port. What it takes, and what it turns away, comes out of
/// the channel.
pub async fn start(secret: &Secret) -> std::io::Result<(SocketAddr, UnboundedReceiver<Result<Seen, StatusCode>>)> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let (events, receiver) = mpsc::unbounded_channel();
    let key = sign::standard_key(secret).unwrap_or_default();
    let desk = Arc::new(Desk { key, seen: Mutex::default(), events });
    let router = Router::new().route("/", post(take)).with_state(desk);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok((address, receiver))
}

async fn take(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let status = match judge(&desk, &headers, &body) {
        Ok(seen) => {
            let _ = desk.events.send(Ok(seen));
            return StatusCode::NO_CONTENT;
        }
        Err(status) => status,
    };
    let _ = desk.events.send(Err(status));
    status
}

fn judge(desk: &Desk, headers: &HeaderMap, body: &[u8]) -> Result<Seen, StatusCode> {
    let now = clock::now();
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (id, stamp, signature) = (header("webhook-id"), header("webhook-timestamp"), header("webhook-signature"));
    if !sign::verify_standard(&desk.key, id, stamp, signature, body, now.wall.as_seconds(), TOLERANCE_S) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    let event = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let first = desk.seen.lock().map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?.insert(id.to_owned());
    Ok(Seen { event, at: now.mono, again: !first })
}
