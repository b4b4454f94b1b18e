//! The app's private server, for phones that dial in: registration, messages to send, states, settings, and a stream of
//! events.
//!
//! The app has no key of simgate. It registers with a one-time code, and then has a token of its own.

mod access;
mod codes;
mod registration;
mod requests;
mod stream;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use super::state::Api;

pub use codes::Codes;
pub use registration::make_code;

/// Paths below this one need no key.
pub const PATH: &str = "/api/mobile/v1";

/// Whether a request comes from a phone, by its path.
pub fn is_of_phones(path: &str) -> bool {
    path.strip_prefix(PATH).is_some_and(|rest| rest.starts_with('/'))
}

/// The paths that the app uses, below [`PATH`].
pub fn routes() -> Router<Arc<Api>> {
    Router::new()
        .route("/device", get(requests::device).post(registration::register).patch(requests::present))
        .route("/message", get(requests::messages).patch(requests::states))
        .route("/messages", get(requests::messages).patch(requests::states))
        .route("/webhooks", get(requests::webhooks))
        .route("/settings", get(requests::settings))
        .route("/events", get(stream::events))
        .route("/user/code", get(requests::no_user))
        .route("/user/password", axum::routing::patch(requests::no_user))
}

/// The paths for a person who registers a phone.
pub fn person_routes() -> Router<Arc<Api>> {
    Router::new().route("/phones/{name}/code", post(make_code))
}
