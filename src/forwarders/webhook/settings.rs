//! What the operator says of a webhook.

use std::time::Duration;

use ureq::http::Uri;

use crate::model::{Name, Secret};

/// The shape of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// simgate's own event.
    Event,
    /// The Android app's webhook.
    Smsgate,
    /// The flat body of an ENUM backend.
    Enum,
}

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: Name,
    pub url: Uri,
    pub format: Format,
    /// `None`: unsigned, by the operator's word.
    pub secret: Option<Secret>,
    /// From connecting to the end of the answer.
    pub timeout: Duration,
}
