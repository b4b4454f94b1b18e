//! One entry of the tables.

/// What one language has to say about codes. Each entry of the tables begins with its tag (BCP 47).
pub struct Language {
    /// Can only mean a one-time code.
    pub otp: &'static str,
    /// Code, password, PIN: may be another kind of code.
    pub code: &'static str,
    /// Verification, log-in, registration: what a one-time code is for.
    pub verify: &'static str,
    /// Use, enter: stands before a code.
    pub enter: &'static str,
    /// Do not share.
    pub hush: &'static str,
    /// We never ask: a warning about codes, which holds none.
    pub ask: &'static str,
    /// Valid for, expires in, within.
    pub valid: &'static str,
    pub second: &'static str,
    pub minute: &'static str,
    pub hour: &'static str,
    pub day: &'static str,
    /// Names another kind of number, which follows it: order, account, card, flight.
    pub other: &'static str,
    /// Discounts and gifts.
    pub promo: &'static str,
    /// A phone number follows.
    pub call: &'static str,
    /// Follows a number that is a quantity, or a number of something: `km`, `points`.
    pub unit: &'static str,
}

/// Words for nothing: the end of an entry.
pub const NONE: Language = Language {
    otp: "",
    code: "",
    verify: "",
    enter: "",
    hush: "",
    ask: "",
    valid: "",
    second: "",
    minute: "",
    hour: "",
    day: "",
    other: "",
    promo: "",
    call: "",
    unit: "",
};
