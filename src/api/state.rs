//! What the interface knows, and reads of the store.

use std::net::IpAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tokio::sync::oneshot;

use super::error::ApiError;
use super::rate::Rate;
use super::streams::Streams;
use crate::flow::callback::CallbackRefusal;
use crate::flow::command::Defaults;
use crate::flow::outbound::RequestSink;
use crate::flow::routing::Directory;
use crate::gateway::Sending;
use crate::model::{Boot, Name, Network};
use crate::store::{Store, StoreError};
use crate::task::Faults;

/// Done when all that a call said is on disk.
pub type Called = Pin<Box<dyn Future<Output = Result<(), CallbackRefusal>> + Send>>;

/// The remote of a device calls it. `None`: there is no such device, or none that is called.
pub type CallDevice = Box<dyn Fn(&Name, HeaderMap, Vec<u8>) -> Option<Called> + Send + Sync>;

/// What the interface has to know.
pub struct Settings {
    pub gateway: String,
    pub data: PathBuf,
    pub defaults: Defaults,
    pub sending: Sending,
    pub directory: Arc<RwLock<Directory>>,
    pub boot: Boot,
    /// A minute, for each key; `0`: no limit.
    pub sends_per_minute: u32,
    /// A minute, for each key, and for each address without one; `0`: no limit.
    pub requests_per_minute: u32,
    /// Whose word about a client's address counts.
    pub trusted_proxies: Vec<Network>,
    pub requests: RequestSink,
    pub faults: Faults,
    pub call: CallDevice,
    /// Answered once the gateway's thread has come round.
    pub alive: Box<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
}

/// What the handlers share.
pub struct Api {
    pub settings: Settings,
    store: Mutex<Store>,
    /// Messages by key.
    pub sends: Rate<i64>,
    /// Requests by key; by address where they have no good one; by address for its health. Whoever floods one of them
    /// takes nothing from the others.
    pub requests: Rate<i64>,
    pub strangers: Rate<IpAddr>,
    pub healths: Rate<IpAddr>,
    pub streams: Arc<Streams>,
}

pub type Shared = State<Arc<Api>>;
pub type Answer = Result<Response, ApiError>;

impl Settings {
    pub fn directory(&self) -> Directory {
        self.directory.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

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
    pub async fn read<T: Send + 'static>(
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
