//! One pass over a parsed file, which collects its errors with their places.
//!
//! An error never ends the pass, so that a person sees all errors at once.

use std::fmt;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{ConfigErrors, Problem};
use super::nearest::nearest;

/// The source of the text, and its errors so far.
pub struct Reading<'a> {
    pub file: &'a Path,
    text: &'a str,
    /// Looks up environment variables, so that tests can supply their own.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    pub problems: Vec<Problem>,
    pub warnings: Vec<String>,
}

/// The largest number of errors kept for one file, which may be a megabyte of nonsense.
const PROBLEMS_MAX: usize = 1000;

impl<'a> Reading<'a> {
    pub fn new(file: &'a Path, text: &'a str, variable: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { file, text, variable, problems: Vec::new(), warnings: Vec::new() }
    }

    /// Line and column of a byte, both from 1.
    pub fn place(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }

    pub fn problem(&mut self, offset: usize, what: impl Into<String>) {
        self.push(offset, what.into(), None);
    }

    pub fn problem_with_hint(&mut self, offset: usize, what: impl Into<String>, hint: impl Into<String>) {
        self.push(offset, what.into(), Some(hint.into()));
    }

    fn push(&mut self, offset: usize, what: String, hint: Option<String>) {
        if self.problems.len() < PROBLEMS_MAX {
            let (line, column) = self.place(offset);
            self.problems.push(Problem {
                file: self.file.to_owned(),
                line: Some(line),
                column: Some(column),
                what,
                hint,
            });
        }
    }

    pub fn warn(&mut self, offset: usize, what: impl fmt::Display) {
        let (line, _) = self.place(offset);
        self.warnings.push(format!("{}:{line}: {what}", self.file.display()));
    }

    /// A path of the configuration; a relative one starts at the directory of the file.
    pub fn resolve(&self, path: &str) -> PathBuf {
        self.file.parent().unwrap_or(Path::new("")).join(path)
    }

    pub fn into_errors(self) -> ConfigErrors {
        let mut problems = self.problems;
        problems.sort_by_key(|problem| (problem.line, problem.column));
        ConfigErrors { problems }
    }
}

/// One table of the file: `[gateway]`, or one `[[device]]` of several.
pub struct Table<'a> {
    /// The title in the file: `[[device]]`.
    pub title: String,
    /// Its place as `config print` names it: `device.2`.
    pub path: String,
    /// Its number among the tables of its kind, from 1.
    pub position: usize,
    /// The place of the header.
    pub offset: usize,
    pub raw: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    pub fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.raw.get(key)
    }

    /// The place of a key's value, or of the header if the key is absent.
    pub fn offset_of(&self, key: &str) -> usize {
        self.get(key).map_or(self.offset, |value| value.span().start)
    }

    /// Reports unknown keys.
    pub fn refuse_unknown(&self, known: &[&str], reading: &mut Reading<'_>) {
        for key in self.raw.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let what = format!("unknown key `{}` in {}", excerpt(key.get_ref()), self.title);
            let hint = match nearest(key.get_ref(), known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("its keys are {}", listed(known)),
            };
            reading.problem_with_hint(key.span().start, what, hint);
        }
    }
}

/// `a`, `b`, `c`.
pub fn listed<'a>(words: impl IntoIterator<Item = &'a &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// Foreign text as an error quotes it: short, without control characters.
pub fn excerpt(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { '?' } else { c }).take(61).collect();
    if clean.chars().count() > 60 { format!("{}...", clean.chars().take(60).collect::<String>()) } else { clean }
}
