//! The errors of a configuration, with their places.

use std::fmt;
use std::path::PathBuf;

/// One error: the sentence names the key and never contains a secret's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub file: PathBuf,
    /// Counted from 1; absent for an error of the whole file.
    pub line: Option<usize>,
    /// In characters, counted from 1.
    pub column: Option<usize>,
    pub what: String,
    pub hint: Option<String>,
}

/// All errors of a file, or of several that belong together, in their order. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigErrors {
    pub problems: Vec<Problem>,
}

/// The largest number of errors that are printed; a person repairs those first.
pub const PROBLEMS_SHOWN: usize = 20;

impl ConfigErrors {
    pub fn one(file: impl Into<PathBuf>, what: impl Into<String>) -> Self {
        let problem = Problem { file: file.into(), line: None, column: None, what: what.into(), hint: None };
        Self { problems: vec![problem] }
    }
}

/// `file:line: sentence`, then its hint. From the second on each begins with `error: `; the command line adds it to the
/// first.
impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().take(PROBLEMS_SHOWN).enumerate() {
            if i > 0 {
                f.write_str("\nerror: ")?;
            }
            write!(f, "{}", problem.file.display())?;
            if let Some(line) = problem.line {
                write!(f, ":{line}")?;
            }
            write!(f, ": {}", problem.what)?;
            if let Some(hint) = &problem.hint {
                write!(f, "\nhint: {hint}")?;
            }
        }
        match self.problems.get(PROBLEMS_SHOWN) {
            None => Ok(()),
            Some(next) => {
                let more = self.problems.len() - PROBLEMS_SHOWN;
                write!(f, "\nerror: {}: and {more} more", next.file.display())
            }
        }
    }
}

impl std::error::Error for ConfigErrors {}
