//! Whether a phone that dials in is there: when it called, and whether it listens to a stream of events.

use std::time::Duration;

use serde_json::json;

use crate::flow::dial_in::Push;
use crate::model::{Now, Timestamp};

/// A phone without a stream calls every 15 minutes; Android may delay it a little.
pub const AWAY_AFTER: Duration = Duration::from_secs(20 * 60);
/// How long simgate may take to notice that a stream is cut off.
const UNNOTICED: Duration = Duration::from_secs(30 * 60);
/// A phone whose clock is ahead dates its messages in our future.
const AHEAD: Duration = Duration::from_secs(86400);

/// The contact with one phone.
#[derive(Debug)]
pub struct Presence {
    /// How far back messages are asked for.
    lookback: Duration,
    /// When the phone last called; at first, when simgate began to wait for it.
    heard_at: Option<Duration>,
    /// Whether it has called.
    has_called: bool,
    stream: Option<u64>,
    /// Messages since then are simgate's. `None`: the gateway has not answered yet.
    inbox_since: Option<Timestamp>,
    gap: Gap,
}

/// The time in which the phone did not listen, and for which it is not asked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Since(Timestamp),
    /// What was before this process.
    Everything,
}

impl Presence {
    /// A phone that has not called yet.
    pub fn new(lookback: Duration) -> Self {
        Self { lookback, heard_at: None, has_called: false, stream: None, inbox_since: None, gap: Gap::Everything }
    }

    /// The stream that the phone listens to.
    pub fn stream(&self) -> Option<u64> {
        self.stream
    }

    /// Whether the phone has called, and not for too long ago.
    pub fn is_here(&self, now: Duration) -> bool {
        self.has_called && !self.is_away(now)
    }

    /// Whether the phone has not called for too long.
    pub fn is_away(&self, now: Duration) -> bool {
        self.stream.is_none() && self.heard_at.is_some_and(|at| now.saturating_sub(at) >= AWAY_AFTER)
    }

    /// simgate waits for the phone, from the first call of this on.
    pub fn wait(&mut self, now: Duration) {
        self.heard_at.get_or_insert(now);
    }

    /// The phone called.
    pub fn note_call(&mut self, now: Duration) {
        (self.heard_at, self.has_called) = (Some(now), true);
    }

    /// The phone listens to this stream. Returns the one that it listened to before.
    pub fn open(&mut self, stream: u64, now: Timestamp) -> Option<u64> {
        let before = self.stream.replace(stream);
        if before.is_some() {
            self.note_gap(now);
        }
        before
    }

    /// A stream has ended.
    pub fn close(&mut self, stream: u64, now: Now) {
        if self.stream == Some(stream) {
            (self.stream, self.heard_at) = (None, Some(now.mono));
            self.note_gap(now.wall);
        }
    }

    /// Another phone takes the place of this one, which calls no more. Returns its stream.
    pub fn replace(&mut self, now: Duration) -> Option<u64> {
        let stream = self.stream;
        *self = Self { heard_at: Some(now), ..Self::new(self.lookback) };
        stream
    }

    /// Messages since then are simgate's.
    pub fn read_since(&mut self, since: Timestamp) {
        self.inbox_since = Some(since);
    }

    /// Asks a phone that listens for the messages of the time in which it did not. The app posts those that it has not
    /// posted before.
    pub fn ask_for_missed(&mut self, now: Timestamp) -> Option<Push> {
        let since = self.inbox_since.filter(|_| self.stream.is_some())?;
        let from = match std::mem::replace(&mut self.gap, Gap::None) {
            Gap::None => return None,
            Gap::Since(at) => at.before(UNNOTICED),
            Gap::Everything => now.before(self.lookback),
        };
        let data = json!({
            "since": from.max(since).to_string(),
            "until": now.after(AHEAD).to_string(),
            "messageTypes": "SMS,MMS",
            "triggerWebhooks": true,
        });
        Some(Push { event: "MessagesExportRequested", data })
    }

    fn note_gap(&mut self, now: Timestamp) {
        if self.gap == Gap::None {
            self.gap = Gap::Since(now);
        }
    }
}
