//! The journal of PINs: written before one is tried.

use crate::flow::{Action, PinRequest, pin};
use crate::model::Secret;
use crate::store::StoreError;

use super::transaction::Transaction;

/// A card wants its PIN: whether it may be tried.
pub fn wanted(t: &mut Transaction, request: &PinRequest) -> Result<(), StoreError> {
    let mark = fingerprint(t, &request.card, &request.pin);
    let verdict = pin::judge(t.tx.pin_history(&request.card, &mark)?, request.attempts_left);
    if verdict == pin::Verdict::Try {
        t.tx.pin_risked(&request.card, &mark)?;
    }
    t.then(Action::AnswerPin { device: request.device.clone(), verdict });
    Ok(())
}

pub fn tried(t: &Transaction, card: &str, pin: &Secret, opened: bool) -> Result<(), StoreError> {
    t.tx.pin_tried(card, &fingerprint(t, card, pin), opened)
}

/// The card is open although nothing was heard of a try: it worked.
pub fn worked(t: &Transaction, card: &str, pin: &Secret) -> Result<(), StoreError> {
    t.tx.pin_worked(card, &fingerprint(t, card, pin))
}

fn fingerprint(t: &Transaction, card: &str, pin: &Secret) -> [u8; 32] {
    t.fingerprint(&["pin", card, pin.reveal()])
}
