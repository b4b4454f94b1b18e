//! Who calls: keys, their scopes, and the numbers that they are bound to.

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::model::{Msisdn, Secret};
use crate::store::KeyRow;

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

/// Somebody who has shown a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The name of the key.
    pub name: String,
    scopes: Vec<Scope>,
    /// The only numbers that it may send from and read messages of; none: all.
    pub numbers: Vec<Msisdn>,
}

impl Caller {
    /// As orders bear it: a scope of idempotency keys of its own.
    pub fn as_orders_have_it(&self) -> String {
        format!("key:{}", self.name)
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
        if bool::from(row.hash.ct_eq(&shown)) {
            found = Some(row);
        }
    }
    found.map(|row| Caller {
        name: row.name.clone(),
        scopes: row.scopes.split(' ').filter_map(Scope::parse).collect(),
        numbers: row.numbers.split(' ').filter_map(|number| Msisdn::parse(number).ok()).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Timestamp;

    fn row(name: &str, key: &str, scopes: &str, numbers: &str) -> KeyRow {
        let (name, scopes, numbers) = (name.into(), scopes.into(), numbers.into());
        KeyRow { name, hash: hash(key), scopes, numbers, created_at: Timestamp::from_millis(0) }
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
        let keys =
            [row("a", "one", "admin", ""), row("b", "two", "send read", "+12025550143"), row("c", "x", "read", "")];
        assert_eq!(find(&keys, "three"), None);
        assert_eq!(find(&keys, ""), None);
        assert_eq!(find(&[], "one"), None);
        let may = |key: &str| Scope::ALL.map(|scope| find(&keys, key).unwrap().may(scope));
        assert_eq!(may("one"), [true; 3]);
        assert_eq!(may("two"), [false, true, true]);
        assert_eq!(may("x"), [false, false, true]);
        let bound = find(&keys, "two").unwrap();
        assert_eq!((bound.name.as_str(), bound.numbers[0].as_str()), ("b", "+12025550143"));
    }
}
