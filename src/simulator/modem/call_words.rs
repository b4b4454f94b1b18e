//! How a model reports a call.

/// The codes that a model sends for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallWords {
    /// The text behind number and type in `+CLIP`; `{validity}` is 0, or 1 for a caller who hides the number.
    pub behind: &'static str,
    /// The code at the end of the call, if there is one; `{number}` is replaced by the number.
    pub end: Option<&'static str>,
    /// The model refuses `+CLIP`: calls are reported without a number.
    pub refuses: bool,
    /// The first `+CLIP` follows the second ring.
    pub late: bool,
}

/// As 27.007 7.11 defines it.
pub const STANDARD: CallWords =
    CallWords { behind: ",\"\",,\"\",{validity}", end: Some("NO CARRIER"), refuses: false, late: false };
/// Huawei, and other makers that leave the fields empty.
pub const BARE: CallWords = CallWords { behind: ",,,,{validity}", ..STANDARD };
pub const SIM800: CallWords = CallWords { behind: ",\"\",0,\"\",{validity}", ..STANDARD };
pub const SIM7600: CallWords = CallWords { end: Some("MISSED_CALL: 10:29AM {number}"), ..BARE };
/// No end of the call is reported. No log documents this for the model that uses it: one model had to cover it.
pub const SILENT: CallWords = CallWords { end: None, ..BARE };
