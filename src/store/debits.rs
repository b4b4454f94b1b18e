//! Tables `debit` and `clock`: the debits of lines, and the clock offsets that date them.

use rusqlite::{Connection, Row, params};

use crate::flow::calendar::{Calendar, ClockOffset, StoredEnd, Uptime, millis};
use crate::flow::ledger::Debit;
use crate::model::{DebitRow, Now, RunId, SimKey, Timestamp};

use super::StoreError;

/// Reads debits and clock offsets.
pub struct Debits<'a>(pub(super) &'a Connection);

impl Debits<'_> {
    /// All debits with their lines, the oldest first.
    pub fn all(&self, calendar: &Calendar, now: Now) -> Result<Vec<(SimKey, Debit)>, StoreError> {
        let sql = "SELECT id, sim, recipient, boot, ended, latest FROM debit ORDER BY id";
        let mut statement = self.0.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            let end = calendar.end(&stored_end(row, 3)?, now);
            Ok((row.get(1)?, Debit { id: row.get(0)?, recipient_fingerprint: row.get(2)?, end }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The clock offsets of this run of the machine, the latest last.
    pub fn clock_offsets(&self, run: &RunId) -> Result<Vec<ClockOffset>, StoreError> {
        let sql = "SELECT offset_ms, seen_at FROM clock WHERE boot = ?1 ORDER BY seen_at";
        let mut statement = self.0.prepare(sql)?;
        let rows = statement
            .query_map([run.as_str()], |row| Ok(ClockOffset { offset_ms: row.get(0)?, at: uptime(row.get(1)?) }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Changes debits and clock offsets, in a transaction.
pub struct DebitWriter<'a>(pub(super) &'a Connection);

impl DebitWriter<'_> {
    /// Updates the end of a debit.
    pub fn set_end(&self, debit: DebitRow, end: &StoredEnd) -> Result<(), StoreError> {
        let latest = end.latest.map(Timestamp::as_millis);
        self.0
            .prepare_cached("UPDATE debit SET boot = ?2, ended = ?3, latest = ?4 WHERE id = ?1")?
            .execute(params![debit, end.run.as_str(), end.ended.map(millis), latest])?;
        Ok(())
    }

    /// Deletes a debit, because it is certain that nothing was sent.
    pub fn delete(&self, debit: DebitRow) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM debit WHERE id = ?1")?.execute([debit])?;
        Ok(())
    }

    /// The ends of all debits that have one.
    pub fn ended(&self) -> Result<Vec<(DebitRow, StoredEnd)>, StoreError> {
        let mut statement =
            self.0.prepare_cached("SELECT id, boot, ended, latest FROM debit WHERE ended IS NOT NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, stored_end(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Replaces the clock offsets by those of this run of the machine, for the next process.
    pub fn set_clock_offsets(&self, run: &RunId, offsets: &[ClockOffset]) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM clock", [])?;
        let sql = "INSERT OR REPLACE INTO clock (boot, offset_ms, seen_at) VALUES (?1, ?2, ?3)";
        let mut insert = self.0.prepare_cached(sql)?;
        for offset in offsets {
            insert.execute(params![run.as_str(), offset.offset_ms, millis(offset.at)])?;
        }
        Ok(())
    }
}

fn uptime(ms: i64) -> Uptime {
    Uptime::from_millis(u64::try_from(ms).unwrap_or(0))
}

/// Reads the columns `boot`, `ended` and `latest`, from `column` on.
fn stored_end(row: &Row<'_>, column: usize) -> rusqlite::Result<StoredEnd> {
    let run: String = row.get(column)?;
    let ended = row.get::<_, Option<i64>>(column + 1)?.map(uptime);
    let latest = row.get::<_, Option<i64>>(column + 2)?.map(Timestamp::from_millis);
    Ok(StoredEnd { run: RunId::stored(&run), ended, latest })
}
