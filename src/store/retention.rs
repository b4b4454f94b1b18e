//! What is old enough to go.

use rusqlite::params;

use crate::model::Timestamp;

use super::{StoreError, Tx};

/// Rows removed in one transaction, so that no arrival waits long behind it.
const AT_ONCE: i64 = 200;

impl Tx<'_> {
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

    /// Removes calls in the same way.
    pub fn forget_calls(&self, limit: Timestamp, young: i64) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM call WHERE seq IN (
                   SELECT c.seq FROM call c WHERE c.received_at < ?1 AND c.seq <= ?3 AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.call = c.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY c.received_at LIMIT ?2)",
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
