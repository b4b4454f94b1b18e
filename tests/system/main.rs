//! The program as users run it: the daemon as a process beside simulated modems, real brokers and receivers.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

mod alarms;
mod api;
mod app;
mod callbacks;
mod callers;
mod calls;
mod cli;
mod console;
mod custody;
mod devices;
mod dial_in;
mod discovery;
mod disk;
mod email;
mod erasure;
mod faults;
mod kill;
mod log;
mod memory;
mod mqtt;
mod mqtt_send;
mod order;
mod packaging;
mod phone;
mod phones;
mod pins;
mod poison;
mod refusals;
mod reload;
mod sandbox;
mod sending;
mod simulate;
mod unit;
mod ussd;
