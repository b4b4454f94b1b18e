//! What the database says of itself: its id, how far it has come, and whether it may send.

use super::{Store, StoreError, Tx};

impl Store {
    /// By what it is known; none: nobody asked it yet.
    pub fn id(&self) -> Result<Option<String>, StoreError> {
        Ok(self.connection.query_row("SELECT id FROM store", [], |row| row.get(0))?)
    }

    /// The header has a part of the id, where it can be seen without SQLite.
    pub fn set_id(&mut self, id: &str) -> Result<(), StoreError> {
        let head = u32::from_str_radix(id.get(..8).unwrap_or_default(), 16).unwrap_or_default();
        self.transaction(|tx| {
            tx.0.execute("UPDATE store SET id = ?1", [id])?;
            Ok(tx.0.pragma_update(None, "application_id", head.cast_signed())?)
        })
    }

    /// A number that grows with every message in or out and every part that was handed over, and never goes back. An
    /// older copy has a lower one.
    pub fn reach(&self) -> Result<i64, StoreError> {
        let sql = "SELECT ifnull(sum(seq), 0) FROM sqlite_sequence WHERE name IN ('message', 'outgoing', 'debit')";
        Ok(self.connection.query_row(sql, [], |row| row.get(0))?)
    }

    /// Why nothing is sent; none: it is.
    pub fn held(&self) -> Result<Option<String>, StoreError> {
        Ok(self.connection.prepare_cached("SELECT held FROM store")?.query_row([], |row| row.get(0))?)
    }

    /// Nothing more is sent from its commit on, until it is released.
    pub fn hold(&self, why: &str) -> Result<(), StoreError> {
        self.connection.execute("UPDATE store SET held = ?1", [why])?;
        Ok(())
    }

    /// `false`: it was not held.
    pub fn release(&self) -> Result<bool, StoreError> {
        Ok(self.connection.execute("UPDATE store SET held = NULL WHERE held IS NOT NULL", [])? > 0)
    }

    /// Looks through all of it: `None` where it is sound.
    pub(super) fn find_damage(connection: &rusqlite::Connection) -> Result<Option<String>, StoreError> {
        let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok((found != "ok").then_some(found))
    }
}

impl Tx<'_> {
    /// As the transaction sees it: nobody can hold it in between.
    pub fn is_held(&self) -> Result<bool, StoreError> {
        Ok(self.0.prepare_cached("SELECT held IS NOT NULL FROM store")?.query_row([], |row| row.get(0))?)
    }
}
