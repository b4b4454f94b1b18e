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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::MissedCall;
    use crate::flow::notice::Kind;
    use crate::model::{DeviceName, IdSource, SimId};
    use crate::store::{About, DeliveryState, NewCall, Store};

    #[test]
    fn a_call_goes_when_it_is_old_and_nobody_waits_for_it() {
        let mut store = Store::in_memory().unwrap();
        let at = Timestamp::from_millis;
        let delivery = store
            .transaction(|tx| {
                let device = DeviceName::parse("modem-1").unwrap();
                let sim = SimId::Device(device.clone());
                let missed = MissedCall { device, sim: sim.clone(), caller: None, rings: 1, at: at(1000) };
                let (id, sim, missed) = (IdSource::new(1).next(at(1000)), tx.sim(&sim)?, &missed);
                let new = NewCall { id, sim, sim_name: "a", missed, number: None, owner: None, code: None };
                let call = About::Call(tx.missed(&new)?);
                Ok(tx.announced("c.missed", Kind::CallMissed.as_str(), call, 1, &["backend"], at(1000))?[0])
            })
            .unwrap();
        let mut forget = |limit, young| store.transaction(|tx| tx.forget_calls(at(limit), young)).unwrap();
        assert_eq!(forget(2000, i64::MAX), 0, "it is still to be delivered");
        store.transaction(|tx| tx.ended(delivery, DeliveryState::Settled, None, at(1500))).unwrap();
        let mut forget = |limit, young| store.transaction(|tx| tx.forget_calls(at(limit), young)).unwrap();
        assert_eq!((forget(1000, i64::MAX), forget(2000, 0)), (0, 0), "not old enough by one clock or the other");
        assert_eq!(forget(2000, i64::MAX), 1);
        assert!(store.events("attic", 0, 10).unwrap().is_empty(), "its event went with it");
    }
}
