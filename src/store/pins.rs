//! Table `pin`: the journal of tried PINs. `fingerprint` is the keyed fingerprint of a PIN on a card.

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::pin::History;

use super::StoreError;

/// Changes the journal, in a transaction.
pub struct PinWriter<'a>(pub(super) &'a Connection);

impl PinWriter<'_> {
    /// The journal's entries about a PIN on a card.
    pub fn history(&self, card: &str, fingerprint: &[u8; 32]) -> Result<History, StoreError> {
        let found = self
            .0
            .prepare_cached("SELECT opened, failed, unsettled FROM pin WHERE card = ?1 AND mark = ?2")?
            .query_row(params![card, fingerprint], |row| {
                Ok(History { opened: row.get(0)?, failed: row.get(1)?, unsettled: row.get(2)? })
            })
            .optional()?;
        Ok(found.unwrap_or(History { opened: false, failed: false, unsettled: false }))
    }

    /// Writes that a PIN will be tried, with an unknown outcome.
    pub fn mark_unsettled(&self, card: &str, fingerprint: &[u8; 32]) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO pin (card, mark, unsettled) VALUES (?1, ?2, 1)
                 ON CONFLICT (card, mark) DO UPDATE SET unsettled = 1",
            )?
            .execute(params![card, fingerprint])?;
        Ok(())
    }

    /// Writes the outcome of a try.
    pub fn set_outcome(&self, card: &str, fingerprint: &[u8; 32], opened: bool) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO pin (card, mark, opened, failed) VALUES (?1, ?2, ?3, NOT ?3)
                 ON CONFLICT (card, mark) DO UPDATE SET unsettled = 0, opened = opened OR ?3, failed = NOT ?3",
            )?
            .execute(params![card, fingerprint, opened])?;
        Ok(())
    }

    /// Writes that a PIN opened its card, if its outcome was unknown.
    pub fn mark_opened(&self, card: &str, fingerprint: &[u8; 32]) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE pin SET unsettled = 0, opened = 1 WHERE card = ?1 AND mark = ?2 AND unsettled = 1")?
            .execute(params![card, fingerprint])?;
        Ok(())
    }
}
