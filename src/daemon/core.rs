//! The gateway on a thread of its own, since an fsync blocks: takes all that waits, commits it in
//! one transaction, then hands out what follows.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use crate::clock;
use crate::drivers::modem::Order;
use crate::flow::lines::LineState;
use crate::flow::{Action, Event, Handover};
use crate::gateway::Gateway;
use crate::model::{DeviceName, Now};
use crate::systemd;

enum Message {
    Event(Event),
    /// Answered once everything before it was handled: proof that the thread goes on.
    Ping(oneshot::Sender<()>),
    Stop,
}

/// Where devices and forwarders leave events for the gateway. What each of them may leave
/// unanswered is bounded, so the queue is.
#[derive(Clone)]
pub struct Inbox(Sender<Message>);

impl Inbox {
    pub fn tell(&self, event: Event) {
        // The gateway is gone only when the daemon stops; what it did not take is taken up again
        // from the modem or the store.
        let _ = self.0.send(Message::Event(event));
    }

    pub fn ping(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        let _ = self.0.send(Message::Ping(sender));
        receiver
    }

    pub fn stop(&self) {
        let _ = self.0.send(Message::Stop);
    }
}

pub struct Waiting(Receiver<Message>);

pub fn inbox() -> (Inbox, Waiting) {
    let (sender, receiver) = mpsc::channel();
    (Inbox(sender), Waiting(receiver))
}

/// Events of one transaction: more would keep the first of them waiting.
const BATCH_MAX: usize = 256;
/// Between two tries of a transaction that failed, as with a full disk.
pub const STORE_RETRY: Duration = Duration::from_millis(500);
const TRIES_TO_TELL: u64 = 120;

/// Gives something to a task or thread that waits for it, which takes no time.
pub type Outlet<T> = Box<dyn Fn(T) + Send>;

pub struct Core {
    gateway: Gateway,
    devices: BTreeMap<DeviceName, UnboundedSender<Order>>,
    forwarders: BTreeMap<DeviceName, Outlet<Box<Handover>>>,
    /// Whoever shows lines.
    shows: Vec<Outlet<LineState>>,
}

impl Core {
    pub fn new(gateway: Gateway) -> Self {
        Self { gateway, devices: BTreeMap::new(), forwarders: BTreeMap::new(), shows: Vec::new() }
    }

    pub fn device(&mut self, name: DeviceName, orders: UnboundedSender<Order>) {
        self.devices.insert(name, orders);
    }

    pub fn forwarder(&mut self, name: DeviceName, outlet: Outlet<Box<Handover>>) {
        self.forwarders.insert(name, outlet);
    }

    pub fn show(&mut self, outlet: Outlet<LineState>) {
        self.shows.push(outlet);
    }

    /// `running` is dropped when the thread ends, however it does.
    pub fn start(mut self, waiting: Waiting, running: oneshot::Sender<()>) -> std::io::Result<JoinHandle<()>> {
        std::thread::Builder::new().name("gateway".into()).spawn(move || {
            let _running = running;
            self.run(&waiting.0);
        })
    }

    fn run(&mut self, waiting: &Receiver<Message>) {
        let mut going_on = true;
        // Once at the start without any event: deliveries of the last run are due.
        let mut batch = Batch::default();
        while going_on {
            let now = clock::now();
            self.handle(&batch.events, now);
            for ping in batch.pings.drain(..) {
                let _ = ping.send(());
            }
            let pause = self.gateway.wake_at().saturating_sub(clock::now().mono);
            batch = Batch::default();
            going_on = batch.fill(waiting, pause);
        }
        // What was put off is written now; its time is not waited for.
        let now = clock::now();
        self.handle(&batch.events, now);
        self.handle(&[], Now { mono: now.mono + Duration::from_secs(1), ..now });
    }

    /// Until the store takes it: nothing is acknowledged meanwhile, so nothing is lost.
    fn handle(&mut self, events: &[Event], now: Now) {
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
        if let Some(error) = self.gateway.take_trouble() {
            tracing::error!(%error, "the store could not be read");
        }
        for action in actions {
            self.act(action);
        }
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Acknowledge { device, ticket } => self.order(&device, Order::Acknowledge(ticket)),
            Action::AnswerPin { device, verdict } => self.order(&device, Order::PinVerdict(verdict)),
            Action::Deliver(handover) => {
                if let Some(forwarder) = self.forwarders.get(&handover.destination) {
                    forwarder(handover);
                }
            }
            Action::Show(line) => self.shows.iter().for_each(|show| show(LineState::clone(&line))),
        }
    }

    fn order(&self, device: &DeviceName, order: Order) {
        if let Some(device) = self.devices.get(device) {
            let _ = device.send(order);
        }
    }
}

#[derive(Default)]
struct Batch {
    events: Vec<Event>,
    pings: Vec<oneshot::Sender<()>>,
}

impl Batch {
    /// Waits at most `pause` for something, then takes all that is there. `false`: it is time to
    /// stop.
    fn fill(&mut self, waiting: &Receiver<Message>, pause: Duration) -> bool {
        let mut next = match waiting.recv_timeout(pause) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return false,
        };
        while let Some(message) = next {
            match message {
                Message::Event(event) => self.events.push(event),
                Message::Ping(answer) => self.pings.push(answer),
                Message::Stop => return false,
            }
            if self.events.len() >= BATCH_MAX {
                break;
            }
            next = waiting.try_recv().ok();
        }
        true
    }
}
