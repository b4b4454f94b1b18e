//! Erases expired codes, and deletes old rows of several tables.

use std::time::Duration;

use rusqlite::{Connection, params};

use crate::model::{CallRow, MessageRow, OutgoingRow, Timestamp};

use super::StoreError;

/// Longest life of a code, whatever its text promises.
const CODE_LIVES_MAX: Duration = Duration::from_secs(8 * 86_400);

/// 2025-01-01. A clock that shows an earlier time was never set.
const CLOCKS_BEGIN: Timestamp = Timestamp::from_millis(1_735_689_600_000);

/// Most rows that one transaction deletes, so that arrivals don't wait long for it.
const ROWS_MAX: i64 = 200;

/// Finds expired codes.
pub struct Retention<'a>(pub(super) &'a Connection);

impl Retention<'_> {
    /// Whether a code that expired before `limit` is still stored.
    pub fn has_expired_codes(&self, limit: Timestamp) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM message WHERE code IS NOT NULL AND code_expires_at < ?1
                   UNION ALL SELECT 1 FROM call WHERE code IS NOT NULL AND code_expires_at < ?1";
        Ok(self.0.prepare_cached(sql)?.exists([limit.as_millis()])?)
    }
}

/// Erases codes and deletes rows, in a transaction.
pub struct RetentionWriter<'a>(pub(super) &'a Connection);

impl RetentionWriter<'_> {
    /// Erases codes that expired before `limit`, with the texts and TPDUs that held them; the expiry stays and
    /// proves that there was one. Of a call it erases the caller's number, too, because the code is its end.
    /// Returns how many rows changed; more may be left.
    pub fn erase_codes(&self, limit: Timestamp) -> Result<usize, StoreError> {
        let expired: Vec<MessageRow> = self
            .0
            .prepare_cached("SELECT seq FROM message WHERE code IS NOT NULL AND code_expires_at < ?1 LIMIT ?2")?
            .query_map([limit.as_millis(), ROWS_MAX], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut message = self.0.prepare_cached(
            "UPDATE message SET code = NULL, code_spelling = NULL, code_alternatives = '', text = NULL, data = NULL
             WHERE seq = ?1",
        )?;
        // SQLite builds each new row in a buffer of one page and leaves it there, so zeros must be the last row
        // in it.
        let mut zeros = self.0.prepare_cached("UPDATE part SET raw = zeroblob(3900) WHERE message = ?1")?;
        let mut parts = self.0.prepare_cached("UPDATE part SET raw = x'' WHERE message = ?1")?;
        for seq in &expired {
            message.execute([seq])?;
            zeros.execute([seq])?;
            parts.execute([seq])?;
        }
        let calls = self
            .0
            .prepare_cached(
                "UPDATE call SET code = NULL, caller = NULL WHERE seq IN
                   (SELECT seq FROM call WHERE code IS NOT NULL AND code_expires_at < ?1 LIMIT ?2)",
            )?
            .execute([limit.as_millis(), ROWS_MAX])?;
        Ok(expired.len() + calls)
    }

    /// Shifts the expiries of codes, because the wall clock was set by `step_ms` when it showed `was`. So codes
    /// live as long as before. Codes with an expiry far from `was` came under another clock and stay.
    pub fn shift_code_expiries(&self, step_ms: i64, was: Timestamp, keep: Duration) -> Result<(), StoreError> {
        let (from, to) = (was.before(keep).as_millis(), was.after(CODE_LIVES_MAX).as_millis());
        for table in ["message", "call"] {
            let sql = format!(
                "UPDATE {table} SET code_expires_at = code_expires_at + ?1
                 WHERE code IS NOT NULL AND code_expires_at BETWEEN ?2 AND ?3"
            );
            self.0.prepare_cached(&sql)?.execute([step_ms, from, to])?;
        }
        Ok(())
    }

    /// Dates codes that arrived while the clock was never set, in an earlier run: their life starts now. Does
    /// nothing while the clock isn't set.
    pub fn date_codes(&self, now: Timestamp) -> Result<(), StoreError> {
        if now < CLOCKS_BEGIN {
            return Ok(());
        }
        for table in ["message", "call"] {
            let sql = format!(
                "UPDATE {table} SET code_expires_at = ?1 + min(max(code_expires_at - received_at, 0), ?2)
                 WHERE code IS NOT NULL AND code_expires_at < ?3"
            );
            let most = i64::try_from(CODE_LIVES_MAX.as_millis()).unwrap_or(i64::MAX);
            self.0.prepare_cached(&sql)?.execute([now.as_millis(), most, CLOCKS_BEGIN.as_millis()])?;
        }
        Ok(())
    }

    /// Deletes messages received before `limit`, up to the row `young`, without pending deliveries and dead
    /// letters. Returns how many; more may be left.
    pub fn delete_old_messages(&self, limit: Timestamp, young: Option<MessageRow>) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM message WHERE seq IN (
                   SELECT m.seq FROM message m WHERE m.received_at < ?1 AND m.seq <= ?3 AND m.state <> 'assembling' AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.message = m.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY m.received_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), ROWS_MAX, young.map_or(i64::MAX, MessageRow::get)])?)
    }

    /// Deletes calls in the same way.
    pub fn delete_old_calls(&self, limit: Timestamp, young: Option<CallRow>) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM call WHERE seq IN (
                   SELECT c.seq FROM call c WHERE c.received_at < ?1 AND c.seq <= ?3 AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.call = c.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY c.received_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), ROWS_MAX, young.map_or(i64::MAX, CallRow::get)])?)
    }

    /// Deletes troubles in the same way.
    pub fn delete_old_troubles(&self, limit: Timestamp) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM trouble WHERE seq IN (
                   SELECT t.seq FROM trouble t WHERE t.at < ?1 AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.trouble = t.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY t.at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), ROWS_MAX])?)
    }

    /// Deletes messages to send that ended before `limit`, in the same way, with their idempotency keys. Their
    /// debits stay, and so do unknown messages. A message of a mailing stays until all others of it are old, too.
    pub fn delete_old_outgoing(&self, limit: Timestamp, young: Option<OutgoingRow>) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM outgoing WHERE seq IN (
                   SELECT o.seq FROM outgoing o WHERE o.over_at < ?1 AND o.seq <= ?3
                     AND o.state NOT IN ('queued', 'sending', 'unknown') AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.outgoing = o.seq AND d.state IN ('pending', 'dead'))
                     AND NOT EXISTS (
                     SELECT 1 FROM mailing_recipient own JOIN mailing_recipient r ON r.mailing = own.mailing
                       JOIN outgoing other ON other.seq = r.outgoing
                     WHERE own.outgoing = o.seq AND (other.over_at IS NULL OR other.over_at >= ?1))
                   ORDER BY o.over_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), ROWS_MAX, young.map_or(i64::MAX, OutgoingRow::get)])?)
    }

    /// Deletes mailings whose messages were all deleted.
    pub fn delete_empty_mailings(&self) -> Result<(), StoreError> {
        let sql =
            "DELETE FROM mailing WHERE NOT EXISTS (SELECT 1 FROM mailing_recipient r WHERE r.mailing = mailing.seq)";
        self.0.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::flow::MissedCall;
    use crate::flow::delivery::Lane;
    use crate::flow::notice::{Code, Confidence, Kind};
    use crate::model::{DeliveryRow, IdSource, LineId, Name};
    use crate::store::{About, DeliveryState, NewCall, Store};

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_millis(ms)
    }

    /// A store with one call at 1 s and its delivery.
    fn store(code: Option<Code>) -> (Store, DeliveryRow) {
        let mut store = Store::in_memory().unwrap();
        let delivery = store.transaction(|tx| {
            let device = Name::parse("modem-1").unwrap();
            let (sim, caller) = (LineId::Device(device.clone()), Some("+12025550175".to_owned()));
            let missed = MissedCall { device, line: sim.clone(), caller, rings: 1, at: at(1000) };
            let (id, sim, missed) = (IdSource::new(1).next(at(1000)), tx.lines().ensure_row(&sim)?, &missed);
            let code = code.map(|code| (code, at(5000)));
            let new = NewCall { id, sim, sim_name: "a", missed, number: None, owner: None, code };
            let call = About::Call(tx.calls().insert(&new)?);
            Ok(tx.deliveries().insert_event(
                "c.missed",
                Kind::CallMissed.as_str(),
                call,
                Lane::NoLine,
                &["backend"],
                at(1000),
            )?[0])
        });
        (store, delivery.unwrap())
    }

    #[test]
    fn an_old_call_is_deleted_when_no_delivery_needs_it() {
        let (mut store, delivery) = store(None);
        let forget = |store: &mut Store, limit, young| {
            store.transaction(|tx| tx.retention().delete_old_calls(at(limit), young)).unwrap()
        };
        assert_eq!(forget(&mut store, 2000, None), 0, "its delivery is pending");
        store.transaction(|tx| tx.deliveries().end(delivery, DeliveryState::Settled, None, at(1500))).unwrap();
        assert_eq!(forget(&mut store, 1000, None), 0, "not old enough");
        assert_eq!(forget(&mut store, 2000, Some(CallRow::new(0))), 0, "young by the monotonic clock");
        assert_eq!(forget(&mut store, 2000, None), 1);
        assert!(store.events().after("attic", 0, 10).unwrap().is_empty(), "its event is deleted, too");
    }

    #[test]
    fn the_code_of_a_call_is_erased_with_the_callers_number() {
        let confidence = Confidence(50);
        let (service, origin, expires_at) = (None, None, at(5000).to_string());
        let (spelling, alternatives) = (None, vec![]);
        let code = Code { value: "0175".into(), spelling, alternatives, service, origin, confidence, expires_at };
        let (mut store, delivery) = store(Some(code));
        let notice = |store: &Store| {
            serde_json::to_value(store.events().of_delivery(delivery, "attic").unwrap().unwrap()).unwrap()
        };
        assert_eq!(
            (&notice(&store)["data"]["code"]["value"], &notice(&store)["data"]["expired"]),
            (&"0175".into(), &Value::Null)
        );
        assert!(
            !store.retention().has_expired_codes(at(5000)).unwrap()
                && store.retention().has_expired_codes(at(5001)).unwrap()
        );
        // The clock is set back by a second. Steps at other times don't concern this code.
        let keep = Duration::from_secs(1);
        store.transaction(|tx| tx.retention().shift_code_expiries(-1000, at(5500), keep)).unwrap();
        for was in [at(6500), CLOCKS_BEGIN] {
            store.transaction(|tx| tx.retention().shift_code_expiries(-1000, was, keep)).unwrap();
        }
        assert!(
            !store.retention().has_expired_codes(at(4000)).unwrap()
                && store.retention().has_expired_codes(at(4001)).unwrap()
        );
        // A later run, with the right clock, finds a code from before.
        let now = CLOCKS_BEGIN.after(keep);
        store.transaction(|tx| tx.retention().date_codes(at(9000))).unwrap();
        assert!(store.retention().has_expired_codes(at(4001)).unwrap(), "the clock isn't set yet");
        store.transaction(|tx| tx.retention().date_codes(now)).unwrap();
        assert!(
            !store.retention().has_expired_codes(now).unwrap()
                && store.retention().has_expired_codes(now.after(Duration::from_secs(4))).unwrap()
        );
        let late = now.after(Duration::from_secs(4));
        assert_eq!(store.transaction(|tx| tx.retention().erase_codes(late)).unwrap(), 1);
        assert_eq!(store.transaction(|tx| tx.retention().erase_codes(late)).unwrap(), 0);
        let data = &notice(&store)["data"];
        assert_eq!((&data["code"], &data["from"], &data["expired"]), (&Value::Null, &Value::Null, &true.into()));
        assert!(!store.retention().has_expired_codes(at(i64::MAX / 2)).unwrap());
    }
}
