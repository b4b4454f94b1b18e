//! Requests and replies, as the pure machine sees them.

use std::time::Duration;

use serde_json::{Map, Value, json};

/// A request of a caller.
#[derive(Clone, Default)]
pub struct HttpRequest {
    /// `GET`, `POST` and so on.
    pub method: String,
    /// The path, with its percent signs.
    pub path: String,
    /// What follows `?`, without it.
    pub query: String,
    /// The header `Authorization`.
    pub authorization: Option<String>,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpRequest {
    /// A request without authorization.
    pub fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self { method: method.to_owned(), path: path.to_owned(), query: query.to_owned(), ..Self::default() }
    }

    /// The same request with HTTP Basic.
    #[must_use]
    pub fn with_basic(mut self, user: &str, password: &str) -> Self {
        use base64::prelude::{BASE64_STANDARD, Engine};
        self.authorization = Some(format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}"))));
        self
    }

    /// The same request with a token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.authorization = Some(format!("Bearer {token}"));
        self
    }

    /// The same request with a body of JSON.
    #[must_use]
    pub fn with_json(mut self, body: &Value) -> Self {
        self.content_type = Some("application/json".to_owned());
        self.body = body.to_string().into_bytes();
        self
    }

    /// The segments of the path, decoded.
    pub(super) fn segments(&self) -> Vec<String> {
        self.path.trim_start_matches('/').split('/').map(|segment| decode(segment, false)).collect()
    }

    /// The first value of this name in the query.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
        let mut values = pairs.filter(|(key, _)| decode(key, true) == name);
        values.next().map(|(_, value)| decode(value, true))
    }
}

/// Decodes percent signs; in a query `+` is a blank, so an offset from UTC has to be written `%2B`.
fn decode(text: &str, plus_is_blank: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%').then(|| tail.get(..2)).flatten();
        let decoded = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match decoded {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(if plus_is_blank && *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A reply of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpReply {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpReply {
    /// A reply without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A reply with JSON, in the way in which the app writes it.
    pub fn json(status: u16, body: Value) -> Self {
        let headers = vec![("Content-Type", "application/json".to_owned())];
        Self { status, headers, body: gson(body).into_bytes() }
    }

    /// An error with a message.
    pub fn error(status: u16, message: impl Into<String>) -> Self {
        Self::json(status, json!({ "message": message.into() }))
    }

    /// The same reply with one more header.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The body as JSON; null if it is none.
    pub fn value(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.as_str())
    }
}

/// What a caller gets from the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A reply, this much later.
    Reply(HttpReply, Duration),
    /// The phone acted on the request, and the connection ends without a reply.
    Lost,
    /// Nothing listens on the port: the app does not run.
    Refused,
    /// No packet is answered: the phone is off, or not in this network.
    Silent,
}

/// JSON as Gson writes it: without null members, and with the characters that matter to HTML as escapes.
pub(super) fn gson(mut value: Value) -> String {
    drop_nulls(&mut value);
    let mut text = String::new();
    // None of these characters occurs outside of strings.
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '=' | '\'' | '\u{2028}' | '\u{2029}' => {
                text.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => text.push(c),
        }
    }
    text
}

fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|_, member| !member.is_null());
            members.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Why a body could not be read. The text is the app's, as far as a caller may depend on it.
pub(super) enum BadBody {
    /// No converter for the type of the content. The app answers 500.
    Unsupported,
    /// No JSON, or members of other types.
    Malformed(String),
}

/// Reads a body as a JSON object.
pub(super) fn object(request: &HttpRequest) -> Result<Map<String, Value>, BadBody> {
    let kind = request.content_type.as_deref().unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/json") {
        return Err(BadBody::Unsupported);
    }
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) | Err(_) => Err(BadBody::Malformed("Failed to convert request body".to_owned())),
    }
}

impl From<BadBody> for HttpReply {
    fn from(bad: BadBody) -> Self {
        match bad {
            BadBody::Unsupported => Self::error(500, "Cannot transform this request's content"),
            BadBody::Malformed(message) => Self::error(400, message),
        }
    }
}
