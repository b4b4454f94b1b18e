//! Writes the progress of a message that a remote accepted earlier.

use crate::flow::Action;
use crate::flow::outbound::{Progress, RemoteState};
use crate::gateway::transaction::Transaction;
use crate::store::StoreError;

use super::ending::apply_reports;

/// TP-ST values with the same meaning (TS 23.040 9.2.3.15).
const RECEIVED: u8 = 0x00;
const NOT_DELIVERED: u8 = 0x40;

/// Writes the state that a remote reports, as the status of all parts.
pub fn record(t: &mut Transaction, progress: &Progress) -> Result<(), StoreError> {
    let status = match progress.state {
        RemoteState::Sent => None,
        RemoteState::Delivered => Some(RECEIVED),
        RemoteState::Failed => Some(NOT_DELIVERED),
    };
    let parts = t.tx.outgoing_parts().of_remote(&progress.device, &progress.remote)?;
    if let (Some(status), Some(first)) = (status, parts.first()) {
        parts.iter().try_for_each(|part| t.tx.outgoing_parts().set_status(part.id, status))?;
        apply_reports(t, first.message)?;
    }
    t.then(Action::Acknowledge { device: progress.device.clone(), ticket: progress.ticket });
    Ok(())
}
