//! The gateway on a thread of its own, since an fsync blocks: takes all that waits, commits it in
//! one transaction, then hands out what follows.

use std::collections::BTreeMap;
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use super::event_queue::{Batch, EventQueue};
use super::roster::Devices;
use crate::clock;
use crate::drivers::Command;
use crate::flow::lines::LineState;
use crate::flow::outbound::{Accepted, Cause, Outcome, Receipt, Refusal};
use crate::flow::{Action, Delivery, Event};
use crate::gateway::{Alert, Gateway};
use crate::model::{Name, Now};
use crate::systemd;

/// Between two tries of a transaction that failed, as with a full disk.
pub const STORE_RETRY: Duration = Duration::from_millis(500);
const TRIES_TO_TELL: u64 = 120;

/// Gives something to a task or thread that waits for it, which takes no time.
pub type Outlet<T> = Box<dyn Fn(T) + Send>;

pub struct Core {
    gateway: Gateway,
    devices: Devices,
    forwarders: BTreeMap<Name, Outlet<Box<Delivery>>>,
    /// Whoever shows lines.
    shows: Vec<Outlet<LineState>>,
    /// Whoever made a request.
    requests: Option<Outlet<(u64, Result<Accepted, Refusal>)>>,
}

impl Core {
    pub fn new(gateway: Gateway, devices: Devices) -> Self {
        Self { gateway, devices, forwarders: BTreeMap::new(), shows: Vec::new(), requests: None }
    }

    pub fn forwarder(&mut self, name: Name, outlet: Outlet<Box<Delivery>>) {
        self.forwarders.insert(name, outlet);
    }

    pub fn show(&mut self, outlet: Outlet<LineState>) {
        self.shows.push(outlet);
    }

    pub fn requests(&mut self, outlet: Outlet<(u64, Result<Accepted, Refusal>)>) {
        self.requests = Some(outlet);
    }

    /// `running` is dropped when the thread ends, however it does.
    pub fn start(mut self, queue: EventQueue, running: oneshot::Sender<()>) -> std::io::Result<JoinHandle<()>> {
        std::thread::Builder::new().name("gateway".into()).spawn(move || {
            let _running = running;
            self.run(&queue);
        })
    }

    fn run(&mut self, queue: &EventQueue) {
        // Once at the start without any event: deliveries of the last run are due.
        let mut next = Some(Batch::default());
        while let Some(batch) = next {
            self.handle(&batch.events, clock::now(), queue);
            for ping in batch.pings {
                let _ = ping.send(());
            }
            next = queue.take(self.gateway.wake_at().saturating_sub(clock::now().mono));
        }
        // What was put off is written now; its time is not waited for.
        let now = clock::now();
        self.handle(&[], Now { mono: now.mono + Duration::from_secs(1), ..now }, queue);
    }

    /// Until the store takes it: nothing is acknowledged meanwhile, so nothing is lost.
    fn handle(&mut self, events: &[Event], now: Now, queue: &EventQueue) {
        let mut failures: u64 = 0;
        let actions = loop {
            match self.gateway.handle(events, now) {
                Ok(actions) => break actions,
                Err(error) => {
                    if failures.is_multiple_of(TRIES_TO_TELL) {
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
                    queue.tell(Event::Receipt(Receipt { device, ticket, outcome: Outcome::Failed(cause) }));
                }
            }
            Action::Reconcile(orphan) => self.command(&orphan.device.clone(), Command::Reconcile(*orphan)),
            Action::AnswerRequest { ticket, answer } => {
                if let Some(requests) = &self.requests {
                    requests((ticket, answer));
                }
            }
            Action::PublishLine(line) => self.shows.iter().for_each(|show| show(LineState::clone(&line))),
        }
    }

    /// A device that is gone has nothing to do.
    fn command(&self, device: &Name, command: Command) {
        self.devices.command(device, command);
    }
}
