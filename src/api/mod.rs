//! The HTTP interface: sending, reading, a stream of events, health and metrics.
//!
//! Clients of the Android app SMS Gateway have paths of their own, in `app`, and phones that dial in have theirs, in
//! `mobile`.
//!
//! A request passes `server` (connections and their limits) and `router` (its key and its rate), and then reaches its
//! handler. Requests about messages to send go to the gateway and are answered after the commit. Everything else is
//! read from the store.

pub mod app;
mod body;
mod callbacks;
mod console;
mod error;
mod events;
mod json;
pub mod keys;
pub mod local;
mod metrics;
mod mobile;
mod peer;
mod places;
mod rate;
mod read;
mod refused;
mod request;
mod router;
mod send;
mod server;
mod state;
mod streams;
mod unread;
mod ussd;

pub use server::{ServeError, Tls, serve, serve_local};
pub use state::{Api, IgnoredDevice, Settings};
