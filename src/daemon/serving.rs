//! Starts the HTTP interface, and creates the first key at the first start.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use tokio::task::JoinSet;

use super::error::DaemonError;
use super::event_queue::EventQueue;
use super::finding::IgnoredDevices;
use super::hooks;
use super::identity_error::KEY_FILE;
use super::phones::DialledIn;
use super::roster::Roster;
use super::sending;
use crate::api::{self, Api, IgnoredDevice, Tls, keys};
use crate::clock;
use crate::config::{Config, Listen};
use crate::discovery::Ignored;
use crate::drivers::{CallbackRequest, Command};
use crate::files;
use crate::flow::change::ChangeSink;
use crate::flow::outbound::RequestSink;
use crate::flow::routing::Directory;
use crate::flow::ussd;
use crate::gateway::Sending;
use crate::model::Boot;
use crate::store::{NewKey, Store};

const FIRST: &str = "first";
const KEY_BYTES_MAX: u64 = 1024;

/// What the interface needs beside the configuration.
pub struct Context {
    /// Names, numbers and owners of lines, which a reload changes.
    pub directory: Arc<RwLock<Directory>>,
    /// Rules for sending.
    pub sending: Sending,
    /// The present run of the machine.
    pub boot: Boot,
    /// Passes requests about messages to the gateway.
    pub requests: RequestSink,
    /// Passes changes of callers' settings to the gateway.
    pub changes: ChangeSink,
    /// Passes USSD requests to the gateway.
    pub dialogues: ussd::Sink,
    /// The key that signing keys of webhooks are derived from.
    pub hook_key: [u8; 32],
    /// The key that signs tokens.
    pub token_key: [u8; 32],
    /// What the search for modems left alone.
    pub ignored: IgnoredDevices,
}

/// Listens on the socket in the data directory, and on the configured address if there is one.
pub fn start(
    config: &Config,
    context: Context,
    queue: &EventQueue,
    roster: &Roster,
    tasks: &mut JoinSet<()>,
) -> Result<(), DaemonError> {
    let (queue, devices, consoles) = (queue.clone(), roster.devices(), roster.devices());
    let settings = api::Settings {
        gateway: config.gateway.name.to_string(),
        data: config.gateway.data.clone(),
        defaults: sending::defaults(config),
        sending: context.sending,
        directory: context.directory,
        boot: context.boot,
        sends_per_minute: config.api.sends_per_minute,
        requests_per_minute: config.api.requests_per_minute,
        trusted_proxies: config.api.trusted_proxies.clone(),
        webhook_networks: config.api.webhook_networks.clone(),
        requests: context.requests,
        changes: context.changes,
        dialogues: context.dialogues,
        consoles: Box::new(move |device, ask, reply| consoles.command(device, Command::Console(ask, reply))),
        hook_key: Box::new(move |owner| hooks::signing_key(&context.hook_key, owner)),
        token_key: context.token_key,
        faults: roster.faults(),
        ignored: Box::new(move || ignored(&context.ignored)),
        call: Box::new(move |device, headers, body| {
            let endpoint = devices.endpoint(device)?;
            Some(Box::pin(async move {
                endpoint.handle(CallbackRequest { headers: &headers, body: &body }, clock::now().wall).await
            }))
        }),
        phones: Box::new(DialledIn { devices: roster.devices(), registrations: roster.registrations() }),
        alive: Box::new(move || queue.ping()),
    };
    let api = Arc::new(Api::open(settings).map_err(DaemonError::Store)?);
    tasks.spawn(api::serve_local(Arc::clone(&api)));
    if let Listen::On(address) = config.api.listen {
        let tls = config.api.tls_cert.clone().zip(config.api.tls_key.clone());
        let tls = tls.map(|(certificates, key)| Tls { certificates, key });
        tasks.spawn(api::serve(api, address, tls.as_ref()).map_err(DaemonError::Serve)?);
    }
    Ok(())
}

/// What the search for modems left alone, for `GET /devices`.
fn ignored(devices: &IgnoredDevices) -> Vec<IgnoredDevice> {
    let devices = devices.lock().unwrap_or_else(PoisonError::into_inner);
    let shown = devices.iter().cloned();
    shown.map(|Ignored { device, why, remedy }| IgnoredDevice { device, why, remedy }).collect()
}

/// Creates a key with all rights, if there is no key and never was one.
pub fn first_key(store: &Store, data: &Path) -> Result<(), DaemonError> {
    let path = data.join(KEY_FILE);
    let half = files::unfinished(&path);
    let failed =
        |error| DaemonError::Data { what: format!("can't write the first key to `{}`", path.display()), error };
    let known = store.keys().all().map_err(DaemonError::Store)?;
    // A person who deleted all keys wants no new one.
    if path.exists() || !known.is_empty() && !half.exists() {
        return Ok(());
    }
    // If the first start was interrupted between the store and the file, the key in the unfinished file is valid.
    let made = files::read(&half, KEY_BYTES_MAX).ok().and_then(|key| String::from_utf8(key).ok());
    if made.and_then(|key| keys::find(&known, key.trim_end())).is_some() {
        return files::finish(&path).map_err(failed);
    }
    let key = keys::make().map_err(|error| failed(std::io::Error::other(error)))?;
    let write = || {
        let mut file = files::create(&half)?;
        writeln!(file, "{}", key.reveal())?;
        file.sync_all()
    };
    write().map_err(failed)?;
    let new = NewKey {
        name: FIRST.to_owned(),
        hash: keys::hash(key.reveal()),
        scopes: keys::Scope::Admin.as_str().to_owned(),
        numbers: String::new(),
        created_at: clock::now().wall,
    };
    store.keys().insert(&new).map_err(DaemonError::Store)?;
    files::finish(&path).map_err(failed)?;
    if std::io::stderr().is_terminal() {
        let text = format!("The first key of the HTTP interface, also in {}: {}\n", path.display(), key.reveal());
        let _ = std::io::stderr().write_all(text.as_bytes());
    } else {
        tracing::info!(file = %path.display(), "made the first key of the HTTP interface");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn names(store: &Store) -> Vec<String> {
        store.keys().all().unwrap().into_iter().map(|row| row.key.name).collect()
    }

    #[test]
    fn the_first_key_is_created_once_and_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        first_key(&store, dir.path()).unwrap();
        let path = dir.path().join(KEY_FILE);
        let key = fs::read_to_string(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(keys::find(&store.keys().all().unwrap(), key.trim_end()).unwrap().may(keys::Scope::Admin));
        first_key(&store, dir.path()).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), key);
        store.keys().delete(FIRST).unwrap();
        first_key(&store, dir.path()).unwrap();
        assert_eq!(names(&store), [""; 0], "a deleted key is not created again");
    }

    #[test]
    fn an_interrupted_first_start_ends_with_a_valid_key() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path()).unwrap();
        let (path, half) = (dir.path().join(KEY_FILE), dir.path().join("api.key.new"));
        fs::write(&half, "never came into the store\n").unwrap();
        first_key(&store, dir.path()).unwrap();
        assert_eq!(names(&store), [FIRST]);
        fs::rename(&path, &half).unwrap();
        first_key(&store, dir.path()).unwrap();
        let key = fs::read_to_string(&path).unwrap();
        assert!(keys::find(&store.keys().all().unwrap(), key.trim_end()).is_some());
    }
}
