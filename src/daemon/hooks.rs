//! Registered webhooks: the keys that sign them, and their forwarders.

use std::io::{Error, ErrorKind};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::core::{OpenHook, Outlet};
use super::error::{DaemonError, data_failed};
use super::event_queue::EventQueue;
use crate::api::app;
use crate::config::Config;
use crate::files;
use crate::flow::hook::{Hook, HookOwner};
use crate::flow::{Delivery, Event};
use crate::forwarders::{sign, webhook};
use crate::model::Secret;
use crate::outgoing_http::{Pool, Reach};

/// The file with the key that all signing keys are derived from.
pub const KEY_FILE: &str = "webhook.key";
const KEY_BYTES: usize = 32;

/// The time limit of one attempt. The Android app waits 5 s for each part of an answer.
const TIMEOUT: Duration = Duration::from_secs(10);

/// Reads a random key of the data directory, or creates it.
pub fn random_key(data: &Path, name: &str) -> Result<[u8; KEY_BYTES], DaemonError> {
    let path = data.join(name);
    let failed = |error| data_failed("use", &path, error);
    match files::read(&path, 1024) {
        Ok(bytes) => return bytes.first_chunk().copied().ok_or_else(|| failed(ErrorKind::UnexpectedEof.into())),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    let mut key = [0; KEY_BYTES];
    getrandom::fill(&mut key).map_err(|error| failed(Error::other(error)))?;
    // The file is replaced as a whole, because half a key after a power cut would keep simgate from starting.
    files::replace(&path, &key).map_err(failed)?;
    Ok(key)
}

/// The key that signs the webhooks of an owner. Each owner has another one, so it can't forge what others get.
pub fn signing_key(key: &[u8; KEY_BYTES], owner: HookOwner) -> Secret {
    sign::derived_key(key, &format!("webhooks of {}", owner.number()))
}

/// The function that starts a forwarder for a registered webhook.
pub fn opener(config: &Config, key: [u8; KEY_BYTES], pool: &Pool, queue: &EventQueue) -> OpenHook {
    let (pool, queue) = (pool.clone(), queue.clone());
    let device = app::device_id(config.gateway.name.as_str()).to_owned();
    let reach = Reach::PublicOr(config.api.webhook_networks.clone());
    Box::new(move |hook: &Hook| {
        let Ok(url) = hook.url.parse() else {
            tracing::error!(webhook = %hook.destination, "the URL of a registered webhook can't be used");
            return None;
        };
        let settings = webhook::Settings {
            name: hook.destination.clone(),
            url,
            format: webhook::Format::Smsgate,
            secret: Some(signing_key(&key, hook.owner)),
            timeout: TIMEOUT,
            reach: reach.clone(),
            registered: Some(Arc::new(webhook::Registered {
                id: hook.id.clone(),
                event: hook.event,
                device: device.clone(),
            })),
        };
        let queue = queue.clone();
        let start = webhook::start(settings, &pool, move |event: Event| queue.push(event));
        let outlet: Outlet<Box<Delivery>> = Box::new(move |delivery| start(*delivery));
        Some(outlet)
    })
}
