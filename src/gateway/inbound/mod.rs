//! Writes what arrives: messages and their parts, status reports, calls.

pub mod arrivals;
pub mod assembly;
pub mod calls;
mod codes;
pub mod groups;
mod reports;
mod stops;
