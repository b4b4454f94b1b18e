//! Table `alarm`: what is remembered of cards to raise their alarms once.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::flow::alarm::Memory;
use crate::model::{LineId, SimKey};

use super::{StoreError, line_memory};

/// A memory that can't be read counts as none: what the card has next is usual.
const TABLE: &str = "alarm";

/// A card with what is remembered of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WatchedLine {
    /// Its row.
    pub key: SimKey,
    /// The line.
    pub line: LineId,
    /// What is remembered of it.
    pub memory: Memory,
}

/// Reads the memory of cards.
pub struct AlarmReader<'a>(pub(super) &'a Connection);

impl AlarmReader<'_> {
    /// All cards that were seen, with their memory.
    pub fn watched(&self) -> Result<Vec<WatchedLine>, StoreError> {
        let sql = "SELECT s.id, s.key, a.memory FROM alarm a JOIN sim s ON s.id = a.sim ORDER BY s.id";
        let mut statement = self.0.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let rows: Vec<(SimKey, String, String)> = rows.collect::<Result<_, _>>()?;
        let watched = |(key, line, memory): (SimKey, String, String)| {
            Some(WatchedLine { key, line: LineId::parse(&line)?, memory: line_memory::read(&memory) })
        };
        Ok(rows.into_iter().filter_map(watched).collect())
    }

    /// The words of the alarms of each card that were told and last.
    pub fn lasting(&self) -> Result<BTreeMap<SimKey, Vec<&'static str>>, StoreError> {
        let words =
            |watched: WatchedLine| (watched.key, watched.memory.raised.keys().map(|kind| kind.as_str()).collect());
        Ok(self.watched()?.into_iter().map(words).collect())
    }
}

/// Changes the memory of cards, in a transaction.
pub struct AlarmWriter<'a>(pub(super) &'a Connection);

impl AlarmWriter<'_> {
    /// The memory of a card.
    pub fn of(&self, line: SimKey) -> Result<Memory, StoreError> {
        line_memory::of(self.0, TABLE, line)
    }

    /// Replaces the memory of a card.
    pub fn set(&self, line: SimKey, memory: &Memory) -> Result<(), StoreError> {
        line_memory::set(self.0, TABLE, line, memory)
    }
}
