//! Callers: their keys, the scopes of the keys, and the numbers that the keys are bound to.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::flow::hook::HookOwner;
use crate::model::{Msisdn, Secret};
use crate::store::{KeyRow, Store, StoreError};

/// The message for an unknown key.
pub const NOT_KNOWN: &str = "this key is not known";

/// What a key allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Admin,
    /// To send, and to see and cancel own messages.
    Send,
    /// To read.
    Read,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 3] = [Self::Admin, Self::Send, Self::Read];

    /// The word for it in the store and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Send => "send",
            Self::Read => "read",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text)
    }
}

/// The lasting identity of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The user that simgate runs as, or root, over the socket in the data directory.
    Local,
    /// A caller with the key of this id.
    Key(i64),
}

/// A known caller and its rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// Its identity.
    pub who: Who,
    /// The key as it was at the request.
    key: Option<KeyRow>,
    scopes: Vec<Scope>,
    /// The numbers that it may send from and read messages of. Empty: all.
    pub numbers: Vec<Msisdn>,
}

impl Caller {
    /// The caller on the socket in the data directory. It needs no key, and has all rights.
    pub fn local() -> Self {
        Self { who: Who::Local, key: None, scopes: vec![Scope::Admin], numbers: Vec::new() }
    }

    /// The caller with a key.
    pub fn of(row: &KeyRow) -> Self {
        Self {
            who: Who::Key(row.id),
            key: Some(row.clone()),
            scopes: row.key.scopes.split(' ').filter_map(Scope::parse).collect(),
            numbers: row.key.numbers.split(' ').filter_map(|number| Msisdn::parse(number).ok()).collect(),
        }
    }

    /// The caller's name in messages to send. Idempotency keys count for each name.
    pub fn message_owner(&self) -> String {
        match self.who {
            Who::Local => "local".to_owned(),
            Who::Key(id) => format!("key#{id}"),
        }
    }

    /// The name of the caller's key. `None`: it needs none.
    pub fn key_name(&self) -> Option<&str> {
        self.key.as_ref().map(|row| row.key.name.as_str())
    }

    /// The caller as the owner of webhooks.
    pub fn hook_owner(&self) -> HookOwner {
        match self.who {
            Who::Local => HookOwner::Local,
            Who::Key(id) => HookOwner::Key(id),
        }
    }

    /// Whether the key still exists, with the same scopes and numbers.
    pub fn is_still_known(&self, store: &Store) -> Result<bool, StoreError> {
        match &self.key {
            None => Ok(true),
            Some(key) => Ok(store.keys().get(key.id)?.as_ref() == Some(key)),
        }
    }

    /// Whether the caller may see messages of a number (`None`: messages without one). An unbound caller sees all.
    pub fn may_see_number(&self, number: Option<&str>) -> bool {
        self.numbers.is_empty() || number.is_some_and(|number| self.numbers.iter().any(|own| own.as_str() == number))
    }

    /// Whether the caller has a scope.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&Scope::Admin) || self.scopes.contains(&scope)
    }
}

/// Prefix of all keys, by which a leaked key is recognised.
const PREFIX: &str = "simgate_";
/// Random bytes of a key.
const BYTES: usize = 32;

/// Creates a key. It is stored nowhere, so the caller must print it.
pub fn make() -> Result<Secret, getrandom::Error> {
    use base64::Engine;
    let mut bytes = zeroize::Zeroizing::new([0; BYTES]);
    getrandom::fill(bytes.as_mut())?;
    let text = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes.as_ref());
    Ok(Secret::new(format!("{PREFIX}{text}")))
}

/// SHA-256 of a key, as the store keeps it.
pub fn hash(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

/// Finds the caller with a key. All hashes are compared to their end, so the time reveals nothing.
pub fn find(keys: &[KeyRow], key: &str) -> Option<Caller> {
    let wanted = hash(key);
    let mut found = None;
    for row in keys {
        if bool::from(row.key.hash.ct_eq(&wanted)) {
            found = Some(row);
        }
    }
    found.map(Caller::of)
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
    fn keys_are_long_and_differ() {
        let (one, other) = (make().unwrap(), make().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.reveal().len(), PREFIX.len() + 43);
        assert!(one.reveal().starts_with(PREFIX));
    }

    #[test]
    fn a_caller_is_found_by_its_key_and_has_its_scopes() {
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
        assert_eq!(bound.message_owner(), "key#2");
        assert!(Scope::ALL.into_iter().all(|scope| Caller::local().may(scope)));
    }

    #[test]
    fn a_caller_is_known_while_its_key_exists_unchanged() {
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
            assert_ne!(Some(&now), caller.key.as_ref());
        }
        store.keys().delete(&new.name).unwrap();
        assert!(!caller.is_still_known(&store).unwrap());
        store.keys().insert(&new).unwrap();
        assert!(!caller.is_still_known(&store).unwrap(), "the same key, inserted again, is another one");
    }
}
