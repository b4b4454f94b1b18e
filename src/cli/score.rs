//! `simgate code score`: how many codes of a collection the finder finds, and which it misses.

use std::fs::File;
use std::io::{self, Read};

use serde_json::{Value, json};

use super::terminal::{json_line, print_json, print_row, table};
use super::{CliError, ConfigArg};
use crate::code::collection::{Case, Miss, Score, Scores};
use crate::code::{Finder, MIN_CONFIDENCE};

#[derive(clap::Args)]
pub struct Args {
    /// Files of JSON rows `{"lang","from","text","code","service","origin","valid_for","format"}`, `-` for stdin. `code` is
    /// required, and `"code": null` means that there is none; another answer that is absent is not compared
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// List each wrong answer with its text, too
    #[arg(long)]
    misses: bool,
    /// Count only answers that are at least this probable, from 0 to 1. The default is that of `[codes] min_confidence`
    #[arg(long, value_name = "P", default_value_t = MIN_CONFIDENCE, value_parser = probability)]
    min_confidence: f32,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: ConfigArg,
}

pub fn probability(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| "must be from 0 to 1".to_owned())
}

const FILE_BYTES_MAX: u64 = 64 << 20;
/// The largest number of wrong rows that one error lists.
const FAULTS_LISTED: usize = 10;

/// A case, with its file and the number of its row.
struct Row {
    file: String,
    number: usize,
    case: Case,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let finder = args.config.codes()?.finder;
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    for file in &args.files {
        read_rows(file, &content(file)?, &mut rows, &mut faults);
    }
    if !faults.is_empty() {
        return Err(refusal(&faults));
    }
    if rows.is_empty() {
        return Err(CliError::failed("there is no text to find a code in").hint(HINT));
    }
    let (scores, misses) = score(&finder, &rows, args.min_confidence);
    let misses = if args.misses { misses.as_slice() } else { &[] };
    if args.json {
        let mut answer = as_json(&scores);
        if args.misses {
            answer["misses"] = misses.iter().map(|(row, misses)| miss_as_json(row, misses)).collect();
        }
        return print_json(&answer);
    }
    table_rows(&scores).iter().try_for_each(|row| print_row(row))?;
    misses.iter().flat_map(listed).try_for_each(|row| print_row(&row))
}

const HINT: &str = "each row is an object such as {\"from\": \"Example\", \"text\": \"Your code is 482913\", \"code\": \"482913\"}; \
                    `\"code\": null` for a text without one";

fn content(file: &str) -> Result<Vec<u8>, CliError> {
    let cannot = |error: io::Error| CliError::failed(format!("can't read `{}`", file)).because(&error);
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)?;
    } else {
        File::open(file).and_then(|open| open.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    }
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(CliError::failed(format!("`{}` is larger than 64 MiB", file)));
    }
    Ok(bytes)
}

/// Reads the cases of a file. Empty rows hold none, but are numbered.
fn read_rows(file: &str, content: &[u8], rows: &mut Vec<Row>, faults: &mut Vec<String>) {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    for (at, row) in content.split(|byte| *byte == b'\n').enumerate() {
        if row.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(row) {
            Ok(case) => rows.push(Row { file: file.to_owned(), number: at + 1, case }),
            Err(error) => {
                let what = error.to_string();
                // The parser's line number is always 1, so it is cut off.
                let what = what.split(" at line ").next().unwrap_or(&what);
                faults.push(format!("{}:{}: {} (column {})", file, at + 1, what, error.column()));
            }
        }
    }
}

fn refusal(faults: &[String]) -> CliError {
    let what = match faults {
        [fault] => return CliError::failed(fault).hint(HINT),
        faults => format!("{} rows are no texts with their answers", faults.len()),
    };
    let error = faults.iter().take(FAULTS_LISTED).fold(CliError::failed(what), |error, fault| error.cause(fault));
    match faults.len().saturating_sub(FAULTS_LISTED) {
        0 => error.hint(HINT),
        more => error.cause(format!("and {more} more")).hint(HINT),
    }
}

fn score<'a>(finder: &Finder, rows: &'a [Row], min_confidence: f32) -> (Scores, Vec<(&'a Row, Vec<Miss>)>) {
    let mut scores = Scores::default();
    let mut wrong = Vec::new();
    for row in rows {
        let found = row.case.ask(finder).filter(|found| found.confidence >= min_confidence);
        scores.count(&row.case, found.as_ref());
        let misses = row.case.misses(found.as_ref());
        if !misses.is_empty() {
            wrong.push((row, misses));
        }
    }
    (scores, wrong)
}

/// All scores in one table, so that the columns align.
fn table_rows(scores: &Scores) -> Vec<String> {
    let row = |name: &str, score: &Score| {
        let share = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.4}"));
        let (precision, recall) = (share(score.precision()), share(score.recall()));
        let exact = share(score.exact_share());
        vec![name.to_owned(), score.texts.to_string(), score.codes.to_string(), precision, recall, exact]
    };
    let mut rows = vec![row("all", &scores.all)];
    for scores in [&scores.languages, &scores.formats] {
        rows.push(Vec::new());
        rows.extend(scores.iter().map(|(name, score)| row(name, score)));
    }
    table(&["", "TEXTS", "CODES", "PRECISION", "RECALL", "EXACT"], &rows)
}

fn listed((row, misses): &(&Row, Vec<Miss>)) -> Vec<String> {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let wrong =
        misses.iter().map(|miss| format!("{}: wanted {}, got {}", miss.key, value(&miss.wanted), value(&miss.got)));
    let wrong = wrong.collect::<Vec<_>>().join("; ");
    let text = Value::from(row.case.text.as_str());
    vec![
        String::new(),
        format!("{}:{}  {wrong}", row.file, row.number),
        format!("  {}  {}", row.case.from, json_line(&text)),
    ]
}

fn as_json(scores: &Scores) -> Value {
    let one = |score: &Score| {
        json!({
            "texts": score.texts, "codes": score.codes, "found": score.found, "given": score.answers,
            "wrong": score.wrong, "exact": score.exact, "precision": score.precision(), "recall": score.recall(),
            "exact_share": score.exact_share(),
        })
    };
    let all = |scores: &std::collections::BTreeMap<String, Score>| {
        scores.iter().map(|(name, score)| (name.clone(), one(score))).collect::<serde_json::Map<_, _>>()
    };
    json!({"all": one(&scores.all), "languages": all(&scores.languages), "formats": all(&scores.formats)})
}

fn miss_as_json(row: &Row, misses: &[Miss]) -> Value {
    let wrong = misses.iter().map(|miss| (miss.key.to_owned(), json!({"wanted": miss.wanted, "got": miss.got})));
    json!({
        "file": row.file, "line": row.number, "from": row.case.from, "text": row.case.text,
        "wrong": wrong.collect::<serde_json::Map<_, _>>(),
    })
}
