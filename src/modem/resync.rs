//! Finding the dialogue: `AT` until the modem answers, then a question with an answer of its own, until replies fit their
//! commands.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};

use super::ask::{Ask, OF_LITTLE_USE};

/// Between two tries of `AT`.
const EVERY: Duration = Duration::from_secs(1);
/// The longest that a try is given: each third doubles its time.
const LONGEST: Duration = Duration::from_secs(8);
/// Tries before the port is opened anew.
const TRIES: u8 = 15;
/// One try of so many tells the modem to answer in words.
const WORDS_EVERY: u8 = 3;
/// A late reply of a command given up has this long to pass by.
pub(super) const SETTLE: Duration = Duration::from_millis(300);
/// Questions that every modem knows, the first one best. From the first slow tries on no two in a row have an answer of the
/// same shape: what comes late of one is not the next one's.
const PROBES: [(&str, &[&str]); 3] = [("AT+CMGF?", &["+CMGF:"]), ("AT+CMEE?", &["+CMEE:"]), ("AT+CSMS?", &["+CSMS:"])];

#[derive(Debug, Default)]
pub(super) struct Resync {
    tries: u8,
    /// `AT` was answered, perhaps by the late `OK` of a command given up.
    answers: bool,
}

/// Where an answer leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    On,
    /// What is late is to pass by.
    Settle(Duration),
    Nobody,
    Modem,
}

impl Resync {
    pub fn next(&self) -> Ask<()> {
        let time = time_for(self.tries);
        if self.answers {
            let (line, prefix) = PROBES[usize::from(self.tries.saturating_sub(WORDS_EVERY)) % PROBES.len()];
            return Ask::new((), Command::plain(line, Shape::Prefixed(prefix)).within(2 * time))
                .optional(OF_LITTLE_USE);
        }
        let seems_dead = self.tries % WORDS_EVERY == WORDS_EVERY - 1;
        let command = if seems_dead { Command::results_in_words() } else { Command::attention() };
        Ask::new((), command.within(time))
    }

    pub fn replied(&mut self, reply: &Reply) -> Found {
        if !self.answers && reply.is_ok() {
            self.answers = true;
            return Found::On;
        }
        let is_anothers = reply.timed_out() || (reply.is_ok() && reply.lines.is_empty() && self.tries < TRIES);
        if self.answers && !is_anothers {
            return Found::Modem;
        }
        self.tries += 1;
        if self.answers {
            self.answers = false;
            return Found::Settle(settle(self.tries));
        }
        if self.tries >= TRIES {
            Found::Nobody
        } else if reply.timed_out() {
            Found::On
        } else {
            Found::Settle(settle(self.tries))
        }
    }
}

/// How long a try may take.
fn time_for(tries: u8) -> Duration {
    (EVERY * 2_u32.pow(u32::from(tries / WORDS_EVERY).min(3))).min(LONGEST)
}

/// How long to let pass by what is late. What a slow modem was asked too often comes one by one.
fn settle(tries: u8) -> Duration {
    if tries < WORDS_EVERY { SETTLE } else { time_for(tries) }
}
