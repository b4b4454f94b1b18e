//! The operator's settings of a webhook.

use std::time::Duration;

use ureq::http::Uri;

use crate::model::{Name, Secret};

/// The format of the body.
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
    /// `None`: the operator turned signatures off.
    pub secret: Option<Secret>,
    /// The time limit from connecting to the end of the answer.
    pub timeout: Duration,
}
