//! Missed calls, as rows of the transaction that tells of them.

use crate::flow::call::{self, MissedCall};
use crate::flow::notice::{Code, Kind};
use crate::store::{About, NewCall, StoreError};

use super::CODE_VALID;
use super::write::Write;

impl Write<'_> {
    /// A call goes where the messages of its line go, and in one order with them.
    pub(super) fn missed(&mut self, missed: &MissedCall) -> Result<(), StoreError> {
        let line = self.named(&missed.sim)?;
        let sim = self.tx.sim(&line)?;
        let directory = &self.settings.directory;
        let (sim_name, number) = directory.line(&line);
        let (owner, destinations) = directory.route(number);
        let code = call::code(missed.caller.as_deref(), directory.code_digits(&line)).map(|value| {
            let expires_at = self.now.wall.after(CODE_VALID);
            let (service, origin, confidence) = (None, None, call::CONFIDENCE);
            (Code { value, service, origin, confidence, expires_at: expires_at.to_string() }, expires_at)
        });
        let id = self.ids.next(missed.at);
        let number = number.map(|number| number.as_str());
        let seq = self.tx.missed(&NewCall { id, sim, sim_name: &sim_name, missed, number, owner, code })?;
        self.tell(&format!("{id}.missed"), Kind::CallMissed, About::Call(seq), sim, destinations)
    }
}
