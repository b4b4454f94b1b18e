//! Simulated GSM modems, and the SMSC behind them; and simulated Android phones.
//!
//! [`modem`] is a pure machine: bytes and the time go in, bytes and events come out, so the same seed produces the same
//! run. [`smsc`], which delivers the messages, and [`phone`] are pure as well. The seeded tests run both in memory; [`rig`] connects
//! them to pseudo terminals in real time, for people and other programs.

pub mod console;
pub mod control;
pub mod modem;
pub mod phone;
pub mod phone_control;
pub mod pty;
pub mod random;
pub mod receiver;
pub mod rig;
pub mod smsc;
pub mod sticks;
mod timers;
mod tty;
pub mod usb;
pub mod words;
