//! Events as MQTT messages, QoS 1; a delivery is settled by the broker's PUBACK and nothing else.
//!
//! One task owns the connection. While there is none, whatever is handed over comes back at once:
//! the store keeps it, and gives it again when [`Event::Reachable`] says that the broker is there.
//! The same connection brings commands, where they are wanted.

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
use crate::flow::{Answer, Delivery, Event};
use crate::model::Name;
use crate::task::guarded;

use client::{Heard, Link, Lost, Publisher, Verdict, Welcome};
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
    /// `<prefix>/<gateway>`: what every topic begins with.
    pub root: String,
    /// `None`: 5.0, and 3.1.1 with a broker that does not speak it.
    pub version: Option<Version>,
    /// How long the broker may take to acknowledge a message.
    pub timeout: Duration,
    /// `None`: commands are not taken.
    pub commands: Option<Commands>,
}

/// What the task is given to do.
#[derive(Debug)]
pub enum Task {
    Deliver(Box<Delivery>),
    Show(LineState),
}

/// Deliveries under way at the same time. A broker far away answers each after a while.
pub const IN_FLIGHT_MAX: usize = 16;
/// What a connection has brought and nobody has looked at yet.
const UNSEEN_MAX: usize = 16;
/// The way out is not waited for longer than this.
const FAREWELL: Duration = Duration::from_secs(1);

/// A broker that restarts is found again within seconds, and one that is gone for long is not
/// bothered.
const PAUSE_FIRST: Duration = Duration::from_millis(250);
const PAUSE_MAX_AT_FIRST: Duration = Duration::from_secs(2);
const AT_FIRST: Duration = Duration::from_secs(300);
const PAUSE_MAX: Duration = Duration::from_secs(15);
/// A connection that ends sooner is no sign of a broker that is well: another client may have our
/// identifier, and each throws the other out.
const STEADY: Duration = Duration::from_secs(5);

/// Connections through which something is kept to find out what it is that ends them.
const TRIES_MAX: u32 = 8;
/// Connections in a row that the broker ends with what is no MQTT, until the session is taken for the reason.
const GARBLED_MAX: u32 = 3;

/// Starts the task within the running tokio runtime. It ends, after a farewell to the broker, when
/// the sender returned here is dropped.
pub fn start<E>(settings: Settings, tasks: &mut JoinSet<()>, events: E) -> UnboundedSender<Task>
where
    E: Fn(Event) + Send + 'static,
{
    let (sender, receiver) = mpsc::unbounded_channel();
    let version = settings.version.unwrap_or(Version::V5);
    let broker = Broker {
        settings,
        events,
        orders: receiver,
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
    orders: UnboundedReceiver<Task>,
    version: Version,
    /// What each line was last said to be: told again to a broker that was away.
    lines: BTreeMap<String, LineState>,
    /// Retained commands, so far.
    ignored: u64,
    traffic: Traffic,
    suspects: Suspects,
    /// Connections in a row that ended with what is no MQTT.
    garbled: u32,
    /// Deliveries that were left here and have no answer yet.
    open: BTreeSet<i64>,
}

/// How a connection ended.
enum End {
    /// `up_for` is how long the broker had let us in.
    Lost {
        why: String,
        up_for: Option<Duration>,
        /// It shows what the broker ends connections for: the next one comes soon.
        tells: bool,
    },
    Stop,
}

impl<E: Fn(Event)> Broker<E> {
    async fn run(mut self) {
        let (mut pause, mut down_since) = (PAUSE_FIRST, Instant::now());
        let mut told = String::new();
        loop {
            let end = guarded(self.connection()).await.unwrap_or_else(|_| self.begin_anew());
            let (why, next) = match end {
                End::Stop => return,
                End::Lost { why, up_for: Some(span), .. } if span > STEADY => {
                    (pause, down_since) = (PAUSE_FIRST, Instant::now());
                    told.clear();
                    (why, pause)
                }
                End::Lost { why, tells: true, .. } => (why, PAUSE_FIRST),
                End::Lost { why, .. } => (why, pause),
            };
            if why != told {
                tracing::warn!(forwarder = %self.settings.name, why, "no connection to the broker");
                told.clone_from(&why);
            }
            if !self.idle(next + spread(), &why).await {
                return;
            }
            let longest = if down_since.elapsed() < AT_FIRST { PAUSE_MAX_AT_FIRST } else { PAUSE_MAX };
            pause = (next * 2).min(longest);
        }
    }

    /// After a panic: nobody knows what of the connection was done, and all that was left here comes again.
    fn begin_anew(&mut self) -> End {
        tracing::error!(forwarder = %self.settings.name, "a fault of simgate ended the connection: it begins anew");
        (self.traffic, self.suspects) = (Traffic::default(), Suspects::default());
        let why = "a fault of simgate ended the connection".to_owned();
        for delivery in std::mem::take(&mut self.open) {
            self.answer(delivery, unavailable(&why));
        }
        End::Lost { why, up_for: None, tells: false }
    }

    /// Between two connections. `false`: it is time to stop.
    async fn idle(&mut self, pause: Duration, why: &str) -> bool {
        let over = sleep(pause);
        tokio::pin!(over);
        loop {
            tokio::select! {
                () = &mut over => return true,
                order = self.orders.recv() => match order {
                    None => return false,
                    Some(Task::Show(line)) => { self.lines.insert(line.name.clone(), line); }
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
        let (sender, mut news) = mpsc::channel(UNSEEN_MAX);
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
                // An answer that is there is heard before the connection is given up.
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
                // What is not read the broker keeps: commands wait there, not here.
                Some(heard) = news.recv(), if !window.is_full() => match heard {
                    Heard::Welcome(welcome) => {
                        up = Some((welcome, Instant::now()));
                        self.greet(&window);
                    }
                    Heard::Command(command) => {
                        self.traffic.note_arrival();
                        window.take(&publisher, command, &mut self.ignored);
                    }
                    Heard::Acknowledged(packet) => {
                        if let Some(reply) = window.acknowledged(packet) {
                            self.reply(reply);
                        }
                    }
                },
                lost = &mut drive => break lost,
                order = self.orders.recv() => match order {
                    None => {
                        self.farewell(&publisher, window.close());
                        drop(news);
                        let _ = timeout(FAREWELL, drive).await;
                        return End::Stop;
                    }
                    Some(Task::Show(line)) => {
                        if up.is_some() {
                            self.show(&line);
                        }
                        self.lines.insert(line.name.clone(), line);
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
        let tells = self.end(&lost, up.is_some());
        End::Lost { why: lost.why, up_for: up.map(|(_, since)| since.elapsed()), tells }
    }

    /// What the broker keeps for us can't be read: it is told to forget it. Commands in it are lost, the others would never
    /// be reached.
    async fn drop_session(&mut self) {
        tracing::warn!(
            forwarder = %self.settings.name,
            connections = self.garbled,
            "the broker sends what is no MQTT: the session is dropped, and with it the commands that wait there"
        );
        self.garbled = 0;
        let (publisher, mut link) = connect::open(&self.settings.address, self.version, false);
        let forgotten = async {
            while let Ok(heard) = link.next().await {
                if matches!(heard, Heard::Welcome(_)) {
                    publisher.leave();
                }
            }
        };
        let _ = timeout(self.settings.timeout, forgotten).await;
    }

    /// The broker let us in: it is told who is here, and the store that it may go on.
    fn greet(&mut self, window: &Window) {
        tracing::info!(forwarder = %self.settings.name, version = self.version.as_str(), "connected to the broker");
        let mut greeting = vec![Item::state(topics::status(&self.settings.root), b"online".to_vec())];
        greeting.extend(window.subscription());
        greeting.extend(self.lines.values().map(|line| self.state(line)));
        greeting.retain(|item| !self.suspects.is_culprit(&item.key));
        self.traffic.push_first(greeting);
        (self.events)(Event::Reachable { destination: self.settings.name.clone() });
    }

    fn farewell(&self, publisher: &Publisher, replies: Vec<Item>) {
        let status = Item::state(topics::status(&self.settings.root), b"offline".to_vec());
        for item in replies.iter().chain([&status]).filter(|item| !self.suspects.is_culprit(&item.key)) {
            // Nobody is left to wait for the receipt.
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

    /// Once: who has no answer sends the same command again, and gets one.
    fn reply(&mut self, reply: Item) {
        if self.traffic.is_full_of_replies() || self.suspects.is_culprit(&reply.key) {
            tracing::warn!(forwarder = %self.settings.name, "the reply to a command was dropped: the broker does not take it");
        } else {
            self.traffic.push(reply);
        }
    }

    fn deliver(&mut self, delivery: &Delivery) {
        let body = serde_json::to_vec(&delivery.notice).expect("a notice is plain data");
        let topics = topics::of(&self.settings.root, &delivery.notice);
        self.traffic.push(Item::message(Key::Delivery(delivery.id), topics, body));
    }

    /// The broker's word on something, or what keeps it from having one.
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

    /// What was under way when the connection ended goes again with the next one: alone, where it may be what the broker
    /// ended it for. What can't be kept goes back to the store. `true`: the end tells something of what was sent.
    fn end(&mut self, lost: &Lost, was_up: bool) -> bool {
        let (sent, unsent) = self.traffic.end();
        let tells = was_up && !lost.is_innocent && !sent.is_empty();
        if tells {
            self.suspects.note_end(sent.iter().map(|item| &item.key), Instant::now());
        }
        let sent = sent.into_iter().map(|item| (Item { tries: item.tries + 1, ..item }, true));
        for (item, was_sent) in sent.chain(unsent.into_iter().map(|item| (item, false))) {
            if tells && was_sent && self.suspects.is_culprit(&item.key) {
                let why = format!(
                    "the connection ended each of the {STRIKES} times that it went alone: \
                     it is too large for this broker, or not wanted there"
                );
                self.settle(&item, Verdict::Refused(why));
            } else if item.is_greeting() {
                // The next connection begins with it.
            } else if !tells || item.tries > TRIES_MAX {
                self.settle(&item, Verdict::Unknown(lost.why.clone()));
            } else {
                self.traffic.push(item);
            }
        }
        tells
    }

    fn answer(&mut self, delivery: i64, answer: Answer) {
        self.open.remove(&delivery);
        (self.events)(Event::Answered { delivery, destination: self.settings.name.clone(), answer });
    }
}

/// Keeps the connection alive until it ends.
async fn drive(mut link: Link, news: Sender<Heard>) -> Lost {
    loop {
        match link.next().await {
            Ok(heard) => drop(news.send(heard).await),
            Err(lost) => return lost,
        }
    }
}

fn unavailable(why: &str) -> Answer {
    Answer::Unavailable { why: why.to_owned() }
}

/// Gateways that lost the same broker do not come back to it at the same moment.
fn spread() -> Duration {
    Duration::from_millis(getrandom::u32().map_or(0, |random| u64::from(random % 250)))
}

#[cfg(test)]
mod tests;
