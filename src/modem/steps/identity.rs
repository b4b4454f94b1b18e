//! The identity of the modem: its maker and model select the profile. And its radio.

use std::sync::Arc;

use crate::at::Reply;
use crate::at::command::{Command, Function, Shape};
use crate::model::Imei;

use super::super::modem_info::without_prefix;
use super::super::next_command::LITTLE_USE;
use super::super::startup::{Next, Step, Work};
use super::card::CARD;
use super::profile_steps::{follow_profile, profile_command};

/// After this many replies with a bare `ERROR` the modem doesn't support a query about itself. Such queries work without
/// a finished boot, so earlier errors were lost answers.
const UNKNOWN_REPEATS: u8 = 3;

/// Switches the echo off.
pub static ECHO_OFF: Step = Step {
    command: |_| Ok(plain("ATE0")),
    on_reply: |work, reply| {
        work.modem.echo.note_switch_off(reply);
        Next::Step(&CAUSE_NUMBERS)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Switches on errors with numbers.
static CAUSE_NUMBERS: Step = Step {
    command: |_| Ok(Command::number_causes()),
    on_reply: |work, _| {
        work.modem.echo.note_next_reply(work.now.mono);
        Next::Step(&MAKER)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The maker. Without it, the commands for the card and for announcements may be ones that the modem doesn't support.
static MAKER: Step = Step {
    command: |_| Ok(free("AT+CGMI")),
    on_reply: |work, reply| {
        if is_left_open(work, reply, work.modem.maker.is_empty(), "AT+CGMI") {
            return unanswered(&MAKER);
        }
        work.modem.maker = value(reply).unwrap_or_else(|| std::mem::take(&mut work.modem.maker));
        Next::Step(&MODEL)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The model. Together with the maker it selects the profile.
static MODEL: Step = Step {
    command: |_| Ok(free("AT+CGMM")),
    on_reply: |work, reply| {
        if is_left_open(work, reply, work.modem.model.is_empty(), "AT+CGMM") {
            return unanswered(&MODEL);
        }
        let modem = &mut *work.modem;
        modem.model = value(reply).unwrap_or_else(|| std::mem::take(&mut modem.model));
        modem.profile = match &work.settings.profile {
            Some(profile) => Arc::clone(profile),
            None => work.settings.profiles.of(&modem.maker, &modem.model),
        };
        modem.card.state_ends |= modem.profile.card_state_ends;
        Next::Step(&EQUIPMENT)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The IMEI.
static EQUIPMENT: Step = Step {
    command: |_| Ok(free("AT+CGSN")),
    on_reply: |work, reply| {
        if is_left_open(work, reply, work.modem.imei.is_none(), "AT+CGSN") {
            return unanswered(&EQUIPMENT);
        }
        let imei = reply.find(|row| Imei::parse(without_prefix(row).trim_matches('"')).ok());
        work.modem.imei = imei.or_else(|| work.modem.imei.take());
        Next::Step(&EARLY)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The profile's first commands.
static EARLY: Step = Step {
    command: |work| profile_command(&work.modem.profile.early, work.startup.index).ok_or(Next::Step(&RADIO)),
    on_reply: |work, reply| follow_profile(&work.modem.profile.early, work.startup, reply, &EARLY),
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Whether the radio is on.
static RADIO: Step = Step {
    command: |_| Ok(Command::plain("AT+CFUN?", Shape::Prefixed(&["+CFUN:"]))),
    on_reply: |work, reply| {
        let network = &mut work.modem.network;
        network.note_radio(reply);
        if work.settings.radio_on && network.take_cycle() {
            return Next::Step(&RADIO_OFF);
        }
        if !work.settings.radio_on || !network.may_switch_radio_on() {
            return Next::Step(&CARD);
        }
        network.note_switch_on();
        Next::Step(&RADIO_ON)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Switches the radio off, because the modem finds no network. If simgate ends here, its next start switches it on.
static RADIO_OFF: Step = Step {
    command: |_| Ok(Command::function(Function::Flight)),
    on_reply: |_, _| Next::Step(&RADIO_ON),
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Switches the radio on. A later check shows whether it worked.
static RADIO_ON: Step = Step {
    command: |_| Ok(Command::function(Function::Full)),
    on_reply: |work, _| {
        work.startup.rest = work.modem.profile.radio_rest;
        Next::Step(&CARD)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

fn plain(line: &'static str) -> Command {
    Command::plain(line, Shape::Nothing)
}

fn free(line: &'static str) -> Command {
    Command::plain(line, Shape::Free)
}

/// Whether a query about the modem has not been answered since the port was opened. One that the modem ignores stays
/// open.
fn is_left_open(work: &Work, reply: &Reply, is_unknown: bool, command: &str) -> bool {
    let is_ignored = work.modem.silent.contains(command, work.now.mono);
    is_unknown && !is_ignored && !reply.is_ok() && work.startup.repeats < UNKNOWN_REPEATS
}

fn unanswered(from: &'static Step) -> Next {
    Next::Retry { from, why: "does not report its maker and model" }
}

/// The first row of a reply, if the reply has a value.
fn value(reply: &Reply) -> Option<String> {
    let text = without_prefix(reply.rows.first()?.trim_matches('"'));
    Some(text).filter(|text| reply.is_ok() && !text.is_empty())
}
