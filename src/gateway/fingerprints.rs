//! Keyed fingerprints of TPDUs, PINs and recipients. A copy of the database alone doesn't reveal the values.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::model::{LineId, Name, SimKey};

/// The prepared key. Each fingerprint works on a copy.
pub type Keyed = Hmac<Sha256>;

/// Prepares a key.
pub fn keyed(key: &[u8; 32]) -> Keyed {
    Keyed::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// Fingerprint of some words.
pub fn fingerprint(keyed: &Keyed, words: &[&str]) -> [u8; 32] {
    let mut mac = keyed.clone();
    for word in words {
        mac.update(word.as_bytes());
        mac.update(b"\0");
    }
    mac.finalize().into_bytes().into()
}

/// Fingerprint of a recipient, as debits store it.
pub fn recipient_fingerprint(keyed: &Keyed, recipient: &str) -> [u8; 16] {
    let whole = fingerprint(keyed, &["recipient", recipient]);
    let mut short = [0; 16];
    short.copy_from_slice(&whole[..16]);
    short
}

/// Fingerprint of a remote's message id on one of our lines. Messages to two lines may have the same id.
pub fn remote_fingerprint(keyed: &Keyed, device: &Name, line: &LineId, id: &str) -> [u8; 32] {
    fingerprint(keyed, &["remote", device.as_str(), &line.to_string(), id])
}

/// Fingerprint of a TPDU, on one line or (`None`) on any line.
pub fn tpdu_fingerprint(keyed: &Keyed, line: Option<SimKey>, tpdu: &[u8]) -> [u8; 32] {
    let mut mac = keyed.clone();
    mac.update(b"tpdu\0");
    // Rows begin at 1, so no line equals 0.
    mac.update(&line.map_or(0, SimKey::get).to_be_bytes());
    mac.update(tpdu);
    mac.finalize().into_bytes().into()
}
