//! `simgate devices at`: the console of a modem. A running gateway passes the commands on; without one, this opens the port
//! itself.

use std::io::{self, BufRead, IsTerminal, Read};
use std::time::Duration;

use serde_json::{Value, json};

use super::CliError;
use super::answer::Fault;
use super::client::{Client, ClientArg, ask, expect, segment};
use super::dialogue::Dialogue;
use super::gateway::Gateway;
use super::terminal::{note, print_json, print_row, prompt};
use crate::at::console;
use crate::config::{Config, Device};
use crate::flow::console::{OUTCOME_WITHIN, Outcome};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    client: ClientArg,
    /// The modem: its name, as `simgate devices` shows it
    name: String,
    /// One command, in quotes, such as 'AT+CSQ'; without it, each row of standard input is one
    command: Option<String>,
    /// Print each reply as one JSON object
    #[arg(long)]
    json: bool,
}

/// The gateway's own limit, and some time for the way.
const WITHIN: Duration = OUTCOME_WITHIN.saturating_add(Duration::from_secs(30));
/// Of a longer row only the beginning is read, which is too long for a command, too.
const ROW_BYTES_MAX: u64 = 64 * 1024;

/// The way to the modem.
enum Way {
    /// A gateway has its port.
    Gateway(Box<Client>, String),
    /// No gateway runs on this machine.
    Port(Box<Dialogue>),
}

/// The reply to a command.
struct Reply {
    /// `ok`, `error` or `broken_off`, as the gateway names it.
    state: String,
    rows: Vec<String>,
    reason: Option<String>,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    if let Some(command) = &args.command {
        check(command)?;
    }
    let mut way = Way::open(args)?;
    let done = match &args.command {
        Some(command) => way.send(command, args).and_then(Reply::into_result),
        None => converse(&mut way, args),
    };
    way.end();
    done
}

/// Refuses a command before anybody gets it.
fn check(command: &str) -> Result<(), CliError> {
    let refused = |why: console::Why| {
        CliError::failed(format!("the modem did not get the command: {why}"))
            .hint("docs/operating.md lists what a console passes on")
    };
    console::read(command).map(|_| ()).map_err(refused)
}

/// Sends the rows of standard input. A person at a terminal may go on after a failure; a script ends with it.
fn converse(way: &mut Way, args: &Args) -> Result<(), CliError> {
    let is_terminal = io::stdin().is_terminal();
    if is_terminal {
        note("each row is one command; Ctrl-D ends the console");
    }
    loop {
        if is_terminal {
            prompt("AT> ");
        }
        let Some(command) = next_row()? else { break };
        if command.trim().is_empty() {
            continue;
        }
        let done = check(&command).and_then(|()| way.send(&command, args));
        match done {
            Ok(reply) if is_terminal => {
                if let Some(reason) = &reply.reason {
                    note(reason);
                }
            }
            Ok(reply) => reply.into_result()?,
            Err(error) if is_terminal => super::terminal::fail(&error),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The next row of standard input, without its line end. `None`: there is no more.
fn next_row() -> Result<Option<String>, CliError> {
    let mut row = Vec::new();
    let read = io::stdin().lock().take(ROW_BYTES_MAX).read_until(b'\n', &mut row);
    let count = read.map_err(|error| CliError::failed("can't read standard input").because(&error))?;
    let row = String::from_utf8_lossy(&row);
    let row = row.strip_suffix('\n').unwrap_or(&row);
    Ok((count > 0).then(|| row.strip_suffix('\r').unwrap_or(row).to_owned()))
}

impl Way {
    fn open(args: &Args) -> Result<Self, CliError> {
        let client = args.client.connect()?;
        match client.get("/healthz") {
            Err(Fault::Unreached(_)) if matches!(client.gateway(), Gateway::Here(_)) => {
                let config = args.client.configuration()?;
                Ok(Self::Port(Box::new(open_port(&config, &args.name)?)))
            }
            Err(fault) => Err(fault.explain(client.gateway())),
            Ok(_) => Ok(Self::Gateway(Box::new(client), format!("/devices/{}/at", segment(&args.name)))),
        }
    }

    /// Sends a command and prints its reply.
    fn send(&mut self, command: &str, args: &Args) -> Result<Reply, CliError> {
        let reply = match self {
            Self::Gateway(client, path) => by_gateway(client, path, command)?,
            Self::Port(dialogue) => by_port(dialogue, command)?,
        };
        if args.json {
            print_json(&json!({ "state": reply.state, "rows": reply.rows, "reason": reply.reason }))?;
        } else {
            reply.rows.iter().try_for_each(|row| print_row(row))?;
        }
        Ok(reply)
    }

    /// Ends the console. Without this, the gateway ends it after a minute.
    fn end(self) {
        if let Self::Gateway(client, path) = self {
            let _ = client.delete(&path);
        }
    }
}

fn by_gateway(client: &Client, path: &str, command: &str) -> Result<Reply, CliError> {
    let body = json!({ "command": command });
    let answer = ask(client, |client| client.post_within(WITHIN, path, Some(&body)))?;
    let said = expect(client, &answer, "there is no reply of the modem")?;
    Ok(Reply::read(&said))
}

fn by_port(dialogue: &mut Dialogue, command: &str) -> Result<Reply, CliError> {
    let command = console::read(command).map_err(|why| CliError::failed(why.to_string()))?;
    let within = command.timeout;
    let Some(reply) = dialogue.ask(command) else {
        return Err(CliError::failed("the port failed: the modem may have got the command")
            .hint("a modem that restarts comes back within a minute"));
    };
    if reply.timed_out() {
        // A late reply must not be taken for the next command's.
        dialogue.greet();
    }
    let fields = Outcome::of(&reply, within).fields().map_err(|refusal| CliError::failed(refusal.message))?;
    Ok(Reply::read(&Value::Object(fields)))
}

/// Opens the port of a configured modem.
fn open_port(config: &Config, name: &str) -> Result<Dialogue, CliError> {
    let found = config.devices.iter().find(|device| device.name().as_str() == name);
    let settings = match found {
        Some(Device::Modem(settings)) => settings,
        Some(Device::Android(_) | Device::Template(_)) => {
            return Err(CliError::failed(format!("{name} has no console: only modems have one")));
        }
        None => {
            return Err(CliError::failed(format!("no gateway runs here, and no [[device]] is called `{name}`")).hint(
                "`simgate run` finds modems by itself; without it, the modem needs a [[device]] with its `port`",
            ));
        }
    };
    let Some(port) = &settings.port else {
        return Err(CliError::failed(format!("no gateway runs here, and {name} has no `port`"))
            .hint("`simgate run` finds its port; or give its [[device]] the `port`"));
    };
    let opened = Dialogue::open(port, settings.baud)?;
    let mut dialogue = opened.map_err(|why| {
        CliError::failed(format!("{name}: {why}")).hint("another program may use the port: `simgate doctor` names it")
    })?;
    match dialogue.greet() {
        true => Ok(dialogue),
        false => {
            Err(CliError::failed(format!("{name} does not answer AT commands")).hint("`simgate doctor` finds out more"))
        }
    }
}

impl Reply {
    /// Reads the fields of [`Outcome::fields`].
    fn read(fields: &Value) -> Self {
        let text = |key: &str| fields.get(key).and_then(Value::as_str).map(str::to_owned);
        let rows = fields.get("rows").and_then(Value::as_array).into_iter().flatten();
        let rows = rows.filter_map(Value::as_str).map(str::to_owned).collect();
        Self { state: text("state").unwrap_or_default(), rows, reason: text("reason") }
    }

    /// Only `OK` is a success.
    fn into_result(self) -> Result<(), CliError> {
        match (self.state.as_str(), self.reason) {
            ("ok", _) => Ok(()),
            (_, Some(reason)) => Err(CliError::failed(reason)),
            (_, None) => Err(CliError::failed("the modem refused the command")),
        }
    }
}
