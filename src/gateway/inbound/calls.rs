//! Writes missed calls and announces them.

use crate::flow::call::{self, MissedCall};
use crate::flow::delivery::Lane;
use crate::flow::notice::Kind;
use crate::gateway::cards::line_of;
use crate::gateway::deliveries::announcing::announce;
use crate::gateway::transaction::Transaction;
use crate::store::{About, NewCall, StoreError};

use super::codes;

/// Writes a missed call. Its event is routed like the messages of its line, and keeps their order.
pub fn record(t: &mut Transaction, missed: &MissedCall) -> Result<(), StoreError> {
    let line = line_of(t.tx, &missed.line)?;
    let sim = t.tx.lines().ensure_row(&line)?;
    let directory = &t.settings.directory;
    let (sim_name, number) = directory.line(&line);
    let (owner, destinations) = directory.route(number);
    let code = call::code(missed.caller.as_deref(), directory.code_digits(&line));
    let code = code.map(|value| codes::of_call(value, t.now.wall));
    let id = t.ids.next(missed.at);
    let number = number.map(|number| number.as_str());
    let seq = t.tx.calls().insert(&NewCall { id, sim, sim_name: &sim_name, missed, number, owner, code })?;
    let event = format!("{id}.missed");
    announce(t, &event, Kind::CallMissed, About::Call(seq), Lane::Line(sim), number, destinations)
}
