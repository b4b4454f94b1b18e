//! Keyed fingerprints of TPDUs, PINs and recipients: a copy of the database alone does not tell what they stand for.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::model::{LineId, Name, SimKey};

/// The key, taken in: a copy is made for each fingerprint.
pub type Keyed = Hmac<Sha256>;

pub fn keyed(key: &[u8; 32]) -> Keyed {
    Keyed::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// The fingerprint of some words.
pub fn fingerprint(keyed: &Keyed, words: &[&str]) -> [u8; 32] {
    let mut mac = keyed.clone();
    for word in words {
        mac.update(word.as_bytes());
        mac.update(b"\0");
    }
    mac.finalize().into_bytes().into()
}

/// A recipient, as the limits count it.
pub fn recipient_fingerprint(keyed: &Keyed, recipient: &str) -> [u8; 16] {
    let mark = fingerprint(keyed, &["recipient", recipient]);
    let mut short = [0; 16];
    short.copy_from_slice(&mark[..16]);
    short
}

/// What a remote calls a message to one of our lines: a message to two of them may have one id.
pub fn remote_fingerprint(keyed: &Keyed, device: &Name, line: &LineId, id: &str) -> [u8; 32] {
    fingerprint(keyed, &["remote", device.as_str(), &line.to_string(), id])
}

/// The fingerprint of a TPDU, on one line or wherever.
pub fn tpdu_fingerprint(keyed: &Keyed, line: Option<SimKey>, tpdu: &[u8]) -> [u8; 32] {
    let mut mac = keyed.clone();
    mac.update(b"tpdu\0");
    // Rows begin at 1: none is taken for "wherever".
    mac.update(&line.map_or(0, SimKey::get).to_be_bytes());
    mac.update(tpdu);
    mac.finalize().into_bytes().into()
}
