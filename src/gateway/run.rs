//! Since when this run counts, and what was on disk before it.

use std::time::Duration;

use crate::model::Now;
use crate::store::HighWater;

/// Of what is younger than the run the age is known by the monotonic clock, however the wall clock jumps: a board
/// without a battery begins in the past and is set right minutes later.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub since: Duration,
    pub before: HighWater,
}

impl Run {
    /// Rows younger than this are no older than `span`, whatever their stamp says.
    pub fn surely_within(&self, span: Duration, now: Now) -> Option<HighWater> {
        (now.mono.saturating_sub(self.since) < span).then_some(self.before)
    }
}
