//! The console of a modem: a person's commands, one at a time, and their replies.
//!
//! From the first command until [`HOLD`] after the last, or until the person ends the console, the modem sends nothing.
//! It receives as ever. Nothing of it is on disk.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value, json};

use super::command;
use super::outbound::{Refusal, RefusalCode};
use crate::at::console::{self, SEARCH_WITHIN};
use crate::at::session::End;
use crate::at::{self, Command, Final};
use crate::model::{Name, Secret};

/// How long after a command the modem sends nothing.
pub const HOLD: Duration = Duration::from_secs(60);
/// How long a command may wait until the modem has time for it: the part before it may take [`crate::at::command::SEND`].
pub const WAIT_MAX: Duration = Duration::from_secs(190);
/// The longest time from a command to its outcome, unless the modem is much slower than others.
pub const OUTCOME_WITHIN: Duration = WAIT_MAX.saturating_add(SEARCH_WITHIN);

/// What a person does at the console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Sends a command.
    Command(Command),
    /// Ends the console.
    End,
}

/// What became of a command. Each has exactly one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The modem ended it.
    Ended {
        /// Whether by `OK`.
        ok: bool,
        /// The rows, with the final result code as the last one.
        rows: Rows,
    },
    /// The modem got it, and did not end it.
    BrokenOff {
        /// The rows until then.
        rows: Rows,
        /// Why nothing more is read, for a person.
        why: String,
    },
    /// The modem did not get it, for this reason.
    NotSent(String),
}

/// Rows of a reply. They may contain numbers and texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rows(Vec<Secret>);

impl Rows {
    /// Wraps the rows of a reply.
    pub fn new(rows: &[String]) -> Self {
        Self(rows.iter().map(|row| Secret::new(row.as_str())).collect())
    }

    fn reveal(&self) -> Vec<&str> {
        self.0.iter().map(Secret::reveal).collect()
    }
}

impl Outcome {
    /// The outcome of a command that was waited for this long.
    pub fn of(reply: &at::Reply, waited: Duration) -> Self {
        let rows = Rows::new(&reply.rows);
        match &reply.end {
            End::Final(end) => Self::Ended { ok: *end == Final::Ok, rows },
            End::Incomplete => Self::Ended { ok: false, rows },
            End::TimedOut => {
                let why = format!("the modem did not end the command within {} s", waited.as_secs());
                Self::BrokenOff { rows, why }
            }
        }
    }

    /// The JSON object for the caller, without `success`. Its keys are a contract. A refusal if the modem did not get the
    /// command.
    pub fn fields(&self) -> Result<Map<String, Value>, Refusal> {
        let fields = match self {
            Self::Ended { ok, rows } => {
                json!({ "state": if *ok { "ok" } else { "error" }, "rows": rows.reveal(), "reason": null })
            }
            Self::BrokenOff { rows, why } => json!({ "state": "broken_off", "rows": rows.reveal(), "reason": why }),
            Self::NotSent(why) => {
                return Err(Refusal::new(RefusalCode::NoLine, format!("the modem did not get the command: {why}")));
            }
        };
        Ok(if let Value::Object(fields) = fields { fields } else { Map::new() })
    }
}

/// Called once, with the answer.
pub struct Reply(Box<dyn FnOnce(Result<Outcome, Refusal>) + Send + Sync>);

impl Reply {
    /// Wraps the function that passes the answer on.
    pub fn new(answer: impl FnOnce(Result<Outcome, Refusal>) + Send + Sync + 'static) -> Self {
        Self(Box::new(answer))
    }

    /// Answers with an outcome.
    pub fn done(self, outcome: Outcome) {
        (self.0)(Ok(outcome));
    }

    /// Refuses what was asked.
    pub fn refuse(self, refusal: Refusal) {
        (self.0)(Err(refusal));
    }

    /// Refuses it, because this kind of device has no console.
    pub fn refuse_kind(self, device: &Name) {
        self.refuse(Refusal::new(RefusalCode::NotSupported, format!("{device} has no console: only modems have one")));
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reply")
    }
}

/// Passes what a person does to a device. `false`: no such device runs.
pub type Sink = Box<dyn Fn(&Name, Ask, Reply) -> bool + Send + Sync>;

/// Reads `{"command": "AT+CSQ"}`. Refuses an unknown key, a wrong value, and a command that [`console::read`] refuses.
pub fn read(body: &[u8]) -> Result<Command, Refusal> {
    let Value::Object(fields) = command::json(body)? else {
        return Err(Refusal::new(RefusalCode::InvalidJson, "the body must be a JSON object"));
    };
    if let Some(unknown) = fields.keys().find(|key| *key != "command") {
        let what = format!("`{}` is not a field; the field is `command`", command::quotable(unknown));
        return Err(Refusal::new(RefusalCode::UnknownField, what));
    }
    let Some(Value::String(typed)) = fields.get("command") else {
        return Err(Refusal::new(RefusalCode::InvalidField, "`command` must be an AT command"));
    };
    console::read(typed).map_err(|why| Refusal::new(RefusalCode::CommandRefused, why.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_one_command() {
        assert_eq!(read(br#"{"command":"AT+CSQ"}"#).unwrap().text(), "AT+CSQ");
        for (body, code) in [
            ("", "invalid_json"),
            ("[]", "invalid_json"),
            ("{}", "invalid_field"),
            (r#"{"command":["AT"]}"#, "invalid_field"),
            (r#"{"command":"AT","id":"1"}"#, "unknown_field"),
            (r#"{"command":"AT+CMGD=1"}"#, "command_refused"),
            (r#"{"command":"AT\rAT+CMGD=1"}"#, "command_refused"),
        ] {
            assert_eq!(read(body.as_bytes()).unwrap_err().code.as_str(), code, "{body}");
        }
    }

    #[test]
    fn rows_are_shown_to_the_caller_and_not_printed() {
        let rows = Rows::new(&["+CNUM: ,\"+12025550143\",145".to_owned(), "OK".to_owned()]);
        let ended = Outcome::Ended { ok: true, rows: rows.clone() };
        let fields = ended.fields().unwrap();
        assert_eq!(fields["rows"][0], "+CNUM: ,\"+12025550143\",145");
        assert_eq!((&fields["state"], &fields["reason"]), (&json!("ok"), &Value::Null));
        let broken = Outcome::BrokenOff { rows, why: "it was unplugged".into() };
        assert_eq!(broken.fields().unwrap()["reason"], "it was unplugged");
        assert_eq!(Outcome::NotSent("busy".into()).fields().unwrap_err().code, RefusalCode::NoLine);
        assert!(!format!("{ended:?} {broken:?}").contains("2025550143"));
    }
}
