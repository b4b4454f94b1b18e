//! Who may call the HTTP interface. The keys themselves are nowhere: only what SHA-256 makes of them.

use rusqlite::{Row, params};

use super::{Store, StoreError};
use crate::model::Timestamp;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    pub name: String,
    pub hash: [u8; 32],
    /// `admin`, `send`, `read`, with blanks between them.
    pub scopes: String,
    /// The numbers that it is bound to, with blanks between them; empty: all.
    pub numbers: String,
    pub created_at: Timestamp,
}

fn key(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    Ok(KeyRow {
        name: row.get(0)?,
        hash: row.get(1)?,
        scopes: row.get(2)?,
        numbers: row.get(3)?,
        created_at: Timestamp::from_millis(row.get(4)?),
    })
}

impl Store {
    pub fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        let sql = "SELECT name, hash, scopes, numbers, created_at FROM api_key ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([], key)?.collect::<Result<_, _>>()?)
    }

    /// `false`: there is one of this name.
    pub fn add_key(&self, new: &KeyRow) -> Result<bool, StoreError> {
        let sql = "INSERT INTO api_key (name, hash, scopes, numbers, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (name) DO NOTHING";
        let values = params![new.name, new.hash, new.scopes, new.numbers, new.created_at.as_millis()];
        Ok(self.connection.execute(sql, values)? > 0)
    }

    /// `false`: there was none of this name.
    pub fn remove_key(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.connection.execute("DELETE FROM api_key WHERE name = ?1", [name])? > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_kept_under_its_name_until_it_is_removed() {
        let store = Store::in_memory().unwrap();
        let one = KeyRow {
            name: "alice".into(),
            hash: [7; 32],
            scopes: "send read".into(),
            numbers: "+12025550143".into(),
            created_at: Timestamp::from_millis(5),
        };
        assert!(store.add_key(&one).unwrap());
        let again = KeyRow { hash: [8; 32], ..one.clone() };
        assert!(!store.add_key(&again).unwrap(), "the name is taken");
        assert_eq!(store.keys().unwrap(), [one]);
        assert!(store.remove_key("alice").unwrap());
        assert!(!store.remove_key("alice").unwrap());
        assert_eq!(store.keys().unwrap(), []);
    }
}
