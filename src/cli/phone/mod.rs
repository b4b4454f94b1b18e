//! `simgate phone`: an Android phone as a device.

mod add;
mod answers;
mod check;
mod code;
mod examine;
mod intro;
mod keep;
mod questions;
mod report;
mod settings;
mod snippet;
mod trial;
mod webhooks;

use clap::Subcommand;

pub use check::examined;

use super::CliError;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Walk through a phone's setup, and print its sections for the configuration
    Add(add::Args),
    /// Ask a configured phone whether simgate can use it, and show what simgate would change; changes nothing
    Check(check::Args),
    /// Make a one-time code with which a phone that dials in registers, and show the steps in the app
    Code(code::Args),
}

pub fn run(args: Args) -> Result<(), CliError> {
    match args.verb {
        Verb::Add(args) => add::run(&args),
        Verb::Check(args) => check::run(&args),
        Verb::Code(args) => code::run(&args),
    }
}
