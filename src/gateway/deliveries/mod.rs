//! Deliveries: written together with their event, dispatched to their destinations, and settled by the answers.

pub mod announcing;
pub mod answers;
pub mod hooks;
mod journal;
pub mod queues;
