//! Recipients who answer STOP to a line, or START: noted as they say so.

use crate::flow::outbound;
use crate::flow::stop::{Keyword, keyword};
use crate::gateway::outbound::outbox::Effect;
use crate::gateway::transaction::Transaction;
use crate::model::SimKey;
use crate::store::StoreError;

/// What a recipient says with this message of whether it wants more of them.
pub fn heed(t: &mut Transaction, sim: SimKey, sender: &str, text: &str) -> Result<(), StoreError> {
    let sending = &t.settings.sending;
    if !sending.heeds_stop() {
        return Ok(());
    }
    let Some(keyword) = keyword(text) else { return Ok(()) };
    // A name can't be written to, so it can't stop it either.
    let Ok(recipient) = outbound::recipient(sender).map(|address| address.to_string()) else { return Ok(()) };
    let Some(line) = t.tx.sim_of(sim)? else { return Ok(()) };
    if !sending.rules(&line).stop_list {
        return Ok(());
    }
    let stop = keyword == Keyword::Stop;
    if stop {
        t.tx.stopped(sim, &recipient, text.trim(), t.now.wall)?;
    } else {
        t.tx.started(sim, &recipient)?;
    }
    t.then(Effect::Heeded { line, recipient, stop });
    Ok(())
}
