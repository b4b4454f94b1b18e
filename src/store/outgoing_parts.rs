//! Table `outgoing_part`: the parts of messages to send.

use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::flow::outbound::{PartState, SentAs};
use crate::model::{DebitRow, Name, OutgoingPartRow, OutgoingRow, SimKey, Timestamp};

use super::StoreError;

/// A part of a message to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingPart {
    /// Its row.
    pub id: OutgoingPartRow,
    /// Its message.
    pub message: OutgoingRow,
    /// Its place in the message, from 1.
    pub sequence: u8,
    /// Its state.
    pub state: PartState,
    /// Its debit, if it has one.
    pub debit: Option<DebitRow>,
    /// TP-MR, from the result, or from a status report that came before the result.
    pub reference: Option<u8>,
    /// TP-ST of its status report.
    pub status: Option<u8>,
    /// How often it was submitted.
    pub tries: u32,
}

/// A part that a status report may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reportable {
    /// Its row.
    pub part: OutgoingPartRow,
    /// Its message.
    pub message: OutgoingRow,
    /// Its state.
    pub state: PartState,
    /// The recipient of the message.
    pub recipient: String,
    /// TP-MR.
    pub reference: Option<u8>,
    /// TP-ST of an earlier status report.
    pub status: Option<u8>,
}

const PART: &str = "SELECT id, message, sequence, state, debit, reference, status, tries FROM outgoing_part";

/// Changes parts of messages to send, in a transaction.
pub struct OutgoingPartWriter<'a>(pub(super) &'a Connection);

impl OutgoingPartWriter<'_> {
    /// All parts of a message, in order.
    pub fn of(&self, message: OutgoingRow) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE message = ?1 ORDER BY sequence");
        Ok(self.0.prepare_cached(&sql)?.query_map([message], part)?.collect::<Result<_, _>>()?)
    }

    /// The next part of a message to submit.
    pub fn next_waiting(&self, message: OutgoingRow) -> Result<Option<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE message = ?1 AND state = 'waiting' ORDER BY sequence LIMIT 1");
        Ok(self.0.prepare_cached(&sql)?.query_row([message], part).optional()?)
    }

    /// The parts of a submission without an outcome: one part, or all that were left of a message.
    pub fn of_submission(&self, ticket: OutgoingPartRow) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!(
            "{PART} WHERE message = (SELECT message FROM outgoing_part WHERE id = ?1) AND submission = ?1
             AND state = 'handed' ORDER BY sequence"
        );
        Ok(self.0.prepare_cached(&sql)?.query_map([ticket], part)?.collect::<Result<_, _>>()?)
    }

    /// The parts of a submission whose outcome is unknown.
    pub fn unknown_of_submission(&self, ticket: OutgoingPartRow) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!(
            "{PART} WHERE message = (SELECT message FROM outgoing_part WHERE id = ?1) AND submission = ?1
             AND state = 'unknown' ORDER BY sequence"
        );
        Ok(self.0.prepare_cached(&sql)?.query_map([ticket], part)?.collect::<Result<_, _>>()?)
    }

    /// The first part of each submission since then whose outcome is unknown.
    pub fn unknown_since(&self, since: Timestamp) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE handed_at >= ?1 AND state = 'unknown' AND submission = id ORDER BY id");
        Ok(self.0.prepare_cached(&sql)?.query_map([since.as_millis()], part)?.collect::<Result<_, _>>()?)
    }

    /// Tickets of the submissions of a device without an outcome.
    pub fn submissions_of(&self, device: &Name) -> Result<Vec<OutgoingPartRow>, StoreError> {
        let sql = "SELECT id FROM outgoing_part WHERE state = 'handed' AND submission = id
                     AND (SELECT device FROM outgoing WHERE seq = message) = ?1 ORDER BY id";
        Ok(self.0.prepare_cached(sql)?.query_map([device.as_str()], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The first part of each submission without an outcome. At a start, an earlier run submitted them.
    pub fn orphans(&self) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!("{PART} WHERE state = 'handed' AND submission = id ORDER BY id");
        Ok(self.0.prepare_cached(&sql)?.query_map([], part)?.collect::<Result<_, _>>()?)
    }

    /// The parts that a remote knows by this id.
    pub fn of_remote(&self, device: &Name, remote: &str) -> Result<Vec<OutgoingPart>, StoreError> {
        let sql = format!(
            "{PART} WHERE remote = ?2 AND (SELECT device FROM outgoing WHERE seq = message) = ?1 ORDER BY sequence"
        );
        let parts =
            self.0.prepare_cached(&sql)?.query_map([device.as_str(), remote], part)?.collect::<Result<_, _>>()?;
        Ok(parts)
    }

    /// Parts of a line that were submitted after `since` and that a status report may be about, the latest first.
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

    /// The state and the status of each part of a message.
    pub fn statuses(&self, message: OutgoingRow) -> Result<Vec<(PartState, Option<u8>)>, StoreError> {
        let mut statement = self.0.prepare_cached("SELECT state, status FROM outgoing_part WHERE message = ?1")?;
        Ok(statement.query_map([message], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// Updates a part that is submitted, as part of the submission `ticket`.
    pub fn mark_submitted(
        &self,
        part: OutgoingPartRow,
        ticket: OutgoingPartRow,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE outgoing_part SET state = 'handed', submission = ?2, handed_at = ?3, tries = tries + 1 WHERE id = ?1",
            )?
            .execute(params![part, ticket, at.as_millis()])?;
        Ok(())
    }

    /// Updates a part that was sent, and how a status report or the remote identifies it.
    pub fn mark_sent(&self, part: OutgoingPartRow, known_as: Option<&SentAs>) -> Result<(), StoreError> {
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

    /// Updates the state of a part, and its reference if there is one.
    pub fn set_state(&self, part: OutgoingPartRow, state: PartState, reference: Option<u8>) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing_part SET state = ?2, reference = ifnull(?3, reference) WHERE id = ?1")?
            .execute(params![part, state, reference])?;
        Ok(())
    }

    /// Updates the status of a part: TP-ST of its status report (TS 23.040 9.2.3.15).
    pub fn set_status(&self, part: OutgoingPartRow, status: u8) -> Result<(), StoreError> {
        self.0.prepare_cached("UPDATE outgoing_part SET status = ?2 WHERE id = ?1")?.execute(params![part, status])?;
        Ok(())
    }

    /// Deletes reference and status of a part, because the report was about another one.
    pub fn clear_report(&self, part: OutgoingPartRow) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE outgoing_part SET reference = NULL, status = NULL WHERE id = ?1")?
            .execute([part])?;
        Ok(())
    }

    /// Removes the debit from a part, which needs another one when it is submitted.
    pub fn clear_debit(&self, part: OutgoingPartRow) -> Result<(), StoreError> {
        self.0.prepare_cached("UPDATE outgoing_part SET debit = NULL WHERE id = ?1")?.execute([part])?;
        Ok(())
    }
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
        tries: row.get(7)?,
    })
}
