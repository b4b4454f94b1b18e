//! Writes what devices report: their state, their lines, and the subscription on a card.

use std::time::Duration;

use crate::flow::delivery::Lane;
use crate::flow::notice::{DeviceTrouble, Kind};
use crate::flow::{Action, DeviceReport, DeviceState, LineReport, Takes, Warning};
use crate::model::{Iccid, Imsi, Name};
use crate::store::{About, StoreError};

use super::alarms;
use super::cards::line_of;
use super::deliveries::announcing::announce;
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
        alarms::note_report(t, &report.device, known)?;
    }
    t.then(Effect::Seats { device: report.device.clone(), seats });
    let troubles = settle_troubles(t, report)?;
    t.tx.devices().set_report(report, &lines, &troubles, t.now.wall)?;
    t.then(presence::Effect::Reported(DeviceReport { lines, ..report.clone() }));
    Ok(())
}

/// The troubles that a device has now. Those that began and those that are over are announced.
fn settle_troubles(t: &mut Transaction, report: &DeviceReport) -> Result<Vec<Warning>, StoreError> {
    let before = t.tx.devices().troubles(&report.device)?;
    let Some(now) = report.warnings.clone() else { return Ok(before) };
    let is_in = |all: &[Warning], one: &Warning| all.iter().any(|other| other.code == one.code);
    for begun in now.iter().filter(|one| !is_in(&before, one)) {
        announce_trouble(t, &report.device, begun, true)?;
    }
    for over in before.iter().filter(|one| !is_in(&now, one)) {
        announce_trouble(t, &report.device, over, false)?;
    }
    Ok(now)
}

/// Announces that a trouble of a device begins, or is over.
pub fn announce_trouble(t: &mut Transaction, device: &Name, trouble: &Warning, active: bool) -> Result<(), StoreError> {
    let Warning { code, text, remedy } = trouble.clone();
    let (warning, remedy) = (code.into_owned(), remedy.into_owned());
    let notice = DeviceTrouble { sim: None, device: device.to_string(), warning, active, reason: text, remedy };
    let row = t.tx.devices().insert_trouble(&notice, t.now.wall)?;
    let destinations = t.settings.status_destinations(None);
    let event = format!("{}.state", t.ids.next(t.now.wall));
    announce(t, &event, Kind::DeviceState, About::Trouble(row), Lane::NoLine, None, &destinations)
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

/// Writes that a device ended. The outcome of its submissions is unknown, unless its remote can be asked when it is
/// started again.
pub fn record_end(t: &mut Transaction, device: &Name) -> Result<(), StoreError> {
    for part in t.tx.outgoing_parts().submissions_of(device)? {
        parts::mark_unknown(t, part, "its device was ended while the message was being sent")?;
    }
    for trouble in t.tx.devices().troubles(device)? {
        announce_trouble(t, device, &trouble, false)?;
    }
    t.tx.devices().delete(device)?;
    t.then(Effect::SeatsEnded(device.clone()));
    t.then(presence::Effect::Ended(device.clone()));
    Ok(())
}

/// What arrived so long before an inbox was first found is simgate's, too: the phone dates a message by the SMSC's clock,
/// and simgate's may be ahead.
const BEFORE_FOUND: Duration = Duration::from_secs(3600);

/// Writes since when an inbox is simgate's, and answers the device.
pub fn record_inbox(t: &mut Transaction, device: &Name, inbox: &str) -> Result<(), StoreError> {
    let since = t.tx.devices().inbox_since(device, inbox, t.now.wall.before(BEFORE_FOUND))?;
    t.then(Action::ReadInbox { device: device.clone(), since });
    Ok(())
}

/// Writes that a card and a subscription are one line, because they were read together.
pub fn record_card(t: &mut Transaction, iccid: &Iccid, imsi: &Imsi) -> Result<(), StoreError> {
    if t.tx.lines().link_card(iccid, imsi)? {
        t.cards.forget_rows();
        t.then(Effect::CardKnown);
    }
    alarms::note_subscription(t, iccid, imsi)
}
