//! `simgate phone`: an Android phone as a device.

mod answers;
mod check;
mod examine;
mod report;
mod settings;
mod webhooks;

use clap::Subcommand;

use super::CliError;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Ask a configured phone whether simgate can use it, and show what simgate would change; changes nothing
    Check(check::Args),
}

pub fn run(args: Args) -> Result<(), CliError> {
    match args.verb {
        Verb::Check(args) => check::run(&args),
    }
}
