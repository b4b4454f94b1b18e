//! The journal of PINs. A try is written before it is made.

use crate::flow::{Action, PinRequest, pin};
use crate::model::Secret;
use crate::store::StoreError;

use super::transaction::Transaction;

/// Decides whether a PIN may be tried. If so, writes the try to the journal.
pub fn judge(t: &mut Transaction, request: &PinRequest) -> Result<(), StoreError> {
    let fingerprint = fingerprint(t, &request.card, &request.pin);
    let verdict = pin::judge(t.tx.pins().history(&request.card, &fingerprint)?, request.attempts_left);
    if verdict == pin::Verdict::Try {
        t.tx.pins().mark_unsettled(&request.card, &fingerprint)?;
    }
    t.then(Action::AnswerPin { device: request.device.clone(), verdict });
    Ok(())
}

/// Writes the card's answer to a try.
pub fn record_try(t: &Transaction, card: &str, pin: &Secret, opened: bool) -> Result<(), StoreError> {
    t.tx.pins().set_outcome(card, &fingerprint(t, card, pin), opened)
}

/// Writes that a try worked: it has no answer, but the card is open.
pub fn record_success(t: &Transaction, card: &str, pin: &Secret) -> Result<(), StoreError> {
    t.tx.pins().mark_opened(card, &fingerprint(t, card, pin))
}

fn fingerprint(t: &Transaction, card: &str, pin: &Secret) -> [u8; 32] {
    t.fingerprint(&["pin", card, pin.reveal()])
}
