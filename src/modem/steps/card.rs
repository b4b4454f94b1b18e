//! The card: its state, its identity, and its PIN (27.007 8.3).
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

use super::super::deadlines::Quick;
use super::super::modem_info::{OwnNumber, without_prefix};
use super::super::next_command::{GREAT_USE, LITTLE_USE};
use super::super::startup::{Next, PIN_BLOCKED_RETRY, PinState, Step, Work};
use super::profile_steps::{follow_profile, profile_command};
use super::storage::PDU_MODE;

/// The most tries to read both numbers of a card, and to read any.
const HALF_NAMED_TRIES: u8 = 6;
const NAMELESS_TRIES: u8 = 20;
/// How long to wait if the card does not work.
const BLOCKED_RETRY: Duration = Duration::from_secs(10);
/// How long to wait for a card: a person who inserts one is waiting, and not every modem reports the card.
const NO_CARD_RETRY: Duration = Duration::from_secs(2);
/// After this many replies with a bare `ERROR`, over five seconds, the modem doesn't support the command. A modem that
/// still boots answers it by then.
const UNSUPPORTED_REPEATS: u8 = 10;
/// The same for a reply that can't be parsed. If it was corrupted in transit, the next one differs.
const UNCLEAR_REPEATS: u8 = 2;

/// `+CPIN?`: the state of the card.
pub static CARD: Step = Step {
    command: |work| Ok(work.modem.card_question()),
    on_reply: card,
    quick: Some(Quick::Card),
    misses_max: None,
    on_miss: None,
};

/// The ICCID. It is read first, because it is the key of the journal of PINs.
static ICCID: Step = Step {
    command: |work| match work.modem.card_number_command(work.startup.index) {
        Some(command) => Ok(Command::plain(command, Shape::Free)),
        // The ICCID was read before. Under another name the card would count as another card.
        None if work.modem.card.number_command.is_some() => {
            Err(Next::Retry { from: &ICCID, why: "does not report the number of its card" })
        }
        None => Err(number_read(work)),
    },
    on_reply: |work, reply| {
        if tells_no_card(reply) {
            return no_card(work);
        }
        let Some(iccid) = reply.find(reply::iccid) else { return Next::Entry };
        work.modem.sim = Some(LineId::Iccid(iccid));
        work.modem.card.number_command = work.modem.card_number_command(work.startup.index).map(str::to_owned);
        number_read(work)
    },
    quick: Some(Quick::Card),
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// The attempts that the PIN has left.
static PIN_ATTEMPTS: Step = Step {
    command: |work| match work.modem.profile.pin_attempts.get(work.startup.index) {
        Some(command) => Ok(Command::plain(command, Shape::Free)),
        None => Err(ask_gateway(work)),
    },
    on_reply: |work, reply| match reply.find(reply::pin_attempts_left) {
        None => Next::Entry,
        left => {
            work.startup.attempts_left = left;
            ask_gateway(work)
        }
    },
    quick: Some(Quick::Card),
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// Enters the PIN, if the gateway allows it.
static PIN: Step = Step {
    command: |work| {
        let why = "the card requires its PIN: configure `pin_file` of this device";
        let blocked = || Next::Blocked { after: PIN_BLOCKED_RETRY, why: why.to_owned() };
        work.settings.pin.as_ref().and_then(Command::enter_pin).ok_or_else(blocked)
    },
    on_reply: pin_entered,
    quick: None,
    misses_max: None,
    // The outcome of the try is unknown, which the journal contains already.
    on_miss: Some(unsettled),
};

/// The IMSI. Together with the ICCID it lets the gateway identify the card later, when only one of them can be read. So
/// both are tried several times, and more often if neither can be read.
static SUBSCRIPTION: Step = Step {
    command: |_| Ok(Command::plain("AT+CIMI", Shape::Free)),
    on_reply: |work, reply| {
        if tells_no_card(reply) {
            return no_card(work);
        }
        subscription(work, reply.find(|row| Imsi::parse(&without_prefix(row)).ok()))
    },
    quick: Some(Quick::Card),
    misses_max: Some(GREAT_USE),
    on_miss: None,
};

/// The number of the line, as its card stores it. Often the card stores none, or one that meanwhile belongs to another
/// subscriber.
static OWN_NUMBER: Step = Step {
    command: |work| if work.modem.wants_number() { Ok(Command::own_number()) } else { Err(Next::Step(&LATE)) },
    on_reply: |work, reply| {
        work.modem.note_number(reply);
        Next::Step(&LATE)
    },
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

/// The profile's commands for a card that is open.
static LATE: Step = Step {
    command: |work| profile_command(&work.modem.profile.late, work.startup.index).ok_or(Next::Step(&PDU_MODE)),
    on_reply: |work, reply| follow_profile(&work.modem.profile.late, work.startup, reply, &LATE),
    quick: None,
    misses_max: Some(LITTLE_USE),
    on_miss: None,
};

fn card(work: &mut Work, reply: &Reply) -> Next {
    let state = reply.find(reply::card_state);
    work.modem.card.reports_state |= state.is_some();
    work.modem.card.state_ends = reply.timed_out();
    let again = |why| Next::Retry { from: &CARD, why };
    let blocked = |after, why: &str| Next::Blocked { after, why: why.to_owned() };
    let repeats = work.startup.repeats;
    match (state, &reply.end) {
        (Some(open @ (CardState::Ready | CardState::WantsPin)), _) => {
            let wants_pin = open == CardState::WantsPin;
            let pin = &mut work.startup.pin;
            if !wants_pin {
                *pin = PinState::NotRequired;
            } else if *pin == PinState::Entered {
                return again("the card requires its PIN again");
            } else if *pin == PinState::NotRequired {
                *pin = PinState::Allowed;
            }
            work.modem.sim = None;
            Next::Step(&ICCID)
        }
        (Some(CardState::WantsPuk), _) => {
            blocked(PIN_BLOCKED_RETRY, "the card is locked and requires its PUK: unlock it in a phone")
        }
        (Some(CardState::Locked), _) => blocked(PIN_BLOCKED_RETRY, "the modem is locked to a network or to a card"),
        (Some(CardState::Busy), _) => again("reports that its card is busy"),
        (Some(CardState::Other(_)), _) if repeats < UNCLEAR_REPEATS => again("does not report the state of its card"),
        (Some(CardState::Other(words)), _) => {
            blocked(BLOCKED_RETRY, &format!("the modem reports this state of its card: {words}"))
        }
        (Some(CardState::Missing), _) => no_card(work),
        (None, _) if tells_no_card(reply) => no_card(work),
        (None, End::Final(Final::Equipment(cause))) if cause.is(13) || cause.is(15) => {
            blocked(BLOCKED_RETRY, &format!("the card does not work: {}", cause.sentence))
        }
        // Some modems don't support `+CPIN?` at all; others are still busy.
        (None, _) if reply.is_ok() => Next::Step(&ICCID),
        (None, End::Final(Final::Error | Final::NotSupported)) if repeats >= UNSUPPORTED_REPEATS => Next::Step(&ICCID),
        (None, _) => again("does not report the state of its card"),
    }
}

/// Removes the line, which may appear in another modem, so that messages of the next card don't count as those of the
/// equipment.
fn no_card(work: &mut Work) -> Next {
    (work.modem.sim, work.modem.own_number) = (None, OwnNumber::default());
    Next::Blocked { after: NO_CARD_RETRY, why: "there is no card".to_owned() }
}

/// `+CME ERROR: 10`: SIM not inserted (27.007 9.2.1).
fn tells_no_card(reply: &Reply) -> bool {
    matches!(&reply.end, End::Final(Final::Equipment(cause)) if cause.is(10))
}

/// Continues after the ICCID was read, or can't be: with the PIN, if the card requires one.
fn number_read(work: &mut Work) -> Next {
    match (work.startup.pin, &work.settings.pin) {
        (PinState::NotRequired | PinState::Entered, pin) => {
            if let Some(pin) = pin.clone() {
                work.out.emit(Event::CardOpen { card: work.modem.card_key(), pin });
            }
            Next::Step(&SUBSCRIPTION)
        }
        (PinState::AwaitsVerdict | PinState::Allowed, Some(_)) => Next::Step(&PIN_ATTEMPTS),
        (PinState::AwaitsVerdict | PinState::Allowed, None) => Next::Step(&PIN),
    }
}

/// Asks the gateway whether the PIN may be tried.
fn ask_gateway(work: &mut Work) -> Next {
    work.startup.pin = PinState::AwaitsVerdict;
    if let Some(pin) = work.settings.pin.clone() {
        let (device, card) = (work.out.device.clone(), work.modem.card_key());
        let request = PinRequest { device, card, pin, attempts_left: work.startup.attempts_left };
        work.out.emit(Event::PinWanted(request));
    }
    Next::Step(&PIN)
}

fn pin_entered(work: &mut Work, reply: &Reply) -> Next {
    let refused = match &reply.end {
        End::Final(Final::Ok) => false,
        // 16: incorrect password; 12: this was the last attempt, and the PUK is required now.
        End::Final(Final::Equipment(cause)) if cause.is(16) || cause.is(12) => true,
        // The card refused for another reason, or without one. It is unknown whether an attempt was lost.
        End::Final(_) | End::Incomplete | End::TimedOut => return unsettled(),
    };
    if let Some(pin) = work.settings.pin.clone() {
        work.out.emit(Event::PinTried { card: work.modem.card_key(), pin, opened: !refused });
    }
    if refused {
        return Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Failed.reason() };
    }
    let startup = &mut *work.startup;
    (startup.pin, startup.since, startup.rest) = (PinState::Entered, work.now.mono, work.modem.profile.pin_rest);
    Next::Step(&CARD)
}

fn unsettled() -> Next {
    Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Unsettled.reason() }
}

fn subscription(work: &mut Work, imsi: Option<Imsi>) -> Next {
    work.startup.identity_tries += 1;
    let (tries, modem) = (work.startup.identity_tries, &mut *work.modem);
    let again = Next::Retry { from: &ICCID, why: "does not report the number of its card" };
    match (&modem.sim, imsi) {
        (Some(LineId::Iccid(iccid)), Some(imsi)) => work.out.emit(Event::Card { iccid: iccid.clone(), imsi }),
        (_, Some(_)) | (Some(_), None) if tries < HALF_NAMED_TRIES && !modem.card.half_named => return again,
        (None, None) if tries < NAMELESS_TRIES => return again,
        (None, Some(imsi)) => modem.sim = Some(LineId::Imsi(imsi)),
        (Some(_), _) | (None, None) => {}
    }
    modem.card.half_named |= tries >= HALF_NAMED_TRIES;
    Next::Step(&OWN_NUMBER)
}
