//! Stores that no message fits into: they are full of messages that simgate must not or can't delete. If the modem has
//! another store, that one receives; otherwise the state of the device contains advice for the user.

use crate::at::reply::StoreUse;
use crate::model::{Slot, StoreName};

use super::modem_info::ModemInfo;
use super::slot_types::SlotState;
use super::slots::Slots;

/// After this many refusals in a row a message counts as one that can't be deleted.
const DELETE_REFUSED: u32 = 4;

impl Slots {
    /// Whether a receiving store is newly unusable: full of drafts and of messages that can't be deleted.
    pub fn note_unusable(&self, store: StoreName, modem: &mut ModemInfo) -> bool {
        if self.plan().receiver() != Some(store) {
            return false;
        }
        let Some(&StoreUse { used, total, .. }) = self.totals.get(&store) else { return false };
        let is_refused = |slot: &Slot| modem.stores.failures.get(slot).is_some_and(|times| *times >= DELETE_REFUSED);
        let remains = |(slot, state): &(&Slot, &SlotState)| {
            slot.store == store && (**state == SlotState::Draft || is_refused(slot))
        };
        let stuck = self.occupied.iter().filter(remains).count();
        let is_unusable = total > 0 && used >= total && stuck >= usize::from(total);
        is_unusable && modem.stores.unusable.insert(store, total).is_none()
    }

    /// Whether nothing can arrive.
    pub fn is_receiver_unusable(&self, modem: &ModemInfo) -> bool {
        self.plan().receiver().is_some_and(|store| modem.stores.unusable.contains_key(&store))
    }

    /// The reason for users if nothing can arrive.
    pub fn unusable_reason(&self, modem: &ModemInfo) -> Option<String> {
        let store = self.plan().receiver()?;
        let total = modem.stores.unusable.get(&store)?;
        Some(format!(
            "nothing can arrive: its store {store} is full, and of {total} messages there none can be deleted by \
             simgate (drafts, or the modem refuses): delete them with a phone, or by `AT+CMGD`"
        ))
    }
}
