//! Keyed fingerprints of TPDUs, PINs and recipients: a copy of the database alone does not tell what they stand for.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The key, taken in: a copy is made for each fingerprint.
pub(super) type Keyed = Hmac<Sha256>;

pub(super) fn keyed(key: &[u8; 32]) -> Keyed {
    Keyed::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// The fingerprint of some words.
pub(super) fn mark(keyed: &Keyed, words: &[&str]) -> [u8; 32] {
    let mut mac = keyed.clone();
    for word in words {
        mac.update(word.as_bytes());
        mac.update(b"\0");
    }
    mac.finalize().into_bytes().into()
}
