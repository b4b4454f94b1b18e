//! The network side: registration, messages from the SMSC, calls.

use std::time::Duration;

use super::SimModem;
use super::card::LockState;
use super::causes::{cme, cms};
use super::coverage::Coverage;
use super::event::{Mark, ModemEvent, OfferId, Placed, Refused, UrcKind};
use super::parse::{Command, Op};
use super::personality::{Alpha, FullUrc};
use super::power::Timer;
use super::storage::{Status, Stored, parts};
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

impl SimModem {
    /// Delivers one message or report (SCA and TPDU) from the SMSC.
    pub fn deliver(&mut self, pdu: &[u8], now: Duration) -> Result<Placed, Refused> {
        self.advance(now);
        if pdu.len() > PDU_BYTES_MAX {
            return Err(Refused::TooLong);
        }
        if !self.power.listening {
            return Err(Refused::Off);
        }
        if !self.takes_messages() {
            return Err(Refused::Unreachable);
        }
        let kind = Kind::parse(pdu);
        if kind.type_0 {
            return Ok(Placed::Discarded);
        }
        let [mode, mt, _, ds, _] = self.settings.indications;
        if kind.report {
            return match ds {
                1 if mode > 0 => self.offer(pdu, true),
                2 => self.store_report(pdu),
                _ => Ok(Placed::Discarded),
            };
        }
        // A modem without stores doesn't use the card's store either.
        let has_stores = self.personality.stores.groups.iter().any(|group| !group.is_empty());
        let direct = match (mt, kind.class) {
            (0, _) => false,
            (_, Some(2)) if has_stores => false,
            (_, Some(0)) | (2, _) | (3, Some(3)) => true,
            _ => false,
        };
        if direct && mode > 0 {
            return self.offer(pdu, false);
        }
        if !has_stores {
            return Err(Refused::Full);
        }
        let stores = if kind.class == Some(2) { &[StoreName::SM] } else { parts(self.settings.stores[2]) };
        self.store_message(pdu, stores, mt > 0)
    }

    /// Puts a message into a store, without a URC and without the network.
    pub fn preload(&mut self, store: StoreName, status: Status, pdu: &[u8]) -> Option<crate::model::Slot> {
        let position = self.store_mut(store)?.put(Stored { status, pdu: pdu.to_vec() })?;
        Some(self.slot(store, position))
    }

    fn store_message(&mut self, pdu: &[u8], stores: &[StoreName], announced: bool) -> Result<Placed, Refused> {
        let stored = Stored { status: Status::Unread, pdu: pdu.to_vec() };
        let place = |modem: &mut Self| {
            stores.iter().find_map(|name| Some((*name, modem.store_mut(*name)?.put(stored.clone())?)))
        };
        let last = stores.last().copied().unwrap_or(StoreName::SM);
        let Some((name, position)) = place(self) else {
            self.full_urc(last);
            return Err(Refused::Full);
        };
        let slot = self.slot(name, position);
        let full = stores.iter().all(|name| self.store(*name).is_none_or(super::Store::is_full));
        let instead = full && matches!(self.personality.stores.full, FullUrc::Instead(_));
        if announced && !instead {
            let text = format!("+CMTI: \"{name}\",{}", slot.index);
            self.message_urc(text, Some(Mark::Announced(slot)));
        }
        if full {
            self.full_urc(last);
        }
        Ok(Placed::Stored(slot))
    }

    fn full_urc(&mut self, store: StoreName) {
        match self.personality.stores.full {
            FullUrc::None => {}
            FullUrc::Also(text) | FullUrc::Instead(text) => {
                self.urc(&text.replace("{store}", store.as_str()), UrcKind::Message, None);
            }
        }
    }

    fn store_report(&mut self, pdu: &[u8]) -> Result<Placed, Refused> {
        let name = if self.memory.sr.capacity() > 0 { StoreName::SR } else { StoreName::SM };
        let stored = Stored { status: Status::Unread, pdu: pdu.to_vec() };
        let position = self.store_mut(name).and_then(|store| store.put(stored)).ok_or(Refused::Full)?;
        let slot = self.slot(name, position);
        let store = self.personality.indications.cdsi_store.unwrap_or(name);
        self.message_urc(format!("+CDSI: \"{store}\",{}", slot.index), None);
        Ok(Placed::Stored(slot))
    }

    /// Sends a direct message to the host, with its PDU. With `+CSMS=1` the SMSC waits for the host's CNMA.
    fn offer(&mut self, pdu: &[u8], report: bool) -> Result<Placed, Refused> {
        if self.network.offer.is_some() {
            return Err(Refused::Busy);
        }
        let stored = Stored { status: Status::Unread, pdu: pdu.to_vec() };
        let length = stored.tpdu_length();
        let header = match (report, self.personality.indications.cds_comma, self.personality.stores.alpha) {
            (true, true, _) => format!("+CDS: ,{length}"),
            (true, false, _) => format!("+CDS: {length}"),
            (false, _, Alpha::Quoted) => format!("+CMT: \"\",{length}"),
            (false, _, Alpha::Empty | Alpha::Absent) => format!("+CMT: ,{length}"),
        };
        self.message_urc(format!("{header}\r\n{}", hex::encode(pdu)), None);
        if self.settings.service != 1 || !self.personality.indications.cnma {
            return Ok(Placed::Direct);
        }
        self.network.offers += 1;
        let offer = self.network.offers;
        self.network.offer = Some(offer);
        self.later(self.personality.timing.acknowledge, Timer::OfferExpires(offer));
        Ok(Placed::Offered(offer))
    }

    /// Handles the host's acknowledgement of the direct message.
    pub(super) fn acknowledge(&mut self, positive: bool) -> Outcome {
        let Some(offer) = self.network.offer.take() else {
            return Failure::Cms(cms::NOTHING_TO_ACKNOWLEDGE).into();
        };
        self.timers.retain(|_, timer| !matches!(timer, Timer::OfferExpires(_)));
        let at = self.now;
        self.events.push(if positive {
            ModemEvent::Acknowledged { at, offer }
        } else {
            ModemEvent::NotAcknowledged { at, offer }
        });
        Outcome::ok()
    }

    /// TS 27.005 3.4.4: no CNMA arrived in time, so the network gets an error, and mt and ds become 0.
    pub(super) fn offer_expires(&mut self, offer: OfferId) {
        if self.network.offer == Some(offer) {
            self.network.offer = None;
            self.settings.indications[1] = 0;
            self.settings.indications[3] = 0;
            self.events.push(ModemEvent::NotAcknowledged { at: self.now, offer });
        }
    }

    fn message_urc(&mut self, text: String, mark: Option<Mark>) {
        if self.settings.indications[0] > 0 {
            self.urc(&text, UrcKind::Message, mark);
        } else if self.network.buffered.len() < BUFFERED_MAX {
            self.network.buffered.push((text, mark));
        }
    }

    /// After `+CNMI` was set: sends the buffered URCs (`bfr` 0), or discards them.
    pub(super) fn flush_buffered(&mut self) {
        let [mode, _, _, _, bfr] = self.settings.indications;
        if mode == 0 {
            return;
        }
        for (text, mark) in std::mem::take(&mut self.network.buffered) {
            if bfr == 0 {
                self.urc(&text, UrcKind::Message, mark);
            }
        }
    }

    /// Whether the network can deliver messages, as far as there is room.
    pub fn takes_messages(&self) -> bool {
        self.power.listening && self.power.messages && self.registered()
    }

    /// Whether the modem is registered.
    pub fn registered(&self) -> bool {
        matches!(self.registration(), 1 | 5)
    }

    /// `<stat>` of `+CREG` (3GPP TS 27.007 7.2).
    fn registration(&self) -> u32 {
        let usable = self.power.card && self.card.as_ref().is_some_and(|card| card.state() == LockState::Ready);
        match (self.settings.function, self.network.camped && usable, self.network.coverage) {
            (1, true, Coverage::Home) => 1,
            (1, true, Coverage::Roaming) => 5,
            (1, true, Coverage::Denied) => 3,
            (1, true, Coverage::Searching) | (1, false, _) => 2,
            _ => 0,
        }
    }

    pub(super) fn camp(&mut self, camped: bool) {
        let before = self.registration();
        self.network.camped = camped;
        self.registration_changed(before);
    }

    /// `+CFUN`: the radio is switched on or off, and must find a cell again.
    pub(super) fn radio(&mut self, function: u32) {
        let before = self.registration();
        self.settings.function = function;
        self.network.camped = false;
        self.registration_changed(before);
    }

    pub(super) fn cover(&mut self, coverage: Coverage) {
        let before = self.registration();
        self.network.coverage = coverage;
        self.registration_changed(before);
    }

    fn registration_changed(&mut self, before: u32) {
        let stat = self.registration();
        if stat == before || self.power.silent && !self.network.camped {
            return;
        }
        for (number, name) in self.registration_names().iter().enumerate() {
            match self.settings.registration[number] {
                0 => {}
                1 => self.urc(&format!("{name}: {stat}"), UrcKind::Plain, None),
                _ => self.urc(&format!("{name}: {stat},\"1A2B\",\"01C3D405\",7"), UrcKind::Plain, None),
            }
        }
    }

    fn registration_names(&self) -> &'static [&'static str] {
        if self.personality.lte { &["+CREG", "+CGREG", "+CEREG"] } else { &["+CREG", "+CGREG"] }
    }

    pub(super) fn network_command(&mut self, command: &Command) -> Option<Outcome> {
        let name = command.name.as_str();
        if let Some(number) = self.registration_names().iter().position(|known| *known == name) {
            return Some(self.registration_command(command, number));
        }
        Some(match (name, command.op) {
            ("+CFUN", _) => self.function(command),
            ("+CSQ", Op::Execute) => Outcome::row(if self.registered() { "+CSQ: 20,99" } else { "+CSQ: 99,99" }),
            ("+COPS", Op::Read) => self.operator(),
            ("+COPS", Op::Set) => {
                if command.number(0, 0) == Some(3) {
                    self.settings.operator_format = command.number(1, 0).unwrap_or(0);
                }
                Outcome::ok()
            }
            ("+CUSD", Op::Set) => self.ussd(command),
            ("+CEER", Op::Execute) => Outcome::row("+CEER: No cause information available"),
            _ => return self.call_command(command),
        })
    }

    fn registration_command(&mut self, command: &Command, number: usize) -> Outcome {
        let name = self.registration_names()[number];
        match command.op {
            Op::Test => Outcome::row(format!("{name}: (0-2)")),
            Op::Read => {
                let (n, stat) = (self.settings.registration[number], self.registration());
                let place = if n == 2 && matches!(stat, 1 | 5) { ",\"1A2B\",\"01C3D405\",7" } else { "" };
                Outcome::row(format!("{name}: {n},{stat}{place}"))
            }
            Op::Set | Op::Execute => match command.number(0, 0) {
                Some(n @ 0..=2) => {
                    self.settings.registration[number] = n;
                    Outcome::ok()
                }
                Some(_) | None => Failure::Cme(cme::NOT_ALLOWED).into(),
            },
        }
    }

    fn operator(&self) -> Outcome {
        if !self.registered() {
            return Outcome::row("+COPS: 0");
        }
        let format = self.settings.operator_format;
        let name = if format == 2 { "310260" } else { "Simulated" };
        let access = if self.personality.lte { 7 } else { 2 };
        Outcome::row(format!("+COPS: 0,{format},\"{name}\",{access}"))
    }

    fn ussd(&mut self, command: &Command) -> Outcome {
        if command.args.len() < 2 {
            return Outcome::ok();
        }
        if !self.registered() {
            return Failure::Cme(cme::NO_SERVICE).into();
        }
        self.later(self.personality.timing.send, Timer::Ussd);
        Outcome::ok()
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
