//! What parts cost under the limits of their lines, and what was known of the clock meanwhile.

use rusqlite::{Row, params};

use crate::flow::calendar::{Calendar, ClockOffset, StoredEnd, Uptime, millis};
use crate::flow::ledger::Debit;
use crate::model::{DebitRow, Now, RunId, SimKey, Timestamp};

use super::{Store, StoreError, Tx};

fn uptime(ms: i64) -> Uptime {
    Uptime::from_millis(u64::try_from(ms).unwrap_or(0))
}

/// When a debit ended: the columns `boot`, `ended` and `latest`, from this one on.
fn kept(row: &Row<'_>, column: usize) -> rusqlite::Result<StoredEnd> {
    let run: String = row.get(column)?;
    let ended = row.get::<_, Option<i64>>(column + 1)?.map(uptime);
    let latest = row.get::<_, Option<i64>>(column + 2)?.map(Timestamp::from_millis);
    Ok(StoredEnd { run: RunId::stored(&run), ended, latest })
}

impl Tx<'_> {
    pub fn debit_ended(&self, debit: DebitRow, kept: &StoredEnd) -> Result<(), StoreError> {
        let latest = kept.latest.map(Timestamp::as_millis);
        self.0
            .prepare_cached("UPDATE debit SET boot = ?2, ended = ?3, latest = ?4 WHERE id = ?1")?
            .execute(params![debit, kept.run.as_str(), kept.ended.map(millis), latest])?;
        Ok(())
    }

    /// Nothing went out for it, surely.
    pub fn refunded(&self, debit: DebitRow) -> Result<(), StoreError> {
        self.0.prepare_cached("DELETE FROM debit WHERE id = ?1")?.execute([debit])?;
        Ok(())
    }

    /// Times at which the clock was synchronised in this run of the machine, for a process after this one.
    pub fn clock_seen(&self, run: &RunId, seen: &[ClockOffset]) -> Result<(), StoreError> {
        self.0.execute("DELETE FROM clock", [])?;
        let sql = "INSERT OR REPLACE INTO clock (boot, offset_ms, seen_at) VALUES (?1, ?2, ?3)";
        let mut insert = self.0.prepare_cached(sql)?;
        for seen in seen {
            insert.execute(params![run.as_str(), seen.offset_ms, millis(seen.at)])?;
        }
        Ok(())
    }

    /// What is known of when each debit ended.
    pub fn ended_debits(&self) -> Result<Vec<(DebitRow, StoredEnd)>, StoreError> {
        let mut statement =
            self.0.prepare_cached("SELECT id, boot, ended, latest FROM debit WHERE ended IS NOT NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, kept(row, 1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Store {
    /// All debits, the oldest first, by line. What has not ended in an earlier run has not ended.
    pub fn debits(&self, calendar: &Calendar, now: Now) -> Result<Vec<(SimKey, Debit)>, StoreError> {
        let sql = "SELECT id, sim, recipient, boot, ended, latest FROM debit ORDER BY id";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement.query_map([], |row| {
            let end = calendar.end(&kept(row, 3)?, now);
            Ok((row.get(1)?, Debit { id: row.get(0)?, recipient_fingerprint: row.get(2)?, end }))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What is known of the clock in this run of the machine, the latest last.
    pub fn clock(&self, run: &RunId) -> Result<Vec<ClockOffset>, StoreError> {
        let sql = "SELECT offset_ms, seen_at FROM clock WHERE boot = ?1 ORDER BY seen_at";
        let mut statement = self.connection.prepare(sql)?;
        let rows = statement
            .query_map([run.as_str()], |row| Ok(ClockOffset { offset_ms: row.get(0)?, at: uptime(row.get(1)?) }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
