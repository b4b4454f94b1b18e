//! Publications that wait, and those that the broker has not answered yet.
//!
//! A suspect is sent alone, with nothing else in flight. Others are sent before it, but only a bounded number.

use std::collections::{BTreeMap, VecDeque};
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::timeout;

use super::client::{Publisher, Receipt, Verdict, Welcome};
use super::suspects::{Key, Suspects};

/// More than the octets of a packet's headers and properties, which come on top of topic and body.
const OVERHEAD: usize = 64;

/// The largest number of publications in flight.
const IN_FLIGHT_MAX: usize = 64;
/// The largest number of replies to commands among them.
const REPLIES_AT_ONCE: usize = 32;
const REPLY_OCTETS_MAX: usize = 8 << 20;
/// How often the time limit restarts while the broker sends other packets.
const PATIENCE: u32 = 6;
/// How many others are sent before a waiting suspect.
const AHEAD_MAX: usize = 32;

/// A publication or subscription.
#[derive(Debug, Clone)]
pub struct Item {
    pub key: Key,
    pub what: What,
    /// Connections that ended before the broker's answer.
    pub tries: u32,
}

#[derive(Debug, Clone)]
pub enum What {
    Message {
        /// The message is published on each of these; it is settled when the broker has acknowledged all.
        topics: Vec<String>,
        body: Vec<u8>,
        retain: bool,
        correlation: Option<Vec<u8>>,
    },
    Subscription(String),
}

impl Item {
    pub fn message(key: Key, topics: Vec<String>, body: Vec<u8>) -> Self {
        Self { key, what: What::Message { topics, body, retain: false, correlation: None }, tries: 0 }
    }

    pub fn state(topic: String, body: Vec<u8>) -> Self {
        let what = What::Message { topics: vec![topic.clone()], body, retain: true, correlation: None };
        Self { key: Key::Topic(topic), what, tries: 0 }
    }

    pub fn reply(topic: String, body: Vec<u8>, correlation: Option<Vec<u8>>) -> Self {
        let what = What::Message { topics: vec![topic.clone()], body, retain: false, correlation };
        Self { key: Key::Topic(topic), what, tries: 0 }
    }

    pub fn subscription(topic: String) -> Self {
        Self { key: Key::Commands, what: What::Subscription(topic), tries: 0 }
    }

    /// The items that each connection starts with.
    pub fn is_greeting(&self) -> bool {
        match self.what {
            What::Message { retain, .. } => retain,
            What::Subscription(_) => true,
        }
    }

    fn is_reply(&self) -> bool {
        matches!(self.key, Key::Topic(_)) && !self.is_greeting()
    }

    fn octets(&self) -> usize {
        match &self.what {
            What::Subscription(_) => size_of::<Self>(),
            What::Message { topics, body, correlation, .. } => {
                let topics: usize = topics.iter().map(String::len).sum();
                size_of::<Self>() + 2 * topics + body.len() + correlation.as_ref().map_or(0, Vec::len)
            }
        }
    }

    pub fn send(&self, publisher: &Publisher, welcome: Welcome) -> Result<Vec<Receipt>, Verdict> {
        match &self.what {
            What::Subscription(topic) => publisher.subscribe(topic).map(|receipt| vec![receipt]),
            What::Message { topics, body, retain, correlation } => {
                let longest = topics.iter().map(String::len).max().unwrap_or(0);
                let length = body.len() + longest + correlation.as_ref().map_or(0, Vec::len) + OVERHEAD;
                if !welcome.takes(length) {
                    let max = welcome.packet_max;
                    return Err(Verdict::Refused(format!(
                        "it has {length} octets, and the broker takes {max} at most"
                    )));
                }
                let publish = |topic: &String| publisher.publish(topic, body.clone(), *retain, correlation.as_deref());
                topics.iter().map(publish).collect()
            }
        }
    }
}

#[derive(Default)]
pub struct Traffic {
    waiting: VecDeque<Item>,
    /// Replies. A burst of commands causes thousands, so they have a queue of their own.
    replies: VecDeque<Item>,
    /// Octets of all replies, sent or not.
    reply_octets: usize,
    replies_sent: usize,
    /// Items in flight, by ascending number.
    sent: BTreeMap<u64, Item>,
    receipts: JoinSet<(u64, Option<Verdict>)>,
    last: u64,
    /// Whether the item in flight is a suspect.
    alone: bool,
    /// Others that were sent since the last suspect.
    ahead: usize,
    /// Packets from the broker other than answers.
    arrivals: Arc<AtomicU64>,
}

/// The outcome of an item in flight.
pub enum Landed {
    Answered(Item, Verdict),
    /// The broker took too long.
    Late,
}

enum Next {
    Waiting(usize),
    Reply,
}

impl Traffic {
    pub fn push(&mut self, item: Item) {
        if item.is_reply() {
            self.reply_octets += item.octets();
            self.replies.push_back(item);
        } else {
            self.waiting.push_back(item);
        }
    }

    /// Queues the items that the connection starts with, in order.
    pub fn push_first(&mut self, items: Vec<Item>) {
        items.into_iter().rev().for_each(|item| self.waiting.push_front(item));
    }

    /// Whether there is no memory for more replies.
    pub fn is_full_of_replies(&self) -> bool {
        self.reply_octets >= REPLY_OCTETS_MAX
    }

    /// The broker sent a packet; its answers come after all that it sent before.
    pub fn note_arrival(&self) {
        self.arrivals.fetch_add(1, Ordering::Relaxed);
    }

    /// Sends what may be sent now. Returns the items that could not be sent, with the reason.
    pub fn pump(
        &mut self,
        publisher: &Publisher,
        welcome: Welcome,
        suspects: &Suspects,
        limit: Duration,
    ) -> Vec<(Item, Verdict)> {
        let mut failed = Vec::new();
        while let Some(item) = self.next_to_go(suspects) {
            match item.send(publisher, welcome) {
                Ok(receipts) => {
                    let number = self.note_sent(item, suspects);
                    self.receipts.spawn(answer(number, receipts, limit, Arc::clone(&self.arrivals)));
                }
                Err(verdict) => {
                    self.forget(&item);
                    failed.push((item, verdict));
                }
            }
        }
        failed
    }

    fn note_sent(&mut self, item: Item, suspects: &Suspects) -> u64 {
        self.alone = suspects.strikes(&item.key).is_some();
        self.ahead = if self.alone { 0 } else { self.ahead + 1 };
        self.replies_sent += usize::from(item.is_reply());
        self.last += 1;
        self.sent.insert(self.last, item);
        self.last
    }

    fn next_to_go(&mut self, suspects: &Suspects) -> Option<Item> {
        match self.choose(suspects)? {
            Next::Waiting(index) => self.waiting.remove(index),
            Next::Reply => self.replies.pop_front(),
        }
    }

    fn choose(&self, suspects: &Suspects) -> Option<Next> {
        if self.alone || self.sent.len() >= IN_FLIGHT_MAX {
            return None;
        }
        let strikes = |item: &Item| suspects.strikes(&item.key);
        let reply =
            self.replies.front().filter(|_| self.replies_sent < REPLIES_AT_ONCE).map(|item| strikes(item).is_some());
        let trusted = self.waiting.iter().position(|item| strikes(item).is_none()).map(Next::Waiting);
        let trusted = trusted.or((reply == Some(false)).then_some(Next::Reply));
        // The suspect with the fewest strikes is the most likely to pass.
        let suspected = self.waiting.iter().enumerate().filter_map(|(index, item)| Some((strikes(item)?, index))).min();
        let suspected =
            suspected.map(|(_, index)| Next::Waiting(index)).or((reply == Some(true)).then_some(Next::Reply));
        match (trusted, suspected) {
            (Some(trusted), Some(_)) if self.ahead < AHEAD_MAX => Some(trusted),
            (trusted, None) => trusted,
            (_, suspected) => suspected.filter(|_| self.sent.is_empty()),
        }
    }

    /// Waits for the next outcome. `None`: nothing is in flight.
    pub async fn next(&mut self) -> Option<Landed> {
        let (number, verdict) = self.receipts.join_next().await?.ok()?;
        let Some(verdict) = verdict else { return Some(Landed::Late) };
        let item = self.sent.remove(&number)?;
        self.alone = false;
        self.replies_sent -= usize::from(item.is_reply());
        self.forget(&item);
        Some(Landed::Answered(item, verdict))
    }

    fn forget(&mut self, item: &Item) {
        if item.is_reply() {
            self.reply_octets -= item.octets();
        }
    }

    /// The connection has ended: returns what was in flight and what was not sent, each in order.
    pub fn end(&mut self) -> (Vec<Item>, Vec<Item>) {
        let ended = std::mem::take(self);
        (ended.sent.into_values().collect(), ended.waiting.into_iter().chain(ended.replies).collect())
    }
}

/// Waits for the broker's answers to all publications of an item; `None`: not within `limit`.
async fn answer(
    number: u64,
    receipts: Vec<Receipt>,
    limit: Duration,
    arrivals: Arc<AtomicU64>,
) -> (u64, Option<Verdict>) {
    let all = async {
        let mut worst = Verdict::Taken;
        for receipt in receipts {
            worst = match (worst, receipt.verdict().await) {
                // The end of the connection is reported elsewhere; until then there is no answer.
                (_, Verdict::Unknown(_)) => pending().await,
                (Verdict::Refused(why), _) | (_, Verdict::Refused(why)) => Verdict::Refused(why),
                (_, Verdict::Taken) => Verdict::Taken,
            };
        }
        worst
    };
    tokio::pin!(all);
    for _ in 0..PATIENCE {
        let before = arrivals.load(Ordering::Relaxed);
        match timeout(limit, &mut all).await {
            Ok(verdict) => return (number, Some(verdict)),
            Err(_) if arrivals.load(Ordering::Relaxed) == before => break,
            Err(_) => {}
        }
    }
    (number, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::Instant;

    fn item(delivery: i64) -> Item {
        Item::message(Key::Delivery(delivery), vec!["t".into()], Vec::new())
    }

    fn order(traffic: &mut Traffic, suspects: &Suspects) -> Option<Key> {
        let item = traffic.next_to_go(suspects)?;
        let key = item.key.clone();
        traffic.note_sent(item, suspects);
        Some(key)
    }

    #[test]
    fn nothing_waits_behind_replies() {
        let (suspects, mut traffic) = (Suspects::default(), Traffic::default());
        for number in 0..1000 {
            traffic.push(Item::reply(number.to_string(), vec![0; 100], None));
        }
        traffic.push(item(1));
        assert_eq!(order(&mut traffic, &suspects), Some(Key::Delivery(1)));
        let replies = std::iter::from_fn(|| order(&mut traffic, &suspects)).count();
        assert_eq!(replies, REPLIES_AT_ONCE);
        traffic.push(item(2));
        assert_eq!(order(&mut traffic, &suspects), Some(Key::Delivery(2)));
        assert!(!traffic.is_full_of_replies());
        traffic.push(Item::reply("r".into(), Vec::new(), Some(vec![0; REPLY_OCTETS_MAX])));
        assert!(traffic.is_full_of_replies());
    }

    #[test]
    fn a_suspect_goes_alone_after_the_others_but_not_for_ever() {
        let mut suspects = Suspects::default();
        suspects.note_end([&Key::Delivery(1), &Key::Delivery(2)].into_iter(), Instant::now());
        suspects.note_end([&Key::Delivery(1)].into_iter(), Instant::now());
        let mut traffic = Traffic::default();
        (1..=100).for_each(|delivery| traffic.push(item(delivery)));
        for delivery in 3..3 + i64::try_from(AHEAD_MAX).unwrap() {
            assert_eq!(order(&mut traffic, &suspects), Some(Key::Delivery(delivery)));
        }
        assert_eq!(order(&mut traffic, &suspects), None, "others are under way");
        traffic.sent.clear();
        assert_eq!(order(&mut traffic, &suspects), Some(Key::Delivery(2)), "the least suspected one");
        assert_eq!(order(&mut traffic, &suspects), None, "it is alone");
    }
}
