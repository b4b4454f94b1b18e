//! Modems that speak AT on a serial port.
//!
//! `modem::Modem` is the whole behaviour, pure; this file carries it out: bytes to and from the port, events to the gateway,
//! acknowledgements back.

mod claims;
mod port;
mod transcript;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc::{self, UnboundedReceiver};
use tokio_serial::SerialStream;

use super::{Command, Gateway, Orphans, Running, Started};
use crate::clock;
use crate::flow::outbound::{Body, Cause, Outcome, Receipt, Submission};
use crate::flow::{DeviceReport, DeviceState, Event};
use crate::model::Name;
use crate::modem::{Input, Modem, Output, Part, Settings};
use crate::task::{Faults, guarded};

use transcript::Transcript;

pub use claims::Claims;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverSettings {
    pub modem: Settings,
    pub port: PathBuf,
    pub baud: u32,
}

/// A port that is not there is looked for this often.
const LOOK_FOR_PORT: Duration = Duration::from_millis(500);
/// A modem that takes no bytes for so long has hung up its flow control.
const WRITE_LIMIT: Duration = Duration::from_secs(5);
const READ_BYTES: usize = 4096;
/// What comes again within so long, and the modem was not ready meanwhile, is no news.
const TOLD_FOR: Duration = Duration::from_secs(600);
/// Without anything to do, the task still shows that it runs.
const PULSE: Duration = Duration::from_secs(5);

/// After a fault of simgate's own the device begins anew, later each time that follows the last one soon.
const FAULT_REST: Duration = Duration::from_secs(1);
const FAULT_REST_MAX: Duration = Duration::from_secs(60);
const FAULT_FORGOTTEN: Duration = Duration::from_secs(600);

/// So many events may wait for the gateway; a modem that brings more is not read meanwhile.
const TOLD_MAX: u32 = 256;

/// What a daemon's modems share with it.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    pub claims: Claims,
    pub faults: Faults,
}

/// Begins to drive a modem. Must be called within a tokio runtime.
pub fn start(settings: DriverSettings, gateway: Gateway, shared: Shared) -> Started {
    let (sender, commands) = mpsc::unbounded_channel();
    let pulse = Arc::new(AtomicU64::new(0));
    let task = tokio::spawn(Driver::new(settings, commands, gateway, Arc::clone(&pulse), shared).run());
    Started {
        // A task that has ended takes nothing: its parts are no longer in its hands.
        commands: Box::new(move |command| drop(sender.send(command))),
        door: None,
        orphans: Orphans::Unknown,
        running: Some(Running { task, pulse }),
    }
}

/// One modem's task.
struct Driver {
    settings: DriverSettings,
    modem: Modem,
    commands: UnboundedReceiver<Command>,
    gateway: Gateway,
    /// Events since the gateway was last known to have taken all of them.
    told: u32,
    pulse: Arc<AtomicU64>,
    shared: Shared,
    /// Parts that were taken and have no outcome yet.
    parts: BTreeSet<i64>,
    /// When it began anew last after a fault, and how long it rested then.
    last_fault: Option<(Duration, Duration)>,
    /// The device that has this modem by another of its ports.
    same_as: Option<Name>,
    /// What the log has of it, and since when.
    logged: BTreeMap<(&'static str, String), Duration>,
}

/// Why the port was left.
enum Left {
    Reopen(Duration),
    /// The gateway is gone: so is the daemon.
    Over,
}

impl Driver {
    /// `pulse` counts up while the task makes progress.
    fn new(
        settings: DriverSettings,
        commands: UnboundedReceiver<Command>,
        gateway: Gateway,
        pulse: Arc<AtomicU64>,
        shared: Shared,
    ) -> Self {
        let modem = Modem::new(settings.modem.clone());
        let (parts, logged) = (BTreeSet::new(), BTreeMap::new());
        let (told, last_fault, same_as) = (0, None, None);
        Self { modem, settings, commands, gateway, told, pulse, shared, parts, last_fault, same_as, logged }
    }

    /// Runs until nobody commands it any more. After a panic the device alone begins anew.
    async fn run(mut self) {
        let mut rest = Duration::ZERO;
        while guarded(self.keep_open(rest)).await.is_err() {
            rest = self.begin_anew();
        }
        self.act(Input::Lost("the device was ended"));
    }

    /// Nobody knows what the line had come to: another one takes its place, which reads everything again.
    fn begin_anew(&mut self) -> Duration {
        let (device, now) = (self.settings.modem.name.clone(), clock::now().mono);
        let faults = self.shared.faults.count(&device);
        let recent = self.last_fault.filter(|(at, _)| now.saturating_sub(*at) < FAULT_FORGOTTEN);
        let rest = recent.map_or(FAULT_REST, |(_, rest)| (rest * 2).min(FAULT_REST_MAX));
        self.last_fault = Some((now, rest));
        tracing::error!(%device, faults, rest_s = rest.as_secs(), "a fault of simgate ended this device: it begins anew");
        for ticket in std::mem::take(&mut self.parts) {
            let why = "a fault of simgate ended the device while the message was being sent".to_owned();
            let receipt = Receipt { device: device.clone(), ticket, outcome: Outcome::Unknown { why } };
            (self.gateway.tell)(Event::Receipt(receipt));
        }
        self.modem = self.modem.successor();
        self.same_as = None;
        self.act(Input::Lost("ended by a fault of simgate, it begins anew"));
        rest
    }

    async fn keep_open(&mut self, rest: Duration) {
        if !self.stay_away(rest).await {
            return;
        }
        loop {
            self.beat();
            let wait = match port::open(&self.settings.port, self.settings.baud).await {
                Ok(mut port) => match self.serve(&mut port).await {
                    Left::Reopen(wait) => wait,
                    Left::Over => return,
                },
                Err(why) => {
                    self.act(Input::Lost(&why));
                    LOOK_FOR_PORT
                }
            };
            if !self.stay_away(wait).await {
                return;
            }
        }
    }

    async fn serve(&mut self, port: &mut SerialStream) -> Left {
        if self.mark_logged("opened the port", "") {
            tracing::info!(device = %self.settings.modem.name, port = %self.settings.port.display(), "opened the port");
        }
        let mut buffer = [0; READ_BYTES];
        let mut transcript = Transcript::new(self.settings.modem.name.clone());
        let mut outputs = self.modem.handle(Input::Opened, clock::now());
        loop {
            transcript.said(&outputs);
            if let Some(left) = self.carry_out(port, outputs).await {
                return left;
            }
            if let Some(other) = self.same_as.take() {
                outputs = self.modem.handle(Input::SameAs(&other), clock::now());
                continue;
            }
            self.keep_pace().await;
            self.beat();
            let pause = self.until_wake();
            let mut read_bytes = 0;
            let input = tokio::select! {
                biased;
                read = port.read(&mut buffer) => match read {
                    // A serial port has no end: this is a hang-up, and would be read for ever.
                    Ok(0) => Input::Lost("the port is gone"),
                    Ok(count) => {
                        transcript.heard(&buffer[..count]);
                        read_bytes = count;
                        Input::Bytes(&buffer[..count])
                    }
                    Err(_) => Input::Lost("the port failed"),
                },
                command = self.commands.recv() => match command.map(|command| self.input(command)) {
                    Some(Some(input)) => input,
                    Some(None) => Input::Time,
                    None => return Left::Over,
                },
                () = tokio::time::sleep(pause) => Input::Time,
            };
            if let Input::Lost(why) = input {
                self.act(Input::Lost(why));
                return Left::Reopen(LOOK_FOR_PORT);
            }
            outputs = self.modem.handle(input, clock::now());
            // What was read may be a code, which is not to be found in here for ever.
            buffer[..read_bytes].fill(0);
        }
    }

    /// `Some`: the port is to be left.
    async fn carry_out(&mut self, port: &mut SerialStream, outputs: Vec<Output>) -> Option<Left> {
        let mut left = None;
        for output in outputs {
            match output {
                Output::Event(event) => self.tell(event),
                Output::Reopen(wait) => left = Some(Left::Reopen(wait)),
                Output::Write(bytes) => {
                    let written = tokio::time::timeout(WRITE_LIMIT, port.write_all(&bytes)).await;
                    if !matches!(written, Ok(Ok(()))) {
                        self.act(Input::Lost("the port takes no bytes"));
                        left = Some(Left::Reopen(LOOK_FOR_PORT));
                    }
                }
            }
        }
        left
    }

    /// With no port there is nothing to write: only events come of it.
    fn act(&mut self, input: Input) {
        for output in self.modem.handle(input, clock::now()) {
            if let Output::Event(event) = output {
                self.tell(event);
            }
        }
    }

    /// Waits without a port. `false`: the daemon is over.
    async fn stay_away(&mut self, wait: Duration) -> bool {
        let until = tokio::time::Instant::now() + wait;
        loop {
            self.beat();
            let pause = (until - tokio::time::Instant::now()).min(PULSE);
            tokio::select! {
                // Meant for what was read before: the modem knows that it is void.
                command = self.commands.recv() => match command {
                    Some(command) => {
                        if let Some(input) = self.input(command) {
                            self.act(input);
                        }
                    }
                    None => return false,
                },
                () = tokio::time::sleep(pause) => if tokio::time::Instant::now() >= until { return true },
            }
        }
    }

    fn tell(&mut self, event: Event) {
        if let Event::Device(report) = &event {
            self.log(report);
            self.same_as = self.shared.claims.told(report);
        }
        let done = if let Event::Receipt(receipt) = &event { Some(receipt.ticket) } else { None };
        self.told += 1;
        (self.gateway.tell)(event);
        done.map(|ticket| self.parts.remove(&ticket));
    }

    /// A modem that talks without end is read as fast as what it says is taken.
    async fn keep_pace(&mut self) {
        if self.told < TOLD_MAX {
            return;
        }
        self.told = 0;
        let mut round = (self.gateway.round)();
        while tokio::time::timeout(PULSE, &mut round).await.is_err() {
            self.beat();
        }
    }

    /// Reports tell of more than that.
    fn log(&mut self, report: &DeviceReport) {
        let (device, state, reason) = (&report.device, report.state.as_str(), report.reason.as_str());
        if !self.mark_logged(state, reason) {
            return;
        }
        match report.state {
            DeviceState::Ready | DeviceState::Starting => tracing::info!(%device, state, reason, "device"),
            DeviceState::Absent | DeviceState::NoNetwork | DeviceState::Blocked | DeviceState::Resting => {
                tracing::warn!(%device, state, reason, "device");
            }
        }
    }

    /// Whether the log is to have it. A modem that does not answer for days says so now and then.
    fn mark_logged(&mut self, what: &'static str, reason: &str) -> bool {
        let now = clock::now().mono;
        self.logged.retain(|_, since| now.saturating_sub(*since) < TOLD_FOR);
        let key = (what, reason.to_owned());
        let is_known = self.logged.contains_key(&key);
        if what == DeviceState::Ready.as_str() {
            // All else is told again where it comes after this.
            let is_news = !is_known || self.logged.len() > 1;
            self.logged = BTreeMap::from([(key, Duration::MAX)]);
            return is_news;
        }
        if !is_known {
            self.logged.insert(key, now);
        }
        !is_known
    }

    fn until_wake(&self) -> Duration {
        let now = clock::now().mono;
        self.modem.wake_at().map_or(PULSE, |at| at.saturating_sub(now).min(PULSE))
    }

    fn beat(&self) {
        self.pulse.fetch_add(1, Ordering::Relaxed);
    }

    /// `None`: there is nothing in it for the modem.
    fn input(&mut self, command: Command) -> Option<Input<'static>> {
        match command {
            Command::Acknowledge(ticket) => Some(Input::Acknowledged(ticket)),
            Command::PinVerdict(verdict) => Some(Input::PinVerdict(verdict)),
            Command::Submit(Submission { ticket, line, body: Body::Tpdu { pdu, length, more }, .. }) => {
                self.parts.insert(ticket);
                Some(Input::Submit(Part { ticket, line, pdu, length, more }))
            }
            Command::Submit(Submission { ticket, body: Body::Text { .. }, .. }) => {
                let why = "a modem takes messages part by part".to_owned();
                self.receipt(ticket, Outcome::Failed(Cause { why, class: None }));
                None
            }
            // It can't be asked, and says so at its start.
            Command::Reconcile(orphan) => {
                let why = "a modem does not know what it has sent".to_owned();
                self.receipt(orphan.ticket, Outcome::Unknown { why });
                None
            }
        }
    }

    fn receipt(&mut self, ticket: i64, outcome: Outcome) {
        let device = self.settings.modem.name.clone();
        self.tell(Event::Receipt(Receipt { device, ticket, outcome }));
    }
}
