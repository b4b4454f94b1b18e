//! Keeps the states of lines and collects changes, which forwarders publish.

use std::collections::BTreeMap;

use crate::flow::DeviceReport;
use crate::flow::lines::{LineState, Lines};
use crate::flow::routing::Directory;
use crate::model::{LineId, Name, Now, Timestamp};

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
    /// A line received a message.
    Received(LineId, Timestamp),
}

impl Presence {
    /// Creates it with the configured lines, which no device has reported yet. `received`: when each line received its
    /// last message.
    pub fn new(directory: &Directory, received: BTreeMap<LineId, Timestamp>, now: Timestamp) -> Self {
        let lines = Lines::new(received);
        Self { changed: lines.unseen(directory, now), lines }
    }

    /// Applies an effect of a commit.
    pub fn apply(&mut self, effect: Effect, directory: &Directory, now: Now) {
        self.changed.extend(match effect {
            Effect::Reported(report) => self.lines.update(&report, directory, now.wall),
            Effect::Ended(device) => self.lines.remove_device(&device, directory, now.wall),
            Effect::Received(line, at) => {
                self.lines.note_received(&line, at);
                Vec::new()
            }
        });
    }

    /// Collects the states of all lines, because their names or numbers changed.
    pub fn rename_lines(&mut self, directory: &Directory, now: Now) {
        self.changed.extend(self.lines.all(directory, now.wall));
    }

    /// The lines of all devices, as they reported last.
    pub fn lines(&self) -> &Lines {
        &self.lines
    }

    /// Takes the states that changed since the last call.
    pub fn take_changed(&mut self, directory: &Directory, now: Now) -> Vec<LineState> {
        let mut changed = std::mem::take(&mut self.changed);
        changed.extend(self.lines.take_received(directory, now));
        changed
    }
}
