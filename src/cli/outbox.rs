//! `simgate outbox`: lists messages that were sent or wait for it, cancels them, and settles unknown ones.

use clap::Subcommand;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

use super::answer::{Answer, Problem};
use super::client::{self, Client, ClientArg, ask, expect, segment};
use super::inbox::open;
use super::terminal::{json_line, note, print_json, print_row, text_at};
use super::{CliError, ConfigArg};
use crate::flow::outbound::State;
use crate::store::StoreError;

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Args {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    list: ListArgs,
}

#[derive(Subcommand)]
enum Verb {
    /// List messages, the latest first
    List(ListArgs),
    /// Cancel messages of which nothing was sent yet
    Cancel {
        #[command(flatten)]
        client: ClientArg,
        /// The messages' ids, as `list` shows them
        #[arg(required = true, value_name = "ID")]
        ids: Vec<String>,
        /// Print each as one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Send nothing until `release`: use it before simgate starts with a restored database, or at any time
    Hold {
        #[command(flatten)]
        config: ConfigArg,
    },
    /// End a hold: waiting messages are sent
    Release {
        #[command(flatten)]
        config: ConfigArg,
    },
    /// Settle a message whose outcome simgate does not know
    Settle {
        #[command(flatten)]
        client: ClientArg,
        /// The message's id, as `list` shows it
        #[arg(value_name = "ID")]
        id: String,
        /// The message was sent
        #[arg(long, required_unless_present = "failed", conflicts_with = "failed")]
        sent: bool,
        /// The message was not sent
        #[arg(long)]
        failed: bool,
        /// Print it as one JSON object
        #[arg(long)]
        json: bool,
    },
}

#[derive(clap::Args)]
struct ListArgs {
    #[command(flatten)]
    client: ClientArg,
    /// Show at most this many of the latest messages
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 20,
          value_parser = clap::value_parser!(u16).range(1..=1000))]
    lines: u16,
    /// Only those in this state
    #[arg(long, value_parser = PossibleValuesParser::new(State::ALL.map(State::as_str)))]
    state: Option<String>,
    /// Print each as one JSON object
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> Result<(), CliError> {
    match args.verb {
        None => list(&args.list),
        Some(Verb::List(args)) => list(&args),
        Some(Verb::Cancel { client, ids, json }) => cancel(&client.connect()?, &ids, json),
        Some(Verb::Hold { config }) => {
            open(&config.load()?)?.identity().hold("it was held by hand").map_err(failed)?;
            print_row("held: nothing more is sent until `simgate outbox release`")
        }
        Some(Verb::Release { config }) => match open(&config.load()?)?.identity().release().map_err(failed)? {
            true => print_row("released: waiting messages are sent"),
            false => Err(CliError::failed("the outbox is not held").hint("`simgate outbox hold` holds it")),
        },
        Some(Verb::Settle { client, id, sent, failed: _, json }) => {
            let client = client.connect()?;
            let body = json!({"status": if sent { State::Sent.as_str() } else { State::Failed.as_str() }});
            let path = format!("/sms/settle/{}", segment(&id));
            let answer = ask(&client, |client| client.post(&path, Some(&body)))?;
            show_change(&id, &expect(&client, &answer, "the message can't be settled")?, json)
        }
    }
}

fn list(args: &ListArgs) -> Result<(), CliError> {
    let client = args.client.connect()?;
    let state = args.state.as_ref().map(|state| format!("&state={state}")).unwrap_or_default();
    let path = format!("/sms/outbox?limit={}{state}", args.lines);
    let answer = ask(&client, |client| client.get(&path))?;
    let body = expect(&client, &answer, "can't see the messages")?;
    for message in client::list(&client, &answer, &body, "messages")? {
        print_row(&if args.json { json_line(message) } else { describe(message) })?;
    }
    if let Some(why) = body.get("held").and_then(Value::as_str) {
        note(&format!("warning: nothing is sent until `simgate outbox release`: {why}"));
    }
    Ok(())
}

fn failed(error: StoreError) -> CliError {
    CliError::failed("the outbox can't be changed").because(&error)
}

/// A message as one row.
fn describe(message: &Value) -> String {
    let of = |pointer| text_at(message, pointer);
    let line = format!(
        "{}  {}  {:<11}  {} -> {}  {}/{} parts  {}",
        of("/created_at"),
        of("/message_id"),
        of("/status"),
        of("/from"),
        of("/to"),
        of("/parts_sent"),
        of("/parts"),
        of("/reason")
    );
    line.trim_end_matches([' ', '-']).to_owned()
}

fn cancel(client: &Client, ids: &[String], json: bool) -> Result<(), CliError> {
    let mut refused: Vec<(&str, Problem)> = Vec::new();
    for id in ids {
        let path = format!("/sms/cancel/{}", segment(id));
        let answer = ask(client, |client| client.post(&path, None))?;
        match own_refusal(&answer) {
            Some(problem) => refused.push((id, problem)),
            None => show_change(id, &expect(client, &answer, "the message can't be taken back")?, json)?,
        }
    }
    match refused.as_slice() {
        [] => Ok(()),
        [(id, problem)] => Err(problem.explain(&format!("message {} can't be taken back", id))),
        several => {
            let error = CliError::failed(format!("{} of {} messages can't be taken back", several.len(), ids.len()));
            let causes = several.iter().map(|(id, problem)| format!("{}: {}", id, problem.words()));
            Err(causes.fold(error, CliError::cause).hint("`simgate status ID` shows how each stands"))
        }
    }
}

/// Whether a refusal concerns this message alone, so that the next one may succeed.
fn own_refusal(answer: &Answer) -> Option<Problem> {
    let problem = answer.problem()?;
    matches!(problem.code.as_str(), "wrong_state" | "unknown_message").then_some(problem)
}

fn show_change(id: &str, body: &Value, json: bool) -> Result<(), CliError> {
    if json {
        return print_json(body);
    }
    let message_id = match text_at(body, "/message_id") {
        none if none == "-" => id.to_owned(),
        message_id => message_id,
    };
    print_row(&format!("{message_id} {}", text_at(body, "/status")))
}
