//! The verbs of the command line, by themselves and beside a running daemon.

mod code;
mod config;
mod deliveries;
mod doctor;
mod gateway;
mod pdu;
mod printable;
mod send;
mod tls;
