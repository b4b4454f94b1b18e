//! The present run of the gateway: when it started, and the last rows of the store at that time.

use std::time::Duration;

use crate::model::Now;
use crate::store::HighWater;

/// When this run started.
///
/// The age of every row of this run is known by the monotonic clock, however the wall clock jumps: a board without a
/// battery starts in the past and sets its clock minutes later.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// When it started, on the monotonic clock.
    pub since: Duration,
    /// The last rows before it started.
    pub before: HighWater,
}

impl Run {
    /// Returns the last rows before this run, if it is shorter than `span`. All later rows are younger than `span`,
    /// whatever their stamps are.
    pub fn rows_within(&self, span: Duration, now: Now) -> Option<HighWater> {
        (now.mono.saturating_sub(self.since) < span).then_some(self.before)
    }
}
