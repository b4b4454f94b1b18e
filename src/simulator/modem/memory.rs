//! The card and the modem's own message stores, and how the host addresses them (3GPP TS 27.005 3.2.2).

use super::card::SimCard;
use super::personality::StorePlan;
use super::storage::{Status, Store, Stored, parts};
use crate::model::{Slot, StoreName};

#[derive(Debug)]
pub(super) struct Memory {
    /// The card, with the store `SM`; `None` while no card is in the modem.
    pub card: Option<SimCard>,
    me: Store,
    /// Status reports, on models that store them separately.
    sr: Store,
    index_base: u16,
}

impl Memory {
    pub fn new(plan: &StorePlan, card: SimCard) -> Self {
        Self { card: Some(card), me: Store::new(plan.me), sr: Store::new(plan.sr), index_base: plan.index_base }
    }

    /// A physical store. `None`: there is no such store, or no card.
    pub fn store(&self, name: StoreName) -> Option<&Store> {
        match name {
            StoreName::SM => self.card.as_ref().map(|card| &card.messages),
            StoreName::ME => Some(&self.me),
            StoreName::SR => Some(&self.sr),
            _ => None,
        }
    }

    pub fn store_mut(&mut self, name: StoreName) -> Option<&mut Store> {
        match name {
            StoreName::SM => self.card.as_mut().map(|card| &mut card.messages),
            StoreName::ME => Some(&mut self.me),
            StoreName::SR => Some(&mut self.sr),
            _ => None,
        }
    }

    /// Whether the modem has a separate store for status reports.
    pub fn has_report_store(&self) -> bool {
        self.sr.capacity() > 0
    }

    /// The slot at a position of a physical store, as the host counts it.
    pub fn slot(&self, store: StoreName, position: usize) -> Slot {
        let index = self.index_base + u16::try_from(position).unwrap_or(u16::MAX);
        Slot { store, index }
    }

    /// The physical store and the position of an index in `name`, if there is such a place.
    pub fn locate(&self, name: StoreName, index: u32) -> Option<(StoreName, usize)> {
        let mut position = usize::try_from(index).ok()?.checked_sub(usize::from(self.index_base))?;
        for name in parts(name) {
            let capacity = self.store(*name).map_or(0, Store::capacity);
            if position < capacity {
                return Some((*name, position));
            }
            position -= capacity;
        }
        None
    }

    /// `<used>,<total>`
    pub fn counts(&self, name: StoreName) -> String {
        let stores = || parts(name).iter().filter_map(|part| self.store(*part));
        format!("{},{}", stores().map(Store::used).sum::<usize>(), stores().map(Store::capacity).sum::<usize>())
    }

    /// All occupied slots, with drafts.
    pub fn occupied(&self) -> Vec<(Slot, &Stored)> {
        let mut all = Vec::new();
        for name in [StoreName::SM, StoreName::ME, StoreName::SR] {
            let Some(store) = self.store(name) else { continue };
            all.extend(store.iter().map(|(position, stored)| (self.slot(name, position), stored)));
        }
        all
    }

    /// Puts a message into the first of these physical stores that has room.
    pub fn put(&mut self, names: &[StoreName], stored: &Stored) -> Option<Slot> {
        let put = |name: &StoreName| Some((*name, self.store_mut(*name)?.put(stored.clone())?));
        let (name, position) = names.iter().find_map(put)?;
        Some(self.slot(name, position))
    }

    /// Whether none of these physical stores has room.
    pub fn is_full(&self, names: &[StoreName]) -> bool {
        names.iter().all(|name| self.store(*name).is_none_or(Store::is_full))
    }

    /// Fills the stores for messages with drafts.
    pub fn fill(&mut self) {
        for name in [StoreName::SM, StoreName::ME] {
            let Some(store) = self.store_mut(name) else { continue };
            while store.put(Stored { status: Status::Unsent, pdu: draft() }).is_some() {}
        }
    }

    /// Removes the drafts that [`Self::fill`] wrote.
    pub fn remove_drafts(&mut self) {
        for name in [StoreName::SM, StoreName::ME] {
            let Some(store) = self.store_mut(name) else { continue };
            let drafts: Vec<usize> =
                store.iter().filter(|(_, stored)| stored.pdu == draft()).map(|(position, _)| position).collect();
            for position in drafts {
                store.take(position);
            }
        }
    }
}

/// A draft: an SMS-SUBMIT to `+12025550100`, "hi".
fn draft() -> Vec<u8> {
    vec![0, 0x01, 0, 11, 0x91, 0x21, 0x20, 0x55, 0x05, 0x01, 0xF0, 0, 0, 2, 0xE8, 0x34]
}
