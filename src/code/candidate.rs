//! A part of the text that could be the code, and what the words around it mean for it.

/// The characters of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Digits,
    /// Letters and digits.
    Mixed,
    /// Capitals only.
    Letters,
}

/// What a number is by the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// No word names it, so it may be the code.
    Unknown,
    /// An order, an account, a flight.
    Other,
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
    /// Behind the letters of a service: `G-123456`.
    pub prefixed: bool,
    pub meaning: Meaning,
    /// A word such as "is" is right beside it.
    pub has_copula: bool,
    /// Where the nearest number before it starts that could be the code as well.
    pub number_before: Option<usize>,
    /// Where the nearest number after it ends that could be the code as well.
    pub number_after: Option<usize>,
}

impl Candidate {
    /// Whether another number that could be the code is between this place and the candidate.
    pub fn has_number_since(&self, place: usize) -> bool {
        self.number_before.is_some_and(|start| start >= place)
    }

    /// The number of its letters and digits, without the letters in front of a hyphen.
    pub fn length(&self) -> usize {
        let counts = if self.prefixed { u8::is_ascii_digit } else { u8::is_ascii_alphanumeric };
        self.value.bytes().filter(counts).count()
    }

    /// Whether it looks like a word with a number: `SAVE20`, `21VEK`.
    pub fn is_word_like(&self) -> bool {
        let value = self.value.as_bytes();
        let letters = value.iter().filter(|b| b.is_ascii_alphabetic()).count();
        let apart = value[..letters].iter().all(u8::is_ascii_alphabetic)
            || (value.len() - letters <= 2 && value[value.len() - letters..].iter().all(u8::is_ascii_alphabetic));
        self.shape == Shape::Mixed && !self.grouped && letters >= 3 && apart
    }
}
