//! Signatures of webhooks: Standard Webhooks (`webhook-signature: v1,...`), and the Android app's own (`X-Signature`). They
//! cover the body exactly as it is sent.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::model::Secret;

/// Decodes the key of a Standard Webhooks secret: `whsec_` and the key's base64.
pub fn standard_key(secret: &Secret) -> Option<Vec<u8>> {
    BASE64_STANDARD.decode(secret.reveal().strip_prefix("whsec_")?).ok()
}

/// The value of `webhook-signature` for one attempt: HMAC-SHA256 of `id.timestamp.body`.
pub fn standard(key: &[u8], id: &str, unix_seconds: i64, body: &[u8]) -> String {
    let mut mac = mac(key);
    mac.update(id.as_bytes());
    mac.update(b".");
    mac.update(unix_seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

/// Whether one signature of a request is valid and its time stamp is within `tolerance_s` seconds of now, as a receiver must
/// check. The demo's receiver uses it.
pub fn verify_standard(
    key: &[u8],
    id: &str,
    stamp: &str,
    signatures: &str,
    body: &[u8],
    now_s: i64,
    tolerance_s: i64,
) -> bool {
    let Ok(unix_seconds) = stamp.parse::<i64>() else { return false };
    if (now_s - unix_seconds).abs() > tolerance_s {
        return false;
    }
    let mut mac = mac(key);
    mac.update(id.as_bytes());
    mac.update(b".");
    mac.update(stamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    signatures
        .split(' ')
        .filter_map(|signature| signature.strip_prefix("v1,"))
        .any(|signature| BASE64_STANDARD.decode(signature).is_ok_and(|bytes| mac.clone().verify_slice(&bytes).is_ok()))
}

/// A key for one purpose, derived from another key: 32 hexadecimal digits.
pub fn derived_key(key: &[u8], purpose: &str) -> Secret {
    let mut mac = mac(key);
    mac.update(purpose.as_bytes());
    let digits: String = mac.finalize().into_bytes().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Secret::new(digits)
}

/// The value of `X-Signature`: the HMAC-SHA256 of body and time stamp without a separator, in lower-case hexadecimal.
pub fn smsgate(key: &Secret, unix_seconds: i64, body: &[u8]) -> String {
    let mut mac = mac(key.reveal().as_bytes());
    mac.update(body);
    mac.update(unix_seconds.to_string().as_bytes());
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn mac(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    #[test]
    fn the_reference_library_accepts_a_signature() {
        let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed();
        let key = standard_key(&Secret::new(SECRET)).unwrap();
        let body = br#"{"id":"01JD.received"}"#;
        let signature = standard(&key, "01JD.received", now, body);
        let judge = standardwebhooks::Webhook::new(SECRET).unwrap();
        let check = |body: &[u8]| {
            let mut headers = ureq::http::HeaderMap::new();
            headers.insert("webhook-id", "01JD.received".parse().unwrap());
            headers.insert("webhook-timestamp", now.to_string().parse().unwrap());
            headers.insert("webhook-signature", signature.parse().unwrap());
            judge.verify(body, &headers).is_ok()
        };
        assert!(check(body));
        assert!(!check(b"{}"));
        let own =
            |body: &[u8], at: i64| verify_standard(&key, "01JD.received", &now.to_string(), &signature, body, at, 300);
        assert!(own(body, now + 299));
        assert!(!own(body, now + 301));
        assert!(!own(b"{}", now));
    }

    #[test]
    fn the_apps_signature_is_what_openssl_makes_of_body_and_timestamp() {
        // printf '%s%s' '{"a":1}' 1700000000 | openssl dgst -sha256 -hmac key -hex
        assert_eq!(
            smsgate(&Secret::new("key"), 1_700_000_000, br#"{"a":1}"#),
            "5cff791334e7fd8344cc05c2398964f60329f4edd6ab1087ed1ba6c34eefeeca"
        );
    }
}
