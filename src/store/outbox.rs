//! Tables `outgoing` and `outgoing_part`, as callers and people see them.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::outbound::State;
use crate::model::{OutgoingRow, Timestamp};

use super::StoreError;
use super::values::counts;

/// A message to send, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its row.
    pub seq: OutgoingRow,
    /// Id of the message.
    pub id: String,
    /// Its state.
    pub state: State,
    /// The recipient.
    pub recipient: String,
    /// Number of its parts.
    pub parts: u32,
    /// Why it waits, or why it ended in this state.
    pub reason: Option<String>,
    /// When the request was accepted, in RFC 3339 form.
    pub created_at: String,
    /// Latest time to send it, in RFC 3339 form.
    pub expires_at: String,
    /// Name of the device that sends or sent it.
    pub device: Option<String>,
}

/// A message to send, for its caller. The text is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingView {
    /// Id of the message.
    pub message_id: String,
    /// The caller.
    pub caller: String,
    /// The caller's own id of it.
    pub key: Option<String>,
    /// The number to send from.
    pub from: Option<String>,
    /// The recipient.
    pub to: String,
    /// Its state.
    pub state: State,
    /// Why it waits, or why it ended in this state.
    pub reason: Option<String>,
    /// Number of its parts.
    pub parts: u32,
    /// Parts that the network accepted.
    pub parts_sent: u32,
    /// Whether it goes before others.
    pub urgent: bool,
    /// When the request was accepted.
    pub created_at: Timestamp,
    /// Earliest time to send it.
    pub send_at: Option<Timestamp>,
    /// Latest time to send it.
    pub expires_at: Timestamp,
    /// Identity of the line that sends or sent it, such as `iccid:...`.
    pub sim: Option<String>,
    /// Name of the device that sends or sent it.
    pub device: Option<String>,
}

/// Selects messages. A message must match the state, and either the caller or the numbers.
#[derive(Debug, Clone, Default)]
pub struct OutboxFilter<'a> {
    /// `None`: any state.
    pub state: Option<State>,
    /// `None`: any caller.
    pub caller: Option<&'a str>,
    /// Numbers to send from. Empty: any number.
    pub numbers: &'a [String],
}

const VIEW: &str = "SELECT o.id, o.caller, ifnull(o.key,
      (SELECT a.id FROM mailing_recipient r JOIN mailing a ON a.seq = r.mailing WHERE r.outgoing = o.seq)),
    o.sender, o.recipient, o.state, o.reason, o.parts,
    (SELECT count(*) FROM outgoing_part p WHERE p.message = o.seq AND p.state = 'sent'), o.urgent, o.created_at,
    o.send_at, o.expires_at, s.key, o.device
  FROM outgoing o LEFT JOIN sim s ON s.id = o.sim";

/// Reads messages to send, for callers and people.
pub struct Outbox<'a>(pub(super) &'a Connection);

impl Outbox<'_> {
    /// Messages, the latest first.
    pub fn list(&self, limit: usize) -> Result<Vec<OutboxRow>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = "SELECT seq, id, state, recipient, parts, reason, created_at, expires_at, device FROM outgoing
                   ORDER BY seq DESC LIMIT ?1";
        let mut statement = self.0.prepare(sql)?;
        let rows = statement.query_map([limit], |row| {
            let time = |ms: i64| Timestamp::from_millis(ms).to_string();
            Ok(OutboxRow {
                seq: row.get(0)?,
                id: row.get(1)?,
                state: row.get(2)?,
                recipient: row.get(3)?,
                parts: row.get(4)?,
                reason: row.get(5)?,
                created_at: time(row.get(6)?),
                expires_at: time(row.get(7)?),
                device: row.get(8)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The message with this id.
    pub fn find(&self, id: &str) -> Result<Option<OutgoingView>, StoreError> {
        let sql = format!("{VIEW} WHERE o.id = ?1");
        Ok(self.0.prepare_cached(&sql)?.query_row([id], view).optional()?)
    }

    /// Messages that match a filter, the latest first.
    pub fn matching(&self, filter: &OutboxFilter<'_>, limit: usize) -> Result<Vec<OutgoingView>, StoreError> {
        let sql = format!(
            "{VIEW} WHERE (?1 IS NULL OR o.state = ?1)
               AND (?2 IS NULL AND ?3 = '[]' OR o.caller = ?2 OR o.sender IN (SELECT value FROM json_each(?3)))
             ORDER BY o.seq DESC LIMIT ?4"
        );
        let numbers = serde_json::to_string(filter.numbers).unwrap_or_default();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(params![filter.state, filter.caller, numbers, limit], view)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Numbers of messages, by state.
    pub fn counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        counts(self.0, "SELECT state, count(*) FROM outgoing GROUP BY state ORDER BY state")
    }
}

fn view(row: &Row<'_>) -> rusqlite::Result<OutgoingView> {
    Ok(OutgoingView {
        message_id: row.get(0)?,
        caller: row.get(1)?,
        key: row.get(2)?,
        from: row.get(3)?,
        to: row.get(4)?,
        state: row.get(5)?,
        reason: row.get(6)?,
        parts: row.get(7)?,
        parts_sent: row.get(8)?,
        urgent: row.get(9)?,
        created_at: Timestamp::from_millis(row.get(10)?),
        send_at: row.get::<_, Option<i64>>(11)?.map(Timestamp::from_millis),
        expires_at: Timestamp::from_millis(row.get(12)?),
        sim: row.get(13)?,
        device: row.get(14)?,
    })
}
