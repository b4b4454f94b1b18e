//! The HTTP interface: sending, reading, a stream of events, health and metrics.
//!
//! A request goes through `server` (connections and their limits), `router` (the key, and how often it comes) and then
//! to its handler. Wishes go to the gateway and are answered when they are on disk; everything else is read from the store.

mod body;
mod callbacks;
mod error;
mod events;
mod json;
pub mod keys;
pub mod local;
mod metrics;
mod peer;
mod places;
mod rate;
mod read;
mod request;
mod router;
mod send;
mod server;
mod state;
mod streams;

pub use server::{ServeError, Tls, serve, serve_local};
pub use state::{Api, Settings};
