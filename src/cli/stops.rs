//! `simgate stops`: recipients who answered STOP; that line sends them nothing more.

use clap::Subcommand;
use serde_json::json;

use super::terminal::{print_json, print_row};
use super::{CliError, ConfigArg};
use crate::config::Config;
use crate::model::LineId;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// List them: line, number, the answer, and when it came
    List(ListArgs),
    /// Allow sending to a number again that agreed in another way than by answering START
    Remove(RemoveArgs),
}

#[derive(clap::Args)]
struct ListArgs {
    #[command(flatten)]
    config: ConfigArg,
    /// Print each as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct RemoveArgs {
    /// The number, as `stops list` shows it
    number: String,
    #[command(flatten)]
    config: ConfigArg,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    match &args.verb {
        Verb::List(args) => list(args),
        Verb::Remove(args) => remove(args),
    }
}

fn list(args: &ListArgs) -> Result<(), CliError> {
    let config = args.config.load()?;
    let store = super::inbox::open(&config)?;
    for row in store.stops().all().map_err(failed)? {
        let line = name(&config, &row.sim);
        if args.json {
            print_json(&json!({ "sim": line, "recipient": row.recipient, "word": row.word, "at": row.at }))?;
        } else {
            print_row(&format!("{line:<20} {:<20} {}  {}", row.recipient, row.at, row.word))?;
        }
    }
    Ok(())
}

/// The operator's name for a line.
fn name(config: &Config, key: &str) -> String {
    let sim = LineId::parse(key);
    let known = config.sims.iter().find(|configured| configured.line() == sim);
    known.map_or_else(|| key.to_owned(), |sim| sim.name.to_string())
}

fn remove(args: &RemoveArgs) -> Result<(), CliError> {
    let store = super::inbox::open(&args.config.load()?)?;
    if store.stops().delete(&args.number).map_err(failed)? == 0 {
        let error = CliError::failed(format!("`{}` has not answered STOP to any line", args.number));
        return Err(error.hint("`simgate stops list` shows who has"));
    }
    Ok(())
}

fn failed(error: crate::store::StoreError) -> CliError {
    CliError::failed("the store can't be used").because(&error)
}
