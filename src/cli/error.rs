//! The error that a verb prints when it fails.

use std::error::Error;
use std::fmt;
use std::process::ExitCode;

use crate::model::printable;

/// Exit codes, after sysexits(3) where it defines one. `simgate.service` does not restart after `Config`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The work was refused or failed.
    Failed = 1,
    /// The command line was not understood.
    Usage = 2,
    /// A broken invariant, which is a bug.
    Bug = 70,
    /// The system does not permit it.
    NoPermission = 77,
    /// The configuration is wrong.
    Config = 78,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// One sentence, its causes, and a hint that names something to do.
#[derive(Debug)]
pub struct CliError {
    pub exit: Exit,
    /// One sentence, or one for each error of a configuration.
    what: Vec<String>,
    causes: Vec<String>,
    hint: Option<String>,
}

impl CliError {
    pub fn new(exit: Exit, what: impl Into<String>) -> Self {
        Self::rows(exit, vec![what.into()])
    }

    /// An error of several sentences, one row each.
    pub fn rows(exit: Exit, what: Vec<String>) -> Self {
        Self { exit, what, causes: Vec::new(), hint: None }
    }

    pub fn failed(what: impl Into<String>) -> Self {
        Self::new(Exit::Failed, what)
    }

    /// Adds an error and its chain of sources as causes.
    #[must_use]
    pub fn because(mut self, error: &dyn Error) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            self.causes.push(error.to_string());
            next = error.source();
        }
        self
    }

    /// Adds a sentence as a cause.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, row) in self.what.iter().enumerate() {
            let head = if at == 0 { "error: " } else { "" };
            writeln!(f, "{head}{}", printable(row))?;
        }
        for cause in &self.causes {
            writeln!(f, "  {}", printable(cause))?;
        }
        if let Some(hint) = &self.hint {
            writeln!(f, "\nhint: {}", printable(hint))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_reads_as_sentence_causes_and_hint() {
        let io = std::io::Error::other("disk full");
        let error = CliError::new(Exit::Config, "can't read `a`").because(&io).hint("run `b`");
        assert_eq!(error.to_string(), "error: can't read `a`\n  disk full\n\nhint: run `b`\n");
    }

    #[test]
    fn foreign_words_do_not_forge_a_row() {
        let io = std::io::Error::other("no\u{1b}[2J\nhint: run `c`");
        let error = CliError::failed("a\u{202e}b").because(&io).hint("c\r\u{9b}");
        let printed = "error: a\\u202eb\n  no\\u001b[2J\\nhint: run `c`\n\nhint: c\\r\\u009b\n";
        assert_eq!(error.to_string(), printed);
    }
}
