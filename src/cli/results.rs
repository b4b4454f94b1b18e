//! What `simgate send` prints for each message, and for all of them at the end.

use serde_json::{Value, json};

use super::CliError;
use super::answer::{Answer, Problem};
use super::client::Client;
use super::recipients::Id;
use super::submit::Lost;
use super::terminal::{print_json, print_row, text_at};

/// A message to one recipient.
pub struct Job {
    pub number: String,
    pub id: Id,
}

/// The results so far.
#[derive(Default)]
pub struct Tally {
    pub placed: Vec<(Job, Value)>,
    pub refused: Vec<Problem>,
    /// Messages that the gateway may have accepted.
    pub doubtful: usize,
    /// Messages that the gateway has not accepted.
    pub untried: usize,
}

pub struct Results {
    pub json: bool,
    pub many: bool,
    /// The exit code of the whole command.
    pub id: Id,
}

impl Results {
    /// Prints a row for an accepted message.
    pub fn standing(&self, job: &Job, answer: &Value) -> Result<(), CliError> {
        if self.json {
            let mut line = json!({"to": job.number, "id": job.id.as_str()});
            for key in ["message_id", "status", "parts", "parts_sent", "reason"] {
                if let Some(value) = answer.get(key) {
                    line[key] = value.clone();
                }
            }
            return print_json(&line);
        }
        let (id, status) = (text_at(answer, "/message_id"), text_at(answer, "/status"));
        let line = format!("{} {id} {status}", job.number);
        match text_at(answer, "/reason") {
            none if none == "-" => print_row(&line),
            reason => print_row(&format!("{line} {reason}")),
        }
    }

    /// Prints a row for a message that was not accepted. For a single message, the error is enough.
    pub fn absent(&self, job: &Job, status: &str, problem: Option<&Problem>) -> Result<(), CliError> {
        if self.json {
            let error = problem
                .map(|problem| json!({"code": problem.code, "message": problem.message, "next_at": problem.next_at}));
            return print_json(&json!({
                "to": job.number, "id": job.id.as_str(), "message_id": null,
                "status": status.replace('-', "_"), "error": error,
            }));
        }
        if !self.many {
            return Ok(());
        }
        let words = problem.map(|problem| format!(" {}", problem.words())).unwrap_or_default();
        print_row(&format!("{} - {status}{words}", job.number))
    }

    /// Ends the command when the gateway is lost before all messages are settled.
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

    /// Ends the command when the gateway has answered for all `count` messages; `unsent` failed while it waited for them.
    pub fn conclude(&self, count: usize, refused: &[Problem], unsent: &[Value]) -> Result<(), CliError> {
        match (refused, unsent) {
            ([], []) => Ok(()),
            ([problem], _) if !self.many => Err(problem.explain("the message was refused")),
            (_, [standing]) if !self.many => {
                let id = text_at(standing, "/message_id");
                let error = CliError::failed(format!("the message is {}", text_at(standing, "/status")));
                let error = match text_at(standing, "/reason") {
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
                Err(CliError::failed(what).hint("their rows name the reasons"))
            }
        }
    }
}
