//! Deliveries: written together with their event, dispatched to their destinations, and settled by the answers.

pub mod announcing;
pub mod answers;
mod journal;
pub mod queues;
