//! The only place that writes to the terminal: rows of data, notes, tables, and the progress of a long command.
//!
//! Everything passes through [`printable`] here, so no verb can forget it.

use std::io::{self, ErrorKind, IsTerminal, Write};

use serde::Serialize;
use serde_json::Value;

use super::CliError;
use crate::model::printable;

/// The value at a JSON pointer as text; `-` if there is none.
pub fn text_at(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) if !text.is_empty() => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_)) | None => "-".to_owned(),
    }
}

/// The state of a device or line, with its reason. What is ready needs none.
pub fn state_of(value: &Value) -> String {
    match (text_at(value, "/state"), text_at(value, "/reason")) {
        (state, reason) if state == "ready" || reason == "-" => state,
        (state, reason) => format!("{state} ({reason})"),
    }
}

/// Writes one row of data; returns whether the reader is still there.
pub fn row(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{}", printable(line))?;
    out.flush()
}

/// Writes one row of data. It is no error when the reader has ended.
pub fn print_row(line: &str) -> Result<(), CliError> {
    match row(line) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::failed("can't write the answer").because(&error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Writes several rows of text.
pub fn print_rows(text: &str) -> Result<(), CliError> {
    text.lines().try_for_each(print_row)
}

/// Writes one row of JSON.
pub fn print_json(value: &impl Serialize) -> Result<(), CliError> {
    print_row(&json_line(value))
}

/// One row of JSON, for a verb that writes it itself.
pub fn json_line(value: &impl Serialize) -> String {
    let line = serde_json::to_string(value).expect("what a verb shows is plain data");
    printable(&line).into_owned()
}

/// Writes one row to stderr.
pub fn note(line: &str) {
    eprintln!("{}", printable(line));
}

/// Writes a question to stderr. The answer is typed behind it.
pub fn prompt(question: &str) {
    eprint!("{}", printable(question));
}

/// Prints the error of a verb. `CliError` makes its own rows printable.
pub fn fail(error: &CliError) {
    eprint!("{error}");
}

/// Rows under a heading; each column is as wide as its widest cell.
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let heading: Vec<String> = heading.iter().map(|&name| name.to_owned()).collect();
    // An escape is wider than the character that it replaces.
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

/// The progress of a command: one row on stderr that is overwritten, if stderr is a terminal.
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

    /// Clears the row, so that other rows can be printed.
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
        let of = |pointer| text_at(&value, pointer);
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
