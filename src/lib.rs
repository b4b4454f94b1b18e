//! simgate: the SIM cards that you own as one dependable SMS line.
//!
//! Arrows run one way (ARCHITECTURE.md, held by `tests/house/main.rs`):
//! `model <- at, pdu, code <- flow <- store <- gateway <- (drivers, forwarders, cli) <- daemon`.

pub mod api;
pub mod at;
pub mod cli;
pub mod clock;
pub mod code;
pub mod config;
pub mod daemon;
pub mod discovery;
pub mod drivers;
pub mod files;
pub mod flow;
pub mod forwarders;
pub mod gateway;
pub mod log;
pub mod model;
pub mod modem;
pub mod outgoing_http;
pub mod pdu;
pub mod simulator;
pub mod store;
pub mod systemd;
pub mod task;
pub mod wiping;
