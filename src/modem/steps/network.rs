//! Switches on unsolicited codes about the network and about calls, and reads the registration (27.007 7.2, 7.11).

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, Domain};

use super::super::deadlines::Quick;
use super::super::next_command::{GREAT_USE, LITTLE_USE};
use super::super::startup::{Next, Step, Work};

/// Unsolicited codes for circuit switched registration.
pub static REGISTRATION_CODES: Step = Step {
    command: |_| Ok(Command::announce_registration(Domain::Circuit)),
    on_reply: |_, _| Next::Step(&REGISTRATION_CODES_EVOLVED),
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Unsolicited codes for LTE registration.
static REGISTRATION_CODES_EVOLVED: Step = Step {
    command: |_| Ok(Command::announce_registration(Domain::Evolved)),
    on_reply: |_, _| Next::Step(&CALLERS),
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The caller's number. Sticks for data alone may refuse it; calls are then reported without a number, if at all.
static CALLERS: Step = Step {
    command: |_| Ok(Command::announce_callers()),
    on_reply: |_, _| Next::Step(&REGISTRATION),
    quick: Some(Quick::Callers),
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// The circuit switched registration.
static REGISTRATION: Step = Step {
    command: |_| Ok(Command::registration(Domain::Circuit)),
    on_reply: |work, reply| {
        note(work, Domain::Circuit, reply);
        Next::Step(&REGISTRATION_EVOLVED)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The LTE registration.
static REGISTRATION_EVOLVED: Step = Step {
    command: |_| Ok(Command::registration(Domain::Evolved)),
    on_reply: |work, reply| {
        note(work, Domain::Evolved, reply);
        if work.modem.network.needs_other_domains() {
            return Next::Step(&REGISTRATION_PACKET);
        }
        work.modem.network.remove_other_domains();
        Next::Step(&IMS)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The packet switched registration.
static REGISTRATION_PACKET: Step = Step {
    command: |_| Ok(Command::registration(Domain::Packet)),
    on_reply: |work, reply| {
        note(work, Domain::Packet, reply);
        Next::Step(&REGISTRATION_5G)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The 5G registration.
static REGISTRATION_5G: Step = Step {
    command: |_| Ok(Command::registration(Domain::FiveG)),
    on_reply: |work, reply| {
        note(work, Domain::FiveG, reply);
        Next::Step(&IMS)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Whether IMS carries messages (27.007 8.71), if the modem may depend on it.
static IMS: Step = Step {
    command: |work| {
        let depends = work.modem.network.reception.depends_on_ims();
        let command = Command::plain("AT+CIREG?", Shape::Prefixed(&["+CIREG:"]));
        if depends { Ok(command) } else { Err(Next::Step(&SIGNAL)) }
    },
    on_reply: |work, reply| {
        work.modem.network.note_ims(reply);
        Next::Step(&SIGNAL)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The signal.
static SIGNAL: Step = Step {
    command: |_| Ok(Command::plain("AT+CSQ", Shape::Prefixed(&["+CSQ:"]))),
    on_reply: |work, reply| {
        work.modem.network.signal_dbm = reply.find(reply::signal_dbm);
        Next::Serve
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Notes a registration. A modem without LTE, or without 5G, reports none.
fn note(work: &mut Work, domain: Domain, reply: &Reply) {
    let network = &mut work.modem.network;
    match reply.find(reply::registration) {
        Some((domain, state)) => network.note_registration(domain, state),
        None => network.remove_registration(domain),
    }
}
