//! Modems with AT commands on a serial port.
//!
//! `modem::Modem` contains the whole behaviour of a modem, and is pure. This file carries it out: it moves bytes
//! between the port and the machine, events to the gateway, and commands back.

mod claims;
mod dialogue;
mod port;
mod transcript;
mod usb_reset;

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
use crate::flow::console::{self, Ask};
use crate::flow::outbound::{Body, Cause, Outcome, Receipt, Refusal, RefusalCode, Submission};
use crate::flow::ussd;
use crate::flow::{DeviceReport, DeviceState, Event};
use crate::model::Name;
use crate::modem::{Input, Modem, Output, Part, Settings, UsbReset};
use crate::task::{Faults, guarded};

use transcript::Transcript;

pub use claims::Claims;
pub use dialogue::Dialogue;

/// The configuration of a modem and its port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriverSettings {
    /// The configuration of the modem.
    pub modem: Settings,
    /// The path of the port.
    pub port: PathBuf,
    /// The speed of the port in baud.
    pub baud: u32,
}

/// How often a missing port is opened again.
const LOOK_FOR_PORT: Duration = Duration::from_millis(500);
/// A modem that accepts no bytes for this time has stopped its flow control.
const WRITE_LIMIT: Duration = Duration::from_secs(5);
const READ_BYTES: usize = 4096;
/// The same state is logged once in this time, unless the modem was ready in between.
const REPEATED_WITHIN: Duration = Duration::from_secs(600);
/// How often an idle task counts a pulse.
const PULSE: Duration = Duration::from_secs(5);

/// How long a device rests after a fault of simgate. The rest doubles if faults follow each other soon.
const FAULT_REST: Duration = Duration::from_secs(1);
const FAULT_REST_MAX: Duration = Duration::from_secs(60);
const FAULT_EXPIRES: Duration = Duration::from_secs(600);

/// This many events may wait for the gateway. The port of a modem that causes more is not read meanwhile.
const UNCONFIRMED_EVENTS_MAX: u32 = 256;

/// The state that all modems of a daemon share.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// Which device uses which modem.
    pub claims: Claims,
    /// The number of faults of each device.
    pub faults: Faults,
}

/// Starts a modem. Must be called within a tokio runtime.
pub fn start(settings: DriverSettings, gateway: Gateway, shared: Shared) -> Started {
    let (sender, commands) = mpsc::unbounded_channel();
    let pulse = Arc::new(AtomicU64::new(0));
    let task = tokio::spawn(Driver::new(settings, commands, gateway, Arc::clone(&pulse), shared).run());
    Started {
        // A task that has ended ignores commands; its parts have got their outcome.
        commands: Box::new(move |command| drop(sender.send(command))),
        endpoint: None,
        door: None,
        orphans: Orphans::Unknown,
        running: Some(Running { task, pulse }),
    }
}

/// The task of one modem.
struct Driver {
    settings: DriverSettings,
    modem: Modem,
    commands: UnboundedReceiver<Command>,
    gateway: Gateway,
    /// Events that were emitted since the gateway last handled all of them.
    unconfirmed: u32,
    pulse: Arc<AtomicU64>,
    shared: Shared,
    /// Submitted parts without an outcome.
    parts: BTreeSet<i64>,
    /// The step of a USSD dialogue without an outcome.
    dial: Option<u64>,
    /// Who waits for the outcome of a person's command.
    console: Option<console::Reply>,
    /// The last restart after a fault, and the rest that followed.
    last_fault: Option<(Duration, Duration)>,
    /// The device that uses this modem on another of its ports.
    same_as: Option<Name>,
    /// What was logged, and when.
    logged: BTreeMap<(&'static str, String), Duration>,
}

/// Why a port is no longer used.
enum PortEnd {
    /// It is opened again after this time.
    Reopen(Duration),
    /// The gateway has ended, and so has the daemon.
    DaemonEnded,
}

impl Driver {
    /// A task that has not opened its port. `pulse` counts up while it makes progress.
    fn new(
        settings: DriverSettings,
        commands: UnboundedReceiver<Command>,
        gateway: Gateway,
        pulse: Arc<AtomicU64>,
        shared: Shared,
    ) -> Self {
        let modem = Modem::new(settings.modem.clone());
        let (parts, logged) = (BTreeSet::new(), BTreeMap::new());
        let (unconfirmed, dial, console, last_fault, same_as) = (0, None, None, None, None);
        Self {
            modem,
            settings,
            commands,
            gateway,
            unconfirmed,
            pulse,
            shared,
            parts,
            dial,
            console,
            last_fault,
            same_as,
            logged,
        }
    }

    /// Runs until the commands end. After a panic only this device is restarted.
    async fn run(mut self) {
        let mut rest = Duration::ZERO;
        while guarded(self.keep_open(rest)).await.is_err() {
            rest = self.restart();
        }
        self.handle_without_port(Input::Lost("the device was ended"));
    }

    /// Restarts the device after a panic. The state of the machine is unreliable, so a new one replaces it and reads
    /// everything again. Returns how long to rest.
    fn restart(&mut self) -> Duration {
        let (device, now) = (self.settings.modem.name.clone(), clock::now().mono);
        let faults = self.shared.faults.count(&device);
        let recent = self.last_fault.filter(|(at, _)| now.saturating_sub(*at) < FAULT_EXPIRES);
        let rest = recent.map_or(FAULT_REST, |(_, rest)| (rest * 2).min(FAULT_REST_MAX));
        self.last_fault = Some((now, rest));
        tracing::error!(%device, faults, rest_s = rest.as_secs(), "a fault of simgate ended this device: it restarts");
        self.gateway.settle_after_fault(&device, std::mem::take(&mut self.parts));
        if let Some(ticket) = self.dial.take() {
            let why = "a fault of simgate ended the device during the request".to_owned();
            let receipt = ussd::Receipt { device: device.clone(), ticket, outcome: ussd::Outcome::NoAnswer(why) };
            (self.gateway.emit)(Event::UssdEnded(receipt));
        }
        let why = "a fault of simgate ended the device".to_owned();
        self.answer_console(console::Outcome::BrokenOff { rows: console::Rows::default(), why });
        self.modem = self.modem.successor();
        self.same_as = None;
        self.handle_without_port(Input::Lost("ended by a fault of simgate: it restarts"));
        rest
    }

    async fn keep_open(&mut self, rest: Duration) {
        if !self.wait_without_port(rest).await {
            return;
        }
        loop {
            self.count_pulse();
            let wait = match port::open(&self.settings.port, self.settings.baud).await {
                Ok(mut port) => match self.serve(&mut port).await {
                    PortEnd::Reopen(wait) => wait,
                    PortEnd::DaemonEnded => return,
                },
                Err(why) => {
                    self.handle_without_port(Input::Lost(&why));
                    LOOK_FOR_PORT
                }
            };
            if !self.wait_without_port(wait).await {
                return;
            }
        }
    }

    async fn serve(&mut self, port: &mut SerialStream) -> PortEnd {
        if self.note_logged("opened the port", "") {
            tracing::info!(device = %self.settings.modem.name, port = %self.settings.port.display(), "opened the port");
        }
        let mut buffer = [0; READ_BYTES];
        let mut transcript = Transcript::new(self.settings.modem.name.clone());
        let mut outputs = self.modem.handle(Input::Opened, clock::now());
        loop {
            transcript.log_sent(&outputs, self.console.is_some());
            if let Some(left) = self.carry_out(port, outputs).await {
                return left;
            }
            if let Some(other) = self.same_as.take() {
                outputs = self.modem.handle(Input::SameAs(&other), clock::now());
                continue;
            }
            self.wait_for_gateway().await;
            self.count_pulse();
            let pause = self.until_wake();
            let mut read_bytes = 0;
            let input = tokio::select! {
                biased;
                read = port.read(&mut buffer) => match read {
                    // A serial port has no end, so this is a hang-up; further reads would return at once forever.
                    Ok(0) => Input::Lost("the port is gone"),
                    Ok(count) => {
                        transcript.log_received(&buffer[..count], self.console.is_some());
                        read_bytes = count;
                        Input::Bytes(&buffer[..count])
                    }
                    Err(_) => Input::Lost("the port failed"),
                },
                command = self.commands.recv() => match command.map(|command| self.input(command)) {
                    Some(Some(input)) => input,
                    Some(None) => Input::Time,
                    None => return PortEnd::DaemonEnded,
                },
                () = tokio::time::sleep(pause) => Input::Time,
            };
            if let Input::Lost(why) = input {
                self.handle_without_port(Input::Lost(why));
                return PortEnd::Reopen(LOOK_FOR_PORT);
            }
            outputs = self.modem.handle(input, clock::now());
            // The bytes may contain a code, which must not stay in memory.
            buffer[..read_bytes].fill(0);
        }
    }

    /// Carries out the outputs of the machine. `Some`: the port is no longer used.
    async fn carry_out(&mut self, port: &mut SerialStream, outputs: Vec<Output>) -> Option<PortEnd> {
        let mut left = None;
        for output in outputs {
            match output {
                Output::Event(event) => self.emit(event),
                Output::Console(outcome) => self.answer_console(outcome),
                Output::Reopen(wait) => left = Some(PortEnd::Reopen(wait)),
                Output::ResetUsb(how) => self.reset_usb(how).await,
                Output::Write(bytes) => {
                    let written = tokio::time::timeout(WRITE_LIMIT, port.write_all(&bytes)).await;
                    if !matches!(written, Ok(Ok(()))) {
                        self.handle_without_port(Input::Lost("the port takes no bytes"));
                        left = Some(PortEnd::Reopen(LOOK_FOR_PORT));
                    }
                }
            }
        }
        left
    }

    /// Resets the USB device of the modem. Its ports disappear and come back.
    async fn reset_usb(&self, how: UsbReset) {
        let (device, port) = (&self.settings.modem.name, self.settings.port.clone());
        match tokio::task::spawn_blocking(move || usb_reset::reset(&port, how)).await {
            Ok(Some(Ok(done))) => tracing::warn!(%device, "answered nothing: {done}"),
            Ok(Some(Err(error))) => {
                tracing::warn!(%device, %error, "answers nothing, and its USB device can't be reset")
            }
            Ok(None) | Err(_) => {}
        }
    }

    /// Handles an input without an open port: only events follow from it.
    fn handle_without_port(&mut self, input: Input) {
        for output in self.modem.handle(input, clock::now()) {
            match output {
                Output::Event(event) => self.emit(event),
                Output::Console(outcome) => self.answer_console(outcome),
                Output::Write(_) | Output::Reopen(_) | Output::ResetUsb(_) => {}
            }
        }
    }

    /// Waits without an open port. `false`: the daemon has ended.
    async fn wait_without_port(&mut self, wait: Duration) -> bool {
        let until = tokio::time::Instant::now() + wait;
        loop {
            self.count_pulse();
            let pause = (until - tokio::time::Instant::now()).min(PULSE);
            tokio::select! {
                // The machine ignores commands for earlier readings.
                command = self.commands.recv() => match command {
                    Some(command) => {
                        if let Some(input) = self.input(command) {
                            self.handle_without_port(input);
                        }
                    }
                    None => return false,
                },
                () = tokio::time::sleep(pause) => if tokio::time::Instant::now() >= until { return true },
            }
        }
    }

    fn emit(&mut self, event: Event) {
        if let Event::Device(report) = &event {
            self.log(report);
            self.same_as = self.shared.claims.claim(report);
        }
        let done = if let Event::Receipt(receipt) = &event { Some(receipt.ticket) } else { None };
        if let Event::UssdEnded(receipt) = &event {
            self.dial.take_if(|ticket| *ticket == receipt.ticket);
        }
        self.unconfirmed += 1;
        (self.gateway.emit)(event);
        done.map(|ticket| self.parts.remove(&ticket));
    }

    /// Waits until the gateway has handled the events, if too many wait. So a modem that sends without pause is read as
    /// fast as the gateway handles its events.
    async fn wait_for_gateway(&mut self) {
        if self.unconfirmed < UNCONFIRMED_EVENTS_MAX {
            return;
        }
        self.unconfirmed = 0;
        let mut caught_up = (self.gateway.caught_up)();
        while tokio::time::timeout(PULSE, &mut caught_up).await.is_err() {
            self.count_pulse();
        }
    }

    /// Logs the state in a report.
    fn log(&mut self, report: &DeviceReport) {
        let (device, state, reason) = (&report.device, report.state.as_str(), report.reason.as_str());
        if !self.note_logged(state, reason) {
            return;
        }
        match report.state {
            DeviceState::Ready | DeviceState::Starting => tracing::info!(%device, state, reason, "device"),
            DeviceState::Absent | DeviceState::NoNetwork | DeviceState::Blocked | DeviceState::Resting => {
                tracing::warn!(%device, state, reason, "device");
            }
        }
    }

    /// Whether a state must be logged now. A modem that does not answer for days is logged now and then.
    fn note_logged(&mut self, what: &'static str, reason: &str) -> bool {
        let now = clock::now().mono;
        self.logged.retain(|_, since| now.saturating_sub(*since) < REPEATED_WITHIN);
        let key = (what, reason.to_owned());
        let is_known = self.logged.contains_key(&key);
        if what == DeviceState::Ready.as_str() {
            // Every other state is logged again after this one.
            let is_new = !is_known || self.logged.len() > 1;
            self.logged = BTreeMap::from([(key, Duration::MAX)]);
            return is_new;
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

    fn count_pulse(&self) {
        self.pulse.fetch_add(1, Ordering::Relaxed);
    }

    /// Converts a command into an input. `None`: the modem has nothing to do.
    fn input(&mut self, command: Command) -> Option<Input<'static>> {
        match command {
            Command::Acknowledge(ticket) => Some(Input::Acknowledge(ticket)),
            Command::PinVerdict(verdict) => Some(Input::PinVerdict(verdict)),
            Command::Submit(Submission { ticket, line, body: Body::Tpdu { pdu, length, more }, .. }) => {
                self.parts.insert(ticket);
                Some(Input::Submit(Part { ticket, line, pdu, length, more }))
            }
            Command::Submit(Submission { ticket, body: Body::Text { .. }, .. }) => {
                let why = "a modem accepts single parts only".to_owned();
                self.receipt(ticket, Outcome::Failed(Cause { why, class: None }));
                None
            }
            Command::Dial(dial) => {
                // The machine refuses a second step, and that outcome is not the first one's.
                self.dial.get_or_insert(dial.ticket);
                Some(Input::Dial(dial))
            }
            Command::Console(ask, reply) => self.console_input(ask, reply),
            Command::ReadInbox(_) => None,
            // A modem can't report it, and its orphans are marked so at the start.
            Command::Reconcile(orphan) => {
                let why = "a modem does not know what it has sent".to_owned();
                self.receipt(orphan.ticket, Outcome::Unknown { why });
                None
            }
        }
    }

    /// Converts what a person does at the console into an input. `None`: it is refused.
    fn console_input(&mut self, ask: Ask, reply: console::Reply) -> Option<Input<'static>> {
        let device = &self.settings.modem.name;
        match &ask {
            // The parameters may be secrets.
            Ask::Command(command) => tracing::info!(%device, command = command.name(), "a person uses the console"),
            Ask::End => {
                tracing::info!(%device, "the console is over");
                reply.done(console::Outcome::Ended { ok: true, rows: console::Rows::default() });
                return Some(Input::Console(ask));
            }
        }
        if self.console.is_some() {
            let why = "another command at this console has not ended yet";
            reply.refuse(Refusal::new(RefusalCode::LineBusy, why));
            return None;
        }
        self.console = Some(reply);
        Some(Input::Console(ask))
    }

    fn answer_console(&mut self, outcome: console::Outcome) {
        if let Some(reply) = self.console.take() {
            reply.done(outcome);
        }
    }

    fn receipt(&mut self, ticket: i64, outcome: Outcome) {
        let device = self.settings.modem.name.clone();
        self.emit(Event::Receipt(Receipt { device, ticket, outcome }));
    }
}
