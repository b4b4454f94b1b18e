//! `/auth/token`: issues, refreshes and revokes tokens of a key.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;

use super::access::{Refresh, allow};
use super::dialect::Dialect;
use super::fields::Fields;
use super::jwt::{self, REFRESH_PREFIX};
use super::messages::dialect_of;
use super::params::Params;
use super::scopes::{AppScope, Granted};
use crate::api::error::ApiError;
use crate::api::json::json;
use crate::api::keys::{self, Caller, NOT_KNOWN, Who};
use crate::api::request::{Id, invalid};
use crate::api::send::{body, change};
use crate::api::state::{Answer, Api, Shared};
use crate::clock;
use crate::flow::change::{Change, NewToken};
use crate::model::Secret;

/// How long a token is valid, usually and at most.
const TTL: Duration = Duration::from_secs(24 * 3600);
const TTL_MAX: Duration = Duration::from_secs(365 * 24 * 3600);
/// How long it can be refreshed after it expired.
const REFRESH: Duration = Duration::from_secs(30 * 24 * 3600);

/// `POST /auth/token`: makes a token with some of the caller's rights.
pub async fn issue(State(api): Shared, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::TokensManage])?;
    Params::of(&request, &[])?;
    let granted = request.extensions().get::<Granted>().cloned().unwrap_or(Granted::Only(Vec::new()));
    let body = body(&api, &caller, request).await?;
    let fields = Fields::read(&body, &["scopes", "ttl"])?;
    let wanted = || invalid("ttl", &format!("from 1 to {} seconds", TTL_MAX.as_secs()));
    let ttl = match fields.number("ttl")? {
        // The servers' clients write 0 for the usual time.
        None | Some(0) => TTL,
        Some(seconds) => Duration::from_secs(u64::try_from(seconds).map_err(|_| wanted())?),
    };
    if ttl > TTL_MAX {
        return Err(wanted());
    }
    let scopes = fields.list("scopes")?.filter(|scopes| !scopes.is_empty());
    let scopes = scopes.ok_or_else(|| invalid("scopes", "a list of scopes"))?;
    let scopes =
        scopes.iter().map(|text| AppScope::parse(text).ok_or_else(|| invalid("scopes", "a list of known scopes")));
    let scopes: Vec<AppScope> = scopes.collect::<Result<_, _>>()?;
    if let Some(beyond) = scopes.iter().find(|scope| !granted.has(**scope) || !scope.is_within(&caller)) {
        let message = format!("the caller does not have `{}` itself", beyond.as_str());
        return Err(ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", message));
    }
    let words: Vec<&str> = scopes.into_iter().map(AppScope::as_str).collect();
    let made = Made::new(&api, &caller, words.join(" "), ttl)?;
    change(&api, Change::AddToken(made.token.clone())).await?;
    Ok(made.answer(StatusCode::CREATED))
}

/// `POST /auth/token/refresh`: replaces the token of a refresh token, which is used up.
pub async fn refresh(State(api): Shared, request: Request) -> Answer {
    let refresh = request.extensions().get::<Refresh>().cloned().ok_or_else(|| ApiError::unauthorized(NOT_KNOWN))?;
    let caller = request.extensions().get::<Caller>().cloned().ok_or_else(|| ApiError::unauthorized(NOT_KNOWN))?;
    let dialect = dialect_of(&request);
    let Refresh { hash, token } = refresh;
    let made = Made::new(&api, &caller, token.scopes, token.ttl)?;
    let changed = change(&api, Change::RefreshToken { refresh: hash, token: made.token.clone() }).await;
    // Another request with the same refresh token was faster.
    changed.map_err(|error| match error.status {
        StatusCode::NOT_FOUND => ApiError::unauthorized(NOT_KNOWN),
        _ => error,
    })?;
    Ok(made.answer(match dialect {
        Dialect::Phone => StatusCode::OK,
        Dialect::Server => StatusCode::CREATED,
    }))
}

/// `DELETE /auth/token/{id}`: ends a token. One that ended before is ended, too.
pub async fn revoke(State(api): Shared, Id(jti): Id, request: Request) -> Answer {
    let caller = allow(&request, &[AppScope::TokensManage])?;
    Params::of(&request, &[])?;
    if let Who::Key(key) = caller.who {
        match change(&api, Change::RevokeToken { key, jti }).await {
            Err(error) if error.status != StatusCode::NOT_FOUND => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    Ok(response)
}

/// A token that was just made.
struct Made {
    token: NewToken,
    access: Secret,
    refresh: Secret,
}

impl Made {
    fn new(api: &Arc<Api>, caller: &Caller, scopes: String, ttl: Duration) -> Result<Self, ApiError> {
        let Who::Key(key) = caller.who else {
            let why = "the command line of this machine has no key, and needs no token";
            return Err(ApiError::new(StatusCode::BAD_REQUEST, "not_supported", why));
        };
        let failed = |_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the system has no randomness");
        let mut bytes = zeroize::Zeroizing::new([0; 48]);
        getrandom::fill(bytes.as_mut()).map_err(failed)?;
        let (id, secret) = bytes.split_at(16);
        let jti = BASE64_URL_SAFE_NO_PAD.encode(id);
        let refresh = Secret::new(format!("{REFRESH_PREFIX}{}", BASE64_URL_SAFE_NO_PAD.encode(secret)));
        let now = clock::now().wall;
        let expires_at = now.after(ttl);
        let words: Vec<&str> = scopes.split(' ').collect();
        let user = caller.key_name().unwrap_or_default();
        let access = Secret::new(jwt::sign(&api.settings.token_key, &jti, user, &words, now, expires_at));
        let (hash, refresh_until) = (keys::hash(refresh.reveal()), expires_at.after(REFRESH));
        Ok(Self {
            token: NewToken { jti, key, scopes, ttl, expires_at, refresh: hash, refresh_until },
            access,
            refresh,
        })
    }

    /// The app writes the names with underscores, and some clients read them in camel case.
    fn answer(&self, status: StatusCode) -> Response {
        let (access, refresh) = (self.access.reveal(), self.refresh.reveal());
        let expires_at = self.token.expires_at.to_string();
        json(
            status,
            &json!({
                "id": self.token.jti,
                "token_type": "Bearer", "tokenType": "Bearer",
                "access_token": access, "accessToken": access,
                "expires_at": expires_at, "expiresAt": expires_at,
                "refresh_token": refresh, "refreshToken": refresh,
            }),
        )
    }
}
