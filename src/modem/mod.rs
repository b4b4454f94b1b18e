//! One AT modem. State is owned by lifetime: what goes together lives in one struct, and to start anew replaces it.
//!
//! `machine::Modem` outlives its ports; `open::Open` is one open port with what is `known` of the modem behind it, and has
//! one phase at a time: a `startup` by its `steps`, or `serving`, whose children `slots`, `counts`, `direct`, `sender` and
//! `watch` go at every restart.

mod ask;
mod asked;
mod calls;
mod clog;
mod content;
mod counts;
mod direct;
mod echo;
mod heard;
mod indications;
mod known;
mod machine;
mod network;
mod open;
mod out;
mod patience;
mod phase;
mod report_store;
mod resets;
mod resync;
mod sender;
mod serving;
mod slots;
mod startup;
mod steps;
mod store_plan;
mod storeless;
#[cfg(test)]
mod tests;
mod unanswered;
mod watch;

pub use known::Settings;
pub use machine::{Input, Modem};
pub use out::Output;
pub use sender::Part;
