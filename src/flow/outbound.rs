//! Messages on their way out: what may be asked for, what becomes of a part, and what that means for the message.

use std::time::Duration;

use crate::at::RetryClass;
use crate::model::{LineId, Msisdn, Name, Secret, Timestamp};
use crate::pdu::{self, Address, Reference, Text, Validity, compose};

/// What somebody wants sent.
#[derive(Clone, PartialEq, Eq)]
pub struct SendRequest {
    /// Whose idempotency key it is: the name of an API key, `mqtt:NAME`, `cli`.
    pub caller: String,
    /// The same key twice is the same message.
    pub key: Option<String>,
    /// The number to send from; none: whichever line may.
    pub from: Option<Msisdn>,
    /// As the caller wrote it: a number, or a short code.
    pub to: String,
    pub text: String,
    pub urgent: bool,
    pub status_report: bool,
    /// How long after `send_at`, or now, it is still worth sending.
    pub ttl: Duration,
    pub send_at: Option<Timestamp>,
    /// Not to be sent later, whenever it came here.
    pub expires_at: Option<Timestamp>,
    pub on_exhausted: OnExhausted,
}

/// Without the text and the number: they never reach a log.
impl std::fmt::Debug for SendRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SendRequest({})", self.caller)
    }
}

/// What becomes of a message that no line may send now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnExhausted {
    /// It waits until one may, at most for its time to live.
    #[default]
    Wait,
    /// It is refused.
    Refuse,
    /// A line that costs takes it; where there is none, it waits.
    Overflow,
}

impl OnExhausted {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Refuse => "refuse",
            Self::Overflow => "overflow",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        [Self::Wait, Self::Refuse, Self::Overflow].into_iter().find(|word| word.as_str() == text)
    }
}

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Waits for a line that may send it.
    Queued,
    /// Parts of it are out, or on their way.
    Sending,
    /// The network took all of it.
    Sent,
    /// It was not sent, or not whole.
    Failed,
    /// Something of it may have been sent and may not.
    Unknown,
    /// The recipient has it.
    Delivered,
    /// The network gave it up.
    Undelivered,
    /// Taken back before anything of it went out.
    Cancelled,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Failed,
        Self::Unknown,
        Self::Delivered,
        Self::Undelivered,
        Self::Cancelled,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// simgate does nothing more about it by itself; a status report or a person may.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Queued | Self::Sending)
    }
}

/// How a part of a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// It is still to be sent.
    Waiting,
    /// A device has it, and has not said what came of it.
    Handed,
    /// The network took it.
    Sent,
    /// It is not to be sent any more.
    Failed,
    /// It may have been sent and may not.
    Unknown,
}

impl PartState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Handed, Self::Sent, Self::Failed, Self::Unknown];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Handed => "handed",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What somebody wants done about messages on their way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    Send(Box<SendRequest>),
    /// Takes back what has not gone out yet.
    Cancel {
        message_id: String,
    },
    /// A person knows what became of a message of which nobody else does.
    Settle {
        message_id: String,
        state: State,
    },
}

/// Told once, with what became of a request.
pub type Reply = Box<dyn FnOnce(Result<Accepted, Refusal>) + Send>;

/// Where requests are left.
pub type RequestSink = std::sync::Arc<dyn Fn(Request, Reply) + Send + Sync>;

/// A request was granted: so the message stands. An order was taken now, or before under the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    pub message_id: String,
    pub state: State,
    pub parts: u32,
}

/// What a device is to send: one part, or a whole message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    pub device: Name,
    /// The store's number for it: its receipt bears it.
    pub ticket: i64,
    /// The line that was debited: no other one may send it.
    pub line: LineId,
    pub body: Body,
}

/// In the form that the line takes.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    Tpdu {
        /// The SMSC address (none: the card's own) and the TPDU, as hexadecimal digits.
        pdu: Secret,
        /// Octets of the TPDU.
        length: usize,
        /// More parts of the same message follow at once.
        more: bool,
    },
    Text {
        /// By which the remote knows it again, if it is asked.
        message_id: String,
        to: String,
        text: Secret,
        status_report: bool,
        /// So long it is worth sending.
        ttl: Duration,
    },
}

/// Without the text and the number: they never reach a log.
impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tpdu { length, .. } => write!(f, "Tpdu({length} octets)"),
            Self::Text { message_id, .. } => write!(f, "Text({message_id})"),
        }
    }
}

/// What came of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub device: Name,
    pub ticket: i64,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The network or the remote took it, and calls it so, if it told.
    Sent(Option<SentAs>),
    /// Nothing went out.
    Failed(Cause),
    /// It was handed over, and nothing was heard of it.
    Unknown { why: String },
}

/// What status reports and remotes call it later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentAs {
    /// TP-MR.
    Reference(u8),
    Remote(String),
}

/// Why nothing went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// For a person.
    pub why: String,
    /// When it is worth trying again. `None`: soon, since the device could not even begin.
    pub class: Option<RetryClass>,
}

/// A remote says how a message stands that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    pub device: Name,
    /// The device's own name for this word: the acknowledgement bears it.
    pub ticket: u64,
    /// The remote's id of the message.
    pub remote: String,
    pub standing: Standing,
    pub at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Sent,
    Delivered,
    Failed,
}

/// A submission of a process before this one, whose outcome is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    pub device: Name,
    pub ticket: i64,
    pub message_id: String,
}

/// Why an order is not taken. `code` is a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub code: RefusalCode,
    pub message: String,
    /// When it may be tried again.
    pub next_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalCode {
    InvalidRecipient,
    EmptyText,
    TooLong,
    LimitTooSmall,
    UnknownSender,
    NotAllowed,
    KeyReused,
    Exhausted,
    InvalidTime,
    NoLine,
    /// The recipient answered STOP to that number.
    Stopped,
    InvalidJson,
    UnknownField,
    InvalidField,
    WrongGateway,
    UnknownMessage,
    /// It stands otherwise than that could be done.
    WrongState,
    /// The caller may send from other numbers only.
    NotYourNumber,
    /// Not done within the time that an answer may take: it may be done yet.
    Busy,
}

impl RefusalCode {
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
            Self::Busy => "busy",
        }
    }
}

impl Refusal {
    pub fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), next_at: None }
    }
}

/// Longer messages arrive, where they do, in pieces that few phones put together.
pub const PARTS_MAX: usize = 20;
/// `send_at` may lie so far ahead.
pub const AHEAD_MAX: Duration = Duration::from_secs(366 * 86400);

/// Reads a recipient: 3 to 20 digits, with or without `+`, in any of the ways in which people write numbers.
pub fn recipient(text: &str) -> Result<Address, Refusal> {
    let bare: String =
        text.trim().chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '/' | '\u{a0}')).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    let is_number = (3..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = is_number && !(bare.starts_with('+') && (digits.starts_with('0') || digits.len() < 5));
    let refused = || {
        Refusal::new(
            RefusalCode::InvalidRecipient,
            "`to` must be a phone number such as +12025550143, or a short code of 3 digits or more",
        )
    };
    if !is_number {
        return Err(refused());
    }
    Address::number(&bare).map_err(|_| refused())
}

/// The parts of a message as SUBMIT TPDUs, in order.
pub fn parts(
    to: &Address,
    text: &str,
    reference: u8,
    report: bool,
    validity: Duration,
) -> Result<Vec<Vec<u8>>, Refusal> {
    if text.is_empty() {
        return Err(Refusal::new(RefusalCode::EmptyText, "`message` is empty"));
    }
    let request =
        pdu::Request { status_report: report, validity: Some(Validity::at_least(validity)), ..pdu::Request::default() };
    let text = Text { reference: Reference::Narrow(reference), ..Text::from(text) };
    let too_long = |parts: usize| {
        Refusal::new(RefusalCode::TooLong, format!("`message` takes {parts} parts; at most {PARTS_MAX} are sent"))
    };
    let submits = compose(to, &text, &request).map_err(|error| {
        let crate::pdu::ComposeError::TooManyParts(parts) = error;
        too_long(parts)
    })?;
    match submits.len() {
        count if count > PARTS_MAX => Err(too_long(count)),
        _ => Ok(submits.iter().map(crate::pdu::Submit::encode).collect()),
    }
}

/// A device that could not begin is asked again after so long.
pub const NOT_TAKEN_WAIT: Duration = Duration::from_secs(1);

/// The shortest and the longest wait before a part that failed is tried again.
const RETRY_MIN: Duration = Duration::from_secs(5);
const RETRY_MAX: Duration = Duration::from_secs(300);

/// How long a message waits that has failed so often.
pub fn wait_after(failures: u32, class: RetryClass) -> Duration {
    match class {
        RetryClass::Now if failures <= 1 => Duration::from_secs(1),
        RetryClass::AnotherSim if failures <= 1 => Duration::ZERO,
        RetryClass::Now | RetryClass::Later | RetryClass::AnotherSim | RetryClass::Never | RetryClass::AskPerson => {
            RETRY_MAX.min(RETRY_MIN * 2_u32.pow(failures.saturating_sub(1).min(10)))
        }
    }
}

/// How a message of many parts stands once none of them is to be tried any more.
pub fn sum_up(unknown: bool, failed: bool) -> State {
    match (failed, unknown) {
        (true, _) => State::Failed,
        (false, true) => State::Unknown,
        (false, false) => State::Sent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them_and_nothing_else_is() {
        for (text, wanted) in [
            ("+12025550143", "+12025550143"),
            (" +1 (202) 555-01.43 ", "+12025550143"),
            ("611", "611"),
            ("017612345678", "017612345678"),
        ] {
            assert_eq!(recipient(text).unwrap().to_string(), wanted);
        }
        for text in
            ["", "+", "12", "+0123456", "+1234", "Telegram", "+1202555014x", "123456789012345678901", "+12\r\n34567"]
        {
            assert_eq!(recipient(text).unwrap_err().code, RefusalCode::InvalidRecipient, "{text}");
        }
    }

    #[test]
    fn a_text_becomes_its_parts() {
        let to = recipient("+12025550143").unwrap();
        let count = |text: &str| parts(&to, text, 1, true, Duration::from_secs(3600)).map(|parts| parts.len());
        assert_eq!(count("hello"), Ok(1));
        assert_eq!(count(&"a".repeat(161)), Ok(2));
        assert_eq!(count("").unwrap_err().code, RefusalCode::EmptyText);
        assert_eq!(count(&"a".repeat(153 * 20)), Ok(20));
        let long = count(&"a".repeat(153 * 20 + 1)).unwrap_err();
        assert_eq!(
            (long.code, long.message.as_str()),
            (RefusalCode::TooLong, "`message` takes 21 parts; at most 20 are sent")
        );
        assert_eq!(count(&"a".repeat(1_000_000)).unwrap_err().code, RefusalCode::TooLong);
    }

    #[test]
    fn failures_are_waited_for_longer_each_time() {
        let waits: Vec<u64> = (1..=8).map(|failures| wait_after(failures, RetryClass::Later).as_secs()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(wait_after(1, RetryClass::AnotherSim), Duration::ZERO);
    }
}
