//! One simulated modem: what the firmware of a real one does between its serial port and the network, as far as
//! messages are concerned (ITU-T V.250, 3GPP TS 27.007, TS 27.005 in PDU mode).
//!
//! It is pure: bytes and times go in, bytes and events come out. It has no clock, no I/O, and no randomness except that
//! of its seed. Time must not run backwards; an earlier time counts as the latest one.
//!
//! `machine::SimModem` does one step after the other, in the order of time: a timer fires, a byte arrives, a command is
//! complete. A step is a function over `state::State`, in the file of its topic. `dialogue` reads command rows and writes
//! replies, and `commands` answers each command. `personality::Personality` has the differences between the models.

mod boot;
mod call;
mod call_words;
mod card;
mod card_reader;
mod causes;
mod commands;
mod coverage;
mod dialogue;
mod event;
mod failures;
mod fault;
mod fault_injection;
mod incoming;
mod machine;
mod memory;
mod models;
mod noise;
mod outgoing;
mod parse;
mod personality;
mod port;
mod power;
mod quirky_models;
mod rarer_models;
mod registration;
mod settings;
mod simcom;
mod state;
mod storage;
#[cfg(test)]
mod tests;
mod timer;
mod uart;
mod ussd;
mod ussd_network;
mod work;

pub use call_words::CallWords;
pub use card::{LockState, SimCard};
pub use coverage::Coverage;
pub use event::{ModemEvent, OfferId, Placed, Refused, Trace};
pub use fault::{Answer, Fault};
pub use machine::SimModem;
pub use models::{MORE_NAMES, NAMES};
pub use personality::{
    Alpha, AttemptsCommand, Boot, BootStep, Busy, CardAccess, EmptyRead, FullUrc, Indications, Interleave, Noise,
    Personality, Replies, StorePlan, Timing, Unknown,
};
pub use storage::{Status, Store, Stored};
