//! Verifies and reads the app's webhooks (`X-Signature` over the body and `X-Timestamp`).

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use serde_json::Value;
use sha2::Sha256;

use super::reading::{self, Source};
use crate::drivers::{Callback, CallbackRequest};
use crate::flow::callback::{CallbackEvent, CallbackRefusal};
use crate::flow::outbound::RemoteState;
use crate::model::{Secret, Timestamp};

/// The largest difference between the phone's clock and ours, both ways.
const STAMP_WITHIN_S: u64 = 300;
/// Signatures that are remembered; a phone sends far fewer within the window.
const SEEN_MAX: usize = 16_384;

/// What a webhook tells the driver, besides its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    /// The state of this message changed.
    Message(String),
    /// These messages of the inbox are with the gateway.
    Received(String),
    /// The app was started.
    Started,
    /// The app is alive.
    Ping,
}

/// The key that the app signs with now. `None`: no app has one.
pub type Key = Box<dyn Fn() -> Option<Secret> + Send + Sync>;

/// The app's webhooks, with the key that it signs them with.
pub struct Webhook {
    source: Source,
    signing_key: Key,
    call: Box<dyn Fn(Called) + Send + Sync>,
    seen: Mutex<Seen>,
}

impl Webhook {
    /// Passes what it reads beside the events to `call`.
    pub fn new(source: Source, signing_key: Key, call: Box<dyn Fn(Called) + Send + Sync>) -> Self {
        Self { source, signing_key, call, seen: Mutex::default() }
    }

    /// Verifies a call. The error is the reason, and contains nothing of the key.
    fn verify(&self, request: CallbackRequest<'_>, now: Timestamp) -> Result<(), &'static str> {
        let stamp = one(request.headers, "x-timestamp")?;
        let signature =
            octets(one(request.headers, "x-signature")?).ok_or("the signature is not 64 hexadecimal digits")?;
        let key = (self.signing_key)().ok_or("no phone is registered")?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.reveal().as_bytes()).expect("HMAC takes a key of any length");
        mac.update(request.body);
        mac.update(stamp.as_bytes());
        mac.verify_slice(&signature).map_err(|_| "the signature is wrong")?;
        let is_number = !stamp.is_empty() && stamp.bytes().all(|digit| digit.is_ascii_digit());
        let seconds: i64 = Some(stamp)
            .filter(|_| is_number)
            .and_then(|stamp| stamp.parse().ok())
            .ok_or("the time stamp is no number")?;
        if now.as_seconds().abs_diff(seconds) > STAMP_WITHIN_S {
            return Err("the time stamp is more than 5 minutes off the clock: check the phone's clock");
        }
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).note(signature, seconds, now)
    }
}

impl Callback for Webhook {
    fn read(&self, request: CallbackRequest<'_>, now: Timestamp) -> Result<Vec<CallbackEvent>, CallbackRefusal> {
        self.verify(request, now).map_err(CallbackRefusal::NotVerified)?;
        let unreadable = |what: &str| CallbackRefusal::Unreadable(what.to_owned());
        let body: Value = serde_json::from_slice(request.body).map_err(|_| unreadable("the body is not JSON"))?;
        let event = body.get("event").and_then(Value::as_str).ok_or_else(|| unreadable("the body has no `event`"))?;
        let payload = body.get("payload").unwrap_or(&Value::Null);
        if let Some(read) = reading::payload(&self.source, event, payload) {
            let (id, arrival) = read.map_err(CallbackRefusal::Unreadable)?;
            (self.call)(Called::Received(id));
            return Ok(vec![arrival]);
        }
        let message = payload.get("messageId").and_then(Value::as_str).map(str::to_owned);
        let state = match event {
            "sms:sent" => Some(RemoteState::Sent),
            "sms:delivered" => Some(RemoteState::Delivered),
            "sms:failed" => Some(RemoteState::Failed),
            "app:started" => return Ok(self.told(Called::Started)),
            "system:ping" => return Ok(self.told(Called::Ping)),
            // A later version may have more events.
            _ => None,
        };
        let Some(message) = message else { return Ok(Vec::new()) };
        (self.call)(Called::Message(message.clone()));
        Ok(state.map(|state| CallbackEvent::Progress { remote: message, state }).into_iter().collect())
    }
}

impl Webhook {
    fn told(&self, called: Called) -> Vec<CallbackEvent> {
        (self.call)(called);
        Vec::new()
    }
}

/// The signatures of the calls within the window. The app signs each attempt anew, so one that comes again is a replay.
#[derive(Default)]
struct Seen(BTreeMap<(i64, [u8; 32]), ()>);

impl Seen {
    fn note(&mut self, signature: [u8; 32], seconds: i64, now: Timestamp) -> Result<(), &'static str> {
        let oldest = now.as_seconds() - i64::try_from(STAMP_WITHIN_S).unwrap_or(0);
        self.0 = self.0.split_off(&(oldest, [0; 32]));
        if self.0.len() >= SEEN_MAX {
            return Err("too many calls within 5 minutes");
        }
        match self.0.insert((seconds, signature), ()) {
            None => Ok(()),
            Some(()) => Err("the same call came before"),
        }
    }
}

/// The value of a header that occurs exactly once.
fn one<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, &'static str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().ok_or("`X-Signature` or `X-Timestamp` is missing")?;
    match values.next() {
        Some(_) => Err("`X-Signature` or `X-Timestamp` occurs twice"),
        None => value.to_str().map_err(|_| "`X-Signature` or `X-Timestamp` is not ASCII"),
    }
}

fn octets(digits: &str) -> Option<[u8; 32]> {
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let octet = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let octets: Option<Vec<u8>> = digits.as_bytes().chunks(2).map(octet).collect();
    octets?.try_into().ok()
}
