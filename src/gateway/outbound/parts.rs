//! Parts on their way out: lines reserved, parts handed over, receipts noted.
//!
//! A line is debited for all parts of a message in the transaction that hands over the first one, and what the device
//! is told follows from that transaction alone. What was handed over when this process ended is unknown, where the device
//! can't ask its remote.
//!
//! A modem is handed part by part, each composed only now; a device that splits texts by itself gets the whole message, of
//! which the parts count for the limits all the same.

use std::time::Duration;

use crate::at::RetryClass;
use crate::flow::Action;
use crate::flow::Takes;
use crate::flow::calendar::{End, Kept, STILL_UNDER_WAY};
use crate::flow::ledger::Debit;
use crate::flow::outbound::{
    Cause, NOT_TAKEN_WAIT, Orphan, Outcome, PartState, Receipt, SentAs, State, Submission, sum_up, wait_after,
};
use crate::gateway::fingerprints::recipient_fingerprint;
use crate::gateway::transaction::Transaction;
use crate::model::{Name, OutgoingPartRow, OutgoingRow, SimKey};
use crate::store::{OpenMessage, OutgoingPart, StoreError};

use super::composing;
use super::ending::{expired, give_back, over, sum_up_reports};
use super::outbox::Effect;
use super::plan::{Pick, Plan};
use super::queue::Key;
use super::seats::Seat;

/// What the run before this one had handed over and not heard of.
pub fn settle_orphans(t: &mut Transaction) -> Result<(), StoreError> {
    for part in t.tx.orphans()? {
        let head = t.tx.outgoing_head(part.message)?;
        match head.device.filter(|device| t.settings.reconciling.contains(device)) {
            Some(device) => {
                let orphan = Orphan { device, ticket: part.id.get(), message_id: head.id };
                t.then(Action::Reconcile(Box::new(orphan)));
            }
            None => lost(t, part.id, "simgate ended while the message was being sent")?,
        }
    }
    Ok(())
}

/// Nobody will hear what became of a submission.
pub fn lost(t: &mut Transaction, ticket: OutgoingPartRow, why: &str) -> Result<(), StoreError> {
    let parts = t.tx.submitted(ticket)?;
    came_out(t, &parts, &Outcome::Unknown { why: why.to_owned() }, None)
}

/// Hands out what was planned, and notes why the rest waits where that is alerts.
pub fn send_out(t: &mut Transaction, plan: &Plan, waits: &[(Key, String)]) -> Result<(), StoreError> {
    // A person may have held them since.
    if !plan.picks.is_empty() && !t.tx.is_held()? {
        plan.picks.iter().try_for_each(|pick| self::pick(t, pick))?;
    }
    for key in &plan.expired {
        expired(t, key.1)?;
        t.then(Effect::Dropped(*key));
    }
    for (key, why) in waits {
        if let Some(open) = t.tx.open_message(key.1)? {
            t.tx.outgoing_waits(key.1, open.failures, why)?;
        }
    }
    Ok(())
}

/// Reserves a line for a message and hands over its next part.
pub fn pick(t: &mut Transaction, pick: &Pick) -> Result<(), StoreError> {
    let message = pick.key.1;
    if t.tx.outgoing_head(message)?.state.is_over() {
        t.then(Effect::Dropped(pick.key));
        return Ok(());
    }
    let debits = t.tx.reserved(message, pick.sim, pick.device.as_str(), &pick.mark, t.outbox.calendar.run())?;
    let Some(part) = t.tx.next_part(message)? else {
        t.then(Effect::Dropped(pick.key));
        return Ok(());
    };
    for id in debits {
        let debit = Debit { id, recipient: pick.mark, end: End::Open };
        t.then(Effect::Debited { sim: pick.sim, debit });
    }
    t.then(Effect::Picked { key: pick.key, device: pick.device.clone(), sim: pick.sim });
    let outbox = t.outbox;
    match outbox.seats.get(&pick.device, pick.sim) {
        Some(seat) => hand(t, &part, &pick.device, seat),
        None => Ok(()),
    }
}

/// Hands over the next part; or the whole message, of which that is the first one.
fn hand(t: &mut Transaction, part: &OutgoingPart, device: &Name, seat: &Seat) -> Result<(), StoreError> {
    let message = t.tx.outgoing_body(part.message)?;
    let body = if seat.takes == Takes::Texts {
        while let Some(next) = t.tx.next_part(part.message)? {
            t.tx.handed(next.id, part.id, t.now.wall)?;
        }
        composing::whole(message, t.now.wall)
    } else {
        t.tx.handed(part.id, part.id, t.now.wall)?;
        let more = t.tx.next_part(part.message)?.is_some();
        match composing::part(&message, part.sequence, more, t.now.wall) {
            Ok(body) => body,
            Err(cause) => {
                idle(t, Some(device), Some(seat.key));
                return try_again(t, Some(seat.key), part.message, std::slice::from_ref(part), &cause);
            }
        }
    };
    let (device, ticket, line) = (device.clone(), part.id.get(), seat.told.clone());
    t.then(Action::Submit(Box::new(Submission { device, ticket, line, body })));
    Ok(())
}

/// A device is done with a submission.
pub fn received(t: &mut Transaction, receipt: &Receipt) -> Result<(), StoreError> {
    let parts = t.tx.submitted(OutgoingPartRow::new(receipt.ticket))?;
    if parts.is_empty() {
        t.then(Effect::Idle { device: receipt.device.clone(), sim: None });
        return Ok(());
    }
    came_out(t, &parts, &receipt.outcome, Some(&receipt.device))
}

/// What came of a submission, which is one part or all that were left of a message. `device`: it may be given the next one.
fn came_out(
    t: &mut Transaction,
    parts: &[OutgoingPart],
    outcome: &Outcome,
    device: Option<&Name>,
) -> Result<(), StoreError> {
    let Some(first) = parts.first() else { return Ok(()) };
    let message = first.message;
    let sim = t.tx.outgoing_head(message)?.sim;
    match outcome {
        Outcome::Sent(known_as) => {
            for part in parts {
                if let Some(SentAs::Reference(reference)) = known_as
                    && part.status.is_some()
                    && part.reference != Some(*reference)
                {
                    t.tx.part_unreported(part.id)?;
                }
                t.tx.part_sent(part.id, known_as.as_ref())?;
                end_debit(t, sim, part, Duration::ZERO)?;
            }
            if let Some(sim) = sim {
                t.then(Effect::LineWorks(sim));
            }
            go_on(t, message, None, device, sim)
        }
        // Its report was here before its result should have been.
        Outcome::Unknown { .. } if parts.iter().all(|part| part.status.is_some()) => {
            came_out(t, parts, &Outcome::Sent(None), device)
        }
        Outcome::Unknown { why } => {
            for part in parts {
                t.tx.part_is(part.id, PartState::Unknown, None)?;
                end_debit(t, sim, part, STILL_UNDER_WAY)?;
            }
            if device.is_some() {
                fails(t, sim, why, false);
            }
            go_on(t, message, Some(why), device, sim)
        }
        Outcome::Failed(cause) => {
            if let Some(class) = cause.class {
                blame(t, sim, &cause.why, class);
            }
            idle(t, device, sim);
            try_again(t, sim, message, parts, cause)
        }
    }
}

fn blame(t: &mut Transaction, sim: Option<SimKey>, why: &str, class: RetryClass) {
    if class != RetryClass::Never {
        fails(t, sim, why, class == RetryClass::AskPerson);
    }
}

fn fails(t: &mut Transaction, sim: Option<SimKey>, why: &str, needs_person: bool) {
    if let Some(sim) = sim {
        t.then(Effect::LineFails { sim, why: why.to_owned(), needs_person });
    }
}

/// `later`: how long the network may still take it after now.
fn end_debit(t: &mut Transaction, sim: Option<SimKey>, part: &OutgoingPart, later: Duration) -> Result<(), StoreError> {
    let Some(debit) = part.debit else { return Ok(()) };
    let calendar = &t.outbox.calendar;
    let at = calendar.uptime(t.now) + later;
    let kept = Kept { run: calendar.run().clone(), ended: Some(at), latest: calendar.latest(at) };
    t.tx.debit_ended(debit, &kept)?;
    if let Some(sim) = sim {
        t.then(Effect::Ended { sim, debit, end: End::At(at) });
    }
    Ok(())
}

/// A part is out, or may be: the next one goes at once, or the message is done.
fn go_on(
    t: &mut Transaction,
    message: OutgoingRow,
    why: Option<&str>,
    device: Option<&Name>,
    sim: Option<SimKey>,
) -> Result<(), StoreError> {
    if t.tx.outgoing_head(message)?.state.is_over() {
        idle(t, device, sim);
        return Ok(());
    }
    let Some(next) = t.tx.next_part(message)? else {
        idle(t, device, sim);
        let states = t.tx.statuses(message)?;
        let any = |wanted: PartState| states.iter().any(|(state, _)| *state == wanted);
        over(t, message, sum_up(any(PartState::Unknown), any(PartState::Failed)), why)?;
        return sum_up_reports(t, message);
    };
    let outbox = t.outbox;
    let seat = device.zip(sim).and_then(|(device, sim)| outbox.seats.get(device, sim));
    match (device, seat) {
        (Some(device), Some(seat)) if next.debit.is_some() => hand(t, &next, device, seat),
        _ => {
            idle(t, device, sim);
            if let Some(open) = t.tx.open_message(message)? {
                again(t, open, Duration::ZERO, None);
            }
            Ok(())
        }
    }
}

fn idle(t: &mut Transaction, device: Option<&Name>, sim: Option<SimKey>) {
    if let Some(device) = device {
        t.then(Effect::Idle { device: device.clone(), sim });
    }
}

/// To be tried again after a while, better on another line than one.
fn again(t: &mut Transaction, open: OpenMessage, wait: Duration, avoid: Option<SimKey>) {
    let mark = recipient_fingerprint(t.keyed, &open.recipient);
    t.then(Effect::Again { open, mark, wait, avoid });
}

/// Nothing of these parts went out.
fn try_again(
    t: &mut Transaction,
    sim: Option<SimKey>,
    message: OutgoingRow,
    failed: &[OutgoingPart],
    cause: &Cause,
) -> Result<(), StoreError> {
    for part in failed {
        t.tx.part_unreported(part.id)?;
        t.tx.part_is(part.id, PartState::Waiting, None)?;
    }
    let parts = t.tx.outgoing_parts(message)?;
    if cause.class == Some(RetryClass::Never) {
        give_back(t, sim, &parts)?;
        failed.iter().try_for_each(|part| t.tx.part_is(part.id, PartState::Failed, None))?;
        return over(t, message, State::Failed, Some(&cause.why));
    }
    let begun = parts.iter().any(|part| part.state == PartState::Sent || part.state == PartState::Unknown);
    if !begun {
        // Whichever line may send it next is debited then.
        give_back(t, sim, &parts)?;
        t.tx.released(message)?;
    }
    let Some(open) = t.tx.open_message(message)? else { return Ok(()) };
    let failures = open.failures + u32::from(cause.class.is_some());
    let wait = cause.class.map_or(NOT_TAKEN_WAIT, |class| wait_after(failures, class));
    t.tx.outgoing_waits(message, failures, &cause.why)?;
    again(t, OpenMessage { failures, ..open }, wait, sim.filter(|_| !begun));
    Ok(())
}
