//! Received messages with their events, as callers, people and destinations see them.

use rusqlite::{Connection, Row, params};

use crate::flow::inbound::MessageState;
use crate::flow::notice::{Code, Confidence, Data, Kind, Notice, Received, Sim};
use crate::model::Timestamp;
use crate::pdu::hex;

use super::StoreError;

/// A received message with its event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InboxRow {
    /// Number of the event.
    pub seq: i64,
    /// State of the message.
    pub state: MessageState,
    /// The event.
    pub notice: Notice,
}

/// Selects received messages.
#[derive(Debug, Clone, Default)]
pub struct InboxFilter {
    /// Numbers of the lines. Empty: all.
    pub numbers: Vec<String>,
    /// Received at this time or later.
    pub since: Option<Timestamp>,
    /// Received at this time or earlier.
    pub until: Option<Timestamp>,
    /// Whether the message has data and no text; `None`: either.
    pub is_data: Option<bool>,
}

/// The columns that [`received`] reads.
pub const RECEIVED_COLUMNS: &str = "e.seq, m.state, m.id, m.sender, m.number, m.text, m.code, m.code_service,
  m.code_origin, m.code_confidence, m.code_expires_at, m.sim_name, s.key, m.device, m.sent_at, m.received_at,
  m.parts, m.owner, m.missing, m.data, m.media, (SELECT raw FROM part WHERE message = m.seq AND m.state = 'undecoded' LIMIT 1),
  m.sim, m.code_spelling, m.code_alternatives";

/// Reads received messages with their events. `gateway` is the name in the events.
pub struct Inbox<'a>(pub(super) &'a Connection);

impl Inbox<'_> {
    /// Messages whose event has a higher number than `after`, in this order.
    pub fn after(&self, gateway: &str, after: i64, limit: usize) -> Result<Vec<InboxRow>, StoreError> {
        self.select("e.seq > ?1 ORDER BY e.seq", gateway, after, limit)
    }

    /// The latest messages, in the order of their events.
    pub fn latest(&self, gateway: &str, limit: usize) -> Result<Vec<InboxRow>, StoreError> {
        let mut rows = self.select("e.seq > ?1 ORDER BY e.seq DESC", gateway, 0, limit)?;
        rows.reverse();
        Ok(rows)
    }

    /// The latest messages to any of these numbers, with events before the number `before`; the latest first.
    ///
    /// An empty list means all numbers, and `before` 0 no limit.
    pub fn latest_to(
        &self,
        gateway: &str,
        numbers: &[String],
        before: i64,
        limit: usize,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!(
            "SELECT {RECEIVED_COLUMNS} FROM event e JOIN message m ON m.seq = e.message JOIN sim s ON s.id = m.sim
             WHERE (?1 = 0 OR e.seq < ?1) AND (?2 = '[]' OR m.number IN (SELECT value FROM json_each(?2)))
             ORDER BY e.seq DESC LIMIT ?3"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let numbers = serde_json::to_string(numbers).unwrap_or_default();
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(params![before, numbers, limit], |row| received(row, gateway))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A page of the messages that match a filter, the latest first, and how many match.
    pub fn page(
        &self,
        gateway: &str,
        filter: &InboxFilter,
        limit: usize,
        offset: usize,
    ) -> Result<(usize, Vec<InboxRow>), StoreError> {
        let from = "FROM event e JOIN message m ON m.seq = e.message JOIN sim s ON s.id = m.sim
             WHERE (?1 = '[]' OR m.number IN (SELECT value FROM json_each(?1)))
               AND (?2 IS NULL OR m.received_at >= ?2) AND (?3 IS NULL OR m.received_at <= ?3)
               AND (?4 IS NULL OR (m.text IS NULL AND m.data IS NOT NULL) = ?4)";
        let numbers = serde_json::to_string(&filter.numbers).unwrap_or_default();
        let (since, until) = (filter.since.map(Timestamp::as_millis), filter.until.map(Timestamp::as_millis));
        let total: i64 = self
            .0
            .prepare_cached(&format!("SELECT count(*) {from}"))?
            .query_row(params![numbers, since, until, filter.is_data], |row| row.get(0))?;
        let sql = format!("SELECT {RECEIVED_COLUMNS} {from} ORDER BY e.seq DESC LIMIT ?5 OFFSET ?6");
        let (limit, offset) = (i64::try_from(limit).unwrap_or(i64::MAX), i64::try_from(offset).unwrap_or(i64::MAX));
        let mut statement = self.0.prepare_cached(&sql)?;
        let values = params![numbers, since, until, filter.is_data, limit, offset];
        let rows = statement.query_map(values, |row| received(row, gateway))?;
        Ok((usize::try_from(total).unwrap_or(0), rows.collect::<Result<_, _>>()?))
    }

    fn select(&self, which: &str, gateway: &str, after: i64, limit: usize) -> Result<Vec<InboxRow>, StoreError> {
        let sql = format!(
            "SELECT {RECEIVED_COLUMNS} FROM event e JOIN message m ON m.seq = e.message JOIN sim s ON s.id = m.sim
             WHERE {which} LIMIT ?2"
        );
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(params![after, limit], |row| received(row, gateway))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Reads a received message and its event.
pub fn received(row: &Row, gateway: &str) -> rusqlite::Result<InboxRow> {
    let id: String = row.get(2)?;
    let time = |ms: i64| Timestamp::from_millis(ms).to_string();
    let received_at = time(row.get(15)?);
    let sim_key: String = row.get(12)?;
    let missing: String = row.get(18)?;
    let code = match row.get::<_, Option<String>>(6)? {
        Some(value) => Some(Code {
            value,
            spelling: row.get(23)?,
            alternatives: row.get::<_, String>(24)?.lines().map(str::to_owned).collect(),
            service: row.get(7)?,
            origin: row.get(8)?,
            confidence: Confidence(row.get(9)?),
            expires_at: time(row.get(10)?),
        }),
        None => None,
    };
    let expires_at: Option<i64> = row.get(10)?;
    let (text, data): (Option<String>, Option<Vec<u8>>) = (row.get(5)?, row.get(19)?);
    let media: String = row.get(20)?;
    let received = Received {
        message_id: id.clone(),
        from: row.get(3)?,
        to: row.get(4)?,
        text_from: (text.is_some() && data.is_some()).then_some("data"),
        text,
        expired: code.is_none() && expires_at.is_some(),
        code,
        sim: Sim { name: row.get(11)?, iccid: sim_key.strip_prefix("iccid:").map(str::to_owned) },
        line: row.get(22)?,
        device: row.get(13)?,
        sent_at: row.get(14)?,
        received_at: received_at.clone(),
        parts: row.get(16)?,
        owner: row.get(17)?,
        missing_parts: missing.split(',').filter_map(|number| number.parse().ok()).collect(),
        data_hex: data.map(|data| hex::encode(&data)),
        media: media.lines().map(str::to_owned).collect(),
        undecoded_hex: row.get::<_, Option<Vec<u8>>>(21)?.map(|raw| hex::encode(&raw)),
    };
    Ok(InboxRow {
        seq: row.get(0)?,
        state: row.get(1)?,
        notice: Notice {
            id: format!("{id}.received"),
            kind: Kind::SmsReceived,
            time: received_at,
            gateway: gateway.to_owned(),
            data: Data::Received(Box::new(received)),
        },
    })
}
