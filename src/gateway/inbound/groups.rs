//! Messages that wait for more parts, and when the wait ends.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::assembly;
use crate::model::{MessageRow, Now};
use crate::store::{Store, StoreError};

/// What follows a commit.
pub enum Effect {
    /// The first part of a message was written. The others have this time to arrive.
    Waits(MessageRow, Duration),
    /// A message waits for no more parts.
    Complete(MessageRow),
}

/// When the wait of each message ends, on the monotonic clock.
#[derive(Debug, Default)]
pub struct Groups(BTreeMap<MessageRow, Duration>);

impl Groups {
    /// Loads the messages that the run before this one left waiting.
    pub fn load(store: &Store, wait: Duration, now: Now) -> Result<Self, StoreError> {
        let left = |first_at| assembly::time_left(first_at, now.wall, wait);
        let groups = store.messages().assembling()?.into_iter();
        Ok(Self(groups.map(|(message, first_at)| (message, now.mono + left(first_at))).collect()))
    }

    /// Applies an effect of a commit.
    pub fn apply(&mut self, effect: Effect, now: Now) {
        match effect {
            Effect::Waits(message, wait) => {
                self.0.insert(message, now.mono + wait);
            }
            Effect::Complete(message) => {
                self.0.remove(&message);
            }
        }
    }

    /// Messages whose wait is over.
    pub fn over(&self, now: Duration) -> Vec<MessageRow> {
        self.0.iter().filter(|&(_, &due)| due <= now).map(|(&message, _)| message).collect()
    }

    /// When the next wait ends.
    pub fn wake_at(&self) -> Option<Duration> {
        self.0.values().copied().min()
    }

    /// Whether no message waits.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
