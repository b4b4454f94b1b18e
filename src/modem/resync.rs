//! Synchronises the dialogue: sends `AT` until the modem answers, then a query with a distinct answer, until the reply
//! belongs to the command.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::session::End;

use super::next_command::{LITTLE_USE, NextCommand};

/// The timeout of the first tries of `AT`.
const EVERY: Duration = Duration::from_secs(1);
/// The longest timeout of a try; it doubles at every third try.
const LONGEST: Duration = Duration::from_secs(8);
/// After this many tries the port is opened again.
const TRIES: u8 = 15;
/// One of this many tries switches on result codes in words.
const WORDS_EVERY: u8 = 3;
/// How long to wait for a late reply of an ended command to pass.
pub(super) const SETTLE: Duration = Duration::from_millis(300);
/// Queries that every modem supports, the best one first. Once the tries are slow, two queries in a row have answers of
/// different forms, so that a late answer can't be taken for the next one's.
const PROBES: [(&str, &[&str]); 3] = [("AT+CMGF?", &["+CMGF:"]), ("AT+CMEE?", &["+CMEE:"]), ("AT+CSMS?", &["+CSMS:"])];

/// The tries so far.
#[derive(Debug, Default)]
pub struct Resync {
    tries: u8,
    /// `AT` was answered, perhaps by the late `OK` of an ended command.
    answers: bool,
    /// The modem has answered anything.
    heard: bool,
}

/// What a reply leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum Progress {
    /// The next try follows.
    Continue,
    /// Wait this long for late replies to pass, then try again.
    Settle(Duration),
    /// No modem answers: the port is opened again.
    NoModem,
    /// Replies belong to their commands.
    Synchronised,
}

impl Resync {
    /// The command of the next try.
    pub fn command(&self) -> Command {
        self.next().command
    }

    /// The next try. A modem that ignores the query can be served without it.
    pub(super) fn next(&self) -> NextCommand<()> {
        let time = time_for(self.tries);
        if self.answers {
            let (line, prefix) = PROBES[usize::from(self.tries.saturating_sub(WORDS_EVERY)) % PROBES.len()];
            return NextCommand::new((), Command::plain(line, Shape::Prefixed(prefix)).within(2 * time))
                .optional(LITTLE_USE);
        }
        if !self.heard && self.tries > 2 * WORDS_EVERY && self.tries % WORDS_EVERY == 1 {
            // Some modems don't answer a bare `AT`. The next query has an answer of another form.
            let (line, prefix) = PROBES[usize::from(self.tries - WORDS_EVERY + 1) % PROBES.len()];
            return NextCommand::new((), Command::plain(line, Shape::Prefixed(prefix)).within(time));
        }
        let seems_dead = self.tries % WORDS_EVERY == WORDS_EVERY - 1;
        let command = if seems_dead { Command::results_in_words() } else { Command::attention() };
        NextCommand::new((), command.within(time))
    }

    /// Handles the reply to a try.
    pub fn replied(&mut self, reply: &Reply) -> Progress {
        self.heard |= !reply.timed_out();
        // Some modems answer a bare `AT` with `ERROR`.
        if !self.answers && matches!(reply.end, End::Final(_)) {
            self.answers = true;
            return Progress::Continue;
        }
        let is_stale = reply.timed_out() || (reply.is_ok() && reply.rows.is_empty() && self.tries < TRIES);
        if self.answers && !is_stale {
            return Progress::Synchronised;
        }
        self.tries += 1;
        if self.answers {
            self.answers = false;
            return Progress::Settle(settle(self.tries));
        }
        if self.tries >= TRIES {
            Progress::NoModem
        } else if reply.timed_out() {
            Progress::Continue
        } else {
            Progress::Settle(settle(self.tries))
        }
    }
}

/// The timeout of a try.
fn time_for(tries: u8) -> Duration {
    (EVERY * 2_u32.pow(u32::from(tries / WORDS_EVERY).min(3))).min(LONGEST)
}

/// How long to wait for late replies to pass. A slow modem answers all the earlier tries one by one.
fn settle(tries: u8) -> Duration {
    if tries < WORDS_EVERY { SETTLE } else { time_for(tries) }
}
