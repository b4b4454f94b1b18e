//! Commands that a modem leaves without any answer, though it answers others: firmwares have been seen to swallow what
//! they do not know. What it can do without is then taken for refused, and asked again only now and then: it may have
//! been something else.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::Final;
use crate::at::session::End;

/// From one time to the next, and the longest wait that comes of doubling it.
const FIRST: Duration = Duration::from_secs(300);
const LONGEST: Duration = Duration::from_secs(3600);

#[derive(Debug, Default)]
pub(super) struct Unanswered(BTreeMap<String, Missed>);

#[derive(Debug, Default)]
struct Missed {
    /// In a row.
    times: u8,
    /// It is not asked for before.
    until: Duration,
}

impl Unanswered {
    /// Nothing will come of it.
    pub fn knows(&self, command: &str, now: Duration) -> bool {
        self.0.get(command).is_some_and(|missed| now < missed.until)
    }

    pub fn answered(&mut self, command: &str) {
        self.0.remove(command);
    }

    /// One that the modem can do without from `misses_max` misses on.
    pub fn missed(&mut self, command: &str, misses_max: u8, now: Duration) {
        let missed = self.0.entry(command.to_owned()).or_default();
        missed.times = missed.times.saturating_add(1);
        if let Some(more) = missed.times.checked_sub(misses_max) {
            missed.until = now + (FIRST * 2_u32.pow(u32::from(more.min(8)))).min(LONGEST);
        }
    }
}

/// What stands for the answer that does not come.
pub(super) fn refused() -> Reply {
    Reply { lines: Vec::new(), end: End::Final(Final::Error), handed_over: false }
}
