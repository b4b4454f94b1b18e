//! Table `upkeep`: what is remembered of lines to keep them alive.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use crate::flow::upkeep::Memory;
use crate::model::SimKey;

use super::{StoreError, line_memory};

/// A memory that can't be read counts as none: the line then waits for a whole period.
const TABLE: &str = "upkeep";

/// Reads the memory of lines.
pub struct UpkeepReader<'a>(pub(super) &'a Connection);

impl UpkeepReader<'_> {
    /// The memory of all lines that have one.
    pub fn all(&self) -> Result<BTreeMap<SimKey, Memory>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT sim, memory FROM upkeep")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, line_memory::read(&row.get::<_, String>(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Changes the memory of lines, in a transaction.
pub struct UpkeepWriter<'a>(pub(super) &'a Connection);

impl UpkeepWriter<'_> {
    /// The memory of a line.
    pub fn of(&self, line: SimKey) -> Result<Memory, StoreError> {
        line_memory::of(self.0, TABLE, line)
    }

    /// Replaces the memory of a line.
    pub fn set(&self, line: SimKey, memory: &Memory) -> Result<(), StoreError> {
        line_memory::set(self.0, TABLE, line, memory)
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
