//! Writes a STOP or START that a recipient sends to a line.

use crate::flow::outbound;
use crate::flow::stop::{Keyword, keyword};
use crate::gateway::outbound::outbox::Effect;
use crate::gateway::transaction::Transaction;
use crate::model::SimKey;
use crate::store::StoreError;

/// Adds the sender to the stop list of a line, or removes it, if the text is STOP or START.
pub fn apply(t: &mut Transaction, sim: SimKey, sender: &str, text: &str) -> Result<(), StoreError> {
    let sending = &t.settings.sending;
    if !sending.has_stop_list() {
        return Ok(());
    }
    let Some(keyword) = keyword(text) else { return Ok(()) };
    // An alphanumeric sender can't receive messages, so it can't stop them.
    let Ok(recipient) = outbound::recipient(sender).map(|address| address.to_string()) else { return Ok(()) };
    let Some(line) = t.tx.lines().of_row(sim)? else { return Ok(()) };
    if !sending.rules(&line).stop_list {
        return Ok(());
    }
    let stop = keyword == Keyword::Stop;
    if stop {
        t.tx.stops().insert(sim, &recipient, text.trim(), t.now.wall)?;
    } else {
        t.tx.stops().delete(sim, &recipient)?;
    }
    t.then(Effect::StopChanged { line, recipient, stop });
    Ok(())
}
