//! The app's tokens: JWTs signed with HS256, and the table that knows which of them are revoked.

use std::collections::BTreeMap;

use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use serde_json::{Value, json};

use super::hmac::hmac_sha256;

/// The issuer: the app's package.
const ISSUER: &str = "me.capcom.smsgateway";
/// How long an access token lives if the caller doesn't say, and at most.
pub const TTL_DEFAULT_S: i64 = 86_400;
pub const TTL_MAX_S: i64 = 365 * 86_400;
/// The scope of refresh tokens, which no caller may request.
pub const REFRESH_SCOPE: &str = "tokens:refresh";
/// The scope that includes the others.
pub const ANY_SCOPE: &str = "all:any";

/// The scopes that a caller may request.
const SCOPES: [&str; 16] = [
    ANY_SCOPE,
    "messages:send",
    "messages:read",
    "messages:export",
    "messages:cancel",
    "inbox:list",
    "inbox:read",
    "inbox:refresh",
    "devices:list",
    "webhooks:list",
    "webhooks:write",
    "webhooks:delete",
    "settings:read",
    "settings:write",
    "logs:read",
    "tokens:manage",
];

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenUse {
    Access,
    Refresh,
}

impl TokenUse {
    fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }
}

/// The content of a valid token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    pub id: String,
    pub scopes: Vec<String>,
    /// The scopes of the pair; only in a refresh token.
    pub original_scopes: Vec<String>,
    pub is_refresh: bool,
}

/// A pair, as the app returns it.
#[derive(Clone)]
pub struct Pair {
    pub id: String,
    pub access: String,
    pub refresh: String,
    pub expires_at_ms: i64,
}

/// The ids of a new pair.
pub struct FreshIds {
    pub access: String,
    pub refresh: String,
}

#[derive(Debug, Clone)]
struct Known {
    expires_at_ms: i64,
    token_use: TokenUse,
    parent: Option<String>,
    revoked: bool,
}

/// The table.
#[derive(Debug, Default)]
pub struct Tokens {
    known: BTreeMap<String, Known>,
}

impl Tokens {
    /// The scopes without blanks; otherwise why they are refused.
    pub fn check_scopes(scopes: &[String]) -> Result<Vec<String>, &'static str> {
        let scopes: Vec<String> = scopes.iter().map(|scope| scope.trim().to_owned()).collect();
        let scopes: Vec<String> = scopes.into_iter().filter(|scope| !scope.is_empty()).collect();
        if scopes.is_empty() {
            return Err("scopes must not be empty");
        }
        if scopes.iter().any(|scope| !SCOPES.contains(&scope.as_str())) {
            return Err("unsupported scope provided");
        }
        Ok(scopes)
    }

    /// Issues a pair. The refresh token lives seven times as long as the access token, at most a year.
    pub fn issue(&mut self, secret: &str, scopes: &[String], ttl_s: i64, ids: FreshIds, now_ms: i64) -> Pair {
        let refresh_s =
            if ttl_s >= TTL_MAX_S { ttl_s } else { (ttl_s + 1).max(TTL_MAX_S.min(ttl_s.saturating_mul(7))) };
        let ends = |seconds: i64| now_ms + seconds * 1000;
        let common = |id: &str, seconds: i64, token_use: TokenUse| {
            json!({
                "jti": id,
                "iss": ISSUER,
                "iat": now_ms.div_euclid(1000),
                "exp": ends(seconds).div_euclid(1000),
                "token_use": token_use.name(),
            })
        };
        let mut access = common(&ids.access, ttl_s, TokenUse::Access);
        access["scopes"] = json!(scopes);
        let mut refresh = common(&ids.refresh, refresh_s, TokenUse::Refresh);
        refresh["scopes"] = json!([REFRESH_SCOPE]);
        refresh["original_scopes"] = json!(scopes);
        // Expired rows are of no use: their tokens are refused for their age.
        self.known.retain(|_, token| token.expires_at_ms >= now_ms);
        let known =
            |seconds, token_use, parent| Known { expires_at_ms: ends(seconds), token_use, parent, revoked: false };
        self.known.insert(ids.access.clone(), known(ttl_s, TokenUse::Access, None));
        self.known.insert(ids.refresh, known(refresh_s, TokenUse::Refresh, Some(ids.access.clone())));
        Pair {
            access: sign(secret, &access),
            refresh: sign(secret, &refresh),
            id: ids.access,
            expires_at_ms: ends(ttl_s),
        }
    }

    /// Revokes the refresh token, so that it works once. False: it is not one that may be used.
    pub fn use_refresh(&mut self, id: &str) -> bool {
        match self.known.get_mut(id) {
            Some(token) if token.token_use == TokenUse::Refresh && !token.revoked => {
                token.revoked = true;
                true
            }
            Some(_) | None => false,
        }
    }

    /// Revokes an access token and its refresh token. Unknown ids change nothing.
    pub fn revoke(&mut self, id: &str) {
        let concerned = |key: &str, token: &Known| key == id || token.parent.as_deref() == Some(id);
        for (_, token) in self.known.iter_mut().filter(|(key, token)| concerned(key, token)) {
            token.revoked = true;
        }
    }

    /// The claims of a token with a valid signature that has neither expired nor been revoked.
    pub fn verify(&self, secret: &str, token: &str, now_ms: i64) -> Option<Claims> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, payload) = signed.split_once('.')?;
        let read =
            |part: &str| -> Option<Value> { serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(part).ok()?).ok() };
        let given = BASE64_URL_SAFE_NO_PAD.decode(signature).ok()?;
        let (header, claims) = (read(header)?, read(payload)?);
        let valid = header["alg"] == "HS256"
            && given == hmac_sha256(secret.as_bytes(), signed.as_bytes())
            && claims["iss"] == ISSUER
            && claims["exp"].as_i64()? > now_ms.div_euclid(1000);
        let id = claims["jti"].as_str()?.to_owned();
        if !valid || self.known.get(&id).is_some_and(|token| token.revoked) {
            return None;
        }
        let list = |name: &str| -> Vec<String> {
            let items = claims[name].as_array().into_iter().flatten();
            items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let is_refresh = claims["token_use"] == TokenUse::Refresh.name();
        Some(Claims { scopes: list("scopes"), original_scopes: list("original_scopes"), is_refresh, id })
    }
}

fn sign(secret: &str, claims: &Value) -> String {
    let header = json!({ "alg": "HS256", "typ": "JWT" });
    let encode = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", encode(&header), encode(claims));
    let signature = BASE64_URL_SAFE_NO_PAD.encode(hmac_sha256(secret.as_bytes(), signed.as_bytes()));
    format!("{signed}.{signature}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(tokens: &mut Tokens, ttl_s: i64) -> Pair {
        let ids = FreshIds { access: "a".to_owned(), refresh: "r".to_owned() };
        tokens.issue("secret", &["messages:send".to_owned()], ttl_s, ids, 1_000_000)
    }

    #[test]
    fn a_token_ends_with_its_time_its_signature_and_its_revocation() {
        let mut tokens = Tokens::default();
        let pair = pair(&mut tokens, 60);
        let claims = tokens.verify("secret", &pair.access, 1_000_000).unwrap();
        assert_eq!((claims.id.as_str(), claims.is_refresh), ("a", false));
        assert_eq!(claims.scopes, ["messages:send"]);
        assert!(tokens.verify("other", &pair.access, 1_000_000).is_none());
        assert!(tokens.verify("secret", &pair.access, 1_059_999).is_some());
        assert!(tokens.verify("secret", &pair.access, 1_060_000).is_none());
        let forged = pair.access.replacen('.', "x.", 1);
        assert!(tokens.verify("secret", &forged, 1_000_000).is_none());
        tokens.revoke("a");
        assert!(tokens.verify("secret", &pair.access, 1_000_000).is_none());
        assert!(tokens.verify("secret", &pair.refresh, 1_000_000).is_none(), "its refresh token too");
    }

    #[test]
    fn a_refresh_token_works_once_and_lives_longer() {
        let mut tokens = Tokens::default();
        let pair = pair(&mut tokens, 60);
        let claims = tokens.verify("secret", &pair.refresh, 1_000_000 + 7 * 60_000 - 1).unwrap();
        assert!(claims.is_refresh);
        assert_eq!((claims.scopes, claims.original_scopes), (vec![REFRESH_SCOPE.into()], vec!["messages:send".into()]));
        assert!(!tokens.use_refresh("a"), "an access token is none");
        assert!(tokens.use_refresh("r"));
        assert!(!tokens.use_refresh("r"));
        assert!(tokens.verify("secret", &pair.refresh, 1_000_000).is_none());
        assert!(tokens.verify("secret", &pair.access, 1_000_000).is_some(), "the old access token remains");
    }

    #[test]
    fn scopes_are_checked() {
        let check =
            |scopes: &[&str]| Tokens::check_scopes(&scopes.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        assert_eq!(check(&[" logs:read ", ""]), Ok(vec!["logs:read".to_owned()]));
        assert_eq!(check(&[]), Err("scopes must not be empty"));
        assert_eq!(check(&["messages:list"]), Err("unsupported scope provided"), "only servers have it");
        assert_eq!(check(&[REFRESH_SCOPE]), Err("unsupported scope provided"));
    }
}
