//! The operator's settings of a webhook.

use std::sync::Arc;
use std::time::Duration;

use ureq::http::Uri;

use crate::flow::hook::HookEvent;
use crate::flow::notice::Confidence;
use crate::model::{Name, Secret};
use crate::outgoing_http::Reach;

/// The format of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// simgate's own event.
    Event,
    /// The Android app's webhook.
    Smsgate,
    /// The flat body of an ENUM backend, with the codes that are at least so sure: it has no place for how sure one is.
    Enum { min_confidence: Confidence },
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: Name,
    pub url: Uri,
    pub format: Format,
    /// `None`: the operator turned signatures off.
    pub secret: Option<Secret>,
    /// The time limit from connecting to the end of the answer.
    pub timeout: Duration,
    /// The addresses that it may post to.
    pub reach: Reach,
    /// Set if a caller registered it. Its deliveries are in the format `Smsgate`.
    pub registered: Option<Arc<Registered>>,
}

/// What a caller registered.
#[derive(Debug)]
pub struct Registered {
    /// The caller's id of the webhook.
    pub id: String,
    /// The events that it gets.
    pub event: HookEvent,
    /// Id of the device that the events name.
    pub device: String,
}
