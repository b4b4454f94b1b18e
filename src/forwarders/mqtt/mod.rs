//! Publishes events by MQTT with QoS 1. Only the broker's PUBACK settles a delivery.
//!
//! One task owns the connection. Without a connection it returns deliveries at once; the store keeps them, and the gateway
//! dispatches them again after [`Event::Reachable`]. The same connection receives commands, if they are enabled.

mod client;
mod commands;
mod connect;
mod session;
mod suspects;
mod tls;
mod topics;
mod traffic;
mod version;
mod wire;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use tokio::sync::mpsc::{self, Sender, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::flow::lines::LineState;
use crate::flow::notice::Confidence;
use crate::flow::{Answer, Delivery, Event};
use crate::model::Name;
use crate::task::guarded;

use client::{Incoming, Link, Lost, Publisher, Verdict, Welcome};
use commands::Window;
use suspects::{Key, STRIKES, Suspects};
use traffic::{Item, Landed, Traffic};

pub use commands::Commands;
pub use connect::Address;
pub use tls::{Files, TlsError, client as tls_client};
pub use topics::status as status_topic;
pub use version::Version;

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: Name,
    pub address: Address,
    /// `<prefix>/<gateway>`, the first levels of every topic.
    pub root: String,
    /// The least sure code of a message that goes to the topics of codes.
    pub min_confidence: Confidence,
    /// `None`: 5.0, or 3.1.1 with a broker that does not know 5.0.
    pub version: Option<Version>,
    /// How long the broker may take to acknowledge a message.
    pub timeout: Duration,
    /// `None`: commands are disabled.
    pub commands: Option<Commands>,
}

/// A task for the owner of the connection.
#[derive(Debug)]
pub enum Task {
    Deliver(Box<Delivery>),
    Show(Box<LineState>),
}

/// The largest number of deliveries in flight; a distant broker takes a while to answer each.
pub const IN_FLIGHT_MAX: usize = 16;
/// Events of the connection that are buffered.
const UNSEEN_MAX: usize = 16;
/// The longest wait for the end of a connection.
const FAREWELL: Duration = Duration::from_secs(1);

/// The pauses between tries: a broker that restarts is found again within seconds, and one that is down for long is tried
/// seldom.
const PAUSE_FIRST: Duration = Duration::from_millis(250);
const PAUSE_MAX_AT_FIRST: Duration = Duration::from_secs(2);
const AT_FIRST: Duration = Duration::from_secs(300);
const PAUSE_MAX: Duration = Duration::from_secs(15);
/// A connection that ends sooner does not reset the pauses: another client may have our client id, so that each disconnects
/// the other.
const STEADY: Duration = Duration::from_secs(5);

/// The number of connections over which a publication is kept to find the one that ends them.
const TRIES_MAX: u32 = 8;
/// After this many connections in a row with bytes that are not MQTT, the session is taken for the cause.
const GARBLED_MAX: u32 = 3;

/// Starts the task within the running tokio runtime. When the returned sender is dropped, the task disconnects and ends.
pub fn start<E>(settings: Settings, tasks: &mut JoinSet<()>, events: E) -> UnboundedSender<Task>
where
    E: Fn(Event) + Send + 'static,
{
    let (sender, receiver) = mpsc::unbounded_channel();
    let version = settings.version.unwrap_or(Version::V5);
    let broker = Broker {
        settings,
        events,
        tasks: receiver,
        version,
        lines: BTreeMap::new(),
        ignored: 0,
        traffic: Traffic::default(),
        suspects: Suspects::default(),
        garbled: 0,
        open: BTreeSet::new(),
    };
    tasks.spawn(broker.run());
    sender
}

struct Broker<E> {
    settings: Settings,
    events: E,
    tasks: UnboundedReceiver<Task>,
    version: Version,
    /// The last state of each line, published again to a broker that was away.
    lines: BTreeMap<String, LineState>,
    /// Retained commands that were ignored so far.
    ignored: u64,
    traffic: Traffic,
    suspects: Suspects,
    /// Connections in a row that ended with bytes that are not MQTT.
    garbled: u32,
    /// Deliveries without an answer yet.
    open: BTreeSet<i64>,
}

/// How a connection ended.
enum End {
    /// `up_for` is the time since the broker's CONNACK.
    Lost {
        why: String,
        up_for: Option<Duration>,
        /// The end narrows down the publication that the broker ends connections for, so the next try comes soon.
        incriminates: bool,
    },
    Stop,
}

impl<E: Fn(Event)> Broker<E> {
    async fn run(mut self) {
        let (mut pause, mut down_since) = (PAUSE_FIRST, Instant::now());
        let mut logged = String::new();
        loop {
            let end = guarded(self.connection()).await.unwrap_or_else(|_| self.begin_anew());
            let (why, next) = match end {
                End::Stop => return,
                End::Lost { why, up_for: Some(span), .. } if span > STEADY => {
                    (pause, down_since) = (PAUSE_FIRST, Instant::now());
                    logged.clear();
                    (why, pause)
                }
                End::Lost { why, incriminates: true, .. } => (why, PAUSE_FIRST),
                End::Lost { why, .. } => (why, pause),
            };
            if why != logged {
                tracing::warn!(forwarder = %self.settings.name, why, "no connection to the broker");
                logged.clone_from(&why);
            }
            if !self.idle(next + spread(), &why).await {
                return;
            }
            let longest = if down_since.elapsed() < AT_FIRST { PAUSE_MAX_AT_FIRST } else { PAUSE_MAX };
            pause = (next * 2).min(longest);
        }
    }

    /// Starts afresh after a panic: the state of the connection is unknown, so all open deliveries go back to the gateway.
    fn begin_anew(&mut self) -> End {
        tracing::error!(forwarder = %self.settings.name, "a fault of simgate ended the connection: it begins anew");
        (self.traffic, self.suspects) = (Traffic::default(), Suspects::default());
        let why = "a fault of simgate ended the connection".to_owned();
        for delivery in std::mem::take(&mut self.open) {
            self.answer(delivery, unavailable(&why));
        }
        End::Lost { why, up_for: None, incriminates: false }
    }

    /// Waits between two connections. `false`: the task must end.
    async fn idle(&mut self, pause: Duration, why: &str) -> bool {
        let over = sleep(pause);
        tokio::pin!(over);
        loop {
            tokio::select! {
                () = &mut over => return true,
                task = self.tasks.recv() => match task {
                    None => return false,
                    Some(Task::Show(line)) => { self.lines.insert(line.name.clone(), *line); }
                    Some(Task::Deliver(delivery)) => self.answer(delivery.id, unavailable(why)),
                },
            }
        }
    }

    /// One connection, from the first try to its end.
    async fn connection(&mut self) -> End {
        let commands = self.settings.commands.clone();
        if commands.is_some() && self.garbled >= GARBLED_MAX {
            self.drop_session().await;
        }
        let (publisher, link) = connect::open(&self.settings.address, self.version, commands.is_some());
        let mut window = Window::new(commands, self.settings.name.clone(), self.settings.root.clone());
        let (sender, mut link_events) = mpsc::channel(UNSEEN_MAX);
        let drive = drive(link, sender);
        tokio::pin!(drive);
        let mut up: Option<(Welcome, Instant)> = None;
        let lost = loop {
            if let Some((welcome, _)) = up {
                let limit = self.settings.timeout;
                for (item, verdict) in self.traffic.pump(&publisher, welcome, &self.suspects, limit) {
                    self.settle(&item, verdict);
                }
            }
            tokio::select! {
                // An answer that has arrived counts before the connection's end.
                biased;
                Some(landed) = self.traffic.next() => match landed {
                    Landed::Answered(item, verdict) => {
                        self.suspects.note_answer(&item.key);
                        self.settle(&item, verdict);
                    }
                    Landed::Late => {
                        let why = "the broker did not acknowledge in time".to_owned();
                        break Lost { why, strange: false, garbled: false, is_innocent: false };
                    }
                },
                Some((command, answer)) = window.next() => {
                    if let Some(reply) = window.answer(&publisher, &command, &answer) {
                        self.reply(reply);
                    }
                }
                // Unread commands wait at the broker, not here.
                Some(incoming) = link_events.recv(), if !window.is_full() => match incoming {
                    Incoming::Welcome(welcome) => {
                        up = Some((welcome, Instant::now()));
                        self.greet(&window);
                    }
                    Incoming::Command(command) => {
                        self.traffic.note_arrival();
                        window.take(&publisher, command, &mut self.ignored);
                    }
                    Incoming::Acknowledged(packet) => {
                        if let Some(reply) = window.acknowledged(packet) {
                            self.reply(reply);
                        }
                    }
                },
                lost = &mut drive => break lost,
                task = self.tasks.recv() => match task {
                    None => {
                        self.farewell(&publisher, window.close());
                        drop(link_events);
                        let _ = timeout(FAREWELL, drive).await;
                        return End::Stop;
                    }
                    Some(Task::Show(line)) => {
                        if up.is_some() {
                            self.show(&line);
                        }
                        self.lines.insert(line.name.clone(), *line);
                    }
                    Some(Task::Deliver(delivery)) => match up {
                        None => self.answer(delivery.id, unavailable("not connected to the broker")),
                        Some(_) => {
                            self.open.insert(delivery.id);
                            self.deliver(&delivery);
                        }
                    },
                },
            }
        };
        if up.is_none() && lost.strange && self.settings.version.is_none() {
            self.version = self.version.other();
        }
        self.garbled = match (up, lost.garbled) {
            (_, true) => self.garbled + 1,
            (Some(_), false) => 0,
            (None, false) => self.garbled,
        };
        let incriminates = self.end(&lost, up.is_some());
        End::Lost { why: lost.why, up_for: up.map(|(_, since)| since.elapsed()), incriminates }
    }

    /// The broker's session contains bytes that can't be read, so a clean session replaces it. Its commands are lost; otherwise
    /// no later command could be reached.
    async fn drop_session(&mut self) {
        tracing::warn!(
            forwarder = %self.settings.name,
            connections = self.garbled,
            "the broker sends what is no MQTT: the session is dropped, and with it the commands that wait there"
        );
        self.garbled = 0;
        let (publisher, mut link) = connect::open(&self.settings.address, self.version, false);
        let forgotten = async {
            while let Ok(incoming) = link.next().await {
                if matches!(incoming, Incoming::Welcome(_)) {
                    publisher.leave();
                }
            }
        };
        let _ = timeout(self.settings.timeout, forgotten).await;
    }

    /// The broker accepted the connection: publishes `online` and the states, and reports `Reachable` to the gateway.
    fn greet(&mut self, window: &Window) {
        tracing::info!(forwarder = %self.settings.name, version = self.version.as_str(), "connected to the broker");
        let mut greeting = vec![Item::state(topics::status(&self.settings.root), b"online".to_vec())];
        greeting.extend(window.subscriptions());
        greeting.extend(self.lines.values().map(|line| self.state(line)));
        greeting.retain(|item| !self.suspects.is_culprit(&item.key));
        self.traffic.push_first(greeting);
        (self.events)(Event::Reachable { destination: self.settings.name.clone() });
    }

    fn farewell(&self, publisher: &Publisher, replies: Vec<Item>) {
        let status = Item::state(topics::status(&self.settings.root), b"offline".to_vec());
        for item in replies.iter().chain([&status]).filter(|item| !self.suspects.is_culprit(&item.key)) {
            // Nothing waits for this receipt.
            drop(item.send(publisher, Welcome { packet_max: u32::MAX }));
        }
        publisher.leave();
    }

    fn state(&self, line: &LineState) -> Item {
        let body = serde_json::to_vec(line).expect("a line's state is plain data");
        Item::state(topics::line(&self.settings.root, &line.name), body)
    }

    fn show(&mut self, line: &LineState) {
        let state = self.state(line);
        if !self.suspects.is_culprit(&state.key) {
            self.traffic.push(state);
        }
    }

    /// Publishes a reply once: a requester without a reply repeats the command and gets one then.
    fn reply(&mut self, reply: Item) {
        if self.traffic.is_full_of_replies() || self.suspects.is_culprit(&reply.key) {
            tracing::warn!(forwarder = %self.settings.name, "the reply to a command was dropped: the broker does not take it");
        } else {
            self.traffic.push(reply);
        }
    }

    fn deliver(&mut self, delivery: &Delivery) {
        let body = serde_json::to_vec(&delivery.notice).expect("a notice is plain data");
        let topics = topics::of(&self.settings.root, &delivery.notice, self.settings.min_confidence);
        self.traffic.push(Item::message(Key::Delivery(delivery.id), topics, body));
    }

    /// Settles a publication by the broker's answer or by the reason why there is none.
    fn settle(&mut self, item: &Item, verdict: Verdict) {
        let forwarder = self.settings.name.clone();
        match (&item.key, verdict) {
            (Key::Delivery(delivery), Verdict::Taken) => self.answer(*delivery, Answer::Taken),
            (Key::Delivery(delivery), Verdict::Refused(why)) => self.answer(*delivery, Answer::Refused { why }),
            (Key::Delivery(delivery), Verdict::Unknown(why)) => self.answer(*delivery, unavailable(&why)),
            (Key::Topic(_) | Key::Commands, Verdict::Taken) => {}
            (Key::Topic(_), Verdict::Refused(why) | Verdict::Unknown(why)) if item.is_greeting() => {
                tracing::warn!(%forwarder, why, "a state could not be published");
            }
            (Key::Topic(_), Verdict::Refused(why) | Verdict::Unknown(why)) => {
                tracing::warn!(%forwarder, why, "the reply to a command was not taken");
            }
            (Key::Commands, Verdict::Refused(why) | Verdict::Unknown(why)) => {
                tracing::warn!(%forwarder, why, "commands could not be subscribed to");
            }
        }
    }

    /// Publications in flight at the end of a connection are repeated on the next one: alone, if the broker may have ended the
    /// connection for them. The others go back to the gateway. Returns whether the end incriminates a publication.
    fn end(&mut self, lost: &Lost, was_up: bool) -> bool {
        let (sent, unsent) = self.traffic.end();
        let incriminates = was_up && !lost.is_innocent && !sent.is_empty();
        if incriminates {
            self.suspects.note_end(sent.iter().map(|item| &item.key), Instant::now());
        }
        let sent = sent.into_iter().map(|item| (Item { tries: item.tries + 1, ..item }, true));
        for (item, was_sent) in sent.chain(unsent.into_iter().map(|item| (item, false))) {
            if incriminates && was_sent && self.suspects.is_culprit(&item.key) {
                let why = format!(
                    "the connection ended each of the {STRIKES} times that it went alone: \
                     it is too large for this broker, or not wanted there"
                );
                self.settle(&item, Verdict::Refused(why));
            } else if item.is_greeting() {
                // The next connection starts with it.
            } else if !incriminates || item.tries > TRIES_MAX {
                self.settle(&item, Verdict::Unknown(lost.why.clone()));
            } else {
                self.traffic.push(item);
            }
        }
        incriminates
    }

    fn answer(&mut self, delivery: i64, answer: Answer) {
        self.open.remove(&delivery);
        (self.events)(Event::Answered { delivery, destination: self.settings.name.clone(), answer });
    }
}

/// Drives the connection until it ends.
async fn drive(mut link: Link, link_events: Sender<Incoming>) -> Lost {
    loop {
        match link.next().await {
            Ok(incoming) => drop(link_events.send(incoming).await),
            Err(lost) => return lost,
        }
    }
}

fn unavailable(why: &str) -> Answer {
    Answer::Unavailable { why: why.to_owned() }
}

/// A random share of the pause, so that gateways which lost the same broker do not return at the same moment.
fn spread() -> Duration {
    Duration::from_millis(getrandom::u32().map_or(0, |random| u64::from(random % 250)))
}

#[cfg(test)]
mod tests;
