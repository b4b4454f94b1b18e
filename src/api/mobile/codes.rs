//! One-time codes by which a phone shows which device it is when it registers.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::model::{Name, Secret};

/// How long a code is valid.
pub const VALID: Duration = Duration::from_secs(600);
/// With this many wrong codes, from whomever, all present ones end.
const WRONG_MAX: u32 = 5;
const CODES: u64 = 1_000_000;

/// The codes that were not used yet, one for each device at most. They are in memory only, and hashed.
#[derive(Default)]
pub struct Codes(Mutex<BTreeMap<Name, Code>>);

struct Code {
    salt: [u8; 16],
    hash: [u8; 32],
    until: Duration,
    wrong: u32,
}

impl Code {
    fn is(&self, digits: &str) -> bool {
        bool::from(hash(&self.salt, digits).ct_eq(&self.hash))
    }
}

fn hash(salt: &[u8; 16], digits: &str) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(digits.as_bytes()).finalize().into()
}

impl Codes {
    /// Makes a code of six digits for a device. An earlier one of the device ends.
    pub fn make(&self, device: &Name, now: Duration) -> Result<Secret, getrandom::Error> {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.remove(device);
        let mut digits = format!("{:06}", getrandom::u64()? % CODES);
        // There are fewer devices than codes.
        while codes.values().any(|other| other.is(&digits)) {
            digits = format!("{:06}", getrandom::u64()? % CODES);
        }
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)?;
        let code = Code { salt, hash: hash(&salt, &digits), until: now + VALID, wrong: 0 };
        codes.insert(device.clone(), code);
        Ok(Secret::new(digits))
    }

    /// Uses up a code. `None`: it is wrong, was used, or is no longer valid.
    pub fn take(&self, digits: &str, now: Duration) -> Option<Name> {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.retain(|_, code| now < code.until);
        let found = codes.iter().find(|(_, code)| code.is(digits)).map(|(device, _)| device.clone());
        match &found {
            Some(device) => drop(codes.remove(device)),
            None => codes.retain(|_, code| {
                code.wrong += 1;
                code.wrong < WRONG_MAX
            }),
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// A code that is not this one.
    fn other(code: &Secret) -> String {
        format!("{:06}", (code.reveal().parse::<u64>().unwrap() + 1) % CODES)
    }

    #[test]
    fn a_code_is_used_once_and_in_time() {
        let codes = Codes::default();
        let code = codes.make(&name("pixel"), at(0)).unwrap();
        assert!(code.reveal().len() == 6 && code.reveal().bytes().all(|digit| digit.is_ascii_digit()));
        assert_eq!(codes.take(code.reveal(), at(599)), Some(name("pixel")));
        assert_eq!(codes.take(code.reveal(), at(599)), None, "it is used up");
        let late = codes.make(&name("pixel"), at(0)).unwrap();
        assert_eq!(codes.take(late.reveal(), at(600)), None);
        assert_eq!(codes.take(late.reveal(), at(1)), None, "it has ended for good");
    }

    #[test]
    fn the_last_code_of_a_device_counts_and_tells_devices_apart() {
        let codes = Codes::default();
        let first = codes.make(&name("pixel"), at(0)).unwrap();
        let second = codes.make(&name("pixel"), at(1)).unwrap();
        let third = codes.make(&name("nokia"), at(1)).unwrap();
        assert_ne!(second, third);
        if first != second && first != third {
            assert_eq!(codes.take(first.reveal(), at(2)), None);
        }
        assert_eq!(codes.take(third.reveal(), at(2)), Some(name("nokia")));
        assert_eq!(codes.take(second.reveal(), at(2)), Some(name("pixel")));
    }

    #[test]
    fn five_wrong_codes_end_it() {
        for (wrong, want) in [(4, Some(name("pixel"))), (5, None)] {
            let codes = Codes::default();
            let code = codes.make(&name("pixel"), at(0)).unwrap();
            for _ in 0..wrong {
                assert_eq!(codes.take(&other(&code), at(1)), None);
            }
            assert_eq!(codes.take(code.reveal(), at(2)), want, "after {wrong} wrong ones");
        }
    }
}
