//! Commands that a modem leaves without any answer, though it answers others: firmwares have been seen to swallow what
//! they do not know. What it can do without is then taken for refused, and asked again only now and then: it may have
//! been something else.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::Reply;
use crate::at::command::Command;
use crate::at::reply::Final;
use crate::at::session::End;

use super::doing::Doing;

/// From one time to the next, and the longest wait that comes of doubling it.
const FIRST: Duration = Duration::from_secs(300);
const LONGEST: Duration = Duration::from_secs(3600);

#[derive(Debug, Default)]
pub(super) struct Mute {
    missed: BTreeMap<String, Missed>,
    /// What is in flight, and how often it may be missed, if it can be done without.
    asked: Option<(String, u8)>,
}

#[derive(Debug, Default)]
struct Missed {
    /// In a row.
    times: u8,
    /// It is not asked for before.
    until: Duration,
}

impl Mute {
    /// Nothing will come of it.
    pub fn knows(&self, command: &Command, now: Duration) -> bool {
        self.missed.get(command.line()).is_some_and(|missed| now < missed.until)
    }

    pub fn begin(&mut self, doing: &Doing, command: &Command) {
        self.asked = doing.misses_max().map(|most| (command.line().to_owned(), most));
    }

    /// Returns what was left without an answer now.
    pub fn over(&mut self, answered: bool, now: Duration) -> Option<String> {
        let (asked, most) = self.asked.take()?;
        if answered {
            self.missed.remove(&asked);
            return None;
        }
        let missed = self.missed.entry(asked.clone()).or_default();
        missed.times = missed.times.saturating_add(1);
        if let Some(more) = missed.times.checked_sub(most) {
            missed.until = now + (FIRST * 2_u32.pow(u32::from(more.min(8)))).min(LONGEST);
        }
        Some(asked)
    }

    /// Another modem may be behind the port.
    pub fn forget(&mut self) {
        self.missed.clear();
    }
}

/// What stands for the answer that does not come.
pub(super) fn refused() -> Reply {
    Reply { lines: Vec::new(), end: End::Final(Final::Error), handed_over: false }
}
