//! USSD (22.090): a caller's request to the network of a line, and the dialogue that may follow.
//!
//! A code can move money (`*141*5*...#` transfers credit), so simgate makes each request once: never again by itself,
//! whatever became of it.

use std::fmt;
use std::time::Duration;

use serde_json::{Map, Value};

use super::command::{KEY_MAX, json, quotable};
use super::outbound::{Refusal, RefusalCode};
use crate::model::{LineId, Msisdn, Name, Secret};

pub use crate::at::ussd::UssdState;

/// How long a modem may take until it can submit a request. Parts of messages go before.
pub const SUBMIT_WITHIN: Duration = Duration::from_secs(60);
/// How long the network may take to answer. Users of other gateways found 30 s too short; networks take up to 120 s.
pub const ANSWER_WITHIN: Duration = Duration::from_secs(150);
/// The longest time from a request to its outcome.
pub const OUTCOME_WITHIN: Duration = SUBMIT_WITHIN.saturating_add(ANSWER_WITHIN);
/// How long a caller may take to answer a menu. The networks themselves wait about as long.
pub const SESSION_FOR: Duration = Duration::from_secs(180);

/// Longest code or answer: 23.038 fits 182 characters into one USSD operation.
const LENGTH_MAX: usize = 182;

/// What a caller asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The caller's name. A session belongs to it, and idempotency keys count for each name.
    pub caller: String,
    /// The caller's own id of the request. A request with a known id is not made again.
    pub key: Option<String>,
    /// The numbers of the lines that the caller may use. Empty: all.
    pub numbers: Vec<Msisdn>,
    /// The name or the number of the line. `None`: that of the session.
    pub sim: Option<String>,
    /// What to do.
    pub ask: Ask,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Sends a code, which begins a dialogue.
    Code(Secret),
    /// Answers a menu.
    Answer {
        /// The session, as the reply to the code named it.
        session: String,
        /// The answer.
        text: Secret,
    },
    /// Ends a dialogue in which the network waits for an answer.
    Cancel {
        /// The session.
        session: String,
    },
}

/// What the network answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Answered {
    /// The state of the dialogue.
    pub state: UssdState,
    /// The text.
    pub text: Option<Secret>,
    /// The session, if the network waits for an answer.
    pub session: Option<String>,
}

/// Without the text, which may contain balances and phone numbers.
impl fmt::Debug for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answered({:?}, {:?})", self.state, self.session)
    }
}

impl Answered {
    /// The JSON object for the caller, without `success`. Its keys are a contract.
    pub fn fields(&self) -> Map<String, Value> {
        let text = self.text.as_ref().map(Secret::reveal);
        let fields =
            serde_json::json!({ "state": self.state.as_str(), "text": text, "session": self.session.as_deref() });
        if let Value::Object(fields) = fields { fields } else { Map::new() }
    }
}

/// Called once, with the answer to a request.
pub type Reply = Box<dyn FnOnce(Result<Answered, Refusal>) + Send>;

/// Accepts requests from any thread, each with a callback for its answer.
pub type Sink = std::sync::Arc<dyn Fn(Request, Reply) + Send + Sync>;

/// One step of a dialogue, for the device that has the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dial {
    /// Repeated in the [`Receipt`].
    pub ticket: u64,
    /// The line. No other card may make the request.
    pub line: LineId,
    /// What to submit.
    pub step: Step,
}

/// What to submit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A code. A dialogue that waits for an answer is ended first.
    Code(Secret),
    /// The answer to a menu.
    Answer(Secret),
    /// The end of a dialogue.
    Cancel,
}

/// The outcome of a step. Each step has exactly one.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The device.
    pub device: Name,
    /// The ticket of the step.
    pub ticket: u64,
    /// The outcome.
    pub outcome: Outcome,
}

/// What became of a step.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The network answered.
    Answered {
        /// The state of the dialogue.
        state: UssdState,
        /// The text.
        text: Option<Secret>,
    },
    /// The modem refused the step, for itself or for the network.
    Refused(String),
    /// Nothing was submitted.
    NotSubmitted(String),
    /// The step was submitted, and no answer came. The network may have carried it out.
    NoAnswer(String),
}

/// Without the text.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered { state, .. } => write!(f, "Answered({state:?})"),
            Self::Refused(why) => write!(f, "Refused({why})"),
            Self::NotSubmitted(why) => write!(f, "NotSubmitted({why})"),
            Self::NoAnswer(why) => write!(f, "NoAnswer({why})"),
        }
    }
}

/// Whether a text is a USSD code: digits, `*`, `#` and `+`.
pub fn is_code(text: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'*' | b'#' | b'+');
    (1..=LENGTH_MAX).contains(&text.len()) && text.bytes().all(is_digit)
}

/// Whether a text may answer a menu: what all character sets of modems have in the same place, without quotes.
pub fn is_answer(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b" *#+.,-/:".contains(&byte);
    (1..=LENGTH_MAX).contains(&text.len()) && text.bytes().all(is_plain)
}

/// Reads a request. `sim`: the line, where the body does not name it.
///
/// Refuses an unknown key, a wrong value, and a body with neither a code nor an answer.
pub fn read(body: &[u8], caller: &str, numbers: &[Msisdn], sim: Option<String>) -> Result<Request, Refusal> {
    let Value::Object(fields) = json(body)? else {
        return Err(Refusal::new(RefusalCode::InvalidJson, "the body must be a JSON object"));
    };
    let keys: &[&str] = match sim {
        None => &["id", "sim", "code", "session", "answer"],
        Some(_) => &["id", "code", "session", "answer"],
    };
    if let Some(unknown) = fields.keys().find(|key| !keys.contains(&key.as_str())) {
        let known = keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let what = format!("`{}` is not a field; the fields are {known}", quotable(unknown));
        return Err(Refusal::new(RefusalCode::UnknownField, what));
    }
    let text = |key: &str| match fields.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(_) => Err(wrong(key, "a string")),
    };
    let key = text("id")?;
    if key.is_some_and(|key| key.is_empty() || key.len() > KEY_MAX || key.chars().any(char::is_control)) {
        return Err(wrong("id", &format!("1 to {KEY_MAX} bytes of text without control characters")));
    }
    let ask = match (text("code")?, text("session")?, text("answer")?) {
        (Some(code), None, None) if is_code(code) => Ask::Code(Secret::new(code)),
        (Some(_), None, None) => {
            return Err(wrong("code", &format!("1 to {LENGTH_MAX} of the characters 0-9, `*`, `#` and `+`")));
        }
        (None, Some(session), Some(answer)) if is_answer(answer) => {
            Ask::Answer { session: session.to_owned(), text: Secret::new(answer) }
        }
        (None, Some(_), Some(_)) => {
            return Err(wrong("answer", &format!("1 to {LENGTH_MAX} letters, digits, blanks or `*#+.,-/:`")));
        }
        (_, _, _) => return Err(wrong("code", "in the request, or else both `session` and `answer`")),
    };
    let sim = match text("sim")? {
        Some(named) => Some(named.to_owned()),
        None => sim,
    };
    if sim.is_none() && matches!(ask, Ask::Code(_)) {
        return Err(wrong("sim", "the name or the number of a SIM"));
    }
    Ok(Request { caller: caller.to_owned(), key: key.map(str::to_owned), numbers: numbers.to_vec(), sim, ask })
}

fn wrong(key: &str, wanted: &str) -> Refusal {
    Refusal::new(RefusalCode::InvalidField, format!("`{key}` must be {wanted}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str, sim: Option<&str>) -> Result<Request, Refusal> {
        read(body.as_bytes(), "key#1", &[], sim.map(str::to_owned))
    }

    #[test]
    fn a_code_and_an_answer_are_read() {
        let code = of(r#"{"code":"*100#","id":"a-1"}"#, Some("att-1")).unwrap();
        assert_eq!((code.sim.as_deref(), code.key.as_deref()), (Some("att-1"), Some("a-1")));
        assert_eq!(code.ask, Ask::Code(Secret::new("*100#")));
        let named = of(r#"{"code":"*100#","sim":"att-2"}"#, None).unwrap();
        assert_eq!(named.sim.as_deref(), Some("att-2"));
        let answer = of(r#"{"session":"01S","answer":"2"}"#, None).unwrap();
        assert_eq!(answer.ask, Ask::Answer { session: "01S".into(), text: Secret::new("2") });
    }

    #[test]
    fn a_wrong_request_is_refused_with_the_field() {
        for (body, code, words) in [
            ("", "invalid_json", "not JSON"),
            ("[]", "invalid_json", "a JSON object"),
            (r#"{"code":"*100#","cod":"1"}"#, "unknown_field", "`cod` is not a field"),
            (r#"{"code":"*100#","sim":"x"}"#, "unknown_field", "`sim` is not a field"),
            (r#"{"code":"hello"}"#, "invalid_field", "`code` must be"),
            (r#"{"code":"*100#\"\rAT+CFUN=0"}"#, "invalid_field", "`code` must be"),
            (r#"{"code":""}"#, "invalid_field", "`code` must be"),
            (r#"{"code":100}"#, "invalid_field", "`code` must be a string"),
            (r#"{"session":"s","answer":"a\"b"}"#, "invalid_field", "`answer` must be"),
            (r#"{"session":"s"}"#, "invalid_field", "both `session` and `answer`"),
            (r#"{"code":"*1#","session":"s","answer":"1"}"#, "invalid_field", "or else both"),
            (r#"{"code":"*1#","id":"a\u0001"}"#, "invalid_field", "`id` must be"),
        ] {
            let refusal = of(body, Some("att-1")).unwrap_err();
            assert_eq!(refusal.code.as_str(), code, "{body}");
            assert!(refusal.message.contains(words), "{body}: {}", refusal.message);
        }
        let refusal = of(r#"{"code":"*100#"}"#, None).unwrap_err();
        assert!(refusal.message.contains("`sim` must be"), "{}", refusal.message);
    }

    #[test]
    fn a_text_is_not_printed() {
        let text = Some(Secret::new("4.20"));
        let answered = Answered { state: UssdState::Done, text: text.clone(), session: None };
        let outcome = Outcome::Answered { state: UssdState::Done, text };
        let request = of(r#"{"code":"*141*5#"}"#, Some("att-1"));
        let printed = format!("{answered:?} {outcome:?} {request:?}");
        assert!(!printed.contains("4.20") && !printed.contains("141"), "{printed}");
        assert_eq!(Value::Object(answered.fields()).to_string(), r#"{"session":null,"state":"done","text":"4.20"}"#);
    }
}
