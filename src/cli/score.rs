//! `simgate code score`: counts how many codes of a collection are found, and lists the others.

use std::fs::File;
use std::io::{self, Read};

use serde_json::{Value, json};

use super::terminal::{json_line, print_json, print_row, table};
use super::{CliError, ConfigArg};
use crate::code::Finder;
use crate::code::collection::{Case, Miss, Score, Scores};

#[derive(clap::Args)]
pub struct Args {
    /// Files of JSON rows `{"lang","from","text","code","service","origin","valid_for","format"}`, `-` for stdin. A field that
    /// is absent is not checked, except `code`; `"code": null` means that the text holds none
    #[arg(value_name = "FILE", required = true)]
    files: Vec<String>,
    /// List each wrong answer with its text, too
    #[arg(long)]
    misses: bool,
    /// Answer as one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: ConfigArg,
}

const FILE_BYTES_MAX: u64 = 64 << 20;
/// The largest number of wrong rows that one error lists.
const FAULTS_SHOWN: usize = 10;

/// A case with its file and row.
struct Line {
    file: String,
    number: usize,
    case: Case,
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let finder = args.config.codes()?.finder;
    let mut lines = Vec::new();
    let mut faults = Vec::new();
    for file in &args.files {
        read_lines(file, &content(file)?, &mut lines, &mut faults);
    }
    if !faults.is_empty() {
        return Err(refusal(&faults));
    }
    if lines.is_empty() {
        return Err(CliError::failed("there is no text to find a code in").hint(HINT));
    }
    let (scores, misses) = score(&finder, &lines);
    let misses = if args.misses { misses.as_slice() } else { &[] };
    if args.json {
        let mut answer = as_json(&scores);
        if args.misses {
            answer["misses"] = misses.iter().map(|(line, misses)| miss_as_json(line, misses)).collect();
        }
        return print_json(&answer);
    }
    rows(&scores).iter().try_for_each(|row| print_row(row))?;
    misses.iter().flat_map(listed).try_for_each(|row| print_row(&row))
}

const HINT: &str = "each line is an object such as {\"from\": \"Example\", \"text\": \"Your code is 482913\", \"code\": \"482913\"}; \
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

/// Empty rows count but hold no case.
fn read_lines(file: &str, content: &[u8], lines: &mut Vec<Line>, faults: &mut Vec<String>) {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    for (at, line) in content.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(case) => lines.push(Line { file: file.to_owned(), number: at + 1, case }),
            Err(error) => {
                let what = error.to_string();
                // serde_json counts lines within this row.
                let what = what.split(" at line ").next().unwrap_or(&what);
                faults.push(format!("{}:{}: {} (column {})", file, at + 1, what, error.column()));
            }
        }
    }
}

fn refusal(faults: &[String]) -> CliError {
    let what = match faults {
        [fault] => return CliError::failed(fault).hint(HINT),
        faults => format!("{} lines are no texts with their answers", faults.len()),
    };
    let error = faults.iter().take(FAULTS_SHOWN).fold(CliError::failed(what), |error, fault| error.cause(fault));
    match faults.len().saturating_sub(FAULTS_SHOWN) {
        0 => error.hint(HINT),
        more => error.cause(format!("and {more} more")).hint(HINT),
    }
}

fn score<'a>(finder: &Finder, lines: &'a [Line]) -> (Scores, Vec<(&'a Line, Vec<Miss>)>) {
    let mut scores = Scores::default();
    let mut wrong = Vec::new();
    for line in lines {
        let found = line.case.ask(finder);
        scores.count(&line.case, found.as_ref());
        let misses = line.case.misses(found.as_ref());
        if !misses.is_empty() {
            wrong.push((line, misses));
        }
    }
    (scores, wrong)
}

/// All scores in one table, so that their columns align.
fn rows(scores: &Scores) -> Vec<String> {
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

fn listed((line, misses): &(&Line, Vec<Miss>)) -> Vec<String> {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
    let wrong =
        misses.iter().map(|miss| format!("{}: wanted {}, got {}", miss.key, value(&miss.wanted), value(&miss.got)));
    let wrong = wrong.collect::<Vec<_>>().join("; ");
    let text = Value::from(line.case.text.as_str());
    vec![
        String::new(),
        format!("{}:{}  {wrong}", line.file, line.number),
        format!("  {}  {}", line.case.from, json_line(&text)),
    ]
}

fn as_json(scores: &Scores) -> Value {
    let one = |score: &Score| {
        json!({
            "texts": score.texts, "codes": score.codes, "found": score.found, "given": score.given,
            "wrong": score.wrong, "exact": score.exact, "precision": score.precision(), "recall": score.recall(),
            "exact_share": score.exact_share(),
        })
    };
    let all = |scores: &std::collections::BTreeMap<String, Score>| {
        scores.iter().map(|(name, score)| (name.clone(), one(score))).collect::<serde_json::Map<_, _>>()
    };
    json!({"all": one(&scores.all), "languages": all(&scores.languages), "formats": all(&scores.formats)})
}

fn miss_as_json(line: &Line, misses: &[Miss]) -> Value {
    let wrong = misses.iter().map(|miss| (miss.key.to_owned(), json!({"wanted": miss.wanted, "got": miss.got})));
    json!({
        "file": line.file, "line": line.number, "from": line.case.from, "text": line.case.text,
        "wrong": wrong.collect::<serde_json::Map<_, _>>(),
    })
}
