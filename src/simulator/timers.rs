//! Timers of a simulated modem or phone.

use std::collections::BTreeMap;
use std::time::Duration;

/// The timers that run, by their time. Those of the same time fire in the order in which they were set.
#[derive(Debug)]
pub(super) struct Timers<T> {
    running: BTreeMap<(Duration, u64), T>,
    /// How many were ever set.
    count: u64,
}

impl<T> Default for Timers<T> {
    fn default() -> Self {
        Self { running: BTreeMap::new(), count: 0 }
    }
}

impl<T> Timers<T> {
    pub fn set(&mut self, at: Duration, timer: T) {
        self.count += 1;
        self.running.insert((at, self.count), timer);
    }

    /// When the next timer fires.
    pub fn next_at(&self) -> Option<Duration> {
        self.running.first_key_value().map(|((at, _), _)| *at)
    }

    /// Removes the next timer.
    pub fn take_next(&mut self) -> Option<T> {
        self.running.pop_first().map(|(_, timer)| timer)
    }

    /// Removes the timers for which `is_cancelled` is true.
    pub fn cancel(&mut self, is_cancelled: impl Fn(&T) -> bool) {
        self.running.retain(|_, timer| !is_cancelled(timer));
    }

    pub fn clear(&mut self) {
        self.running.clear();
    }
}
