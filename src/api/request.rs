//! Reads parts of a request for handlers: the caller, the id in the path, the query.

use axum::extract::{FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;

use super::error::ApiError;
use super::keys::{Caller, Scope};

/// The id in a path. An id that isn't UTF-8 gets the usual form of error.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| invalid("id", "text in UTF-8"))
    }
}

/// The caller of a request, if it has this scope.
pub fn caller(request: &Request, scope: Scope) -> Result<Caller, ApiError> {
    let caller = request.extensions().get::<Caller>().filter(|caller| caller.may(scope));
    caller.cloned().ok_or_else(|| {
        let message = format!("the key does not have the scope `{}`", scope.as_str());
        ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", message)
    })
}

/// Reads the query of a request, which may have only these keys.
pub fn query<'a>(request: &'a Request, known: &[&str]) -> Result<Vec<(&'a str, &'a str)>, ApiError> {
    let pairs = request.uri().query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            if known.contains(&key) {
                return Ok((key, value));
            }
            let names = known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = match known.is_empty() {
                true => "this takes no query".to_owned(),
                false => format!("the query may have {names}, and nothing else"),
            };
            Err(ApiError::new(StatusCode::BAD_REQUEST, "unknown_field", message))
        })
        .collect()
}

/// 400: a value has the wrong form.
pub fn invalid(key: &str, wanted: &str) -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, "invalid_field", format!("`{key}` must be {wanted}"))
}
