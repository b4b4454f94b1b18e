//! The app's log, which `GET /logs` serves.

use std::collections::VecDeque;

/// The most entries; the oldest are removed. The app removes them by age.
const ENTRIES_MAX: usize = 5_000;

/// How important an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    Debug,
    Info,
    Warn,
}

impl Priority {
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "DEBUG",
            Self::Info => "INFO",
            Self::Warn => "WARN",
        }
    }
}

/// An entry.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: u64,
    pub priority: Priority,
    pub module: &'static str,
    pub message: &'static str,
    pub created_at_ms: i64,
}

/// The log.
#[derive(Debug, Default)]
pub struct Log {
    entries: VecDeque<Entry>,
    count: u64,
}

impl Log {
    pub fn add(&mut self, priority: Priority, module: &'static str, message: &'static str, created_at_ms: i64) {
        self.count += 1;
        self.entries.push_back(Entry { id: self.count, priority, module, message, created_at_ms });
        if self.entries.len() > ENTRIES_MAX {
            self.entries.pop_front();
        }
    }

    /// The entries of a period.
    pub fn select(&self, from_ms: i64, to_ms: i64) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| (from_ms..=to_ms).contains(&entry.created_at_ms))
    }
}
