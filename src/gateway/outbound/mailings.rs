//! Accepts and cancels mailings: one text to several recipients. All of their messages are accepted, or none is.

use std::collections::BTreeSet;

use crate::flow::outbound::{Accepted, Mailing, RECIPIENTS_MAX, Refusal, RefusalCode, SendRequest, State};
use crate::gateway::transaction::Transaction;
use crate::model::MailingRow;
use crate::store::StoreError;

use super::acceptance::{check, insert};
use super::cancelling::cancel;

/// Accepts a mailing and queues its messages, or refuses it and writes nothing.
pub fn accept(t: &mut Transaction, mailing: &Mailing) -> Result<Result<Accepted, Refusal>, StoreError> {
    let caller = &mailing.message.caller;
    if let Some(id) = &mailing.id
        && t.tx.mailings().has_id(caller, id)?
    {
        return Ok(Err(Refusal::new(RefusalCode::KeyReused, "a message with this id exists already")));
    }
    if !(1..=RECIPIENTS_MAX).contains(&mailing.recipients.len()) {
        let message = format!("a message needs 1 to {RECIPIENTS_MAX} recipients");
        return Ok(Err(Refusal::new(RefusalCode::InvalidField, message)));
    }
    let mut checked = Vec::new();
    let (mut numbers, mut parts): (BTreeSet<String>, u32) = (BTreeSet::new(), 0);
    for to in &mailing.recipients {
        let request = SendRequest { key: None, to: to.clone(), ..mailing.message.clone() };
        // Those before it are not queued yet, and need room, too.
        let (recipient, own_parts) = match check(t, &request, parts)? {
            Ok(checked) => checked,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if !numbers.insert(recipient.clone()) {
            return Ok(Err(Refusal::new(RefusalCode::InvalidRecipient, "a recipient is named twice")));
        }
        parts = parts.saturating_add(own_parts);
        checked.push((request, recipient, own_parts));
    }
    let id = mailing.id.clone().unwrap_or_else(|| t.ids.next(t.now.wall).to_string());
    let row = t.tx.mailings().insert(caller, &id, t.now.wall)?;
    for (request, recipient, own_parts) in checked {
        let (message, _) = insert(t, &request, &recipient, own_parts)?;
        t.tx.mailings().add_recipient(row, message, &request.to)?;
    }
    Ok(Ok(Accepted { message_id: id, state: State::Queued, parts }))
}

/// Cancels the messages of a mailing of which no part was submitted. Refuses if there is none.
pub fn cancel_all(t: &mut Transaction, mailing: MailingRow) -> Result<Result<Accepted, Refusal>, StoreError> {
    let Some((id, messages)) = t.tx.mailings().messages_of(mailing)? else {
        return Ok(Err(Refusal::new(RefusalCode::UnknownMessage, "no message has this id")));
    };
    let mut parts = 0;
    for message in messages {
        let is_waiting = t.tx.outgoing().find(&message)?.is_some_and(|(_, head)| !head.state.is_over());
        if is_waiting && let Ok(cancelled) = cancel(t, &message)? {
            parts += cancelled.parts;
        }
    }
    Ok(match parts {
        0 => Err(Refusal::new(RefusalCode::WrongState, "the message is not pending any more")),
        _ => Ok(Accepted { message_id: id, state: State::Cancelled, parts }),
    })
}
