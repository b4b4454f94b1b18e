//! Reads the phone's inbox, for messages whose webhook was lost or is late.
//!
//! The app's list holds what the app noticed. A message that arrived while Android had ended the app is in Android's own
//! inbox only; `POST /inbox/refresh` makes the app read that. Messages that the gateway has are recognised by the app's
//! id, which is the same in a webhook.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use serde_json::{Value, json};

use super::attachments::{self, Attachment};
use super::call::{Call, Outcome};
use super::reading::{self, Identified, Source};
use crate::model::{Now, Timestamp};

/// How often the list is read: with webhooks, which bring most messages, and without.
const READ_EVERY: Duration = Duration::from_secs(60);
const READ_EVERY_ALONE: Duration = Duration::from_secs(5);
/// How often the app reads Android's inbox again.
const REFRESH_EVERY: Duration = Duration::from_secs(600);
/// How long the app takes to read Android's inbox. What it finds may be older than all messages of a page.
const REFRESHED_WITHIN: Duration = Duration::from_secs(5);
/// How soon after an answer that failed.
const AGAIN: Duration = Duration::from_secs(30);
/// Messages in one answer. A message has at most 255 parts, so a page may still be too large; then it is halved.
const PAGE_MAX: usize = 50;
/// Most pages of one reading. The rest is read the next time.
const PAGES_MAX: usize = 40;
/// A phone whose clock is ahead dates its messages in our future.
const AHEAD: Duration = Duration::from_secs(86400);

/// One request of this child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// `POST /inbox/refresh`.
    Refresh,
    /// `GET /inbox`.
    Page {
        /// How many newer messages are left out.
        offset: usize,
        /// How many there may be.
        limit: usize,
    },
}

/// The inbox of one phone.
pub struct Inbox {
    source: Source,
    /// How far back the list is read.
    lookback: Duration,
    read_every: Duration,
    /// Messages since then are simgate's. `None`: the gateway was not asked, or has not answered yet.
    since: Option<Timestamp>,
    tasks: VecDeque<Task>,
    in_flight: bool,
    read_at: Duration,
    refresh_at: Duration,
    /// When the list is read to its start once more, for what the app has found by then.
    whole_at: Option<Duration>,
    /// Whether the present reading goes back to the start: the list is sorted by the SMSC's time, and a message that was
    /// long under way is not among the newest.
    is_whole: bool,
    page: usize,
    /// New messages of the present reading, the newest first.
    found: Vec<Identified>,
    /// Attachments of the rows that were read, if they are saved.
    attachments: Vec<Attachment>,
    /// Ids of the messages that the gateway has, or will have once their webhook is answered.
    known: BTreeSet<String>,
    /// Ids of the messages that the gateway has not acknowledged yet, by ticket.
    waiting: BTreeMap<u64, String>,
}

/// The most ids that are kept. Beyond that a message is emitted again, and the gateway recognises it.
const KNOWN_MAX: usize = 20_000;

impl Inbox {
    /// An inbox that is not read before [`Inbox::read_since`].
    pub fn new(source: Source, lookback: Duration, has_webhooks: bool) -> Self {
        Self {
            source,
            lookback,
            read_every: if has_webhooks { READ_EVERY } else { READ_EVERY_ALONE },
            since: None,
            tasks: VecDeque::new(),
            in_flight: false,
            read_at: Duration::ZERO,
            refresh_at: Duration::ZERO,
            whole_at: None,
            is_whole: true,
            page: PAGE_MAX,
            found: Vec::new(),
            attachments: Vec::new(),
            known: BTreeSet::new(),
            waiting: BTreeMap::new(),
        }
    }

    /// Messages since then are simgate's; older ones were there before it.
    pub fn read_since(&mut self, since: Timestamp) {
        self.since = Some(since);
    }

    /// Another phone has another inbox.
    pub fn forget_phone(&mut self) {
        (self.since, self.page) = (None, PAGE_MAX);
        self.known.clear();
        self.waiting.clear();
        self.restart();
    }

    /// Reads everything again, because the phone was away.
    pub fn restart(&mut self) {
        (self.read_at, self.refresh_at) = (Duration::ZERO, Duration::ZERO);
        self.tasks.clear();
        self.found.clear();
    }

    /// Reads the newest messages at this time, if not before.
    pub fn read_by(&mut self, at: Duration) {
        self.read_at = self.read_at.min(at);
    }

    /// A webhook brought these.
    pub fn note_known(&mut self, ids: impl IntoIterator<Item = String>) {
        self.known.extend(ids);
        while self.known.len() > KNOWN_MAX {
            self.known.pop_first();
        }
    }

    /// The gateway has the message with this ticket.
    pub fn acknowledge(&mut self, ticket: u64) {
        if let Some(id) = self.waiting.remove(&ticket) {
            self.note_known([id]);
        }
    }

    /// The next request.
    pub fn next(&mut self, now: Now) -> Option<(Task, Call)> {
        let since = self.since?;
        if self.in_flight {
            return None;
        }
        let is_found = self.whole_at.is_some_and(|at| now.mono >= at);
        if self.tasks.is_empty() && (now.mono >= self.read_at || is_found) {
            self.read_at = now.mono + self.read_every;
            let is_old = now.mono >= self.refresh_at;
            self.is_whole = is_old || is_found;
            self.whole_at = self.whole_at.filter(|_| !is_found);
            if is_old {
                self.refresh_at = now.mono + REFRESH_EVERY;
                self.tasks.push_back(Task::Refresh);
            }
            self.tasks.push_back(Task::Page { offset: 0, limit: self.page });
        }
        let task = self.tasks.pop_front()?;
        self.in_flight = true;
        let (from, to) = (since.max(now.wall.before(self.lookback)), now.wall.after(AHEAD));
        let call = match &task {
            Task::Refresh => {
                let types = ["SMS", "MMS"];
                let (since, until) = (from.to_string(), to.to_string());
                let body = json!({ "since": since, "until": until, "messageTypes": types, "triggerWebhooks": false });
                Call::post("/inbox/refresh", body)
            }
            Task::Page { offset, limit } => {
                Call::get(format!("/inbox?limit={limit}&offset={offset}&from={from}&to={to}&includeAttachments=true"))
            }
        };
        Some((task, call))
    }

    /// When the next request is due.
    pub fn wake_at(&self) -> Option<Duration> {
        (self.since.is_some() && !self.in_flight).then(|| self.whole_at.map_or(self.read_at, |at| at.min(self.read_at)))
    }

    /// Handles the answer to a request. Returns the new messages, the oldest first, each with its id.
    pub fn answered(&mut self, task: &Task, outcome: &Outcome, now: Now) -> Vec<Identified> {
        self.in_flight = false;
        match (task, outcome) {
            // An app before version 1.60 has no such path.
            (Task::Refresh, Err(_)) => Vec::new(),
            (Task::Refresh, Ok(_)) => {
                self.whole_at = Some(now.mono + REFRESHED_WITHIN);
                Vec::new()
            }
            (Task::Page { offset, limit }, Ok(answer)) if answer.is_success() => match answer.json() {
                Some(Value::Array(rows)) => self.read_page(&rows, *offset, *limit),
                // A body that is larger than one of ours may be cuts the reading short.
                Some(_) | None if *limit > 1 => {
                    self.page = limit / 2;
                    self.tasks.push_front(Task::Page { offset: *offset, limit: self.page });
                    Vec::new()
                }
                Some(_) | None => self.read_page(&[Value::Null], *offset, *limit),
            },
            (Task::Page { .. }, _) => {
                self.restart();
                self.read_at = now.mono + AGAIN.min(self.read_every);
                Vec::new()
            }
        }
    }

    fn read_page(&mut self, rows: &[Value], offset: usize, limit: usize) -> Vec<Identified> {
        let before = self.found.len();
        for row in rows {
            if self.source.saves_attachments {
                self.attachments.extend(attachments::of(row));
            }
            let Some((id, event)) = reading::row(&self.source, row) else { continue };
            let is_waiting = self.waiting.values().any(|waiting| *waiting == id);
            if !self.known.contains(&id) && !is_waiting && self.found.iter().all(|(found, _)| *found != id) {
                self.found.push((id, event));
            }
        }
        let has_more = rows.len() >= limit && offset / limit.max(1) < PAGES_MAX;
        if has_more && (self.is_whole || self.found.len() > before) {
            self.tasks.push_front(Task::Page { offset: offset + limit, limit });
            return Vec::new();
        }
        self.page = (self.page * 2).min(PAGE_MAX);
        std::mem::take(&mut self.found).into_iter().rev().collect()
    }

    /// The attachments of the rows that were read since the last call.
    pub fn take_attachments(&mut self) -> impl Iterator<Item = Attachment> {
        std::mem::take(&mut self.attachments).into_iter()
    }

    /// The gateway gets a message under this ticket.
    pub fn note_emitted(&mut self, ticket: u64, id: String) {
        self.waiting.insert(ticket, id);
    }
}
