//! Table `api_key`: the keys of callers of the HTTP interface. It holds only their SHA-256 hashes.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::StoreError;
use crate::model::Timestamp;

/// A key to insert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    /// Its name.
    pub name: String,
    /// SHA-256 of the key.
    pub hash: [u8; 32],
    /// `admin`, `send`, `read`, separated by blanks.
    pub scopes: String,
    /// The numbers that it is bound to, separated by blanks. Empty: all.
    pub numbers: String,
    /// When it was created.
    pub created_at: Timestamp,
}

/// A stored key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// Its id, which no other key ever gets, even under the same name.
    pub id: i64,
    /// The key.
    pub key: NewKey,
}

/// Reads, inserts and deletes keys. Each change is a transaction of its own.
pub struct Keys<'a>(pub(super) &'a Connection);

impl Keys<'_> {
    /// All keys, by name.
    pub fn all(&self) -> Result<Vec<KeyRow>, StoreError> {
        let sql = "SELECT id, name, hash, scopes, numbers, created_at FROM api_key ORDER BY name";
        let mut statement = self.0.prepare_cached(sql)?;
        Ok(statement.query_map([], key)?.collect::<Result<_, _>>()?)
    }

    /// The key with this id; `None`: it was deleted.
    pub fn get(&self, id: i64) -> Result<Option<KeyRow>, StoreError> {
        let sql = "SELECT id, name, hash, scopes, numbers, created_at FROM api_key WHERE id = ?1";
        Ok(self.0.prepare_cached(sql)?.query_row([id], key).optional()?)
    }

    /// Inserts a key. `false`: another key has this name.
    pub fn insert(&self, new: &NewKey) -> Result<bool, StoreError> {
        let sql = "INSERT INTO api_key (name, hash, scopes, numbers, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (name) DO NOTHING";
        let values = params![new.name, new.hash, new.scopes, new.numbers, new.created_at.as_millis()];
        Ok(self.0.execute(sql, values)? > 0)
    }

    /// Deletes a key. `false`: no key has this name.
    pub fn delete(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.0.execute("DELETE FROM api_key WHERE name = ?1", [name])? > 0)
    }
}

fn key(row: &Row<'_>) -> rusqlite::Result<KeyRow> {
    let key = NewKey {
        name: row.get(1)?,
        hash: row.get(2)?,
        scopes: row.get(3)?,
        numbers: row.get(4)?,
        created_at: Timestamp::from_millis(row.get(5)?),
    };
    Ok(KeyRow { id: row.get(0)?, key })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn a_key_keeps_its_name_until_it_is_deleted() {
        let store = Store::in_memory().unwrap();
        let new = NewKey {
            name: "alice".into(),
            hash: [7; 32],
            scopes: "send read".into(),
            numbers: "+12025550143".into(),
            created_at: Timestamp::from_millis(5),
        };
        assert!(store.keys().insert(&new).unwrap());
        let again = NewKey { hash: [8; 32], ..new.clone() };
        assert!(!store.keys().insert(&again).unwrap(), "the name is taken");
        let [first] = <[KeyRow; 1]>::try_from(store.keys().all().unwrap()).unwrap();
        assert_eq!(first.key, new);
        assert_eq!(store.keys().get(first.id).unwrap().as_ref(), Some(&first));
        assert!(store.keys().delete("alice").unwrap());
        assert!(!store.keys().delete("alice").unwrap());
        assert_eq!((store.keys().all().unwrap(), store.keys().get(first.id).unwrap()), (vec![], None));
        // Another key may get its name, but not its id.
        assert!(store.keys().insert(&again).unwrap());
        assert_eq!(store.keys().get(first.id).unwrap(), None);
    }
}
