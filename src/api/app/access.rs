//! Identifies the caller of a request: by Basic, by a key as Bearer token, or by a token that simgate issued.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use zeroize::Zeroizing;

use super::jwt::{self, REFRESH_PATH, REFRESH_PREFIX};
use super::scopes::{AppScope, Granted};
use crate::api::error::ApiError;
use crate::api::keys::{self, Caller, NOT_KNOWN};
use crate::api::state::Api;
use crate::clock;
use crate::store::{Store, StoreError, TokenRow};

/// A known caller with the scopes of its token.
pub struct Identity {
    /// The caller.
    pub caller: Caller,
    /// The scopes.
    pub granted: Granted,
    /// The token that is to be refreshed, if the caller came with a refresh token.
    pub refresh: Option<Refresh>,
}

impl Identity {
    /// A caller that came without a token.
    pub fn of(caller: Caller) -> Self {
        Self { caller, granted: Granted::Everything, refresh: None }
    }
}

/// The token of a refresh token.
#[derive(Clone)]
pub struct Refresh {
    /// SHA-256 of the refresh token.
    pub hash: [u8; 32],
    /// The token.
    pub token: TokenRow,
}

/// What a request came with.
enum Credentials {
    Key { name: Option<String>, key: Zeroizing<String> },
    Token { jti: String },
    Refresh { hash: [u8; 32] },
}

/// Finds the caller of a request. The inner error says why there is none.
pub async fn identify(
    api: &Arc<Api>,
    path: &str,
    headers: &HeaderMap,
) -> Result<Result<Identity, &'static str>, ApiError> {
    let credentials = match credentials(headers, &api.settings.token_key) {
        Ok(credentials) => credentials,
        Err(why) => return Ok(Err(why)),
    };
    let is_refresh = path.ends_with(REFRESH_PATH);
    if is_refresh != matches!(credentials, Credentials::Refresh { .. }) {
        return Ok(Err("a refresh token refreshes a token, and does nothing else"));
    }
    Ok(api.read(move |store, _| find(store, &credentials)).await?.ok_or(NOT_KNOWN))
}

fn find(store: &Store, credentials: &Credentials) -> Result<Option<Identity>, StoreError> {
    let (token, refresh) = match credentials {
        Credentials::Key { name, key } => {
            let caller = keys::find(&store.keys().all()?, key);
            let caller = caller.filter(|caller| name.is_none() || name.as_deref() == caller.key_name());
            return Ok(caller.map(Identity::of));
        }
        Credentials::Token { jti } => {
            (store.tokens().get(jti)?.filter(|token| token.expires_at > clock::now().wall), None)
        }
        Credentials::Refresh { hash } => {
            let found = store.tokens().by_refresh(hash)?;
            (found.filter(|token| token.refresh_until > clock::now().wall), Some(*hash))
        }
    };
    let Some(token) = token else { return Ok(None) };
    let key = store.keys().get(token.key)?;
    Ok(key.map(|key| Identity {
        caller: Caller::of(&key),
        granted: Granted::parse(&token.scopes),
        refresh: refresh.map(|hash| Refresh { hash, token }),
    }))
}

/// Reads the credentials. Signatures of tokens are checked here.
fn credentials(headers: &HeaderMap, token_key: &[u8; 32]) -> Result<Credentials, &'static str> {
    let header = headers.get(header::AUTHORIZATION).ok_or("credentials are needed")?;
    let header = header.to_str().unwrap_or_default();
    let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
    let value = value.trim();
    if scheme.eq_ignore_ascii_case("basic") {
        let pair = BASE64_STANDARD.decode(value).ok().map(Zeroizing::new);
        let pair = pair.as_ref().and_then(|pair| std::str::from_utf8(pair).ok()?.split_once(':'));
        let (name, key) = pair.ok_or("not the base64 of a user, a colon and a password")?;
        return Ok(Credentials::Key { name: Some(name.to_owned()), key: Zeroizing::new(key.to_owned()) });
    }
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err("neither Basic nor Bearer");
    }
    if value.starts_with(REFRESH_PREFIX) {
        return Ok(Credentials::Refresh { hash: keys::hash(value) });
    }
    if value.contains('.') {
        let claims = jwt::verify(token_key, value).ok_or("not a token of this gateway")?;
        return Ok(Credentials::Token { jti: claims.jti });
    }
    Ok(Credentials::Key { name: None, key: Zeroizing::new(value.to_owned()) })
}

/// The caller of a request, if its token has any of these scopes, and its key the rights for it.
pub fn allow(request: &Request, scopes: &[AppScope]) -> Result<Caller, ApiError> {
    let extensions = request.extensions();
    let known = extensions.get::<Caller>().zip(extensions.get::<Granted>());
    let allowed =
        known.filter(|(caller, granted)| scopes.iter().any(|scope| granted.has(*scope) && scope.is_within(caller)));
    allowed.map(|(caller, _)| caller.clone()).ok_or_else(|| {
        let words = scopes.iter().map(|scope| format!("`{}`", scope.as_str())).collect::<Vec<_>>().join(" or ");
        ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", format!("the key or the token does not allow {words}"))
    })
}
