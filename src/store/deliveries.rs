//! Events and their deliveries.

use rusqlite::{OptionalExtension, params};

use crate::flow::delivery::{Lane, Listed};
use crate::model::{CallRow, DeliveryRow, MessageRow, OutgoingRow, Timestamp};

use super::{Store, StoreError, Tx};

/// How a delivery ended, or will not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    Settled,
    /// Given up, kept for a person.
    Dead,
}

/// Which message or call an event is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Received(MessageRow),
    Outgoing(OutgoingRow),
    Call(CallRow),
}

impl About {
    fn received(self) -> Option<MessageRow> {
        if let Self::Received(message) = self { Some(message) } else { None }
    }

    fn outgoing(self) -> Option<OutgoingRow> {
        if let Self::Outgoing(message) = self { Some(message) } else { None }
    }

    fn call(self) -> Option<CallRow> {
        if let Self::Call(call) = self { Some(call) } else { None }
    }
}

/// No wait is longer (flow::retry). A `due_at` beyond it was written by a clock that was wrong.
const WAIT_MAX_MS: i64 = 27 * 3600 * 1000;

impl Tx<'_> {
    /// An event of a message or a call, with one delivery for each destination. Returns their ids.
    pub fn announced(
        &self,
        event: &str,
        kind: &str,
        about: About,
        lane: Lane,
        destinations: &[&str],
        at: Timestamp,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        self.0
            .prepare_cached(
                "INSERT INTO event (id, kind, at, message, outgoing, call) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![event, kind, at.as_millis(), about.received(), about.outgoing(), about.call()])?;
        let seq = self.0.last_insert_rowid();
        let mut insert = self
            .0
            .prepare_cached("INSERT INTO delivery (event, destination, lane, created_at) VALUES (?1, ?2, ?3, ?4)")?;
        destinations
            .iter()
            .map(|destination| {
                insert.execute(params![seq, destination, lane, at.as_millis()])?;
                Ok(DeliveryRow::new(self.0.last_insert_rowid()))
            })
            .collect()
    }

    /// The destination said yes, or it was given up.
    pub fn ended(
        &self,
        delivery: DeliveryRow,
        state: DeliveryState,
        error: Option<&str>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let (state, settled_at) = match state {
            DeliveryState::Settled => ("settled", Some(at.as_millis())),
            DeliveryState::Dead => ("dead", None),
        };
        self.0
            .prepare_cached(
                "UPDATE delivery SET state = ?2, attempts = attempts + 1, error = ?3, settled_at = ?4, due_at = NULL
                 WHERE id = ?1 AND state = 'pending'",
            )?
            .execute(params![delivery, state, error, settled_at])?;
        Ok(())
    }

    /// Refused: it waits until `due_at`.
    pub fn postponed(&self, delivery: DeliveryRow, due_at: Timestamp, error: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE delivery SET attempts = attempts + 1, due_at = ?2, error = ?3 WHERE id = ?1 AND state = 'pending'",
            )?
            .execute(params![delivery, due_at.as_millis(), error])?;
        Ok(())
    }

    /// The wall clock was set by so much. What a person made due at once stays so.
    pub fn clock_stepped(&self, step_ms: i64) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE delivery SET due_at = max(1, due_at + ?1) WHERE state = 'pending' AND due_at > 0",
            [step_ms],
        )?;
        Ok(())
    }

    /// Why a delivery does not get through, for a person.
    pub fn hindered(&self, delivery: DeliveryRow, error: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE delivery SET error = ?2 WHERE id = ?1 AND state = 'pending'")?
            .execute(params![delivery, error])?;
        Ok(())
    }

    /// How often a delivery was refused, and when it was made.
    pub fn delivery_past(&self, delivery: DeliveryRow) -> Result<Option<(u32, Timestamp)>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT attempts, created_at FROM delivery WHERE id = ?1")?
            .query_row([delivery], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?))))
            .optional()?)
    }
}

impl Store {
    /// What waits for a destination after a delivery, in order, without what waits for its time.
    /// One more than `limit` is looked for, to tell whether there is more.
    pub fn waiting(
        &self,
        destination: &str,
        after: Option<DeliveryRow>,
        limit: usize,
    ) -> Result<(Vec<Listed>, bool), StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, lane, attempts FROM delivery
             WHERE destination = ?1 AND state = 'pending' AND due_at IS NULL AND id > ?2 ORDER BY id LIMIT ?3",
        )?;
        let asked = i64::try_from(limit + 1).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![destination, after.map_or(0, DeliveryRow::get), asked], listed)?;
        let mut page: Vec<Listed> = rows.collect::<Result<_, _>>()?;
        let more = page.len() > limit;
        page.truncate(limit);
        Ok((page, more))
    }

    /// What had to wait and is due now, the longest due first.
    pub fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<(String, Listed)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, lane, attempts, destination FROM delivery
             WHERE state = 'pending' AND due_at IS NOT NULL AND (due_at <= ?1 OR due_at > ?2) ORDER BY due_at LIMIT ?3",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![now.as_millis(), now.as_millis() + WAIT_MAX_MS, limit], |row| {
            Ok((row.get(3)?, listed(row)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many deliveries are still to be made.
    pub fn pending(&self) -> Result<i64, StoreError> {
        let mut count = self.connection.prepare_cached("SELECT count(*) FROM delivery WHERE state = 'pending'")?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// A person wants a dead or dropped delivery tried again. `false`: there is none such.
    pub fn replay(&mut self, delivery: DeliveryRow) -> Result<bool, StoreError> {
        self.by_hand(
            "UPDATE delivery SET state = 'pending', attempts = 0, due_at = 0, error = NULL
             WHERE id = ?1 AND state <> 'pending'",
            delivery,
        )
    }

    /// A person gives up a delivery.
    pub fn drop_delivery(&mut self, delivery: DeliveryRow) -> Result<bool, StoreError> {
        self.by_hand(
            "UPDATE delivery SET state = 'dropped', due_at = NULL WHERE id = ?1 AND state IN ('pending', 'dead')",
            delivery,
        )
    }

    fn by_hand(&mut self, sql: &str, delivery: DeliveryRow) -> Result<bool, StoreError> {
        self.transaction(|tx| Ok(tx.0.execute(sql, [delivery])? > 0))
    }
}

fn listed(row: &rusqlite::Row) -> rusqlite::Result<Listed> {
    // Only what failed for its own sake has its attempts counted.
    Ok(Listed { delivery: row.get(0)?, lane: row.get(1)?, set_aside: row.get::<_, i64>(2)? > 0 })
}
