//! Table `stopped`: recipients who sent STOP to a line.

use rusqlite::{Connection, params};

use crate::model::{SimKey, Timestamp};

use super::StoreError;

/// A recipient who sent STOP, as JSON for people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StopRow {
    /// Identity of the line, such as `iccid:...`.
    pub sim: String,
    /// The recipient.
    pub recipient: String,
    /// The text of the STOP.
    pub word: String,
    /// When it arrived, in RFC 3339 form.
    pub at: String,
}

/// Reads stops, and deletes those of one recipient.
pub struct Stops<'a>(pub(super) &'a Connection);

impl Stops<'_> {
    /// All stops, by line.
    pub fn all(&self) -> Result<Vec<StopRow>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT s.key, t.recipient, t.word, t.at FROM stopped t JOIN sim s ON s.id = t.sim ORDER BY t.sim, t.at",
        )?;
        let rows = statement.query_map([], |row| {
            let at = Timestamp::from_millis(row.get(3)?).to_string();
            Ok(StopRow { sim: row.get(0)?, recipient: row.get(1)?, word: row.get(2)?, at })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Deletes the stops of a recipient for all lines, in a transaction of its own. Returns how many there were.
    pub fn delete(&self, recipient: &str) -> Result<usize, StoreError> {
        Ok(self.0.execute("DELETE FROM stopped WHERE recipient = ?1", [recipient])?)
    }
}

/// Changes stops, in a transaction.
pub struct StopWriter<'a>(pub(super) &'a Connection);

impl StopWriter<'_> {
    /// Inserts a stop of a recipient. A stop that exists keeps its text, which a person may ask about.
    pub fn insert(&self, sim: SimKey, recipient: &str, word: &str, at: Timestamp) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO stopped (sim, recipient, word, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            )?
            .execute(params![sim, recipient, word, at.as_millis()])?;
        Ok(())
    }

    /// Deletes the stop of a recipient for one line.
    pub fn delete(&self, sim: SimKey, recipient: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("DELETE FROM stopped WHERE sim = ?1 AND recipient = ?2")?
            .execute(params![sim, recipient])?;
        Ok(())
    }
}
