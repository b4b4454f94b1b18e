//! What a remote says later of a message that it took.

use crate::flow::Action;
use crate::flow::outbound::{Progress, Standing};
use crate::gateway::transaction::Transaction;
use crate::store::StoreError;

use super::ending::sum_up_reports;

/// TP-ST as an SMSC says the same (TS 23.040 clause 9.2.3.15).
const RECEIVED: u8 = 0x00;
const NOT_DELIVERED: u8 = 0x40;

pub fn progressed(t: &mut Transaction, progress: &Progress) -> Result<(), StoreError> {
    let status = match progress.standing {
        Standing::Sent => None,
        Standing::Delivered => Some(RECEIVED),
        Standing::Failed => Some(NOT_DELIVERED),
    };
    let parts = t.tx.parts_of_remote(&progress.device, &progress.remote)?;
    if let (Some(status), Some(first)) = (status, parts.first()) {
        parts.iter().try_for_each(|part| t.tx.part_reported(part.id, status))?;
        sum_up_reports(t, first.message)?;
    }
    t.then(Action::Acknowledge { device: progress.device.clone(), ticket: progress.ticket });
    Ok(())
}
