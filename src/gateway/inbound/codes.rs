//! One-time codes with their expiry.

use std::time::Duration;

use crate::code::Found;
use crate::flow::call;
use crate::flow::notice::{Code, Confidence};
use crate::model::Timestamp;

/// How long a code is valid if its message names no time.
const VALID: Duration = Duration::from_secs(600);

/// A code that was found in a text, with its expiry as a point in time.
pub fn of_text(found: Found, now: Timestamp) -> (Code, Timestamp) {
    let expires_at = now.after(found.valid_for.unwrap_or(VALID));
    let confidence = Confidence::from_share(found.confidence);
    let code = Code {
        value: found.value,
        spelling: found.spelling,
        alternatives: found.alternatives,
        service: found.service,
        origin: found.origin,
        confidence,
        expires_at: expires_at.to_string(),
    };
    (code, expires_at)
}

/// A code that is the end of a caller's number, with its expiry.
pub fn of_call(value: String, now: Timestamp) -> (Code, Timestamp) {
    let expires_at = now.after(VALID);
    let (spelling, alternatives, service, origin) = (None, Vec::new(), None, None);
    let (confidence, until) = (call::CONFIDENCE, expires_at.to_string());
    (Code { value, spelling, alternatives, service, origin, confidence, expires_at: until }, expires_at)
}
