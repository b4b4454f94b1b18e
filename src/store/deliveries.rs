//! Tables `event` and `delivery`: events, and one delivery for each destination.

use rusqlite::{Connection, OptionalExtension, params};

use crate::flow::delivery::{Lane, Listed};
use crate::model::{CallRow, DeliveryRow, MessageRow, OutgoingRow, Timestamp, TroubleRow};

use super::StoreError;
use super::values::counts;

/// The final state of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// The destination accepted it.
    Settled,
    /// It is a dead letter: no more attempts, kept for a person.
    Dead,
}

/// The row that an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A received message.
    Received(MessageRow),
    /// A message to send.
    Outgoing(OutgoingRow),
    /// A missed call.
    Call(CallRow),
    /// A trouble of a device.
    Trouble(TroubleRow),
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

    fn trouble(self) -> Option<TroubleRow> {
        if let Self::Trouble(trouble) = self { Some(trouble) } else { None }
    }
}

/// A delivery, as JSON for people.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct DeliveryView {
    /// Its row.
    pub id: i64,
    /// Id of the event.
    pub event: String,
    /// Its destination.
    pub destination: String,
    /// Its state.
    pub state: String,
    /// Counted attempts.
    pub attempts: u32,
    /// When it was inserted, in RFC 3339 form.
    pub created_at: String,
    /// When the next attempt is due, in RFC 3339 form, if it waits for that.
    pub due_at: Option<String>,
    /// Why the last attempt failed.
    pub error: Option<String>,
}

/// Longest wait of `flow::retry`. A `due_at` further ahead was written while the clock was wrong.
const WAIT_MAX_MS: i64 = 27 * 3600 * 1000;

/// Reads deliveries, and executes what a person wants of single ones.
pub struct Deliveries<'a>(pub(super) &'a Connection);

impl Deliveries<'_> {
    /// Pending deliveries to a destination after `after`, in order, without those that wait for their due time.
    /// Also returns whether more than `limit` wait.
    pub fn waiting(
        &self,
        destination: &str,
        after: Option<DeliveryRow>,
        limit: usize,
    ) -> Result<(Vec<Listed>, bool), StoreError> {
        let mut statement = self.0.prepare_cached(
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

    /// Pending deliveries whose due time has come, with their destinations, the longest due first.
    pub fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<(String, Listed)>, StoreError> {
        let mut statement = self.0.prepare_cached(
            "SELECT id, lane, attempts, destination FROM delivery
             WHERE state = 'pending' AND due_at IS NOT NULL AND (due_at <= ?1 OR due_at > ?2) ORDER BY due_at LIMIT ?3",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![now.as_millis(), now.as_millis() + WAIT_MAX_MS, limit], |row| {
            Ok((row.get(3)?, listed(row)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Number of pending deliveries.
    pub fn count_pending(&self) -> Result<i64, StoreError> {
        let mut count = self.0.prepare_cached("SELECT count(*) FROM delivery WHERE state = 'pending'")?;
        Ok(count.query_row([], |row| row.get(0))?)
    }

    /// Deliveries in a state (`None`: in any), the latest first.
    pub fn list(&self, state: Option<&str>, limit: usize) -> Result<Vec<DeliveryView>, StoreError> {
        let mut statement = self.0.prepare(
            "SELECT d.id, e.id, d.destination, d.state, d.attempts, d.created_at, d.due_at, d.error
             FROM delivery d JOIN event e ON e.seq = d.event WHERE ?1 IS NULL OR d.state = ?1 ORDER BY d.id DESC LIMIT ?2",
        )?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let time = |ms: i64| Timestamp::from_millis(ms).to_string();
        let rows = statement.query_map(params![state, limit], |row| {
            Ok(DeliveryView {
                id: row.get(0)?,
                event: row.get(1)?,
                destination: row.get(2)?,
                state: row.get(3)?,
                attempts: row.get(4)?,
                created_at: time(row.get(5)?),
                due_at: row.get::<_, Option<i64>>(6)?.map(time),
                error: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Numbers of pending deliveries and of dead letters, by `DESTINATION STATE`.
    pub fn counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        counts(
            self.0,
            "SELECT destination || ' ' || state, count(*) FROM delivery WHERE state IN ('pending', 'dead')
             GROUP BY destination, state ORDER BY destination, state",
        )
    }

    /// Numbers of pending deliveries that are set aside, by destination.
    pub fn set_aside_counts(&self) -> Result<Vec<(String, u64)>, StoreError> {
        counts(
            self.0,
            "SELECT destination, count(*) FROM delivery WHERE state = 'pending' AND attempts > 0
             GROUP BY destination ORDER BY destination",
        )
    }

    /// Makes a dead or dropped delivery pending again, in a transaction of its own. `false`: there is no such delivery.
    pub fn replay(&self, delivery: DeliveryRow) -> Result<bool, StoreError> {
        self.update(
            "UPDATE delivery SET state = 'pending', attempts = 0, due_at = 0, error = NULL
             WHERE id = ?1 AND state <> 'pending'",
            delivery,
        )
    }

    /// Drops a pending or dead delivery, in a transaction of its own. `false`: there is no such delivery.
    pub fn drop(&self, delivery: DeliveryRow) -> Result<bool, StoreError> {
        self.update(
            "UPDATE delivery SET state = 'dropped', due_at = NULL WHERE id = ?1 AND state IN ('pending', 'dead')",
            delivery,
        )
    }

    fn update(&self, sql: &str, delivery: DeliveryRow) -> Result<bool, StoreError> {
        Ok(self.0.execute(sql, [delivery])? > 0)
    }
}

/// Inserts events, and changes deliveries, in a transaction.
pub struct DeliveryWriter<'a>(pub(super) &'a Connection);

impl DeliveryWriter<'_> {
    /// Inserts an event and one delivery for each destination. Returns the rows of the deliveries, in order.
    pub fn insert_event(
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
                "INSERT INTO event (id, kind, at, message, outgoing, call, trouble)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                event,
                kind,
                at.as_millis(),
                about.received(),
                about.outgoing(),
                about.call(),
                about.trouble()
            ])?;
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

    /// Updates a pending delivery to its final state, and counts an attempt.
    pub fn end(
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

    /// Updates a pending delivery to wait until `due_at`, and counts an attempt.
    pub fn postpone(&self, delivery: DeliveryRow, due_at: Timestamp, error: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached(
                "UPDATE delivery SET attempts = attempts + 1, due_at = ?2, error = ?3 WHERE id = ?1 AND state = 'pending'",
            )?
            .execute(params![delivery, due_at.as_millis(), error])?;
        Ok(())
    }

    /// Shifts the due times of all pending deliveries, because the wall clock was set by `step_ms`. A delivery that
    /// a person made due at once stays due.
    pub fn shift_due_times(&self, step_ms: i64) -> Result<(), StoreError> {
        self.0.execute(
            "UPDATE delivery SET due_at = max(1, due_at + ?1) WHERE state = 'pending' AND due_at > 0",
            [step_ms],
        )?;
        Ok(())
    }

    /// Updates the error of a pending delivery, for a person.
    pub fn set_error(&self, delivery: DeliveryRow, error: &str) -> Result<(), StoreError> {
        self.0
            .prepare_cached("UPDATE delivery SET error = ?2 WHERE id = ?1 AND state = 'pending'")?
            .execute(params![delivery, error])?;
        Ok(())
    }

    /// Counted attempts of a delivery, and when it was inserted.
    pub fn history(&self, delivery: DeliveryRow) -> Result<Option<(u32, Timestamp)>, StoreError> {
        Ok(self
            .0
            .prepare_cached("SELECT attempts, created_at FROM delivery WHERE id = ?1")?
            .query_row([delivery], |row| Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?))))
            .optional()?)
    }
}

fn listed(row: &rusqlite::Row) -> rusqlite::Result<Listed> {
    // Attempts are counted only for failures by the delivery's own fault.
    Ok(Listed { delivery: row.get(0)?, lane: row.get(1)?, set_aside: row.get::<_, i64>(2)? > 0 })
}
