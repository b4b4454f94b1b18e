//! Which writer each event is for.

use crate::flow::Event;
use crate::model::DeliveryRow;
use crate::store::StoreError;

use super::cards::place_of;
use super::deliveries::answers;
use super::inbound::{arrivals, calls};
use super::outbound::{parts, progress, requests};
use super::transaction::Transaction;
use super::{devices, pins};

pub fn write(t: &mut Transaction, event: &Event) -> Result<(), StoreError> {
    match event {
        Event::Arrived(arrival) => arrivals::arrived(t, arrival),
        Event::Missed(call) => calls::missed(t, call),
        Event::Freed(place) => t.tx.freed(&place_of(t.tx, place)?),
        Event::Card { iccid, imsi } => devices::card(t, iccid, imsi),
        Event::PinWanted(request) => pins::wanted(t, request),
        Event::PinTried { card, pin, opened } => pins::tried(t, card, pin, *opened),
        Event::CardOpen { card, pin } => pins::worked(t, card, pin),
        Event::Device(report) => devices::reported(t, report),
        Event::DeviceEnded(device) => devices::ended(t, device),
        Event::Answered { delivery, destination, answer } => {
            answers::answered(t, DeliveryRow::new(*delivery), destination, answer)
        }
        Event::Requested { ticket, request } => requests::answer(t, *ticket, request),
        Event::Receipt(receipt) => parts::received(t, receipt),
        Event::Progress(progress) => progress::progressed(t, progress),
        Event::Reachable { .. } | Event::Rerouted(_) | Event::ClockSynchronised(_) | Event::ClockTold(_) => Ok(()),
    }
}
