//! Which line is where, for those who show lines.

use crate::flow::DeviceReport;
use crate::flow::lines::{LineState, Lines};
use crate::flow::routing::Directory;
use crate::model::{Name, Now, Timestamp};

#[derive(Debug)]
pub struct Presence {
    lines: Lines,
    /// To be shown with the next actions.
    changed: Vec<LineState>,
}

/// What a transaction leads to once it is on disk.
pub enum Effect {
    Reported(DeviceReport),
    Ended(Name),
}

impl Presence {
    pub fn new(directory: &Directory, now: Timestamp) -> Self {
        Self { lines: Lines::default(), changed: Lines::unseen(directory, now) }
    }

    pub fn apply(&mut self, effect: Effect, directory: &Directory, now: Now) {
        self.changed.extend(match effect {
            Effect::Reported(report) => self.lines.report(&report, directory, now.wall),
            Effect::Ended(device) => self.lines.ended(&device, directory, now.wall),
        });
    }

    /// Lines have other names or numbers than before.
    pub fn renamed(&mut self, directory: &Directory, now: Now) {
        self.changed.extend(self.lines.all(directory, now.wall));
    }

    pub fn take_changed(&mut self) -> Vec<LineState> {
        std::mem::take(&mut self.changed)
    }
}
