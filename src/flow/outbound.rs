//! Messages to send: what a caller may request, the outcome of each part, and the resulting state of the message.

mod message;
mod refusal;

use std::time::Duration;

use crate::at::RetryClass;
use crate::model::{LineId, MailingRow, Name, Secret, Timestamp};
use crate::pdu::{self, Address, Reference, Text, Validity, compose};

pub use message::{Mailing, OnExhausted, RECIPIENTS_MAX, SendRequest};
pub use refusal::{Refusal, RefusalCode};

/// State of a message to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It waits for a line that may send it.
    Queued,
    /// Parts of it are sent or submitted.
    Sending,
    /// The network accepted all parts.
    Sent,
    /// It was not sent, or not whole.
    Failed,
    /// Whether parts of it were sent is unknown.
    Unknown,
    /// The recipient's phone has it.
    Delivered,
    /// The network gave up delivering it.
    Undelivered,
    /// The caller cancelled it before any part was sent.
    Cancelled,
}

impl State {
    /// All states.
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

    /// The word for it in the store, the API and events.
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

    /// Reads the word for a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }

    /// Whether simgate is done with the message. Only a status report or a person may change the state after that.
    pub fn is_over(self) -> bool {
        !matches!(self, Self::Queued | Self::Sending)
    }
}

/// State of a part of a message to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    /// It waits to be submitted.
    Waiting,
    /// It was submitted to a device, and its outcome is not known yet.
    Submitted,
    /// The network accepted it.
    Sent,
    /// It was not sent, and won't be.
    Failed,
    /// Whether it was sent is unknown.
    Unknown,
}

impl PartState {
    const ALL: [Self; 5] = [Self::Waiting, Self::Submitted, Self::Sent, Self::Failed, Self::Unknown];

    /// The word for it in the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Submitted => "handed",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }

    /// Reads the word for a state.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A caller's request about a message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Send a message.
    Send(Box<SendRequest>),
    /// Cancel a message of which no part was submitted.
    Cancel {
        /// Id of the message.
        message_id: String,
    },
    /// Send one text to several recipients.
    SendMailing(Box<Mailing>),
    /// Cancel all messages of a mailing of which no part was submitted.
    CancelMailing {
        /// The row of the mailing.
        mailing: MailingRow,
    },
    /// Set the state of a message whose state is unknown. A person found the outcome out.
    Settle {
        /// Id of the message.
        message_id: String,
        /// The state that the person found.
        state: State,
    },
}

/// Called once, with the answer to a request.
pub type Reply = Box<dyn FnOnce(Result<Accepted, Refusal>) + Send>;

/// Accepts requests from any thread, each with a callback for its answer.
pub type RequestSink = std::sync::Arc<dyn Fn(Request, Reply) + Send + Sync>;

/// A request was accepted: the message and its state now. A send request is accepted again if its key was used before.
/// For a mailing, the id is the mailing's, and the parts are those of all recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Id of the message.
    pub message_id: String,
    /// Its state.
    pub state: State,
    /// Number of its parts.
    pub parts: u32,
}

/// One part, or a whole message, submitted to a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The device.
    pub device: Name,
    /// Row of the part in the store, repeated in [`Receipt::ticket`].
    pub ticket: i64,
    /// The line that was debited. No other line may send it.
    pub line: LineId,
    /// What to send.
    pub body: Body,
}

/// A submission in the form that the line takes.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// One part as an SMS-SUBMIT (TS 23.040 9.2.2.2).
    Tpdu {
        /// SMSC address and TPDU, as hexadecimal digits. An empty address selects the card's own SMSC.
        pdu: Secret,
        /// Octets of the TPDU alone, as `+CMGS` wants (TS 27.005 4.3).
        length: usize,
        /// Whether more parts of the same message follow at once.
        more: bool,
    },
    /// A whole message.
    Text {
        /// The id under which the remote knows the message: the same after a crash, and another one for each try.
        remote_id: String,
        /// The recipient.
        to: String,
        /// The text.
        text: Secret,
        /// Whether to request a status report.
        status_report: bool,
        /// How long it is worth sending.
        ttl: Duration,
        /// Number of its parts.
        parts: u32,
    },
}

/// Without the text and the number, which must not reach a log.
impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tpdu { length, .. } => write!(f, "Tpdu({length} octets)"),
            Self::Text { remote_id, .. } => write!(f, "Text({remote_id})"),
        }
    }
}

/// The outcome of a submission. After `Unknown`, a device that can ask its remote may report another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The device that reports it.
    pub device: Name,
    /// Ticket of the submission.
    pub ticket: i64,
    /// The outcome.
    pub outcome: Outcome,
}

/// The outcome of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The network or the remote accepted it, under this reference or id if it reported one.
    Sent(Option<SentAs>),
    /// Nothing was sent.
    Failed(Cause),
    /// It was submitted and not answered, so it may have been sent.
    Unknown {
        /// For a person.
        why: String,
    },
}

/// How a status report or a remote identifies a part later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentAs {
    /// TP-MR (TS 23.040 9.2.3.6).
    Reference(u8),
    /// The remote's id.
    Remote(String),
}

/// Why nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// For a person.
    pub why: String,
    /// When a retry is useful. `None`: soon, because the device couldn't even begin.
    pub class: Option<RetryClass>,
}

/// A remote reports the state of a message that it accepted earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The device of the remote.
    pub device: Name,
    /// The device's number for this report, repeated in the acknowledgement.
    pub ticket: u64,
    /// The remote's id of the message.
    pub remote: String,
    /// Its state.
    pub state: RemoteState,
    /// When the report arrived.
    pub at: Timestamp,
}

/// State of a message at a remote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemoteState {
    /// The remote sent it.
    Sent,
    /// The recipient's phone has it.
    Delivered,
    /// The remote gave up.
    Failed,
}

/// A submission of an earlier process, whose outcome is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Orphan {
    /// The device that it was submitted to.
    pub device: Name,
    /// Ticket of the submission.
    pub ticket: i64,
    /// The id under which the remote knows the message.
    pub remote_id: String,
    /// Number of its parts.
    pub parts: u32,
    /// What was submitted, if nobody knows yet what became of it. The remote that it was submitted to recognises its id,
    /// so it may get it once more; no other one may. `None`: it was reported as unknown, and must not be submitted again.
    pub submission: Option<Box<Submission>>,
}

/// Most parts of a message. Few phones join longer ones.
pub const PARTS_MAX: usize = 20;
/// How far ahead `send_at` may be.
pub const AHEAD_MAX: Duration = Duration::from_secs(366 * 86400);

/// Reads a recipient: 3 to 20 digits, with or without `+`, with the separators that people use.
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

/// Splits a text into SMS-SUBMIT TPDUs (TS 23.040 9.2.2.2), in order.
///
/// `reference` numbers the concatenation; `report` requests status reports. Refuses an empty text and one with more
/// than [`PARTS_MAX`] parts.
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

/// Wait before another submission to a device that couldn't begin.
pub const NOT_TAKEN_WAIT: Duration = Duration::from_secs(1);

/// Shortest and longest wait before a failed part is submitted again.
const RETRY_MIN: Duration = Duration::from_secs(5);
const RETRY_MAX: Duration = Duration::from_secs(300);

/// How long a message waits after this many failures.
pub fn wait_after(failures: u32, class: RetryClass) -> Duration {
    match class {
        RetryClass::Now if failures <= 1 => Duration::from_secs(1),
        RetryClass::AnotherSim if failures <= 1 => Duration::ZERO,
        RetryClass::Now | RetryClass::Later | RetryClass::AnotherSim | RetryClass::Never | RetryClass::AskPerson => {
            RETRY_MAX.min(RETRY_MIN * 2_u32.pow(failures.saturating_sub(1).min(10)))
        }
    }
}

/// State of a message of which no part will be submitted any more: whether any part is unknown, and whether any failed.
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
    fn numbers_are_read_with_the_usual_separators() {
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
    fn a_text_is_split_into_parts() {
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
    fn each_failure_makes_the_wait_longer() {
        let waits: Vec<u64> = (1..=8).map(|failures| wait_after(failures, RetryClass::Later).as_secs()).collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(wait_after(1, RetryClass::AnotherSim), Duration::ZERO);
    }
}
