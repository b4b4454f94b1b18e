//! `simgate phone`: Android phones.

mod code;

use clap::Subcommand;

use super::CliError;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Make a one-time code with which a phone that dials in registers, and show the steps in the app
    Code(code::Args),
}

pub fn run(args: &Args) -> Result<(), CliError> {
    match &args.verb {
        Verb::Code(args) => code::run(args),
    }
}
