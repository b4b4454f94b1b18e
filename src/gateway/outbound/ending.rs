//! Ends messages: sent, failed, expired, or in the state that status reports name. Refunds debits that were not used.

use crate::flow::delivery::Lane;
use crate::flow::notice::Kind;
use crate::flow::outbound::{PartState, State};
use crate::gateway::deliveries::announcing::announce;
use crate::gateway::transaction::Transaction;
use crate::model::{OutgoingRow, SimKey};
use crate::pdu;
use crate::store::{About, OutgoingPart, StoreError};

use super::outbox::Effect;

/// Writes the state of a message and announces it to destinations that receive statuses.
pub fn set_state(t: &mut Transaction, message: OutgoingRow, state: State, why: Option<&str>) -> Result<(), StoreError> {
    t.tx.outgoing().set_state(message, state, why, t.now.wall)?;
    let Some(kind) = Kind::of(state) else { return Ok(()) };
    let head = t.tx.outgoing().head(message)?;
    let number = head.sender.as_deref().and_then(|number| number.parse().ok());
    let destinations = t.settings.status_destinations(number.as_ref());
    let event = format!("{}.{}", head.id, state.as_str());
    announce(t, &event, kind, About::Outgoing(message), Lane::of(head.sim), head.sender.as_deref(), &destinations)
}

/// Fails a message whose time to live is over.
pub fn expire(t: &mut Transaction, message: OutgoingRow) -> Result<(), StoreError> {
    let head = t.tx.outgoing().head(message)?;
    if head.state.is_over() {
        return Ok(());
    }
    let parts = t.tx.outgoing_parts().of(message)?;
    refund_waiting(t, head.sim, &parts)?;
    for part in parts.iter().filter(|part| part.state == PartState::Waiting) {
        t.tx.outgoing_parts().set_state(part.id, PartState::Failed, None)?;
    }
    set_state(t, message, State::Failed, Some("its time to live was over before it could be sent"))
}

/// Refunds the debits of parts that were not submitted.
pub fn refund_waiting(t: &mut Transaction, sim: Option<SimKey>, parts: &[OutgoingPart]) -> Result<(), StoreError> {
    for part in parts.iter().filter(|part| part.state == PartState::Waiting) {
        if let Some(debit) = part.debit {
            t.tx.outgoing_parts().clear_debit(part.id)?;
            t.tx.debits().delete(debit)?;
            if let Some(sim) = sim {
                t.then(Effect::Refunded { sim, debit });
            }
        }
    }
    Ok(())
}

/// Writes the state of a message that follows from the status reports of its parts.
pub fn apply_reports(t: &mut Transaction, message: OutgoingRow) -> Result<(), StoreError> {
    let parts = t.tx.outgoing_parts().statuses(message)?;
    let before = t.tx.outgoing().head(message)?.state;
    let all_sent = parts.iter().all(|(state, _)| *state == PartState::Sent);
    let outcomes: Vec<Option<pdu::Outcome>> =
        parts.iter().map(|(_, status)| status.map(|status| pdu::Status(status).outcome())).collect();
    let is = |wanted: pdu::Outcome| move |outcome: &Option<pdu::Outcome>| *outcome == Some(wanted);
    let lost =
        outcomes.iter().any(|outcome| is(pdu::Outcome::Permanent)(outcome) || is(pdu::Outcome::Temporary)(outcome));
    let after = if !all_sent {
        return Ok(());
    } else if outcomes.iter().all(is(pdu::Outcome::Delivered)) {
        State::Delivered
    } else if lost {
        State::Undelivered
    } else if before == State::Unknown {
        State::Sent
    } else {
        return Ok(());
    };
    if before == after || matches!(before, State::Delivered | State::Failed | State::Cancelled) {
        return Ok(());
    }
    let why = (after == State::Undelivered).then_some("the network could not deliver it");
    set_state(t, message, after, why)
}
