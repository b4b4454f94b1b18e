//! Commands to send a message and USSD requests: reads them, passes them to the gateway, acknowledges and answers them.
//!
//! The broker gets its PUBACK only when the request is on disk or refused. So a command that was in flight when simgate or the
//! connection died arrives again, and its `id` makes it the same message. A USSD request gets its PUBACK with its answer: if
//! simgate dies before, the broker repeats the command, and simgate answers that the outcome is unknown.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::client::{Command, Publisher};
use super::traffic::Item;
use super::{session, topics};
use crate::flow::command::{self, Defaults};
use crate::flow::outbound::{Accepted, Refusal, RefusalCode, Request, RequestSink, SendRequest};
use crate::flow::ussd;
use crate::model::{Msisdn, Name};

/// The settings for commands.
#[derive(Clone)]
pub struct Commands {
    pub requests: RequestSink,
    /// Makes USSD requests. `None`: they are disabled.
    pub dialogues: Option<ussd::Sink>,
    pub defaults: Defaults,
    pub gateway: String,
    /// The numbers that commands may use; none: any line.
    pub numbers: Vec<Msisdn>,
}

impl fmt::Debug for Commands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Commands({})", self.gateway)
    }
}

/// The longest command in bytes. The longest message has 20 parts, which is 3060 letters.
const LENGTH_MAX: usize = 16 * 1024;

type Answer = Result<Done, Refusal>;

/// What was done for a command.
#[derive(Debug)]
pub enum Done {
    /// A message was accepted.
    Accepted(Accepted),
    /// The network answered a USSD request.
    Answered(ussd::Answered),
}

impl Commands {
    fn request(&self, body: &[u8], caller: &str) -> Result<SendRequest, Refusal> {
        let mut request = command::read(of_length(body)?, caller, &self.gateway, &self.defaults)?;
        needs_id(request.key.as_deref())?;
        command::bind(&mut request, &self.numbers)?;
        Ok(request)
    }

    fn ussd_request(&self, body: &[u8], caller: &str) -> Result<ussd::Request, Refusal> {
        let request = ussd::read(of_length(body)?, caller, &self.numbers, None)?;
        needs_id(request.key.as_deref())?;
        Ok(request)
    }
}

fn of_length(body: &[u8]) -> Result<&[u8], Refusal> {
    if body.len() > LENGTH_MAX {
        let what = format!("the command is too long: of its bytes at most {LENGTH_MAX} are read");
        return Err(Refusal::new(RefusalCode::InvalidJson, what));
    }
    Ok(body)
}

fn needs_id(id: Option<&str>) -> Result<(), Refusal> {
    let what = "`id` is missing: a broker may deliver a command twice, and only by its `id` is it executed once";
    id.map(drop).ok_or_else(|| Refusal::new(RefusalCode::InvalidField, what))
}

/// The pause before a command that the gateway had no room for is submitted again.
const BUSY_PAUSE: Duration = Duration::from_millis(100);

/// The commands of one connection. They end with it: the broker resends unacknowledged ones on the next connection, and the
/// gateway's answer is then the same.
pub struct Window {
    commands: Option<Commands>,
    name: Name,
    root: String,
    answers: UnboundedSender<(Box<Command>, Answer)>,
    answered: UnboundedReceiver<(Box<Command>, Answer)>,
    waiting: u16,
    /// Commands that the gateway had no room for.
    again: JoinSet<Box<Command>>,
    /// Replies to commands whose PUBACK is queued. Some brokers end the connection for the topic of a reply. Such a broker
    /// then has the PUBACK already and does not resend the command.
    replies: BTreeMap<u16, Item>,
}

impl Window {
    pub fn new(commands: Option<Commands>, name: Name, root: String) -> Self {
        let (answers, answered) = mpsc::unbounded_channel();
        let (again, replies) = (JoinSet::new(), BTreeMap::new());
        Self { commands, name, root, answers, answered, waiting: 0, again, replies }
    }

    /// The topics to subscribe to.
    pub fn subscriptions(&self) -> impl Iterator<Item = Item> {
        self.topics().map(Item::subscription)
    }

    /// The topics of commands.
    fn topics(&self) -> impl Iterator<Item = String> {
        let send = self.commands.as_ref().map(|_| topics::send(&self.root));
        let has_ussd = self.commands.as_ref().is_some_and(|commands| commands.dialogues.is_some());
        send.into_iter().chain(has_ussd.then(|| topics::ussd(&self.root)))
    }

    fn is_ussd(&self, command: &Command) -> bool {
        command.topic() == topics::ussd(&self.root).as_bytes()
    }

    /// Whether no more commands may be read now; the broker keeps them.
    pub fn is_full(&self) -> bool {
        self.waiting >= session::IN_FLIGHT_MAX
    }

    /// Takes a command. `ignored` counts retained commands.
    pub fn take(&mut self, publisher: &Publisher, command: Box<Command>, ignored: &mut u64) {
        if !self.topics().any(|topic| command.topic() == topic.as_bytes()) {
            return self.acknowledge(publisher, &command);
        }
        if command.is_retained() {
            // A retained command would arrive again on every connection, long after it was meant.
            *ignored += 1;
            tracing::warn!(
                forwarder = %self.name,
                ignored = *ignored,
                "a retained command was ignored: commands must not be retained"
            );
            return self.acknowledge(publisher, &command);
        }
        self.waiting = self.waiting.saturating_add(1);
        self.submit(command);
    }

    fn submit(&self, command: Box<Command>) {
        let Some(commands) = &self.commands else { return };
        let (answers, caller) = (self.answers.clone(), format!("mqtt:{}", self.name));
        match &commands.dialogues {
            Some(dialogues) if self.is_ussd(&command) => match commands.ussd_request(command.body(), &caller) {
                Ok(request) => {
                    let reply = move |answer: Result<_, _>| drop(answers.send((command, answer.map(Done::Answered))));
                    dialogues(request, Box::new(reply));
                }
                Err(refusal) => drop(answers.send((command, Err(refusal)))),
            },
            Some(_) | None => match commands.request(command.body(), &caller) {
                Ok(request) => {
                    let reply = move |answer: Result<_, _>| drop(answers.send((command, answer.map(Done::Accepted))));
                    (commands.requests)(Request::Send(Box::new(request)), Box::new(reply));
                }
                Err(refusal) => drop(answers.send((command, Err(refusal)))),
            },
        }
    }

    /// Waits for the next command with an answer; there may never be one.
    pub async fn next(&mut self) -> Option<(Box<Command>, Answer)> {
        loop {
            tokio::select! {
                Some(command) = self.again.join_next() => {
                    if let Ok(command) = command {
                        self.submit(command);
                    }
                }
                answered = self.answered.recv() => match answered {
                    Some((command, Err(Refusal { code: RefusalCode::Busy, .. }))) => {
                        self.again.spawn(async move {
                            sleep(BUSY_PAUSE).await;
                            command
                        });
                    }
                    decided => return decided,
                },
            }
        }
    }

    /// The request is on disk or finally refused, so the broker may forget the command. The reply is returned here, or later by
    /// [`Window::acknowledged`].
    pub fn answer(&mut self, publisher: &Publisher, command: &Command, answer: &Answer) -> Option<Item> {
        self.waiting = self.waiting.saturating_sub(1);
        if let Err(refusal) = answer {
            tracing::warn!(forwarder = %self.name, code = refusal.code.as_str(), "a command was refused");
        }
        let (response, correlation) = command.reply_to();
        let commands = if self.is_ussd(command) { topics::ussd(&self.root) } else { topics::send(&self.root) };
        let topic = reply_topic(&self.root, &commands, response);
        let reply = Item::reply(topic, body(id(command.body()).as_deref(), answer), correlation);
        self.acknowledge(publisher, command);
        match command.packet_id() {
            Some(packet) => {
                self.replies.insert(packet, reply);
                None
            }
            None => Some(reply),
        }
    }

    fn acknowledge(&self, publisher: &Publisher, command: &Command) {
        if let Err(why) = publisher.acknowledge(command) {
            tracing::warn!(forwarder = %self.name, why, "a command could not be acknowledged");
        }
    }

    /// The PUBACK for this packet was sent, so its reply may follow.
    pub fn acknowledged(&mut self, packet: u16) -> Option<Item> {
        self.replies.remove(&packet)
    }

    /// The connection is about to end: returns all replies that still wait.
    pub fn close(&mut self) -> Vec<Item> {
        std::mem::take(&mut self.replies).into_values().collect()
    }
}

/// The requester's response topic, unless it is not allowed: simgate answers neither on topics that carry its own events and
/// states nor on a topic of commands.
fn reply_topic(root: &str, commands: &str, asked: Option<&str>) -> String {
    let is_inside = |topic: &str, parent: &str| topic.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'));
    let is_fit = |topic: &&str| {
        // 3.1.1 section 4.7.2: topics that begin with `$` are the broker's own; some brokers end the connection for them.
        let is_name = !topic.is_empty() && !topic.starts_with('$') && !topic.contains(['+', '#', '\0']);
        is_name && *topic != root && (!is_inside(topic, root) || is_inside(topic, commands))
    };
    asked.filter(is_fit).map_or_else(|| topics::result(commands), str::to_owned)
}

/// The `id` of a body that may not be a valid command.
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
        Ok(Done::Answered(answered)) => {
            let mut fields = answered.fields();
            fields.extend([("success".to_owned(), true.into()), ("id".to_owned(), id.into())]);
            serde_json::to_vec(&fields)
        }
        Ok(Done::Accepted(Accepted { message_id, state, parts })) => {
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
            (Some("$SYS/broker/x"), ours),
            (Some("$share/g/x"), ours),
            (Some("$"), ours),
            (Some("a$"), "a$"),
            (Some("s/attic"), ours),
            (Some("s/attic/send"), ours),
            (Some("s/attic/status"), ours),
            (Some("s/attic/sim/att-1/sms"), ours),
            (Some("s/attic/sender"), ours),
        ] {
            assert_eq!(reply_topic("s/attic", "s/attic/send", asked), topic, "{asked:?}");
        }
        let of_ussd = |asked| reply_topic("s/attic", "s/attic/ussd", asked);
        assert_eq!([of_ussd(None), of_ussd(Some("s/attic/send/result"))], ["s/attic/ussd/result"; 2]);
    }

    #[test]
    fn an_answer_says_what_became_of_which_command() {
        let text = |id, answer: Answer| String::from_utf8(body(id, &answer)).unwrap();
        let accepted = Accepted { message_id: "01M".into(), state: State::Queued, parts: 2 };
        assert_eq!(
            text(Some("a-1"), Ok(Done::Accepted(accepted))),
            r#"{"success":true,"id":"a-1","message_id":"01M","status":"queued","parts":2}"#
        );
        let text_of = Some(crate::model::Secret::new("4.20"));
        let answered = ussd::Answered { state: ussd::UssdState::Done, text: text_of, session: None };
        assert_eq!(
            text(Some("a-1"), Ok(Done::Answered(answered))),
            r#"{"id":"a-1","session":null,"state":"done","success":true,"text":"4.20"}"#
        );
        let mut refusal = Refusal::new(RefusalCode::Exhausted, "no");
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
