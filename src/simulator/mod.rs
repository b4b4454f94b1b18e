//! Simulated GSM modems and the SMSC behind them.
//!
//! [`modem`] is a pure machine: bytes and the time in, bytes and events out, nothing else, so that one
//! seed gives one run. [`smsc`] is what hands messages over, pure as well. The seeded tests hold both in
//! memory; [`rig`] puts them behind pseudo terminals for people and other programs, in real time.

pub mod console;
pub mod control;
pub mod modem;
pub mod pty;
pub mod random;
pub mod receiver;
pub mod rig;
pub mod smsc;
mod tty;
