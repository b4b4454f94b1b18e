//! The dialogue on the port: echo, command rows, one command at a time, replies, data entry, and the URCs between them
//! (ITU-T V.250 5, 3GPP TS 27.005 3.5.1 for the prompt).

use std::time::Duration;

use super::event::{Mark, Trace};
use super::failures::failure_text;
use super::fault::Answer;
use super::parse::{self, Command, SyntaxError};
use super::personality::Busy;
use super::port::Input;
use super::state::State;
use super::work::{Entry, Failure, Outcome, Submission, Task, Work};
use super::{commands, incoming, outgoing};

/// A longer command row is answered with ERROR, as by a modem with a small buffer.
const ROW_BYTES_MAX: usize = 1024;
/// The name of a data entry in traces.
const DATA: &str = "<data>";
/// More data after the prompt is dropped: no PDU is so long.
const DATA_BYTES_MAX: usize = 2048;
const CR: u8 = b'\r';
const LF: u8 = b'\n';
const BACKSPACE: u8 = 8;
const CTRL_Z: u8 = 0x1A;
const ESC: u8 = 0x1B;

/// How a reply ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Ok,
    Failed(Failure),
    Prompt,
    /// The reply ends in the middle of its rows.
    Nothing,
    /// The reply ends after its last row.
    Unended,
}

/// When the next byte from the host is processed: a busy modem may delay it.
pub(super) fn next_byte_at(modem: &State) -> Option<Duration> {
    if modem.port.uart.blocked() {
        return None;
    }
    let at = modem.port.uart.next_in()?;
    if modem.faults.silent(at.max(modem.now)) {
        return Some(at);
    }
    match &modem.work {
        None => Some(at),
        Some(work) => match modem.personality.replies.busy {
            Busy::Queues => None,
            Busy::Ignores => Some(at),
            Busy::Aborts => work.abortable_from().map(|from| from.max(at)),
        },
    }
}

/// Processes the next byte from the host.
pub(super) fn receive_byte(modem: &mut State) {
    let Some(byte) = modem.port.uart.take_in() else { return };
    if !modem.power.listening || modem.faults.silent(modem.now) {
        return;
    }
    if let Some(work) = &modem.work {
        match modem.personality.replies.busy {
            Busy::Queues | Busy::Ignores => return,
            Busy::Aborts => {
                let text = work.text.clone();
                modem.work = None;
                reply(modem, &text, &[], End::Failed(Failure::Error));
            }
        }
    }
    if modem.settings.echo || modem.personality.replies.echo_stays {
        modem.port.write(&[byte], modem.now, None);
    }
    match &mut modem.port.input {
        Input::Command(typed) => match byte {
            CR => {
                let typed = std::mem::take(typed);
                begin_row(modem, &typed);
            }
            LF => {}
            BACKSPACE => {
                typed.pop();
            }
            _ => {
                if typed.len() <= ROW_BYTES_MAX {
                    typed.push(byte);
                }
            }
        },
        Input::Data { entry, typed } => match byte {
            CTRL_Z | ESC => {
                let (entry, typed) = (*entry, std::mem::take(typed));
                modem.port.input = Input::default();
                begin_data(modem, entry, typed, byte == CTRL_Z);
            }
            _ => {
                if typed.len() < DATA_BYTES_MAX {
                    typed.push(byte);
                }
            }
        },
    }
}

/// Begins the work on a command row.
fn begin_row(modem: &mut State, typed: &[u8]) {
    let text = String::from_utf8_lossy(typed).into_owned();
    let Some(mut commands) = parse::parse_row(&text) else { return };
    if typed.len() > ROW_BYTES_MAX {
        commands = Err(SyntaxError);
    }
    let extended = |command: &&Command| command.name.starts_with(|c: char| !c.is_ascii_alphabetic());
    if !modem.personality.replies.joins && commands.iter().flatten().filter(extended).count() > 1 {
        commands = Err(SyntaxError);
    }
    modem.log.trace(modem.now, Trace::Command(text.clone()));
    let readable = commands.as_deref().unwrap_or_default();
    let answer = modem.faults.answer_for(readable);
    let slow = answer.map_or(Duration::ZERO, Answer::delay) + slowness(modem, readable);
    let until = modem.now + modem.personality.timing.reply + slow;
    modem.work = Some(Work { text, task: Task::Commands(commands), since: modem.now, until, answer });
}

/// How much longer these commands take than others.
fn slowness(modem: &State, commands: &[Command]) -> Duration {
    let slower = modem.personality.timing.slower;
    let of =
        |command: &Command| slower.iter().find(|(name, _)| command.name.starts_with(name)).map_or(0, |(_, ms)| *ms);
    Duration::from_millis(commands.iter().map(of).sum())
}

/// Begins the work on a data entry, which Ctrl-Z completes and ESC abandons.
fn begin_data(modem: &mut State, entry: Entry, typed: Vec<u8>, complete: bool) {
    let task = if complete { Task::Data { entry, typed } } else { Task::Abandoned };
    let until = modem.now + modem.personality.timing.reply;
    modem.log.trace(modem.now, Trace::Command(DATA.to_owned()));
    modem.work = Some(Work { text: DATA.to_owned(), task, since: modem.now, until, answer: None });
}

/// Completes the current work, whose time is over.
pub(super) fn finish_work(modem: &mut State) {
    let Some(Work { text, task, since, answer, .. }) = modem.work.take() else { return };
    match task {
        Task::Commands(Ok(commands)) => run(modem, &text, &commands, answer),
        Task::Commands(Err(SyntaxError)) => reply(modem, &text, &[], End::Failed(Failure::Error)),
        Task::Abandoned => reply(modem, &text, &[], End::Ok),
        Task::Data { entry, typed } => finish_data(modem, &text, entry, &typed),
        Task::Refused(failure) => reply(modem, &text, &[], End::Failed(failure)),
        Task::Submit(submission) => {
            let mr = outgoing::submit(modem, submission);
            let until = modem.now + modem.personality.timing.send / 2;
            modem.work = Some(Work { text, task: Task::Submitted { mr }, since, until, answer });
        }
        Task::Submitted { mr } => match answer {
            Some(Answer::Lost) => modem.port.write_delayed(modem.now),
            Some(_) | None => reply(modem, &text, &[format!("+CMGS: {mr}")], End::Ok),
        },
    }
}

fn run(modem: &mut State, text: &str, commands: &[Command], answer: Option<Answer>) {
    match answer {
        Some(Answer::Error) => return reply(modem, text, &[], End::Failed(Failure::Error)),
        Some(Answer::Cms(code) | Answer::LateCms(code, _)) => {
            return reply(modem, text, &[], End::Failed(Failure::Cms(code)));
        }
        Some(Answer::Cme(code)) => return reply(modem, text, &[], End::Failed(Failure::Cme(code))),
        Some(Answer::Yes) => return reply(modem, text, &[], End::Ok),
        Some(Answer::NotDone) => return modem.port.write_delayed(modem.now),
        Some(Answer::Slow(_) | Answer::Lost | Answer::Cut) | None => {}
    }
    let mut rows = Vec::new();
    let mut end = End::Ok;
    for command in commands {
        match commands::execute(modem, command) {
            Outcome::Done(more) => rows.extend(more),
            Outcome::Unended(last) => {
                rows.push(last);
                end = End::Unended;
            }
            Outcome::Fail(failure) => end = End::Failed(failure),
            Outcome::Prompt(entry) => {
                modem.port.input = Input::Data { entry, typed: Vec::new() };
                end = End::Prompt;
            }
        }
        if end != End::Ok {
            break;
        }
    }
    match answer {
        Some(Answer::Lost) => modem.port.write_delayed(modem.now),
        Some(Answer::Cut) => reply(modem, text, &rows, End::Nothing),
        Some(_) | None => reply(modem, text, &rows, end),
    }
}

fn finish_data(modem: &mut State, text: &str, entry: Entry, typed: &[u8]) {
    let outcome = match entry {
        Entry::Send { length } => match outgoing::submission(modem, length, typed) {
            Ok(submission) => return begin_submit(modem, submission),
            Err(failure) => Outcome::Fail(failure),
        },
        Entry::Acknowledge { positive } => incoming::acknowledge(modem, positive),
    };
    match outcome {
        Outcome::Fail(failure) => reply(modem, text, &[], End::Failed(failure)),
        Outcome::Done(_) | Outcome::Unended(_) | Outcome::Prompt(_) => reply(modem, text, &[], End::Ok),
    }
}

fn begin_submit(modem: &mut State, submission: Submission) {
    let answer = modem.faults.answer_for_send();
    let task = match answer {
        Some(Answer::NotDone) => return modem.port.write_delayed(modem.now),
        Some(Answer::Cms(code) | Answer::LateCms(code, _)) => Task::Refused(Failure::Cms(code)),
        Some(Answer::Cme(code)) => Task::Refused(Failure::Cme(code)),
        Some(Answer::Error) => Task::Refused(Failure::Error),
        Some(Answer::Slow(_) | Answer::Yes | Answer::Lost | Answer::Cut) | None => Task::Submit(submission),
    };
    let slow = answer.map_or(Duration::ZERO, Answer::delay);
    let until = modem.now + modem.personality.timing.send / 2 + slow;
    modem.work = Some(Work { text: DATA.to_owned(), task, since: modem.now, until, answer });
}

/// Writes a reply, with the URCs that arose meanwhile around or between its rows.
fn reply(modem: &mut State, text: &str, rows: &[String], end: End) {
    let mut pieces = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        let gap = number == 0 || modem.personality.replies.spaced_lists;
        let before = if gap && modem.settings.verbose { "\r\n" } else { "" };
        pieces.push(format!("{before}{row}\r\n"));
    }
    match end {
        End::Prompt => pieces.push("\r\n> ".to_owned()),
        End::Unended => {}
        End::Nothing => {
            let all = pieces.concat();
            modem.port.write(&all.as_bytes()[..all.len() / 2], modem.now, None);
            return modem.port.write_delayed(modem.now);
        }
        End::Ok | End::Failed(_) => {
            if !modem.settings.quiet {
                pieces.push(result(modem, end));
            }
        }
    }
    modem.port.write_reply(&pieces, &mut modem.random, modem.now);
    if modem.log.is_traced() {
        modem.port.write(b"", modem.now, Some(Mark::Replied(text.to_owned())));
    }
    if end != End::Prompt {
        modem.port.write_delayed(modem.now);
    }
}

/// The final result code.
fn result(modem: &State, end: End) -> String {
    let failure = match end {
        End::Failed(failure) => failure,
        End::Ok | End::Prompt | End::Nothing | End::Unended => {
            return if modem.settings.verbose { "\r\nOK\r\n" } else { "0\r" }.to_owned();
        }
    };
    match failure_text(modem, failure) {
        Some(text) => format!("\r\n{text}\r\n"),
        None => if modem.settings.verbose { "\r\nERROR\r\n" } else { "4\r" }.to_owned(),
    }
}
