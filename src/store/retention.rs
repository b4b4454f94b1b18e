//! What is old enough to go.

use rusqlite::params;

use crate::model::Timestamp;

use super::{StoreError, Tx};

/// Rows removed in one transaction, so that no arrival waits long behind it.
const AT_ONCE: i64 = 200;

impl Tx<'_> {
    /// Erases codes that expired before `limit`, with the texts and TPDUs that they came in. What remains of the message
    /// tells that it had one. Returns how many; there may be more.
    pub fn erase_codes(&self, limit: Timestamp) -> Result<usize, StoreError> {
        let expired: Vec<i64> = self
            .0
            .prepare_cached("SELECT seq FROM message WHERE code IS NOT NULL AND code_expires_at < ?1 LIMIT ?2")?
            .query_map([limit.as_millis(), AT_ONCE], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut message =
            self.0.prepare_cached("UPDATE message SET code = NULL, text = NULL, data = NULL WHERE seq = ?1")?;
        let mut parts = self.0.prepare_cached("UPDATE part SET raw = x'' WHERE message = ?1")?;
        for seq in &expired {
            message.execute([seq])?;
            parts.execute([seq])?;
        }
        Ok(expired.len())
    }

    /// The wall clock was set by `step_ms`: codes of messages after `message` live as long as before.
    pub fn codes_stepped(&self, step_ms: i64, message: i64) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE message SET code_expires_at = code_expires_at + ?1 WHERE code IS NOT NULL AND seq > ?2",
            )?
            .execute([step_ms, message])?;
        Ok(())
    }

    /// Removes messages received before `limit`, and not after the message `young`, that no delivery
    /// needs any more: neither pending nor dead. Returns how many; there may be more.
    pub fn forget_messages(&self, limit: Timestamp, young: i64) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM message WHERE seq IN (
                   SELECT m.seq FROM message m WHERE m.received_at < ?1 AND m.seq <= ?3 AND m.state <> 'assembling' AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.message = m.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY m.received_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), AT_ONCE, young])?)
    }

    /// Removes messages on their way out that were over before `limit`, in the same way. With one goes its
    /// idempotency key; what it cost its line stays.
    pub fn forget_outgoing(&self, limit: Timestamp, young: i64) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM outgoing WHERE seq IN (
                   SELECT o.seq FROM outgoing o WHERE o.over_at < ?1 AND o.seq <= ?3
                     AND o.state NOT IN ('queued', 'sending', 'unknown') AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.outgoing = o.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY o.over_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), AT_ONCE, young])?)
    }
}
