//! Answers requests about messages to send: to send, cancel or settle one.

use crate::flow::Action;
use crate::flow::outbound::{Accepted, PartState, Refusal, RefusalCode, Request, State};
use crate::gateway::transaction::Transaction;
use crate::store::{OutgoingPart, StoreError};

use super::acceptance::accept;
use super::ending::{refund_waiting, set_state};
use super::outbox::Effect;
use super::queue::key;

/// Executes a request and adds the answer as an effect.
pub fn answer(t: &mut Transaction, ticket: u64, request: &Request) -> Result<(), StoreError> {
    let answer = match request {
        Request::Send(request) => accept(t, request)?,
        Request::Cancel { message_id } => cancel(t, message_id)?,
        Request::Settle { message_id, state } => settle(t, message_id, *state)?,
    };
    t.then(Action::AnswerRequest { ticket, answer });
    Ok(())
}

/// Cancels a message of which no part was submitted.
fn cancel(t: &mut Transaction, id: &str) -> Result<Result<Accepted, Refusal>, StoreError> {
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

/// Sets the state of a message whose outcome a person found out. Its debits stay.
fn settle(t: &mut Transaction, id: &str, state: State) -> Result<Result<Accepted, Refusal>, StoreError> {
    let Some((message, head)) = t.tx.outgoing().find(id)? else { return Ok(Err(unknown_message())) };
    let parts_are = match state {
        State::Sent => PartState::Sent,
        State::Failed => PartState::Failed,
        State::Queued | State::Sending | State::Unknown | State::Delivered | State::Undelivered | State::Cancelled => {
            return Ok(Err(wrong_state("a message is settled as `sent` or as `failed`".to_owned())));
        }
    };
    if head.state != State::Unknown {
        let state = head.state.as_str();
        return Ok(Err(wrong_state(format!("only an unknown message is settled; this one is {state}"))));
    }
    let parts = t.tx.outgoing_parts().of(message)?;
    for part in parts.iter().filter(|part| part.state == PartState::Unknown) {
        t.tx.outgoing_parts().set_state(part.id, parts_are, None)?;
    }
    set_state(t, message, state, Some("settled by a person"))?;
    Ok(Ok(accepted(id, state, &parts)))
}

fn accepted(id: &str, state: State, parts: &[OutgoingPart]) -> Accepted {
    Accepted { message_id: id.to_owned(), state, parts: u32::try_from(parts.len()).unwrap_or(u32::MAX) }
}

fn unknown_message() -> Refusal {
    Refusal::new(RefusalCode::UnknownMessage, "no message that was to be sent has this id")
}

fn wrong_state(why: String) -> Refusal {
    Refusal::new(RefusalCode::WrongState, why)
}
