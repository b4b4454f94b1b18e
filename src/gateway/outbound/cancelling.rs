//! Cancels messages of which nothing was sent.

use crate::flow::outbound::{Accepted, PartState, Refusal, RefusalCode, State};
use crate::gateway::transaction::Transaction;
use crate::store::{OutgoingPart, StoreError};

use super::ending::{refund_waiting, set_state};
use super::outbox::Effect;
use super::queue::key;

/// Cancels a message of which no part was submitted.
pub fn cancel(t: &mut Transaction, id: &str) -> Result<Result<Accepted, Refusal>, StoreError> {
    let Some((message, head)) = t.tx.outgoing().find(id)? else { return Ok(Err(unknown_message())) };
    let parts = t.tx.outgoing_parts().of(message)?;
    if head.state == State::Cancelled {
        return Ok(Ok(accepted(id, State::Cancelled, &parts)));
    }
    if head.state.is_over() {
        return Ok(Err(wrong_state(format!("the message is {} already", head.state.as_str()))));
    }
    if parts.iter().any(|part| part.state != PartState::Waiting) {
        return Ok(Err(wrong_state("parts of the message have gone out, or are being sent".to_owned())));
    }
    let open = t.tx.outgoing().open(message)?;
    refund_waiting(t, head.sim, &parts)?;
    for part in &parts {
        t.tx.outgoing_parts().set_state(part.id, PartState::Failed, None)?;
    }
    set_state(t, message, State::Cancelled, None)?;
    if let Some(open) = open {
        t.then(Effect::Dropped(key(&open)));
    }
    Ok(Ok(accepted(id, State::Cancelled, &parts)))
}

/// The answer to a change of a message.
pub fn accepted(id: &str, state: State, parts: &[OutgoingPart]) -> Accepted {
    Accepted { message_id: id.to_owned(), state, parts: u32::try_from(parts.len()).unwrap_or(u32::MAX) }
}

/// The refusal of a change of a message that doesn't exist.
pub fn unknown_message() -> Refusal {
    Refusal::new(RefusalCode::UnknownMessage, "no message that was to be sent has this id")
}

/// The refusal of a change that the state of a message doesn't allow.
pub fn wrong_state(why: String) -> Refusal {
    Refusal::new(RefusalCode::WrongState, why)
}
