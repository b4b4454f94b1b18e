//! Routes about tokens.

use serde_json::{Value, json};

use super::auth::Caller;
use crate::simulator::phone::http::{HttpReply, HttpRequest, object};
use crate::simulator::phone::state::State;
use crate::simulator::phone::tokens::{FreshIds, Pair, REFRESH_SCOPE, TTL_DEFAULT_S, TTL_MAX_S, Tokens};

pub fn issue(state: &mut State, request: &HttpRequest) -> Result<HttpReply, HttpReply> {
    let refuse = |message: &str| HttpReply::error(400, message);
    let body = object(request)?;
    let malformed = || refuse("Failed to convert request body to class TokenRequest");
    let scopes = body.get("scopes").filter(|value| !value.is_null());
    let scopes = scopes.ok_or_else(|| HttpReply::error(500, "Parameter specified as non-null is null"))?;
    let scopes = scopes.as_array().ok_or_else(malformed)?;
    let scopes: Option<Vec<String>> = scopes.iter().map(|scope| scope.as_str().map(str::to_owned)).collect();
    let scopes = Tokens::check_scopes(&scopes.ok_or_else(malformed)?).map_err(refuse)?;
    let ttl = match body.get("ttl").filter(|value| !value.is_null()) {
        Some(value) => value.as_i64().ok_or_else(malformed)?,
        None => TTL_DEFAULT_S,
    };
    if ttl <= 0 {
        return Err(refuse("ttl must be > 0"));
    }
    if ttl > TTL_MAX_S {
        return Err(refuse("ttl exceeds maximum allowed value"));
    }
    let pair = make(state, &scopes, ttl);
    Ok(HttpReply::json(201, show(state, &pair)))
}

/// Replaces a refresh token, which works once. The new access token lives for the default time.
pub fn refresh(state: &mut State, caller: &Caller) -> Result<HttpReply, HttpReply> {
    let unauthorized = || HttpReply::error(401, "Unauthorized");
    let claims = match caller {
        Caller::User => return Err(unauthorized()),
        Caller::Bearer(claims) => claims,
    };
    if claims.scopes != [REFRESH_SCOPE] {
        return Err(HttpReply::error(403, "Insufficient permissions"));
    }
    if !claims.is_refresh || !state.database.tokens.use_refresh(&claims.id) {
        return Err(unauthorized());
    }
    let pair = make(state, &claims.original_scopes, TTL_DEFAULT_S);
    Ok(HttpReply::json(200, show(state, &pair)))
}

/// Revokes a token and its refresh token. An unknown id is no error.
pub fn revoke(state: &mut State, id: &str) -> HttpReply {
    state.database.tokens.revoke(id.trim());
    HttpReply::empty(204)
}

fn make(state: &mut State, scopes: &[String], ttl_s: i64) -> Pair {
    let ids = FreshIds { access: state.fresh_id(), refresh: state.fresh_id() };
    let now_ms = state.wall_ms();
    let secret = state.database.token_secret.clone();
    state.database.tokens.issue(&secret, scopes, ttl_s, ids, now_ms)
}

fn show(state: &State, pair: &Pair) -> Value {
    json!({
        "id": pair.id,
        "token_type": "Bearer",
        "access_token": pair.access,
        "expires_at": state.date(pair.expires_at_ms),
        "refresh_token": pair.refresh,
    })
}
