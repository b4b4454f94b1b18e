//! What devices report of themselves: which lines are in which, and which subscription is on a card.

use crate::flow::{DeviceReport, DeviceState, LineReport, Takes};
use crate::model::{Iccid, Imsi, Name};
use crate::store::StoreError;

use super::cards::line_of;
use super::outbound::outbox::Effect;
use super::outbound::parts;
use super::outbound::seats::Seat;
use super::presence;
use super::transaction::Transaction;

/// A device is in another state than before, or has other lines.
pub fn reported(t: &mut Transaction, report: &DeviceReport) -> Result<(), StoreError> {
    let known = |line: &LineReport| Ok(LineReport { line: line_of(t.tx, &line.line)?, ..line.clone() });
    let lines = report.lines.iter().map(known).collect::<Result<Vec<_>, StoreError>>()?;
    let mut seats = Vec::new();
    for (told, known) in report.lines.iter().zip(&lines) {
        seats.extend(seat(t, report, told, known)?);
    }
    t.then(Effect::Seats { device: report.device.clone(), seats });
    t.tx.device(report, &lines, t.now.wall)?;
    t.then(presence::Effect::Reported(DeviceReport { lines, ..report.clone() }));
    Ok(())
}

/// Where a line is now, if it may send at all.
fn seat(
    t: &Transaction,
    report: &DeviceReport,
    told: &LineReport,
    known: &LineReport,
) -> Result<Option<Seat>, StoreError> {
    if !told.line.is_lasting() {
        return Ok(None);
    }
    t.tx.seated(&report.device, &told.line, t.now.wall)?;
    if told.takes == Takes::Nothing {
        return Ok(None);
    }
    let (key, ready) = (t.tx.sim(&known.line)?, report.state == DeviceState::Ready);
    Ok(Some(Seat { told: told.line.clone(), line: known.line.clone(), key, takes: told.takes, ready, busy: false }))
}

/// A device was ended. Nobody will hear any more what became of what it had in hand.
pub fn ended(t: &mut Transaction, device: &Name) -> Result<(), StoreError> {
    for part in t.tx.in_hand(device)? {
        parts::lost(t, part, "its device was ended while the message was being sent")?;
    }
    t.tx.device_ended(device)?;
    t.then(Effect::SeatsEnded(device.clone()));
    t.then(presence::Effect::Ended(device.clone()));
    Ok(())
}

/// A card and the subscription on it were read together: they are one line.
pub fn card(t: &mut Transaction, iccid: &Iccid, imsi: &Imsi) -> Result<(), StoreError> {
    t.then(Effect::CardKnown);
    t.cards.forget_rows();
    t.tx.card(iccid, imsi)
}
