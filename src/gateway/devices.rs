//! Writes what devices report: their state, their lines, and the subscription on a card.

use crate::flow::{Action, DeviceReport, DeviceState, LineReport, Takes};
use crate::model::{Iccid, Imsi, Name};
use crate::store::StoreError;

use super::cards::line_of;
use super::outbound::outbox::Effect;
use super::outbound::parts;
use super::outbound::seats::Seat;
use super::presence;
use super::transaction::Transaction;

/// Writes the state and the lines of a device.
pub fn record_report(t: &mut Transaction, report: &DeviceReport) -> Result<(), StoreError> {
    let known = |line: &LineReport| Ok(LineReport { line: line_of(t.tx, &line.line)?, ..line.clone() });
    let lines = report.lines.iter().map(known).collect::<Result<Vec<_>, StoreError>>()?;
    let mut seats = Vec::new();
    for (reported, known) in report.lines.iter().zip(&lines) {
        seats.extend(seat(t, report, reported, known)?);
    }
    t.then(Effect::Seats { device: report.device.clone(), seats });
    t.tx.devices().set_report(report, &lines, t.now.wall)?;
    t.then(presence::Effect::Reported(DeviceReport { lines, ..report.clone() }));
    Ok(())
}

/// The seat of a line, if it may send.
fn seat(
    t: &Transaction,
    report: &DeviceReport,
    reported: &LineReport,
    known: &LineReport,
) -> Result<Option<Seat>, StoreError> {
    if !reported.line.is_lasting() {
        return Ok(None);
    }
    t.tx.devices().set_seat(&report.device, &reported.line, t.now.wall)?;
    if reported.takes == Takes::Nothing {
        return Ok(None);
    }
    let (key, ready) = (t.tx.lines().ensure_row(&known.line)?, report.state == DeviceState::Ready);
    let (device_line, line, takes) = (reported.line.clone(), known.line.clone(), reported.takes);
    Ok(Some(Seat { device_line, line, key, takes, ready, busy: false }))
}

/// Writes that a device ended. The outcome of its submissions will never be known.
pub fn record_end(t: &mut Transaction, device: &Name) -> Result<(), StoreError> {
    for part in t.tx.outgoing_parts().submissions_of(device)? {
        parts::mark_unknown(t, part, "its device was ended while the message was being sent")?;
    }
    t.tx.devices().delete(device)?;
    t.then(Effect::SeatsEnded(device.clone()));
    t.then(presence::Effect::Ended(device.clone()));
    Ok(())
}

/// Writes since when simgate knows an inbox, and answers the device.
pub fn record_inbox(t: &mut Transaction, device: &Name, inbox: &str) -> Result<(), StoreError> {
    let since = t.tx.devices().inbox_since(device, inbox, t.now.wall)?;
    t.then(Action::ReadInbox { device: device.clone(), since });
    Ok(())
}

/// Writes that a card and a subscription are one line, because they were read together.
pub fn record_card(t: &mut Transaction, iccid: &Iccid, imsi: &Imsi) -> Result<(), StoreError> {
    if t.tx.lines().link_card(iccid, imsi)? {
        t.cards.forget_rows();
        t.then(Effect::CardKnown);
    }
    Ok(())
}
