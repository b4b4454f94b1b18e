//! Writes changes of callers' own settings: webhooks, tokens, exports, phones.

use crate::flow::Action;
use crate::flow::change::{Change, EXPORT_MAX, Export, HOOKS_MAX, NewHook, NewPhone, TOKENS_MAX};
use crate::flow::outbound::{Outcome, Receipt, Refusal, RefusalCode};
use crate::store::StoreError;

use super::deliveries::queues;
use super::outbound::parts;
use super::transaction::{Effect, Transaction};

/// Writes a change and adds the answer as an effect.
pub fn write(t: &mut Transaction, ticket: u64, change: &Change) -> Result<(), StoreError> {
    let answer = match change {
        Change::SetHook(hook) => set_hook(t, hook)?,
        Change::RemoveHook { owner, id } => match t.tx.hooks().delete(*owner, id)? {
            true => {
                t.then(Effect::HooksChanged);
                Ok(())
            }
            false => Err(unknown("no webhook of this caller has this id")),
        },
        Change::Export(export) => deliver_again(t, export)?,
        Change::AddToken(token) => {
            t.tx.tokens().insert(token, TOKENS_MAX, t.now.wall)?;
            Ok(())
        }
        Change::RefreshToken { refresh, token } => match t.tx.tokens().use_refresh(refresh, t.now.wall)? {
            true => {
                t.tx.tokens().insert(token, TOKENS_MAX, t.now.wall)?;
                Ok(())
            }
            false => Err(unknown("the refresh token is not known, or was used")),
        },
        Change::RevokeToken { key, jti } => match t.tx.tokens().delete(*key, jti)? {
            true => Ok(()),
            false => Err(unknown("no token of this caller has this id")),
        },
        Change::RegisterPhone(phone) => {
            register_phone(t, phone)?;
            Ok(())
        }
    };
    t.then(Action::AnswerChange { ticket, answer });
    Ok(())
}

fn set_hook(t: &mut Transaction, hook: &NewHook) -> Result<Result<(), Refusal>, StoreError> {
    // The key may have been removed since the request was admitted.
    if !t.tx.hooks().has_owner(hook.owner)? {
        return Ok(Err(unknown("the key was removed")));
    }
    if t.tx.hooks().count_others(hook.owner, &hook.id)? >= HOOKS_MAX {
        let message = format!("this caller has {HOOKS_MAX} webhooks, and more are not kept");
        return Ok(Err(Refusal::new(RefusalCode::InvalidField, message)));
    }
    t.tx.hooks().set(hook.owner, &hook.id, &hook.url, hook.event, t.now.wall)?;
    t.then(Effect::HooksChanged);
    Ok(Ok(()))
}

/// Writes a new delivery for each message of a period to each webhook of the owner. The events keep their ids, so a
/// receiver recognises those that it has.
fn deliver_again(t: &mut Transaction, export: &Export) -> Result<Result<(), Refusal>, StoreError> {
    let hooks = t.hooks.of(export.owner).filter(|hook| export.events.contains(&hook.event));
    let hooks: Vec<_> = hooks.cloned().collect();
    let messages = t.tx.hooks().count_received(export.since, export.until)?;
    let receivers = u32::try_from(hooks.len()).unwrap_or(u32::MAX);
    if messages.saturating_mul(receivers) > EXPORT_MAX {
        let message = format!(
            "{messages} messages of this period for {receivers} webhooks: at most {EXPORT_MAX} deliveries are made at once"
        );
        return Ok(Err(Refusal::new(RefusalCode::InvalidField, message)));
    }
    for hook in hooks {
        for (delivery, lane) in t.tx.hooks().deliver_again(&hook, export.since, export.until, t.now.wall)? {
            t.then(queues::Effect::Offer { destination: hook.destination.clone(), delivery, lane });
        }
    }
    Ok(Ok(()))
}

/// Writes a registration. The phone that had it before may have sent what it got, and the new one does not know these
/// messages.
fn register_phone(t: &mut Transaction, phone: &NewPhone) -> Result<(), StoreError> {
    t.tx.phones().set(phone, t.now.wall)?;
    for part in t.tx.outgoing_parts().submissions_of(&phone.device)? {
        if !phone.kept.contains(&part.get()) {
            let why = "another phone, or an app that was installed anew, took its place".to_owned();
            let outcome = Outcome::Unknown { why };
            let receipt = Receipt { device: phone.device.clone(), ticket: part.get(), outcome };
            parts::record_receipt(t, &receipt)?;
        }
    }
    Ok(())
}

fn unknown(why: &str) -> Refusal {
    Refusal::new(RefusalCode::UnknownMessage, why)
}
