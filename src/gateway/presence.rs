//! Which line is where, for those who show lines.

use crate::flow::DeviceReport;
use crate::flow::lines::{LineState, Lines};
use crate::flow::routing::Directory;
use crate::model::{Now, Timestamp};

#[derive(Debug)]
pub struct Presence {
    lines: Lines,
    /// To be shown with the next actions.
    changed: Vec<LineState>,
}

impl Presence {
    pub fn new(directory: &Directory, now: Timestamp) -> Self {
        Self { lines: Lines::default(), changed: Lines::unseen(directory, now) }
    }

    /// A device's report is on disk.
    pub fn report(&mut self, report: &DeviceReport, directory: &Directory, now: Now) {
        self.changed.extend(self.lines.report(report, directory, now.wall));
    }

    pub fn take_changed(&mut self) -> Vec<LineState> {
        std::mem::take(&mut self.changed)
    }
}
