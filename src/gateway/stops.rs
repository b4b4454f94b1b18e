//! Recipients who answered STOP to a line: noted as they say so, and kept in mind for whatever is to be sent.

use crate::flow::ledger::SimKey;
use crate::flow::outbound;
use crate::flow::stop::{Said, Stopped, said};
use crate::model::SimId;
use crate::store::{Store, StoreError};

use super::sending::Effect;
use super::write::Write;

pub fn load(store: &Store) -> Result<Stopped, StoreError> {
    let mut stopped = Stopped::default();
    for row in store.stops()? {
        if let Some(line) = SimId::parse(&row.sim) {
            stopped.insert(line, row.recipient);
        }
    }
    Ok(stopped)
}

impl Write<'_> {
    /// What a recipient says with this message of whether it wants more of them.
    pub(super) fn heed(&mut self, sim: SimKey, sender: &str, text: &str) -> Result<(), StoreError> {
        let sending = &self.settings.sending;
        if !sending.heeds_stop() {
            return Ok(());
        }
        let Some(said) = said(text) else { return Ok(()) };
        // A name can't be written to, so it can't stop it either.
        let Ok(recipient) = outbound::recipient(sender).map(|address| address.to_string()) else { return Ok(()) };
        let Some(line) = self.tx.sim_of(sim)? else { return Ok(()) };
        if !sending.rules(&line).stop_list {
            return Ok(());
        }
        let stop = said == Said::Stop;
        if stop {
            self.tx.stopped(sim, &recipient, text.trim(), self.now.wall)?;
        } else {
            self.tx.started(sim, &recipient)?;
        }
        self.then(Effect::Heeded { line, recipient, stop });
        Ok(())
    }
}
