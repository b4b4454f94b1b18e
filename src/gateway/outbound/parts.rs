//! Writes what happens to parts: lines are reserved, parts are submitted, receipts are applied.
//!
//! The transaction that submits the first part of a message debits the line for all parts. The submission to the device
//! follows from that commit alone. A part that was submitted when the process ended is unknown, unless the device can
//! ask its remote.
//!
//! A modem gets one part at a time, each composed at that moment. A device that splits texts itself gets the whole
//! message; its parts count for the limits all the same.

use std::time::Duration;

use crate::at::RetryClass;
use crate::flow::Action;
use crate::flow::Takes;
use crate::flow::calendar::{End, IN_FLIGHT_MAX, StoredEnd};
use crate::flow::ledger::Debit;
use crate::flow::outbound::{
    Cause, NOT_TAKEN_WAIT, Orphan, Outcome, PartState, Receipt, SentAs, State, Submission, sum_up, wait_after,
};
use crate::gateway::fingerprints::recipient_fingerprint;
use crate::gateway::transaction::Transaction;
use crate::model::{Name, OutgoingPartRow, OutgoingRow, SimKey};
use crate::store::{OpenMessage, OutgoingHead, OutgoingPart, StoreError};

use super::composing;
use super::ending::{apply_reports, expire, refund_waiting, set_state};
use super::outbox::Effect;
use super::plan::{Pick, Plan};
use super::queue::Key;
use super::seats::Seat;

/// How long the remote is asked for the outcome of a submission that is unknown.
const ASKED_FOR: Duration = Duration::from_secs(3 * 86400);

/// Settles the submissions of the run before this one: asks the remote, or makes them unknown.
pub fn settle_orphans(t: &mut Transaction) -> Result<(), StoreError> {
    for part in t.tx.outgoing_parts().orphans()? {
        if !ask_remote(t, &part)? {
            mark_unknown(t, part.id, "simgate ended while the message was being sent")?;
        }
    }
    for part in t.tx.outgoing_parts().unknown_since(t.now.wall.before(ASKED_FOR))? {
        ask_remote(t, &part)?;
    }
    Ok(())
}

/// Asks the remote of a device that was started again for the outcomes that are unknown.
pub fn ask_again(t: &mut Transaction, device: &Name) -> Result<(), StoreError> {
    for part in t.tx.outgoing_parts().unknown_since(t.now.wall.before(ASKED_FOR))? {
        let head = t.tx.outgoing().head(part.message)?;
        if head.device.as_ref() == Some(device) {
            reconcile(t, &part, &head, device.clone())?;
        }
    }
    Ok(())
}

/// What an earlier run submitted to a device that takes whole texts.
fn submitted(t: &Transaction, part: &OutgoingPart) -> Result<Option<Box<Submission>>, StoreError> {
    let head = t.tx.outgoing().head(part.message)?;
    let line = match head.sim {
        Some(sim) => t.tx.lines().of_row(sim)?,
        None => None,
    };
    let Some((device, line)) = head.device.zip(line) else { return Ok(None) };
    let parts = u32::try_from(t.tx.outgoing_parts().of_submission(part.id)?.len()).unwrap_or(u32::MAX);
    let body = composing::whole(t.tx.outgoing().body(part.message)?, part.tries, parts, t.now.wall);
    Ok(Some(Box::new(Submission { device, ticket: part.id.get(), line, body })))
}

/// Asks the remote for the outcome of a submission. `false`: it can't be asked.
fn ask_remote(t: &mut Transaction, part: &OutgoingPart) -> Result<bool, StoreError> {
    let head = t.tx.outgoing().head(part.message)?;
    let can_ask = |device: &Name| t.settings.reconciling.contains(device);
    let Some(device) = head.device.clone().filter(can_ask) else { return Ok(false) };
    reconcile(t, part, &head, device)?;
    Ok(true)
}

fn reconcile(t: &mut Transaction, part: &OutgoingPart, head: &OutgoingHead, device: Name) -> Result<(), StoreError> {
    let parts = t.tx.outgoing_parts().of(part.message)?.len();
    let (remote_id, parts) = (composing::remote_id(&head.id, part.tries), u32::try_from(parts).unwrap_or(u32::MAX));
    // A person may have acted on one that was reported as unknown.
    let submission = if part.state == PartState::Submitted { submitted(t, part)? } else { None };
    t.then(Action::Reconcile(Box::new(Orphan { device, ticket: part.id.get(), remote_id, parts, submission })));
    Ok(())
}

/// Makes a submission unknown, because its outcome can't be learned any more.
pub fn mark_unknown(t: &mut Transaction, ticket: OutgoingPartRow, why: &str) -> Result<(), StoreError> {
    let parts = t.tx.outgoing_parts().of_submission(ticket)?;
    record_outcome(t, &parts, &Outcome::Unknown { why: why.to_owned() }, None)
}

/// Executes a plan: submits what was picked, expires messages, and writes `waits`, the new reasons of waiting messages.
pub fn execute(t: &mut Transaction, plan: &Plan, waits: &[(Key, String)]) -> Result<(), StoreError> {
    // A person may have held the outbox since the plan was made.
    if !plan.picks.is_empty() && !t.tx.identity().is_held()? {
        plan.picks.iter().try_for_each(|pick| reserve_and_submit(t, pick))?;
    }
    for key in &plan.expired {
        expire(t, key.1)?;
        t.then(Effect::Dropped(*key));
    }
    for (key, why) in waits {
        if let Some(open) = t.tx.outgoing().open(key.1)? {
            t.tx.outgoing().set_wait(key.1, open.failures, why)?;
        }
    }
    Ok(())
}

/// Reserves a line for a message, and submits its next part.
fn reserve_and_submit(t: &mut Transaction, pick: &Pick) -> Result<(), StoreError> {
    let message = pick.key.1;
    if t.tx.outgoing().head(message)?.state.is_over() {
        t.then(Effect::Dropped(pick.key));
        return Ok(());
    }
    let fingerprint = &pick.recipient_fingerprint;
    let debits =
        t.tx.outgoing().reserve_line(message, pick.sim, pick.device.as_str(), fingerprint, t.outbox.calendar.run())?;
    let Some(part) = t.tx.outgoing_parts().next_waiting(message)? else {
        t.then(Effect::Dropped(pick.key));
        return Ok(());
    };
    for id in debits {
        let debit = Debit { id, recipient_fingerprint: pick.recipient_fingerprint, end: End::Open };
        t.then(Effect::Debited { sim: pick.sim, debit });
    }
    t.then(Effect::Picked { key: pick.key, device: pick.device.clone(), sim: pick.sim });
    let outbox = t.outbox;
    match outbox.seats.get(&pick.device, pick.sim) {
        Some(seat) => submit(t, &part, &pick.device, seat),
        None => Ok(()),
    }
}

/// Submits a part, or the whole message of which it is the first part.
fn submit(t: &mut Transaction, part: &OutgoingPart, device: &Name, seat: &Seat) -> Result<(), StoreError> {
    let message = t.tx.outgoing().body(part.message)?;
    let body = if seat.takes == Takes::Texts {
        let mut parts = 0;
        while let Some(next) = t.tx.outgoing_parts().next_waiting(part.message)? {
            t.tx.outgoing_parts().mark_submitted(next.id, part.id, t.now.wall)?;
            parts += 1;
        }
        composing::whole(message, part.tries + 1, parts, t.now.wall)
    } else {
        t.tx.outgoing_parts().mark_submitted(part.id, part.id, t.now.wall)?;
        let more = t.tx.outgoing_parts().next_waiting(part.message)?.is_some();
        match composing::part(&message, part.sequence, more, t.now.wall) {
            Ok(body) => body,
            Err(cause) => {
                note_idle(t, Some(device), Some(seat.key));
                return retry_or_fail(t, Some(seat.key), part.message, std::slice::from_ref(part), &cause);
            }
        }
    };
    let (device, ticket, line) = (device.clone(), part.id.get(), seat.device_line.clone());
    t.then(Action::Submit(Box::new(Submission { device, ticket, line, body })));
    Ok(())
}

/// Writes the outcome of a submission, as its device reports it.
pub fn record_receipt(t: &mut Transaction, receipt: &Receipt) -> Result<(), StoreError> {
    let parts = t.tx.outgoing_parts().of_submission(OutgoingPartRow::new(receipt.ticket))?;
    if parts.is_empty() {
        let unknown = t.tx.outgoing_parts().unknown_of_submission(OutgoingPartRow::new(receipt.ticket))?;
        if let Some(first) = unknown.first()
            && is_remote(t, &receipt.device, first)?
        {
            return record_late_outcome(t, &unknown, &receipt.outcome);
        }
        note_idle(t, Some(&receipt.device), None);
        return Ok(());
    }
    record_outcome(t, &parts, &receipt.outcome, Some(&receipt.device))
}

/// Whether the device that had a part knows its messages by id. A late result of a modem may be about another part.
fn is_remote(t: &Transaction, device: &Name, part: &OutgoingPart) -> Result<bool, StoreError> {
    let sim = t.tx.outgoing().head(part.message)?.sim;
    let seat = sim.and_then(|sim| t.outbox.seats.get(device, sim));
    Ok(seat.is_some_and(|seat| seat.takes == Takes::Texts))
}

/// Writes the outcome of a submission that was unknown until its remote could be asked. It is not sent again, and its
/// debits stay.
fn record_late_outcome(t: &mut Transaction, parts: &[OutgoingPart], outcome: &Outcome) -> Result<(), StoreError> {
    let Some(first) = parts.first() else { return Ok(()) };
    let why = match outcome {
        Outcome::Unknown { .. } => return Ok(()),
        Outcome::Sent(known_as) => {
            parts.iter().try_for_each(|part| t.tx.outgoing_parts().mark_sent(part.id, known_as.as_ref()))?;
            None
        }
        Outcome::Failed(cause) => {
            let failed = |part: &OutgoingPart| t.tx.outgoing_parts().set_state(part.id, PartState::Failed, None);
            parts.iter().try_for_each(failed)?;
            Some(cause.why.as_str())
        }
    };
    if t.tx.outgoing().head(first.message)?.state != State::Unknown {
        return Ok(());
    }
    let state = state_by_parts(t, first.message)?;
    if state == State::Unknown {
        return Ok(());
    }
    set_state(t, first.message, state, why)?;
    apply_reports(t, first.message)
}

/// Writes the outcome of a submission: of one part, or of all parts that were left of a message.
///
/// `device` is the device that reports it, which may get the next part.
fn record_outcome(
    t: &mut Transaction,
    parts: &[OutgoingPart],
    outcome: &Outcome,
    device: Option<&Name>,
) -> Result<(), StoreError> {
    let Some(first) = parts.first() else { return Ok(()) };
    let message = first.message;
    let sim = t.tx.outgoing().head(message)?.sim;
    match outcome {
        Outcome::Sent(known_as) => {
            for part in parts {
                if let Some(SentAs::Reference(reference)) = known_as
                    && part.status.is_some()
                    && part.reference != Some(*reference)
                {
                    t.tx.outgoing_parts().clear_report(part.id)?;
                }
                t.tx.outgoing_parts().mark_sent(part.id, known_as.as_ref())?;
                end_debit(t, sim, part, Duration::ZERO)?;
            }
            if let Some(sim) = sim {
                t.then(Effect::LineSucceeded(sim));
            }
            continue_message(t, message, None, device, sim)
        }
        // The status report came before the result, which was lost. So the part was sent.
        Outcome::Unknown { .. } if parts.iter().all(|part| part.status.is_some()) => {
            record_outcome(t, parts, &Outcome::Sent(None), device)
        }
        Outcome::Unknown { why } => {
            for part in parts {
                t.tx.outgoing_parts().set_state(part.id, PartState::Unknown, None)?;
                end_debit(t, sim, part, IN_FLIGHT_MAX)?;
            }
            if device.is_some() {
                note_failure(t, sim, why, false);
            }
            continue_message(t, message, Some(why), device, sim)
        }
        Outcome::Failed(cause) => {
            if let Some(class) = cause.class.filter(|class| *class != RetryClass::Never) {
                note_failure(t, sim, &cause.why, class == RetryClass::AskPerson);
            }
            note_idle(t, device, sim);
            retry_or_fail(t, sim, message, parts, cause)
        }
    }
}

/// Notes that a line failed, which may take it out of the pool.
fn note_failure(t: &mut Transaction, sim: Option<SimKey>, why: &str, needs_person: bool) {
    if let Some(sim) = sim {
        t.then(Effect::LineFailed { sim, why: why.to_owned(), needs_person });
    }
}

/// Writes the end of a part's debit. `later`: how long from now the network may still accept the part.
fn end_debit(t: &mut Transaction, sim: Option<SimKey>, part: &OutgoingPart, later: Duration) -> Result<(), StoreError> {
    let Some(debit) = part.debit else { return Ok(()) };
    let calendar = &t.outbox.calendar;
    let at = calendar.uptime(t.now) + later;
    let end = StoredEnd { run: calendar.run().clone(), ended: Some(at), latest: calendar.latest(at) };
    t.tx.debits().set_end(debit, &end)?;
    if let Some(sim) = sim {
        t.then(Effect::DebitEnded { sim, debit, end: End::At(at) });
    }
    Ok(())
}

/// Submits the next part of a message at once, or ends the message if no part is left.
fn continue_message(
    t: &mut Transaction,
    message: OutgoingRow,
    why: Option<&str>,
    device: Option<&Name>,
    sim: Option<SimKey>,
) -> Result<(), StoreError> {
    if t.tx.outgoing().head(message)?.state.is_over() {
        note_idle(t, device, sim);
        return Ok(());
    }
    let Some(next) = t.tx.outgoing_parts().next_waiting(message)? else {
        note_idle(t, device, sim);
        let state = state_by_parts(t, message)?;
        set_state(t, message, state, why)?;
        return apply_reports(t, message);
    };
    let outbox = t.outbox;
    let seat = device.zip(sim).and_then(|(device, sim)| outbox.seats.get(device, sim));
    match (device, seat) {
        (Some(device), Some(seat)) if next.debit.is_some() => submit(t, &next, device, seat),
        _ => {
            note_idle(t, device, sim);
            if let Some(open) = t.tx.outgoing().open(message)? {
                requeue(t, open, Duration::ZERO, None);
            }
            Ok(())
        }
    }
}

/// The state of a message without a part that waits.
fn state_by_parts(t: &Transaction, message: OutgoingRow) -> Result<State, StoreError> {
    let states = t.tx.outgoing_parts().statuses(message)?;
    let any = |wanted: PartState| states.iter().any(|(state, _)| *state == wanted);
    Ok(sum_up(any(PartState::Unknown), any(PartState::Failed)))
}

/// Notes that a line has no submission any more.
fn note_idle(t: &mut Transaction, device: Option<&Name>, sim: Option<SimKey>) {
    if let Some(device) = device {
        t.then(Effect::Idle { device: device.clone(), sim });
    }
}

/// Queues a message again, to be tried after a while, preferably on another line than `avoid`.
fn requeue(t: &mut Transaction, open: OpenMessage, wait: Duration, avoid: Option<SimKey>) {
    let recipient_fingerprint = recipient_fingerprint(t.keyed, &open.recipient);
    t.then(Effect::Requeued { open, recipient_fingerprint, wait, avoid });
}

/// Retries parts of which nothing was sent, or fails the message if a retry is useless.
fn retry_or_fail(
    t: &mut Transaction,
    sim: Option<SimKey>,
    message: OutgoingRow,
    failed: &[OutgoingPart],
    cause: &Cause,
) -> Result<(), StoreError> {
    for part in failed {
        t.tx.outgoing_parts().clear_report(part.id)?;
        t.tx.outgoing_parts().set_state(part.id, PartState::Waiting, None)?;
    }
    let parts = t.tx.outgoing_parts().of(message)?;
    if cause.class == Some(RetryClass::Never) {
        refund_waiting(t, sim, &parts)?;
        failed.iter().try_for_each(|part| t.tx.outgoing_parts().set_state(part.id, PartState::Failed, None))?;
        return set_state(t, message, State::Failed, Some(&cause.why));
    }
    let begun = parts.iter().any(|part| part.state == PartState::Sent || part.state == PartState::Unknown);
    if !begun {
        // The line that sends it next is debited then.
        refund_waiting(t, sim, &parts)?;
        t.tx.outgoing().release_line(message)?;
    }
    let Some(open) = t.tx.outgoing().open(message)? else { return Ok(()) };
    let failures = open.failures + u32::from(cause.class.is_some());
    let wait = cause.class.map_or(NOT_TAKEN_WAIT, |class| wait_after(failures, class));
    t.tx.outgoing().set_wait(message, failures, &cause.why)?;
    requeue(t, OpenMessage { failures, ..open }, wait, sim.filter(|_| !begun));
    Ok(())
}
