//! `GET /events`: all events as a stream of server-sent events that a client can resume.
//!
//! The `id` of an event is its number in the store. A client that reconnects with `Last-Event-ID` gets all later
//! events.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use hyper::body::Frame;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::{Instant, sleep, timeout};

use super::error::ApiError;
use super::keys::{Caller, Scope};
use super::request::{caller, invalid, query};
use super::state::{Answer, Api, Shared};
use crate::flow::notice::{Data, Notice};

/// How often the store is read for new events.
const POLL_EVERY: Duration = Duration::from_millis(200);
/// Most events read at once.
const PAGE: usize = 100;
/// How often an idle stream gets a comment, so that proxies keep the connection.
pub const COMMENT_EVERY: Duration = Duration::from_secs(15);
/// Longest time for a client to accept a piece. After that the stream ends; the client may resume it.
pub const ACCEPTED_WITHIN: Duration = Duration::from_secs(30);

/// Opens a stream.
pub async fn stream(State(api): Shared, request: Request) -> Answer {
    let caller = caller(&request, Scope::Read)?;
    query(&request, &[])?;
    let full = || ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "too_many_streams", "too many streams are open");
    let open = api.streams.open(caller.who).ok_or_else(full)?;
    let after = match request.headers().get("last-event-id") {
        None => api.read(|store, _| store.events().last()).await?,
        Some(id) => {
            let id = id.to_str().ok().and_then(|text| text.trim().parse::<i64>().ok()).filter(|id| *id >= 0);
            id.ok_or_else(|| invalid("Last-Event-ID", "the `id` of an event of this stream"))?
        }
    };
    let (sender, receiver) = channel(16);
    tokio::spawn(async move {
        feed(&api, &caller, after, &sender).await;
        // Both are dropped together: a client that sees the end of its stream finds a free place.
        drop((sender, open));
    });
    let mut response = Response::new(Body::new(Pieces(receiver)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

/// Feeds a stream, until the client disconnects or stalls, or until its key is deleted or changed.
async fn feed(api: &Arc<Api>, caller: &Caller, mut after: i64, pieces: &Sender<Bytes>) {
    let send =
        async |text: String| matches!(timeout(ACCEPTED_WITHIN, pieces.send(Bytes::from(text))).await, Ok(Ok(())));
    if !send("retry: 1000\n\n".to_owned()).await {
        return;
    }
    let mut sent_at = Instant::now();
    loop {
        let who = caller.clone();
        let page = api.read(move |store, settings| {
            let page = store.events().after(&settings.gateway, after, PAGE)?;
            // The key is checked after the page is read, so no event that is stored after the key's
            // deletion is sent.
            Ok(who.is_still_known(store)?.then_some(page))
        });
        let page = match page.await {
            Ok(Some(page)) => page,
            Ok(None) => return,
            Err(_) => Vec::new(),
        };
        let whole = page.len() == PAGE;
        for (seq, notice) in page {
            after = seq;
            if !is_for(&notice, caller) {
                continue;
            }
            let Ok(data) = serde_json::to_string(&notice) else { continue };
            if !send(format!("id: {seq}\nevent: {}\ndata: {data}\n\n", notice.kind.as_str())).await {
                return;
            }
            sent_at = Instant::now();
        }
        if sent_at.elapsed() >= COMMENT_EVERY {
            if !send(":\n\n".to_owned()).await {
                return;
            }
            sent_at = Instant::now();
        }
        if pieces.is_closed() {
            return;
        }
        if !whole {
            sleep(POLL_EVERY).await;
        }
    }
}

/// Whether the caller may see an event. A key that is bound to numbers sees only events of these.
fn is_for(notice: &Notice, caller: &Caller) -> bool {
    let number = match &notice.data {
        Data::Received(received) => received.to.as_deref(),
        Data::Outgoing(outgoing) => outgoing.from.as_deref(),
        Data::Call(call) => call.to.as_deref(),
        Data::Device(_) => None,
    };
    caller.may_see_number(number)
}

/// The body of the answer: the pieces of the channel.
pub struct Pieces(pub Receiver<Bytes>);

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let bytes = ready!(self.0.poll_recv(context));
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}
