//! Deliveries: made with the event that they are of, handed to their destinations, and settled by what those answer.

pub mod announcing;
pub mod answers;
mod journal;
pub mod queues;
