//! Recipients who answered STOP.

use rusqlite::{OptionalExtension, params};

use crate::model::{LineId, SimKey, Timestamp};

use super::{Store, StoreError, Tx};

/// One of them, as `simgate stops` shows it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StopRow {
    /// The line: `iccid:...`.
    pub sim: String,
    pub recipient: String,
    /// What they wrote.
    pub word: String,
    pub at: String,
}

impl Tx<'_> {
    pub fn sim_of(&self, key: SimKey) -> Result<Option<LineId>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT key FROM sim WHERE id = ?1")?;
        let name: Option<String> = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(name.as_deref().and_then(LineId::parse))
    }

    /// The first word stays: it is what a person may be asked about.
    pub fn stopped(&self, sim: SimKey, recipient: &str, word: &str, at: Timestamp) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO stopped (sim, recipient, word, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
            )?
            .execute(params![sim, recipient, word, at.as_millis()])?;
        Ok(())
    }

    pub fn started(&self, sim: SimKey, recipient: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("DELETE FROM stopped WHERE sim = ?1 AND recipient = ?2")?
            .execute(params![sim, recipient])?;
        Ok(())
    }
}

impl Store {
    /// All of them, by line.
    pub fn stops(&self) -> Result<Vec<StopRow>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT s.key, t.recipient, t.word, t.at FROM stopped t JOIN sim s ON s.id = t.sim ORDER BY t.sim, t.at",
        )?;
        let rows = statement.query_map([], |row| {
            let at = Timestamp::from_millis(row.get(3)?).to_string();
            Ok(StopRow { sim: row.get(0)?, recipient: row.get(1)?, word: row.get(2)?, at })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A person's word, for when somebody asked in another way. Returns how many there were.
    pub fn remove_stop(&self, recipient: &str) -> Result<usize, StoreError> {
        Ok(self.connection.execute("DELETE FROM stopped WHERE recipient = ?1", [recipient])?)
    }

    /// Another number when another program has written since.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.connection.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}
