//! What a word means for the numbers around it. The language files have a section for each of these.

/// A kind of phrase that is looked for anywhere in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A name that only a one-time code has.
    Otp,
    /// Code, password, PIN: it may be another kind of code.
    Code,
    /// What a one-time code is for: verification, log-in, registration.
    Verify,
    /// An instruction beside a code: use, enter.
    Enter,
    /// A warning not to share the code.
    Hush,
    /// A warning that nobody asks for codes. Such a sentence holds no code.
    Ask,
    /// How long the code is valid: valid for, expires in, within.
    Valid,
    Second,
    Minute,
    Hour,
    Day,
    /// The name of another kind of number, which follows it: order, account, card, flight.
    Other,
    /// A discount or a gift.
    Promo,
    /// A call of several people, whose codes many use many times.
    Conference,
    /// A telephone number follows.
    Call,
    /// What a quantity counts, after its number: points, miles.
    Unit,
    /// A currency, before or after its amount.
    Money,
}

impl Class {
    pub const COUNT: usize = Self::Money as usize + 1;

    /// The class of a section of a language file.
    pub fn of_section(name: &str) -> Option<Self> {
        Some(match name {
            "otp" => Self::Otp,
            "code" => Self::Code,
            "verify" => Self::Verify,
            "enter" => Self::Enter,
            "hush" => Self::Hush,
            "ask" => Self::Ask,
            "valid" => Self::Valid,
            "second" => Self::Second,
            "minute" => Self::Minute,
            "hour" => Self::Hour,
            "day" => Self::Day,
            "other" => Self::Other,
            "promo" => Self::Promo,
            "conference" => Self::Conference,
            "call" => Self::Call,
            "unit" => Self::Unit,
            "money" => Self::Money,
            _ => return None,
        })
    }
}

/// What a single word is in a sentence. Such words are compared whole, at a certain place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Is: between the code and its name.
    Is,
    /// With: between an action and the code that it needs.
    With,
    /// To: between a keyword and the number that it is to be sent to.
    To,
    /// Send: the action of such a sentence.
    Send,
    /// Of: between a word for code and what the code is for.
    Of,
    /// Number, short: `No.`, `Nr.`.
    Numero,
    /// Joins a code to the name of its service: code for Example.
    Link,
    /// Has a capital at the beginning of a sentence, and is no name of a service.
    NoName,
    /// The last word of the name of a bank or a company, which a sender may leave out.
    Institution,
    /// A sender whose name is what it sends, and not who it is.
    Sender,
}

impl Role {
    /// The role of a section of a language file.
    pub fn of_section(name: &str) -> Option<Self> {
        Some(match name {
            "is" => Self::Is,
            "with" => Self::With,
            "to" => Self::To,
            "send" => Self::Send,
            "of" => Self::Of,
            "numero" => Self::Numero,
            "link" => Self::Link,
            "no-name" => Self::NoName,
            "institution" => Self::Institution,
            "sender" => Self::Sender,
            _ => return None,
        })
    }
}
