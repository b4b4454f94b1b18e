//! `simgate keys`: the keys of the HTTP interface. It works with or without a running daemon; a change counts at once.

use clap::Subcommand;
use serde_json::json;

use super::terminal::{print_json, print_row};
use super::{CliError, ConfigArg, Exit};
use crate::api::keys::{Scope, hash, make};
use crate::clock;
use crate::model::{Msisdn, Name};
use crate::store::{KeyRow, NewKey};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// List the names of the keys, not the keys
    List(ListArgs),
    /// Make a key, and print it: it is row this once
    Add(AddArgs),
    /// Remove keys: requests with them are refused from now on
    Remove(RemoveArgs),
}

#[derive(clap::Args)]
struct ListArgs {
    #[command(flatten)]
    config: ConfigArg,
    /// Print each key as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct AddArgs {
    /// The key's name
    name: String,
    /// Its scopes: admin, send, read; several are joined by commas
    #[arg(short, long, value_name = "SCOPES", value_delimiter = ',', required = true)]
    scopes: Vec<String>,
    /// A number that the key is bound to: it sends only from this number and reads only what arrived for it; may be repeated
    #[arg(short, long, value_name = "NUMBER")]
    number: Vec<String>,
    #[command(flatten)]
    config: ConfigArg,
    /// Print the key as one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(clap::Args)]
struct RemoveArgs {
    /// Names, as `keys list` shows them
    #[arg(required = true)]
    names: Vec<String>,
    #[command(flatten)]
    config: ConfigArg,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    match &args.verb {
        Verb::List(args) => list(args),
        Verb::Add(args) => add(args),
        Verb::Remove(args) => remove(args),
    }
}

fn list(args: &ListArgs) -> Result<(), CliError> {
    let store = super::inbox::open(&args.config.load()?)?;
    for KeyRow { key, .. } in store.keys().all().map_err(failed)? {
        let created_at = key.created_at.to_string();
        if args.json {
            let numbers: Vec<&str> = key.numbers.split_whitespace().collect();
            let scopes: Vec<&str> = key.scopes.split_whitespace().collect();
            let row = json!({ "name": key.name, "scopes": scopes, "numbers": numbers, "created_at": created_at });
            print_json(&row)?;
        } else {
            let numbers = if key.numbers.is_empty() { "all numbers" } else { &key.numbers };
            print_row(&format!("{:<20} {:<16} {created_at}  {numbers}", key.name, key.scopes))?;
        }
    }
    Ok(())
}

fn add(args: &AddArgs) -> Result<(), CliError> {
    let name = Name::parse(&args.name)
        .map_err(|_| CliError::new(Exit::Usage, format!("`{}` is no name for a key", args.name)).hint(NAME_HINT))?;
    let scopes = args.scopes.iter().map(|word| {
        let scope = Scope::parse(word.trim()).map(Scope::as_str);
        scope.ok_or_else(|| {
            CliError::new(Exit::Usage, format!("`{word}` is no scope")).hint("the scopes are admin, send and read")
        })
    });
    let scopes = scopes.collect::<Result<Vec<_>, _>>()?;
    let numbers = args.number.iter().map(|text| {
        let number = Msisdn::parse(text).map(|number| number.to_string());
        number.map_err(|error| {
            CliError::new(Exit::Usage, format!("`{text}` is no number: {error}")).hint("such as +12025550143")
        })
    });
    let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
    let store = super::inbox::open(&args.config.load()?)?;
    let key = make().map_err(|error| CliError::failed("there is no randomness to make a key of").because(&error))?;
    let new = NewKey {
        name: name.to_string(),
        hash: hash(key.reveal()),
        scopes: scopes.join(" "),
        numbers: numbers.join(" "),
        created_at: clock::now().wall,
    };
    if !store.keys().insert(&new).map_err(failed)? {
        let taken = CliError::failed(format!("there is a key called `{name}` already"));
        return Err(taken.hint("take another name, or remove that key first"));
    }
    match args.json {
        true => print_json(&json!({ "name": new.name, "key": key.reveal(), "scopes": scopes, "numbers": numbers })),
        false => print_row(key.reveal()),
    }
}

fn remove(args: &RemoveArgs) -> Result<(), CliError> {
    let store = super::inbox::open(&args.config.load()?)?;
    let known = store.keys().all().map_err(failed)?;
    if let Some(unknown) = args.names.iter().find(|name| !known.iter().any(|row| row.key.name == **name)) {
        let error = CliError::failed(format!("there is no key called `{unknown}`; nothing was removed"));
        return Err(error.hint("`simgate keys list` shows them"));
    }
    for name in &args.names {
        store.keys().delete(name).map_err(failed)?;
    }
    Ok(())
}

const NAME_HINT: &str = "1 to 64 letters, digits, `.`, `_` or `-`, the first a letter or digit";

fn failed(error: crate::store::StoreError) -> CliError {
    CliError::failed("the store can't be used").because(&error)
}
