//! Commands that a modem doesn't answer, though it answers others: some firmware ignores unknown commands. If the modem
//! can be served without such a command, it counts as refused. It is sent again now and then, because the silence may
//! have had another cause.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::Final;
use crate::at::session::End;

/// The time until the command is sent again. It doubles up to the longest one.
const FIRST: Duration = Duration::from_secs(300);
const LONGEST: Duration = Duration::from_secs(3600);
/// How long to wait for an answer that is probably not coming.
const AGAIN: Duration = Duration::from_millis(700);

/// The unanswered commands, by their text.
#[derive(Debug, Default)]
pub(super) struct SilentCommands(BTreeMap<String, Misses>);

#[derive(Debug, Default)]
struct Misses {
    /// The number of misses in a row.
    times: u8,
    /// The command is not sent before this time.
    until: Duration,
}

impl SilentCommands {
    /// Whether a command counts as refused now.
    pub fn contains(&self, command: &str, now: Duration) -> bool {
        self.0.get(command).is_some_and(|missed| now < missed.until)
    }

    /// Notes that a command was answered.
    pub fn note_answer(&mut self, command: &str) {
        self.0.remove(command);
    }

    /// How long to wait for the answer, if less than usual: a command that was missed before, or one of a modem that
    /// ignores another one, is answered at once or never.
    pub fn patience(&self, command: &str, now: Duration) -> Option<Duration> {
        (self.0.contains_key(command) || self.ignores_any(now)).then_some(AGAIN)
    }

    fn ignores_any(&self, now: Duration) -> bool {
        self.0.values().any(|missed| now < missed.until)
    }

    /// Notes a missed deadline. From `misses_max` misses on, the command counts as refused; from half as many, if the
    /// modem ignores another command already.
    pub fn note_miss(&mut self, command: &str, misses_max: u8, now: Duration) {
        let misses_max = if self.ignores_any(now) { misses_max.div_ceil(2) } else { misses_max };
        let missed = self.0.entry(command.to_owned()).or_default();
        missed.times = missed.times.saturating_add(1);
        if let Some(more) = missed.times.checked_sub(misses_max) {
            missed.until = now + (FIRST * 2_u32.pow(u32::from(more.min(8)))).min(LONGEST);
        }
    }
}

/// The reply that stands in for the missing one.
pub(super) fn refusal() -> Reply {
    Reply { rows: Vec::new(), end: End::Final(Final::Error), body_sent: false }
}
