//! Missed calls, and the code that may be in the number of a caller.

use crate::model::{LineId, Name, Timestamp};

use super::notice::Confidence;

/// One call that rang and ended without an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct MissedCall {
    /// The device that rang.
    pub device: Name,
    /// The line that was called.
    pub line: LineId,
    /// The caller's number as the network reports it. `None`: the number is withheld or was not reported.
    pub caller: Option<String>,
    /// How often it rang.
    pub rings: u32,
    /// When it began to ring.
    pub at: Timestamp,
}

/// Without the number, which must not reach a log.
impl std::fmt::Debug for MissedCall {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MissedCall({}, {} rings)", self.device, self.rings)
    }
}

/// A number must have this many digits more than the code. The last digits of a shorter number are no secret.
const DIGITS_BESIDE: usize = 3;

/// Confidence of a code in a caller's number. Only the configuration marks such numbers as codes, and a wrong number
/// rings the same way.
pub const CONFIDENCE: Confidence = Confidence(50);

/// Returns the last digits of the caller's number, if the line is configured to read a code there.
///
/// `digits` is the configured length of the code; `None`: the line has no codes in numbers.
pub fn code(caller: Option<&str>, digits: Option<u8>) -> Option<String> {
    let (caller, digits) = (caller?, usize::from(digits?));
    let number = caller.strip_prefix('+').unwrap_or(caller);
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() >= digits + DIGITS_BESIDE;
    is_number.then(|| number[number.len() - digits..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_number_is_a_code_if_the_line_is_configured_so() {
        for (caller, digits, want) in [
            (Some("+12025550143"), Some(4), Some("0143")),
            (Some("+12025550143"), Some(6), Some("550143")),
            (Some("2025550143"), Some(5), Some("50143")),
            (Some("1550143"), Some(4), Some("0143")),
            (Some("+1550143"), Some(5), None),
            (Some("550143"), Some(4), None),
            (Some("+12025550143"), None, None),
            (Some("*31#2025550143"), Some(4), None),
            (Some(""), Some(4), None),
            (None, Some(4), None),
        ] {
            assert_eq!(code(caller, digits).as_deref(), want, "{caller:?} {digits:?}");
        }
    }

    #[test]
    fn the_number_is_not_in_debug_output() {
        let device = Name::parse("modem-1").unwrap();
        let line = LineId::Device(device.clone());
        let caller = Some("+12025550143".to_owned());
        let call = MissedCall { device, line, caller, rings: 2, at: Timestamp::from_millis(0) };
        assert_eq!(format!("{call:?}"), "MissedCall(modem-1, 2 rings)");
    }
}
