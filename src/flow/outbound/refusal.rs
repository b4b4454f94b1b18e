//! Why a request about a message to send is refused.

use crate::model::Timestamp;

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The reason, as a word that is a contract.
    pub code: RefusalCode,
    /// What is wrong, for the caller.
    pub message: String,
    /// Earliest time at which the same request may be accepted.
    pub next_at: Option<Timestamp>,
}

/// The reason of a refusal. The words are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalCode {
    /// `to` is no phone number and no short code.
    InvalidRecipient,
    /// The text is empty.
    EmptyText,
    /// The text needs too many parts.
    TooLong,
    /// The message has more parts than the limits of any line ever allow.
    LimitTooSmall,
    /// No line has the number in `from`.
    UnknownSender,
    /// No line may send to this recipient.
    NotAllowed,
    /// The idempotency key was used for another message.
    KeyReused,
    /// No line has room now, and the caller doesn't want to wait.
    Exhausted,
    /// `send_at` or `expires_at` can't be met.
    InvalidTime,
    /// No line can send.
    NoLine,
    /// The recipient answered STOP to that number.
    Stopped,
    /// The body isn't JSON, or isn't an object.
    InvalidJson,
    /// The body has an unknown key.
    UnknownField,
    /// A key is missing, or its value is wrong.
    InvalidField,
    /// `gateway` names another gateway.
    WrongGateway,
    /// No message has this id.
    UnknownMessage,
    /// The state of the message doesn't allow it.
    WrongState,
    /// The caller may send from other numbers only.
    NotYourNumber,
    /// No line has this name or number.
    UnknownSim,
    /// The line can't make USSD requests.
    NotSupported,
    /// Another USSD dialogue of the line is not over.
    LineBusy,
    /// The caller has no USSD dialogue with this id, or it is over.
    UnknownSession,
    /// The modem or the network refused the USSD request.
    UssdRefused,
    /// The USSD request was submitted and has no answer. The network may have carried it out.
    NoAnswer,
    /// No device has this name.
    UnknownDevice,
    /// A person may not send this AT command.
    CommandRefused,
    /// Too many requests wait, or the gateway didn't answer in time. In the second case it may still execute the
    /// request.
    Busy,
}

impl RefusalCode {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRecipient => "invalid_recipient",
            Self::EmptyText => "empty_text",
            Self::TooLong => "too_long",
            Self::LimitTooSmall => "limit_too_small",
            Self::UnknownSender => "unknown_sender",
            Self::NotAllowed => "destination_not_allowed",
            Self::KeyReused => "key_reused",
            Self::Exhausted => "exhausted",
            Self::InvalidTime => "invalid_time",
            Self::NoLine => "no_line",
            Self::Stopped => "stopped",
            Self::InvalidJson => "invalid_json",
            Self::UnknownField => "unknown_field",
            Self::InvalidField => "invalid_field",
            Self::WrongGateway => "wrong_gateway",
            Self::UnknownMessage => "unknown_message",
            Self::WrongState => "wrong_state",
            Self::NotYourNumber => "not_your_number",
            Self::UnknownSim => "unknown_sim",
            Self::NotSupported => "not_supported",
            Self::LineBusy => "line_busy",
            Self::UnknownSession => "unknown_session",
            Self::UssdRefused => "ussd_refused",
            Self::NoAnswer => "no_answer",
            Self::UnknownDevice => "unknown_device",
            Self::CommandRefused => "command_refused",
            Self::Busy => "busy",
        }
    }
}

impl Refusal {
    /// Creates a refusal without a time for a retry.
    pub fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), next_at: None }
    }
}
