//! Messages and announcements that arrive while the modem is not served. The card that they belong to is not known yet.

use std::time::Duration;

use crate::at::urc::Direct;
use crate::model::Slot;

/// The most direct messages that are kept. No network sends more without an acknowledgement; a modem that acknowledges
/// by itself may.
const MESSAGES_MAX: usize = 16;
/// The most announcements that are kept. More are useless, because every store is listed after the startup.
const SLOTS_MAX: usize = 256;

/// The backlog of one port.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    /// Direct messages, each with the time until which it may be acknowledged.
    pub messages: Vec<(Direct, Duration)>,
    /// Announced slots.
    pub slots: Vec<Slot>,
    /// The last direct message that was corrupted: two equal copies are accepted.
    pub corrupted: Option<Vec<u8>>,
}

impl Backlog {
    /// Adds a direct message, which may be acknowledged until this time.
    pub fn add_message(&mut self, direct: Direct, until: Duration) {
        if self.messages.len() < MESSAGES_MAX {
            self.messages.push((direct, until));
        }
    }

    /// Adds an announced slot.
    pub fn add_slot(&mut self, slot: Slot) {
        if self.slots.len() < SLOTS_MAX {
            self.slots.push(slot);
        }
    }

    /// Notes that the modem expects no acknowledgement of earlier messages: it may have restarted, or have acknowledged
    /// them by itself.
    pub fn void_deadlines(&mut self) {
        self.messages.iter_mut().for_each(|(_, until)| *until = Duration::ZERO);
    }

    /// Notes that a startup begins.
    pub fn reset(&mut self) {
        self.void_deadlines();
        self.slots.clear();
    }
}
