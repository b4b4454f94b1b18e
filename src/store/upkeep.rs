//! Table `upkeep`: what is remembered of lines to keep them alive.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::upkeep::Memory;
use crate::model::SimKey;

use super::StoreError;

/// Reads the memory of lines.
pub struct UpkeepReader<'a>(pub(super) &'a Connection);

impl UpkeepReader<'_> {
    /// The memory of all lines that have one.
    pub fn all(&self) -> Result<BTreeMap<SimKey, Memory>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT sim, memory FROM upkeep")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, read(&row.get::<_, String>(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Changes the memory of lines, in a transaction.
pub struct UpkeepWriter<'a>(pub(super) &'a Connection);

impl UpkeepWriter<'_> {
    /// The memory of a line.
    pub fn of(&self, line: SimKey) -> Result<Memory, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT memory FROM upkeep WHERE sim = ?1")?;
        let found: Option<String> = statement.query_row([line], |row| row.get(0)).optional()?;
        Ok(found.map(|text| read(&text)).unwrap_or_default())
    }

    /// Replaces the memory of a line.
    pub fn set(&self, line: SimKey, memory: &Memory) -> Result<(), StoreError> {
        let text = serde_json::to_string(memory).expect("a memory is plain data");
        let sql = "INSERT INTO upkeep (sim, memory) VALUES (?1, ?2) ON CONFLICT (sim) DO UPDATE SET memory = ?2";
        self.0.prepare_cached(sql)?.execute(params![line, text])?;
        Ok(())
    }

    /// How long the message with this text took, from its submission under this key to its arrival. `None`: it has not
    /// arrived.
    pub fn way(&self, caller: &str, key: &str, text: &str) -> Result<Option<i64>, StoreError> {
        let sql = "SELECT m.received_at - coalesce(min(p.handed_at), o.created_at)
             FROM message m, outgoing o LEFT JOIN outgoing_part p ON p.message = o.seq
             WHERE o.caller = ?1 AND o.key = ?2 AND m.text = ?3 AND m.received_at >= o.created_at GROUP BY m.seq
             ORDER BY m.seq LIMIT 1";
        Ok(self.0.prepare_cached(sql)?.query_row([caller, key, text], |row| row.get(0)).optional()?)
    }

    /// The last debit of a line that has ended: something was sent, or may have been. 0: there is none.
    pub fn newest_debit(&self, line: SimKey) -> Result<i64, StoreError> {
        let sql = "SELECT coalesce(max(id), 0) FROM debit WHERE sim = ?1 AND ended IS NOT NULL";
        Ok(self.0.prepare_cached(sql)?.query_row([line], |row| row.get(0))?)
    }
}

/// A memory that can't be read counts as none: the line then waits for a whole period.
fn read(text: &str) -> Memory {
    serde_json::from_str(text).unwrap_or_default()
}
