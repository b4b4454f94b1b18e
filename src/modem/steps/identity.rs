//! Who the modem is: its maker and model say how it is spoken to. And its radio.

use crate::at::Reply;
use crate::at::command::{Command, Function, Shape};
use crate::at::profile::Profile;
use crate::model::Imei;

use super::super::ask::OF_LITTLE_USE;
use super::super::known::without_prefix;
use super::super::startup::{Next, Step, Work};
use super::card::CARD;

/// A question about the modem itself, which none needs to have booted for, answered with a bare `ERROR` so often is one
/// that it does not know; else the answer was lost.
const UNKNOWN_REPEATS: u8 = 3;

pub static ECHO_OFF: Step = Step {
    ask: |_| Ok(plain("ATE0")),
    read: |work, reply| {
        work.known.echo.told(reply);
        Next::Go(&CAUSE_NUMBERS)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static CAUSE_NUMBERS: Step = Step {
    ask: |_| Ok(Command::number_causes()),
    read: |work, _| {
        work.known.echo.shown(work.now.mono);
        Next::Go(&MAKER)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// Without it the modem may be asked for its card, and told to announce, in words that it does not know.
static MAKER: Step = Step {
    ask: |_| Ok(free("AT+CGMI")),
    read: |work, reply| {
        if is_left_open(work, reply, work.known.maker.is_empty()) {
            return unanswered(&MAKER);
        }
        work.known.maker = told(reply).unwrap_or_else(|| std::mem::take(&mut work.known.maker));
        Next::Go(&MODEL)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static MODEL: Step = Step {
    ask: |_| Ok(free("AT+CGMM")),
    read: |work, reply| {
        if is_left_open(work, reply, work.known.model.is_empty()) {
            return unanswered(&MODEL);
        }
        let known = &mut *work.known;
        known.model = told(reply).unwrap_or_else(|| std::mem::take(&mut known.model));
        known.profile = work.settings.profile.unwrap_or_else(|| Profile::of(&known.maker, &known.model));
        known.card.state_ends |= known.profile.card_state_ends;
        Next::Go(&EQUIPMENT)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static EQUIPMENT: Step = Step {
    ask: |_| Ok(free("AT+CGSN")),
    read: |work, reply| {
        if is_left_open(work, reply, work.known.imei.is_none()) {
            return unanswered(&EQUIPMENT);
        }
        let imei = reply.find(|line| Imei::parse(without_prefix(line).trim_matches('"')).ok());
        work.known.imei = imei.or_else(|| work.known.imei.take());
        Next::Go(&EARLY)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// What the profile wants before anything else.
static EARLY: Step = Step {
    ask: |work| {
        let step = work.known.profile.early.get(work.startup.index);
        step.map(|step| plain(step.line)).ok_or(Next::Go(&RADIO))
    },
    read: |_, _| Next::Other,
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static RADIO: Step = Step {
    ask: |_| Ok(Command::plain("AT+CFUN?", Shape::Prefixed(&["+CFUN:"]))),
    read: |work, reply| {
        let network = &mut work.known.network;
        network.note_radio(reply);
        if !work.settings.radio_on || !network.may_switch_radio_on() {
            return Next::Go(&CARD);
        }
        network.count_switching_on();
        Next::Go(&RADIO_ON)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// Whether it helped is asked once the network is to be seen.
static RADIO_ON: Step = Step {
    ask: |_| Ok(Command::function(Function::Full)),
    read: |_, _| Next::Go(&CARD),
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

fn plain(line: &'static str) -> Command {
    Command::plain(line, Shape::Nothing)
}

fn free(line: &'static str) -> Command {
    Command::plain(line, Shape::Free)
}

/// A question about the modem itself that it did not answer, and has not answered since its port was opened.
fn is_left_open(work: &Work, reply: &Reply, is_unknown: bool) -> bool {
    is_unknown && !reply.is_ok() && work.startup.repeats < UNKNOWN_REPEATS
}

fn unanswered(from: &'static Step) -> Next {
    Next::Again { from, why: "does not say what it is" }
}

/// What a modem says of itself.
fn told(reply: &Reply) -> Option<String> {
    let text = without_prefix(reply.lines.first()?.trim_matches('"'));
    Some(text).filter(|text| reply.is_ok() && !text.is_empty())
}
