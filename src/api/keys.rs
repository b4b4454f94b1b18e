//! Who calls: keys, their scopes, and the numbers that they are bound to.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::model::{Msisdn, Secret};
use crate::store::{KeyRow, Store, StoreError};

/// Why a key that was shown opens nothing.
pub const NOT_KNOWN: &str = "this key is not known";

/// What a key may be used for. `Admin` may do everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Admin,
    Send,
    Read,
}

impl Scope {
    pub const ALL: [Self; 3] = [Self::Admin, Self::Send, Self::Read];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Send => "send",
            Self::Read => "read",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// Who calls, for as long as simgate's data lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The user that simgate runs as, or root, over the socket in the data directory.
    Local,
    /// Whoever has shown the key of this id.
    Key(i64),
}

/// Somebody who is known, and what it may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    pub who: Who,
    /// The key as it was when it was shown.
    shown: Option<KeyRow>,
    scopes: Vec<Scope>,
    /// The only numbers that it may send from and read messages of; none: all.
    pub numbers: Vec<Msisdn>,
}

impl Caller {
    /// Whoever comes over the socket in the data directory needs no key, and may do everything.
    pub fn local() -> Self {
        Self { who: Who::Local, shown: None, scopes: vec![Scope::Admin], numbers: Vec::new() }
    }

    fn with(row: &KeyRow) -> Self {
        Self {
            who: Who::Key(row.id),
            shown: Some(row.clone()),
            scopes: row.key.scopes.split(' ').filter_map(Scope::parse).collect(),
            numbers: row.key.numbers.split(' ').filter_map(|number| Msisdn::parse(number).ok()).collect(),
        }
    }

    /// As orders bear it: a scope of idempotency keys of its own.
    pub fn as_orders_have_it(&self) -> String {
        match self.who {
            Who::Local => "local".to_owned(),
            Who::Key(id) => format!("key#{id}"),
        }
    }

    /// Whether the key is still there, with the same scopes and numbers.
    pub fn is_still_known(&self, store: &Store) -> Result<bool, StoreError> {
        match &self.shown {
            None => Ok(true),
            Some(shown) => Ok(store.keys().get(shown.id)?.as_ref() == Some(shown)),
        }
    }

    /// Whether what is of this number is its business: of every number, or none, where it is bound to none.
    pub fn minds(&self, number: Option<&str>) -> bool {
        self.numbers.is_empty() || number.is_some_and(|number| self.numbers.iter().any(|own| own.as_str() == number))
    }

    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&Scope::Admin) || self.scopes.contains(&scope)
    }
}

/// 256 random bits, with a beginning by which a leaked key is found.
const PREFIX: &str = "simgate_";
const BYTES: usize = 32;

/// Makes a key. It is told once, and kept nowhere.
pub fn make() -> Result<Secret, getrandom::Error> {
    use base64::Engine;
    let mut bytes = zeroize::Zeroizing::new([0; BYTES]);
    getrandom::fill(bytes.as_mut())?;
    let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes.as_ref());
    Ok(Secret::new(format!("{PREFIX}{text}")))
}

pub fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

/// Whose key it is. All are compared, each to its end, so that the time it takes tells nothing.
pub fn find(keys: &[KeyRow], shown: &str) -> Option<Caller> {
    let shown = hash(shown);
    let mut found = None;
    for row in keys {
        if bool::from(row.key.hash.ct_eq(&shown)) {
            found = Some(row);
        }
    }
    found.map(Caller::with)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;
    use crate::store::NewKey;

    fn row(id: i64, key: &str, scopes: &str, numbers: &str) -> KeyRow {
        let (name, scopes, numbers) = (format!("key-{id}"), scopes.into(), numbers.into());
        let key = NewKey { name, hash: hash(key), scopes, numbers, created_at: Timestamp::from_millis(0) };
        KeyRow { id, key }
    }

    #[test]
    fn a_key_is_long_and_another_one_each_time() {
        let (one, other) = (make().unwrap(), make().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), PREFIX.len() + 43);
        assert!(one.reveal().starts_with(PREFIX));
    }

    #[test]
    fn a_caller_is_told_by_the_key_and_may_do_what_its_scopes_say() {
        let keys = [row(1, "one", "admin", ""), row(2, "two", "send read", "+12025550143"), row(7, "x", "read", "")];
        assert_eq!(find(&keys, "three"), None);
        assert_eq!(find(&keys, ""), None);
        assert_eq!(find(&[], "one"), None);
        let may = |key: &str| Scope::ALL.map(|scope| find(&keys, key).unwrap().may(scope));
        assert_eq!(may("one"), [true; 3]);
        assert_eq!(may("two"), [false, true, true]);
        assert_eq!(may("x"), [false, false, true]);
        let bound = find(&keys, "two").unwrap();
        assert_eq!((bound.who, bound.numbers[0].as_str()), (Who::Key(2), "+12025550143"));
        assert_eq!(bound.as_orders_have_it(), "key#2");
        assert!(Scope::ALL.into_iter().all(|scope| Caller::local().may(scope)));
    }

    #[test]
    fn a_caller_is_known_for_as_long_as_its_key_is_there_and_the_same() {
        let store = Store::in_memory().unwrap();
        assert!(Caller::local().is_still_known(&store).unwrap());
        let new = row(0, "one", "read", "").key;
        store.keys().insert(&new).unwrap();
        let caller = find(&store.keys().all().unwrap(), "one").unwrap();
        assert!(caller.is_still_known(&store).unwrap());
        for changed in [
            NewKey { scopes: "send".into(), ..new.clone() },
            NewKey { numbers: "+12025550143".into(), ..new.clone() },
            NewKey { hash: hash("two"), ..new.clone() },
        ] {
            let now = KeyRow { id: 1, key: changed };
            assert_ne!(Some(&now), caller.shown.as_ref());
        }
        store.keys().delete(&new.name).unwrap();
        assert!(!caller.is_still_known(&store).unwrap());
        store.keys().insert(&new).unwrap();
        assert!(!caller.is_still_known(&store).unwrap(), "the same key again is another one");
    }
}
