//! `simgate code`: runs the code finder on rows of JSON, with the configuration's own words and rules.

use std::io::{BufRead, Read, Write, stdin, stdout};

use clap::{Args, Subcommand};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::explain;
use super::score;
use super::terminal::{json_line, note};
use super::{CliError, ConfigArg};
use crate::code::{Finder, MIN_CONFIDENCE};
use crate::model::printable;

#[derive(Args)]
pub struct CodeArgs {
    #[command(subcommand)]
    verb: CodeVerb,
}

#[derive(Subcommand)]
enum CodeVerb {
    /// Find the one-time code in each message: JSON lines `{"from","text"}` on stdin, one answer per line on stdout
    Extract {
        /// Answer only with codes that are at least this probable, from 0 to 1; others are `alternatives`. The default is that
        /// of `[codes] min_confidence`
        #[arg(long, value_name = "P", default_value_t = MIN_CONFIDENCE, value_parser = score::probability)]
        min_confidence: f32,
        #[command(flatten)]
        config: ConfigArg,
    },
    /// Show why a message was answered as it was: JSON lines `{"from","text"}` on stdin, for each its candidates, their features
    /// and the weight of each feature
    Explain {
        /// Answer as one JSON object per message
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        config: ConfigArg,
    },
    /// Replace words, names and digits, so that a wrong answer can be reported without its text: JSON lines
    /// `{"from","text","code"}` on stdin with the right code or null, the same with other letters and digits on stdout
    Report {
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
    /// The right code, for a report.
    #[serde(default, deserialize_with = "present")]
    code: Option<Option<String>>,
}

/// Reads a key that is present, `null` included.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

impl Message {
    fn from(&self) -> &str {
        self.from.as_deref().unwrap_or_default()
    }
}

/// A longer row gets an error as its answer, and is skipped.
const ROW_BYTES_MAX: usize = 1 << 20;

pub fn run(args: CodeArgs) -> Result<(), CliError> {
    match args.verb {
        CodeVerb::Extract { min_confidence, config } => {
            let finder = config.codes()?.finder;
            each_row(stdin().lock(), stdout().lock(), |message| {
                vec![json_line(&extract(&finder, min_confidence, message))]
            })
        }
        CodeVerb::Explain { json, config } => {
            let finder = config.codes()?.finder;
            each_row(stdin().lock(), stdout().lock(), |message| match json {
                true => vec![json_line(&explain::object(&finder, message.from(), &message.text))],
                false => {
                    explain::rows(&finder, message.from(), &message.text).into_iter().chain([String::new()]).collect()
                }
            })
        }
        CodeVerb::Report { config } => {
            let finder = config.codes()?.finder;
            each_row(stdin().lock(), stdout().lock(), |message| {
                let (row, is_same) = report(&finder, message);
                if !is_same {
                    note("the finder answers the replaced text otherwise, so describe with it what is wrong");
                }
                vec![json_line(&row)]
            })
        }
        CodeVerb::Score(args) => score::run(&args),
    }
}

/// Writes an answer for every row, so that the caller can match answers with questions by counting. A row that is no message
/// gets an error as its answer.
fn each_row(
    mut questions: impl BufRead,
    mut answers: impl Write,
    answer: impl Fn(&Message) -> Vec<String>,
) -> Result<(), CliError> {
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
        let message = if whole { message(&row) } else { Err("the row is longer than 1 MiB".to_owned()) };
        let rows = message.map_or_else(|error| vec![json_line(&json!({"error": error}))], |message| answer(&message));
        let mut written = rows.iter().try_for_each(|row| writeln!(answers, "{}", printable(row)));
        written = written.and_then(|()| answers.flush());
        match written {
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

fn message(row: &[u8]) -> Result<Message, String> {
    // Only the place of the fault, because the parser's sentence may quote the text.
    serde_json::from_slice(row)
        .map_err(|error| format!("not a JSON object with a string \"text\" (column {})", error.column()))
}

/// A code that is less probable than `least` is no answer, but an alternative to none.
fn extract(finder: &Finder, least: f32, message: &Message) -> Value {
    let found = finder.find(message.from(), &message.text);
    let doubtful: Vec<&String> = match &found {
        Some(found) if found.confidence < least => std::iter::once(&found.value).chain(&found.alternatives).collect(),
        Some(_) | None => Vec::new(),
    };
    match found.as_ref().filter(|found| found.confidence >= least) {
        Some(found) => json!({
            "code": found.value,
            "spelling": found.spelling,
            "service": found.service,
            "origin": found.origin,
            "confidence": (f64::from(found.confidence) * 100.0).round() / 100.0,
            "expires_in": found.valid_for.map(|span| span.as_secs()),
            "alternatives": found.alternatives,
        }),
        None => {
            let none = ["code", "spelling", "service", "origin", "expires_in"].map(|key| (key.to_owned(), Value::Null));
            let rest = [("confidence".to_owned(), json!(0.0)), ("alternatives".to_owned(), json!(doubtful))];
            Value::Object(none.into_iter().chain(rest).collect())
        }
    }
}

/// The message with other words and digits, and whether the finder still answers it in the same way.
fn report(finder: &Finder, message: &Message) -> (Value, bool) {
    let right = message.code.clone().flatten();
    let answer = finder.find(message.from(), &message.text).map(|found| found.value);
    let shown = finder.disguise(message.from(), &message.text, right.as_deref());
    if right.is_some() && shown.code.is_none() {
        return (json!({"error": "the text does not have this code"}), true);
    }
    // The finder's code in the replaced text.
    let expected = finder.disguise(message.from(), &message.text, answer.as_deref()).code;
    let same = finder.find(&shown.from, &shown.text).map(|found| found.value) == expected;
    let mut row = json!({"from": shown.from, "text": shown.text});
    if message.code.is_some() {
        row["code"] = shown.code.into();
    }
    (row, same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(input: &[u8]) -> Vec<Value> {
        let mut out = Vec::new();
        let finder = Finder::default();
        each_row(input, &mut out, |message| vec![json_line(&extract(&finder, MIN_CONFIDENCE, message))]).unwrap();
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

    #[test]
    fn a_report_has_the_right_code_of_the_replaced_text() {
        let finder = Finder::default();
        let read = |row: &str| report(&finder, &message(row.as_bytes()).unwrap()).0;
        let row = read(r#"{"from":"Quillon","text":"Your Quillon code is 482913","code":"482913"}"#);
        let (text, code) = (row["text"].as_str().unwrap(), row["code"].as_str().unwrap());
        assert!(text.starts_with("Your ") && text.ends_with(code) && code != "482913", "{row}");
        assert!(!row.to_string().contains("uillon"), "{row}");
        let none = read(r#"{"text":"See you at 1800","code":null}"#);
        assert!(none["code"].is_null() && none.get("code").is_some(), "{none}");
        let wrong = read(r#"{"text":"See you at 1800","code":"4711"}"#);
        assert_eq!(wrong, json!({"error": "the text does not have this code"}));
        assert!(read(r#"{"text":"See you"}"#).get("code").is_none());
    }

    #[test]
    fn an_explanation_lists_what_the_sum_is_made_of() {
        let finder = Finder::default();
        let text = "Your code is 482913";
        let found = finder.find("Quillon", text).expect("has a code");
        let object = explain::object(&finder, "Quillon", text);
        let candidate = &object["candidates"][0];
        assert_eq!((&object["decided_by"], &candidate["value"]), (&json!("weights"), &json!("482913")));
        let sum: f64 =
            candidate["features"].as_array().unwrap().iter().map(|one| one["weight"].as_f64().unwrap()).sum();
        let odds = sum.exp();
        assert!((odds / (1.0 + odds) - f64::from(found.confidence)).abs() < 0.001, "{object}");
        let rows = explain::rows(&finder, "Quillon", text);
        assert!(rows[0].starts_with("code 482913 of Quillon, probability "), "{rows:?}");
        assert!(rows[2].starts_with("482913") && rows.len() == 3 + candidate["features"].as_array().unwrap().len());
        let bound = explain::object(&finder, "Quillon", "Use it.\n@quillon.example #771204");
        assert_eq!((&bound["decided_by"], &bound["code"]), (&json!("format"), &json!("771204")));
        assert_eq!(explain::rows(&finder, "Mum", "See you").len(), 2);
    }
}
