//! The client API of the Android app SMS Gateway, so that clients made for the app use simgate's SIMs.
//!
//! The paths are those of the app itself and, below `/3rdparty/v1`, those of its servers. simgate shows itself as one
//! device whose slots are its lines: `simNumber` is the row of a line. A message of a client with several recipients is
//! a mailing. Basic users are the names of API keys, and passwords are the keys.

mod access;
mod answer;
mod devices;
mod dialect;
mod fields;
mod health;
mod hooks;
mod inbox;
mod jwt;
mod messages;
mod params;
mod reading;
mod scopes;
mod settings;
mod states;
mod tokens;
mod url;

use std::sync::Arc;

use axum::Router;
use axum::routing::{delete, get, post};

use super::state::Api;

pub use access::{Identity, identify};
pub use answer::answer;
pub use devices::list as list_devices;
pub use dialect::{Dialect, SERVER_PATH, device_id, dialect, is_health};

/// The paths of the app, below any prefix, without `/devices`.
pub fn routes() -> Router<Arc<Api>> {
    let mut router = Router::new();
    // Old clients use the singular.
    for messages in ["/messages", "/message"] {
        router = router
            .route(messages, get(messages::list).post(messages::send))
            .route(&format!("{messages}/{{id}}"), get(messages::get).delete(messages::cancel))
            .route(&format!("{messages}/inbox/export"), post(inbox::export));
    }
    for hooks in ["/webhooks", "/webhook"] {
        router = router
            .route(hooks, get(hooks::list).post(hooks::register))
            .route(&format!("{hooks}/{{id}}"), delete(hooks::remove));
    }
    router
        .route("/inbox", get(inbox::list))
        .route("/inbox/export", post(inbox::export))
        .route("/inbox/refresh", post(inbox::refresh))
        .route("/inbox/{id}/attachments/{part}", get(inbox::attachment))
        .route("/device", get(devices::list))
        .route("/devices/{id}", delete(devices::remove))
        .route("/health", get(health::health))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::health))
        .route("/health/startup", get(health::live))
        .route("/settings", get(settings::read).put(settings::change).patch(settings::change))
        .route("/logs", get(settings::logs))
        .route("/auth/token", post(tokens::issue))
        .route("/auth/token/refresh", post(tokens::refresh))
        .route("/auth/token/{id}", delete(tokens::revoke))
}
