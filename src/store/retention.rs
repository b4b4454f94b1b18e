//! What is old enough to go.

use std::time::Duration;

use rusqlite::params;

use crate::model::{CallRow, MessageRow, OutgoingRow, Timestamp};

use super::{StoreError, Tx};

/// No code lives longer, whatever its text says.
const CODE_LIVES_MAX: Duration = Duration::from_secs(8 * 86_400);

/// 2025-01-01: a clock that shows less was never set.
const CLOCKS_BEGIN: Timestamp = Timestamp::from_millis(1_735_689_600_000);

/// Rows removed in one transaction, so that no arrival waits long behind it.
const IN_FLIGHT_MAX: i64 = 200;

impl Tx<'_> {
    /// Erases codes that expired before `limit`, with the texts and TPDUs that they came in. What remains of the message
    /// tells that it had one. Of a call the caller's number goes too: the code is its end. Returns how many; there may be more.
    pub fn erase_codes(&self, limit: Timestamp) -> Result<usize, StoreError> {
        let expired: Vec<MessageRow> = self
            .0
            .prepare_cached("SELECT seq FROM message WHERE code IS NOT NULL AND code_expires_at < ?1 LIMIT ?2")?
            .query_map([limit.as_millis(), IN_FLIGHT_MAX], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut message =
            self.0.prepare_cached("UPDATE message SET code = NULL, text = NULL, data = NULL WHERE seq = ?1")?;
        // SQLite makes each row in a place of its own first, a page long, and leaves it there: zeros are the last.
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
            .execute([limit.as_millis(), IN_FLIGHT_MAX])?;
        Ok(expired.len() + calls)
    }

    /// The wall clock showed `was` when it was set by `step_ms`: codes that it had not yet let go live as long as before.
    /// What is further off came under another clock.
    pub fn codes_stepped(&self, step_ms: i64, was: Timestamp, keep: Duration) -> Result<(), StoreError> {
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

    /// The clock is right: codes that came while it had not begun, in a run that ended before it did, live from now on.
    pub fn codes_dated(&self, now: Timestamp) -> Result<(), StoreError> {
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

    /// Removes messages received before `limit`, and not after the message `young`, that no delivery
    /// needs any more: neither pending nor dead. Returns how many; there may be more.
    pub fn forget_messages(&self, limit: Timestamp, young: Option<MessageRow>) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM message WHERE seq IN (
                   SELECT m.seq FROM message m WHERE m.received_at < ?1 AND m.seq <= ?3 AND m.state <> 'assembling' AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.message = m.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY m.received_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), IN_FLIGHT_MAX, young.map_or(i64::MAX, MessageRow::get)])?)
    }

    /// Removes calls in the same way.
    pub fn forget_calls(&self, limit: Timestamp, young: Option<CallRow>) -> Result<usize, StoreError> {
        Ok(self
            .0
            .prepare_cached(
                "DELETE FROM call WHERE seq IN (
                   SELECT c.seq FROM call c WHERE c.received_at < ?1 AND c.seq <= ?3 AND NOT EXISTS (
                     SELECT 1 FROM event e JOIN delivery d ON d.event = e.seq
                     WHERE e.call = c.seq AND d.state IN ('pending', 'dead'))
                   ORDER BY c.received_at LIMIT ?2)",
            )?
            .execute(params![limit.as_millis(), IN_FLIGHT_MAX, young.map_or(i64::MAX, CallRow::get)])?)
    }

    /// Removes messages on their way out that were over before `limit`, in the same way. With one goes its
    /// idempotency key; what it cost its line stays.
    pub fn forget_outgoing(&self, limit: Timestamp, young: Option<OutgoingRow>) -> Result<usize, StoreError> {
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
            .execute(params![limit.as_millis(), IN_FLIGHT_MAX, young.map_or(i64::MAX, OutgoingRow::get)])?)
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

    /// A store with one call, which rang at 1 s, and its delivery.
    fn store(code: Option<Code>) -> (Store, DeliveryRow) {
        let mut store = Store::in_memory().unwrap();
        let delivery = store.transaction(|tx| {
            let device = Name::parse("modem-1").unwrap();
            let (sim, caller) = (LineId::Device(device.clone()), Some("+12025550175".to_owned()));
            let missed = MissedCall { device, line: sim.clone(), caller, rings: 1, at: at(1000) };
            let (id, sim, missed) = (IdSource::new(1).next(at(1000)), tx.sim(&sim)?, &missed);
            let code = code.map(|code| (code, at(5000)));
            let new = NewCall { id, sim, sim_name: "a", missed, number: None, owner: None, code };
            let call = About::Call(tx.missed(&new)?);
            Ok(tx.announced("c.missed", Kind::CallMissed.as_str(), call, Lane::NoLine, &["backend"], at(1000))?[0])
        });
        (store, delivery.unwrap())
    }

    #[test]
    fn a_call_goes_when_it_is_old_and_nobody_waits_for_it() {
        let (mut store, delivery) = store(None);
        let forget =
            |store: &mut Store, limit, young| store.transaction(|tx| tx.forget_calls(at(limit), young)).unwrap();
        assert_eq!(forget(&mut store, 2000, None), 0, "it is still to be delivered");
        store.transaction(|tx| tx.ended(delivery, DeliveryState::Settled, None, at(1500))).unwrap();
        assert_eq!(forget(&mut store, 1000, None), 0, "not old enough");
        assert_eq!(forget(&mut store, 2000, Some(CallRow::new(0))), 0, "not old enough by the clock that counts");
        assert_eq!(forget(&mut store, 2000, None), 1);
        assert!(store.events("attic", 0, 10).unwrap().is_empty(), "its event went with it");
    }

    #[test]
    fn the_code_of_a_call_is_erased_with_the_number_whose_end_it_is() {
        let confidence = Confidence(50);
        let (service, origin, expires_at) = (None, None, at(5000).to_string());
        let code = Code { value: "0175".into(), service, origin, confidence, expires_at };
        let (mut store, delivery) = store(Some(code));
        let told = |store: &Store| serde_json::to_value(store.notice(delivery, "attic").unwrap().unwrap()).unwrap();
        assert_eq!(
            (&told(&store)["data"]["code"]["value"], &told(&store)["data"]["expired"]),
            (&"0175".into(), &Value::Null)
        );
        assert!(!store.has_expired(at(5000)).unwrap() && store.has_expired(at(5001)).unwrap());
        // The clock was set back; when it showed 1970 as well as years later.
        let keep = Duration::from_secs(1);
        store.transaction(|tx| tx.codes_stepped(-1000, at(5500), keep)).unwrap();
        for was in [at(6500), CLOCKS_BEGIN] {
            store.transaction(|tx| tx.codes_stepped(-1000, was, keep)).unwrap();
        }
        assert!(!store.has_expired(at(4000)).unwrap() && store.has_expired(at(4001)).unwrap());
        // A run in which the clock is right finds what came before it was.
        let now = CLOCKS_BEGIN.after(keep);
        store.transaction(|tx| tx.codes_dated(at(9000))).unwrap();
        assert!(store.has_expired(at(4001)).unwrap(), "nothing is known of the time yet");
        store.transaction(|tx| tx.codes_dated(now)).unwrap();
        assert!(!store.has_expired(now).unwrap() && store.has_expired(now.after(Duration::from_secs(4))).unwrap());
        let late = now.after(Duration::from_secs(4));
        assert_eq!(store.transaction(|tx| tx.erase_codes(late)).unwrap(), 1);
        assert_eq!(store.transaction(|tx| tx.erase_codes(late)).unwrap(), 0);
        let data = &told(&store)["data"];
        assert_eq!((&data["code"], &data["from"], &data["expired"]), (&Value::Null, &Value::Null, &true.into()));
        assert!(!store.has_expired(at(i64::MAX / 2)).unwrap());
    }
}
