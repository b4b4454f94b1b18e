//! Sends messages: accepts requests, reserves lines, submits parts, writes their outcomes.

pub mod acceptance;
mod cancelling;
pub mod clock;
mod composing;
pub mod ending;
pub mod hold;
pub mod mailings;
pub mod outbox;
pub mod parts;
pub mod plan;
pub mod progress;
pub mod queue;
pub mod requests;
pub mod seats;
pub mod sending;
