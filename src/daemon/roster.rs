//! Starts and ends devices: at the start, and when the configuration is read again.
//!
//! The end of a device, whatever its cause, is an event for the gateway and ends nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::Instant;

use super::event_queue::EventQueue;
use super::finding;
use crate::config::{AndroidSettings, Config, Device, ModemSettings, Signed, TemplateSettings, Verify};
use crate::discovery::FoundModem;
use crate::drivers::android::{self, dial_in};
use crate::drivers::modem::{self as modem_driver, DriverSettings, Shared};
use crate::drivers::template;
use crate::drivers::{Command, Endpoint, Gateway, Orphans, Started};
use crate::flow::Event;
use crate::model::{Name, Secret};
use crate::modem;
use crate::outgoing_http::Pool;
use crate::task::Faults;

/// Longest wait for devices to end.
const END_WITHIN: Duration = Duration::from_secs(5);

/// The running devices.
#[derive(Clone, Default)]
pub struct Devices(Arc<Mutex<BTreeMap<Name, Handle>>>);

/// The connections to one device.
struct Handle {
    commands: Box<dyn Fn(Command) + Send>,
    endpoint: Option<Arc<Endpoint>>,
    door: Option<dial_in::Door>,
    pulse: Option<Arc<AtomicU64>>,
}

impl Devices {
    /// Sends a command to a device. `false`: no such device runs.
    pub fn command(&self, device: &Name, command: Command) -> bool {
        self.lock().get(device).map(|handle| (handle.commands)(command)).is_some()
    }

    /// Verifies and reads callbacks of the device's remote, if the device has such a remote.
    pub fn endpoint(&self, device: &Name) -> Option<Arc<Endpoint>> {
        self.lock().get(device)?.endpoint.clone()
    }

    /// Takes the requests of a phone, if it dials in.
    pub fn door(&self, device: &Name) -> Option<dial_in::Door> {
        self.lock().get(device)?.door.clone()
    }

    /// Counters of the devices with a task. Each counter grows while its task makes progress.
    pub fn pulses(&self) -> BTreeMap<Name, u64> {
        let pulse =
            |(name, handle): (&Name, &Handle)| Some((name.clone(), handle.pulse.as_ref()?.load(Ordering::Relaxed)));
        self.lock().iter().filter_map(pulse).collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<Name, Handle>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The settings that a device is started with.
#[derive(Clone, PartialEq)]
enum Plan {
    Modem(DriverSettings),
    Android(Box<android::Settings>),
    DialIn(Box<dial_in::Settings>),
    Template(Box<template::Settings>),
}

struct Running {
    plan: Plan,
    /// Ends after the device ended and the gateway was informed. `None`: the device has no task.
    over: Option<JoinHandle<()>>,
}

/// What phones that dial in have in common.
pub struct Phones {
    /// Which phones are registered.
    pub registrations: dial_in::Registrations,
    /// The key that their signing keys are derived from.
    pub key: Secret,
}

/// Starts, replaces and ends devices.
pub struct Roster {
    devices: Devices,
    queue: EventQueue,
    gateway: Gateway,
    /// Makes the requests to phones.
    pool: Pool,
    shared: Shared,
    phones: Phones,
    running: BTreeMap<Name, Running>,
    reconciling: BTreeSet<Name>,
}

impl Roster {
    /// Starts all devices of a configuration. Must be called within a tokio runtime.
    pub fn start(config: &Config, queue: EventQueue, pool: Pool, phones: Phones) -> Self {
        let (events, pinged) = (queue.clone(), queue.clone());
        let gateway =
            Gateway { emit: Arc::new(move |event| events.push(event)), caught_up: Arc::new(move || pinged.ping()) };
        let (devices, shared, running) = (Devices::default(), Shared::default(), BTreeMap::new());
        let reconciling = BTreeSet::new();
        let mut roster = Self { devices, queue, gateway, pool, shared, phones, running, reconciling };
        for (name, plan) in plans(config, &[], &roster.phones.key) {
            roster.start_device(name, plan);
        }
        roster
    }

    /// The running devices.
    pub fn devices(&self) -> Devices {
        self.devices.clone()
    }

    /// Which phones that dial in are registered.
    pub fn registrations(&self) -> dial_in::Registrations {
        self.phones.registrations.clone()
    }

    /// Counts of panics, by device.
    pub fn faults(&self) -> Faults {
        self.shared.faults.clone()
    }

    /// Devices that can ask their remote for the outcome of a submission.
    pub fn reconciling(&self) -> BTreeSet<Name> {
        self.reconciling.clone()
    }

    /// Applies a new configuration, or a change of the modems that were found: new devices start, removed ones end, changed ones
    /// end and start again.
    pub async fn apply(&mut self, config: &Config, found: &[FoundModem]) {
        let mut wanted = plans(config, found, &self.phones.key);
        let (stays, goes): (Vec<_>, Vec<_>) =
            self.running.iter().partition(|(name, running)| wanted.get(*name) == Some(&running.plan));
        let goes: Vec<Name> = goes.into_iter().map(|(name, _)| name.clone()).collect();
        for (name, _) in stays {
            wanted.remove(name);
        }
        // Dropping the handles asks all devices to end, before the first wait.
        let handles: Vec<_> = goes.iter().map(|name| self.devices.lock().remove(name)).collect();
        drop(handles);
        let until = Instant::now() + END_WITHIN;
        for name in goes {
            self.end_device(&name, until).await;
        }
        for (name, plan) in wanted {
            self.start_device(name.clone(), plan);
            if self.reconciling.contains(&name) {
                self.queue.push(Event::DeviceStarted(name));
            }
        }
    }

    /// Ends all devices at once, without an event for the gateway, because simgate ends.
    pub fn abort_all(&self) {
        self.running.values().filter_map(|running| running.over.as_ref()).for_each(JoinHandle::abort);
    }

    fn start_device(&mut self, name: Name, plan: Plan) {
        tracing::debug!(device = %name, "starts");
        let Started { commands, endpoint, door, orphans, running } = match plan.clone() {
            Plan::Modem(settings) => modem_driver::start(settings, self.gateway.clone(), self.shared.clone()),
            Plan::Android(settings) => {
                android::start(*settings, self.gateway.clone(), &self.pool, self.shared.faults.clone())
            }
            Plan::DialIn(settings) => {
                let registrations = self.phones.registrations.clone();
                dial_in::start(*settings, registrations, self.gateway.clone(), self.shared.faults.clone())
            }
            Plan::Template(settings) => template::start(*settings, self.gateway.clone()),
        };
        if orphans == Orphans::Ask {
            self.reconciling.insert(name.clone());
        }
        let pulse = running.as_ref().map(|running| Arc::clone(&running.pulse));
        self.devices.lock().insert(name.clone(), Handle { commands, endpoint, door, pulse });
        let over = running.map(|running| {
            tokio::spawn(watch_end(running.task, name.clone(), self.devices.clone(), self.queue.clone()))
        });
        self.running.insert(name, Running { plan, over });
    }

    /// Waits for the end of a device whose handle was dropped, and aborts its task after `until`.
    async fn end_device(&mut self, name: &Name, until: Instant) {
        let Some(running) = self.running.remove(name) else { return };
        match running.over {
            Some(mut over) => {
                if tokio::time::timeout_at(until, &mut over).await.is_err() {
                    over.abort();
                    self.queue.push(Event::DeviceEnded(name.clone()));
                }
            }
            None => self.queue.push(Event::DeviceEnded(name.clone())),
        }
        tracing::info!(device = %name, "ended");
    }
}

/// Waits for the end of a device's task and informs the gateway. If this task is aborted, the device's task ends, too.
async fn watch_end(task: JoinHandle<()>, name: Name, devices: Devices, queue: EventQueue) {
    let mut task = AbortOnDrop(task);
    // A panic ends the task, too.
    let _ = (&mut task.0).await;
    if devices.lock().remove(&name).is_some() {
        tracing::error!(device = %name, "its task has ended: it is served no more until simgate is started again");
    }
    queue.push(Event::DeviceEnded(name));
}

struct AbortOnDrop(JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn plans(config: &Config, found: &[FoundModem], key: &Secret) -> BTreeMap<Name, Plan> {
    let plan = |device: &Device| match device {
        // A modem without a port is there when it was found.
        Device::Modem(modem) => Some(modem_of(modem, modem.port.clone()?, config)),
        Device::Android(android) if android.dial_in => Some(Plan::DialIn(Box::new(dial_in_of(android, config, key)))),
        Device::Android(android) => Some(Plan::Android(Box::new(android_of(android, config)))),
        Device::Template(template) => Some(Plan::Template(Box::new(template_of(template)))),
    };
    let configured = config.devices.iter().filter_map(|device| Some((device.name().clone(), plan(device)?)));
    let found = finding::named(config, found).into_iter();
    let found = found.map(|(modem, port)| (modem.name.clone(), modem_of(&modem, port, config)));
    configured.chain(found).collect()
}

fn modem_of(modem: &ModemSettings, port: PathBuf, config: &Config) -> Plan {
    let profiles = &config.gateway.profiles.profiles;
    let smsc = config.sims.iter().filter_map(|sim| Some((sim.iccid.clone()?, sim.smsc.as_ref()?.to_string())));
    let settings = modem::Settings {
        name: modem.name.clone(),
        pin: modem.pin.as_ref().map(|from| from.secret.clone()),
        profile: modem.profile.as_ref().and_then(|name| profiles.named(name.as_str()).cloned()),
        profiles: profiles.clone(),
        radio_on: modem.radio_on,
        smsc: smsc.collect(),
    };
    Plan::Modem(DriverSettings { modem: settings, port, baud: modem.baud })
}

/// How far back the inbox of a phone is read. An SMSC keeps a message for a phone that is off for some days.
const LOOKBACK: Duration = Duration::from_secs(3 * 86400);
/// A message that retention has deleted must not be read again.
const BEFORE_RETENTION: Duration = Duration::from_secs(600);

/// The settings of a phone.
pub fn android_of(configured: &AndroidSettings, config: &Config) -> android::Settings {
    let password = configured.password.as_ref().map(|from| from.secret.clone());
    let password = password.expect("the configuration is refused without it");
    let webhooks = configured.callback.as_ref().map(|url| android::Webhooks {
        url: url.to_string(),
        signing_key: android::signing_key(&password, &configured.name),
    });
    let phone = android::PhoneSettings {
        name: configured.name.clone(),
        phone_id: configured.phone_id.clone(),
        addresses: 1 + configured.other_urls.len(),
        slots: slots_of(configured),
        webhooks,
        lookback: lookback_of(config),
        saves_attachments: configured.attachments.is_some(),
    };
    let urls = configured.url.iter().chain(&configured.other_urls).cloned().collect();
    let (user, attachments) = (configured.username.clone(), configured.attachments.clone());
    android::Settings { phone, urls, user, password, attachments }
}

/// The settings of a phone that dials in.
fn dial_in_of(configured: &AndroidSettings, config: &Config, key: &Secret) -> dial_in::Settings {
    let base = configured.callback.as_ref().expect("the configuration is refused without it");
    dial_in::Settings {
        name: configured.name.clone(),
        slots: slots_of(configured),
        base: base.to_string().trim_end_matches('/').to_owned(),
        lookback: lookback_of(config),
        key: key.clone(),
    }
}

fn slots_of(configured: &AndroidSettings) -> Vec<u8> {
    configured.slots.iter().filter_map(|slot| u8::try_from(*slot).ok()).collect()
}

fn lookback_of(config: &Config) -> Duration {
    LOOKBACK.min(config.retention.messages.saturating_sub(BEFORE_RETENTION))
}

fn template_of(configured: &TemplateSettings) -> template::Settings {
    let secret = configured.secret.as_ref().map(|from| from.secret.clone());
    let secret = secret.expect("the configuration is refused without it");
    let verification = match configured.verify {
        Verify::Hmac => template::Verification::Hmac {
            secret,
            signature: configured.signature_header.clone().expect("the configuration is refused without it"),
            stamp: configured
                .timestamp_header
                .clone()
                .map(|header| template::Stamp { header, is_signed: configured.signed != Some(Signed::Body) }),
        },
        Verify::Bearer => template::Verification::Bearer(secret),
        Verify::Basic => template::Verification::Basic(secret),
    };
    template::Settings {
        name: configured.name.clone(),
        numbers: configured.numbers.clone(),
        verification,
        fields: template::Fields {
            sender: configured.sender.clone(),
            recipient: configured.recipient.clone(),
            text: configured.text.clone(),
            id: configured.id.clone(),
            time: configured.time.clone(),
            media: configured.media.clone(),
            array: configured.array.clone(),
            only: configured.only.clone(),
        },
    }
}
