//! One simulated Android phone with the app "SMS Gateway" (capcom6, 1.68) in local mode: its HTTP server, its queue of
//! messages to send, its inbox and its webhooks, with the oddities that its source has.
//!
//! It is pure: requests, messages and the time go in; replies, calls of webhooks and messages on the air come out. It has no
//! clock, no socket, and no randomness except that of its seed. Time must not run backwards; an earlier time counts as the
//! latest one.
//!
//! `machine::SimPhone` does one step after the other, in the order of time. `state::State` has the parts that end
//! together, and a step is a function over it, in the file of its topic. Tables of the app's database have files of their
//! own, without the state. [`LivePhone`] serves a phone over real HTTP.

mod api;
mod app_settings;
mod calling;
mod dates;
mod events;
mod fault;
mod fault_injection;
mod health;
mod hmac;
mod http;
mod inbox;
mod java;
mod journey;
mod log_table;
mod machine;
mod numbers;
mod outbox;
mod power;
mod receiving;
mod sending;
mod server;
mod settings;
mod state;
#[cfg(test)]
mod tests;
mod timer;
mod tokens;
mod webhook_table;

pub use calling::WebhookCall;
pub use fault::{Battery, Fault, Plug};
pub use http::{Answer, HttpReply, HttpRequest};
pub use journey::{Journey, SendError, Sent, Step};
pub use machine::SimPhone;
pub use receiving::Mms;
pub use server::{LivePhone, RunningPhone};
pub use settings::{PhoneSettings, SimSlot};
