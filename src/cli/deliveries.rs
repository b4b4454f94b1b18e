//! `simgate deliveries`: the deliveries that wait, and those that ended.

use clap::{Subcommand, ValueEnum};

use super::inbox::open;
use super::terminal::{print_json, print_row};
use super::{CliError, ConfigArg};
use crate::model::DeliveryRow;
use crate::store::DeliveryView;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// List deliveries, the latest first
    List {
        #[command(flatten)]
        config: ConfigArg,
        /// Only those in this state
        #[arg(long)]
        state: Option<State>,
        #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 50)]
        lines: usize,
        /// Print each as one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Try again deliveries that became dead letters, were dropped or settled
    Replay {
        #[command(flatten)]
        config: ConfigArg,
        /// Their numbers, as `list` shows them
        #[arg(required = true, value_name = "NUMBER")]
        deliveries: Vec<i64>,
    },
    /// Drop deliveries: they are not tried again
    Drop {
        #[command(flatten)]
        config: ConfigArg,
        #[arg(required = true, value_name = "NUMBER")]
        deliveries: Vec<i64>,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum State {
    Pending,
    Settled,
    Dead,
    Dropped,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Settled => "settled",
            Self::Dead => "dead",
            Self::Dropped => "dropped",
        }
    }
}

pub fn run(args: Args) -> Result<(), CliError> {
    match args.verb {
        Verb::List { config, state, lines, json } => {
            let store = open(&config.load()?)?;
            let rows = store.deliveries().list(state.map(State::as_str), lines);
            let rows = rows.map_err(|error| CliError::failed("can't read the deliveries").because(&error))?;
            rows.iter().try_for_each(|row| print(row, json))
        }
        Verb::Replay { config, deliveries } => change(&config, &deliveries, true),
        Verb::Drop { config, deliveries } => change(&config, &deliveries, false),
    }
}

fn change(config: &ConfigArg, deliveries: &[i64], replay: bool) -> Result<(), CliError> {
    let store = open(&config.load()?)?;
    let mut refused = Vec::new();
    for &delivery in deliveries {
        let row = DeliveryRow::new(delivery);
        let changed = if replay { store.deliveries().replay(row) } else { store.deliveries().drop(row) };
        if !changed.map_err(|error| CliError::failed("can't change the delivery").because(&error))? {
            refused.push(delivery.to_string());
        }
    }
    if refused.is_empty() {
        return Ok(());
    }
    let what = if replay { "still pending, or not there" } else { "settled or dropped already, or not there" };
    Err(CliError::failed(format!("{what}: {}", refused.join(", ")))
        .hint("`simgate deliveries list` shows their numbers"))
}

fn print(row: &DeliveryView, json: bool) -> Result<(), CliError> {
    if json {
        return print_json(row);
    }
    let (due, error) = (row.due_at.as_deref().unwrap_or("-"), row.error.as_deref().unwrap_or("-"));
    let DeliveryView { id, state, attempts, destination, event, .. } = row;
    print_row(&format!("{id:>8}  {state:<8} {attempts:>3}  {destination}  {event}  due {due}  {error}"))
}
