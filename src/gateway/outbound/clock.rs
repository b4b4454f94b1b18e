//! What time it is by somebody's word, and what that says of debits.

use crate::flow::Event;
use crate::flow::calendar::{Calendar, Heard};
use crate::model::Now;
use crate::store::{Store, StoreError};

/// A clock that is right by somebody's word is noted, with what it says of debits, before it opens anything.
pub fn follow(calendar: &mut Calendar, event: &Event, store: &mut Store, now: Now) -> Result<(), StoreError> {
    let mut next = calendar.clone();
    let heard = if let Event::ClockSynchronised(then) = event {
        next.synchronised(*then)
    } else if let Event::ClockTold(then) = event {
        next.told(*then)
    } else {
        return Ok(());
    };
    if heard != Heard::Nothing {
        store.transaction(|tx| {
            tx.clock_seen(next.run(), next.seen())?;
            let debits = if heard == Heard::News { tx.ended_debits()? } else { Vec::new() };
            let dated = debits.iter().filter_map(|(id, kept)| Some((*id, next.dated(kept, now)?)));
            dated.into_iter().try_for_each(|(id, kept)| tx.debit_ended(id, &kept))
        })?;
    }
    *calendar = next;
    Ok(())
}
