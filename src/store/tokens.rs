//! Table `token`: tokens that callers made of their keys. A token is valid while it has a row and its key exists.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::change::NewToken;
use crate::model::Timestamp;

use super::StoreError;

/// A stored token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its id.
    pub jti: String,
    /// The key that it belongs to.
    pub key: i64,
    /// Its scopes, separated by blanks.
    pub scopes: String,
    /// How long it is valid.
    pub ttl: Duration,
    /// When it expires.
    pub expires_at: Timestamp,
    /// When its refresh token expires.
    pub refresh_until: Timestamp,
}

const COLUMNS: &str = "jti, key, scopes, expires_at, refresh_until, ttl";

/// Reads tokens.
pub struct Tokens<'a>(pub(super) &'a Connection);

impl Tokens<'_> {
    /// The token with this id.
    pub fn get(&self, jti: &str) -> Result<Option<TokenRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM token WHERE jti = ?1");
        Ok(self.0.prepare_cached(&sql)?.query_row([jti], token).optional()?)
    }

    /// The token with this refresh token, by its hash.
    pub fn by_refresh(&self, refresh: &[u8; 32]) -> Result<Option<TokenRow>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM token WHERE refresh = ?1");
        Ok(self.0.prepare_cached(&sql)?.query_row([refresh], token).optional()?)
    }
}

fn token(row: &Row<'_>) -> rusqlite::Result<TokenRow> {
    Ok(TokenRow {
        jti: row.get(0)?,
        key: row.get(1)?,
        scopes: row.get(2)?,
        expires_at: Timestamp::from_millis(row.get(3)?),
        refresh_until: Timestamp::from_millis(row.get(4)?),
        ttl: Duration::from_secs(row.get::<_, i64>(5)?.unsigned_abs()),
    })
}

/// Changes tokens, in a transaction.
pub struct TokenWriter<'a>(pub(super) &'a Connection);

impl TokenWriter<'_> {
    /// Inserts a token. Of more than `most` tokens of its key, those that can be refreshed least long are deleted, and so
    /// are all that can't be refreshed any more.
    pub fn insert(&self, new: &NewToken, most: usize, now: Timestamp) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM token WHERE refresh_until < ?1")?.execute([now.as_millis()])?;
        self.0
            .prepare_cached(
                "DELETE FROM token WHERE jti IN (
                   SELECT jti FROM token WHERE key = ?1 ORDER BY refresh_until DESC LIMIT -1 OFFSET ?2)",
            )?
            .execute(params![new.key, i64::try_from(most.saturating_sub(1)).unwrap_or(i64::MAX)])?;
        self.0
            .prepare_cached(
                "INSERT INTO token (jti, key, scopes, expires_at, refresh, refresh_until, ttl)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                new.jti,
                new.key,
                new.scopes,
                new.expires_at.as_millis(),
                new.refresh,
                new.refresh_until.as_millis(),
                i64::try_from(new.ttl.as_secs()).unwrap_or(i64::MAX),
            ])?;
        Ok(())
    }

    /// Deletes the token with this refresh token. `false`: there is none, or its time is over.
    pub fn use_refresh(&self, refresh: &[u8; 32], now: Timestamp) -> Result<bool, StoreError> {
        let sql = "DELETE FROM token WHERE refresh = ?1 AND refresh_until >= ?2";
        Ok(self.0.execute(sql, params![refresh, now.as_millis()])? > 0)
    }

    /// Deletes a token of a key. `false`: the key has none with this id.
    pub fn delete(&self, key: i64, jti: &str) -> Result<bool, StoreError> {
        Ok(self.0.execute("DELETE FROM token WHERE key = ?1 AND jti = ?2", params![key, jti])? > 0)
    }

    /// Deletes tokens of removed keys.
    pub fn delete_leftovers(&self) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM token WHERE key NOT IN (SELECT id FROM api_key)", [])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millis(ms)
    }

    fn new(number: u8, refresh_until: i64) -> NewToken {
        NewToken {
            jti: format!("t-{number}"),
            key: 1,
            scopes: "messages:send".into(),
            ttl: Duration::from_secs(60),
            expires_at: at(refresh_until / 2),
            refresh: [number; 32],
            refresh_until: at(refresh_until),
        }
    }

    #[test]
    fn a_refresh_token_is_used_once_and_in_time() {
        let mut store = Store::in_memory().unwrap();
        store.transaction(|tx| tx.tokens().insert(&new(1, 100), 9, at(0))).unwrap();
        let used = |store: &mut Store, number, now| {
            store.transaction(|tx| tx.tokens().use_refresh(&[number; 32], at(now))).unwrap()
        };
        assert!(!used(&mut store, 2, 0) && !used(&mut store, 1, 101));
        assert_eq!(store.tokens().by_refresh(&[1; 32]).unwrap(), store.tokens().get("t-1").unwrap());
        assert!(used(&mut store, 1, 100));
        assert!(!used(&mut store, 1, 100), "it is used up");
        assert_eq!(store.tokens().get("t-1").unwrap(), None);
    }

    #[test]
    fn tokens_of_a_key_are_bounded_and_end_with_it() {
        let mut store = Store::in_memory().unwrap();
        let left = |store: &Store| {
            (1..=5).filter(|n| store.tokens().get(&format!("t-{n}")).unwrap().is_some()).collect::<Vec<_>>()
        };
        let add = |store: &mut Store, number, until, now| {
            store.transaction(|tx| tx.tokens().insert(&new(number, until), 3, at(now))).unwrap();
        };
        for (number, until) in [(1, 100), (2, 90), (3, 110), (4, 120)] {
            add(&mut store, number, until, 0);
        }
        assert_eq!(left(&store), Vec::from([1, 3, 4]), "the one that expires first is deleted");
        add(&mut store, 5, 300, 105);
        assert_eq!(left(&store), Vec::from([3, 4, 5]), "those that can't be refreshed are deleted");
        assert!(store.transaction(|tx| tx.tokens().delete(1, "t-3")).unwrap());
        assert!(!store.transaction(|tx| tx.tokens().delete(2, "t-4")).unwrap(), "it belongs to another key");
        store.transaction(|tx| tx.tokens().delete_leftovers()).unwrap();
        assert_eq!(left(&store), Vec::<i32>::new());
    }
}
