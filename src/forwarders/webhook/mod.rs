//! Posts events by HTTP, in the receiver's format, with a signature.
//!
//! The workers of `outgoing_http` send them, several at a time for each destination. The gateway decides what is retried, and
//! when.

mod body;
mod settings;

use std::sync::Arc;
use std::time::Duration;

use ureq::http::{HeaderMap, Method, StatusCode};

use crate::clock;
use crate::flow::notice::Notice;
use crate::flow::{Answer, Delivery, Event};
use crate::model::Name;
use crate::outgoing_http::{BODY_BYTES_MAX, Client, Destination, Failure, Pool, Reply, Request, Trust};

use self::body::body;
use super::sign;

pub use settings::{Format, Registered, Settings};

/// The largest number of deliveries without an answer. It exceeds the workers that one destination may use, so that in a burst
/// no worker waits for the gateway.
pub const IN_FLIGHT_MAX: usize = 16;

/// Starts the forwarder and returns the function that takes deliveries.
pub fn start<E>(settings: Settings, pool: &Pool, events: E) -> impl Fn(Delivery) + use<E>
where
    E: Fn(Event) + Send + Sync + 'static,
{
    let receiver = pool.destination(Client {
        timeout: settings.timeout,
        trust: Trust::Public,
        reach: settings.reach.clone(),
        answer_bytes_max: BODY_BYTES_MAX,
    });
    let webhook = Arc::new(Webhook { settings, receiver, events });
    move |delivery| webhook.send(delivery)
}

struct Webhook<E> {
    settings: Settings,
    receiver: Destination,
    events: E,
}

impl<E> Webhook<E>
where
    E: Fn(Event) + Send + Sync + 'static,
{
    fn send(self: &Arc<Self>, delivery: Delivery) {
        let Delivery { id, destination, notice } = delivery;
        let (sender, ending) = (Arc::clone(self), Arc::clone(self));
        self.receiver.send(move || sender.request(&notice), move |outcome| ending.ended(id, destination, outcome));
    }

    /// Makes and signs the request when a worker takes it, since a receiver checks the time stamp.
    fn request(&self, notice: &Notice) -> Option<Request> {
        let body = body(&self.settings, notice)?;
        let mut headers = headers(&self.settings, notice, clock::now().wall.as_seconds(), body.as_bytes());
        headers.push(("content-type", "application/json".to_owned()));
        let (url, body) = (self.settings.url.clone(), Some(body.into_bytes()));
        Some(Request { method: Method::POST, url, headers, body })
    }

    fn ended(&self, delivery: i64, destination: Name, outcome: Result<Reply, Failure>) {
        let was_tried = !matches!(outcome, Err(Failure::Withdrawn(_)));
        let answer = match outcome {
            Ok(reply) => answer(reply.status, retry_after(&reply.headers)),
            Err(Failure::Unreachable(why) | Failure::Withdrawn(why)) => Answer::Unavailable { why },
            // The format can't represent the event.
            Err(Failure::Unwanted) => Answer::Taken,
            Err(Failure::NoAnswer(why)) => Answer::Failed { why, retry_after: None },
            Err(Failure::Panicked) => Answer::Failed { why: "a fault of simgate".to_owned(), retry_after: None },
        };
        // Deliveries that no worker has started would fail in the same way, so the gateway reschedules them. They are withdrawn
        // before the gateway gets this answer, since it may dispatch others then.
        let rest = match &answer {
            Answer::Failed { why, .. } | Answer::Unavailable { why } if was_tried => {
                Some((self.receiver.withdraw(), why.clone()))
            }
            Answer::Failed { .. }
            | Answer::Unavailable { .. }
            | Answer::Taken
            | Answer::Refused { .. }
            | Answer::Gone { .. } => None,
        };
        (self.events)(Event::Answered { delivery, destination, answer });
        if let Some((rest, why)) = rest {
            rest.end(&why);
        }
    }
}

/// The meaning of a status. A receiver that does not know the path or the key may be misconfigured or not ready: every
/// delivery would fail in the same way until a person repairs it. `Failed` leaves it to the other deliveries to show which.
fn answer(status: StatusCode, retry_after: Option<Duration>) -> Answer {
    let why = format!("the receiver answered {status}");
    match status.as_u16() {
        200..=299 => Answer::Taken,
        410 => Answer::Gone { why },
        400 | 402 | 405..=407 | 409 | 411..=424 | 426..=428 | 430..=499 => Answer::Refused { why },
        _ => Answer::Failed { why, retry_after },
    }
}

/// Reads `Retry-After`: seconds, or a date (RFC 9110 10.2.3).
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("retry-after")?.to_str().ok()?;
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp().as_second();
    let seconds = date - clock::now().wall.as_seconds();
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

fn headers(settings: &Settings, notice: &Notice, unix_seconds: i64, body: &[u8]) -> Vec<(&'static str, String)> {
    let stamp = unix_seconds.to_string();
    match (&settings.secret, settings.format) {
        (Some(secret), Format::Smsgate) => {
            vec![("x-timestamp", stamp), ("x-signature", sign::smsgate(secret, unix_seconds, body))]
        }
        (None, Format::Smsgate) => vec![],
        (secret, Format::Event | Format::Enum { .. }) => {
            let mut headers = vec![("webhook-id", notice.id.clone()), ("webhook-timestamp", stamp)];
            if let Some(key) = secret.as_ref().and_then(sign::standard_key) {
                headers.push(("webhook-signature", sign::standard(&key, &notice.id, unix_seconds, body)));
            }
            headers
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::notice::Confidence;
    use crate::model::Secret;
    use crate::outgoing_http::{EACH_MAX, Reach};

    pub const ENUM: Format = Format::Enum { min_confidence: Confidence(70) };

    pub fn settings(format: Format) -> Settings {
        Settings {
            name: Name::parse("backend").unwrap(),
            url: "http://127.0.0.1:1/hook".parse().unwrap(),
            format,
            secret: Some(Secret::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=")),
            timeout: Duration::from_secs(1),
            reach: Reach::Anywhere,
            registered: None,
        }
    }

    pub fn notice(text: Option<&str>, data_hex: Option<&str>) -> Notice {
        let mut notice = Notice::example();
        let data = notice.received_mut();
        data.from = "+12025550143".into();
        (data.to, data.code, data.owner) = (None, None, None);
        (data.text, data.data_hex) = (text.map(str::to_owned), data_hex.map(str::to_owned));
        notice
    }

    #[test]
    fn each_format_has_its_signature() {
        let names = |format, secret: bool| {
            let mut settings = settings(format);
            if !secret {
                settings.secret = None;
            }
            let headers = headers(&settings, &notice(Some("hi"), None), 1, b"{}");
            headers.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(names(Format::Event, true), ["webhook-id", "webhook-timestamp", "webhook-signature"]);
        assert_eq!(names(ENUM, false), ["webhook-id", "webhook-timestamp"]);
        assert_eq!(names(Format::Smsgate, true), ["x-timestamp", "x-signature"]);
        assert!(names(Format::Smsgate, false).is_empty());
    }

    #[test]
    fn a_status_says_whom_the_trouble_concerns() {
        let of = |status: u16| answer(StatusCode::from_u16(status).unwrap(), None);
        for status in [200, 202, 204] {
            assert_eq!(of(status), Answer::Taken);
        }
        for status in [400, 413, 422, 499] {
            assert!(matches!(of(status), Answer::Refused { .. }), "{status}");
        }
        for status in [301, 307, 401, 403, 404, 408, 425, 429, 500, 503] {
            assert!(matches!(of(status), Answer::Failed { .. }), "{status}");
        }
        assert!(matches!(of(410), Answer::Gone { .. }));
    }

    #[test]
    fn retry_after_comes_in_seconds_or_as_a_date() {
        let of = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("retry-after", value.parse().unwrap());
            retry_after(&headers)
        };
        assert_eq!(of("120"), Some(Duration::from_secs(120)));
        assert_eq!(of("Fri, 31 Dec 1999 23:59:59 GMT"), Some(Duration::ZERO));
        assert_eq!(of("soon"), None);
    }

    #[test]
    fn what_the_format_has_no_place_for_is_taken_and_not_sent() {
        let (answers, answered) = std::sync::mpsc::channel();
        let events = move |event| answers.send(event).unwrap();
        // Nothing listens there.
        let outlet = start(settings(Format::Smsgate), &Pool::default(), events);
        outlet(Delivery { id: 7, destination: Name::parse("backend").unwrap(), notice: Notice::example_call() });
        let event = answered.recv_timeout(Duration::from_secs(60)).unwrap();
        assert!(matches!(event, Event::Answered { delivery: 7, answer: Answer::Taken, .. }), "{event:?}");
    }

    /// Each would wait for the whole timeout, so they are returned and the gateway reschedules them.
    #[test]
    fn what_waits_behind_a_receiver_that_hangs_is_given_back() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap()).parse().unwrap();
        let tried = std::thread::spawn(move || {
            let held: Vec<_> = listener.incoming().map_while(Result::ok).take(EACH_MAX).collect();
            listener.set_nonblocking(true).unwrap();
            (held, listener)
        });
        let (answers, answered) = std::sync::mpsc::channel();
        let settings = Settings { url, ..settings(Format::Event) };
        let outlet = start(settings, &Pool::default(), move |event| answers.send(event).unwrap());
        for delivery in 0..12 {
            let destination = Name::parse("backend").unwrap();
            outlet(Delivery { id: delivery, destination, notice: notice(Some("hi"), None) });
        }
        let (mut failed, mut given_back) = (0, 0);
        for _ in 0..12 {
            let event = answered.recv_timeout(Duration::from_secs(60)).unwrap();
            failed += usize::from(matches!(event, Event::Answered { answer: Answer::Failed { .. }, .. }));
            given_back += usize::from(matches!(event, Event::Answered { answer: Answer::Unavailable { .. }, .. }));
        }
        assert_eq!((failed, given_back), (EACH_MAX, 12 - EACH_MAX));
        let (_held, listener) = tried.join().unwrap();
        assert!(listener.accept().is_err(), "nobody else was tried");
    }
}
