//! Erases expired codes, and removes old messages.

use std::time::Duration;

use crate::model::Now;
use crate::store::{Store, StoreError};

use super::outbound::outbox::Outbox;
use super::run::Run;
use super::settings::Settings;

/// How often old messages are removed.
const CLEAN_EVERY: Duration = Duration::from_secs(3600);
/// The same while old messages are left.
const CLEAN_AGAIN: Duration = Duration::from_secs(1);
/// How often expired codes are erased.
const ERASE_EVERY: Duration = Duration::from_secs(5);
/// Most debits that one transaction removes.
const CLEAN_MAX: usize = 200;

/// When to erase and to remove next.
#[derive(Debug)]
pub struct Retention {
    next_clean: Duration,
    next_erase: Duration,
    /// Whether SQLite's log may still hold codes that were erased from the database.
    wal_may_hold_codes: bool,
}

impl Retention {
    /// Starts with a round of both.
    pub fn new(now: Now) -> Self {
        // The run before this one may have erased codes without emptying the log.
        Self { next_clean: now.mono, next_erase: now.mono, wal_may_hold_codes: true }
    }

    /// Erases codes that expired longer ago than they are kept, from the database and from its log.
    pub fn erase(&mut self, store: &mut Store, settings: &Settings, now: Now) -> Result<(), StoreError> {
        if self.next_erase > now.mono {
            return Ok(());
        }
        self.next_erase = now.mono + ERASE_EVERY;
        let limit = now.wall.before(settings.keep_codes);
        if store.retention().has_expired_codes(limit)? {
            store.transaction(|tx| tx.retention().date_codes(now.wall))?;
            self.wal_may_hold_codes = true;
            while store.transaction(|tx| tx.retention().erase_codes(limit))? > 0 {}
        }
        if self.wal_may_hold_codes {
            self.wal_may_hold_codes = !store.empty_log()?;
        }
        Ok(())
    }

    /// Removes messages, calls and debits that are older than they are kept.
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
        // A message must be kept as long as a repeat of it may come.
        let keep = settings.keep_messages.max(settings.dedupe_window);
        let (limit, young) = (now.wall.before(keep), run.rows_within(keep, now));
        let old = outbox.ledger.old(&outbox.calendar, now);
        let old = &old[..old.len().min(CLEAN_MAX)];
        let gone = store.transaction(|tx| {
            let gone = tx.retention().delete_old_messages(limit, young.map(|before| before.message))?
                + tx.retention().delete_old_calls(limit, young.map(|before| before.call))?
                + tx.retention().delete_old_troubles(limit)?
                + tx.retention().delete_old_outgoing(limit, young.map(|before| before.outgoing))?;
            tx.retention().delete_empty_mailings()?;
            old.iter().try_for_each(|(_, debit)| tx.debits().delete(*debit))?;
            Ok(gone + old.len())
        })?;
        for &(sim, debit) in old {
            outbox.ledger.refund(sim, debit);
        }
        self.next_clean = now.mono + if gone > 0 { CLEAN_AGAIN } else { CLEAN_EVERY };
        Ok(())
    }
}
