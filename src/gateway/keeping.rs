//! How long things are kept: codes as long as they are of use, messages as long as the operator says.

use std::time::Duration;

use crate::model::Now;
use crate::store::{Marks, StoreError};

use super::{Gateway, LOOK_EVERY};

const CLEAN_EVERY: Duration = Duration::from_secs(3600);
/// Codes are erased so long after their time at most, unless the disk refuses.
const ERASE_EVERY: Duration = Duration::from_secs(5);
/// Debits that no limit can ask for any more, removed at once.
const CLEAN_MAX: usize = 200;

impl Gateway {
    /// Erases codes whose time is over.
    pub(super) fn erase(&mut self, now: Now) -> Result<(), StoreError> {
        if self.next_erase > now.mono {
            return Ok(());
        }
        self.next_erase = now.mono + ERASE_EVERY;
        let limit = now.wall.before(self.settings.keep_codes);
        if self.store.has_expired(limit)? {
            self.store.transaction(|tx| tx.codes_dated(now.wall))?;
            self.log_tells = true;
            while self.store.transaction(|tx| tx.erase_codes(limit))? > 0 {}
        }
        if self.log_tells {
            self.log_tells = !self.store.empty_log()?;
        }
        Ok(())
    }

    /// Removes what is older than it is kept for.
    pub(super) fn clean(&mut self, now: Now) -> Result<(), StoreError> {
        if self.next_clean > now.mono {
            return Ok(());
        }
        // What is gone can't tell a repeat.
        let keep = self.settings.keep_messages.max(self.settings.dedupe_window);
        let (limit, marks) = (now.wall.before(keep), self.run.surely_within(keep, now));
        let young = |of: fn(Marks) -> i64| marks.map_or(i64::MAX, of);
        let old = self.outbox.ledger.old(&self.outbox.calendar, now);
        let old = &old[..old.len().min(CLEAN_MAX)];
        let gone = self.store.transaction(|tx| {
            let gone = tx.forget_messages(limit, young(|marks| marks.message))?
                + tx.forget_calls(limit, young(|marks| marks.call))?
                + tx.forget_outgoing(limit, young(|marks| marks.outgoing))?;
            old.iter().try_for_each(|(_, debit)| tx.refunded(*debit))?;
            Ok(gone + old.len())
        })?;
        for &(sim, debit) in old {
            self.outbox.ledger.refund(sim, debit);
        }
        self.next_clean = now.mono + if gone > 0 { LOOK_EVERY } else { CLEAN_EVERY };
        Ok(())
    }
}
