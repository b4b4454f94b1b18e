//! The driver of phones against the simulated app.

mod receiving;
mod sending;
mod webhooks;
mod world;
