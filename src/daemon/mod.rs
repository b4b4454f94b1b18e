//! Wires everything together: starts the store, the gateway's thread, forwarders and devices of a configuration, and
//! runs them until simgate is stopped.

mod core;
mod error;
mod event_queue;
mod finding;
mod forwarding;
mod hooks;
mod identity;
mod identity_error;
mod pending;
mod phones;
mod roster;
mod routes;
mod sending;
mod serving;
mod startup_pages;
mod watchdog;

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use rustix::fs::{FlockOperation, OFlags};
use tokio::sync::{mpsc, oneshot};

use crate::clock;
use crate::code::Finder;
use crate::config::Config;
use crate::files;
use crate::flow::Event;
use crate::flow::routing::Directory;
use crate::gateway::{Gateway, Settings};
use crate::model::{IdSource, Name};
use crate::outgoing_http::Pool;
use crate::store::{Store, StoreError};
use crate::systemd;

use core::Core;
use error::data_failed;
use event_queue::EventQueue;
use identity_error::ID_FILE;
use pending::Pending;
use roster::Roster;

pub use error::DaemonError;
pub use identity_error::{IdentityError, KEY_FILE};
pub use roster::android_of;

/// How often the daemon checks whether the wall clock is synchronised.
const CLOCK_EVERY: Duration = Duration::from_secs(10);
/// Longest wait for one step of the end.
const SHUTDOWN_MAX: Duration = Duration::from_secs(2);

/// The key of all fingerprints. It is stored beside the database, so a copy of the database alone reveals nothing.
const FINGERPRINT_KEY_FILE: &str = "fingerprint.key";
/// The key that signs tokens.
const TOKEN_KEY_FILE: &str = "token.key";

/// Configurations that were read again. They apply at once, as far as they can without a restart.
pub type Reloads = mpsc::UnboundedReceiver<Config>;

/// Runs simgate until `stop` completes. `finder` finds the codes. Must be called within a tokio runtime.
pub async fn run(
    config: &Config,
    finder: Finder,
    mut reloads: Reloads,
    stop: impl Future<Output = ()>,
) -> Result<(), DaemonError> {
    let data = &config.gateway.data;
    load_words(&finder);
    let _lock = lock_data_directory(data)?;
    restrict_files(data)?;
    identity::check_presence(data)?;
    let key = hooks::random_key(data, FINGERPRINT_KEY_FILE)?;
    let hook_key = hooks::random_key(data, hooks::KEY_FILE)?;
    let token_key = hooks::random_key(data, TOKEN_KEY_FILE)?;
    tokio::pin!(stop);
    let mut store = tokio::select! {
        store = open_store(data) => store.map_err(DaemonError::Store)?,
        () = &mut stop => return Ok(()),
    };
    let now = clock::now();
    let boot = clock::boot();
    identity::check_identity(&mut store, data)?;
    serving::first_key(&store, data)?;
    let queue = EventQueue::default();
    let pool = Pool::default();
    let phones = phones::known(&store, &hook_key).map_err(DaemonError::Store)?;
    let mut search = finding::Search::start(config);
    let mut roster = Roster::start(config, queue.clone(), pool.clone(), phones);
    let settings = settings(config, finder, roster.reconciling());
    let gateway = Gateway::open(store, settings.clone(), key, IdSource::new(seed()), boot.clone(), now);
    let gateway = gateway.map_err(DaemonError::Store)?;

    let mut core = Core::new(gateway, roster.devices());
    let pending = Pending::new(queue.clone());
    let answers = pending.clone();
    core.set_answers(Box::new(move |(ticket, answer)| answers.answer(ticket, answer)));
    let changes = Pending::new(queue.clone());
    let answers = changes.clone();
    core.set_change_answers(Box::new(move |(ticket, answer)| answers.answer(ticket, answer)));
    let dialogues = Pending::new(queue.clone());
    let answers = dialogues.clone();
    core.set_ussd_answers(Box::new(move |(ticket, answer)| answers.answer(ticket, answer)));
    core.set_hook_opener(hooks::opener(config, hook_key, &pool, &queue));
    let mut senders = tokio::task::JoinSet::new();
    let callers = forwarding::Callers { requests: &pending, dialogues: &dialogues };
    for forwarder in &config.forwarders {
        forwarding::start(forwarder, config, &mut core, &pool, &mut senders, &queue, &callers)?;
    }
    let mut tasks = tokio::task::JoinSet::new();
    let directory = Arc::new(RwLock::new(settings.directory));
    let context = serving::Context {
        directory: Arc::clone(&directory),
        sending: settings.sending,
        boot,
        requests: pending.sink(),
        changes: changes.sink(),
        dialogues: dialogues.sink(),
        hook_key,
        token_key,
        ignored: search.ignored(),
    };
    serving::start(config, context, &queue, &roster, &mut tasks)?;
    let (running, gone) = oneshot::channel();
    let thread = core.start(queue.clone(), running).map_err(DaemonError::Thread)?;
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        gateway = %config.gateway.name,
        devices = config.devices.len(),
        forwarders = config.forwarders.len(),
        data = %data.display(),
        "running"
    );
    systemd::ready("receiving");
    let watchdog = tokio::spawn(watchdog::feed(queue.clone(), roster.devices()));
    let calendar = tokio::spawn(watch_clock(queue.clone()));
    let notes = tokio::spawn(identity::note_regularly(data.clone()));
    let pages = tokio::spawn(startup_pages::release_after_start());

    // Without one of these parts the daemon can't keep its promise, so it ends and systemd starts it again.
    tokio::pin!(gone);
    let (mut applied, mut found) = (config.clone(), Vec::new());
    let done = loop {
        tokio::select! {
            () = &mut stop => break Ok(()),
            Some(_) = tasks.join_next() => break Err(DaemonError::Ended("the HTTP interface")),
            Some(_) = senders.join_next() => break Err(DaemonError::Ended("a forwarder's task")),
            _ = &mut gone => break Err(DaemonError::Ended("the gateway's thread")),
            Some(new) = reloads.recv() => {
                if let Some(new) = routes::reload(config, new, &queue, &directory) {
                    search.reconfigure(&new);
                    applied = new;
                    roster.apply(&applied, &found).await;
                }
            }
            modems = search.next() => {
                found = modems;
                roster.apply(&applied, &found).await;
            }
        }
    };
    systemd::stopping();
    watchdog.abort();
    calendar.abort();
    notes.abort();
    pages.abort();
    queue.stop();
    // The thread writes deferred events. Deliveries in flight are tried again after the next start.
    let noted = data.clone();
    let finish = move || {
        let _ = thread.join();
        identity::note_progress(&noted);
    };
    let ended = tokio::time::timeout(SHUTDOWN_MAX, tokio::task::spawn_blocking(finish));
    let _ = ended.await;
    // The thread owned the forwarders' channels, so they end now and disconnect.
    let _ = tokio::time::timeout(SHUTDOWN_MAX, async { while senders.join_next().await.is_some() {} }).await;
    tasks.abort_all();
    roster.abort_all();
    tracing::info!("stopped");
    done
}

/// Reads the words of the code finder on a thread of its own, so that neither the start nor the first message waits for it.
fn load_words(finder: &Finder) {
    let finder = finder.clone();
    let started = std::thread::Builder::new().name("words".to_owned()).spawn(move || finder.load_words());
    if let Err(error) = started {
        // The first message reads them instead.
        tracing::debug!(%error, "can't start a thread for the words of the code finder");
    }
}

/// Reports when the wall clock is synchronised. Limits of days and months count by such reports.
async fn watch_clock(queue: EventQueue) {
    let mut is_reported = false;
    loop {
        let now = clock::now();
        match clock::is_synchronised() {
            // Only if the clock was not set between the two readings.
            Ok(true) if (clock::now().clock_offset() - now.clock_offset()).abs() <= 1 => {
                queue.push(Event::ClockSynchronised(now));
            }
            Ok(_) => {}
            Err(error) if !is_reported => {
                is_reported = true;
                tracing::warn!(%error, "can't ask whether the clock is right: a day or a month opens an hour late or more");
            }
            Err(_) => {}
        }
        tokio::time::sleep(CLOCK_EVERY).await;
    }
}

/// Opens the store. If the disk is full or fails for now, it tries again until the store opens; the modems keep their
/// messages meanwhile.
async fn open_store(data: &Path) -> Result<Store, StoreError> {
    let mut is_reported = false;
    loop {
        match Store::open(data) {
            Err(error) if error.may_pass() => {
                if !is_reported {
                    tracing::error!(%error, "nothing is taken from the modems until the store works");
                    systemd::status(&format!("the store can't be opened: {error}"));
                }
                is_reported = true;
                tokio::time::sleep(core::STORE_RETRY).await;
            }
            done => return done,
        }
    }
}

fn settings(config: &Config, finder: Finder, reconciling: BTreeSet<Name>) -> Settings {
    Settings {
        name: config.gateway.name.to_string(),
        dedupe_window: config.dedupe.window,
        assembly_wait: config.assembly.wait,
        keep_messages: config.retention.messages,
        keep_codes: config.retention.codes,
        destinations: config
            .forwarders
            .iter()
            .map(|forwarder| (forwarder.name().clone(), forwarding::destination(forwarder)))
            .collect(),
        directory: Directory::new(routes::of(config)),
        reconciling,
        upkeep: sending::upkeep(config),
        sending: sending::settings(config),
        finder,
    }
}

/// Creates the data directory for its owner alone, and locks it as long as the returned file lives.
fn lock_data_directory(data: &Path) -> Result<File, DaemonError> {
    let failed = |what: &str, error| data_failed(what, data, error);
    if !data.is_dir() {
        files::private_directory(data).map_err(|error| failed("make the data directory", error))?;
    }
    let mut open = OpenOptions::new();
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    open.create(true).truncate(false).write(true).mode(0o600).custom_flags(flags);
    let lock = open.open(data.join("lock"));
    let lock = lock.map_err(|error| failed("write to the data directory", error))?;
    match rustix::fs::flock(&lock, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Ok(lock),
        Err(rustix::io::Errno::WOULDBLOCK) => Err(DaemonError::InUse { directory: data.display().to_string() }),
        Err(error) => Err(failed("lock the data directory", error.into())),
    }
}

/// Removes the access of others to the files of the data directory, which copies and other umasks may have left. The
/// directory itself belongs to the operator.
fn restrict_files(data: &Path) -> Result<(), DaemonError> {
    for name in ["lock", FINGERPRINT_KEY_FILE, hooks::KEY_FILE, TOKEN_KEY_FILE, KEY_FILE, ID_FILE] {
        let file = data.join(name);
        files::narrow(&file).map_err(|error| data_failed("make private", &file, error))?;
    }
    if fs::metadata(data).is_ok_and(|found| found.permissions().mode() & 0o077 != 0) {
        tracing::warn!(data = %data.display(), "others may look into the data directory, or write to it: `chmod 700` keeps it private");
    }
    Ok(())
}

fn seed() -> u64 {
    // Ids must be distinct, not secret, so the clock is enough if the system has no randomness.
    getrandom::u64().unwrap_or_else(|_| clock::now().wall.as_millis().cast_unsigned())
}
