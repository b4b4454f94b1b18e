//! The dialogue on the line: echo, command lines, one command at a time, replies, data entry, and the
//! URCs between them (ITU-T V.250 5, 3GPP TS 27.005 3.5.1 for the prompt).

use std::time::Duration;

use super::SimModem;
use super::event::{Mark, Trace, UrcKind};
use super::fault::Answer;
use super::parse::{self, Command, SyntaxError};
use super::personality::{Busy, Interleave};
use super::work::{Entry, Failure, Held, Input, Outcome, Submission, Task, Work};

/// A longer command line is answered with ERROR, as a modem with a small buffer does.
const LINE_BYTES_MAX: usize = 1024;
/// In traces, what is typed after the prompt.
const DATA: &str = "<data>";
/// Beyond this, what is typed after the prompt is dropped: no PDU is that long.
const DATA_BYTES_MAX: usize = 2048;
/// URCs kept back during a reply or a data entry.
const HELD_MAX: usize = 64;
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
    /// Cut off in the middle of its lines.
    Nothing,
    /// After its last line.
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
            self.say(&[byte], None);
        }
        match &mut self.input {
            Input::Command(typed) => match byte {
                CR => {
                    let typed = std::mem::take(typed);
                    self.line_in(&typed);
                }
                LF => {}
                BACKSPACE => {
                    typed.pop();
                }
                _ => {
                    if typed.len() <= LINE_BYTES_MAX {
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

    fn line_in(&mut self, typed: &[u8]) {
        let text = String::from_utf8_lossy(typed).into_owned();
        let Some(mut commands) = parse::line(&text) else { return };
        if typed.len() > LINE_BYTES_MAX {
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
        self.work = Some(Work { text, task: Task::Line(commands), since: self.now, until, answer });
    }

    /// What these commands take longer than others.
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

    /// The time of the present work is over.
    pub(super) fn finish(&mut self, work: Work) {
        let Work { text, task, since, answer, .. } = work;
        match task {
            Task::Line(Ok(commands)) => self.run(&text, &commands, answer),
            Task::Line(Err(SyntaxError)) => self.reply(&text, &[], End::Failed(Failure::Error)),
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
        let mut lines = Vec::new();
        let mut end = End::Ok;
        for command in commands {
            match self.execute(command) {
                Outcome::Done(more) => lines.extend(more),
                Outcome::Unended(last) => {
                    lines.push(last);
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
            Some(Answer::Cut) => self.reply(text, &lines, End::Nothing),
            Some(_) | None => self.reply(text, &lines, end),
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

    /// Writes a reply, with the URCs that arose meanwhile around or between its lines.
    fn reply(&mut self, text: &str, lines: &[String], end: End) {
        let mut pieces = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            let gap = number == 0 || self.personality.replies.spaced_lists;
            let before = if gap && self.settings.verbose { "\r\n" } else { "" };
            pieces.push(format!("{before}{line}\r\n"));
        }
        match end {
            End::Prompt => pieces.push("\r\n> ".to_owned()),
            End::Unended => {}
            End::Nothing => {
                let all = pieces.concat();
                self.say(&all.as_bytes()[..all.len() / 2], None);
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
            self.say(b"", Some(Mark::Replied(text.to_owned())));
        }
        if end != End::Prompt {
            self.release(&[]);
        }
    }

    /// Writes `pieces` with those held URCs between them that may stand there; all others afterwards,
    /// unless a prompt is open.
    fn release(&mut self, pieces: &[String]) {
        let mut held = std::mem::take(&mut self.held);
        for (number, piece) in pieces.iter().enumerate() {
            if number > 0
                && let Some(next) = held.iter().position(|urc| urc.inside)
                && self.random.once_in(pieces.len())
            {
                let urc = held.remove(next);
                self.say(&urc.bytes, urc.mark);
            }
            self.say(piece.as_bytes(), None);
        }
        self.held = held;
        if pieces.is_empty() && matches!(self.input, Input::Command(_)) {
            for urc in std::mem::take(&mut self.held) {
                self.say(&urc.bytes, urc.mark);
            }
        }
    }

    /// Onto the line, if there is one.
    pub(super) fn say(&mut self, bytes: &[u8], mark: Option<Mark>) {
        if self.power.port {
            self.line.send(bytes, self.now, mark);
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

    /// Shows a line that nobody asked for, now or after what is under way; or not at all.
    pub(super) fn urc(&mut self, text: &str, kind: UrcKind, mark: Option<Mark>) {
        let known = !self.power.silent || kind != UrcKind::Boot;
        let own_port = self.personality.indications.urc_port.is_none_or(|port| self.settings.urc_port == port);
        let wanted = own_port && (self.settings.urcs_unlocked || kind == UrcKind::Boot);
        if !self.power.listening
            || !self.power.port
            || self.line.blocked()
            || !known
            || !wanted
            || self.faults.swallows_urc(kind, self.now)
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
            if self.held.len() < HELD_MAX {
                self.held.push(Held { bytes, mark, inside: place == 1 && !prompt });
            }
            return;
        }
        self.say(&bytes, mark);
    }
}
