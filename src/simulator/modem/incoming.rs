//! Messages and status reports from the SMSC: stored and announced, or sent to the host directly (3GPP TS 27.005 3.4).

use super::causes::cms;
use super::event::{Mark, ModemEvent, OfferId, Placed, Refused, UrcKind};
use super::personality::{Alpha, FullUrc};
use super::registration;
use super::state::State;
use super::storage::{Status, Stored, parts};
use super::timer::Timer;
use super::work::{Failure, Outcome};
use crate::model::StoreName;
use crate::pdu::hex;

/// SCA (12 octets at most) and TPDU (176 at most, 3GPP TS 24.011 8.2.5.3).
const PDU_BYTES_MAX: usize = 188;
/// The most URCs that the modem buffers while `+CNMI` mode is 0.
const BUFFERED_MAX: usize = 16;

/// The relevant properties of a TPDU from the SMSC (3GPP TS 23.040 9.2.2, TS 23.038 4). A TPDU that can't be read
/// counts as an ordinary DELIVER: the network doesn't examine messages either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Kind {
    report: bool,
    class: Option<u8>,
    /// TP-PID 0x40: acknowledged and discarded.
    type_0: bool,
}

impl Kind {
    fn parse(pdu: &[u8]) -> Self {
        Self::read(pdu).unwrap_or_default()
    }

    fn read(pdu: &[u8]) -> Option<Self> {
        let tpdu = pdu.get(1 + usize::from(*pdu.first()?)..)?;
        if tpdu.first()? & 0x03 == 0x02 {
            return Some(Self { report: true, ..Self::default() });
        }
        let after_address = 3 + usize::from(*tpdu.get(1)?).div_ceil(2);
        let (pid, dcs) = (*tpdu.get(after_address)?, *tpdu.get(after_address + 1)?);
        let has_class = (dcs & 0x80 == 0 && dcs & 0x10 != 0) || dcs & 0xF0 == 0xF0;
        Some(Self { report: false, class: has_class.then_some(dcs & 0x03), type_0: pid == 0x40 })
    }
}

/// Delivers one message or report (SCA and TPDU) from the SMSC.
pub(super) fn deliver(modem: &mut State, pdu: &[u8]) -> Result<Placed, Refused> {
    if pdu.len() > PDU_BYTES_MAX {
        return Err(Refused::TooLong);
    }
    if !modem.power.listening {
        return Err(Refused::Off);
    }
    if !registration::takes_messages(modem) {
        return Err(Refused::Unreachable);
    }
    let kind = Kind::parse(pdu);
    if kind.type_0 {
        return Ok(Placed::Discarded);
    }
    let [mode, mt, _, ds, _] = modem.settings.indications;
    if kind.report {
        return match ds {
            1 if mode > 0 => offer(modem, pdu, true),
            2 => store_report(modem, pdu),
            _ => Ok(Placed::Discarded),
        };
    }
    // A modem without stores doesn't use the card's store either.
    let has_stores = modem.personality.stores.groups.iter().any(|group| !group.is_empty());
    let direct = match (mt, kind.class) {
        (0, _) => false,
        (_, Some(2)) if has_stores => false,
        (_, Some(0)) | (2, _) | (3, Some(3)) => true,
        _ => false,
    };
    if direct && mode > 0 {
        return offer(modem, pdu, false);
    }
    if !has_stores {
        return Err(Refused::Full);
    }
    let stores = if kind.class == Some(2) { &[StoreName::SM] } else { parts(modem.settings.stores[2]) };
    store_message(modem, pdu, stores, mt > 0)
}

fn store_message(modem: &mut State, pdu: &[u8], stores: &[StoreName], announced: bool) -> Result<Placed, Refused> {
    let last = stores.last().copied().unwrap_or(StoreName::SM);
    let Some(slot) = modem.memory.put(stores, &Stored { status: Status::Unread, pdu: pdu.to_vec() }) else {
        report_full(modem, last);
        return Err(Refused::Full);
    };
    let full = modem.memory.is_full(stores);
    let instead = full && matches!(modem.personality.stores.full, FullUrc::Instead(_));
    if announced && !instead {
        let text = format!("+CMTI: \"{}\",{}", slot.store, slot.index);
        announce(modem, text, Some(Mark::Announced(slot)));
    }
    if full {
        report_full(modem, last);
    }
    Ok(Placed::Stored(slot))
}

fn report_full(modem: &mut State, store: StoreName) {
    match modem.personality.stores.full {
        FullUrc::None => {}
        FullUrc::Also(text) | FullUrc::Instead(text) => {
            modem.send_urc(&text.replace("{store}", store.as_str()), UrcKind::Message, None);
        }
    }
}

fn store_report(modem: &mut State, pdu: &[u8]) -> Result<Placed, Refused> {
    let name = if modem.memory.has_report_store() { StoreName::SR } else { StoreName::SM };
    let stored = Stored { status: Status::Unread, pdu: pdu.to_vec() };
    let slot = modem.memory.put(&[name], &stored).ok_or(Refused::Full)?;
    let store = modem.personality.indications.cdsi_store.unwrap_or(name);
    announce(modem, format!("+CDSI: \"{store}\",{}", slot.index), None);
    Ok(Placed::Stored(slot))
}

/// Sends a direct message to the host, with its PDU. With `+CSMS=1` the SMSC waits for the host's CNMA.
fn offer(modem: &mut State, pdu: &[u8], report: bool) -> Result<Placed, Refused> {
    if modem.network.offer.is_some() {
        return Err(Refused::Busy);
    }
    let stored = Stored { status: Status::Unread, pdu: pdu.to_vec() };
    let length = stored.tpdu_length();
    let header = match (report, modem.personality.indications.cds_comma, modem.personality.stores.alpha) {
        (true, true, _) => format!("+CDS: ,{length}"),
        (true, false, _) => format!("+CDS: {length}"),
        (false, _, Alpha::Quoted) => format!("+CMT: \"\",{length}"),
        (false, _, Alpha::Empty | Alpha::Absent) => format!("+CMT: ,{length}"),
    };
    announce(modem, format!("{header}\r\n{}", hex::encode(pdu)), None);
    if modem.settings.service != 1 || !modem.personality.indications.cnma {
        return Ok(Placed::Direct);
    }
    modem.network.offers += 1;
    let offer = modem.network.offers;
    modem.network.offer = Some(offer);
    modem.schedule(modem.personality.timing.acknowledge, Timer::OfferExpires(offer));
    Ok(Placed::Offered(offer))
}

/// Handles the host's acknowledgement of the direct message.
pub(super) fn acknowledge(modem: &mut State, positive: bool) -> Outcome {
    let Some(offer) = modem.network.offer.take() else {
        return Failure::Cms(cms::NOTHING_TO_ACKNOWLEDGE).into();
    };
    modem.timers.cancel(|timer| matches!(timer, Timer::OfferExpires(_)));
    let at = modem.now;
    modem.log.record(if positive {
        ModemEvent::Acknowledged { at, offer }
    } else {
        ModemEvent::NotAcknowledged { at, offer }
    });
    Outcome::ok()
}

/// TS 27.005 3.4.4: no CNMA arrived in time, so the network gets an error, and mt and ds become 0.
pub(super) fn expire_offer(modem: &mut State, offer: OfferId) {
    if modem.network.offer == Some(offer) {
        modem.network.offer = None;
        modem.settings.indications[1] = 0;
        modem.settings.indications[3] = 0;
        modem.log.record(ModemEvent::NotAcknowledged { at: modem.now, offer });
    }
}

/// Sends the URC of a message, or buffers it while `+CNMI` mode is 0.
fn announce(modem: &mut State, text: String, mark: Option<Mark>) {
    if modem.settings.indications[0] > 0 {
        modem.send_urc(&text, UrcKind::Message, mark);
    } else if modem.network.buffered.len() < BUFFERED_MAX {
        modem.network.buffered.push((text, mark));
    }
}

/// After `+CNMI` was set: sends the buffered URCs (`bfr` 0), or discards them.
pub(super) fn flush_buffered(modem: &mut State) {
    let [mode, _, _, _, bfr] = modem.settings.indications;
    if mode == 0 {
        return;
    }
    for (text, mark) in std::mem::take(&mut modem.network.buffered) {
        if bfr == 0 {
            modem.send_urc(&text, UrcKind::Message, mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_class_is_read_as_in_ts_23_038() {
        let deliver = |pid, dcs| [0, 0x04, 11, 0x91, 0x21, 0x20, 0x55, 0x05, 0x01, 0xF0, pid, dcs, 0];
        for (dcs, class) in [
            (0x00, None),
            (0x08, None),
            (0x10, Some(0)),
            (0x12, Some(2)),
            (0x1B, Some(3)),
            (0x50, Some(0)),
            (0xC8, None),
            (0xD2, None),
            (0xF0, Some(0)),
            (0xF6, Some(2)),
        ] {
            assert_eq!(Kind::parse(&deliver(0, dcs)).class, class, "{dcs:#x}");
        }
        assert!(Kind::parse(&deliver(0x40, 0)).type_0);
        assert!(Kind::parse(&[0, 0x06, 1]).report);
        for odd in [&[][..], &[7], &[0], &[0, 4], &[0, 4, 200], &[0, 4, 0, 0]] {
            assert_eq!(Kind::parse(odd), Kind::default());
        }
    }
}
