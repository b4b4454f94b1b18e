//! What the modem says by itself while it is not served: nobody knows yet whose it is.

use std::time::Duration;

use crate::at::urc::Direct;
use crate::model::Slot;

/// No network hands over more while none is acknowledged; modems that acknowledge by themselves may.
const EARLY_MAX: usize = 16;
/// A flood of announcements is of no use: every store is listed when the modem is ready.
const SLOTS_MAX: usize = 256;

#[derive(Debug, Default)]
pub(super) struct Heard {
    /// Messages that were handed over, with the time until which each may be acknowledged.
    pub early: Vec<(Direct, Duration)>,
    pub slots: Vec<Slot>,
    /// The last message that was handed over spoilt: what comes the same twice is what was sent.
    pub spoilt: Option<Vec<u8>>,
}

impl Heard {
    pub fn direct(&mut self, direct: Direct, until: Duration) {
        if self.early.len() < EARLY_MAX {
            self.early.push((direct, until));
        }
    }

    pub fn stored(&mut self, slot: Slot) {
        if self.slots.len() < SLOTS_MAX {
            self.slots.push(slot);
        }
    }

    /// The modem waits for no acknowledgement of what came until now: it may have restarted, or have acknowledged it by
    /// itself.
    pub fn void_early(&mut self) {
        self.early.iter_mut().for_each(|(_, until)| *until = Duration::ZERO);
    }

    /// The modem is made ready from the beginning.
    pub fn restarted(&mut self) {
        self.void_early();
        self.slots.clear();
    }
}
