//! The command line: one file per verb, each with its `Args` and a `run`.
//!
//! Data goes to stdout, everything else to stderr. An error is one sentence with its causes beneath, then a hint that names
//! something to do.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod answer;
mod client;
mod code;
mod config;
mod console;
mod deliveries;
mod demo;
mod devices;
mod dialogue;
mod doctor;
mod error;
mod explain;
mod finding;
mod gateway;
mod inbox;
mod keys;
mod lines;
mod outbox;
mod outcomes;
mod pdu;
mod phone;
mod pinned_tls;
mod profiles;
mod recipients;
mod results;
mod run;
mod score;
mod send;
mod sims;
mod simulate;
mod socket;
mod status;
mod stops;
mod submit;
mod terminal;
mod ussd;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use config::ConfigArg;
pub use error::{CliError, Exit};

use crate::model::printable;

/// Turns your own SIM cards, in GSM modems, into one dependable SMS line.
#[derive(Parser)]
#[command(name = "simgate", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Run the gateway
    Run(run::Args),
    /// Demonstrate the gateway with simulated modems, a real store and a real webhook
    Demo(demo::Args),
    /// Send a message, or the same one to many
    Send(send::Args),
    /// Show the state of a message
    Status(status::Args),
    /// List, cancel and settle messages that are sent or wait for it
    Outbox(outbox::Args),
    /// Show the SIM cards and what is left of their limits
    Sims(sims::Args),
    /// Send a USSD code, such as *100#, and show the network's answer
    Ussd(ussd::Args),
    /// Show the devices, how they are, and warnings with what to do
    Devices(devices::Args),
    /// Find what keeps messages from their way, with what mends it
    Doctor(doctor::Args),
    /// Show the messages that arrived
    Inbox(inbox::Args),
    /// List, retry and drop deliveries
    Deliveries(deliveries::Args),
    /// List, make and remove the keys of the HTTP interface
    Keys(keys::Args),
    /// List and remove recipients who answered STOP
    Stops(stops::Args),
    /// Find one-time codes in messages, and score the finder
    Code(code::CodeArgs),
    /// Show, check and explain the configuration
    Config(config::ConfigArgs),
    /// Decode and encode SMS PDUs, one per row
    Pdu(pdu::Args),
    /// Set up an Android phone as a device, and check one
    Phone(phone::Args),
    /// Run simulated modems on pseudo terminals
    Simulate(simulate::Args),
}

pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            if error.use_stderr() {
                usage(&error).lines().for_each(terminal::note);
                return Exit::Usage.into();
            }
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
    };
    let done = run(cli.verb);
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::fail(&error);
            error.exit.into()
        }
    }
}

/// The error of the command line. It repeats words that a script may have got from outside, so they are made printable
/// first: they can't forge a row.
fn usage(error: &clap::Error) -> String {
    let words = std::env::args_os().map(|word| match word.to_str() {
        Some(text) => printable(text).into_owned().into(),
        None => word,
    });
    Cli::try_parse_from(words).err().map_or_else(|| error.to_string(), |error| error.to_string())
}

fn run(verb: Verb) -> Result<(), CliError> {
    match verb {
        Verb::Run(args) => run::run(&args),
        Verb::Demo(args) => demo::run(&args),
        Verb::Send(args) => send::run(&args),
        Verb::Status(args) => status::run(&args),
        Verb::Outbox(args) => outbox::run(args),
        Verb::Sims(args) => sims::run(&args),
        Verb::Ussd(args) => ussd::run(&args),
        Verb::Devices(args) => devices::run(&args),
        Verb::Doctor(args) => doctor::run(&args),
        Verb::Inbox(args) => inbox::run(&args),
        Verb::Deliveries(args) => deliveries::run(args),
        Verb::Keys(args) => keys::run(&args),
        Verb::Stops(args) => stops::run(&args),
        Verb::Code(args) => code::run(args),
        Verb::Config(args) => config::run(args),
        Verb::Pdu(args) => pdu::run(&args),
        Verb::Phone(args) => phone::run(args),
        Verb::Simulate(args) => simulate::run(&args),
    }
}
