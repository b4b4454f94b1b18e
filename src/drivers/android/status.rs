//! The state of a message in the phone, read from `GET /messages/{id}` and the answer to `POST /messages`, or as a phone
//! that dials in reports it.
//!
//! The state of the one recipient counts. The state of the whole message is a summary in which a failure can look like
//! `Sent`.

use serde_json::Value;

use super::call::Answer;
use crate::at::RetryClass;
use crate::flow::outbound::Cause;

/// State of a message in the phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It waits in the app's queue.
    Pending,
    /// Android has it.
    Processed,
    /// The network accepted all parts.
    Sent,
    /// The recipient's phone has it.
    Delivered,
    /// The app gave up.
    Failed(Failure),
    /// A person cancelled it in the app, or simgate did.
    Cancelled,
}

/// Why the app gave up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The app's own text.
    pub error: String,
    /// Whether the network had accepted the message before.
    pub was_sent: bool,
}

/// Reads the state. `None`: the answer has another form.
pub fn read(answer: &Answer) -> Option<Standing> {
    of(&answer.json()?)
}

/// Reads the state from a message in the app's form.
pub fn of(body: &Value) -> Option<Standing> {
    let recipient = body.get("recipients")?.as_array()?.first()?;
    Some(match recipient.get("state")?.as_str()? {
        "Pending" | "Cancelling" => Standing::Pending,
        "Processed" => Standing::Processed,
        "Sent" => Standing::Sent,
        "Delivered" => Standing::Delivered,
        "Cancelled" => Standing::Cancelled,
        "Failed" => {
            let error = recipient.get("error").and_then(Value::as_str).unwrap_or("the app names no reason");
            let error: String = error.chars().filter(|c| !c.is_control()).take(200).collect();
            let states = body.get("states");
            let has = |state: &str| states.and_then(|states| states.get(state)).is_some();
            // A report of the SMSC exists only for a message that was sent.
            let was_sent = error.starts_with("Delivery result") || has("Sent") || has("Delivered");
            Standing::Failed(Failure { error, was_sent })
        }
        _ => return None,
    })
}

impl Failure {
    /// When a message that was not sent may be sent again.
    pub fn cause(&self) -> Cause {
        Cause { why: format!("the phone: {}", self.error), class: class(&self.error) }
    }

    /// Whether the network may have the message, or some of its parts. Android reports one result for many ends of its
    /// dialogue with the network, also for ends without an answer.
    pub fn may_be_sent(&self, parts: u32) -> bool {
        // Results that Android finds before it asks the network, and the network's own refusal.
        const NOT_SENT: [&str; 15] = [
            "NULL_PDU",
            "RADIO_OFF",
            "RADIO_NOT_AVAILABLE",
            "NO_SERVICE",
            "LIMIT_EXCEEDED",
            "SHORT_CODE_N",
            "FDN_CHECK_FAILURE",
            "ENCODING_ERROR",
            "INVALID_SMS_FORMAT",
            "INVALID_SMSC_ADDRESS",
            "INVALID_SUBSCRIPTION",
            "NOT_ALLOWED",
            "ACCESS_BARRED",
            "NETWORK_REJECT",
            "SIM_ABSENT",
        ];
        // Every other error comes before Android gets the message.
        self.error.starts_with("Send result")
            && (parts > 1 || !NOT_SENT.iter().any(|result| self.error.contains(result)))
    }
}

/// Android's results (`SmsManager.RESULT_*`), as the app writes them behind `Send result: `, and the app's own errors.
/// `None`: the app did not even begin, because its queue was too slow.
fn class(error: &str) -> Option<RetryClass> {
    const AGAIN: &str = "TTL expired";
    const NEVER: [&str; 4] =
        ["RESULT_ERROR_NULL_PDU", "RESULT_ENCODING_ERROR", "Invalid phone number", "INVALID_SMS_FORMAT"];
    const PERSON: [&str; 6] = [
        "SHORT_CODE_N", // SHORT_CODE_NOT_ALLOWED, SHORT_CODE_NEVER_ALLOWED
        "FDN_CHECK_FAILURE",
        "permission",
        "RESULT_USER_NOT_ALLOWED",
        "RESULT_ACCESS_BARRED",
        "RESULT_OPERATION_NOT_ALLOWED",
    ];
    const ANOTHER: [&str; 6] =
        ["RADIO_OFF", "NO_SERVICE", "No SIMs found", " not found", "SIM_ABSENT", "RESULT_INVALID_SUBSCRIPTION"];
    let has = |words: &[&str]| words.iter().any(|word| error.contains(word));
    match () {
        () if error.contains(AGAIN) => None,
        () if has(&NEVER) => Some(RetryClass::Never),
        () if has(&PERSON) => Some(RetryClass::AskPerson),
        () if has(&ANOTHER) => Some(RetryClass::AnotherSim),
        () => Some(RetryClass::Later),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(body: &str) -> Option<Standing> {
        read(&Answer { status: 200, body: body.into() })
    }

    fn failed(error: &str, was_sent: bool) -> Option<Standing> {
        Some(Standing::Failed(Failure { error: error.into(), was_sent }))
    }

    #[test]
    fn the_recipient_counts_and_not_the_summary() {
        for (body, want) in [
            (r#"{"state":"Pending","recipients":[{"phoneNumber":"+1","state":"Pending"}]}"#, Some(Standing::Pending)),
            (r#"{"state":"Pending","recipients":[{"state":"Processed"}]}"#, Some(Standing::Processed)),
            (r#"{"state":"Processed","recipients":[{"state":"Sent"}]}"#, Some(Standing::Sent)),
            (r#"{"state":"Sent","recipients":[{"state":"Delivered"}]}"#, Some(Standing::Delivered)),
            (r#"{"state":"Sent","recipients":[{"state":"Cancelled"}]}"#, Some(Standing::Cancelled)),
            (
                r#"{"state":"Sent","recipients":[{"state":"Failed","error":"Send result: RESULT_ERROR_NO_SERVICE"}]}"#,
                failed("Send result: RESULT_ERROR_NO_SERVICE", false),
            ),
            (
                r#"{"recipients":[{"state":"Failed","error":"Delivery result from SC +1: 64"}]}"#,
                failed("Delivery result from SC +1: 64", true),
            ),
            (
                r#"{"recipients":[{"state":"Failed","error":"x"}],"states":{"Sent":"2026-03-01T09:00:05.000Z"}}"#,
                failed("x", true),
            ),
            (r#"{"recipients":[{"state":"Failed"}]}"#, failed("the app names no reason", false)),
            (r#"{"state":"Sent","recipients":[]}"#, None),
            (r#"{"state":"Sent"}"#, None),
            (r#"{"recipients":[{"state":"Lost"}]}"#, None),
            ("", None),
        ] {
            assert_eq!(standing(body), want, "{body}");
        }
    }

    #[test]
    fn a_failure_for_any_reason_may_have_been_sent() {
        for (error, parts, may_be_sent) in [
            ("Send result: RESULT_ERROR_GENERIC_FAILURE (Generic failure cause)", 1, true),
            ("Send result: RESULT_MODEM_ERROR", 1, true),
            ("Send result: RESULT_OF_A_LATER_ANDROID", 1, true),
            ("Send result: RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)", 1, false),
            ("Send result: RESULT_ERROR_NO_SERVICE (Failed because service is currently unavailable)", 2, true),
            ("Can't send message: SIM 1 not found", 2, false),
            ("TTL expired", 1, false),
        ] {
            let failure = Failure { error: error.into(), was_sent: false };
            assert_eq!(failure.may_be_sent(parts), may_be_sent, "{error}, {parts} parts");
        }
    }

    #[test]
    fn an_error_has_a_class() {
        for (error, want) in [
            ("Send result: RESULT_ERROR_GENERIC_FAILURE (Generic failure cause)", Some(RetryClass::Later)),
            ("Send result: RESULT_ERROR_LIMIT_EXCEEDED", Some(RetryClass::Later)),
            ("Send result: RESULT_ERROR_RADIO_OFF (Radio off)", Some(RetryClass::AnotherSim)),
            ("Send result: RESULT_ERROR_NO_SERVICE", Some(RetryClass::AnotherSim)),
            ("Send result: RESULT_ERROR_NULL_PDU", Some(RetryClass::Never)),
            ("Send result: RESULT_ERROR_SHORT_CODE_NEVER_ALLOWED", Some(RetryClass::AskPerson)),
            ("sendSMS: Invalid phone number type", Some(RetryClass::Never)),
            ("Can't send message: No SIMs found", Some(RetryClass::AnotherSim)),
            ("Can't send message: SIM 2 not found", Some(RetryClass::AnotherSim)),
            ("Can't send message: requires android.permission.SEND_SMS permission", Some(RetryClass::AskPerson)),
            ("TTL expired", None),
            ("", Some(RetryClass::Later)),
        ] {
            assert_eq!(class(error), want, "{error}");
        }
    }
}
