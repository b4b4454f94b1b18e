//! Two inboxes: Android's own, which every message reaches, and the app's table, which `GET /inbox` shows.

use std::collections::BTreeMap;

/// The most rows of either; the oldest are removed.
const ROWS_MAX: usize = 100_000;

/// The kinds of received messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sms,
    DataSms,
    /// The notification of an MMS.
    Mms,
    /// An MMS that Android downloaded.
    MmsDownloaded,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Sms, Self::DataSms, Self::Mms, Self::MmsDownloaded];

    /// The app's name of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sms => "SMS",
            Self::DataSms => "DATA_SMS",
            Self::Mms => "MMS",
            Self::MmsDownloaded => "MMS_DOWNLOADED",
        }
    }

    /// What the ids of this kind begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Sms => "text:",
            Self::DataSms => "data:",
            Self::Mms => "mms-header:",
            Self::MmsDownloaded => "mms:",
        }
    }
}

/// One part of an MMS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MmsPart {
    /// Android's number of the part.
    pub id: u64,
    /// The media type.
    pub content_type: String,
    /// The name of the file.
    pub name: Option<String>,
    /// The content.
    pub data: Vec<u8>,
}

/// What arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Text(String),
    Data(Vec<u8>),
    MmsHeader { transaction: String, subject: Option<String>, size: usize },
    Mms { id: u64, subject: Option<String>, body: Option<String>, parts: Vec<MmsPart> },
}

/// A message as Android passes it to the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub from: String,
    pub slot: usize,
    /// The SMSC's time in milliseconds since 1970.
    pub smsc_ms: i64,
    pub body: Body,
}

/// A row of the app's table.
#[derive(Debug, Clone)]
pub struct Incoming {
    pub id: String,
    pub kind: Kind,
    pub sender: String,
    pub recipient: Option<String>,
    pub sim_number: Option<usize>,
    pub preview: String,
    pub created_at_ms: i64,
    pub parts: Vec<MmsPart>,
}

/// The app's table.
#[derive(Debug, Default)]
pub struct Inbox {
    rows: BTreeMap<String, Incoming>,
    /// The number of the last row of Android's inbox that the app has looked at.
    pub seen: u64,
}

impl Inbox {
    pub fn get(&self, id: &str) -> Option<&Incoming> {
        self.rows.get(id)
    }

    pub fn insert(&mut self, row: Incoming) {
        self.rows.insert(row.id.clone(), row);
        if self.rows.len() > ROWS_MAX {
            let oldest = self.rows.values().min_by_key(|row| row.created_at_ms).map(|row| row.id.clone());
            oldest.and_then(|id| self.rows.remove(&id));
        }
    }

    /// The rows of a kind and a period, the newest first.
    pub fn select(&self, kind: Option<Kind>, from_ms: i64, to_ms: i64) -> Vec<&Incoming> {
        let fits = |row: &&Incoming| {
            kind.is_none_or(|kind| row.kind == kind) && (from_ms..=to_ms).contains(&row.created_at_ms)
        };
        let mut rows: Vec<&Incoming> = self.rows.values().filter(fits).collect();
        rows.sort_by(|a, b| (b.created_at_ms, &b.id).cmp(&(a.created_at_ms, &a.id)));
        rows
    }
}

/// Android's own inbox: it has every text and every downloaded MMS, twins too. Data messages never get there.
#[derive(Debug, Default)]
pub struct Provider {
    rows: BTreeMap<u64, Arrived>,
    count: u64,
}

impl Provider {
    /// Adds a row and returns its number.
    pub fn insert(&mut self, message: Arrived) -> u64 {
        self.count += 1;
        self.rows.insert(self.count, message);
        if self.rows.len() > ROWS_MAX {
            self.rows.pop_first();
        }
        self.count
    }

    /// A fresh number for an MMS or one of its parts.
    pub fn fresh_number(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    pub fn count(&self) -> u64 {
        self.count
    }

    /// The rows after this number.
    pub fn after(&self, number: u64) -> Vec<(u64, Arrived)> {
        self.rows.range(number.saturating_add(1)..).map(|(number, row)| (*number, row.clone())).collect()
    }

    /// The rows of a period, the oldest first.
    pub fn select(&self, sms: bool, mms: bool, from_ms: i64, to_ms: i64) -> Vec<Arrived> {
        let wanted = |row: &&Arrived| match row.body {
            Body::Text(_) => sms,
            Body::Mms { .. } => mms,
            Body::Data(_) | Body::MmsHeader { .. } => false,
        };
        let rows = self.rows.values().filter(wanted).filter(|row| (from_ms..=to_ms).contains(&row.smsc_ms));
        let mut rows: Vec<Arrived> = rows.cloned().collect();
        rows.sort_by_key(|row| row.smsc_ms);
        rows
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = &Arrived> {
        self.rows.values()
    }
}
