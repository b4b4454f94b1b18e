//! The HTTP interface: sending, reading, a stream of events, health and metrics.
//!
//! A request goes through [`server`] (connections and their limits), [`admit`] (the key, and how often it comes) and then
//! to its handler. Wishes go to the gateway and are answered when they are on disk; everything else is read from the store.

mod error;
mod events;
pub mod keys;
pub mod local;
mod metrics;
mod peer;
mod places;
mod rate;
mod read;
mod send;
mod server;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use crate::clock;
use crate::flow::command::Defaults;
use crate::flow::outbound::Counter;
use crate::flow::routing::Directory;
use crate::gateway::Sending;
use crate::model::{Boot, Network};
use crate::store::{Store, StoreError};
use crate::task::Faults;

use error::ApiError;
use events::Streams;
use keys::{Caller, Scope, Who};
use peer::Peer;
use rate::Rate;

pub use server::{ServeError, Tls, serve, serve_local};

/// What the interface has to know.
pub struct Settings {
    pub gateway: String,
    pub data: PathBuf,
    pub defaults: Defaults,
    pub sending: Sending,
    pub directory: Directory,
    pub boot: Boot,
    /// A minute, for each key; `0`: no limit.
    pub sends_per_minute: u32,
    /// A minute, for each key, and for each address without one; `0`: no limit.
    pub requests_per_minute: u32,
    /// Whose word about a client's address counts.
    pub trusted_proxies: Vec<Network>,
    pub counter: Counter,
    pub faults: Faults,
    /// Answered once the gateway's thread has come round.
    pub alive: Box<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
}

pub struct Api {
    settings: Settings,
    store: Mutex<Store>,
    /// Messages by key.
    sends: Rate<i64>,
    /// Requests by key; by address where they have no good one; by address for its health. Whoever floods one of them
    /// takes nothing from the others.
    requests: Rate<i64>,
    strangers: Rate<IpAddr>,
    healths: Rate<IpAddr>,
    streams: Arc<Streams>,
}

type Shared = State<Arc<Api>>;
type Answer = Result<Response, ApiError>;

impl Api {
    /// Opens the store for reading, which the gateway has made.
    pub fn open(settings: Settings) -> Result<Self, StoreError> {
        Ok(Self {
            store: Mutex::new(Store::open_to_read(&settings.data)?),
            sends: Rate::new(settings.sends_per_minute),
            requests: Rate::new(settings.requests_per_minute),
            strangers: Rate::new(settings.requests_per_minute),
            healths: Rate::new(settings.requests_per_minute),
            streams: Arc::default(),
            settings,
        })
    }

    /// Reads on a thread that may wait for the disk.
    async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Store, &Settings) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let api = Arc::clone(self);
        let read = move || work(&api.store.lock().unwrap_or_else(PoisonError::into_inner), &api.settings);
        let ended =
            |_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "the request could not be worked on");
        tokio::task::spawn_blocking(read).await.map_err(ended)?.map_err(|error| ApiError::store(&error))
    }
}

fn router(api: Arc<Api>) -> Router {
    Router::new()
        .route("/sms/send", post(send::send))
        .route("/sms/cancel/{id}", post(send::cancel))
        .route("/sms/settle/{id}", post(send::settle))
        .route("/sms/status/{id}", get(read::status))
        .route("/sms/outbox", get(read::outbox))
        .route("/sms/inbox", get(read::inbox))
        .route("/sims", get(read::sims))
        .route("/devices", get(read::devices))
        .route("/events", get(events::stream))
        .route("/metrics", get(metrics::metrics))
        .route("/healthz", get(metrics::healthz))
        .route("/readyz", get(metrics::readyz))
        .fallback(|| async { ApiError::not_found() })
        .method_not_allowed_fallback(|| async {
            ApiError::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "this is not done by that method here")
        })
        .layer(middleware::from_fn_with_state(Arc::clone(&api), admit))
        .with_state(api)
}

/// Whoever is not known goes no further than here, and every answer bears the request's id.
async fn admit(State(api): Shared, mut request: Request, next: Next) -> Response {
    let id = format!("{:016x}", getrandom::u64().unwrap_or_default());
    let response = match known(&api, &mut request).await {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    };
    let mut response = match response.extensions().get::<ApiError>() {
        Some(error) => error.clone().answer(&id),
        // Whatever was refused before a handler had its say.
        None if response.status().is_client_error() || response.status().is_server_error() => {
            ApiError::new(response.status(), "bad_request", "the request can't be read").answer(&id)
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

/// Puts the caller beside the request. Health is everybody's.
async fn known(api: &Arc<Api>, request: &mut Request) -> Result<(), ApiError> {
    let caller = match request.extensions().get::<Peer>() {
        Some(Peer::Local) => Caller::local(),
        Some(Peer::Address(address)) => {
            let client = peer::client(*address, request.headers(), &api.settings.trusted_proxies);
            let client = peer::subscriber(client);
            if matches!(request.uri().path(), "/healthz" | "/readyz") {
                return api.healths.visit(&client, clock::now().mono).map_err(ApiError::rate_limited);
            }
            let found = match shown_key(request.headers()) {
                Ok(key) => api.read(move |store, _| Ok(keys::find(&store.keys()?, &key))).await?.ok_or(NOT_KNOWN),
                Err(why) => Err(why),
            };
            match found {
                Ok(caller) => caller,
                Err(why) => {
                    api.strangers.visit(&client, clock::now().mono).map_err(ApiError::rate_limited)?;
                    return Err(ApiError::unauthorized(why));
                }
            }
        }
        None => return Err(ApiError::unauthorized("nobody knows where this comes from")),
    };
    if let Who::Key(id) = caller.who {
        api.requests.visit(&id, clock::now().mono).map_err(ApiError::rate_limited)?;
    }
    request.extensions_mut().insert(caller);
    Ok(())
}

/// The key that a request shows; otherwise, why it shows none.
fn shown_key(headers: &HeaderMap) -> Result<Zeroizing<String>, &'static str> {
    let header = headers.get(header::AUTHORIZATION).ok_or("a key is needed: `Authorization: Bearer KEY`")?;
    let header = header.to_str().unwrap_or_default();
    let (scheme, key) = header.split_once(' ').unwrap_or((header, ""));
    match scheme.eq_ignore_ascii_case("bearer") {
        true => Ok(Zeroizing::new(key.trim().to_owned())),
        false => Err("`Authorization` must be `Bearer KEY`"),
    }
}

const NOT_KNOWN: &str = "this key is not known";

/// The id in a path. One that is no text is answered as everything else is.
struct Id(String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let id = Path::<String>::from_request_parts(parts, state).await;
        id.map(|Path(id)| Self(id)).map_err(|_| invalid("id", "text in UTF-8"))
    }
}

/// The caller of a request, if it may do this.
fn caller(request: &Request, scope: Scope) -> Result<Caller, ApiError> {
    let caller = request.extensions().get::<Caller>().filter(|caller| caller.may(scope));
    caller.cloned().ok_or_else(|| {
        let message = format!("the key does not have the scope `{}`", scope.as_str());
        ApiError::new(StatusCode::FORBIDDEN, "wrong_scope", message)
    })
}

fn json(status: StatusCode, value: &impl serde::Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => {
            let mut response = Response::new(Body::from(body));
            *response.status_mut() = status;
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            response
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The query of a request, by the keys that it may have.
fn query<'a>(request: &'a Request, known: &[&str]) -> Result<Vec<(&'a str, &'a str)>, ApiError> {
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

fn invalid(key: &str, wanted: &str) -> ApiError {
    ApiError::new(StatusCode::BAD_REQUEST, "invalid_field", format!("`{key}` must be {wanted}"))
}
