//! How long things are kept: codes as long as they are of use, messages as long as the operator says.

use std::time::Duration;

use crate::model::Now;
use crate::store::{Store, StoreError};

use super::outbound::outbox::Outbox;
use super::run::Run;
use super::settings::Settings;

const CLEAN_EVERY: Duration = Duration::from_secs(3600);
/// While there is something to be removed.
const CLEAN_AGAIN: Duration = Duration::from_secs(1);
/// Codes are erased so long after their time at most, unless the disk refuses.
const ERASE_EVERY: Duration = Duration::from_secs(5);
/// Debits that no limit can ask for any more, removed at once.
const CLEAN_MAX: usize = 200;

#[derive(Debug)]
pub struct Retention {
    next_clean: Duration,
    next_erase: Duration,
    /// Codes were erased from the database and may still be in its log.
    log_tells: bool,
}

impl Retention {
    pub fn new(now: Now) -> Self {
        // In the log: whatever the run before this one could not finish.
        Self { next_clean: now.mono, next_erase: now.mono, log_tells: true }
    }

    /// Erases codes whose time is over.
    pub fn erase(&mut self, store: &mut Store, settings: &Settings, now: Now) -> Result<(), StoreError> {
        if self.next_erase > now.mono {
            return Ok(());
        }
        self.next_erase = now.mono + ERASE_EVERY;
        let limit = now.wall.before(settings.keep_codes);
        if store.has_expired(limit)? {
            store.transaction(|tx| tx.codes_dated(now.wall))?;
            self.log_tells = true;
            while store.transaction(|tx| tx.erase_codes(limit))? > 0 {}
        }
        if self.log_tells {
            self.log_tells = !store.empty_log()?;
        }
        Ok(())
    }

    /// Removes what is older than it is kept for.
    pub fn clean(
        &mut self,
        store: &mut Store,
        outbox: &mut Outbox,
        settings: &Settings,
        run: Run,
        now: Now,
    ) -> Result<(), StoreError> {
        if self.next_clean > now.mono {
            return Ok(());
        }
        // What is gone can't tell a repeat.
        let keep = settings.keep_messages.max(settings.dedupe_window);
        let (limit, marks) = (now.wall.before(keep), run.surely_within(keep, now));
        let old = outbox.ledger.old(&outbox.calendar, now);
        let old = &old[..old.len().min(CLEAN_MAX)];
        let gone = store.transaction(|tx| {
            let gone = tx.forget_messages(limit, marks.map(|marks| marks.message))?
                + tx.forget_calls(limit, marks.map(|marks| marks.call))?
                + tx.forget_outgoing(limit, marks.map(|marks| marks.outgoing))?;
            old.iter().try_for_each(|(_, debit)| tx.refunded(*debit))?;
            Ok(gone + old.len())
        })?;
        for &(sim, debit) in old {
            outbox.ledger.refund(sim, debit);
        }
        self.next_clean = now.mono + if gone > 0 { CLEAN_AGAIN } else { CLEAN_EVERY };
        Ok(())
    }
}
