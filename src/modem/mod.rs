//! One AT modem, as a pure state machine: bytes, the gateway's commands and the time go in; bytes and events come out.
//! This module opens no port and reads no clock (`drivers::modem` does), and it keeps nothing on disk. It follows 3GPP
//! TS 27.005 (messages) and 27.007 (card, network).
//!
//! State that must be discarded together is in one struct, so a restart replaces that struct:
//!
//! - `machine::Modem` exists for as long as the device.
//! - `open_port::OpenPort` exists for as long as the port is open. It contains the session and the
//!   `modem_info::ModemInfo`.
//! - `phase::Phase` is replaced at every restart: `resync`, then `startup` with its `steps`, then `serving`, whose
//!   children are `slots`, `counts`, `direct`, `sender`, `ussd` and `watch`.
//!
//! `console` puts the commands of a person between those of simgate.

#![deny(missing_docs)]

mod backlog;
mod calls;
mod console;
mod content;
mod counts;
mod deadlines;
mod direct;
mod echo;
mod in_flight;
mod indications;
mod machine;
mod modem_info;
mod network;
mod next_command;
mod open_port;
mod outputs;
mod phase;
mod report_store;
mod resets;
mod restart;
mod resync;
mod selected_store;
mod sender;
mod serving;
mod silent_commands;
mod slot_types;
mod slots;
mod startup;
mod steps;
mod store_plan;
mod store_presence;
mod sweeps;
#[cfg(test)]
mod tests;
mod unusable_store;
mod ussd;
mod watch;

pub use machine::{Input, Modem};
pub use modem_info::Settings;
pub use outputs::{Output, UsbReset};
pub use resync::{Progress, Resync};
pub use sender::Part;
