//! HMAC-SHA256 for tokens and signatures. It is the phone's own, so that a slip in the program's signatures is noticed.

use ::hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The MAC of some bytes.
pub fn hmac_sha256(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut mac: Hmac<Sha256> = Hmac::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(bytes);
    mac.finalize().into_bytes().to_vec()
}

/// The value of `X-Signature`: the MAC of body and time stamp, one right after the other, in hexadecimal.
pub fn signature(key: &str, body: &[u8], timestamp: &str) -> String {
    let mac = hmac_sha256(key.as_bytes(), &[body, timestamp.as_bytes()].concat());
    mac.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf '%s%s' '{"a":1}' 1700000000 | openssl dgst -sha256 -hmac key -hex`
    #[test]
    fn openssl_computes_the_same_signature() {
        let expected = "5cff791334e7fd8344cc05c2398964f60329f4edd6ab1087ed1ba6c34eefeeca";
        assert_eq!(signature("key", br#"{"a":1}"#, "1700000000"), expected);
    }
}
