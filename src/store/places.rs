//! Table `place`: the fingerprint of the message in each slot of a message store.

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::Place;

use super::StoreError;

/// Changes places, in a transaction.
pub struct PlaceWriter<'a>(pub(super) &'a Connection);

impl PlaceWriter<'_> {
    /// Fingerprint of the message in a slot, unless the slot was reported empty since.
    pub fn fingerprint_in(&self, place: &Place) -> Result<Option<[u8; 32]>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT fingerprint FROM place WHERE holder = ?1 AND store = ?2 AND slot = ?3")?
            .query_row(params![place.holder.to_string(), place.slot.store.as_str(), place.slot.index], |row| row.get(0))
            .optional()?)
    }

    /// Inserts or updates the fingerprint of the message in a slot.
    pub fn set_fingerprint(&self, place: &Place, fingerprint: &[u8; 32]) -> Result<(), StoreError> {
        self.0
            .prepare_cached("INSERT OR REPLACE INTO place (holder, store, slot, fingerprint) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![place.holder.to_string(), place.slot.store.as_str(), place.slot.index, fingerprint])?;
        Ok(())
    }

    /// Deletes the fingerprint of a slot, which is empty.
    pub fn delete(&self, place: &Place) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM place WHERE holder = ?1 AND store = ?2 AND slot = ?3")?.execute(params![
            place.holder.to_string(),
            place.slot.store.as_str(),
            place.slot.index
        ])?;
        Ok(())
    }
}
