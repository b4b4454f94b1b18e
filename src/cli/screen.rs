//! What reaches the terminal: foreign text made harmless, lines, tables, and how far a long work has come.

use std::io::{self, ErrorKind, IsTerminal, Write};

use serde_json::Value;

use super::CliError;

/// A text as it may stand on a terminal: what would steer it, or turn the order of letters, is replaced.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// One line of JSON. Within its strings, the only place where they can be, it has no such letters either.
pub fn json_line(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match steers(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    out
}

/// What stands at a JSON pointer, for a person: `-` where nothing does.
pub fn shown(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) if !text.is_empty() => plain(text),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        Some(Value::String(_) | Value::Null | Value::Array(_) | Value::Object(_)) | None => "-".to_owned(),
    }
}

/// One line of data. A reader that has gone is no error.
pub fn say(line: &str) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::failed("can't write the answer").because(&error))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Rows under a heading, each column as wide as what it holds.
pub fn table(heading: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    let heading: Vec<String> = heading.iter().map(|&name| name.to_owned()).collect();
    let all = || std::iter::once(&heading).chain(rows);
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
    fn foreign_text_does_not_steer_the_terminal() {
        assert_eq!(
            plain("a\u{1b}[2Jb\u{9b}c\u{7}\r\n\u{202e}d"),
            "a\u{fffd}[2Jb\u{fffd}c\u{fffd}\u{fffd}\u{fffd}\u{fffd}d"
        );
        assert_eq!(plain("Grüße 日本 👍"), "Grüße 日本 👍");
        let value = json!({"text": "a\u{1b}\u{9b}\u{7f}\u{202e}\"ü"});
        let line = json_line(&value);
        assert!(!line.chars().any(steers), "{line:?}");
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
    }

    #[test]
    fn what_is_missing_is_shown_as_such() {
        let value = json!({"a": {"b": "x\n", "n": 3, "z": null, "e": ""}, "l": []});
        let of = |pointer| shown(&value, pointer);
        assert_eq!([of("/a/b"), of("/a/n"), of("/a/z"), of("/a/e")], ["x\u{fffd}", "3", "-", "-"]);
        assert_eq!([of("/l"), of("/q/r")], ["-", "-"]);
    }

    #[test]
    fn a_table_is_as_wide_as_what_it_holds() {
        let rows = [vec!["ä".to_owned(), "1".to_owned()], vec!["long".to_owned(), "-".to_owned()]];
        assert_eq!(table(&["N", "USED"], &rows), ["N     USED", "ä     1", "long  -"]);
    }
}
