//! Calls the writer of each event.

use crate::flow::Event;
use crate::model::DeliveryRow;
use crate::store::StoreError;

use super::cards::place_of;
use super::deliveries::answers;
use super::inbound::{arrivals, calls};
use super::outbound::{parts, progress, requests};
use super::transaction::Transaction;
use super::{changes, devices, pins};

/// Writes one event in a transaction, and adds the effects that follow.
pub fn write(t: &mut Transaction, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::Arrived(arrival) => arrivals::record(t, arrival),
        Event::Missed(call) => calls::record(t, call),
        Event::Freed(place) => t.tx.places().delete(&place_of(t.tx, place)?),
        Event::Card { iccid, imsi } => devices::record_card(t, iccid, imsi),
        Event::PinWanted(request) => pins::judge(t, request),
        Event::PinTried { card, pin, opened } => pins::record_try(t, card, pin, *opened),
        Event::CardOpen { card, pin } => pins::record_success(t, card, pin),
        Event::Device(report) => devices::record_report(t, report),
        Event::InboxFound { device, inbox } => devices::record_inbox(t, device, inbox),
        Event::DeviceStarted(device) => parts::ask_again(t, device),
        Event::DeviceEnded(device) => devices::record_end(t, device),
        Event::Answered { delivery, destination, answer } => {
            answers::record(t, DeliveryRow::new(*delivery), destination, answer)
        }
        Event::Requested { ticket, request } => requests::answer(t, *ticket, request),
        Event::ChangeRequested { ticket, change } => changes::write(t, *ticket, change),
        Event::Receipt(receipt) => parts::record_receipt(t, receipt),
        Event::Progress(progress) => progress::record(t, progress),
        Event::UssdRequested { .. }
        | Event::UssdEnded(_)
        | Event::Reachable { .. }
        | Event::Rerouted(_)
        | Event::ClockSynchronised(_)
        | Event::NetworkTime(_) => Ok(()),
    }
}
