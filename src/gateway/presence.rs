//! Keeps the states of lines and collects changes, which forwarders publish.

use crate::flow::DeviceReport;
use crate::flow::lines::{LineState, Lines};
use crate::flow::routing::Directory;
use crate::model::{Name, Now, Timestamp};

/// The states of all lines.
#[derive(Debug)]
pub struct Presence {
    lines: Lines,
    /// States to publish with the next actions.
    changed: Vec<LineState>,
}

/// What follows a commit.
pub enum Effect {
    /// A device reported its state and its lines.
    Reported(DeviceReport),
    /// A device ended.
    Ended(Name),
}

impl Presence {
    /// Creates it with the configured lines, which no device has reported yet.
    pub fn new(directory: &Directory, now: Timestamp) -> Self {
        Self { lines: Lines::default(), changed: Lines::unseen(directory, now) }
    }

    /// Applies an effect of a commit.
    pub fn apply(&mut self, effect: Effect, directory: &Directory, now: Now) {
        self.changed.extend(match effect {
            Effect::Reported(report) => self.lines.update(&report, directory, now.wall),
            Effect::Ended(device) => self.lines.remove_device(&device, directory, now.wall),
        });
    }

    /// Collects the states of all lines, because their names or numbers changed.
    pub fn rename_lines(&mut self, directory: &Directory, now: Now) {
        self.changed.extend(self.lines.all(directory, now.wall));
    }

    /// Takes the states that changed since the last call.
    pub fn take_changed(&mut self) -> Vec<LineState> {
        std::mem::take(&mut self.changed)
    }
}
