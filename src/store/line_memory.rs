//! What is remembered of a line: a JSON object in a table with the columns `sim` and `memory`.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use crate::model::SimKey;

/// The memory of a line; that of one that was never seen if it has none.
pub fn of<M: DeserializeOwned + Default>(connection: &Connection, table: &str, line: SimKey) -> Result<M, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT memory FROM {table} WHERE sim = ?1"))?;
    let found: Option<String> = statement.query_row([line], |row| row.get(0)).optional()?;
    Ok(found.map(|text| read(&text)).unwrap_or_default())
}

/// Replaces the memory of a line.
pub fn set(connection: &Connection, table: &str, line: SimKey, memory: &impl Serialize) -> Result<(), StoreError> {
    let text = serde_json::to_string(memory).expect("a memory is plain data");
    let sql = format!("INSERT INTO {table} (sim, memory) VALUES (?1, ?2) ON CONFLICT (sim) DO UPDATE SET memory = ?2");
    connection.prepare_cached(&sql)?.execute(params![line, text])?;
    Ok(())
}

/// Reads a memory. One that can't be read counts as none.
pub fn read<M: DeserializeOwned + Default>(text: &str) -> M {
    serde_json::from_str(text).unwrap_or_default()
}
