//! The command line: one file per verb, each with its `Args` and a `run`.
//!
//! Data goes to stdout, everything else to stderr. An error is one sentence, its causes beneath
//! it, then a hint that names something to do.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod answer;
mod client;
mod code;
mod config;
mod deliveries;
mod demo;
mod error;
mod gateway;
mod inbox;
mod keys;
mod lines;
mod outbox;
mod outcomes;
mod pdu;
mod pinned_tls;
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

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use config::ConfigArg;
pub use error::{CliError, Exit};

use crate::model::printable;

/// Turns your own SIM cards, in USB modems and Android phones, into one dependable SMS line.
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
    /// Show it all at work: simulated modems, a real store, codes arriving at a real webhook
    Demo(demo::Args),
    /// Send a message, or the same one to many
    Send(send::Args),
    /// Show how a message stands that was sent
    Status(status::Args),
    /// Show the messages that were sent, take them back, settle what is in doubt
    Outbox(outbox::Args),
    /// Show the SIM cards, and what is left of their limits
    Sims(sims::Args),
    /// Show the messages that arrived
    Inbox(inbox::Args),
    /// Show deliveries, try them again, give them up
    Deliveries(deliveries::Args),
    /// Show, make and remove the keys of the HTTP interface
    Keys(keys::Args),
    /// Show and remove recipients who answered STOP
    Stops(stops::Args),
    /// Find the one-time code in messages, and tell how well that works
    Code(code::CodeArgs),
    /// Show, check and explain the configuration
    Config(config::ConfigArgs),
    /// Read and write SMS PDUs, a line each
    Pdu(pdu::Args),
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

/// What is wrong with the command line. That repeats words which a script may have from somebody else: they begin no row of
/// their own when they are made printable before.
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
        Verb::Inbox(args) => inbox::run(&args),
        Verb::Deliveries(args) => deliveries::run(args),
        Verb::Keys(args) => keys::run(&args),
        Verb::Stops(args) => stops::run(&args),
        Verb::Code(args) => code::run(args),
        Verb::Config(args) => config::run(args),
        Verb::Pdu(args) => pdu::run(&args),
        Verb::Simulate(args) => simulate::run(&args),
    }
}
