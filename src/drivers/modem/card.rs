//! The card of a modem that is made ready: whether it is there, who it is, and its PIN.
//!
//! A PIN is tried only after the gateway has journalled the try.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::{self, CardState, Final};
use crate::at::session::End;
use crate::flow::pin::Verdict;
use crate::flow::{Event, PinRequest};
use crate::model::{Imsi, Now, SimId};

use super::doing::Doing;
use super::line::{Line, Output, Stage};
use super::start::{Next, PIN_BLOCKED_RETRY, PinState, RETRY, Step, UNCLEAR_REPEATS, UNSUPPORTED_REPEATS};
use super::watch::Check;

/// Tries to read both numbers of a card, and to read any.
const HALF_NAMED_TRIES: u8 = 6;
const NAMELESS_TRIES: u8 = 20;
const BLOCKED_RETRY: Duration = Duration::from_secs(10);
/// Whoever puts a card in waits for it, and not every modem says that there is one.
const NO_CARD_RETRY: Duration = Duration::from_secs(2);

/// `+CME ERROR: 10`: SIM not inserted (27.007 9.2.1).
pub(super) fn tells_no_card(reply: &Reply) -> bool {
    matches!(&reply.end, End::Final(Final::Equipment(cause)) if cause.is(10))
}

impl Line {
    pub(super) fn card(&mut self, reply: &Reply) -> Next {
        self.watch.tells_card |= reply.find(reply::card_state).is_some();
        self.watch.card_state_ends = reply.timed_out();
        match (reply.find(reply::card_state), &reply.end) {
            // Its number comes first: the journal of PINs goes by it.
            (Some(state @ (CardState::Ready | CardState::WantsPin)), _) => {
                let wants_pin = state == CardState::WantsPin;
                let entered = self.with_start(|start| {
                    if !wants_pin {
                        start.pin = PinState::Unasked;
                    } else if start.pin == PinState::Unasked {
                        start.pin = PinState::May;
                    }
                    start.pin == PinState::Entered
                });
                if entered && wants_pin {
                    return Next::Again { after: RETRY, why: "the card wants its PIN again" };
                }
                self.identity.sim = None;
                Next::Step(Step::Iccid(0))
            }
            (Some(CardState::WantsPuk), _) => Next::Blocked {
                after: PIN_BLOCKED_RETRY,
                why: "the card is locked and wants its PUK: unlock it in a phone".into(),
            },
            (Some(CardState::Locked), _) => {
                Next::Blocked { after: PIN_BLOCKED_RETRY, why: "the modem is locked to a network or to a card".into() }
            }
            (Some(CardState::Busy), _) => Next::Again { after: RETRY, why: "says that its card is busy" },
            // What was spoilt on the line reads otherwise the next time.
            (Some(CardState::Other(_)), _) if self.repeats() < UNCLEAR_REPEATS => {
                Next::Again { after: RETRY, why: "does not tell the state of its card" }
            }
            (Some(CardState::Other(words)), _) => {
                Next::Blocked { after: BLOCKED_RETRY, why: format!("the modem says of its card: {words}") }
            }
            (Some(CardState::Missing), _) => self.no_card(),
            (None, _) if tells_no_card(reply) => self.no_card(),
            (None, End::Final(Final::Equipment(cause))) if cause.is(13) || cause.is(15) => {
                Next::Blocked { after: BLOCKED_RETRY, why: format!("the card does not work: {}", cause.sentence) }
            }
            // Some modems have no +CPIN at all; others are still busy.
            (None, _) if reply.is_ok() => Next::Step(Step::Iccid(0)),
            (None, End::Final(Final::Error | Final::NotSupported)) if self.repeats() >= UNSUPPORTED_REPEATS => {
                Next::Step(Step::Iccid(0))
            }
            (None, _) => Next::Again { after: RETRY, why: "does not tell the state of its card" },
        }
    }

    /// Its line may turn up in another modem.
    pub(super) fn no_card(&mut self) -> Next {
        self.identity.sim = None;
        Next::Blocked { after: NO_CARD_RETRY, why: "there is no card".into() }
    }

    /// An answer that says all, with or without a final result code behind it.
    pub(super) fn is_card_state(&self, doing: &Doing, reply: &Reply) -> bool {
        let asked = matches!(doing, Doing::Start(Step::Card) | Doing::Check(Check::Card));
        asked && reply.find(reply::card_state).is_some()
    }

    /// Both numbers together tell the gateway which card it is when only one can be read later: a
    /// modem gets a few tries to say them, and more to say one at all.
    pub(super) fn subscription(&mut self, imsi: Option<Imsi>) -> Next {
        let tries = self.with_start(|start| {
            start.tries_to_name += 1;
            start.tries_to_name
        });
        let again = Next::Again { after: RETRY, why: "does not tell the number of its card" };
        match (&self.identity.sim, imsi) {
            (Some(SimId::Iccid(iccid)), Some(imsi)) => {
                let card = Event::Card { iccid: iccid.clone(), imsi };
                self.out.push(Output::Event(card));
            }
            (_, Some(_)) | (Some(_), None) if tries < HALF_NAMED_TRIES && !self.watch.half_named => return again,
            (None, None) if tries < NAMELESS_TRIES => return again,
            (None, Some(imsi)) => self.identity.sim = Some(SimId::Imsi(imsi)),
            (Some(_), _) | (None, None) => {}
        }
        self.watch.half_named = tries >= HALF_NAMED_TRIES || self.watch.half_named;
        Next::Step(Step::Late(0))
    }

    /// The card's number was read, or can't be; then the PIN, if one is wanted.
    pub(super) fn card_read(&mut self, step: Step) -> Next {
        let Stage::Starting(start) = &mut self.stage else { return Next::Step(Step::Card) };
        match (start.pin, step) {
            (PinState::Unasked | PinState::Entered, _) => {
                if let Some(pin) = self.settings.pin.clone() {
                    let open = Event::CardOpen { card: self.card_key(), pin };
                    self.out.push(Output::Event(open));
                }
                Next::Step(Step::Subscription)
            }
            (_, Step::Iccid(_)) if self.settings.pin.is_some() => Next::Step(Step::PinAttempts(0)),
            (_, Step::Iccid(_)) => Next::Step(Step::Pin),
            (_, _) => {
                start.pin = PinState::AwaitsVerdict;
                let attempts_left = start.attempts_left;
                if let (Some(pin), device) = (self.settings.pin.clone(), self.settings.name.clone()) {
                    let request = PinRequest { device, card: self.card_key(), pin, attempts_left };
                    self.out.push(Output::Event(Event::PinWanted(request)));
                }
                Next::Step(Step::Pin)
            }
        }
    }

    pub(super) fn pin_verdict(&mut self, verdict: Verdict, now: Now) {
        let awaited = self.with_start(|start| {
            let awaited = start.pin == PinState::AwaitsVerdict;
            if awaited {
                start.pin = PinState::May;
            }
            awaited
        });
        if awaited && verdict != Verdict::Try {
            self.follow(Next::Blocked { after: PIN_BLOCKED_RETRY, why: verdict.reason() }, now);
        }
    }

    pub(super) fn pin_entered(&mut self, reply: &Reply, now: Now) -> Next {
        let refused = match &reply.end {
            End::Final(Final::Ok) => false,
            // 16: incorrect password; 12: this was the last attempt and the PUK is wanted now.
            End::Final(Final::Equipment(cause)) if cause.is(16) || cause.is(12) => true,
            // Refused for another reason, or without one: whether an attempt was lost is not known.
            End::Final(_) | End::Incomplete | End::TimedOut => {
                return Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Unsettled.reason() };
            }
        };
        if let Some(pin) = self.settings.pin.clone() {
            let tried = Event::PinTried { card: self.card_key(), pin, opened: !refused };
            self.out.push(Output::Event(tried));
        }
        if refused {
            return Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Failed.reason() };
        }
        self.with_start(|start| {
            start.pin = PinState::Entered;
            start.since = now.mono;
        });
        self.quiet_until = now.mono + self.profile.pin_rest;
        Next::Step(Step::Card)
    }

    /// By its own number, or by the equipment that holds it: a PIN that failed on a card without
    /// number is then not tried on the next one either.
    fn card_key(&self) -> String {
        match (&self.identity.sim, &self.identity.imei) {
            (Some(sim), _) => sim.to_string(),
            (None, Some(imei)) => SimId::Equipment(imei.clone()).to_string(),
            (None, None) => SimId::Device(self.settings.name.clone()).to_string(),
        }
    }
}
