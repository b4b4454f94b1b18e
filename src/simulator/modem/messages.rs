//! The message commands of 3GPP TS 27.005 in PDU mode. In text mode they answer with CMS 303.

use super::SimModem;
use super::card::LockState;
use super::causes::cms;
use super::event::ModemEvent;
use super::parse::{Arg, Command, Op};
use super::personality::{Alpha, EmptyRead};
use super::storage::{Status, Store, Stored, parts};
use super::work::{Entry, Failure, Outcome, Setting, Submission};
use crate::model::{Slot, StoreName};
use crate::pdu::hex;

/// A TPDU has at most 164 octets without its SCA (SUBMIT with 140 octets of user data).
const TPDU_BYTES_MAX: u32 = 176;

impl SimModem {
    pub(super) fn message_command(&mut self, command: &Command) -> Option<Outcome> {
        let name = command.name.as_str();
        let needs_card = ["+CPMS", "+CMGL", "+CMGR", "+CMGD", "+CMGS", "+CSCA", "+CNMI"].contains(&name);
        if needs_card
            && command.op != Op::Test
            && let Err(failure) = self.ready()
        {
            return Some(failure.into());
        }
        Some(match name {
            "+CSMS" => self.service(command),
            "+CMGF" => match self.setting(command, name, "(0,1)", 1, u32::from(self.settings.text_mode)) {
                Setting::To(format) => {
                    self.settings.text_mode = format == 1;
                    Outcome::ok()
                }
                Setting::Answer(outcome) => outcome,
            },
            "+CPMS" => self.storage(command),
            "+CNMI" => self.indications(command),
            "+CMGL" => self.list(command),
            "+CMGR" => self.read(command),
            "+CMGD" => self.delete(command),
            "+CMGS" => self.send(command),
            "+CMMS" => match self.setting(command, name, "(0-2)", 2, self.settings.keep_link) {
                Setting::To(mode) => {
                    self.settings.keep_link = mode;
                    Outcome::ok()
                }
                Setting::Answer(outcome) => outcome,
            },
            "+CNMA" => self.cnma(command),
            "+CSCA" => self.smsc(command),
            _ => return None,
        })
    }

    fn ready(&self) -> Result<(), Failure> {
        match self.card.as_ref().map(|card| card.state()) {
            None => Err(Failure::Cms(cms::SIM_ABSENT)),
            Some(_) if !self.power.card => Err(Failure::Cms(self.personality.replies.not_ready)),
            Some(LockState::Pin) => Err(Failure::Cms(cms::PIN_REQUIRED)),
            Some(LockState::Puk | LockState::Blocked) => Err(Failure::Cms(cms::PUK_REQUIRED)),
            Some(LockState::Ready) if !self.power.messages => Err(Failure::Cms(self.personality.replies.not_ready)),
            Some(LockState::Ready) => Ok(()),
        }
    }

    fn service(&mut self, command: &Command) -> Outcome {
        match command.op {
            Op::Test => Outcome::row("+CSMS: (0,1)"),
            Op::Read if self.personality.indications.csms_service => {
                Outcome::row(format!("+CSMS: {},1,1,1", self.settings.service))
            }
            Op::Read => Outcome::row("+CSMS: 1,1,1"),
            Op::Set | Op::Execute => match command.number(0, 0) {
                Some(service @ 0..=1) => {
                    self.settings.service = service;
                    Outcome::row("+CSMS: 1,1,1")
                }
                Some(_) | None => Failure::Cms(cms::NOT_SUPPORTED).into(),
            },
        }
    }

    /// `+CPMS` (3.2.2).
    fn storage(&mut self, command: &Command) -> Outcome {
        let groups = self.personality.stores.groups;
        match command.op {
            Op::Test => return Outcome::row(format!("+CPMS: {}", self.personality.stores.test)),
            Op::Read => {
                let selected = self.settings.stores.iter().take(groups.len());
                let one = |name: &StoreName| format!("\"{name}\",{}", self.counts(*name));
                return Outcome::row(format!("+CPMS: {}", selected.map(one).collect::<Vec<_>>().join(",")));
            }
            Op::Execute => return Failure::Error.into(),
            Op::Set => {}
        }
        if command.args.len() > groups.len() {
            return Failure::Cms(cms::NOT_ALLOWED).into();
        }
        let mut stores = self.settings.stores;
        for (number, arg) in command.args.iter().enumerate() {
            let (Arg::Text(text) | Arg::Other(text)) = arg else { continue };
            // SIM800 lists `SM_P`, which prefers the card, like `SM`.
            match StoreName::parse(text.strip_suffix("_P").unwrap_or(text)) {
                Some(name) if groups[number].contains(&name) => stores[number] = name,
                Some(_) | None => return Failure::Cms(cms::NOT_ALLOWED).into(),
            }
        }
        self.settings.stores = stores;
        if self.personality.stores.select_ok_only {
            return Outcome::ok();
        }
        let counts = stores.iter().take(groups.len()).map(|name| self.counts(*name));
        Outcome::row(format!("+CPMS: {}", counts.collect::<Vec<_>>().join(",")))
    }

    /// `<used>,<total>`
    fn counts(&self, name: StoreName) -> String {
        let stores = || parts(name).iter().filter_map(|part| self.store(*part));
        format!("{},{}", stores().map(Store::used).sum::<usize>(), stores().map(Store::capacity).sum::<usize>())
    }

    /// `+CNMI` (3.4.1): missing parameters become 0.
    fn indications(&mut self, command: &Command) -> Outcome {
        match command.op {
            Op::Test => return Outcome::row(format!("+CNMI: {}", self.personality.indications.test)),
            Op::Read => {
                let values = self.settings.indications.map(|value| value.to_string());
                return Outcome::row(format!("+CNMI: {}", values.join(",")));
            }
            Op::Set | Op::Execute => {}
        }
        let mut values = [0; 5];
        for (number, value) in values.iter_mut().enumerate() {
            match command.number(number, 0) {
                Some(wanted) if self.personality.indications.takes[number].contains(&wanted) => *value = wanted,
                Some(_) | None => return Failure::Cms(cms::NOT_SUPPORTED).into(),
            }
        }
        if command.args.len() > values.len() {
            return Failure::Cms(cms::NOT_ALLOWED).into();
        }
        self.settings.indications = values;
        self.flush_buffered();
        Outcome::ok()
    }

    /// `+CMGL=<stat>` (4.1): 0 unread, 1 read, 2 unsent, 3 sent, 4 all.
    fn list(&mut self, command: &Command) -> Outcome {
        if command.op == Op::Test {
            return Outcome::row("+CMGL: (0-4)");
        }
        if self.settings.text_mode {
            return Failure::Cms(cms::NOT_SUPPORTED).into();
        }
        if let Some(code) = self.personality.stores.list_fails {
            return Failure::Cms(code).into();
        }
        let wanted = match command.args.first() {
            Some(Arg::Text(_) | Arg::Other(_)) => return Failure::Error.into(),
            Some(Arg::Number(_) | Arg::Absent) | None => command.number(0, 0),
        };
        let Some(wanted) = wanted.filter(|stat| *stat <= 4) else { return Failure::Cms(cms::NOT_ALLOWED).into() };
        let mut rows = Vec::new();
        if self.unreadable() {
            return Outcome::Done(rows);
        }
        let mut index = u32::from(self.personality.stores.index_base);
        let alpha = self.personality.stores.alpha;
        for name in parts(self.settings.stores[0]) {
            let Some(store) = self.store_mut(*name) else { continue };
            for position in 0..store.capacity() {
                if let Some(stored) = store.get_mut(position).filter(|s| wanted == 4 || wanted == s.status as u32) {
                    rows.push(format!("+CMGL: {index},{}", header_and_pdu(stored, alpha)));
                    stored.read();
                }
                index += 1;
            }
        }
        Outcome::Done(rows)
    }

    /// `+CMGR=<index>` (4.2).
    fn read(&mut self, command: &Command) -> Outcome {
        if command.op == Op::Test {
            return Outcome::ok();
        }
        if self.settings.text_mode {
            return Failure::Cms(cms::NOT_SUPPORTED).into();
        }
        let Some((name, position)) = self.locate(command) else { return Failure::Cms(cms::BAD_INDEX).into() };
        if self.unreadable() {
            return Outcome::ok();
        }
        let alpha = self.personality.stores.alpha;
        match self.store_mut(name).and_then(|store| store.get_mut(position)) {
            Some(stored) => {
                let row = format!("+CMGR: {}", header_and_pdu(stored, alpha));
                stored.read();
                Outcome::row(row)
            }
            None => match self.personality.stores.empty_read {
                EmptyRead::Ok => Outcome::ok(),
                EmptyRead::NoLength => Outcome::row("+CMGR: 0,,0"),
                EmptyRead::InvalidIndex => Failure::Cms(cms::BAD_INDEX).into(),
            },
        }
    }

    fn unreadable(&self) -> bool {
        self.personality.stores.unreadable == Some(self.settings.stores[0])
    }

    /// `+CMGD=<index>[,<delflag>]` (3.5.4).
    fn delete(&mut self, command: &Command) -> Outcome {
        if command.op == Op::Test {
            return Outcome::row(format!("+CMGD: ({}),(0-4)", self.deletable()));
        }
        let statuses: &[Status] = match command.number(1, 0) {
            Some(0) => return self.delete_one(command),
            Some(1) => &[Status::Read],
            Some(2) => &[Status::Read, Status::Sent],
            Some(3) => &[Status::Read, Status::Sent, Status::Unsent],
            Some(4) => &[Status::Read, Status::Sent, Status::Unsent, Status::Unread],
            Some(_) | None => return Failure::Cms(cms::NOT_ALLOWED).into(),
        };
        for name in parts(self.settings.stores[0]) {
            let Some(store) = self.store(*name) else { continue };
            let positions: Vec<usize> =
                store.iter().filter(|(_, stored)| statuses.contains(&stored.status)).map(|(at, _)| at).collect();
            for position in positions {
                self.empty_slot(*name, position);
            }
        }
        Outcome::ok()
    }

    fn delete_one(&mut self, command: &Command) -> Outcome {
        let Some((name, position)) = self.locate(command) else { return Failure::Cms(cms::BAD_INDEX).into() };
        if !self.empty_slot(name, position) && self.personality.stores.empty_delete_fails {
            return Failure::Cms(cms::BAD_INDEX).into();
        }
        Outcome::ok()
    }

    fn empty_slot(&mut self, name: StoreName, position: usize) -> bool {
        let Some(stored) = self.store_mut(name).and_then(|store| store.take(position)) else { return false };
        let slot = self.slot(name, position);
        self.events.push(ModemEvent::Deleted { at: self.now, slot, pdu: stored.pdu });
        true
    }

    fn deletable(&self) -> String {
        let base = usize::from(self.personality.stores.index_base);
        let mut used = Vec::new();
        let mut first = base;
        for store in parts(self.settings.stores[0]).iter().filter_map(|name| self.store(*name)) {
            used.extend(store.iter().map(|(position, _)| (first + position).to_string()));
            first += store.capacity();
        }
        if self.personality.stores.delete_lists_used {
            used.join(",")
        } else {
            format!("{base}-{}", first.saturating_sub(1).max(base))
        }
    }

    /// `+CMGS=<length>` (4.3): the prompt, and the data after it.
    fn send(&mut self, command: &Command) -> Outcome {
        match command.op {
            Op::Test => return Outcome::ok(),
            Op::Read | Op::Execute => return Failure::Error.into(),
            Op::Set => {}
        }
        if self.settings.text_mode {
            return Failure::Cms(cms::NOT_SUPPORTED).into();
        }
        match command.number(0, 0) {
            Some(length @ 1..=TPDU_BYTES_MAX) => {
                Outcome::Prompt(Entry::Send { length: usize::try_from(length).unwrap_or_default() })
            }
            Some(_) | None => Failure::Cms(cms::BAD_PDU).into(),
        }
    }

    /// The data after the prompt, if it can be sent.
    pub(super) fn submission(&self, length: usize, typed: &[u8]) -> Result<Submission, Failure> {
        let digits: Vec<u8> = typed.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
        let pdu = hex::decode(digits).map_err(|_| Failure::Cms(cms::BAD_PDU))?;
        let sca = usize::from(*pdu.first().ok_or(Failure::Cms(cms::BAD_PDU))?);
        if pdu.len() != 1 + sca + length || pdu.get(1 + sca).is_none_or(|first| first & 0x03 != 0x01) {
            return Err(Failure::Cms(cms::BAD_PDU));
        }
        if sca == 0 && self.card.as_ref().is_none_or(|card| card.smsc.is_none()) {
            return Err(Failure::Cms(cms::NO_SMSC));
        }
        if !self.registered() {
            return Err(Failure::Cms(cms::NO_SERVICE));
        }
        Ok(Submission(pdu))
    }

    /// Submits a PDU: the network has it from now on, whether or not the host gets the result.
    pub(super) fn submit(&mut self, Submission(pdu): Submission) -> u8 {
        let mr = self.network.mr;
        self.network.mr = mr.wrapping_add(1);
        self.events.push(ModemEvent::Submitted { at: self.now, mr, pdu });
        mr
    }

    /// `+CNMA[=<n>[,<length>]]` (3.4.4): 0 and 1 acknowledge, 2 refuses.
    fn cnma(&mut self, command: &Command) -> Outcome {
        if !self.personality.indications.cnma {
            return Failure::Error.into();
        }
        if command.op == Op::Test {
            return Outcome::row("+CNMA: (0-2)");
        }
        let positive = match command.number(0, 0) {
            Some(0 | 1) => true,
            Some(2) => false,
            Some(_) | None => return Failure::Cms(cms::NOT_ALLOWED).into(),
        };
        match command.number(1, 0) {
            Some(0) => self.acknowledge(positive),
            Some(_) => Outcome::Prompt(Entry::Acknowledge { positive }),
            None => Failure::Cms(cms::NOT_ALLOWED).into(),
        }
    }

    fn smsc(&mut self, command: &Command) -> Outcome {
        let Some(card) = &mut self.card else { return Failure::Cms(cms::SIM_ABSENT).into() };
        match command.op {
            Op::Test => Outcome::ok(),
            Op::Read => {
                let number = card.smsc.clone().unwrap_or_default();
                let kind = if number.starts_with('+') { 145 } else { 129 };
                Outcome::row(format!("+CSCA: \"{number}\",{kind}"))
            }
            Op::Set | Op::Execute => {
                card.smsc = command.text(0).filter(|number| number.len() <= 21);
                Outcome::ok()
            }
        }
    }

    /// The store and position of the index in a command's first argument, if there is such a place.
    fn locate(&self, command: &Command) -> Option<(StoreName, usize)> {
        let Some(Arg::Number(index)) = command.args.first() else { return None };
        let mut position =
            usize::try_from(*index).ok()?.checked_sub(usize::from(self.personality.stores.index_base))?;
        for name in parts(self.settings.stores[0]) {
            let capacity = self.store(*name).map_or(0, Store::capacity);
            if position < capacity {
                return Some((*name, position));
            }
            position -= capacity;
        }
        None
    }

    pub(super) fn store(&self, name: StoreName) -> Option<&Store> {
        match name {
            StoreName::SM => self.card.as_ref().map(|card| &card.messages),
            StoreName::ME => Some(&self.memory.me),
            StoreName::SR => Some(&self.memory.sr),
            _ => None,
        }
    }

    pub(super) fn store_mut(&mut self, name: StoreName) -> Option<&mut Store> {
        match name {
            StoreName::SM => self.card.as_mut().map(|card| &mut card.messages),
            StoreName::ME => Some(&mut self.memory.me),
            StoreName::SR => Some(&mut self.memory.sr),
            _ => None,
        }
    }

    pub(super) fn slot(&self, store: StoreName, position: usize) -> Slot {
        let index = self.personality.stores.index_base + u16::try_from(position).unwrap_or(u16::MAX);
        Slot { store, index }
    }
}

impl Stored {
    fn read(&mut self) {
        if self.status == Status::Unread {
            self.status = Status::Read;
        }
    }
}

/// `<stat>,[<alpha>],<length>` and the PDU in a row of its own.
fn header_and_pdu(stored: &Stored, alpha: Alpha) -> String {
    let alpha = match alpha {
        Alpha::Empty => ",",
        Alpha::Quoted => "\"\",",
        Alpha::Absent => "",
    };
    format!("{},{alpha}{}\r\n{}", stored.status as u32, stored.tpdu_length(), hex::encode(&stored.pdu))
}
