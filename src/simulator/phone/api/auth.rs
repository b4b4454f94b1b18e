//! Who calls: a user with a password, or the bearer of a token with its scopes.

use base64::prelude::{BASE64_STANDARD, Engine};

use crate::simulator::phone::http::{HttpReply, HttpRequest};
use crate::simulator::phone::state::State;
use crate::simulator::phone::tokens::{ANY_SCOPE, Claims};

/// A caller who may call at all.
pub enum Caller {
    /// By HTTP Basic: may do everything, except refresh tokens.
    User,
    /// By a valid token.
    Bearer(Claims),
}

impl Caller {
    /// Refuses a token without this scope.
    pub fn require(&self, scope: &str) -> Result<(), HttpReply> {
        let allowed = match self {
            Self::User => true,
            Self::Bearer(claims) => claims.scopes.iter().any(|own| own == scope || own == ANY_SCOPE),
        };
        if allowed { Ok(()) } else { Err(HttpReply::error(403, "Insufficient permissions")) }
    }
}

/// Identifies the caller; otherwise 401 without a body.
pub fn authenticate(state: &State, request: &HttpRequest) -> Result<Caller, HttpReply> {
    identify(state, request.authorization.as_deref().unwrap_or_default()).ok_or_else(|| {
        let challenge = "Basic realm=\"Access to SMS Gateway\", charset=UTF-8";
        HttpReply::empty(401).with_header("WWW-Authenticate", challenge)
    })
}

fn identify(state: &State, authorization: &str) -> Option<Caller> {
    let (scheme, credentials) = authorization.split_once(' ')?;
    let credentials = credentials.trim();
    if scheme.eq_ignore_ascii_case("basic") {
        let decoded = String::from_utf8(BASE64_STANDARD.decode(credentials).ok()?).ok()?;
        let (user, password) = decoded.split_once(':')?;
        let process = state.process.as_ref()?;
        return (user == state.database.user && password == process.password).then_some(Caller::User);
    }
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    let token = is_bearer.then_some(credentials)?;
    state.database.tokens.verify(&state.database.token_secret, token, state.wall_ms()).map(Caller::Bearer)
}
