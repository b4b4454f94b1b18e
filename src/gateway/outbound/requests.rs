//! Answers requests about messages to send: to send, cancel or settle one.

use crate::flow::Action;
use crate::flow::outbound::{Accepted, PartState, Refusal, Request, State};
use crate::gateway::transaction::Transaction;
use crate::store::StoreError;

use super::acceptance::accept;
use super::cancelling::{accepted, cancel, unknown_message, wrong_state};
use super::ending::set_state;
use super::mailings;

/// Executes a request and adds the answer as an effect.
pub fn answer(t: &mut Transaction, ticket: u64, request: &Request) -> Result<(), StoreError> {
    let answer = match request {
        Request::Send(request) => accept(t, request)?,
        Request::Cancel { message_id } => cancel(t, message_id)?,
        Request::SendMailing(mailing) => mailings::accept(t, mailing)?,
        Request::CancelMailing { mailing } => mailings::cancel_all(t, *mailing)?,
        Request::Settle { message_id, state } => settle(t, message_id, *state)?,
    };
    t.then(Action::AnswerRequest { ticket, answer });
    Ok(())
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
