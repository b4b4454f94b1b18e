//! Messages on their way out, their parts, and what they cost.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::outbound::{PartState, SentAs, State};
use crate::model::{DebitRow, LineId, Name, OutgoingPartRow, OutgoingRow, RunId, SimKey, Timestamp};

use super::{Store, StoreError, Tx};

/// A message to be written, with its parts.
pub struct NewOutgoing<'a> {
    pub id: &'a str,
    pub caller: &'a str,
    pub key: Option<&'a str>,
    pub fingerprint: &'a [u8; 32],
    pub sender: Option<&'a str>,
    pub recipient: &'a str,
    pub text: &'a str,
    pub urgent: bool,
    pub report: bool,
    pub on_exhausted: &'a str,
    pub send_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub parts: u32,
}

/// A message that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenMessage {
    pub seq: OutgoingRow,
    pub sender: Option<String>,
    pub recipient: String,
    pub urgent: bool,
    pub sim: Option<SimKey>,
    pub send_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    pub failures: u32,
    /// Parts that are still to be sent and have no debit yet.
    pub undebited: u32,
}

/// What an idempotency key stands for.
pub struct Known {
    pub id: String,
    pub fingerprint: Vec<u8>,
    pub state: State,
    pub parts: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingPart {
    pub id: OutgoingPartRow,
    pub message: OutgoingRow,
    /// Counted from 1.
    pub sequence: u8,
    pub state: PartState,
    pub debit: Option<DebitRow>,
    /// The reference of a status report that came before the result, or of the result.
    pub reference: Option<u8>,
    /// What a status report said of it: TP-ST.
    pub status: Option<u8>,
}

/// The head of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingHead {
    pub id: String,
    pub state: State,
    pub sim: Option<SimKey>,
    pub sender: Option<String>,
    pub recipient: String,
    pub device: Option<Name>,
}

/// What is composed when a message is handed out.
pub struct OutgoingBody {
    pub seq: OutgoingRow,
    pub id: String,
    pub recipient: String,
    pub text: String,
    pub report: bool,
    pub expires_at: Timestamp,
}

/// A message as `simgate outbox` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    pub seq: OutgoingRow,
    pub id: String,
    pub state: State,
    pub recipient: String,
    pub parts: u32,
    /// Why it waits, or ended as it did.
    pub reason: Option<String>,
    pub created_at: String,
    pub expires_at: String,
    pub device: Option<String>,
}

/// A sent part that a status report may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reportable {
    pub part: OutgoingPartRow,
    pub message: OutgoingRow,
    pub state: PartState,
    pub recipient: String,
    pub reference: Option<u8>,
    pub status: Option<u8>,
}

fn part(row: &Row<'_>) -> rusqlite::Result<OutgoingPart> {
    Ok(OutgoingPart {
        id: row.get(0)?,
        message: row.get(1)?,
        sequence: row.get(2)?,
        state: row.get(3)?,
        debit: row.get(4)?,
        reference: row.get(5)?,
        status: row.get(6)?,
    })
}

const PART: &str = "SELECT id, message, sequence, state, debit, reference, status FROM outgoing_part";

impl Tx<'_> {
    pub fn known(&self, caller: &str, key: &str) -> Result<Option<Known>, StoreError> {
        let sql = "SELECT id, mark, state, parts FROM outgoing WHERE caller = ?1 AND key = ?2";
        let known = |row: &Row<'_>| {
            Ok(Known { id: row.get(0)?, fingerprint: row.get(1)?, state: row.get(2)?, parts: row.get(3)? })
        };
        Ok(self.0.prepare_cached(sql)?.query_row([caller, key], known).optional()?)
    }

    /// The number that the next message gets; none is ever used again.
    pub fn next_outgoing(&self) -> Result<OutgoingRow, StoreError> {
        let sql = "SELECT seq + 1 FROM sqlite_sequence WHERE name = 'outgoing'";
        Ok(self.0.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?.unwrap_or(OutgoingRow::new(1)))
    }

    pub fn queued(&self, new: &NewOutgoing<'_>) -> Result<OutgoingRow, StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO outgoing (id, caller, key, mark, sender, recipient, text, urgent, report, on_exhausted, state,
                   parts, created_at, send_at, expires_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'queued', ?11, ?12, ?13, ?14)",
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
            ])?;
        let seq = OutgoingRow::new(self.0.last_insert_rowid());
        let mut insert = self.0.prepare_cached("INSERT INTO outgoing_part (message, sequence) VALUES (?1, ?2)")?;
        for sequence in 1..=new.parts {
            insert.execute(params![seq, sequence])?;
        }
        Ok(seq)
    }

    /// The line for all parts that are still to be sent, each with a debit of its own. Returns those made now.
    pub fn reserved(
        &self,
        message: OutgoingRow,
        sim: SimKey,
        device: &str,
        recipient: &[u8; 16],
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
                insert.execute(params![sim, recipient, run.as_str()])?;
                let debit = DebitRow::new(self.0.last_insert_rowid());
                update.execute(params![part, debit])?;
                Ok(debit)
            })
            .collect()
    }

    /// The message as it stands now, if parts of it are still to be sent.
    pub fn open_message(&self, message: OutgoingRow) -> Result<Option<OpenMessage>, StoreError> {
        let found = open_messages(&self.0, message.get() - 1, 1)?;
        Ok(found.into_iter().find(|open| open.seq == message))
    }

    /// The next part to be sent.
    pub fn next_part(&self, message: OutgoingRow) -> Result<Option<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE message = ?1 AND state = 'waiting' ORDER BY sequence LIMIT 1");
        Ok(self.0.prepare_cached(&sql)?.query_row([message], part).optional()?)
    }

    /// What a device has in hand under this ticket: one part, or all that were left of a message.
    pub fn submitted(&self, ticket: OutgoingPartRow) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!(
            "{PART} WHERE message = (SELECT message FROM outgoing_part WHERE id = ?1) AND submission = ?1
             AND state = 'handed' ORDER BY sequence"
        );
        Ok(self.0.prepare_cached(&sql)?.query_map([ticket], part)?.collect::<Result<_, _>>()?)
    }

    /// What a remote calls so.
    pub fn parts_of_remote(&self, device: &Name, remote: &str) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!(
            "{PART} WHERE remote = ?2 AND (SELECT device FROM outgoing WHERE seq = message) = ?1 ORDER BY sequence"
        );
        let parts =
            self.0.prepare_cached(&sql)?.query_map([device.as_str(), remote], part)?.collect::<Result<_, _>>()?;
        Ok(parts)
    }

    /// Tickets of submissions that a device has in hand.
    pub fn in_hand(&self, device: &Name) -> Result<Vec<OutgoingPartRow>, StoreError> {
        let sql = "SELECT id FROM outgoing_part WHERE state = 'handed' AND submission = id
                     AND (SELECT device FROM outgoing WHERE seq = message) = ?1 ORDER BY id";
        Ok(self.0.prepare_cached(sql)?.query_map([device.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    pub fn outgoing_parts(&self, message: OutgoingRow) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE message = ?1 ORDER BY sequence");
        Ok(self.0.prepare_cached(&sql)?.query_map([message], part)?.collect::<Result<_, _>>()?)
    }

    /// It goes to its device with the next step, under this ticket.
    pub fn handed(&self, part: OutgoingPartRow, ticket: OutgoingPartRow, at: Timestamp) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing_part SET state = 'handed', submission = ?2, handed_at = ?3 WHERE id = ?1")?
            .execute(params![part, ticket, at.as_millis()])?;
        Ok(())
    }

    /// It is out, and known by this to status reports or to the remote.
    pub fn part_sent(&self, part: OutgoingPartRow, known_as: Option<&SentAs>) -> Result<(), StoreError> {
        let (reference, remote) = match known_as {
            Some(SentAs::Reference(reference)) => (Some(*reference), None),
            Some(SentAs::Remote(remote)) => (None, Some(remote)),
            None => (None, None),
        };
        self.0
            .prepare_cached(
                "UPDATE outgoing_part SET state = ?2, reference = ifnull(?3, reference), remote = ifnull(?4, remote)
                 WHERE id = ?1",
            )?
            .execute(params![part, PartState::Sent, reference, remote])?;
        Ok(())
    }

    pub fn part_is(&self, part: OutgoingPartRow, state: PartState, reference: Option<u8>) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing_part SET state = ?2, reference = ifnull(?3, reference) WHERE id = ?1")?
            .execute(params![part, state, reference])?;
        Ok(())
    }

    /// What the SMSC said of it: TP-ST.
    pub fn part_reported(&self, part: OutgoingPartRow, status: u8) -> Result<(), StoreError> {
        self.0.prepare_cached("UPDATE outgoing_part SET status = ?2 WHERE id = ?1")?.execute(params![part, status])?;
        Ok(())
    }

    /// The report was about something else.
    pub fn part_unreported(&self, part: OutgoingPartRow) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing_part SET reference = NULL, status = NULL WHERE id = ?1")?
            .execute([part])?;
        Ok(())
    }

    /// The part will need another one.
    pub fn without_debit(&self, part: OutgoingPartRow) -> Result<(), StoreError> {
        self.0.prepare_cached("UPDATE outgoing_part SET debit = NULL WHERE id = ?1")?.execute([part])?;
        Ok(())
    }

    /// No line is bound to it any more; its debits are gone.
    pub fn released(&self, message: OutgoingRow) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing SET state = 'queued', sim = NULL, device = NULL WHERE seq = ?1")?
            .execute([message])?;
        Ok(())
    }

    pub fn outgoing_waits(&self, message: OutgoingRow, failures: u32, reason: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing SET failures = ?2, reason = ?3 WHERE seq = ?1")?
            .execute(params![message, failures, reason])?;
        Ok(())
    }

    pub fn outgoing_is(
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

    pub fn outgoing_head(&self, message: OutgoingRow) -> Result<OutgoingHead, StoreError> {
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

    pub fn outgoing_body(&self, message: OutgoingRow) -> Result<OutgoingBody, StoreError> {
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

    /// A message by its id.
    pub fn outgoing_named(&self, id: &str) -> Result<Option<(OutgoingRow, OutgoingHead)>, StoreError> {
        let sql = "SELECT seq FROM outgoing WHERE id = ?1";
        let seq: Option<OutgoingRow> = self.0.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        seq.map(|seq| Ok((seq, self.outgoing_head(seq)?))).transpose()
    }

    /// Parts on this line that were handed over since then, the latest first.
    pub fn reportable(&self, sim: SimKey, since: Timestamp) -> Result<Vec<Reportable>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT p.id, p.message, p.state, o.recipient, p.reference, p.status
             FROM outgoing_part p JOIN outgoing o ON o.seq = p.message
             WHERE o.sim = ?1 AND p.handed_at >= ?2 AND p.state IN ('handed', 'sent', 'unknown')
             ORDER BY p.handed_at DESC, p.id DESC",
        )?;
        let rows = statement.query_map(params![sim, since.as_millis()], |row| {
            Ok(Reportable {
                part: row.get(0)?,
                message: row.get(1)?,
                state: row.get(2)?,
                recipient: row.get(3)?,
                reference: row.get(4)?,
                status: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The status of each part, and whether it was sent.
    pub fn statuses(&self, message: OutgoingRow) -> Result<Vec<(PartState, Option<u8>)>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT state, status FROM outgoing_part WHERE message = ?1")?;
        Ok(statement.query_map([message], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// What a run before this one had handed over: the first part of each submission.
    pub fn orphans(&self) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE state = 'handed' AND submission = id ORDER BY id");
        Ok(self.0.prepare_cached(&sql)?.query_map([], part)?.collect::<Result<_, _>>()?)
    }

    /// The wall clock was set: spans go along, a time that somebody asked for does not.
    pub fn outgoing_stepped(&self, step_ms: i64) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE outgoing SET expires_at = expires_at + ?1 WHERE state IN ('queued', 'sending') AND send_at IS NULL",
            [step_ms],
        )?;
        Ok(())
    }
}

/// Messages that are not over and have parts to be sent, and none on its way, after this one in their order.
fn open_messages(connection: &Connection, after: i64, limit: usize) -> Result<Vec<OpenMessage>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT o.seq, o.sender, o.recipient, o.urgent, o.sim, o.send_at, o.expires_at, o.failures,
               count(p.id) - count(p.debit)
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
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Store {
    pub fn open_messages(&self, after: Option<OutgoingRow>, limit: usize) -> Result<Vec<OpenMessage>, StoreError> {
        open_messages(&self.connection, after.map_or(0, OutgoingRow::get), limit)
    }

    /// The numbers that stand for lines.
    pub fn sims(&self) -> Result<Vec<(SimKey, LineId)>, StoreError> {
        let mut statement = self.connection.prepare("SELECT id, key FROM sim ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(SimKey, String)> = rows.collect::<Result<_, _>>()?;
        Ok(rows.into_iter().filter_map(|(key, name)| Some((key, LineId::parse(&name)?))).collect())
    }

    /// Messages on their way out, the latest first.
    pub fn outgoing(&self, limit: usize) -> Result<Vec<OutboxRow>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let sql = "SELECT seq, id, state, recipient, parts, reason, created_at, expires_at, device FROM outgoing
                   ORDER BY seq DESC LIMIT ?1";
        let mut statement = self.connection.prepare(sql)?;
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
}
