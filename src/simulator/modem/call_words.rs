//! How a model tells of a call.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallWords {
    /// What stands behind number and type in `+CLIP`; `{validity}` is 0, or 1 for a caller who hides the number.
    pub behind: &'static str,
    /// What is said when the caller gives up, if anything; `{number}` stands for the number.
    pub end: Option<&'static str>,
    /// `+CLIP` is refused: calls come without a number.
    pub refuses: bool,
    /// The first `+CLIP` comes with the second ring.
    pub late: bool,
}

/// As 27.007 7.11 has it.
pub const STANDARD: CallWords =
    CallWords { behind: ",\"\",,\"\",{validity}", end: Some("NO CARRIER"), refuses: false, late: false };
/// Huawei, and others that leave the fields empty.
pub const BARE: CallWords = CallWords { behind: ",,,,{validity}", ..STANDARD };
pub const SIM800: CallWords = CallWords { behind: ",\"\",0,\"\",{validity}", ..STANDARD };
pub const SIM7600: CallWords = CallWords { end: Some("MISSED_CALL: 10:29AM {number}"), ..BARE };
/// That it says nothing is taken from no log: one model had to.
pub const SILENT: CallWords = CallWords { end: None, ..BARE };
