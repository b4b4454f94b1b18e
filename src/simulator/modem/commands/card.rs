//! Commands about the card: its state, its PIN, its identity (3GPP TS 27.007 5.6, 7.1 and 8.3).

use super::super::card::{LockState, SimCard};
use super::super::card_reader;
use super::super::causes::cme;
use super::super::parse::{Command, Op};
use super::super::personality::{AttemptsCommand, OwnNumber};
use super::super::state::State;
use super::super::work::{Failure, Outcome};

pub(super) fn answer(modem: &mut State, command: &Command) -> Option<Outcome> {
    let access = modem.personality.card.clone();
    let reads_iccid = match access.iccid_command.strip_suffix('?') {
        Some(name) => command.name == name && command.op == Op::Read,
        None => command.name == access.iccid_command && command.op == Op::Execute,
    };
    if reads_iccid {
        return Some(iccid(modem, access.iccid_prefix));
    }
    if let Some(outcome) = attempts(modem, command, access.attempts) {
        return Some(outcome);
    }
    Some(match (command.name.as_str(), command.op) {
        ("+CPIN", Op::Read) => match card_state(modem) {
            Ok(state) if access.state_ends => Outcome::Unended(format!("+CPIN: {}", state.cpin())),
            Ok(state) => Outcome::row(format!("+CPIN: {}", state.cpin())),
            Err(failure) => failure.into(),
        },
        ("+CPIN", Op::Set) => enter_pin(modem, command),
        ("+CPIN", Op::Test) => Outcome::ok(),
        ("+CIMI", Op::Execute) => match check_open(modem) {
            Ok(()) => Outcome::row(modem.memory.card.as_ref().map(|card| card.imsi.clone()).unwrap_or_default()),
            Err(failure) => failure.into(),
        },
        ("+CNUM", Op::Execute) => own_number(modem, access.own_number),
        _ => return None,
    })
}

fn own_number(modem: &State, how: OwnNumber) -> Outcome {
    let (alpha, none) = match how {
        OwnNumber::Told { alpha } => (alpha, Outcome::ok()),
        OwnNumber::Sought { alpha } => (alpha, Failure::Cme(cme::NOT_FOUND).into()),
        OwnNumber::Silent => return Outcome::ok(),
        OwnNumber::Unknown => return Failure::Unknown.into(),
    };
    match (check_open(modem), modem.memory.card.as_ref().and_then(|card| card.number.as_deref())) {
        (Err(failure), _) => failure.into(),
        (Ok(()), Some(number)) => {
            let kind = if number.starts_with('+') { 145 } else { 129 };
            Outcome::row(format!("+CNUM: {alpha},\"{number}\",{kind}"))
        }
        (Ok(()), None) => none,
    }
}

/// The state of the card, if it can be read.
fn card_state(modem: &State) -> Result<LockState, Failure> {
    match &modem.memory.card {
        None => Err(Failure::Cme(cme::SIM_ABSENT)),
        Some(_) if !modem.power.card => Err(Failure::Cme(cme::SIM_BUSY)),
        Some(card) if card.state() == LockState::Blocked => Err(Failure::Cme(cme::SIM_FAILURE)),
        Some(card) => Ok(card.state()),
    }
}

/// Whether the card can be used; if not, the failure that a command answers.
fn check_open(modem: &State) -> Result<(), Failure> {
    match card_state(modem)? {
        LockState::Ready => Ok(()),
        LockState::Pin => Err(Failure::Cme(cme::PIN_REQUIRED)),
        LockState::Puk | LockState::Blocked => Err(Failure::Cme(cme::PUK_REQUIRED)),
    }
}

fn enter_pin(modem: &mut State, command: &Command) -> Outcome {
    let state = match card_state(modem) {
        Ok(state) => state,
        Err(failure) => return failure.into(),
    };
    let (Some(card), Some(code)) = (&mut modem.memory.card, command.text(0)) else {
        return Failure::Error.into();
    };
    let accepted = match state {
        LockState::Ready => return Failure::Cme(cme::NOT_ALLOWED).into(),
        LockState::Pin => card.try_pin(&code),
        LockState::Puk | LockState::Blocked => match command.text(1) {
            Some(new_pin) => card.try_puk(&code, &new_pin),
            None => return Failure::Cme(cme::PUK_REQUIRED).into(),
        },
    };
    if !accepted {
        return Failure::Cme(cme::WRONG_PASSWORD).into();
    }
    modem.power.silent = false;
    card_reader::continue_boot(modem);
    Outcome::ok()
}

fn iccid(modem: &State, prefix: &str) -> Outcome {
    let Some(card) = &modem.memory.card else { return Failure::Cme(cme::SIM_ABSENT).into() };
    if !modem.power.card {
        return Failure::Cme(cme::SIM_BUSY).into();
    }
    let access = &modem.personality.card;
    let mut digits = card.iccid.clone();
    if digits.len() % 2 == 1 && (access.iccid_filler || access.iccid_swapped) {
        digits.push('F');
    }
    if access.iccid_swapped {
        let pairs: Vec<char> = digits.chars().collect();
        digits = pairs.chunks(2).flat_map(|pair| pair.iter().rev()).collect();
    }
    Outcome::row(format!("{prefix}{digits}"))
}

fn attempts(modem: &State, command: &Command, how: AttemptsCommand) -> Option<Outcome> {
    let (name, op) = match how {
        AttemptsCommand::Cpinr => ("+CPINR", Op::Execute),
        AttemptsCommand::Huawei => ("^CPIN", Op::Read),
        AttemptsCommand::Quectel => ("+QPINC", Op::Read),
        AttemptsCommand::Simcom => ("+SPIC", Op::Execute),
        AttemptsCommand::Zte => ("+ZPINPUK", Op::Test),
        AttemptsCommand::Cinterion => ("^SPIC", Op::Execute),
        AttemptsCommand::Four(command) => match command.strip_suffix('?') {
            Some(name) => (name, Op::Read),
            None => (command, Op::Execute),
        },
        AttemptsCommand::Unknown => return None,
    };
    if command.name != name || command.op != op {
        return None;
    }
    let state = match card_state(modem) {
        Ok(state) => state,
        Err(failure) => return Some(failure.into()),
    };
    let (pin, puk) = modem.memory.card.as_ref().map(SimCard::attempts).unwrap_or_default();
    Some(match how {
        AttemptsCommand::Cpinr | AttemptsCommand::Unknown => {
            Outcome::Done(vec![format!("+CPINR: SIM PIN,{pin},3"), format!("+CPINR: SIM PUK,{puk},10")])
        }
        AttemptsCommand::Huawei => {
            let left = match state {
                LockState::Ready => String::new(),
                LockState::Pin => pin.to_string(),
                LockState::Puk | LockState::Blocked => puk.to_string(),
            };
            Outcome::row(format!("^CPIN: {},{left},{puk},{pin},10,3", state.cpin()))
        }
        AttemptsCommand::Quectel => {
            Outcome::Done(vec![format!("+QPINC: \"SC\",{pin},{puk}"), "+QPINC: \"P2\",3,10".to_owned()])
        }
        AttemptsCommand::Simcom => Outcome::row(format!("+SPIC: {pin},{puk},3,10")),
        AttemptsCommand::Four(_) => Outcome::row(format!("{name}: {pin},3,{puk},10")),
        AttemptsCommand::Zte => Outcome::row(format!("+ZPINPUK: {pin},{puk}")),
        AttemptsCommand::Cinterion => {
            Outcome::row(format!("^SPIC: {}", if state == LockState::Puk { puk } else { pin }))
        }
    })
}
