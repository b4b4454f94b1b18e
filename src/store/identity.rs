//! Table `store`: the id of the database, how far it got, and whether its outbox is held.

use rusqlite::Connection;

use super::StoreError;

/// Reads the identity, and holds or releases the outbox.
pub struct Identity<'a>(pub(super) &'a Connection);

impl Identity<'_> {
    /// The id of the database; `None`: it was never set.
    pub fn id(&self) -> Result<Option<String>, StoreError> {
        Ok(self.0.query_row("SELECT id FROM store", [], |row| row.get(0))?)
    }

    /// A number that grows with every message and every submitted part, and never goes back. An older copy of the
    /// database has a lower one.
    pub fn progress(&self) -> Result<i64, StoreError> {
        let sql = "SELECT ifnull(sum(seq), 0) FROM sqlite_sequence WHERE name IN ('message', 'outgoing', 'debit')";
        Ok(self.0.query_row(sql, [], |row| row.get(0))?)
    }

    /// Why the outbox is held; `None`: it isn't.
    pub fn hold_reason(&self) -> Result<Option<String>, StoreError> {
        Ok(self.0.prepare_cached("SELECT held FROM store")?.query_row([], |row| row.get(0))?)
    }

    /// Holds the outbox, in a transaction of its own: from its commit on no message is submitted.
    pub fn hold(&self, why: &str) -> Result<(), StoreError> {
        self.0.execute("UPDATE store SET held = ?1", [why])?;
        Ok(())
    }

    /// Releases the outbox, in a transaction of its own. `false`: it was not held.
    pub fn release(&self) -> Result<bool, StoreError> {
        Ok(self.0.execute("UPDATE store SET held = NULL WHERE held IS NOT NULL", [])? > 0)
    }
}

/// Changes the identity, in a transaction.
pub struct IdentityWriter<'a>(pub(super) &'a Connection);

impl IdentityWriter<'_> {
    /// Updates the id. Its first digits are also in the file's header, which is readable without SQLite.
    pub fn set_id(&self, id: &str) -> Result<(), StoreError> {
        let head = u32::from_str_radix(id.get(..8).unwrap_or_default(), 16).unwrap_or_default();
        self.0.execute("UPDATE store SET id = ?1", [id])?;
        Ok(self.0.pragma_update(None, "application_id", head.cast_signed())?)
    }

    /// Whether the outbox is held. Nobody can change that before the commit.
    pub fn is_held(&self) -> Result<bool, StoreError> {
        Ok(self.0.prepare_cached("SELECT held IS NOT NULL FROM store")?.query_row([], |row| row.get(0))?)
    }
}

/// Checks the whole database. `None`: it is sound.
pub fn find_damage(connection: &Connection) -> Result<Option<String>, StoreError> {
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    Ok((found != "ok").then_some(found))
}
