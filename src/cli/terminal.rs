//! The only place that writes to the terminal: rows of data, words beside them, tables, and how far a long work has come.
//!
//! Everything goes through [`printable`] here, so no verb can forget it.

use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;
use serde_json::Value;

use super::CliError;
use crate::model::printable;

/// What stands at a JSON pointer, as it is: `-` where nothing does.
pub fn shown(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) if !text.is_empty() => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_)) | None => "-".to_owned(),
    }
}

/// Writes one row of data, and tells a reader that has gone from other failures.
pub fn row(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", printable(line))?;
    out.flush()
}

/// Writes one row of data. A reader that has gone is no error.
pub fn say(line: &str) -> Result<(), CliError> {
    match row(line) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::failed("can't write the answer").because(&error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes several rows of text.
pub fn say_all(text: &str) -> Result<(), CliError> {
    text.lines().try_for_each(say)
}

/// Writes one row of JSON.
pub fn say_json(value: &impl Serialize) -> Result<(), CliError> {
    say(&json_line(value))
}

/// One row of JSON, for a verb that writes it somewhere itself.
pub fn json_line(value: &impl Serialize) -> String {
    let line = serde_json::to_string(value).expect("what a verb shows is plain data");
    printable(&line).into_owned()
}

/// Writes one row beside the data: to stderr.
pub fn note(line: &str) {
    eprintln!("{}", printable(line));
}

/// Says why a verb failed. An error makes its rows printable itself.
pub fn fail(error: &CliError) {
    eprint!("{error}");
}

/// Rows under a heading, each column as wide as what it holds.
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let heading: Vec<String> = heading.iter().map(|&name| name.to_owned()).collect();
    // Escapes take more columns than what they stand for.
    let cells = |row: &Vec<String>| row.iter().map(|cell| printable(cell).into_owned()).collect();
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let all = || std::iter::once(&heading).chain(&rows);
    let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..heading.len()).map(|column| width(column).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    all().map(line).collect()
}

/// How far a work has come: one line on stderr that is written over, if somebody is there to look at it.
pub struct Progress {
    watched: bool,
    width: usize,
}

impl Progress {
    pub fn new() -> Self {
        Self { watched: io::stderr().is_terminal(), width: 0 }
    }

    pub fn show(&mut self, line: &str) {
        if self.watched {
            let line = printable(line);
            eprint!("\r{line:<width$}", width = self.width);
            self.width = line.chars().count();
        }
    }

    /// Makes room for other lines.
    pub fn clear(&mut self) {
        if self.width > 0 {
            eprint!("\r{:width$}\r", "", width = self.width);
            self.width = 0;
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_row_of_json_holds_nothing_that_misleads_and_means_the_same() {
        let value = json!({"text": "a\u{1b}\u{9b}\u{7f}\u{202e}\"ü"});
        let line = json_line(&value);
        assert_eq!(line, r#"{"text":"a\u001b\u009b\u007f\u202e\"ü"}"#);
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
    }

    #[test]
    fn what_is_missing_is_shown_as_such() {
        let value = json!({"a": {"b": "x\n", "n": 3, "z": null, "e": ""}, "l": []});
        let of = |pointer| shown(&value, pointer);
        assert_eq!([of("/a/b"), of("/a/n"), of("/a/z"), of("/a/e")], ["x\n", "3", "-", "-"]);
        assert_eq!([of("/l"), of("/q/r")], ["-", "-"]);
    }

    #[test]
    fn a_table_is_as_wide_as_what_it_holds() {
        let rows = [vec!["ä".to_owned(), "1".to_owned()], vec!["long".to_owned(), "-".to_owned()]];
        assert_eq!(table(&["N", "USED"], &rows), ["N     USED", "ä     1", "long  -"]);
        let rows = [vec!["a\nb".to_owned(), "\u{202e}".to_owned()]];
        assert_eq!(table(&["N", "USED"], &rows), ["N     USED", r"a\nb  \u202e"]);
    }
}
