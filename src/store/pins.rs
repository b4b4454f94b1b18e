//! The journal of PINs tried.

use rusqlite::{OptionalExtension, params};

use crate::flow::pin::History;

use super::{StoreError, Tx};

impl Tx<'_> {
    pub fn pin_history(&self, card: &str, mark: &[u8; 32]) -> Result<History, StoreError> {
        let found = self
            .0
            .prepare_cached("SELECT opened, failed, unsettled FROM pin WHERE card = ?1 AND mark = ?2")?
            .query_row(params![card, mark], |row| {
                Ok(History { opened: row.get(0)?, failed: row.get(1)?, unsettled: row.get(2)? })
            })
            .optional()?;
        Ok(found.unwrap_or(History { opened: false, failed: false, unsettled: false }))
    }

    /// A try is about to be made: until its outcome is heard of, it is not known.
    pub fn pin_risked(&self, card: &str, mark: &[u8; 32]) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO pin (card, mark, unsettled) VALUES (?1, ?2, 1)
                 ON CONFLICT (card, mark) DO UPDATE SET unsettled = 1",
            )?
            .execute(params![card, mark])?;
        Ok(())
    }

    pub fn pin_tried(&self, card: &str, mark: &[u8; 32], opened: bool) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO pin (card, mark, opened, failed) VALUES (?1, ?2, ?3, NOT ?3)
                 ON CONFLICT (card, mark) DO UPDATE SET unsettled = 0, opened = opened OR ?3, failed = NOT ?3",
            )?
            .execute(params![card, mark, opened])?;
        Ok(())
    }

    /// A try that nothing was heard of has opened the card after all.
    pub fn pin_worked(&self, card: &str, mark: &[u8; 32]) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE pin SET unsettled = 0, opened = 1 WHERE card = ?1 AND mark = ?2 AND unsettled = 1")?
            .execute(params![card, mark])?;
        Ok(())
    }
}
