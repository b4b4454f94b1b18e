//! The message commands of 3GPP TS 27.005 in PDU mode. In text mode they answer with CMS 303.

use super::super::card::LockState;
use super::super::causes::cms;
use super::super::event::ModemEvent;
use super::super::incoming;
use super::super::parse::{Arg, Command, Op};
use super::super::personality::{Alpha, EmptyRead};
use super::super::state::State;
use super::super::storage::{Status, Stored, parts};
use super::super::work::{Entry, Failure, Outcome, Setting};
use crate::model::StoreName;
use crate::pdu::hex;

/// A TPDU has at most 164 octets without its SCA (SUBMIT with 140 octets of user data).
const TPDU_BYTES_MAX: u32 = 176;

pub(super) fn answer(modem: &mut State, command: &Command) -> Option<Outcome> {
    let name = command.name.as_str();
    let needs_card = ["+CPMS", "+CMGL", "+CMGR", "+CMGD", "+CMGS", "+CSCA", "+CNMI"].contains(&name);
    if needs_card
        && command.op != Op::Test
        && let Err(failure) = ready(modem)
    {
        return Some(failure.into());
    }
    Some(match name {
        "+CSMS" => service(modem, command),
        "+CMGF" => match Setting::of(command, "(0,1)", 1, u32::from(modem.settings.text_mode)) {
            Setting::To(format) => {
                modem.settings.text_mode = format == 1;
                Outcome::ok()
            }
            Setting::Answer(outcome) => outcome,
        },
        "+CPMS" => storage(modem, command),
        "+CNMI" => indications(modem, command),
        "+CMGL" => list(modem, command),
        "+CMGR" => read(modem, command),
        "+CMGD" => delete(modem, command),
        "+CMGS" => send(modem, command),
        "+CMMS" => match Setting::of(command, "(0-2)", 2, modem.settings.keep_link) {
            Setting::To(mode) => {
                modem.settings.keep_link = mode;
                Outcome::ok()
            }
            Setting::Answer(outcome) => outcome,
        },
        "+CNMA" => cnma(modem, command),
        "+CSCA" => smsc(modem, command),
        _ => return None,
    })
}

fn ready(modem: &State) -> Result<(), Failure> {
    match modem.memory.card.as_ref().map(|card| card.state()) {
        None => Err(Failure::Cms(cms::SIM_ABSENT)),
        Some(_) if !modem.power.card => Err(Failure::Cms(modem.personality.replies.not_ready)),
        Some(LockState::Pin) => Err(Failure::Cms(cms::PIN_REQUIRED)),
        Some(LockState::Puk | LockState::Blocked) => Err(Failure::Cms(cms::PUK_REQUIRED)),
        Some(LockState::Ready) if !modem.power.messages => Err(Failure::Cms(modem.personality.replies.not_ready)),
        Some(LockState::Ready) => Ok(()),
    }
}

fn service(modem: &mut State, command: &Command) -> Outcome {
    match command.op {
        Op::Test => Outcome::row("+CSMS: (0,1)"),
        Op::Read if modem.personality.indications.csms_service => {
            Outcome::row(format!("+CSMS: {},1,1,1", modem.settings.service))
        }
        Op::Read => Outcome::row("+CSMS: 1,1,1"),
        Op::Set | Op::Execute => match command.number(0, 0) {
            Some(service @ 0..=1) => {
                modem.settings.service = service;
                Outcome::row("+CSMS: 1,1,1")
            }
            Some(_) | None => Failure::Cms(cms::NOT_SUPPORTED).into(),
        },
    }
}

/// `+CPMS` (3.2.2).
fn storage(modem: &mut State, command: &Command) -> Outcome {
    let groups = modem.personality.stores.groups;
    match command.op {
        Op::Test => return Outcome::row(format!("+CPMS: {}", modem.personality.stores.test)),
        Op::Read => {
            let selected = modem.settings.stores.iter().take(groups.len());
            let one = |name: &StoreName| format!("\"{name}\",{}", modem.memory.counts(*name));
            return Outcome::row(format!("+CPMS: {}", selected.map(one).collect::<Vec<_>>().join(",")));
        }
        Op::Execute => return Failure::Error.into(),
        Op::Set => {}
    }
    if command.args.len() > groups.len() {
        return Failure::Cms(cms::NOT_ALLOWED).into();
    }
    let mut stores = modem.settings.stores;
    for (number, arg) in command.args.iter().enumerate() {
        let (Arg::Text(text) | Arg::Other(text)) = arg else { continue };
        // SIM800 lists `SM_P`, which prefers the card, like `SM`.
        match StoreName::parse(text.strip_suffix("_P").unwrap_or(text)) {
            Some(name) if groups[number].contains(&name) => stores[number] = name,
            Some(_) | None => return Failure::Cms(cms::NOT_ALLOWED).into(),
        }
    }
    modem.settings.stores = stores;
    if modem.personality.stores.select_ok_only {
        return Outcome::ok();
    }
    let counts = stores.iter().take(groups.len()).map(|name| modem.memory.counts(*name));
    Outcome::row(format!("+CPMS: {}", counts.collect::<Vec<_>>().join(",")))
}

/// `+CNMI` (3.4.1): missing parameters become 0.
fn indications(modem: &mut State, command: &Command) -> Outcome {
    match command.op {
        Op::Test => return Outcome::row(format!("+CNMI: {}", modem.personality.indications.test)),
        Op::Read => {
            let values = modem.settings.indications.map(|value| value.to_string());
            return Outcome::row(format!("+CNMI: {}", values.join(",")));
        }
        Op::Set | Op::Execute => {}
    }
    let mut values = [0; 5];
    for (number, value) in values.iter_mut().enumerate() {
        match command.number(number, 0) {
            Some(wanted) if modem.personality.indications.takes[number].contains(&wanted) => *value = wanted,
            Some(_) | None => return Failure::Cms(cms::NOT_SUPPORTED).into(),
        }
    }
    if command.args.len() > values.len() {
        return Failure::Cms(cms::NOT_ALLOWED).into();
    }
    modem.settings.indications = values;
    incoming::flush_buffered(modem);
    Outcome::ok()
}

/// `+CMGL=<stat>` (4.1): 0 unread, 1 read, 2 unsent, 3 sent, 4 all.
fn list(modem: &mut State, command: &Command) -> Outcome {
    if command.op == Op::Test {
        return Outcome::row("+CMGL: (0-4)");
    }
    if modem.settings.text_mode {
        return Failure::Cms(cms::NOT_SUPPORTED).into();
    }
    if let Some(code) = modem.personality.stores.list_fails {
        return Failure::Cms(code).into();
    }
    let wanted = match command.args.first() {
        Some(Arg::Text(_) | Arg::Other(_)) => return Failure::Error.into(),
        Some(Arg::Number(_) | Arg::Absent) | None => command.number(0, 0),
    };
    let Some(wanted) = wanted.filter(|stat| *stat <= 4) else { return Failure::Cms(cms::NOT_ALLOWED).into() };
    let mut rows = Vec::new();
    if unreadable(modem) {
        return Outcome::Done(rows);
    }
    let mut index = u32::from(modem.personality.stores.index_base);
    let alpha = modem.personality.stores.alpha;
    for name in parts(modem.settings.stores[0]) {
        let Some(store) = modem.memory.store_mut(*name) else { continue };
        for position in 0..store.capacity() {
            if let Some(stored) = store.get_mut(position).filter(|s| wanted == 4 || wanted == s.status as u32) {
                rows.push(format!("+CMGL: {index},{}", header_and_pdu(stored, alpha)));
                stored.mark_read();
            }
            index += 1;
        }
    }
    Outcome::Done(rows)
}

/// `+CMGR=<index>` (4.2).
fn read(modem: &mut State, command: &Command) -> Outcome {
    if command.op == Op::Test {
        return Outcome::ok();
    }
    if modem.settings.text_mode {
        return Failure::Cms(cms::NOT_SUPPORTED).into();
    }
    let Some((name, position)) = locate(modem, command) else { return Failure::Cms(cms::BAD_INDEX).into() };
    if unreadable(modem) {
        return Outcome::ok();
    }
    let alpha = modem.personality.stores.alpha;
    match modem.memory.store_mut(name).and_then(|store| store.get_mut(position)) {
        Some(stored) => {
            let row = format!("+CMGR: {}", header_and_pdu(stored, alpha));
            stored.mark_read();
            Outcome::row(row)
        }
        None => match modem.personality.stores.empty_read {
            EmptyRead::Ok => Outcome::ok(),
            EmptyRead::NoLength => Outcome::row("+CMGR: 0,,0"),
            EmptyRead::InvalidIndex => Failure::Cms(cms::BAD_INDEX).into(),
        },
    }
}

fn unreadable(modem: &State) -> bool {
    modem.personality.stores.unreadable == Some(modem.settings.stores[0])
}

/// `+CMGD=<index>[,<delflag>]` (3.5.4).
fn delete(modem: &mut State, command: &Command) -> Outcome {
    if command.op == Op::Test {
        return Outcome::row(format!("+CMGD: ({}),(0-4)", deletable(modem)));
    }
    let statuses: &[Status] = match command.number(1, 0) {
        Some(0) => return delete_one(modem, command),
        Some(1) => &[Status::Read],
        Some(2) => &[Status::Read, Status::Sent],
        Some(3) => &[Status::Read, Status::Sent, Status::Unsent],
        Some(4) => &[Status::Read, Status::Sent, Status::Unsent, Status::Unread],
        Some(_) | None => return Failure::Cms(cms::NOT_ALLOWED).into(),
    };
    for name in parts(modem.settings.stores[0]) {
        let Some(store) = modem.memory.store(*name) else { continue };
        let positions: Vec<usize> =
            store.iter().filter(|(_, stored)| statuses.contains(&stored.status)).map(|(at, _)| at).collect();
        for position in positions {
            empty_slot(modem, *name, position);
        }
    }
    Outcome::ok()
}

fn delete_one(modem: &mut State, command: &Command) -> Outcome {
    let Some((name, position)) = locate(modem, command) else { return Failure::Cms(cms::BAD_INDEX).into() };
    if !empty_slot(modem, name, position) && modem.personality.stores.empty_delete_fails {
        return Failure::Cms(cms::BAD_INDEX).into();
    }
    Outcome::ok()
}

fn empty_slot(modem: &mut State, name: StoreName, position: usize) -> bool {
    let Some(stored) = modem.memory.store_mut(name).and_then(|store| store.take(position)) else { return false };
    let slot = modem.memory.slot(name, position);
    modem.log.record(ModemEvent::Deleted { at: modem.now, slot, pdu: stored.pdu });
    true
}

fn deletable(modem: &State) -> String {
    let base = usize::from(modem.personality.stores.index_base);
    let mut used = Vec::new();
    let mut first = base;
    for store in parts(modem.settings.stores[0]).iter().filter_map(|name| modem.memory.store(*name)) {
        used.extend(store.iter().map(|(position, _)| (first + position).to_string()));
        first += store.capacity();
    }
    if modem.personality.stores.delete_lists_used {
        used.join(",")
    } else {
        format!("{base}-{}", first.saturating_sub(1).max(base))
    }
}

/// `+CMGS=<length>` (4.3): the prompt, and the data after it.
fn send(modem: &mut State, command: &Command) -> Outcome {
    match command.op {
        Op::Test => return Outcome::ok(),
        Op::Read | Op::Execute => return Failure::Error.into(),
        Op::Set => {}
    }
    if modem.settings.text_mode {
        return Failure::Cms(cms::NOT_SUPPORTED).into();
    }
    match command.number(0, 0) {
        Some(length @ 1..=TPDU_BYTES_MAX) => {
            Outcome::Prompt(Entry::Send { length: usize::try_from(length).unwrap_or_default() })
        }
        Some(_) | None => Failure::Cms(cms::BAD_PDU).into(),
    }
}

/// `+CNMA[=<n>[,<length>]]` (3.4.4): 0 and 1 acknowledge, 2 refuses.
fn cnma(modem: &mut State, command: &Command) -> Outcome {
    if !modem.personality.indications.cnma {
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
        Some(0) => incoming::acknowledge(modem, positive),
        Some(_) => Outcome::Prompt(Entry::Acknowledge { positive }),
        None => Failure::Cms(cms::NOT_ALLOWED).into(),
    }
}

fn smsc(modem: &mut State, command: &Command) -> Outcome {
    let Some(card) = &mut modem.memory.card else { return Failure::Cms(cms::SIM_ABSENT).into() };
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

/// The physical store and the position of the index in a command's first argument, if there is such a place.
fn locate(modem: &State, command: &Command) -> Option<(StoreName, usize)> {
    let Some(Arg::Number(index)) = command.args.first() else { return None };
    modem.memory.locate(modem.settings.stores[0], *index)
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
