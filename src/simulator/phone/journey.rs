//! What the mobile network does with a message that Android sends, and what it reports of it. The tester decides.

use std::time::Duration;

/// The fate of one message to one recipient, from the moment at which Android takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journey {
    /// Whether the message goes over the air.
    pub on_air: bool,
    /// What Android reports to the app, and how long after. The order is the tester's: reports may overtake results.
    pub steps: Vec<(Duration, Step)>,
}

/// One report of Android to the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The last part was accepted by the network.
    Sent,
    /// A part was refused.
    NotSent(SendError),
    /// A status report of one part, with its TP-ST.
    Report(u8),
    /// Such a report for each part.
    ReportParts(u8),
}

/// Why Android did not send a part (`SmsManager.RESULT_...`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendError {
    /// Any failure, also one after which the network has the message all the same.
    GenericFailure,
    /// Flight mode.
    RadioOff,
    /// No coverage.
    NoService,
    /// Android's own limit: 30 messages of one app within 30 minutes, and the user declined more.
    LimitExceeded,
    /// Android asks the user before it sends to a short code that costs money.
    ShortCodeNotAllowed,
    /// The modem failed.
    ModemError,
}

impl SendError {
    /// The name and the explanation, as the app writes them.
    pub fn text(self) -> &'static str {
        match self {
            Self::GenericFailure => "RESULT_ERROR_GENERIC_FAILURE (Generic failure cause)",
            Self::RadioOff => "RESULT_ERROR_RADIO_OFF (Failed because radio was explicitly turned off)",
            Self::NoService => "RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)",
            Self::LimitExceeded => "RESULT_ERROR_LIMIT_EXCEEDED (Failed because we reached the sending queue limit)",
            Self::ShortCodeNotAllowed => {
                "RESULT_ERROR_SHORT_CODE_NOT_ALLOWED (Failed because user denied the sending of this short code)"
            }
            Self::ModemError => "RESULT_MODEM_ERROR (Failed because of a modem error)",
        }
    }
}

const RESULT_AFTER: Duration = Duration::from_millis(1500);
const REPORT_AFTER: Duration = Duration::from_secs(4);

impl Journey {
    /// Sent, and each part is delivered.
    pub fn delivered() -> Self {
        Self { on_air: true, steps: vec![(RESULT_AFTER, Step::Sent), (REPORT_AFTER, Step::ReportParts(0))] }
    }

    /// Sent. The recipient's phone is off, and no report ever comes.
    pub fn sent() -> Self {
        Self { on_air: true, steps: vec![(RESULT_AFTER, Step::Sent)] }
    }

    /// Refused, and not sent.
    pub fn refused(error: SendError) -> Self {
        Self { on_air: false, steps: vec![(RESULT_AFTER, Step::NotSent(error))] }
    }

    /// No report ever comes: the phone's radio or Android's telephony process restarted. `on_air`: whether the message
    /// was sent before that.
    pub fn silent(on_air: bool) -> Self {
        Self { on_air, steps: Vec::new() }
    }

    /// The same journey, with this step at this time after the send.
    #[must_use]
    pub fn then(mut self, after: Duration, step: Step) -> Self {
        self.steps.push((after, step));
        self
    }
}

/// A message that really went over the air: one for each recipient, each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Counts the messages on the air from 1.
    pub number: u64,
    /// The id that the caller gave the message.
    pub message: String,
    /// The slot whose SIM sent it, from 0.
    pub slot: usize,
    /// The recipient as dialled.
    pub to: String,
    /// The recipient as the caller wrote it.
    pub requested: String,
    /// The text; for a data message its bytes in base64.
    pub text: String,
    /// How many parts it took.
    pub parts: u32,
    /// When, since time zero.
    pub at: Duration,
}
