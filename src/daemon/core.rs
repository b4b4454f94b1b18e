//! Runs the gateway on its own thread, because an fsync blocks: it takes all events that wait, commits them in one
//! transaction, and passes the actions to devices and forwarders.

use std::collections::BTreeMap;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use super::event_queue::{Batch, EventQueue};
use super::roster::Devices;
use crate::clock;
use crate::drivers::Command;
use crate::flow::hook::Hook;
use crate::flow::lines::LineState;
use crate::flow::outbound::{Accepted, Cause, Outcome, Receipt, Refusal};
use crate::flow::ussd::{self, Answered};
use crate::flow::{Action, Delivery, Event};
use crate::gateway::{Alert, Gateway};
use crate::model::{Name, Now};
use crate::systemd;

/// Wait before a failed transaction is repeated, for example while the disk is full.
pub const STORE_RETRY: Duration = Duration::from_millis(500);
/// A failure that lasts is logged once in this many attempts.
const TRIES_PER_LOG: u64 = 120;

/// Passes something to a task or a thread, without blocking.
pub type Outlet<T> = Box<dyn Fn(T) + Send>;

/// Starts a forwarder for a registered webhook. `None`: its URL can't be used.
pub type OpenHook = Box<dyn Fn(&Hook) -> Option<Outlet<Box<Delivery>>> + Send>;

/// The gateway and those that execute its actions.
pub struct Core {
    gateway: Gateway,
    devices: Devices,
    forwarders: BTreeMap<Name, Outlet<Box<Delivery>>>,
    /// Forwarders that publish the states of lines.
    line_publishers: Vec<Outlet<Box<LineState>>>,
    /// Receives the answers to requests, by ticket.
    answers: Option<Outlet<(u64, Result<Accepted, Refusal>)>>,
    /// Receives the answers to changes, by ticket.
    change_answers: Option<Outlet<(u64, Result<(), Refusal>)>>,
    /// Receives the answers to USSD requests, by ticket.
    ussd_answers: Option<Outlet<(u64, Result<Answered, Refusal>)>>,
    /// Starts a forwarder for a registered webhook.
    open_hook: Option<OpenHook>,
}

impl Core {
    /// Creates it without forwarders.
    pub fn new(gateway: Gateway, devices: Devices) -> Self {
        Self {
            gateway,
            devices,
            forwarders: BTreeMap::new(),
            line_publishers: Vec::new(),
            answers: None,
            change_answers: None,
            ussd_answers: None,
            open_hook: None,
        }
    }

    /// Adds a forwarder.
    pub fn add_forwarder(&mut self, name: Name, outlet: Outlet<Box<Delivery>>) {
        self.forwarders.insert(name, outlet);
    }

    /// Adds a forwarder that publishes the states of lines.
    pub fn add_line_publisher(&mut self, outlet: Outlet<Box<LineState>>) {
        self.line_publishers.push(outlet);
    }

    /// Sets the receiver of answers to requests.
    pub fn set_answers(&mut self, outlet: Outlet<(u64, Result<Accepted, Refusal>)>) {
        self.answers = Some(outlet);
    }

    /// Sets the receiver of answers to changes.
    pub fn set_change_answers(&mut self, outlet: Outlet<(u64, Result<(), Refusal>)>) {
        self.change_answers = Some(outlet);
    }

    /// Sets the receiver of answers to USSD requests.
    pub fn set_ussd_answers(&mut self, outlet: Outlet<(u64, Result<Answered, Refusal>)>) {
        self.ussd_answers = Some(outlet);
    }

    /// Sets the function that starts a forwarder for a registered webhook.
    pub fn set_hook_opener(&mut self, open: OpenHook) {
        self.open_hook = Some(open);
    }

    /// Starts the thread. It drops `running` when it ends, also by a panic.
    pub fn start(mut self, queue: EventQueue, running: oneshot::Sender<()>) -> std::io::Result<JoinHandle<()>> {
        std::thread::Builder::new().name("gateway".into()).spawn(move || {
            let _running = running;
            self.run(&queue);
        })
    }

    fn run(&mut self, queue: &EventQueue) {
        // The first call has no event: deliveries of the last run are due.
        let mut next = Some(Batch::default());
        while let Some(batch) = next {
            self.handle(&batch.events, clock::now(), queue);
            for ping in batch.pings {
                let _ = ping.send(());
            }
            next = queue.take(self.gateway.wake_at().saturating_sub(clock::now().mono));
        }
        // Deferred events are written now, without their usual delay.
        let now = clock::now();
        self.handle(&[], Now { mono: now.mono + Duration::from_secs(1), ..now }, queue);
    }

    /// Handles events, again and again until the store accepts them. Nothing is acknowledged before, so nothing is
    /// lost.
    fn handle(&mut self, events: &[Event], now: Now, queue: &EventQueue) {
        let mut failures: u64 = 0;
        let actions = loop {
            match self.gateway.handle(events, now) {
                Ok(actions) => break actions,
                Err(error) => {
                    if failures.is_multiple_of(TRIES_PER_LOG) {
                        tracing::error!(%error, "nothing is taken from the modems until the store works again");
                        systemd::status(&format!("nothing is taken from the modems: {error}"));
                    }
                    failures += 1;
                    std::thread::sleep(STORE_RETRY);
                }
            }
        };
        if failures > 0 {
            tracing::warn!(failures, "the store works again");
            systemd::status("receiving");
        }
        if let Some(error) = self.gateway.take_failure() {
            tracing::error!(%error, "the store could not be read");
        }
        for alert in self.gateway.take_alerts() {
            match alert {
                Alert::Error(what) => tracing::error!("{what}"),
                Alert::Warning(what) => tracing::warn!("{what}"),
                Alert::Recovery(what) => tracing::info!("{what}"),
            }
        }
        for action in actions {
            self.act(action, queue);
        }
    }

    fn act(&mut self, action: Action, queue: &EventQueue) {
        match action {
            Action::Acknowledge { device, ticket } => self.command(&device, Command::Acknowledge(ticket)),
            Action::AnswerPin { device, verdict } => self.command(&device, Command::PinVerdict(verdict)),
            Action::Deliver(delivery) => {
                if let Some(forwarder) = self.forwarders.get(&delivery.destination) {
                    forwarder(delivery);
                }
            }
            Action::Submit(submission) => {
                let (device, ticket) = (submission.device.clone(), submission.ticket);
                if !self.devices.command(&device, Command::Submit(*submission)) {
                    let cause = Cause { why: format!("there is no {device} any more"), class: None };
                    queue.push(Event::Receipt(Receipt { device, ticket, outcome: Outcome::Failed(cause) }));
                }
            }
            Action::ReadInbox { device, since } => self.command(&device, Command::ReadInbox(since)),
            Action::Reconcile(orphan) => self.command(&orphan.device.clone(), Command::Reconcile(*orphan)),
            Action::AnswerRequest { ticket, answer } => {
                if let Some(answers) = &self.answers {
                    answers((ticket, answer));
                }
            }
            Action::AnswerChange { ticket, answer } => {
                if let Some(answers) = &self.change_answers {
                    answers((ticket, answer));
                }
            }
            Action::AnswerUssd { ticket, answer } => {
                if let Some(answers) = &self.ussd_answers {
                    answers((ticket, answer));
                }
            }
            Action::Dial { device, dial } => {
                let ticket = dial.ticket;
                if !self.devices.command(&device, Command::Dial(dial)) {
                    let outcome = ussd::Outcome::NotSubmitted(format!("there is no {device} any more"));
                    queue.push(Event::UssdEnded(ussd::Receipt { device, ticket, outcome }));
                }
            }
            Action::OpenHook(hook) => {
                if let Some(outlet) = self.open_hook.as_ref().and_then(|open| open(&hook)) {
                    self.forwarders.insert(hook.destination, outlet);
                }
            }
            Action::CloseHook(destination) => drop(self.forwarders.remove(&destination)),
            Action::PublishLine(line) => {
                self.line_publishers.iter().for_each(|publish| publish(line.clone()));
            }
        }
    }

    /// Sends a command to a device. If the device ended, the command has no effect.
    fn command(&self, device: &Name, command: Command) {
        self.devices.command(device, command);
    }
}
