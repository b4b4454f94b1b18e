//! `simgate ussd`: sends a USSD code, and answers the menus of the network on a terminal.

use std::io::{self, BufRead, IsTerminal};
use std::time::Duration;

use http::StatusCode;
use serde_json::{Value, json};

use super::answer::{Answer, Fault};
use super::client::{Client, ClientArg, expect, segment};
use super::terminal::{note, print_json, print_rows, prompt};
use super::{CliError, Exit};
use crate::flow::ussd::{OUTCOME_WITHIN, is_answer, is_code};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    client: ClientArg,
    /// The SIM: its name or its number, as `simgate sims` shows them
    sim: String,
    /// The code, such as *100#; quote it, since a shell reads * and # itself
    code: String,
    /// Answers to the menus, in this order; without one, a terminal asks for it
    #[arg(value_name = "ANSWER")]
    answers: Vec<String>,
    /// Print each answer of the network as one JSON object
    #[arg(long)]
    json: bool,
}

/// The gateway's own limit, and some time for the way.
const WITHIN: Duration = OUTCOME_WITHIN.saturating_add(Duration::from_secs(30));

pub fn run(args: &Args) -> Result<(), CliError> {
    check(args)?;
    let client = args.client.connect()?;
    let mut answers = args.answers.iter().cloned();
    let mut body = json!({ "code": args.code });
    loop {
        let answer = client.post_within(WITHIN, &path(args), Some(&body)).map_err(|fault| lost(&client, &fault))?;
        let said =
            expect(&client, &answer, "there is no answer of the network").map_err(|error| doubt(&answer, error))?;
        show(args, &said)?;
        let Some(session) = said.get("session").and_then(Value::as_str) else { return end(&said) };
        let next = match answers.next() {
            Some(answer) => Some(answer),
            None => ask()?,
        };
        let Some(next) = next else {
            // It also ends by itself.
            let _ = client.delete(&format!("{}?session={}", path(args), segment(session)));
            note("the dialogue was ended");
            return Ok(());
        };
        body = json!({ "session": session, "answer": next });
    }
}

fn path(args: &Args) -> String {
    format!("/sims/{}/ussd", segment(&args.sim))
}

/// Refuses wrong words before anything is sent.
fn check(args: &Args) -> Result<(), CliError> {
    if !is_code(&args.code) {
        return Err(CliError::new(Exit::Usage, "the code may have digits, `*`, `#` and `+`, 182 at most")
            .hint("in quotes: `simgate ussd att-1 '*100#'`"));
    }
    match args.answers.iter().find(|answer| !is_answer(answer)) {
        Some(_) => Err(CliError::new(Exit::Usage, "an answer may have letters, digits, blanks and `*#+.,-/:`")
            .hint("`simgate ussd att-1 '*101#' 2 1` answers 2, then 1")),
        None => Ok(()),
    }
}

fn show(args: &Args, said: &Value) -> Result<(), CliError> {
    if args.json {
        return print_json(said);
    }
    match said.get("text").and_then(Value::as_str) {
        Some(text) if !text.is_empty() => print_rows(text),
        Some(_) | None => Ok(()),
    }
}

/// Asks for the answer to a menu. `None`: there is no terminal, or the person ends the dialogue by an empty row.
fn ask() -> Result<Option<String>, CliError> {
    if !io::stdin().is_terminal() {
        note("the network waits for an answer, and none is left");
        return Ok(None);
    }
    loop {
        prompt("Your answer (empty: end): ");
        let mut row = String::new();
        let read = io::stdin().lock().read_line(&mut row);
        read.map_err(|error| CliError::failed("can't read the answer").because(&error))?;
        let answer = row.trim();
        if answer.is_empty() {
            return Ok(None);
        }
        if is_answer(answer) {
            return Ok(Some(answer.to_owned()));
        }
        note("an answer may have letters, digits, blanks and `*#+.,-/:`");
    }
}

/// The end of a dialogue. Only an answer of the network is a success.
fn end(said: &Value) -> Result<(), CliError> {
    match said.get("state").and_then(Value::as_str).unwrap_or_default() {
        "not_supported" => Err(CliError::failed("the network does not know this code")),
        "network_timeout" => Err(CliError::failed("the network did not answer in time")),
        _ => Ok(()),
    }
}

/// Without an answer of the gateway the network may have carried the request out.
fn lost(client: &Client, fault: &Fault) -> CliError {
    let error = fault.explain(client.gateway());
    match fault {
        Fault::Unanswered(_) => error.cause("the network may have carried the request out: it is not repeated"),
        Fault::Unreached(_) | Fault::Untrusted(_) | Fault::NotPermitted(_) => error,
    }
}

fn doubt(answer: &Answer, error: CliError) -> CliError {
    let is_doubtful = answer.status.is_server_error() && answer.problem().is_none();
    let is_doubtful = is_doubtful || answer.status == StatusCode::INTERNAL_SERVER_ERROR;
    if is_doubtful { error.cause("the network may have carried the request out: it is not repeated") } else { error }
}
