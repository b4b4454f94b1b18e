//! The timers of the phone.

use std::collections::BTreeMap;
use std::time::Duration;

use super::inbox::Arrived;
use super::journey::Step;

/// What happens after a time.
#[derive(Debug)]
pub(super) enum Timer {
    /// Android reports on a message of this id to this recipient.
    Radio { message: String, number: String, step: Step },
    /// Android starts the app again.
    StartApp,
    /// Android has downloaded an MMS.
    Downloaded(Arrived),
    /// The app's ping is due.
    Ping,
}

/// The timers that run, by their time. Those of the same time fire in the order in which they were set.
#[derive(Debug, Default)]
pub(super) struct Timers {
    running: BTreeMap<(Duration, u64), Timer>,
    /// How many were ever set.
    count: u64,
}

impl Timers {
    pub fn set(&mut self, at: Duration, timer: Timer) {
        self.count += 1;
        self.running.insert((at, self.count), timer);
    }

    /// When the next timer fires.
    pub fn next_at(&self) -> Option<Duration> {
        self.running.first_key_value().map(|((at, _), _)| *at)
    }

    /// Removes the next timer.
    pub fn take_next(&mut self) -> Option<Timer> {
        self.running.pop_first().map(|(_, timer)| timer)
    }

    /// Removes the timers for which `is_cancelled` is true.
    pub fn cancel(&mut self, is_cancelled: impl Fn(&Timer) -> bool) {
        self.running.retain(|_, timer| !is_cancelled(timer));
    }
}
