//! `GET /events`: every event as it happens, as a stream of server-sent events that can be taken up again.
//!
//! The `id` of each is its number in the store, and a client that comes back with `Last-Event-ID` gets all that
//! happened meanwhile.

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

/// The store is looked at this often while somebody listens.
const LOOK_EVERY: Duration = Duration::from_millis(200);
const PAGE: usize = 100;
/// A line that says nothing, so that whoever is in between keeps the connection.
const STILL_HERE: Duration = Duration::from_secs(15);
/// A client that takes nothing for so long has gone, and may come back.
const TAKEN_WITHIN: Duration = Duration::from_secs(30);

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
        // Only now, so that whoever waits for a line finds out whether there may be one.
        drop((sender, open));
    });
    let mut response = Response::new(Body::new(Lines(receiver)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

/// Until the client has gone, or does not take what it is given; or its key is gone, or is another one.
async fn feed(api: &Arc<Api>, caller: &Caller, mut after: i64, lines: &Sender<Bytes>) {
    let give = async |text: String| matches!(timeout(TAKEN_WITHIN, lines.send(Bytes::from(text))).await, Ok(Ok(())));
    if !give("retry: 1000\n\n".to_owned()).await {
        return;
    }
    let mut said = Instant::now();
    loop {
        let who = caller.clone();
        let page = api.read(move |store, settings| {
            let page = store.events().after(&settings.gateway, after, PAGE)?;
            // In this order: what came into the store after the key had gone is not in the page, or the key is missed.
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
            if !give(format!("id: {seq}\nevent: {}\ndata: {data}\n\n", notice.kind.as_str())).await {
                return;
            }
            said = Instant::now();
        }
        if said.elapsed() >= STILL_HERE {
            if !give(":\n\n".to_owned()).await {
                return;
            }
            said = Instant::now();
        }
        if lines.is_closed() {
            return;
        }
        if !whole {
            sleep(LOOK_EVERY).await;
        }
    }
}

/// A key that is bound to numbers hears of these.
fn is_for(notice: &Notice, caller: &Caller) -> bool {
    let number = match &notice.data {
        Data::Received(received) => received.to.as_deref(),
        Data::Outgoing(outgoing) => outgoing.from.as_deref(),
        Data::Call(call) => call.to.as_deref(),
    };
    caller.minds(number)
}

/// The body of the answer: what comes through the channel.
struct Lines(Receiver<Bytes>);

impl HttpBody for Lines {
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
