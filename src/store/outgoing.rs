//! Table `outgoing`: messages to send.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::outbound::State;
use crate::model::{DebitRow, Name, OutgoingPartRow, OutgoingRow, RunId, SimKey, Timestamp};

use super::StoreError;

/// A message to insert, with its parts.
pub struct NewOutgoing<'a> {
    /// Id of the message.
    pub id: &'a str,
    /// The owner of the idempotency key.
    pub caller: &'a str,
    /// Idempotency key.
    pub key: Option<&'a str>,
    /// Keyed fingerprint of the request.
    pub fingerprint: &'a [u8; 32],
    /// The number to send from.
    pub sender: Option<&'a str>,
    /// The line to send from.
    pub line: Option<SimKey>,
    /// The recipient.
    pub recipient: &'a str,
    /// The text.
    pub text: &'a str,
    /// Whether it goes before others.
    pub urgent: bool,
    /// Whether to request a status report.
    pub report: bool,
    /// What happens if no line may send it now.
    pub on_exhausted: &'a str,
    /// Earliest time to send it.
    pub send_at: Option<Timestamp>,
    /// When the request was accepted.
    pub created_at: Timestamp,
    /// Latest time to send it.
    pub expires_at: Timestamp,
    /// Number of its parts.
    pub parts: u32,
}

/// A message with parts to submit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMessage {
    /// Its row.
    pub seq: OutgoingRow,
    /// The number to send from.
    pub sender: Option<String>,
    /// The line to send from.
    pub line: Option<SimKey>,
    /// The recipient.
    pub recipient: String,
    /// Whether it goes before others.
    pub urgent: bool,
    /// The line that is reserved for it.
    pub sim: Option<SimKey>,
    /// Earliest time to send it.
    pub send_at: Option<Timestamp>,
    /// Latest time to send it.
    pub expires_at: Timestamp,
    /// How often it failed.
    pub failures: u32,
    /// Parts to submit that have no debit yet.
    pub undebited: u32,
}

/// The message of an idempotency key.
pub struct Known {
    /// Id of the message.
    pub id: String,
    /// Keyed fingerprint of the request.
    pub fingerprint: Vec<u8>,
    /// State of the message.
    pub state: State,
    /// Number of its parts.
    pub parts: u32,
}

/// The head of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingHead {
    /// Id of the message.
    pub id: String,
    /// Its state.
    pub state: State,
    /// The line that is reserved for it, or that sent it.
    pub sim: Option<SimKey>,
    /// The number to send from.
    pub sender: Option<String>,
    /// The recipient.
    pub recipient: String,
    /// The device of the line.
    pub device: Option<Name>,
}

/// The content of a message, to be composed.
pub struct OutgoingBody {
    /// Its row.
    pub seq: OutgoingRow,
    /// Id of the message.
    pub id: String,
    /// The recipient.
    pub recipient: String,
    /// The text.
    pub text: String,
    /// Whether to request a status report.
    pub report: bool,
    /// Latest time to send it.
    pub expires_at: Timestamp,
}

/// Reads messages to send.
pub struct OutgoingMessages<'a>(pub(super) &'a Connection);

impl OutgoingMessages<'_> {
    /// Messages with parts to submit, of which no part is submitted, after the row `after` in order.
    pub fn open(&self, after: Option<OutgoingRow>, limit: usize) -> Result<Vec<OpenMessage>, StoreError> {
        open_messages(self.0, after.map_or(0, OutgoingRow::get), limit)
    }
}

/// Changes messages to send, in a transaction.
pub struct OutgoingWriter<'a>(pub(super) &'a Connection);

impl OutgoingWriter<'_> {
    /// The message of an idempotency key.
    pub fn by_key(&self, caller: &str, key: &str) -> Result<Option<Known>, StoreError> {
        let sql = "SELECT id, mark, state, parts FROM outgoing WHERE caller = ?1 AND key = ?2";
        let known = |row: &Row<'_>| {
            Ok(Known { id: row.get(0)?, fingerprint: row.get(1)?, state: row.get(2)?, parts: row.get(3)? })
        };
        Ok(self.0.prepare_cached(sql)?.query_row([caller, key], known).optional()?)
    }

    /// The row that the next message gets. No row is ever used again.
    pub fn next_row(&self) -> Result<OutgoingRow, StoreError> {
        let sql = "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'outgoing'";
        Ok(self.0.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.unwrap_or(OutgoingRow::new(1)))
    }

    /// Inserts a message in the state `queued`, with its parts.
    pub fn insert(&self, new: &NewOutgoing<'_>) -> Result<OutgoingRow, StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO outgoing (id, caller, key, mark, sender, recipient, text, urgent, report, on_exhausted, state,
                   parts, created_at, send_at, expires_at, line)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'queued', ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                new.id,
                new.caller,
                new.key,
                new.fingerprint,
                new.sender,
                new.recipient,
                new.text,
                new.urgent,
                new.report,
                new.on_exhausted,
                new.parts,
                new.created_at.as_millis(),
                new.send_at.map(Timestamp::as_millis),
                new.expires_at.as_millis(),
                new.line,
            ])?;
        let seq = OutgoingRow::new(self.0.last_insert_rowid());
        let mut insert = self.0.prepare_cached("INSERT INTO outgoing_part (message, sequence) VALUES (?1, ?2)")?;
        for sequence in 1..=new.parts {
            insert.execute(params![seq, sequence])?;
        }
        Ok(seq)
    }

    /// Reserves a line for a message, which is `sending` from now on, and inserts a debit for each waiting part without
    /// one. Returns the new debits. `recipient_fingerprint` is keyed.
    pub fn reserve_line(
        &self,
        message: OutgoingRow,
        sim: SimKey,
        device: &str,
        recipient_fingerprint: &[u8; 16],
        run: &RunId,
    ) -> Result<Vec<DebitRow>, StoreError> {
        self.0
            .prepare_cached(
                "UPDATE outgoing SET state = 'sending', sim = ?2, device = ?3, reason = NULL WHERE seq = ?1",
            )?
            .execute(params![message, sim, device])?;
        let undebited: Vec<OutgoingPartRow> = self
            .0
            .prepare_cached("SELECT id FROM outgoing_part WHERE message = ?1 AND state = 'waiting' AND debit IS NULL")?
            .query_map([message], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut insert = self.0.prepare_cached("INSERT INTO debit (sim, recipient, boot) VALUES (?1, ?2, ?3)")?;
        let mut update = self.0.prepare_cached("UPDATE outgoing_part SET debit = ?2 WHERE id = ?1")?;
        undebited
            .into_iter()
            .map(|part| {
                insert.execute(params![sim, recipient_fingerprint, run.as_str()])?;
                let debit = DebitRow::new(self.0.last_insert_rowid());
                update.execute(params![part, debit])?;
                Ok(debit)
            })
            .collect()
    }

    /// Queues a message again without a line. Its debits must be deleted before.
    pub fn release_line(&self, message: OutgoingRow) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing SET state = 'queued', sim = NULL, device = NULL WHERE seq = ?1")?
            .execute([message])?;
        Ok(())
    }

    /// A message, if it has parts to submit and no submitted part.
    pub fn open(&self, message: OutgoingRow) -> Result<Option<OpenMessage>, StoreError> {
        let found = open_messages(self.0, message.get() - 1, 1)?;
        Ok(found.into_iter().find(|open| open.seq == message))
    }

    /// Updates the failures of a message, and why it waits.
    pub fn set_wait(&self, message: OutgoingRow, failures: u32, reason: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing SET failures = ?2, reason = ?3 WHERE seq = ?1")?
            .execute(params![message, failures, reason])?;
        Ok(())
    }

    /// Updates the state of a message, the reason, and when it ended, if it did.
    pub fn set_state(
        &self,
        message: OutgoingRow,
        state: State,
        reason: Option<&str>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let over_at = state.is_over().then_some(at.as_millis());
        self.0
            .prepare_cached("UPDATE outgoing SET state = ?2, reason = ?3, over_at = ?4 WHERE seq = ?1")?
            .execute(params![message, state, reason, over_at])?;
        Ok(())
    }

    /// The head of a message.
    pub fn head(&self, message: OutgoingRow) -> Result<OutgoingHead, StoreError> {
        let sql = "SELECT id, state, sim, sender, recipient, device FROM outgoing WHERE seq = ?1";
        Ok(self.0.prepare_cached(sql)?.query_row([message], |row| {
            Ok(OutgoingHead {
                id: row.get(0)?,
                state: row.get(1)?,
                sim: row.get(2)?,
                sender: row.get(3)?,
                recipient: row.get(4)?,
                device: row.get::<_, Option<String>>(5)?.and_then(|name| Name::parse(&name).ok()),
            })
        })?)
    }

    /// The content of a message, to be composed.
    pub fn body(&self, message: OutgoingRow) -> Result<OutgoingBody, StoreError> {
        let sql = "SELECT seq, id, recipient, text, report, expires_at FROM outgoing WHERE seq = ?1";
        Ok(self.0.prepare_cached(sql)?.query_row([message], |row| {
            Ok(OutgoingBody {
                seq: row.get(0)?,
                id: row.get(1)?,
                recipient: row.get(2)?,
                text: row.get(3)?,
                report: row.get(4)?,
                expires_at: Timestamp::from_millis(row.get(5)?),
            })
        })?)
    }

    /// Finds a message by its id.
    pub fn find(&self, id: &str) -> Result<Option<(OutgoingRow, OutgoingHead)>, StoreError> {
        let sql = "SELECT seq FROM outgoing WHERE id = ?1";
        let seq: Option<OutgoingRow> = self.0.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        seq.map(|seq| Ok((seq, self.head(seq)?))).transpose()
    }

    /// Shifts the expiries of open messages, because the wall clock was set by `step_ms`. A message with a
    /// `send_at` keeps its expiry, because the caller named the time.
    pub fn shift_expiries(&self, step_ms: i64) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE outgoing SET expires_at = expires_at + ?1 WHERE state IN ('queued', 'sending') AND send_at IS NULL",
            [step_ms],
        )?;
        Ok(())
    }
}

/// Messages with parts to submit, of which no part is submitted, after the row `after` in order.
fn open_messages(connection: &Connection, after: i64, limit: usize) -> Result<Vec<OpenMessage>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT o.seq, o.sender, o.recipient, o.urgent, o.sim, o.send_at, o.expires_at, o.failures,
               count(p.id) - count(p.debit), o.line
             FROM outgoing o JOIN outgoing_part p ON p.message = o.seq AND p.state = 'waiting'
             WHERE o.state IN ('queued', 'sending') AND o.seq > ?1 AND NOT EXISTS (
               SELECT 1 FROM outgoing_part h WHERE h.message = o.seq AND h.state = 'handed')
             GROUP BY o.seq ORDER BY o.seq LIMIT ?2",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map([after, limit], |row| {
        Ok(OpenMessage {
            seq: row.get(0)?,
            sender: row.get(1)?,
            recipient: row.get(2)?,
            urgent: row.get(3)?,
            sim: row.get(4)?,
            send_at: row.get::<_, Option<i64>>(5)?.map(Timestamp::from_millis),
            expires_at: Timestamp::from_millis(row.get(6)?),
            failures: row.get(7)?,
            undebited: row.get(8)?,
            line: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
