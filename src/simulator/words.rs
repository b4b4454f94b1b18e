//! The words of a control command, and why one is refused.

use std::fmt;
use std::time::Duration;

/// Why a command is refused, in words for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlError(String);

impl ControlError {
    /// An error with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for ControlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Refuses with this text.
pub fn fail<T>(what: impl Into<String>) -> Result<T, ControlError> {
    Err(ControlError(what.into()))
}

/// The words of a row that are not read yet.
pub struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    /// The words of a row.
    pub fn of(row: &'a str) -> Self {
        Self(row)
    }

    /// Reads the next word, if there is one.
    pub fn take(&mut self) -> Option<&'a str> {
        let rest = self.0.trim_start();
        let (word, rest) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'a str {
        self.0.trim()
    }

    /// Reads a word that must be there.
    pub fn need(&mut self, what: &str) -> Result<&'a str, ControlError> {
        self.take().ok_or_else(|| ControlError(format!("{what} is missing")))
    }

    /// Reads a number.
    pub fn number<T: std::str::FromStr>(&mut self, what: &str) -> Result<T, ControlError> {
        parse_number(self.need(what)?, what)
    }

    /// Reads the number of a thing that people count from 1, or `all`, for which `None` stands.
    pub fn one_or_all(&mut self, thing: &str, what: &str) -> Result<Option<usize>, ControlError> {
        match self.need(what)? {
            "all" => Ok(None),
            word => from_one(word, thing, what).map(Some),
        }
    }

    /// Reads the number of a thing that people count from 1.
    pub fn counted(&mut self, thing: &str, what: &str) -> Result<usize, ControlError> {
        from_one(self.need(what)?, thing, what)
    }

    /// Reads a span of time.
    pub fn span(&mut self) -> Result<Duration, ControlError> {
        let word = self.need("a span such as 10s")?;
        span(word).ok_or_else(|| ControlError(format!("`{word}` is no span such as 500ms, 10s or 2m")))
    }

    /// Refuses a word that is left over.
    pub fn end(&mut self, verb: &str) -> Result<(), ControlError> {
        match self.take() {
            Some(extra) => fail(format!("`{extra}` is too much for `{verb}`")),
            None => Ok(()),
        }
    }
}

fn from_one(word: &str, thing: &str, what: &str) -> Result<usize, ControlError> {
    match parse_number::<usize>(word, what)?.checked_sub(1) {
        Some(number) => Ok(number),
        None => fail(format!("{thing}s count from 1")),
    }
}

/// Reads a number from a word.
pub fn parse_number<T: std::str::FromStr>(word: &str, what: &str) -> Result<T, ControlError> {
    word.parse().or_else(|_| fail(format!("`{word}` is not {what}")))
}

/// Parses a span: `500ms`, `10s`, `2m`, at most a day.
pub fn span(word: &str) -> Option<Duration> {
    let (digits, unit) = word.split_at(word.find(|c: char| !c.is_ascii_digit())?);
    let number: u64 = digits.parse().ok()?;
    let ms = number.checked_mul(match unit {
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        _ => return None,
    })?;
    (ms <= 86_400_000).then(|| Duration::from_millis(ms))
}
