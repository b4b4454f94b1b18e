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
}
