//! Commands to send a message: read, taken to the counter, acknowledged and answered.
//!
//! The broker gets its PUBACK when the order is on disk, or refused, and not before: what was under way when simgate or the
//! connection died comes again. By its `id` it is still one message.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;

use super::client::{Command, Publisher, Verdict, Welcome};
use super::{OVERHEAD, session, topics};
use crate::flow::command::{self, Defaults};
use crate::flow::outbound::{Accepted, Code, Counter, Order, Refusal, Wish};
use crate::model::{DeviceName, Msisdn};

/// What is needed to take commands.
#[derive(Clone)]
pub struct Commands {
    pub counter: Counter,
    pub defaults: Defaults,
    pub gateway: String,
    /// The numbers that they may send from; none: any line.
    pub numbers: Vec<Msisdn>,
}

impl fmt::Debug for Commands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commands({})", self.gateway)
    }
}

/// Bytes of a command. The longest message has 20 parts, which is 3060 letters.
const LENGTH_MAX: usize = 16 * 1024;

type Answer = Result<Accepted, Refusal>;

impl Commands {
    fn order(&self, body: &[u8], caller: &str) -> Result<Order, Refusal> {
        if body.len() > LENGTH_MAX {
            let what = format!("the command has {} bytes; at most {LENGTH_MAX} are read", body.len());
            return Err(Refusal::new(Code::InvalidJson, what));
        }
        let mut order = command::read(body, caller, &self.gateway, &self.defaults)?;
        if order.key.is_none() {
            let what = "`id` is missing: a broker may deliver a command twice, and only by its `id` is it sent once";
            return Err(Refusal::new(Code::InvalidField, what));
        }
        command::bind(&mut order, &self.numbers)?;
        Ok(order)
    }
}

/// The commands of one connection. They end with it: what was not acknowledged comes again with the next one, and the
/// answer of the store is then the same.
pub struct Window {
    commands: Option<Commands>,
    name: DeviceName,
    root: String,
    answers: UnboundedSender<(Box<Command>, Answer)>,
    answered: UnboundedReceiver<(Box<Command>, Answer)>,
    waiting: u16,
    /// Replies to commands whose PUBACK is in line. A broker that throws us out for the topic of a reply, as some do, has
    /// the PUBACK then, and does not begin anew with the same command.
    replies: BTreeMap<u16, Reply>,
    receipts: JoinSet<Verdict>,
}

struct Reply {
    topic: String,
    correlation: Option<Vec<u8>>,
    body: Vec<u8>,
}

impl Window {
    pub fn new(commands: Option<Commands>, name: DeviceName, root: String) -> Self {
        let (answers, answered) = mpsc::unbounded_channel();
        Self { commands, name, root, answers, answered, waiting: 0, replies: BTreeMap::new(), receipts: JoinSet::new() }
    }

    /// The broker has let us in.
    pub fn open(&self, publisher: &Publisher) {
        if self.commands.is_some()
            && let Err(why) = publisher.subscribe(&topics::send(&self.root))
        {
            tracing::warn!(forwarder = %self.name, why, "commands could not be subscribed to");
        }
    }

    /// A command is there. `ignored` counts those that were retained.
    pub fn take(&mut self, publisher: &Publisher, command: Box<Command>, ignored: &mut u64) {
        let is_ours = command.topic() == topics::send(&self.root).as_bytes();
        let Some(commands) = self.commands.as_ref().filter(|_| is_ours) else {
            return self.acknowledge(publisher, &command);
        };
        if command.is_retained() {
            // It would come again with every connection, long after it was meant.
            *ignored += 1;
            tracing::warn!(
                forwarder = %self.name,
                ignored = *ignored,
                "a retained command was ignored: commands must not be retained"
            );
            return self.acknowledge(publisher, &command);
        }
        self.waiting = self.waiting.saturating_add(1);
        let answers = self.answers.clone();
        if self.waiting > session::AT_ONCE {
            let refusal = Refusal::new(Code::Busy, "too many other commands wait; nothing was done");
            drop(answers.send((command, Err(refusal))));
            return;
        }
        match commands.order(command.body(), &format!("mqtt:{}", self.name)) {
            Ok(order) => {
                let reply = move |answer| drop(answers.send((command, answer)));
                (commands.counter)(Wish::Send(Box::new(order)), Box::new(reply));
            }
            Err(refusal) => drop(answers.send((command, Err(refusal)))),
        }
    }

    /// The next command that is decided. There may never be one.
    pub async fn next(&mut self) -> Option<(Box<Command>, Answer)> {
        loop {
            tokio::select! {
                Some(verdict) = self.receipts.join_next() => {
                    if let Ok(Verdict::Refused(why)) = verdict {
                        tracing::warn!(forwarder = %self.name, why, "the reply to a command was not taken");
                    }
                }
                answered = self.answered.recv() => return answered,
            }
        }
    }

    /// It is on disk, or refused, for good: the broker may forget it, and whoever asked is told.
    pub fn answer(&mut self, publisher: &Publisher, welcome: Option<Welcome>, command: &Command, answer: &Answer) {
        self.waiting = self.waiting.saturating_sub(1);
        if let Err(refusal) = answer {
            tracing::warn!(forwarder = %self.name, code = refusal.code.as_str(), "a command was refused");
        }
        let (response, correlation) = command.reply_to();
        let reply = Reply {
            topic: reply_topic(&self.root, response),
            correlation,
            body: body(id(command.body()).as_deref(), answer),
        };
        self.acknowledge(publisher, command);
        match command.packet_id() {
            Some(packet) => drop(self.replies.insert(packet, reply)),
            None => self.send(publisher, welcome, &reply),
        }
    }

    fn acknowledge(&self, publisher: &Publisher, command: &Command) {
        if let Err(why) = publisher.acknowledge(command) {
            tracing::warn!(forwarder = %self.name, why, "a command could not be acknowledged");
        }
    }

    /// The PUBACK for this packet has gone out.
    pub fn acknowledged(&mut self, publisher: &Publisher, welcome: Option<Welcome>, packet: u16) {
        if let Some(reply) = self.replies.remove(&packet) {
            self.send(publisher, welcome, &reply);
        }
    }

    /// The connection is about to be ended: no reply can wait any longer.
    pub fn close(&mut self, publisher: &Publisher, welcome: Option<Welcome>) {
        for reply in std::mem::take(&mut self.replies).values() {
            self.send(publisher, welcome, reply);
        }
    }

    /// Once: who has no answer sends the same command again, and gets one.
    fn send(&mut self, publisher: &Publisher, welcome: Option<Welcome>, reply: &Reply) {
        let correlation = reply.correlation.as_deref();
        let length = reply.body.len() + reply.topic.len() + correlation.map_or(0, <[u8]>::len) + OVERHEAD;
        if welcome.is_some_and(|welcome| !welcome.takes(length)) {
            tracing::warn!(forwarder = %self.name, length, "the reply to a command is longer than the broker takes");
            return;
        }
        match publisher.reply(&reply.topic, reply.body.clone(), correlation) {
            Ok(receipt) => drop(self.receipts.spawn(receipt.verdict())),
            Err(verdict) => {
                tracing::warn!(forwarder = %self.name, ?verdict, "the reply to a command could not be published");
            }
        }
    }
}

/// Where whoever asked wants the answer, unless nobody could or should be answered there: not on topics on which others
/// expect what only simgate itself says, and not where an answer would be a command.
fn reply_topic(root: &str, asked: Option<&str>) -> String {
    let send = topics::send(root);
    let is_inside = |topic: &str, parent: &str| topic.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'));
    let is_fit = |topic: &&str| {
        let is_name = !topic.is_empty() && !topic.contains(['+', '#', '\0']);
        is_name && *topic != root && (!is_inside(topic, root) || is_inside(topic, &send))
    };
    asked.filter(is_fit).map_or_else(|| topics::result(root), str::to_owned)
}

/// The `id` of a command that need not be one.
fn id(body: &[u8]) -> Option<String> {
    if body.len() > LENGTH_MAX {
        return None;
    }
    let value: serde_json::Value = serde_json::from_slice(body).ok()?;
    let id = value.get("id")?.as_str()?;
    (id.len() <= command::KEY_MAX).then(|| id.to_owned())
}

#[derive(Serialize)]
struct Yes<'a> {
    success: bool,
    id: Option<&'a str>,
    message_id: &'a str,
    status: &'a str,
    parts: u32,
}

#[derive(Serialize)]
struct No<'a> {
    success: bool,
    id: Option<&'a str>,
    error: Wrong<'a>,
}

#[derive(Serialize)]
struct Wrong<'a> {
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_at: Option<String>,
}

fn body(id: Option<&str>, answer: &Answer) -> Vec<u8> {
    let written = match answer {
        Ok(Accepted { message_id, state, parts }) => {
            serde_json::to_vec(&Yes { success: true, id, message_id, status: state.as_str(), parts: *parts })
        }
        Err(Refusal { code, message, next_at }) => {
            let next_at = next_at.map(|at| at.to_string());
            serde_json::to_vec(&No { success: false, id, error: Wrong { code: code.as_str(), message, next_at } })
        }
    };
    written.expect("an answer is plain data")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::outbound::State;
    use crate::model::Timestamp;

    #[test]
    fn an_answer_goes_where_it_is_wanted_and_nowhere_where_it_does_harm() {
        let ours = "s/attic/send/result";
        for (asked, topic) in [
            (None, ours),
            (Some("home/answers"), "home/answers"),
            (Some("s/attic/send/result/alice"), "s/attic/send/result/alice"),
            (Some("s/attic2/send"), "s/attic2/send"),
            (Some(""), ours),
            (Some("home/+"), ours),
            (Some("home/#"), ours),
            (Some("s/attic"), ours),
            (Some("s/attic/send"), ours),
            (Some("s/attic/status"), ours),
            (Some("s/attic/sim/att-1/sms"), ours),
            (Some("s/attic/sender"), ours),
        ] {
            assert_eq!(reply_topic("s/attic", asked), topic, "{asked:?}");
        }
    }

    #[test]
    fn an_answer_says_what_became_of_which_command() {
        let text = |id, answer: Answer| String::from_utf8(body(id, &answer)).unwrap();
        let accepted = Accepted { message_id: "01M".into(), state: State::Queued, parts: 2 };
        assert_eq!(
            text(Some("a-1"), Ok(accepted)),
            r#"{"success":true,"id":"a-1","message_id":"01M","status":"queued","parts":2}"#
        );
        let mut refusal = Refusal::new(Code::Exhausted, "no");
        assert_eq!(
            text(None, Err(refusal.clone())),
            r#"{"success":false,"id":null,"error":{"code":"exhausted","message":"no"}}"#
        );
        refusal.next_at = Timestamp::parse("2026-11-22T10:30:00Z");
        assert_eq!(
            text(Some("a"), Err(refusal)),
            r#"{"success":false,"id":"a","error":{"code":"exhausted","message":"no","next_at":"2026-11-22T10:30:00.000Z"}}"#
        );
        assert_eq!(id(br#"{"id":"a","to":7}"#).as_deref(), Some("a"));
        assert_eq!(id(br#"{"id":7}"#), None);
        assert_eq!(id(b"id"), None);
    }
}
