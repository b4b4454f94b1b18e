//! What a caller wants to send: a message to one recipient, or a mailing to several.

use std::time::Duration;

use crate::model::{Msisdn, SimKey, Timestamp};

/// A request to send a message.
#[derive(Clone, PartialEq, Eq)]
pub struct SendRequest {
    /// The owner of the idempotency key: the name of an API key, `mqtt:NAME`, or `cli`.
    pub caller: String,
    /// Idempotency key. Two requests of a caller with the same key are one message.
    pub key: Option<String>,
    /// The number to send from. `None`: any line may send it.
    pub from: Option<Msisdn>,
    /// The row of the line to send from. `None`: any line with the number may send it.
    pub line: Option<SimKey>,
    /// The recipient as the caller wrote it: a number or a short code.
    pub to: String,
    /// The text.
    pub text: String,
    /// Whether it may use the urgent reserve, and goes before others.
    pub urgent: bool,
    /// Whether to request a status report from the SMSC.
    pub status_report: bool,
    /// How long the message is worth sending, from `send_at` or from now.
    pub ttl: Duration,
    /// Earliest time to send it.
    pub send_at: Option<Timestamp>,
    /// Latest time to send it, whenever the request arrived.
    pub expires_at: Option<Timestamp>,
    /// What happens if no line may send it now.
    pub on_exhausted: OnExhausted,
}

/// Without the text and the number, which must not reach a log.
impl std::fmt::Debug for SendRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SendRequest({})", self.caller)
    }
}

/// What happens to a message that no line may send now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnExhausted {
    /// It waits for a line, at most for its time to live.
    #[default]
    Wait,
    /// It is refused.
    Refuse,
    /// A line of the overflow pool sends it, at a cost. Without such a line it waits.
    Overflow,
}

impl OnExhausted {
    /// The word for it in requests and in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Refuse => "refuse",
            Self::Overflow => "overflow",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Wait, Self::Refuse, Self::Overflow].into_iter().find(|word| word.as_str() == text)
    }
}

/// Most recipients of a mailing.
pub const RECIPIENTS_MAX: usize = 100;

/// A request to send a mailing: one text to several recipients. Each recipient gets a message of its own; all of them are accepted, or none is.
#[derive(Clone, PartialEq, Eq)]
pub struct Mailing {
    /// The caller's id of it. `None`: simgate makes one. A used id is refused.
    pub id: Option<String>,
    /// The recipients as the caller wrote them.
    pub recipients: Vec<String>,
    /// The message. Its own recipient and key are not used.
    pub message: SendRequest,
}

/// Without the text and the numbers, which must not reach a log.
impl std::fmt::Debug for Mailing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Mailing({} recipients, {})", self.recipients.len(), self.message.caller)
    }
}
