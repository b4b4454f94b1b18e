//! What devices report of themselves: which line is in which, and which subscription is on a card.

use crate::flow::{DeviceReport, DeviceState};
use crate::model::{Iccid, Imsi, SimId};
use crate::store::StoreError;

use super::cards::line_of;
use super::outbound::outbox::Effect;
use super::outbound::seats::Seat;
use super::transaction::Transaction;

/// A device is in another state than before.
pub fn reported(t: &mut Transaction, report: &DeviceReport) -> Result<(), StoreError> {
    let sim = report.sim.as_ref().map(|sim| line_of(t.tx, sim)).transpose()?;
    let seat = seat(t, report, sim.as_ref())?;
    t.then(Effect::Seat { device: report.device.clone(), seat });
    t.then(DeviceReport { sim, ..report.clone() });
    t.tx.device(report, t.now.wall)
}

/// Where a line is now, if it may send at all.
fn seat(t: &Transaction, report: &DeviceReport, line: Option<&SimId>) -> Result<Option<Seat>, StoreError> {
    let (Some(card), Some(line)) = (&report.sim, line) else { return Ok(None) };
    if !card.is_card() {
        return Ok(None);
    }
    t.tx.seated(&report.device, card, t.now.wall)?;
    let (key, ready) = (t.tx.sim(line)?, report.state == DeviceState::Ready);
    Ok(Some(Seat { card: card.clone(), line: line.clone(), key, ready, busy: false }))
}

/// A card and the subscription on it were read together: they are one line.
pub fn card(t: &mut Transaction, iccid: &Iccid, imsi: &Imsi) -> Result<(), StoreError> {
    t.then(Effect::CardKnown);
    t.cards.forget_rows();
    t.tx.card(iccid, imsi)
}
