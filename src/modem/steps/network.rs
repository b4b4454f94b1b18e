//! What is to be told of the network from here on, and how things are with it now.

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, Domain};

use super::super::ask::{OF_GREAT_USE, OF_LITTLE_USE};
use super::super::patience::Quick;
use super::super::startup::{Next, Step, Work};

pub static REGISTRATION_CODES: Step = Step {
    ask: |_| Ok(Command::announce_registration(Domain::Circuit)),
    read: |_, _| Next::Go(&REGISTRATION_CODES_EVOLVED),
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static REGISTRATION_CODES_EVOLVED: Step = Step {
    ask: |_| Ok(Command::announce_registration(Domain::Evolved)),
    read: |_, _| Next::Go(&CALLERS),
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// Sticks for data alone may refuse it: then calls come without a number, if they come.
static CALLERS: Step = Step {
    ask: |_| Ok(Command::announce_callers()),
    read: |_, _| Next::Go(&REGISTRATION),
    quick: Some(Quick::Callers),
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

static REGISTRATION: Step = Step {
    ask: |_| Ok(Command::registration(Domain::Circuit)),
    read: |work, reply| {
        note(work, Domain::Circuit, reply);
        Next::Go(&REGISTRATION_EVOLVED)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static REGISTRATION_EVOLVED: Step = Step {
    ask: |_| Ok(Command::registration(Domain::Evolved)),
    read: |work, reply| {
        note(work, Domain::Evolved, reply);
        if work.known.network.needs_other_domains() {
            return Next::Go(&REGISTRATION_PACKET);
        }
        work.known.network.forget_other_domains();
        Next::Go(&SIGNAL)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static REGISTRATION_PACKET: Step = Step {
    ask: |_| Ok(Command::registration(Domain::Packet)),
    read: |work, reply| {
        note(work, Domain::Packet, reply);
        Next::Go(&REGISTRATION_5G)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static REGISTRATION_5G: Step = Step {
    ask: |_| Ok(Command::registration(Domain::FiveG)),
    read: |work, reply| {
        note(work, Domain::FiveG, reply);
        Next::Go(&SIGNAL)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static SIGNAL: Step = Step {
    ask: |_| Ok(Command::plain("AT+CSQ", Shape::Prefixed(&["+CSQ:"]))),
    read: |work, reply| {
        work.known.network.signal_dbm = reply.find(reply::signal_dbm);
        Next::Serve
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// A modem without LTE, or without 5G, has nothing to say of it.
fn note(work: &mut Work, asked: Domain, reply: &Reply) {
    let network = &mut work.known.network;
    match reply.find(reply::registration) {
        Some((domain, state)) => network.registered(domain, state),
        None => network.unregistered(asked),
    }
}
