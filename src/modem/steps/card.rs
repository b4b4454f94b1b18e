//! The card: whether it is there, who it is, and its PIN.
//!
//! A PIN is tried only after the gateway has journalled the try.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, CardState, Final};
use crate::at::session::End;
use crate::flow::pin::Verdict;
use crate::flow::{Event, PinRequest};
use crate::model::{Imsi, LineId};

use super::super::ask::{OF_GREAT_USE, OF_LITTLE_USE};
use super::super::known::{OwnNumber, without_prefix};
use super::super::patience::Quick;
use super::super::startup::{Next, PIN_BLOCKED_RETRY, PinState, Step, Work};
use super::storage::PDU_MODE;

/// Tries to read both numbers of a card, and to read any.
const HALF_NAMED_TRIES: u8 = 6;
const NAMELESS_TRIES: u8 = 20;
const BLOCKED_RETRY: Duration = Duration::from_secs(10);
/// Whoever puts a card in waits for it, and not every modem says that there is one.
const NO_CARD_RETRY: Duration = Duration::from_secs(2);
/// A question answered with a bare `ERROR` so often, over five seconds, is one that the modem does not know; one that
/// still boots may answer it by then.
const UNSUPPORTED_REPEATS: u8 = 10;
/// The same of an answer that can't be understood: what was spoilt on the line reads otherwise the next time.
const UNCLEAR_REPEATS: u8 = 2;

pub static CARD: Step = Step {
    ask: |work| Ok(work.known.card_question()),
    read: card,
    quick: Some(Quick::Card),
    misses_max: None,
    silence: None,
};

/// The card's own number. It comes first: the journal of PINs goes by it.
static ICCID: Step = Step {
    ask: |work| match work.known.card_number_command(work.startup.index) {
        Some(command) => Ok(Command::plain(command, Shape::Free)),
        // It could be read before: a card known by another name would be another card.
        None if work.known.card.number_command.is_some() => {
            Err(Next::Again { from: &ICCID, why: "does not tell the number of its card" })
        }
        None => Err(number_read(work)),
    },
    read: |work, reply| {
        if tells_no_card(reply) {
            return no_card(work);
        }
        let Some(iccid) = reply.find(reply::iccid) else { return Next::Other };
        work.known.sim = Some(LineId::Iccid(iccid));
        work.known.card.number_command = work.known.card_number_command(work.startup.index);
        number_read(work)
    },
    quick: Some(Quick::Card),
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

static PIN_ATTEMPTS: Step = Step {
    ask: |work| match work.known.profile.pin_attempts.get(work.startup.index) {
        Some(command) => Ok(Command::plain(*command, Shape::Free)),
        None => Err(ask_gateway(work)),
    },
    read: |work, reply| match reply.find(reply::pin_attempts_left) {
        None => Next::Other,
        left => {
            work.startup.attempts_left = left;
            ask_gateway(work)
        }
    },
    quick: Some(Quick::Card),
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

static PIN: Step = Step {
    ask: |work| {
        let why = "the card wants its PIN: configure `pin_file` of this device";
        let blocked = || Next::Blocked { after: PIN_BLOCKED_RETRY, why: why.to_owned() };
        work.settings.pin.as_ref().and_then(Command::enter_pin).ok_or_else(blocked)
    },
    read: pin_entered,
    quick: None,
    misses_max: None,
    // Nobody knows what became of it: the journal says so already.
    silence: Some(unsettled),
};

/// The number of the subscription. Both numbers together tell the gateway which card it is when only one can be read later:
/// a modem gets a few tries to say them, and more to say one at all.
static SUBSCRIPTION: Step = Step {
    ask: |_| Ok(Command::plain("AT+CIMI", Shape::Free)),
    read: |work, reply| {
        if tells_no_card(reply) {
            return no_card(work);
        }
        subscription(work, reply.find(|line| Imsi::parse(&without_prefix(line)).ok()))
    },
    quick: Some(Quick::Card),
    misses_max: Some(OF_GREAT_USE),
    silence: None,
};

/// The number of the line, as its card has it: often none, or one that somebody else has by now.
static OWN_NUMBER: Step = Step {
    ask: |work| if work.known.wants_number() { Ok(Command::own_number()) } else { Err(Next::Go(&LATE)) },
    read: |work, reply| {
        work.known.note_number(reply);
        Next::Go(&LATE)
    },
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

/// What the profile wants once the card is open.
static LATE: Step = Step {
    ask: |work| {
        let step = work.known.profile.late.get(work.startup.index);
        step.map(|step| Command::plain(step.line, Shape::Nothing)).ok_or(Next::Go(&PDU_MODE))
    },
    read: |_, _| Next::Other,
    quick: None,
    misses_max: Some(OF_LITTLE_USE),
    silence: None,
};

fn card(work: &mut Work, reply: &Reply) -> Next {
    let told = reply.find(reply::card_state);
    work.known.card.tells_state |= told.is_some();
    work.known.card.state_ends = reply.timed_out();
    let again = |why| Next::Again { from: &CARD, why };
    let blocked = |after, why: &str| Next::Blocked { after, why: why.to_owned() };
    let repeats = work.startup.repeats;
    match (told, &reply.end) {
        (Some(state @ (CardState::Ready | CardState::WantsPin)), _) => {
            let wants_pin = state == CardState::WantsPin;
            let pin = &mut work.startup.pin;
            if !wants_pin {
                *pin = PinState::Unasked;
            } else if *pin == PinState::Entered {
                return again("the card wants its PIN again");
            } else if *pin == PinState::Unasked {
                *pin = PinState::May;
            }
            work.known.sim = None;
            Next::Go(&ICCID)
        }
        (Some(CardState::WantsPuk), _) => {
            blocked(PIN_BLOCKED_RETRY, "the card is locked and wants its PUK: unlock it in a phone")
        }
        (Some(CardState::Locked), _) => blocked(PIN_BLOCKED_RETRY, "the modem is locked to a network or to a card"),
        (Some(CardState::Busy), _) => again("says that its card is busy"),
        (Some(CardState::Other(_)), _) if repeats < UNCLEAR_REPEATS => again("does not tell the state of its card"),
        (Some(CardState::Other(words)), _) => blocked(BLOCKED_RETRY, &format!("the modem says of its card: {words}")),
        (Some(CardState::Missing), _) => no_card(work),
        (None, _) if tells_no_card(reply) => no_card(work),
        (None, End::Final(Final::Equipment(cause))) if cause.is(13) || cause.is(15) => {
            blocked(BLOCKED_RETRY, &format!("the card does not work: {}", cause.sentence))
        }
        // Some modems have no +CPIN at all; others are still busy.
        (None, _) if reply.is_ok() => Next::Go(&ICCID),
        (None, End::Final(Final::Error | Final::NotSupported)) if repeats >= UNSUPPORTED_REPEATS => Next::Go(&ICCID),
        (None, _) => again("does not tell the state of its card"),
    }
}

/// Its line may turn up in another modem; and what lies on the next card is not to be the equipment's.
fn no_card(work: &mut Work) -> Next {
    (work.known.sim, work.known.own_number) = (None, OwnNumber::default());
    Next::Blocked { after: NO_CARD_RETRY, why: "there is no card".to_owned() }
}

/// `+CME ERROR: 10`: SIM not inserted (27.007 9.2.1).
fn tells_no_card(reply: &Reply) -> bool {
    matches!(&reply.end, End::Final(Final::Equipment(cause)) if cause.is(10))
}

/// The card's number was read, or can't be; then the PIN, if one is wanted.
fn number_read(work: &mut Work) -> Next {
    match (work.startup.pin, &work.settings.pin) {
        (PinState::Unasked | PinState::Entered, pin) => {
            if let Some(pin) = pin.clone() {
                work.out.event(Event::CardOpen { card: work.known.card_key(), pin });
            }
            Next::Go(&SUBSCRIPTION)
        }
        (PinState::AwaitsVerdict | PinState::May, Some(_)) => Next::Go(&PIN_ATTEMPTS),
        (PinState::AwaitsVerdict | PinState::May, None) => Next::Go(&PIN),
    }
}

/// Whether the PIN may be tried.
fn ask_gateway(work: &mut Work) -> Next {
    work.startup.pin = PinState::AwaitsVerdict;
    if let Some(pin) = work.settings.pin.clone() {
        let (device, card) = (work.out.device.clone(), work.known.card_key());
        let request = PinRequest { device, card, pin, attempts_left: work.startup.attempts_left };
        work.out.event(Event::PinWanted(request));
    }
    Next::Go(&PIN)
}

fn pin_entered(work: &mut Work, reply: &Reply) -> Next {
    let refused = match &reply.end {
        End::Final(Final::Ok) => false,
        // 16: incorrect password; 12: this was the last attempt and the PUK is wanted now.
        End::Final(Final::Equipment(cause)) if cause.is(16) || cause.is(12) => true,
        // Refused for another reason, or without one: whether an attempt was lost is not known.
        End::Final(_) | End::Incomplete | End::TimedOut => return unsettled(),
    };
    if let Some(pin) = work.settings.pin.clone() {
        work.out.event(Event::PinTried { card: work.known.card_key(), pin, opened: !refused });
    }
    if refused {
        return Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Failed.reason() };
    }
    let startup = &mut *work.startup;
    (startup.pin, startup.since, startup.rest) = (PinState::Entered, work.now.mono, work.known.profile.pin_rest);
    Next::Go(&CARD)
}

fn unsettled() -> Next {
    Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Unsettled.reason() }
}

fn subscription(work: &mut Work, imsi: Option<Imsi>) -> Next {
    work.startup.tries_to_name += 1;
    let (tries, known) = (work.startup.tries_to_name, &mut *work.known);
    let again = Next::Again { from: &ICCID, why: "does not tell the number of its card" };
    match (&known.sim, imsi) {
        (Some(LineId::Iccid(iccid)), Some(imsi)) => work.out.event(Event::Card { iccid: iccid.clone(), imsi }),
        (_, Some(_)) | (Some(_), None) if tries < HALF_NAMED_TRIES && !known.card.half_named => return again,
        (None, None) if tries < NAMELESS_TRIES => return again,
        (None, Some(imsi)) => known.sim = Some(LineId::Imsi(imsi)),
        (Some(_), _) | (None, None) => {}
    }
    known.card.half_named |= tries >= HALF_NAMED_TRIES;
    Next::Go(&OWN_NUMBER)
}
