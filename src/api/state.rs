//! The settings of the interface, and its access to the store.

use std::net::IpAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use tokio::sync::oneshot;

use super::error::ApiError;
use super::mobile::Codes;
use super::rate::Rate;
use super::refused::Refused;
use super::streams::Streams;
use crate::clock;
use crate::flow::callback::CallbackRefusal;
use crate::flow::change::ChangeSink;
use crate::flow::command::Defaults;
use crate::flow::console;
use crate::flow::dial_in::Phones;
use crate::flow::hook::HookOwner;
use crate::flow::outbound::RequestSink;
use crate::flow::routing::Directory;
use crate::flow::ussd;
use crate::gateway::Sending;
use crate::model::{Boot, Name, Network, Secret, Timestamp};
use crate::store::{Store, StoreError};
use crate::task::Faults;

/// Completes when all events of a call are committed.
pub type Called = Pin<Box<dyn Future<Output = Result<(), CallbackRefusal>> + Send>>;

/// Passes a call of a remote to its device. `None`: no such device has a remote that calls.
pub type CallDevice = Box<dyn Fn(&Name, HeaderMap, Vec<u8>) -> Option<Called> + Send + Sync>;

/// A USB device that the search for modems left alone. The field names are a contract.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct IgnoredDevice {
    /// Which, for a person.
    pub device: String,
    /// Why.
    pub why: String,
    /// What a person can do.
    pub remedy: String,
}

/// The settings of the interface.
pub struct Settings {
    /// Name of the gateway.
    pub gateway: String,
    /// The data directory.
    pub data: PathBuf,
    /// Defaults for keys that a request omits.
    pub defaults: Defaults,
    /// Rules for sending.
    pub sending: Sending,
    /// Names, numbers and owners of lines.
    pub directory: Arc<RwLock<Directory>>,
    /// The present run of the machine.
    pub boot: Boot,
    /// Messages per minute and key; 0: no limit.
    pub sends_per_minute: u32,
    /// Requests per minute and key, and per address without a key; 0: no limit.
    pub requests_per_minute: u32,
    /// Proxies whose headers about the client count.
    pub trusted_proxies: Vec<Network>,
    /// Networks beside the public one to which callers may register webhooks.
    pub webhook_networks: Vec<Network>,
    /// Passes requests about messages to the gateway.
    pub requests: RequestSink,
    /// Passes changes of callers' settings to the gateway.
    pub changes: ChangeSink,
    /// Passes USSD requests to the gateway.
    pub dialogues: ussd::Sink,
    /// Passes what a person does at a console to its device.
    pub consoles: console::Sink,
    /// The key that signs the webhooks of an owner.
    pub hook_key: Box<dyn Fn(HookOwner) -> Secret + Send + Sync>,
    /// The key that signs tokens.
    pub token_key: [u8; 32],
    /// Counts of panics, by device.
    pub faults: Faults,
    /// USB devices that the search for modems left alone.
    pub ignored: Box<dyn Fn() -> Vec<IgnoredDevice> + Send + Sync>,
    /// Passes calls of remotes to their devices.
    pub call: CallDevice,
    /// The phones that dial in.
    pub phones: Box<dyn Phones>,
    /// Asks the gateway's thread to answer, which proves that it makes progress.
    pub alive: Box<dyn Fn() -> oneshot::Receiver<()> + Send + Sync>,
}

/// What the handlers share.
///
/// Requests with a key, requests without one and health checks have limits of their own, so a flood of one kind doesn't
/// block the others.
pub struct Api {
    /// The settings.
    pub settings: Settings,
    store: Mutex<Store>,
    /// Limits messages, by key.
    pub sends: Rate<i64>,
    /// Limits requests, by key.
    pub requests: Rate<i64>,
    /// Limits requests without a valid key, by address.
    pub strangers: Rate<IpAddr>,
    /// Limits health checks, by address.
    pub healths: Rate<IpAddr>,
    /// Refused calls of remotes.
    pub refused: Refused,
    /// Limits requests of phones that dial in, by device.
    pub phones: Rate<Name>,
    /// Codes by which phones register.
    pub codes: Codes,
    /// Open streams of events.
    pub streams: Arc<Streams>,
    /// When the interface started.
    pub started: Timestamp,
}

/// The state of the router.
pub type Shared = State<Arc<Api>>;
/// The result of a handler.
pub type Answer = Result<Response, ApiError>;

impl Settings {
    /// The present names, numbers and owners of lines.
    pub fn directory(&self) -> Directory {
        self.directory.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Api {
    /// Opens the store for reading. The gateway must have created it.
    pub fn open(settings: Settings) -> Result<Self, StoreError> {
        Ok(Self {
            store: Mutex::new(Store::open_to_read(&settings.data)?),
            sends: Rate::new(settings.sends_per_minute),
            requests: Rate::new(settings.requests_per_minute),
            strangers: Rate::new(settings.requests_per_minute),
            healths: Rate::new(settings.requests_per_minute),
            refused: Refused::default(),
            phones: Rate::new(settings.requests_per_minute),
            codes: Codes::default(),
            streams: Arc::default(),
            started: clock::now().wall,
            settings,
        })
    }

    /// Reads from the store, on a thread that may wait for the disk.
    pub async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Store, &Settings) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let api = Arc::clone(self);
        let read = move || work(&api.store.lock().unwrap_or_else(PoisonError::into_inner), &api.settings);
        let ended =
            |_| ApiError::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "simgate failed to handle the request");
        tokio::task::spawn_blocking(read).await.map_err(ended)?.map_err(|error| ApiError::store(&error))
    }
}
