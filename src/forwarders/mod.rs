//! Forwarders carry events to their destinations: one file or folder for each kind.

mod descendants;
pub mod email;
pub mod exec;
pub mod mqtt;
pub mod sign;
pub mod webhook;
