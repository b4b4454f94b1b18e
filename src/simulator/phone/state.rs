//! The state of a simulated phone, in the parts that end together: the database of the app, which outlives everything but
//! a new installation; the process of the app; Android with its inbox; and what the tester sees.

use std::collections::VecDeque;
use std::time::Duration;

use super::app_settings::AppSettings;
use super::fault::{Battery, Faults, Plug};
use super::inbox::{Arrived, Inbox, Provider};
use super::journey::{Journey, Sent};
use super::log_table::{Log, Priority};
use super::outbox::Outbox;
use super::settings::PhoneSettings;
use super::timer::Timer;
use super::tokens::Tokens;
use super::webhook_table::Webhooks;
use crate::simulator::random::Random;
use crate::simulator::timers::Timers;

/// The most messages on the air that are remembered; the oldest are forgotten.
const SENT_MAX: usize = 200_000;

/// What the app has on disk.
pub(super) struct Database {
    pub device_id: String,
    pub user: String,
    pub password: String,
    pub token_secret: String,
    pub settings: AppSettings,
    pub outbox: Outbox,
    pub inbox: Inbox,
    pub webhooks: Webhooks,
    pub tokens: Tokens,
    pub log: Log,
    pub installed_at_ms: i64,
}

impl Database {
    pub fn new(settings: &PhoneSettings, token_secret: String, installed_at_ms: i64) -> Self {
        Self {
            device_id: settings.device_id.clone(),
            user: settings.user.clone(),
            password: settings.password.clone(),
            token_secret,
            settings: AppSettings::installed(&settings.signing_key),
            outbox: Outbox::default(),
            inbox: Inbox::default(),
            webhooks: Webhooks::default(),
            tokens: Tokens::default(),
            log: Log::default(),
            installed_at_ms,
        }
    }
}

/// The app while it runs.
pub(super) struct Process {
    /// The worker that sends; `None`: nothing to do.
    pub sender: Option<Sender>,
    /// The worker that calls webhooks, as far as it lives in memory.
    pub caller: Caller,
    /// The password with which the HTTP server was started: a change needs a restart.
    pub password: String,
}

/// The worker that sends.
pub(super) struct Sender {
    /// When it goes on.
    pub at: Duration,
    /// The message that it has chosen and that waits for the limit.
    pub chosen: Option<String>,
    pub previous_priority: i64,
}

/// The worker that calls webhooks: it takes a batch, calls one after the other, and judges whether to go on.
#[derive(Default)]
pub(super) struct Caller {
    pub stage: Stage,
    pub batch: VecDeque<u64>,
    /// How many calls of this batch succeeded.
    pub succeeded: u32,
    pub in_flight: Option<InFlight>,
    pub pause_until: Duration,
}

/// What the worker does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Stage {
    /// It takes what is due.
    #[default]
    Take,
    /// It calls what it has taken.
    Call,
    /// It ends if nothing waits.
    Judge,
}

/// A call whose answer the worker waits for.
pub(super) struct InFlight {
    pub row: u64,
    pub call: u64,
    /// When it gives up waiting.
    pub until: Duration,
}

/// The phone's connections.
pub(super) struct Link {
    pub at_home: bool,
    pub internet: bool,
    /// Counts the addresses that it has had.
    pub address: u32,
}

pub(super) struct State {
    pub settings: PhoneSettings,
    pub random: Random,
    /// The time of the current step.
    pub now: Duration,
    pub clock_ahead_ms: i64,
    pub timers: Timers<Timer>,
    pub is_on: bool,
    pub battery: Battery,
    pub link: Link,
    pub sims_out: Vec<usize>,
    pub provider: Provider,
    /// What waits at the SMSC while the phone is off.
    pub at_smsc: VecDeque<Arrived>,
    pub database: Database,
    /// `None`: the app does not run.
    pub process: Option<Process>,
    pub faults: Faults,
    pub journeys: VecDeque<Journey>,
    pub sent: VecDeque<Sent>,
    pub sent_count: u64,
    pub calls: u64,
}

impl State {
    pub fn new(settings: PhoneSettings, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let secret = nano_id(&mut random, 48);
        let database = Database::new(&settings, secret, settings.epoch.as_millis());
        Self {
            database,
            random,
            now: Duration::ZERO,
            clock_ahead_ms: 0,
            timers: Timers::default(),
            is_on: true,
            battery: Battery { percent: 80, plug: Plug::Charger },
            link: Link { at_home: true, internet: true, address: 0 },
            sims_out: Vec::new(),
            provider: Provider::default(),
            at_smsc: VecDeque::new(),
            process: None,
            faults: Faults::default(),
            journeys: VecDeque::new(),
            sent: VecDeque::new(),
            sent_count: 0,
            calls: 0,
            settings,
        }
    }

    /// The phone's clock, in milliseconds since 1970.
    pub fn wall_ms(&self) -> i64 {
        self.settings.epoch.after(self.now).as_millis().saturating_add(self.clock_ahead_ms)
    }

    /// How long it takes until the phone's clock shows this time.
    pub fn until_ms(&self, wall_ms: i64) -> Duration {
        Duration::from_millis(u64::try_from(wall_ms.saturating_sub(self.wall_ms())).unwrap_or(0))
    }

    /// A date in the form of the app.
    pub fn date(&self, wall_ms: i64) -> String {
        super::dates::write(wall_ms, self.settings.zone_minutes)
    }

    /// An id as the app makes them.
    pub fn fresh_id(&mut self) -> String {
        nano_id(&mut self.random, 21)
    }

    /// Sets a timer that fires `after` this time.
    pub fn schedule(&mut self, after: Duration, timer: Timer) {
        self.timers.set(self.now + after, timer);
    }

    pub fn log(&mut self, priority: Priority, module: &'static str, message: &'static str) {
        let now = self.wall_ms();
        self.database.log.add(priority, module, message, now);
    }

    /// Whether this slot has a SIM.
    pub fn has_sim(&self, slot: usize) -> bool {
        self.settings.slots.get(slot).is_some_and(Option::is_some) && !self.sims_out.contains(&slot)
    }

    /// The own number of the SIM in this slot, if card and permission tell it.
    pub fn own_number(&self, slot: usize) -> Option<String> {
        let known = self.settings.reads_phone_state && self.has_sim(slot);
        let sim = self.settings.slots.get(slot).filter(|_| known)?.as_ref()?;
        sim.number.clone()
    }

    /// Ends the app. What it had in memory is gone; rows whose call was under way stay marked.
    pub fn kill(&mut self, restart_after: Option<Duration>) {
        self.process = None;
        self.timers.cancel(|timer| matches!(timer, Timer::Ping | Timer::StartApp));
        if let Some(after) = restart_after {
            self.schedule(after, Timer::StartApp);
        }
    }

    /// Ends the app as Android does, which starts it again.
    pub fn kill_for_a_while(&mut self) {
        self.kill(Some(self.settings.restart_after));
    }

    pub fn note_sent(&mut self, sent: Sent) {
        self.sent.push_back(sent);
        if self.sent.len() > SENT_MAX {
            self.sent.pop_front();
        }
    }
}

/// An id of letters, digits, `_` and `-`.
pub(super) fn nano_id(random: &mut Random, length: usize) -> String {
    const ALPHABET: &[u8; 64] = b"_-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    (0..length).map(|_| char::from(ALPHABET[random.below(64)])).collect()
}
