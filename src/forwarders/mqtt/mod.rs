//! Events as MQTT messages, QoS 1; a delivery is settled by the broker's PUBACK and nothing else.
//!
//! One task owns the connection. While there is none, whatever is handed over comes back at once:
//! the store keeps it, and gives it again when [`Event::Reachable`] says that the broker is there.
//! The same connection brings commands, where they are wanted.

mod client;
mod commands;
mod session;
mod tls;
mod topics;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use tokio::sync::mpsc::{self, Sender, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::flow::lines::LineState;
use crate::flow::notice::Notice;
use crate::flow::{Answer, Event, Handover};
use crate::model::DeviceName;

use client::{Heard, Link, Lost, Publisher, Verdict, Welcome};
use commands::Window;

pub use client::{Address, Version};
pub use commands::Commands;
pub use tls::{Files, TlsError, client as tls_client};
pub use topics::status as status_topic;

#[derive(Debug, Clone)]
pub struct Settings {
    pub name: DeviceName,
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
    Deliver(Box<Handover>),
    Show(LineState),
}

/// Deliveries under way at the same time. A broker far away answers each after a while.
pub const AT_ONCE: usize = 16;
/// A packet is longer than topic and body by its headers and properties; this is more than those.
const OVERHEAD: usize = 64;
/// What a connection has brought and nobody has looked at yet.
const UNSEEN_MAX: usize = 64;
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

/// Starts the task within the running tokio runtime. It ends, after a farewell to the broker, when
/// the sender returned here is dropped.
pub fn start<E>(settings: Settings, tasks: &mut JoinSet<()>, events: E) -> UnboundedSender<Task>
where
    E: Fn(Event) + Send + 'static,
{
    let (sender, receiver) = mpsc::unbounded_channel();
    let version = settings.version.unwrap_or(Version::V5);
    let broker = Broker { settings, events, orders: receiver, version, lines: BTreeMap::new(), ignored: 0 };
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
}

/// How a connection ended.
enum End {
    /// `up_for` is how long the broker had let us in.
    Lost {
        why: String,
        up_for: Option<Duration>,
    },
    Stop,
}

impl<E: Fn(Event)> Broker<E> {
    async fn run(mut self) {
        let (mut pause, mut down_since) = (PAUSE_FIRST, Instant::now());
        let mut told = String::new();
        loop {
            let why = match self.connection().await {
                End::Stop => return,
                End::Lost { why, up_for: Some(span) } if span > STEADY => {
                    (pause, down_since) = (PAUSE_FIRST, Instant::now());
                    told.clear();
                    why
                }
                End::Lost { why, .. } => why,
            };
            if why != told {
                tracing::warn!(forwarder = %self.settings.name, why, "no connection to the broker");
                told.clone_from(&why);
            }
            if !self.idle(pause + spread(), &why).await {
                return;
            }
            let longest = if down_since.elapsed() < AT_FIRST { PAUSE_MAX_AT_FIRST } else { PAUSE_MAX };
            pause = (pause * 2).min(longest);
        }
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
                    Some(Task::Deliver(handover)) => self.answer(handover.delivery, unavailable(why)),
                },
            }
        }
    }

    /// One connection, from the first try to its end.
    async fn connection(&mut self) -> End {
        let commands = self.settings.commands.clone();
        let (publisher, link) = client::open(&self.settings.address, self.version, commands.is_some());
        let mut window = Window::new(commands, self.settings.name.clone(), self.settings.root.clone());
        let (sender, mut news) = mpsc::channel(UNSEEN_MAX);
        let drive = drive(link, sender);
        tokio::pin!(drive);
        let mut up: Option<(Welcome, Instant)> = None;
        let mut under_way = UnderWay::default();
        let lost = loop {
            tokio::select! {
                // An answer that is there is heard before the connection is given up.
                biased;
                Some((delivery, answer)) = under_way.next() => match answer {
                    Some(answer) => self.answer(delivery, answer),
                    None => {
                        let why = "the broker did not acknowledge in time";
                        self.answer(delivery, unavailable(why));
                        break Lost { why: why.to_owned(), strange: false };
                    }
                },
                Some((command, answer)) = window.next() => {
                    window.answer(&publisher, up.map(|(welcome, _)| welcome), &command, &answer);
                }
                Some(heard) = news.recv() => match heard {
                    Heard::Welcome(welcome) => {
                        up = Some((welcome, Instant::now()));
                        window.open(&publisher);
                        self.greet(&publisher);
                    }
                    Heard::Command(command) => window.take(&publisher, command, &mut self.ignored),
                    Heard::Acknowledged(packet) => {
                        window.acknowledged(&publisher, up.map(|(welcome, _)| welcome), packet);
                    }
                    Heard::NotSubscribed(why) => {
                        tracing::warn!(forwarder = %self.settings.name, why, "commands could not be subscribed to");
                    }
                },
                lost = &mut drive => break lost,
                order = self.orders.recv() => match order {
                    None => {
                        window.close(&publisher, up.map(|(welcome, _)| welcome));
                        self.farewell(&publisher);
                        drop(news);
                        let _ = timeout(FAREWELL, drive).await;
                        return End::Stop;
                    }
                    Some(Task::Show(line)) => {
                        if up.is_some() {
                            self.show(&publisher, &line);
                        }
                        self.lines.insert(line.name.clone(), line);
                    }
                    Some(Task::Deliver(handover)) => match up {
                        None => self.answer(handover.delivery, unavailable("not connected to the broker")),
                        Some((welcome, _)) => self.deliver(&publisher, welcome, &handover, &mut under_way),
                    },
                },
            }
        };
        // Whether these arrived nobody knows: they go again, by the same id.
        for delivery in under_way.give_up() {
            self.answer(delivery, unavailable(&lost.why));
        }
        if up.is_none() && lost.strange && self.settings.version.is_none() {
            self.version = self.version.other();
        }
        End::Lost { why: lost.why, up_for: up.map(|(_, since)| since.elapsed()) }
    }

    /// The broker let us in: it is told who is here, and the store that it may go on.
    fn greet(&self, publisher: &Publisher) {
        tracing::info!(forwarder = %self.settings.name, version = self.version.as_str(), "connected to the broker");
        self.tell(publisher, &topics::status(&self.settings.root), b"online".to_vec());
        for line in self.lines.values() {
            self.show(publisher, line);
        }
        (self.events)(Event::Reachable { destination: self.settings.name.clone() });
    }

    fn farewell(&self, publisher: &Publisher) {
        self.tell(publisher, &topics::status(&self.settings.root), b"offline".to_vec());
        publisher.leave();
    }

    fn show(&self, publisher: &Publisher, line: &LineState) {
        let body = serde_json::to_vec(line).expect("a line's state is plain data");
        self.tell(publisher, &topics::line(&self.settings.root, &line.name), body);
    }

    /// Retained, and told again with every connection: nobody waits for its receipt.
    fn tell(&self, publisher: &Publisher, topic: &str, body: Vec<u8>) {
        if let Err(verdict) = publisher.publish(topic, body, true) {
            tracing::warn!(forwarder = %self.settings.name, topic, ?verdict, "a state could not be published");
        }
    }

    fn deliver(&self, publisher: &Publisher, welcome: Welcome, handover: &Handover, under_way: &mut UnderWay) {
        let delivery = handover.delivery;
        match self.publish(publisher, welcome, &handover.notice) {
            Ok(receipts) => under_way.add(delivery, receipts, self.settings.timeout),
            Err(verdict) => self.answer(delivery, answer(verdict)),
        }
    }

    fn publish(
        &self,
        publisher: &Publisher,
        welcome: Welcome,
        notice: &Notice,
    ) -> Result<Vec<client::Receipt>, Verdict> {
        let body = serde_json::to_vec(notice).expect("a notice is plain data");
        let topics = topics::of(&self.settings.root, notice);
        let longest = body.len() + topics.iter().map(String::len).max().unwrap_or(0) + OVERHEAD;
        if !welcome.takes(longest) {
            let max = welcome.packet_max;
            return Err(Verdict::Refused(format!("it has {longest} octets, and the broker takes {max} at most")));
        }
        topics.iter().map(|topic| publisher.publish(topic, body.clone(), false)).collect()
    }

    fn answer(&self, delivery: i64, answer: Answer) {
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

fn answer(verdict: Verdict) -> Answer {
    match verdict {
        Verdict::Taken => Answer::Taken,
        Verdict::Refused(why) => Answer::Refused { why },
        Verdict::Unknown(why) => unavailable(&why),
    }
}

/// Gateways that lost the same broker do not come back to it at the same moment.
fn spread() -> Duration {
    Duration::from_millis(getrandom::u32().map_or(0, |random| u64::from(random % 250)))
}

/// Deliveries whose receipts are awaited.
#[derive(Default)]
struct UnderWay {
    waiting: JoinSet<(i64, Option<Answer>)>,
    deliveries: BTreeSet<i64>,
}

impl UnderWay {
    /// One delivery goes to several topics; it has arrived when it has arrived on each.
    fn add(&mut self, delivery: i64, receipts: Vec<client::Receipt>, limit: Duration) {
        self.deliveries.insert(delivery);
        self.waiting.spawn(async move {
            let all = async {
                let mut worst = Verdict::Taken;
                for receipt in receipts {
                    worst = worse(worst, receipt.verdict().await);
                }
                worst
            };
            (delivery, timeout(limit, all).await.ok().map(answer))
        });
    }

    /// The next that is decided; an answer of `None`: the time was over. `None`: there is none.
    async fn next(&mut self) -> Option<(i64, Option<Answer>)> {
        let (delivery, answer) = self.waiting.join_next().await?.ok()?;
        self.deliveries.remove(&delivery);
        Some((delivery, answer))
    }

    fn give_up(mut self) -> BTreeSet<i64> {
        self.waiting.abort_all();
        std::mem::take(&mut self.deliveries)
    }
}

fn worse(one: Verdict, other: Verdict) -> Verdict {
    match (one, other) {
        (Verdict::Unknown(why), _) | (_, Verdict::Unknown(why)) => Verdict::Unknown(why),
        (Verdict::Refused(why), _) | (_, Verdict::Refused(why)) => Verdict::Refused(why),
        (Verdict::Taken, Verdict::Taken) => Verdict::Taken,
    }
}

#[cfg(test)]
mod tests;
