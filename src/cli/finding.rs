//! What one step of a check found, for a person and for a program.

use serde_json::{Value, json};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grade {
    /// All is well.
    Good,
    /// A person should know of it. It keeps no message from its way.
    Note,
    /// It keeps messages from their way, or endangers them.
    Wrong,
}

impl Grade {
    /// The grade as a word, which is a contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
        }
    }
}

/// What one step found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The step, as a word that is a contract.
    pub step: &'static str,
    pub grade: Grade,
    /// What was found, as a sentence without a full stop.
    pub text: String,
    /// What a person can do.
    pub remedy: Option<String>,
}

impl Finding {
    pub fn good(step: &'static str, text: impl Into<String>) -> Self {
        Self { step, grade: Grade::Good, text: text.into(), remedy: None }
    }

    pub fn note(step: &'static str, text: impl Into<String>) -> Self {
        Self { step, grade: Grade::Note, text: text.into(), remedy: None }
    }

    pub fn wrong(step: &'static str, text: impl Into<String>) -> Self {
        Self { step, grade: Grade::Wrong, text: text.into(), remedy: None }
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Its rows for a person.
    pub fn rows(&self) -> Vec<String> {
        let mut rows = vec![format!("{:<5}  {:<9}  {}", self.grade.as_str(), self.step, self.text)];
        rows.extend(self.remedy.iter().map(|remedy| format!("{:<18}to do: {remedy}", "")));
        rows
    }

    pub fn json(&self) -> Value {
        json!({ "step": self.step, "grade": self.grade.as_str(), "text": self.text, "remedy": self.remedy })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remedy_stands_beneath_its_finding() {
        let rows = Finding::wrong("password", "refused").remedy("type it again").rows();
        assert_eq!(rows, ["wrong  password   refused", "                  to do: type it again"]);
    }
}
