//! Messages that wait for a line, as many as are held in memory; the rest waits in the store.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::{Now, OutgoingRow, SimKey, Timestamp};
use crate::store::{OpenMessage, Store, StoreError};

/// Messages held in memory.
const WINDOW: usize = 10_000;

/// Why a message waits for which no line is there.
pub const NO_LINE: &str = "no line that may send it is ready";

/// Urgent ones first, then in the order in which they came.
pub type Key = (bool, OutgoingRow);

/// Where a message stands in the queue.
pub fn key(open: &OpenMessage) -> Key {
    (!open.urgent, open.seq)
}

#[derive(Debug, Clone)]
pub struct Waiting {
    pub open: OpenMessage,
    pub mark: [u8; 16],
    pub not_before: Duration,
    pub expires: Duration,
    /// The line that it failed on last: another one is better.
    pub avoid: Option<SimKey>,
    /// What its row says of why it waits.
    pub told: Option<String>,
}

#[derive(Debug)]
pub struct Queue {
    waiting: BTreeMap<Key, Waiting>,
    /// The last that was read; none yet.
    read_to: Option<OutgoingRow>,
    more: bool,
}

impl Default for Queue {
    /// Nothing was read yet.
    fn default() -> Self {
        Self { waiting: BTreeMap::new(), read_to: None, more: true }
    }
}

impl Queue {
    pub fn all(&self) -> impl Iterator<Item = (&Key, &Waiting)> {
        self.waiting.iter()
    }

    /// Reads on where there is room for more.
    pub fn fill(&mut self, store: &Store, fingerprint: impl Fn(&str) -> [u8; 16], now: Now) -> Result<(), StoreError> {
        while self.more && self.waiting.len() < WINDOW / 2 {
            let page = store.open_messages(self.read_to, WINDOW / 2)?;
            self.more = page.len() == WINDOW / 2;
            for open in page {
                self.read_to = self.read_to.max(Some(open.seq));
                let mark = fingerprint(&open.recipient);
                self.insert(open, mark, Duration::ZERO, None, now);
            }
        }
        Ok(())
    }

    /// A message that was taken just now; it is read from the store in its turn where too many wait.
    pub fn add(&mut self, open: OpenMessage, mark: [u8; 16], now: Now) {
        if !self.more && self.waiting.len() < WINDOW {
            self.read_to = self.read_to.max(Some(open.seq));
            self.insert(open, mark, Duration::ZERO, None, now);
        } else {
            self.more = true;
        }
    }

    /// Also one whose parts are not all out, for another try.
    pub fn insert(&mut self, open: OpenMessage, mark: [u8; 16], wait: Duration, avoid: Option<SimKey>, now: Now) {
        let until = |at: Timestamp| {
            let ms = u64::try_from(at.as_millis() - now.wall.as_millis()).unwrap_or(0);
            now.mono + Duration::from_millis(ms)
        };
        let not_before = open.send_at.map_or(now.mono, until).max(now.mono + wait);
        let expires = until(open.expires_at);
        self.waiting.insert(key(&open), Waiting { open, mark, not_before, expires, avoid, told: None });
    }

    /// Everything that waits is read again: the wall clock was set.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn put_off(&mut self, key: Key, until: Duration, why: String) {
        if let Some(waiting) = self.waiting.get_mut(&key) {
            (waiting.not_before, waiting.told) = (until, Some(why));
        }
    }

    /// Whether its row says so already.
    pub fn has_told(&self, key: Key, why: &str) -> bool {
        self.waiting.get(&key).is_some_and(|waiting| waiting.told.as_deref() == Some(why))
    }

    pub fn remove(&mut self, key: Key) {
        self.waiting.remove(&key);
    }

    /// A line came, or went: whoever waits for one is asked again.
    pub fn wake(&mut self) {
        for waiting in self.waiting.values_mut().filter(|waiting| waiting.told.as_deref() == Some(NO_LINE)) {
            waiting.not_before = Duration::ZERO;
        }
    }

    /// Parts that wait and have no line yet.
    pub fn demand(&self) -> u32 {
        self.waiting.values().map(|waiting| waiting.open.undebited).fold(0, u32::saturating_add)
    }

    /// When something may go out, or is over, that does not now. What is due already waits for a line, which is heard of.
    pub fn due_at(&self, now: Now) -> impl Iterator<Item = Duration> {
        self.waiting.values().map(move |waiting| {
            if waiting.not_before > now.mono { waiting.not_before.min(waiting.expires) } else { waiting.expires }
        })
    }
}
