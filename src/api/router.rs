//! Routes a request to its handler: by path, after a check of its key and of its rate.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use zeroize::Zeroizing;

use super::app::{Dialect, Identity};
use super::error::ApiError;
use super::keys::{self, Caller, NOT_KNOWN, Who};
use super::peer::{self, Client, Peer};
use super::state::{Answer, Api, Shared};
use super::{app, callbacks, console, events, metrics, mobile, read, send, unread, ussd};
use crate::clock;

/// The routes of the interface.
pub fn router(api: Arc<Api>) -> Router {
    Router::new()
        .route("/sms/send", post(send::send))
        .route("/sms/webhook/{device}", post(callbacks::called))
        .route("/sms/cancel/{id}", post(send::cancel))
        .route("/sms/settle/{id}", post(send::settle))
        .route("/sms/status/{id}", get(read::status))
        .route("/sms/outbox", get(read::outbox))
        .route("/sms/inbox", get(read::inbox))
        .route("/sims", get(read::sims))
        .route("/sims/{name}/ussd", post(ussd::ask).delete(ussd::cancel))
        .route("/devices", get(devices))
        .route("/devices/{name}/at", post(console::command).delete(console::end))
        .merge(app::routes())
        .nest(app::SERVER_PATH, app::routes().route("/devices", get(app::list_devices)))
        .nest(mobile::PATH, mobile::routes())
        .merge(mobile::person_routes())
        .route("/events", get(events::stream))
        .route("/metrics", get(metrics::metrics))
        .route("/healthz", get(metrics::healthz))
        .route("/readyz", get(metrics::readyz))
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async {
            ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "method not allowed on this path")
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&api), admit))
        .layer(middleware::from_fn(unread::finish))
        .with_state(api)
}

/// `/devices` is in both interfaces.
async fn devices(state: Shared, request: Request) -> Answer {
    match request.extensions().get::<Dialect>() {
        Some(_) => app::list_devices(state, request).await,
        None => read::devices(state, request).await,
    }
}

/// Refuses requests of unknown callers, and adds the id of the request to every answer.
async fn admit(State(api): Shared, mut request: Request, next: Next) -> Response {
    let id = format!("{:016x}", getrandom::u64().unwrap_or_default());
    let dialect = app::dialect(request.uri().path(), request.headers());
    if let Some(dialect) = dialect {
        request.extensions_mut().insert(dialect);
    }
    let refused = |error: &ApiError| match dialect {
        Some(dialect) => app::answer(error, dialect),
        None => error.clone().answer(&id),
    };
    let response = match known(&api, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    let mut response = match response.extensions().get::<ApiError>() {
        Some(error) => refused(error),
        // The request was refused before it reached a handler.
        None if response.status().is_client_error() || response.status().is_server_error() => {
            refused(&ApiError::new(response.status(), "bad_request", "the request can't be read"))
        }
        None => response,
    };
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert("x-request-id", value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Adds the caller to the request. Health needs no key, and devices verify calls of their remotes and phones themselves.
async fn known(api: &Arc<Api>, request: &mut Request) -> Result<(), ApiError> {
    let identity = match request.extensions().get::<Peer>() {
        Some(Peer::Local) => Identity::of(Caller::local()),
        Some(Peer::Address(address)) => {
            let client = peer::client(*address, request.headers(), &api.settings.trusted_proxies);
            let client = peer::subscriber(client);
            let path = request.uri().path();
            if matches!(path, "/healthz" | "/readyz") || app::is_health(path) {
                return api.healths.visit(&client, clock::now().mono).map_err(ApiError::rate_limited);
            }
            if path.starts_with(callbacks::PATH) || mobile::is_of_phones(path) {
                request.extensions_mut().insert(Client(client));
                return Ok(());
            }
            let is_app = request.extensions().get::<Dialect>().is_some();
            let (path, headers) = (path.to_owned(), request.headers().clone());
            match identity(api, is_app, &path, &headers).await? {
                Ok(identity) => identity,
                Err(why) => {
                    api.strangers.visit(&client, clock::now().mono).map_err(ApiError::rate_limited)?;
                    return Err(ApiError::unauthorized(why));
                }
            }
        }
        None => return Err(ApiError::unauthorized("the source of the request is unknown")),
    };
    if let Who::Key(id) = identity.caller.who {
        api.requests.visit(&id, clock::now().mono).map_err(ApiError::rate_limited)?;
    }
    let Identity { caller, granted, refresh } = identity;
    let extensions = request.extensions_mut();
    extensions.insert(caller);
    extensions.insert(granted);
    if let Some(refresh) = refresh {
        extensions.insert(refresh);
    }
    Ok(())
}

/// Finds the caller by its credentials; the inner error is the message for it. Only the app's paths take others than keys.
async fn identity(
    api: &Arc<Api>,
    is_app: bool,
    path: &str,
    headers: &HeaderMap,
) -> Result<Result<Identity, &'static str>, ApiError> {
    if is_app {
        return app::identify(api, path, headers).await;
    }
    let key = match bearer_key(headers) {
        Ok(key) => key,
        Err(why) => return Ok(Err(why)),
    };
    let found = api.read(move |store, _| Ok(keys::find(&store.keys().all()?, &key))).await?;
    Ok(found.map(Identity::of).ok_or(NOT_KNOWN))
}

/// The key in the headers of a request; an error is the message for the caller.
fn bearer_key(headers: &HeaderMap) -> Result<Zeroizing<String>, &'static str> {
    let header = headers.get(header::AUTHORIZATION).ok_or("a key is needed: `Authorization: Bearer KEY`")?;
    let header = header.to_str().unwrap_or_default();
    let (scheme, key) = header.split_once(' ').unwrap_or((header, ""));
    match scheme.eq_ignore_ascii_case("bearer") {
        true => Ok(Zeroizing::new(key.trim().to_owned())),
        false => Err("`Authorization` must be `Bearer KEY`"),
    }
}
