//! Table `ussd`: the journal of USSD requests that have an id of their caller. It contains neither codes nor texts.

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;

/// The journal keeps this many requests. They are counted, since a clock that jumps must not forget any.
const KEPT: i64 = 10_000;

/// Reads the journal.
pub struct UssdJournal<'a>(pub(super) &'a Connection);

impl UssdJournal<'_> {
    /// The outcome of a request, inside `None` if it is not known. `None`: no such request was made.
    pub fn find(&self, caller: &str, key: &str) -> Result<Option<Option<String>>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT outcome FROM ussd WHERE caller = ?1 AND key = ?2")?;
        Ok(statement.query_row([caller, key], |row| row.get(0)).optional()?)
    }
}

/// Changes the journal, in a transaction.
pub struct UssdWriter<'a>(pub(super) &'a Connection);

impl UssdWriter<'_> {
    /// Writes that a request is going to be made, with an unknown outcome.
    pub fn insert(&self, caller: &str, key: &str) -> Result<(), StoreError> {
        self.0.prepare_cached("INSERT INTO ussd (caller, key) VALUES (?1, ?2)")?.execute([caller, key])?;
        let newest = self.0.last_insert_rowid();
        self.0.prepare_cached("DELETE FROM ussd WHERE seq <= ?1")?.execute([newest - KEPT])?;
        Ok(())
    }

    /// Writes the outcome of a request.
    pub fn set_outcome(&self, caller: &str, key: &str, outcome: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE ussd SET outcome = ?3 WHERE caller = ?1 AND key = ?2")?
            .execute(params![caller, key, outcome])?;
        Ok(())
    }

    /// Removes a request that was not submitted.
    pub fn delete(&self, caller: &str, key: &str) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM ussd WHERE caller = ?1 AND key = ?2")?.execute([caller, key])?;
        Ok(())
    }
}
