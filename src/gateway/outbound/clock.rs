//! Stores readings of a synchronised clock, and dates debits by them.

use crate::flow::Event;
use crate::flow::calendar::{Calendar, ClockReading};
use crate::model::Now;
use crate::store::{Store, StoreError};

/// Writes a clock reading and the new dates of debits. The calendar changes only after the commit, so a limit opens no
/// room before the reading is on disk.
pub fn record(calendar: &mut Calendar, event: &Event, store: &mut Store, now: Now) -> Result<(), StoreError> {
    let mut next = calendar.clone();
    let reading = if let Event::ClockSynchronised(then) = event {
        next.note_synchronised(*then)
    } else if let Event::NetworkTime(then) = event {
        next.note_network_time(*then)
    } else {
        return Ok(());
    };
    if reading != ClockReading::Unchanged {
        store.transaction(|tx| {
            tx.debits().set_clock_offsets(next.run(), next.offsets())?;
            let debits = if reading == ClockReading::New { tx.debits().ended()? } else { Vec::new() };
            let redated = debits.iter().filter_map(|(id, end)| Some((*id, next.redated(end, now)?)));
            redated.into_iter().try_for_each(|(id, end)| tx.debits().set_end(id, &end))
        })?;
    }
    *calendar = next;
    Ok(())
}
