//! `simgate code`: runs the code finder on rows of JSON, with the configuration's own words and rules.

use std::io::{BufRead, Read, Write};

use clap::{Args, Subcommand};
use serde::Deserialize;
use serde_json::{Value, json};

use super::score;
use super::terminal::json_line;
use super::{CliError, ConfigArg};
use crate::code::Finder;

#[derive(Args)]
pub struct CodeArgs {
    #[command(subcommand)]
    verb: CodeVerb,
}

#[derive(Subcommand)]
enum CodeVerb {
    /// Find the one-time code in each message: JSON lines `{"from","text"}` on stdin, one answer per line on stdout
    Extract {
        #[command(flatten)]
        config: ConfigArg,
    },
    /// Count how many codes of a collection are found: JSON lines `{"from","text","code"}`, with other answers to compare
    Score(score::Args),
}

#[derive(Deserialize)]
struct Message {
    #[serde(default)]
    from: Option<String>,
    text: String,
}

/// A longer row gets an error as its answer, and is skipped.
const ROW_BYTES_MAX: usize = 1 << 20;

pub fn run(args: CodeArgs) -> Result<(), CliError> {
    match args.verb {
        CodeVerb::Extract { config } => {
            extract(&config.codes()?.finder, std::io::stdin().lock(), std::io::stdout().lock())
        }
        CodeVerb::Score(args) => score::run(&args),
    }
}

/// Writes one answer for every row, so that the caller can match answers with questions by counting.
fn extract(finder: &Finder, mut questions: impl BufRead, mut answers: impl Write) -> Result<(), CliError> {
    let mut row = Vec::new();
    loop {
        row.clear();
        let read = questions.by_ref().take(ROW_BYTES_MAX as u64).read_until(b'\n', &mut row);
        if read.map_err(|error| CliError::failed("can't read from stdin").because(&error))? == 0 {
            return Ok(());
        }
        let whole = row.ends_with(b"\n") || row.len() < ROW_BYTES_MAX;
        if !whole {
            skip_row(&mut questions).map_err(|error| CliError::failed("can't read from stdin").because(&error))?;
        }
        let answer = if whole { answer(finder, &row) } else { json!({"error": "the row is longer than 1 MiB"}) };
        match writeln!(answers, "{}", json_line(&answer)).and_then(|()| answers.flush()) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(()),
            Err(error) => return Err(CliError::failed("can't write the answer").because(&error)),
        }
    }
}

fn skip_row(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (used, done) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        if done {
            return Ok(());
        }
    }
}

fn answer(finder: &Finder, row: &[u8]) -> Value {
    let message: Message = match serde_json::from_slice(row) {
        Ok(message) => message,
        // Only the place of the fault, because the parser's sentence may quote the text.
        Err(error) => {
            return json!({"error": format!("not a JSON object with a string \"text\" (column {})", error.column())});
        }
    };
    match finder.find(message.from.as_deref().unwrap_or_default(), &message.text) {
        Some(found) => json!({
            "code": found.value,
            "service": found.service,
            "origin": found.origin,
            "confidence": (f64::from(found.confidence) * 100.0).round() / 100.0,
            "expires_in": found.valid_for.map(|span| span.as_secs()),
        }),
        None => json!({"code": null, "service": null, "origin": null, "confidence": 0.0, "expires_in": null}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &[u8]) -> Vec<Value> {
        let mut out = Vec::new();
        extract(&Finder::default(), input, &mut out).unwrap();
        out.split(|b| *b == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| serde_json::from_slice(line).unwrap())
            .collect()
    }

    #[test]
    fn every_row_has_its_answer() {
        let long = vec![b'x'; ROW_BYTES_MAX + 10];
        let mut input = Vec::from(
            &b"{\"from\":\"Telegram\",\"text\":\"Telegram code: 12345\"}\n\nnot json\n{\"text\":5}\n\xff\n"[..],
        );
        input.extend(long);
        input.extend(b"\n{\"text\":\"hello\"}");
        let answers = answers(&input);
        assert_eq!(answers.len(), 7, "{answers:?}");
        assert_eq!(answers[0]["code"], "12345");
        assert_eq!(answers[0]["service"], "Telegram");
        assert!(answers[1..6].iter().all(|answer| answer["error"].is_string()), "{answers:?}");
        assert_eq!(answers[6]["code"], Value::Null);
    }
}
