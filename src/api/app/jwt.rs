//! JSON Web Tokens (RFC 7519) signed with HMAC-SHA256. A token is valid only while the store has a row of it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::model::Timestamp;

/// Prefix of all refresh tokens, by which a leaked one is recognised.
pub const REFRESH_PREFIX: &str = "simgate_refresh_";
/// The end of the path that takes refresh tokens.
pub const REFRESH_PATH: &str = "/auth/token/refresh";

/// The header of every token.
const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
/// Longest token that is read.
const BYTES_MAX: usize = 4096;

/// What a token says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// Its id.
    pub jti: String,
}

fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// Makes a token. Only its id counts; clients may read the rest.
pub fn sign(key: &[u8; 32], jti: &str, user: &str, scopes: &[&str], issued: Timestamp, expires: Timestamp) -> String {
    let claims = json!({
        "iss": "simgate", "sub": user, "jti": jti, "scopes": scopes,
        "iat": issued.as_seconds(), "exp": expires.as_seconds(),
    });
    let part = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
    let signed = format!("{}.{}", part(HEADER), part(&claims.to_string()));
    let mut mac = mac(key);
    mac.update(signed.as_bytes());
    format!("{signed}.{}", BASE64_URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
}

/// Reads a token. `None`: it is none, or another key signed it.
///
/// The header is not read: whatever algorithm it names, the signature must be ours.
pub fn verify(key: &[u8; 32], token: &str) -> Option<Claims> {
    let (signed, signature) = token.rsplit_once('.').filter(|_| token.len() <= BYTES_MAX)?;
    let mut mac = mac(key);
    mac.update(signed.as_bytes());
    mac.verify_slice(&BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    let (_, claims) = signed.split_once('.')?;
    let claims: Value = serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    Some(Claims { jti: claims.get("jti")?.as_str()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn token() -> String {
        let (issued, expires) = (Timestamp::from_millis(1_000), Timestamp::from_millis(61_000));
        sign(&KEY, "t-1", "alice", &["messages:send"], issued, expires)
    }

    #[test]
    fn a_token_is_read_back() {
        assert_eq!(verify(&KEY, &token()), Some(Claims { jti: "t-1".into() }));
        let claims = BASE64_URL_SAFE_NO_PAD.decode(token().split('.').nth(1).unwrap()).unwrap();
        let claims: Value = serde_json::from_slice(&claims).unwrap();
        assert_eq!((&claims["iat"], &claims["exp"], &claims["sub"]), (&json!(1), &json!(61), &json!("alice")));
    }

    #[test]
    fn a_forged_token_is_refused() {
        let token = token();
        let [header, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else { panic!("{token}") };
        let none = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let other = BASE64_URL_SAFE_NO_PAD.encode(r#"{"jti":"t-2"}"#);
        for forged in [
            String::new(),
            ".".to_owned(),
            "..".to_owned(),
            format!("{none}.{claims}."),
            format!("{none}.{claims}.{signature}"),
            format!("{header}.{other}.{signature}"),
            format!("{header}.{claims}"),
            format!("{header}.{claims}.{}", &signature[1..]),
            format!("{token}{}", "a".repeat(BYTES_MAX)),
        ] {
            assert_eq!(verify(&KEY, &forged), None, "{forged}");
        }
        assert_eq!(verify(&[8; 32], &token), None);
    }
}
