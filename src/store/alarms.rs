//! Table `alarm`: what is remembered of cards to raise their alarms once.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::alarm::Memory;
use crate::model::{LineId, SimKey};

use super::StoreError;

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
            Some(WatchedLine { key, line: LineId::parse(&line)?, memory: read(&memory) })
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
        let mut statement = self.0.prepare_cached("SELECT memory FROM alarm WHERE sim = ?1")?;
        let found: Option<String> = statement.query_row([line], |row| row.get(0)).optional()?;
        Ok(found.map(|text| read(&text)).unwrap_or_default())
    }

    /// Replaces the memory of a card.
    pub fn set(&self, line: SimKey, memory: &Memory) -> Result<(), StoreError> {
        let text = serde_json::to_string(memory).expect("a memory is plain data");
        let sql = "INSERT INTO alarm (sim, memory) VALUES (?1, ?2) ON CONFLICT (sim) DO UPDATE SET memory = ?2";
        self.0.prepare_cached(sql)?.execute(params![line, text])?;
        Ok(())
    }
}

/// A memory that can't be read counts as none: what the card has next is usual.
fn read(text: &str) -> Memory {
    serde_json::from_str(text).unwrap_or_default()
}
