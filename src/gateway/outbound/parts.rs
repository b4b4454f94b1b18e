//! Parts on their way out: lines reserved, parts handed over, outcomes noted.
//!
//! A line is debited for all parts of a message in the transaction that hands over the first one, and what the modem
//! is told follows from that transaction alone. Whatever was handed over when this process ended is unknown.

use std::time::Duration;

use crate::at::RetryClass;
use crate::flow::Action;
use crate::flow::calendar::{End, Kept, STILL_UNDER_WAY};
use crate::flow::ledger::Debit;
use crate::flow::outbound::{NOT_TAKEN_WAIT, Outcome, PartOrder, PartState, State, sum_up, wait_after};
use crate::gateway::marks::recipient_mark;
use crate::gateway::transaction::Transaction;
use crate::model::{DeviceName, OutgoingPartRow, OutgoingRow, Secret, SimId, SimKey};
use crate::pdu::hex;
use crate::store::{OpenMessage, OutgoingPart, StoreError};

use super::ending::{expired, give_back, over, sum_up_reports};
use super::outbox::Effect;
use super::plan::{Pick, Plan};
use super::queue::Key;

/// What the run before this one had handed over and not heard of.
pub fn settle_orphans(t: &mut Transaction) -> Result<(), StoreError> {
    for part in t.tx.orphans()? {
        let why = "simgate ended while the message was being sent".to_owned();
        came_out(t, &part, &Outcome::Unknown { why }, None)?;
    }
    Ok(())
}

/// Hands out what was planned, and notes why the rest waits where that is news.
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
    hand(t, &part, &pick.device, &pick.card)
}

fn hand(t: &mut Transaction, part: &OutgoingPart, device: &DeviceName, card: &SimId) -> Result<(), StoreError> {
    t.tx.handed(part.id, t.now.wall)?;
    let more = t.tx.next_part(part.message)?.is_some();
    // The SMSC is the card's own.
    let pdu = Secret::new(format!("00{}", hex::encode(&part.tpdu)));
    let (device, sim, length) = (device.clone(), card.clone(), part.tpdu.len());
    let order = PartOrder { device, ticket: part.id.get(), sim, pdu, length, more };
    t.then(Action::Send(Box::new(order)));
    Ok(())
}

pub fn part_done(t: &mut Transaction, device: &DeviceName, ticket: i64, outcome: &Outcome) -> Result<(), StoreError> {
    match t.tx.outgoing_part(OutgoingPartRow::new(ticket))?.filter(|part| part.state == PartState::Handed) {
        Some(part) => came_out(t, &part, outcome, Some(device)),
        None => {
            t.then(Effect::Idle(device.clone()));
            Ok(())
        }
    }
}

/// What came of handing over a part. `device`: it may be given the next one.
fn came_out(
    t: &mut Transaction,
    part: &OutgoingPart,
    outcome: &Outcome,
    device: Option<&DeviceName>,
) -> Result<(), StoreError> {
    let sim = t.tx.outgoing_head(part.message)?.sim;
    match outcome {
        Outcome::Sent { reference } => {
            if part.status.is_some() && reference.is_some_and(|reference| part.reference != Some(reference)) {
                t.tx.part_unreported(part.id)?;
            }
            t.tx.part_is(part.id, PartState::Sent, *reference)?;
            end_debit(t, sim, part, Duration::ZERO)?;
            if let Some(sim) = sim {
                t.then(Effect::LineWorks(sim));
            }
            go_on(t, part.message, None, device)
        }
        // Its report was here before its result should have been.
        Outcome::Unknown { .. } if part.status.is_some() => {
            came_out(t, part, &Outcome::Sent { reference: None }, device)
        }
        Outcome::Unknown { why } => {
            t.tx.part_is(part.id, PartState::Unknown, None)?;
            end_debit(t, sim, part, STILL_UNDER_WAY)?;
            if device.is_some() {
                fails(t, sim, why, false);
            }
            go_on(t, part.message, Some(why), device)
        }
        Outcome::NotTaken { why } => try_again(t, sim, part, why, None, device),
        Outcome::NotHanded { why, class } => {
            blame(t, sim, why, *class);
            try_again(t, sim, part, why, Some(*class), device)
        }
        Outcome::Refused { why, class, doubtful } => {
            blame(t, sim, why, *class);
            if *doubtful {
                end_debit(t, sim, part, Duration::ZERO)?;
                t.tx.without_debit(part.id)?;
            }
            let part = OutgoingPart { debit: part.debit.filter(|_| !doubtful), ..part.clone() };
            try_again(t, sim, &part, why, Some(*class), device)
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
    device: Option<&DeviceName>,
) -> Result<(), StoreError> {
    if t.tx.outgoing_head(message)?.state.is_over() {
        idle(t, device);
        return Ok(());
    }
    let Some(next) = t.tx.next_part(message)? else {
        idle(t, device);
        let states = t.tx.statuses(message)?;
        let any = |wanted: PartState| states.iter().any(|(state, _)| *state == wanted);
        over(t, message, sum_up(any(PartState::Unknown), any(PartState::Failed)), why)?;
        return sum_up_reports(t, message);
    };
    let seat = device.and_then(|device| t.outbox.seats.get(device));
    match (device, seat) {
        (Some(device), Some(seat)) if next.debit.is_some() => hand(t, &next, device, &seat.card),
        _ => {
            idle(t, device);
            if let Some(open) = t.tx.open_message(message)? {
                again(t, open, Duration::ZERO, None);
            }
            Ok(())
        }
    }
}

fn idle(t: &mut Transaction, device: Option<&DeviceName>) {
    if let Some(device) = device {
        t.then(Effect::Idle(device.clone()));
    }
}

/// To be tried again after a while, better on another line than one.
fn again(t: &mut Transaction, open: OpenMessage, wait: Duration, avoid: Option<SimKey>) {
    let mark = recipient_mark(t.keyed, &open.recipient);
    t.then(Effect::Again { open, mark, wait, avoid });
}

/// Nothing of this part went out.
fn try_again(
    t: &mut Transaction,
    sim: Option<SimKey>,
    part: &OutgoingPart,
    why: &str,
    class: Option<RetryClass>,
    device: Option<&DeviceName>,
) -> Result<(), StoreError> {
    idle(t, device);
    t.tx.part_unreported(part.id)?;
    t.tx.part_is(part.id, PartState::Waiting, None)?;
    let parts = t.tx.outgoing_parts(part.message)?;
    if class == Some(RetryClass::Never) {
        give_back(t, sim, &parts)?;
        t.tx.part_is(part.id, PartState::Failed, None)?;
        return over(t, part.message, State::Failed, Some(why));
    }
    let begun = parts.iter().any(|part| part.state == PartState::Sent || part.state == PartState::Unknown);
    if !begun {
        // Whichever line may send it next is debited then.
        give_back(t, sim, &parts)?;
        t.tx.released(part.message)?;
    }
    let Some(open) = t.tx.open_message(part.message)? else { return Ok(()) };
    let failures = open.failures + u32::from(class.is_some());
    let wait = class.map_or(NOT_TAKEN_WAIT, |class| wait_after(failures, class));
    t.tx.outgoing_waits(part.message, failures, why)?;
    again(t, OpenMessage { failures, ..open }, wait, sim.filter(|_| !begun));
    Ok(())
}
