//! Messages that wait for a line. A window of them is in memory, the rest in the store.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::{Now, OutgoingRow, SimKey, Timestamp};
use crate::store::{OpenMessage, Store, StoreError};

/// Most messages in memory.
const WINDOW: usize = 10_000;

/// The reason of a message for which no line is ready.
pub const NO_LINE: &str = "no line that may send it is ready";

/// The order of messages: urgent ones first, then by their rows.
pub type Key = (bool, OutgoingRow);

/// The key of a message.
pub fn key(open: &OpenMessage) -> Key {
    (!open.urgent, open.seq)
}

/// A message that waits.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The message.
    pub open: OpenMessage,
    /// Keyed fingerprint of its recipient.
    pub recipient_fingerprint: [u8; 16],
    /// When to plan it next, on the monotonic clock.
    pub not_before: Duration,
    /// When it expires, on the monotonic clock.
    pub expires: Duration,
    /// The line that failed last. Another one is better.
    pub avoid: Option<SimKey>,
    /// Why it waits, as its row in the store has it.
    pub stored_reason: Option<String>,
}

/// The messages that wait.
#[derive(Debug)]
pub struct Queue {
    waiting: BTreeMap<Key, Waiting>,
    /// The last row that was read.
    read_to: Option<OutgoingRow>,
    /// Whether the store may hold more.
    more: bool,
}

impl Default for Queue {
    /// A queue that has read nothing yet.
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), read_to: None, more: true }
    }
}

impl Queue {
    /// All messages in memory, in their order.
    pub fn all(&self) -> impl Iterator<Item = (&Key, &Waiting)> {
        self.waiting.iter()
    }

    /// Reads more messages from the store while the window has room.
    pub fn fill(&mut self, store: &Store, fingerprint: impl Fn(&str) -> [u8; 16], now: Now) -> Result<(), StoreError> {
        while self.more && self.waiting.len() < WINDOW / 2 {
            let page = store.outgoing().open(self.read_to, WINDOW / 2)?;
            self.more = page.len() == WINDOW / 2;
            for open in page {
                self.read_to = self.read_to.max(Some(open.seq));
                let recipient_fingerprint = fingerprint(&open.recipient);
                self.insert(open, recipient_fingerprint, Duration::ZERO, None, now);
            }
        }
        Ok(())
    }

    /// Adds a message that was just queued. If the window is full, a later [`Queue::fill`] reads it.
    pub fn add(&mut self, open: OpenMessage, recipient_fingerprint: [u8; 16], now: Now) {
        if !self.more && self.waiting.len() < WINDOW {
            self.read_to = self.read_to.max(Some(open.seq));
            self.insert(open, recipient_fingerprint, Duration::ZERO, None, now);
        } else {
            self.more = true;
        }
    }

    /// Inserts a message that waits at least `wait`; some of its parts may be sent already.
    pub fn insert(
        &mut self,
        open: OpenMessage,
        recipient_fingerprint: [u8; 16],
        wait: Duration,
        avoid: Option<SimKey>,
        now: Now,
    ) {
        let until = |at: Timestamp| {
            let ms = u64::try_from(at.as_millis() - now.wall.as_millis()).unwrap_or(0);
            now.mono + Duration::from_millis(ms)
        };
        let not_before = open.send_at.map_or(now.mono, until).max(now.mono + wait);
        let expires = until(open.expires_at);
        let key = key(&open);
        let waiting = Waiting { open, recipient_fingerprint, not_before, expires, avoid, stored_reason: None };
        self.waiting.insert(key, waiting);
    }

    /// Forgets all messages, so that they are read again, because the wall clock was set.
    pub fn reload(&mut self) {
        *self = Self::default();
    }

    /// Reads the lines of messages that were begun again, because they may have other rows. Their waits stay.
    pub fn reread_lines(&mut self, store: &Store) -> Result<(), StoreError> {
        for waiting in self.waiting.values_mut().filter(|waiting| waiting.open.sim.is_some()) {
            let before = OutgoingRow::new(waiting.open.seq.get() - 1);
            let found = store.outgoing().open(Some(before), 1)?.into_iter().find(|open| open.seq == waiting.open.seq);
            waiting.open.sim = found.map_or(waiting.open.sim, |open| open.sim);
        }
        Ok(())
    }

    /// Postpones a message, whose row has this reason from now on.
    pub fn postpone(&mut self, key: Key, until: Duration, reason: String) {
        if let Some(waiting) = self.waiting.get_mut(&key) {
            (waiting.not_before, waiting.stored_reason) = (until, Some(reason));
        }
    }

    /// Whether the row of a message has this reason already.
    pub fn has_reason(&self, key: Key, reason: &str) -> bool {
        self.waiting.get(&key).is_some_and(|waiting| waiting.stored_reason.as_deref() == Some(reason))
    }

    /// Removes a message.
    pub fn remove(&mut self, key: Key) {
        self.waiting.remove(&key);
    }

    /// Plans messages without a line again at once, because the lines changed.
    pub fn wake_lineless(&mut self) {
        for waiting in self.waiting.values_mut().filter(|waiting| waiting.stored_reason.as_deref() == Some(NO_LINE)) {
            waiting.not_before = Duration::ZERO;
        }
    }

    /// Number of waiting parts without a debit.
    pub fn demand(&self) -> u32 {
        self.waiting.values().map(|waiting| waiting.open.undebited).fold(0, u32::saturating_add)
    }

    /// When each message may be sent or expires. A message that is due already waits for a line, and a change of
    /// the lines is an event.
    pub fn due_times(&self, now: Now) -> impl Iterator<Item = Duration> {
        self.waiting.values().map(move |waiting| {
            if waiting.not_before > now.mono { waiting.not_before.min(waiting.expires) } else { waiting.expires }
        })
    }
}
