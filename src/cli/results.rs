//! What `simgate send` says of each message, and of all of them in the end.

use serde_json::{Value, json};

use super::CliError;
use super::answer::{Answer, Problem};
use super::client::Client;
use super::recipients::Id;
use super::submit::Lost;
use super::terminal::{say, say_json, shown};

/// A message to one recipient.
pub struct Job {
    pub number: String,
    pub id: Id,
}

/// What became of the messages so far.
#[derive(Default)]
pub struct Tally {
    pub placed: Vec<(Job, Value)>,
    pub refused: Vec<Problem>,
    /// The gateway may have them.
    pub doubtful: usize,
    /// The gateway has them not.
    pub untried: usize,
}

pub struct Results {
    pub json: bool,
    pub many: bool,
    /// That of the whole command.
    pub id: Id,
}

impl Results {
    /// A line about a message that the gateway has.
    pub fn standing(&self, job: &Job, answer: &Value) -> Result<(), CliError> {
        if self.json {
            let mut line = json!({"to": job.number, "id": job.id.as_str()});
            for key in ["message_id", "status", "parts", "parts_sent", "reason"] {
                if let Some(value) = answer.get(key) {
                    line[key] = value.clone();
                }
            }
            return say_json(&line);
        }
        let (id, status) = (shown(answer, "/message_id"), shown(answer, "/status"));
        let line = format!("{} {id} {status}", job.number);
        match shown(answer, "/reason") {
            none if none == "-" => say(&line),
            reason => say(&format!("{line} {reason}")),
        }
    }

    /// A line about a message that the gateway has not. Of one message alone, the error says it.
    pub fn absent(&self, job: &Job, status: &str, problem: Option<&Problem>) -> Result<(), CliError> {
        if self.json {
            let error = problem
                .map(|problem| json!({"code": problem.code, "message": problem.message, "next_at": problem.next_at}));
            return say_json(&json!({
                "to": job.number, "id": job.id.as_str(), "message_id": null,
                "status": status.replace('-', "_"), "error": error,
            }));
        }
        if !self.many {
            return Ok(());
        }
        let words = problem.map(|problem| format!(" {}", problem.words())).unwrap_or_default();
        say(&format!("{} - {status}{words}", job.number))
    }

    /// The gateway is gone before all was settled.
    pub fn interrupted(&self, client: &Client, why: Lost, tally: &Tally) -> CliError {
        let error = match why {
            Lost::NoAnswer(fault) => fault.explain(client.gateway()),
            Lost::Limited(problem) => problem.explain("the gateway takes no more messages for now"),
            Lost::Stranger(status, body) => {
                let answer = Answer { status, retry_after: None, body };
                match answer.problem() {
                    Some(problem) if status.is_server_error() => problem.explain("the gateway can't take the message"),
                    Some(_) | None => answer.stranger(client.gateway()),
                }
            }
        };
        let id = self.id.as_str();
        if self.many {
            let Tally { placed, refused, doubtful, untried } = tally;
            let (placed, refused) = (placed.len(), refused.len());
            return error
                .cause(format!("{placed} placed, {refused} refused, {doubtful} in doubt, {untried} not placed"))
                .cause(format!("the same command with `--id {id}` goes on, and sends none twice"));
        }
        match tally.doubtful {
            0 => error.cause("the message was not placed"),
            _ => error.cause(format!(
                "the message may have been placed; the same command with `--id {id}` does not send it twice"
            )),
        }
    }

    /// The gateway has answered for all `count` messages; `unsent` were waited for in vain.
    pub fn conclude(&self, count: usize, refused: &[Problem], unsent: &[Value]) -> Result<(), CliError> {
        match (refused, unsent) {
            ([], []) => Ok(()),
            ([problem], _) if !self.many => Err(problem.explain("the message was refused")),
            (_, [standing]) if !self.many => {
                let id = shown(standing, "/message_id");
                let error = CliError::failed(format!("the message is {}", shown(standing, "/status")));
                let error = match shown(standing, "/reason") {
                    none if none == "-" => error,
                    reason => error.cause(reason),
                };
                Err(error.hint(format!("`simgate status {id}` shows what is known of it")))
            }
            _ => {
                let (refused, unsent) = (refused.len(), unsent.len());
                let what = match unsent {
                    0 => format!("{refused} of {count} messages were refused"),
                    _ => format!("{} of {count} messages were not sent", refused + unsent),
                };
                Err(CliError::failed(what).hint("their lines say why"))
            }
        }
    }
}
