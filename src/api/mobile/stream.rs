//! `GET /events`: the stream of events that a phone listens to. The newest stream of a phone ends the one before.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

use super::access::{Origin, ask, phone};
use crate::api::error::ApiError;
use crate::api::events::{ACCEPTED_WITHIN, COMMENT_EVERY, Pieces};
use crate::api::state::{Answer, Api, Shared};
use crate::flow::dial_in::{Ask, PhoneCall, Push};
use crate::store::PhoneRow;

/// Events that wait for a slow phone. Those beyond are left out; the important ones come again.
const WAITING_MAX: usize = 64;

/// Opens a stream.
pub async fn events(State(api): Shared, request: Request) -> Answer {
    let phone = phone(&api, &Origin::of(&request)).await?;
    let no_randomness =
        |_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the system has no randomness");
    let stream = getrandom::u64().map_err(no_randomness)?;
    let (sender, pushes) = channel(WAITING_MAX);
    let push = Box::new(move |push: Push| drop(sender.try_send(push)));
    // It tells the driver of the end of the stream even if the client is gone before the stream begins.
    let listening = Listening { api: Arc::clone(&api), phone: phone.clone(), stream };
    ask(&api, &phone, Ask::Listen { stream }, Some(push)).await?;
    let (pieces, receiver) = channel(1);
    tokio::spawn(async move {
        feed(pushes, &pieces, COMMENT_EVERY).await;
        drop(listening);
    });
    let mut response = Response::new(Body::new(Pieces(receiver)));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}

/// Feeds a stream, until the phone disconnects or stalls, or until its driver ends the stream.
async fn feed(mut pushes: Receiver<Push>, pieces: &Sender<Bytes>, comment_every: Duration) {
    let send =
        async |text: String| matches!(timeout(ACCEPTED_WITHIN, pieces.send(Bytes::from(text))).await, Ok(Ok(())));
    let mut next = ":\n\n".to_owned();
    while send(next).await {
        next = tokio::select! {
            push = pushes.recv() => match push {
                Some(Push { event, data }) => format!("event: {event}\ndata: {data}\n\n"),
                None => return,
            },
            () = pieces.closed() => return,
            () = tokio::time::sleep(comment_every) => ":\n\n".to_owned(),
        };
    }
}

/// Tells the driver that a stream has ended.
struct Listening {
    api: Arc<Api>,
    phone: PhoneRow,
    stream: u64,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let ask = Ask::Left { stream: self.stream };
        let call = PhoneCall { registration: None, ask, reply: Box::new(drop), push: None };
        self.api.settings.phones.call(&self.phone.device, call);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn an_idle_stream_gets_comments_and_ends_with_its_driver() {
        let (sender, pushes) = channel(WAITING_MAX);
        let (pieces, mut receiver) = channel(1);
        let fed = tokio::spawn(async move { feed(pushes, &pieces, Duration::from_millis(5)).await });
        for _ in 0..3 {
            assert_eq!(receiver.recv().await.unwrap(), ":\n\n");
        }
        sender.try_send(Push { event: "MessageCancelled", data: json!({ "messageId": "a\nb" }) }).unwrap();
        let mut piece = receiver.recv().await.unwrap();
        while piece == ":\n\n" {
            piece = receiver.recv().await.unwrap();
        }
        assert_eq!(piece, "event: MessageCancelled\ndata: {\"messageId\":\"a\\nb\"}\n\n");
        drop(sender);
        while let Some(piece) = receiver.recv().await {
            assert_eq!(piece, ":\n\n");
        }
        fed.await.unwrap();
    }

    #[tokio::test]
    async fn a_stream_ends_when_the_phone_leaves() {
        let (_sender, pushes) = channel(WAITING_MAX);
        let (pieces, receiver) = channel(1);
        drop(receiver);
        timeout(Duration::from_secs(5), feed(pushes, &pieces, COMMENT_EVERY)).await.unwrap();
    }
}
