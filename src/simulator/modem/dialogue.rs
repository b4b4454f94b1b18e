//! The dialogue on the port: echo, command rows, one command at a time, replies, data entry, and the URCs between them
//! (ITU-T V.250 5, 3GPP TS 27.005 3.5.1 for the prompt).

use std::time::Duration;

use super::SimModem;
use super::event::{Mark, Trace, UrcKind};
use super::fault::Answer;
use super::parse::{self, Command, SyntaxError};
use super::personality::{Busy, Interleave};
use super::work::{DelayedUrc, Entry, Failure, Input, Outcome, Submission, Task, Work};

/// A longer command row is answered with ERROR, as by a modem with a small buffer.
const ROW_BYTES_MAX: usize = 1024;
/// The name of a data entry in traces.
const DATA: &str = "<data>";
/// More data after the prompt is dropped: no PDU is so long.
const DATA_BYTES_MAX: usize = 2048;
/// The most URCs that are delayed by a reply or a data entry.
const DELAYED_MAX: usize = 64;
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

impl SimModem {
    pub(super) fn byte_in(&mut self, byte: u8) {
        if !self.power.listening || self.faults.silent(self.now) {
            return;
        }
        if let Some(work) = &self.work {
            match self.personality.replies.busy {
                Busy::Queues | Busy::Ignores => return,
                Busy::Aborts => {
                    let text = work.text.clone();
                    self.work = None;
                    self.reply(&text, &[], End::Failed(Failure::Error));
                }
            }
        }
        if self.settings.echo || self.personality.replies.echo_stays {
            self.write(&[byte], None);
        }
        match &mut self.input {
            Input::Command(typed) => match byte {
                CR => {
                    let typed = std::mem::take(typed);
                    self.row_in(&typed);
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
                    self.input = Input::default();
                    self.data_in(entry, typed, byte == CTRL_Z);
                }
                _ => {
                    if typed.len() < DATA_BYTES_MAX {
                        typed.push(byte);
                    }
                }
            },
        }
    }

    fn row_in(&mut self, typed: &[u8]) {
        let text = String::from_utf8_lossy(typed).into_owned();
        let Some(mut commands) = parse::parse_row(&text) else { return };
        if typed.len() > ROW_BYTES_MAX {
            commands = Err(SyntaxError);
        }
        let extended = |command: &&Command| command.name.starts_with(|c: char| !c.is_ascii_alphabetic());
        if !self.personality.replies.joins && commands.iter().flatten().filter(extended).count() > 1 {
            commands = Err(SyntaxError);
        }
        self.note(Trace::Command(text.clone()));
        let answer = self.faults.answer_for(commands.as_deref().unwrap_or_default());
        let slow =
            answer.map_or(Duration::ZERO, Answer::delay) + self.slowness(commands.as_deref().unwrap_or_default());
        let until = self.now + self.personality.timing.reply + slow;
        self.work = Some(Work { text, task: Task::Commands(commands), since: self.now, until, answer });
    }

    /// How much longer these commands take than others.
    fn slowness(&self, commands: &[Command]) -> Duration {
        let slower = self.personality.timing.slower;
        let of =
            |command: &Command| slower.iter().find(|(name, _)| command.name.starts_with(name)).map_or(0, |(_, ms)| *ms);
        Duration::from_millis(commands.iter().map(of).sum())
    }

    fn data_in(&mut self, entry: Entry, typed: Vec<u8>, complete: bool) {
        let task = if complete { Task::Data { entry, typed } } else { Task::Abandoned };
        let until = self.now + self.personality.timing.reply;
        self.note(Trace::Command(DATA.to_owned()));
        self.work = Some(Work { text: DATA.to_owned(), task, since: self.now, until, answer: None });
    }

    /// Completes the current work, whose time is over.
    pub(super) fn finish(&mut self, work: Work) {
        let Work { text, task, since, answer, .. } = work;
        match task {
            Task::Commands(Ok(commands)) => self.run(&text, &commands, answer),
            Task::Commands(Err(SyntaxError)) => self.reply(&text, &[], End::Failed(Failure::Error)),
            Task::Abandoned => self.reply(&text, &[], End::Ok),
            Task::Data { entry, typed } => self.data_done(&text, entry, &typed),
            Task::Refused(failure) => self.reply(&text, &[], End::Failed(failure)),
            Task::Submit(submission) => {
                let mr = self.submit(submission);
                let until = self.now + self.personality.timing.send / 2;
                self.work = Some(Work { text, task: Task::Submitted { mr }, since, until, answer });
            }
            Task::Submitted { mr } => match answer {
                Some(Answer::Lost) => self.release(&[]),
                Some(_) | None => self.reply(&text, &[format!("+CMGS: {mr}")], End::Ok),
            },
        }
    }

    fn run(&mut self, text: &str, commands: &[Command], answer: Option<Answer>) {
        match answer {
            Some(Answer::Error) => return self.reply(text, &[], End::Failed(Failure::Error)),
            Some(Answer::Cms(code) | Answer::LateCms(code, _)) => {
                return self.reply(text, &[], End::Failed(Failure::Cms(code)));
            }
            Some(Answer::Cme(code)) => return self.reply(text, &[], End::Failed(Failure::Cme(code))),
            Some(Answer::Yes) => return self.reply(text, &[], End::Ok),
            Some(Answer::NotDone) => return self.release(&[]),
            Some(Answer::Slow(_) | Answer::Lost | Answer::Cut) | None => {}
        }
        let mut rows = Vec::new();
        let mut end = End::Ok;
        for command in commands {
            match self.execute(command) {
                Outcome::Done(more) => rows.extend(more),
                Outcome::Unended(last) => {
                    rows.push(last);
                    end = End::Unended;
                }
                Outcome::Fail(failure) => end = End::Failed(failure),
                Outcome::Prompt(entry) => {
                    self.input = Input::Data { entry, typed: Vec::new() };
                    end = End::Prompt;
                }
            }
            if end != End::Ok {
                break;
            }
        }
        match answer {
            Some(Answer::Lost) => self.release(&[]),
            Some(Answer::Cut) => self.reply(text, &rows, End::Nothing),
            Some(_) | None => self.reply(text, &rows, end),
        }
    }

    fn data_done(&mut self, text: &str, entry: Entry, typed: &[u8]) {
        let outcome = match entry {
            Entry::Send { length } => match self.submission(length, typed) {
                Ok(submission) => return self.begin_submit(submission),
                Err(failure) => Outcome::Fail(failure),
            },
            Entry::Acknowledge { positive } => self.acknowledge(positive),
        };
        match outcome {
            Outcome::Fail(failure) => self.reply(text, &[], End::Failed(failure)),
            Outcome::Done(_) | Outcome::Unended(_) | Outcome::Prompt(_) => self.reply(text, &[], End::Ok),
        }
    }

    fn begin_submit(&mut self, submission: Submission) {
        let answer = self.faults.answer_for_send();
        let task = match answer {
            Some(Answer::NotDone) => return self.release(&[]),
            Some(Answer::Cms(code) | Answer::LateCms(code, _)) => Task::Refused(Failure::Cms(code)),
            Some(Answer::Cme(code)) => Task::Refused(Failure::Cme(code)),
            Some(Answer::Error) => Task::Refused(Failure::Error),
            Some(Answer::Slow(_) | Answer::Yes | Answer::Lost | Answer::Cut) | None => Task::Submit(submission),
        };
        let slow = answer.map_or(Duration::ZERO, Answer::delay);
        let until = self.now + self.personality.timing.send / 2 + slow;
        self.work = Some(Work { text: DATA.to_owned(), task, since: self.now, until, answer });
    }

    /// Writes a reply, with the URCs that arose meanwhile around or between its rows.
    fn reply(&mut self, text: &str, rows: &[String], end: End) {
        let mut pieces = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let gap = number == 0 || self.personality.replies.spaced_lists;
            let before = if gap && self.settings.verbose { "\r\n" } else { "" };
            pieces.push(format!("{before}{row}\r\n"));
        }
        match end {
            End::Prompt => pieces.push("\r\n> ".to_owned()),
            End::Unended => {}
            End::Nothing => {
                let all = pieces.concat();
                self.write(&all.as_bytes()[..all.len() / 2], None);
                return self.release(&[]);
            }
            End::Ok | End::Failed(_) => {
                if !self.settings.quiet {
                    pieces.push(self.result(end));
                }
            }
        }
        self.release(&pieces);
        if self.traced {
            self.write(b"", Some(Mark::Replied(text.to_owned())));
        }
        if end != End::Prompt {
            self.release(&[]);
        }
    }

    /// Writes `pieces`, with some of the delayed URCs between them where these are allowed. All others follow, unless a
    /// prompt is open.
    fn release(&mut self, pieces: &[String]) {
        let mut delayed = std::mem::take(&mut self.delayed);
        for (number, piece) in pieces.iter().enumerate() {
            if number > 0
                && let Some(next) = delayed.iter().position(|urc| urc.inside)
                && self.random.once_in(pieces.len())
            {
                let urc = delayed.remove(next);
                self.write(&urc.bytes, urc.mark);
            }
            self.write(piece.as_bytes(), None);
        }
        self.delayed = delayed;
        if pieces.is_empty() && matches!(self.input, Input::Command(_)) {
            for urc in std::mem::take(&mut self.delayed) {
                self.write(&urc.bytes, urc.mark);
            }
        }
    }

    /// Writes bytes to the port, if there is one.
    pub(super) fn write(&mut self, bytes: &[u8], mark: Option<Mark>) {
        if self.power.port {
            self.uart.send(bytes, self.now, mark);
        }
    }

    fn result(&self, end: End) -> String {
        let failure = match end {
            End::Failed(failure) => failure,
            End::Ok | End::Prompt | End::Nothing | End::Unended => {
                return if self.settings.verbose { "\r\nOK\r\n" } else { "0\r" }.to_owned();
            }
        };
        match self.failure_text(failure) {
            Some(text) => format!("\r\n{text}\r\n"),
            None => if self.settings.verbose { "\r\nERROR\r\n" } else { "4\r" }.to_owned(),
        }
    }

    /// Sends a URC: now, after the current work, or not at all.
    pub(super) fn urc(&mut self, text: &str, kind: UrcKind, mark: Option<Mark>) {
        let known = !self.power.silent || kind != UrcKind::Boot;
        let own_port = self.personality.indications.urc_port.is_none_or(|port| self.settings.urc_port == port);
        let wanted = own_port && (self.settings.urcs_unlocked || kind == UrcKind::Boot);
        if !self.power.listening
            || !self.power.port
            || self.uart.blocked()
            || !known
            || !wanted
            || self.faults.loses_urc(kind, self.now)
        {
            return;
        }
        let bytes = format!("\r\n{text}\r\n").into_bytes();
        let prompt = matches!(self.input, Input::Data { .. });
        let place = match self.personality.replies.interleave {
            Interleave::After => 2,
            Interleave::Before => 0,
            Interleave::Anywhere => self.random.below(3),
        };
        if prompt || (self.work.is_some() && place > 0) {
            if self.delayed.len() < DELAYED_MAX {
                self.delayed.push(DelayedUrc { bytes, mark, inside: place == 1 && !prompt });
            }
            return;
        }
        self.write(&bytes, mark);
    }
}
