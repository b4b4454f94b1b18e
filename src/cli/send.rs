//! `simgate send`: sends a text to one recipient or to many, through a running daemon.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::client::{Client, ClientArg};
use super::recipients::{Id, Recipients, lines, read_list, read_text};
use super::results::{Job, Results, Tally};
use super::submit::{Placing, place};
use super::terminal::{Progress, note, text_at};
use super::{CliError, Exit, outcomes};
use crate::config::parse_duration;
use crate::flow::command::{TTL_MAX, TTL_MIN};
use crate::model::Timestamp;

#[derive(clap::Args)]
#[command(override_usage = "simgate send [OPTIONS] TO [TEXT]\n       \
                            simgate send [OPTIONS] --text TEXT TO...\n       \
                            simgate send [OPTIONS] --to-file FILE [--text TEXT]")]
pub struct Args {
    #[command(flatten)]
    client: ClientArg,
    /// The recipient, such as +12025550143, and the text; without a text, standard input is read
    #[arg(value_name = "TO [TEXT]")]
    words: Vec<String>,
    /// The text: all words are recipients then; without it, the text for several recipients is read from standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// A file of recipients, one per row, with `#` before a comment; `-` is standard input
    #[arg(long, value_name = "FILE")]
    to_file: Option<PathBuf>,
    /// The number to send from [default: any line that may]
    #[arg(long, value_name = "NUMBER")]
    from: Option<String>,
    /// The caller's own id: the same id again is the same message, and is not sent twice [default: random]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// How long the message may wait to be sent, such as 90s or 1h [default: the gateway's]
    #[arg(long, value_name = "DURATION", value_parser = parse_ttl)]
    ttl: Option<Duration>,
    /// Send it before other messages, also from the part of the limit that is reserved for urgent ones
    #[arg(long)]
    urgent: bool,
    /// Do not send it before this time, such as 2026-11-22T10:30:00+01:00
    #[arg(long, value_name = "RFC3339", value_parser = parse_time)]
    at: Option<Timestamp>,
    /// Request no status report from the network
    #[arg(long)]
    no_report: bool,
    /// What to do when no line may send now [default: the gateway's]
    #[arg(long, value_name = "WHAT")]
    on_exhausted: Option<Exhausted>,
    /// Wait until the message is sent or has failed
    #[arg(long)]
    wait: bool,
    /// Print one JSON object for each recipient
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Exhausted {
    /// Wait until a line may send
    Wait,
    /// Refuse the message
    Refuse,
    /// Send it by a line that costs money
    Overflow,
}

fn parse_ttl(text: &str) -> Result<Duration, String> {
    let whole = |span: &Duration| span.subsec_nanos() == 0 && (TTL_MIN..=TTL_MAX).contains(span);
    let days = TTL_MAX.as_secs() / 86400;
    let wanted = || format!("whole seconds, from {}s to {days}d, such as 90s or 1h", TTL_MIN.as_secs());
    parse_duration(text).filter(whole).ok_or_else(wanted)
}

fn parse_time(text: &str) -> Result<Timestamp, String> {
    Timestamp::parse(text).ok_or_else(|| "a time with its zone, such as 2026-11-22T10:30:00Z".to_owned())
}

pub fn run(args: &Args) -> Result<(), CliError> {
    let (to, text) = sort_words(args)?;
    let many = args.to_file.is_some() || to.len() > 1;
    let id = Id::new(args.id.as_deref(), many)?;
    let client = args.client.connect()?;
    let list = args.to_file.as_deref().map(read_list).transpose()?;
    let recipients = Recipients::of(to.iter().map(String::as_str).chain(lines(list.as_deref().unwrap_or_default())));
    if recipients.numbers.is_empty() {
        return Err(CliError::failed("there is no recipient").hint("one number a line; lines with `#` are comments"));
    }
    let text = match text {
        Some(text) => text.to_owned(),
        None => read_text()?,
    };
    if text.is_empty() {
        return Err(CliError::new(Exit::Usage, "the text is empty").hint("simgate send +12025550143 \"a text\""));
    }
    if many {
        announce(&recipients, &id);
    }
    let of_one = |number: String| {
        let id = if many { id.with(&number) } else { id.clone() };
        Job { number, id }
    };
    let jobs = recipients.numbers.into_iter().map(of_one).collect();
    let results = Results { json: args.json, many, id };
    carry_out(&client, jobs, &results, args.wait, |job| order(args, job, &text))
}

/// Splits the words into recipients and text.
fn sort_words(args: &Args) -> Result<(&[String], Option<&str>), CliError> {
    let usage = |what: &str, hint: &str| Err(CliError::new(Exit::Usage, what).hint(hint));
    match (&args.text, &args.to_file, args.words.as_slice()) {
        (Some(_), None, []) | (None, None, []) => {
            usage("there is no recipient", "`simgate send +12025550143 TEXT`, or --to-file FILE")
        }
        (Some(text), _, to) => Ok((to, Some(text))),
        (None, Some(file), []) if file != Path::new("-") => Ok((&[], None)),
        (None, Some(_), []) => {
            usage("standard input can't be both numbers and text", "with `--to-file -`, --text TEXT sets the text")
        }
        (None, Some(_), [..]) => usage(
            "with --to-file, a word may be a number or the text",
            "--text TEXT sets the text; without it, standard input is read",
        ),
        (None, None, [_]) => Ok((&args.words, None)),
        (None, None, [_, text]) => Ok((&args.words[..1], Some(text))),
        (None, None, [_, _, ..]) => usage(
            "more than a recipient and a text",
            "put the text in quotes; for several recipients, `simgate send --text TEXT TO TO`",
        ),
    }
}

fn announce(recipients: &Recipients, id: &Id) {
    let (count, id) = (recipients.numbers.len(), id.as_str());
    note(&format!(
        "{count} recipients; after an interruption the same command with `--id {id}` goes on, and sends none twice"
    ));
    const SHOWN: usize = 5;
    let repeated = &recipients.repeated;
    if !repeated.is_empty() {
        let more = if repeated.len() > SHOWN { ", ..." } else { "" };
        let names = repeated[..repeated.len().min(SHOWN)].join(", ");
        note(&format!("{} listed more than once; each gets one message: {names}{more}", repeated.len()));
    }
}

/// The body that `flow::command` reads.
fn order(args: &Args, job: &Job, text: &str) -> Value {
    let mut body = json!({"to": job.number, "message": text, "id": job.id.as_str()});
    if let Some(from) = &args.from {
        body["from"] = json!(from);
    }
    if let Some(ttl) = args.ttl {
        body["ttl"] = json!(ttl.as_secs());
    }
    if args.urgent {
        body["priority"] = json!("urgent");
    }
    if let Some(at) = args.at {
        body["send_at"] = json!(at.to_string());
    }
    if args.no_report {
        body["status_report"] = json!(false);
    }
    if let Some(what) = args.on_exhausted {
        body["on_exhausted"] = json!(match what {
            Exhausted::Wait => "wait",
            Exhausted::Refuse => "refuse",
            Exhausted::Overflow => "overflow",
        });
    }
    body
}

/// Submits the messages one after another, until each has an answer or the gateway is lost.
fn carry_out(
    client: &Client,
    jobs: Vec<Job>,
    results: &Results,
    wait: bool,
    order: impl Fn(&Job) -> Value,
) -> Result<(), CliError> {
    let count = jobs.len();
    let mut progress = Progress::new();
    let mut tally = Tally::default();
    let mut lost = None;
    for job in jobs {
        if lost.is_some() {
            tally.untried += 1;
            results.absent(&job, "not-placed", None)?;
            continue;
        }
        let so_far = format!("{} of {count} placed, {} refused", tally.placed.len(), tally.refused.len());
        if results.many {
            progress.show(&so_far);
        }
        let body = order(&job);
        let pause = |span: Duration, why: &str| {
            progress.show(&format!("{so_far}; {why}, again in {span:.0?}"));
            std::thread::sleep(span);
        };
        let placing = place(|| client.post("/sms/send", Some(&body)), pause);
        progress.clear();
        match placing {
            Placing::Placed(answer) => {
                if !wait {
                    results.standing(&job, &answer)?;
                }
                tally.placed.push((job, answer));
            }
            Placing::Refused(problem) => {
                results.absent(&job, "refused", Some(&problem))?;
                tally.refused.push(problem);
            }
            Placing::Lost { why, perhaps } => {
                tally.doubtful += usize::from(perhaps);
                tally.untried += usize::from(!perhaps);
                results.absent(&job, if perhaps { "in-doubt" } else { "not-placed" }, None)?;
                lost = Some(why);
            }
        }
    }
    if let Some(why) = lost {
        // A gateway that does not answer can't be queried either: the states stay as they were.
        for (job, answer) in tally.placed.iter().filter(|_| wait) {
            results.standing(job, answer)?;
        }
        return Err(results.interrupted(client, why, &tally));
    }
    let unsent = if wait { watch(client, tally.placed, results, &mut progress)? } else { Vec::new() };
    results.conclude(count, &tally.refused, &unsent)
}

/// Waits until every accepted message is over; returns those that were not sent.
fn watch(
    client: &Client,
    placed: Vec<(Job, Value)>,
    results: &Results,
    progress: &mut Progress,
) -> Result<Vec<Value>, CliError> {
    let (count, mut over, mut unsent) = (placed.len(), 0, Vec::new());
    let pending = placed.into_iter().map(|(job, answer)| (text_at(&answer, "/message_id"), job)).collect();
    progress.show(&format!("0 of {count} are over"));
    outcomes::until_over(client, pending, |job, standing| {
        over += 1;
        progress.clear();
        results.standing(&job, &standing)?;
        progress.show(&format!("{over} of {count} are over"));
        if !outcomes::is_sent(&standing) {
            unsent.push(standing);
        }
        Ok(())
    })?;
    progress.clear();
    Ok(unsent)
}
