//! Messages that wait for the rest of their parts, and until when.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::assembly;
use crate::model::{MessageRow, Now};
use crate::store::{Store, StoreError};

/// What a transaction leads to once it is on disk.
pub enum Effect {
    /// The first part of a message came: so long the others are waited for.
    Waits(MessageRow, Duration),
    /// It has all the parts that it will have.
    Complete(MessageRow),
}

/// When each half message is delivered as it is.
#[derive(Debug, Default)]
pub struct Groups(BTreeMap<MessageRow, Duration>);

impl Groups {
    /// Those that the run before this one left.
    pub fn load(store: &Store, wait: Duration, now: Now) -> Result<Self, StoreError> {
        let left = |first_at| assembly::time_left(first_at, now.wall, wait);
        let groups = store.assembling()?.into_iter();
        Ok(Self(groups.map(|(message, first_at)| (message, now.mono + left(first_at))).collect()))
    }

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

    /// Those whose time is over.
    pub fn over(&self, now: Duration) -> Vec<MessageRow> {
        self.0.iter().filter(|&(_, &due)| due <= now).map(|(&message, _)| message).collect()
    }

    pub fn wake_at(&self) -> Option<Duration> {
        self.0.values().copied().min()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
