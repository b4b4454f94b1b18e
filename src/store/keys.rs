//! Who may call the HTTP interface. The keys themselves are nowhere: only what SHA-256 makes of them.

use rusqlite::{OptionalExtension, Row, params};

use super::{Store, StoreError};
use crate::model::Timestamp;

/// A key that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKey {
    pub name: String,
    pub hash: [u8; 32],
    /// `admin`, `send`, `read`, with blanks between them.
    pub scopes: String,
    /// The numbers that it is bound to, with blanks between them; empty: all.
    pub numbers: String,
    pub created_at: Timestamp,
}

/// A key that there is. Its id is never given to another one, whatever that is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    pub id: i64,
    pub key: NewKey,
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

impl Store {
    pub fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        let sql = "SELECT id, name, hash, scopes, numbers, created_at FROM api_key ORDER BY name";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([], key)?.collect::<Result<_, _>>()?)
    }

    /// The key of this id as it is now; none: it was removed.
    pub fn key(&self, id: i64) -> Result<Option<KeyRow>, StoreError> {
        let sql = "SELECT id, name, hash, scopes, numbers, created_at FROM api_key WHERE id = ?1";
        Ok(self.connection.prepare_cached(sql)?.query_row([id], key).optional()?)
    }

    /// `false`: there is one of this name.
    pub fn add_key(&self, new: &NewKey) -> Result<bool, StoreError> {
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
        let new = NewKey {
            name: "alice".into(),
            hash: [7; 32],
            scopes: "send read".into(),
            numbers: "+12025550143".into(),
            created_at: Timestamp::from_millis(5),
        };
        assert!(store.add_key(&new).unwrap());
        let again = NewKey { hash: [8; 32], ..new.clone() };
        assert!(!store.add_key(&again).unwrap(), "the name is taken");
        let [first] = <[KeyRow; 1]>::try_from(store.keys().unwrap()).unwrap();
        assert_eq!(first.key, new);
        assert_eq!(store.key(first.id).unwrap().as_ref(), Some(&first));
        assert!(store.remove_key("alice").unwrap());
        assert!(!store.remove_key("alice").unwrap());
        assert_eq!((store.keys().unwrap(), store.key(first.id).unwrap()), (vec![], None));
        // Its name may be given again, and its id is not.
        assert!(store.add_key(&again).unwrap());
        assert_eq!(store.key(first.id).unwrap(), None);
    }
}
