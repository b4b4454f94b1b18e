//! Requests to the app's local server, and its answers.

use http::Method;
use serde_json::Value;

/// One request. Every request carries the user and the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub path: String,
    /// The body, as JSON.
    pub body: Option<Value>,
}

impl Call {
    /// A `GET`.
    pub fn get(path: impl Into<String>) -> Self {
        Self { method: Method::GET, path: path.into(), body: None }
    }

    /// A `DELETE`.
    pub fn delete(path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, path: path.into(), body: None }
    }

    /// A `POST`.
    pub fn post(path: impl Into<String>, body: Value) -> Self {
        Self { method: Method::POST, path: path.into(), body: Some(body) }
    }

    /// A `PATCH`.
    pub fn patch(path: impl Into<String>, body: Value) -> Self {
        Self { method: Method::PATCH, path: path.into(), body: Some(body) }
    }
}

/// The app's answer to a request.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The whole body.
    pub body: Vec<u8>,
}

/// Without the body, which may hold texts.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

impl Answer {
    /// The body, if it is JSON.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Whether the app did as asked.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the app refused the user, the password, or what they may do.
    pub fn is_unauthorized(&self) -> bool {
        matches!(self.status, 401 | 403)
    }

    /// The app's reason for a refusal, short and for a person.
    pub fn reason(&self) -> String {
        let message = self.json().and_then(|body| Some(body.get("message")?.as_str()?.to_owned()));
        let message = message.map(|text| text.chars().filter(|c| !c.is_control()).take(200).collect::<String>());
        match message.filter(|text| !text.is_empty()) {
            Some(message) => format!("the phone answered {}: {message}", self.status),
            None => format!("the phone answered {}", self.status),
        }
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoReply {
    /// There was no connection, so the phone got nothing.
    Unreachable(String),
    /// The request may have reached the phone.
    NoAnswer(String),
}

impl NoReply {
    /// The reason, for a person.
    pub fn why(&self) -> &str {
        match self {
            Self::Unreachable(why) | Self::NoAnswer(why) => why,
        }
    }
}

/// What came of a request.
pub type Outcome = Result<Answer, NoReply>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_short_and_printable() {
        let answer = |body: &str| Answer { status: 400, body: body.into() };
        for (body, reason) in [
            (r#"{"message":"Invalid SIM number"}"#, "the phone answered 400: Invalid SIM number"),
            (r#"{"message":"a\u001b[2Jb"}"#, "the phone answered 400: a[2Jb"),
            (r#"{"message":""}"#, "the phone answered 400"),
            (r#"{"message":5}"#, "the phone answered 400"),
            ("", "the phone answered 400"),
            ("<html>", "the phone answered 400"),
        ] {
            assert_eq!(answer(body).reason(), reason);
        }
        let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(1000));
        assert_eq!(answer(&long).reason().len(), "the phone answered 400: ".len() + 200);
    }
}
