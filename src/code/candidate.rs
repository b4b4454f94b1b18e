//! A part of the text that could be the code, and what is known of it.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Digits,
    /// Letters and digits.
    Mixed,
    /// Capitals only.
    Letters,
}

/// What the words beside a number say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kin {
    /// Nothing: it may be the code.
    Unknown,
    /// An order, an account, a flight.
    Other,
    /// The same, but a code was announced in the same breath: "code for your account: 1234".
    OtherAnnounced,
    /// A telephone number.
    Call,
    Money,
    /// Minutes, points, per cent.
    Quantity,
}

#[derive(Debug)]
pub struct Candidate {
    pub start: usize,
    pub end: usize,
    /// What the user types.
    pub value: String,
    pub shape: Shape,
    /// Written in groups: `123-456`.
    pub grouped: bool,
    /// Behind a service's letters: `G-123456`.
    pub prefixed: bool,
    /// What the words beside it say that it is.
    pub kin: Kin,
    /// "Is" stands beside it.
    pub said: bool,
    /// Where the last number before it starts that could be the code as well.
    pub number_before: Option<usize>,
    /// Where the first such number after it ends.
    pub number_after: Option<usize>,
}

impl Candidate {
    /// Another number that could be the code stands between a place before it and itself.
    pub fn has_number_since(&self, place: usize) -> bool {
        self.number_before.is_some_and(|start| start >= place)
    }

    /// `SAVE20`, `21VEK`: three letters or more, and digits on one side.
    pub fn is_word_like(&self) -> bool {
        let value = self.value.as_bytes();
        let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
        let apart = value[..letters].iter().all(u8::is_ascii_alphabetic)
            || (value.len() - letters <= 2 && value[value.len() - letters..].iter().all(u8::is_ascii_alphabetic));
        self.shape == Shape::Mixed && !self.grouped && letters >= 3 && apart
    }
}
