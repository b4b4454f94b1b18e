//! Stores in which no message finds room: full of what is not to be deleted, or can't be. Where there is another one it
//! receives; else a person is told what to do.

use crate::at::reply::StoreUse;
use crate::model::{Slot, StoreName};

use super::known::Known;
use super::slots::{Held, Slots};

/// Refusals in a row by which a message is taken for one that can't be deleted.
const DELETE_REFUSED: u32 = 4;

impl Slots {
    /// Whether a store that receives is full of what stays there from now on: drafts, and what can't be deleted.
    pub fn note_clog(&self, store: StoreName, known: &mut Known) -> bool {
        if self.plan().receiver() != Some(store) {
            return false;
        }
        let Some(&StoreUse { used, total, .. }) = self.totals.get(&store) else { return false };
        let is_refused = |slot: &Slot| known.stores.failures.get(slot).is_some_and(|times| *times >= DELETE_REFUSED);
        let stays = |(slot, held): &(&Slot, &Held)| slot.store == store && (**held == Held::Draft || is_refused(slot));
        let stuck = self.held.iter().filter(stays).count();
        let is_clogged = total > 0 && used >= total && stuck >= usize::from(total);
        is_clogged && known.stores.clogged.insert(store, total).is_none()
    }

    /// Why nothing can arrive, where that is so.
    pub fn clogged_reason(&self, known: &Known) -> Option<String> {
        let store = self.plan().receiver()?;
        let total = known.stores.clogged.get(&store)?;
        Some(format!(
            "nothing can arrive: its store {store} is full, and of {total} messages there none can be deleted by \
             simgate (drafts, or the modem refuses): delete them with a phone, or by `AT+CMGD`"
        ))
    }
}
