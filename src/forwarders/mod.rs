//! What carries events to their destinations: one file for each kind.

pub mod sign;
pub mod webhook;
