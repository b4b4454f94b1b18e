//! Stores in which no message finds room: without places, or full of what is not to be deleted, or can't be. Where
//! there is another one it receives; else a person is told what to do.

use crate::at::Reply;
use crate::at::reply::{StoreUse, selected_uses};
use crate::model::{Now, Slot, StoreName};

use super::line::Line;
use super::storage::{Held, Storage};

/// Refusals in a row by which a message is taken for one that can't be deleted.
const DELETE_REFUSED: u32 = 4;

impl Storage {
    /// Where new messages go.
    pub(super) fn receiver(&self) -> Option<StoreName> {
        self.selections.get(self.selection)?.last().copied()
    }

    /// Whether a message finds room in the store that receives by this selection, which the modem took. A store that is
    /// clogged will do where there is no other: a person has to look.
    pub fn can_receive(&self, selection: usize, reply: &Reply) -> bool {
        let Some(stores) = self.selections.get(selection) else { return false };
        let uses = reply.find(selected_uses).unwrap_or_default();
        let has_places = uses.len() != stores.len() || uses.last().is_none_or(|(_, total)| *total > 0);
        has_places && (!self.is_clogged(selection) || self.all_clogged())
    }

    /// Whether the store that receives by this selection is full of what stays there.
    pub fn is_clogged(&self, selection: usize) -> bool {
        let receiver = self.selections.get(selection).and_then(|stores| stores.last());
        receiver.is_some_and(|store| self.clogged.contains_key(store))
    }

    fn all_clogged(&self) -> bool {
        (0..self.selections.len()).all(|selection| self.is_clogged(selection))
    }

    /// A store was listed, or what lies in it could not be deleted: whether it is full of such things from now on.
    fn note_clog(&mut self, store: StoreName) -> bool {
        let Some(&StoreUse { used, total, .. }) = self.totals.get(&store) else { return false };
        let stays = |(slot, held): &(&Slot, &Held)| {
            slot.store == store
                && (**held == Held::Draft || self.failures.get(slot).is_some_and(|times| *times >= DELETE_REFUSED))
        };
        let stuck = self.held.iter().filter(stays).count();
        let is_clogged = total > 0 && used >= total && stuck >= usize::from(total);
        is_clogged && self.clogged.insert(store, total).is_none()
    }

    /// A store has room again. Returns whether that is news.
    pub(super) fn note_room(&mut self, counted: StoreUse) -> bool {
        counted.used < counted.total && self.clogged.remove(&counted.store).is_some()
    }

    /// Why nothing can arrive, where that is so.
    pub fn clogged_reason(&self) -> Option<String> {
        let store = self.receiver()?;
        let total = self.clogged.get(&store)?;
        Some(format!(
            "nothing can arrive: its store {store} is full, and of {total} messages there none can be deleted by \
             simgate (drafts, or the modem refuses): delete them with a phone, or by `AT+CMGD`"
        ))
    }
}

impl Line {
    /// A store that receives and is full of what stays there: another one receives, or a person has to look.
    pub(super) fn look_for_clog(&mut self, store: StoreName, now: Now) {
        if self.storage.receiver() != Some(store) || !self.storage.note_clog(store) {
            return;
        }
        if !self.storage.all_clogged() {
            self.begin_again("its message store is full of what can't be deleted: another one shall receive", now);
        } else {
            self.enter_ready();
        }
    }
}
