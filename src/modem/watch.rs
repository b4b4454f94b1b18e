//! Whether the modem still does what it was told, and whether the network carries messages to it.

use std::collections::VecDeque;
use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, CardState, Domain};
use crate::model::{Imsi, LineId};

use super::ask::{Ask, OF_GREAT_USE, OF_LITTLE_USE, Reason, Verdict};
use super::known::{Known, Settings, without_prefix};
use super::network::{OTHER_DOMAINS, USUAL_DOMAINS};
use super::patience::Quick;

const CHECK_EVERY: Duration = Duration::from_secs(20);
/// A modem that still waits for a `+CNMA` from before, since simgate was killed then, hands nothing over meanwhile and
/// forgets then what it was told, within 17 s (27.005 3.4.1; Telit).
const EARLY_EVERY: Duration = Duration::from_secs(7);
const EARLY_CHECKS: u8 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    Indication,
    Registration(Domain),
    Signal,
    Radio,
    Card,
    /// Another card may have been put in without a word.
    CardNumber,
}

#[derive(Debug)]
pub(super) struct Watch {
    /// The modem took a `+CNMI`; else only the counts tell of new messages.
    pub announces: bool,
    due: Duration,
    /// How often it is still asked, soon, whether it does as it was told.
    early_checks: u8,
    checks: VecDeque<Check>,
}

/// What the answer to a check leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Checked {
    Nothing,
    /// The state of the line may be another one now.
    State,
    /// The card in the modem was asked for: it is the one that was read at the start, or nobody knows.
    Card {
        is_same: bool,
    },
    Restart(Reason),
}

impl Watch {
    pub fn new(announces: bool, now: Duration) -> Self {
        Self { announces, due: now + EARLY_EVERY, early_checks: EARLY_CHECKS, checks: VecDeque::new() }
    }

    pub fn next_due(&self) -> Duration {
        if self.checks.is_empty() { self.due } else { Duration::ZERO }
    }

    fn ask(&mut self, domains: &[Domain]) {
        for check in domains.iter().map(|&domain| Check::Registration(domain)) {
            if !self.checks.contains(&check) {
                self.checks.push_back(check);
            }
        }
    }

    /// All is asked again that is asked now and then.
    pub fn look_at_all(&mut self, now: Duration) {
        self.due = now;
    }

    /// A modem whose message nobody acknowledged in time may tell of none any more (27.005 3.4.4).
    pub fn look_at_indication(&mut self) {
        if !self.checks.contains(&Check::Indication) {
            self.checks.push_back(Check::Indication);
        }
    }

    pub fn look_at_card(&mut self) {
        if !self.checks.contains(&Check::Card) {
            self.checks.extend([Check::Card, Check::CardNumber]);
        }
    }

    /// The next thing to look at, when it is time for one.
    pub fn next(&mut self, known: &Known, now: Duration) -> Option<Ask<Check>> {
        if self.due <= now && self.early_checks > 0 {
            self.early_checks -= 1;
            self.due = now + EARLY_EVERY;
            self.checks.push_back(Check::Indication);
        } else if self.due <= now {
            self.due = now + CHECK_EVERY;
            self.checks.push_back(Check::Indication);
            self.ask(&USUAL_DOMAINS);
            self.checks.push_back(Check::Signal);
            if known.network.registration().is_some_and(|state| !state.carries_sms()) {
                self.checks.push_back(Check::Radio);
            }
            self.look_at_card();
        }
        let check = self.checks.pop_front()?;
        let plain = |line: &'static str, prefix: &'static [&'static str]| Command::plain(line, Shape::Prefixed(prefix));
        let ask = |command| Ask::new(check, command);
        let quick = |command| ask(command).quick(Quick::Check);
        Some(match check {
            Check::Indication => quick(plain("AT+CNMI?", &["+CNMI:"])).optional(OF_GREAT_USE),
            Check::Registration(domain) => quick(Command::registration(domain)).optional(OF_LITTLE_USE),
            Check::Signal => quick(plain("AT+CSQ", &["+CSQ:"])).optional(OF_LITTLE_USE),
            Check::Radio => quick(plain("AT+CFUN?", &["+CFUN:"])).optional(OF_LITTLE_USE),
            Check::Card => ask(known.card_question()).quick(Quick::Card),
            Check::CardNumber => ask(known.which_card()).quick(Quick::Card).optional(OF_GREAT_USE),
        })
    }

    pub fn replied(&mut self, check: Check, reply: &Reply, known: &mut Known, settings: &Settings) -> Checked {
        match check {
            Check::Indication => self.indication_told(reply, known),
            Check::Registration(asked) => {
                match reply.find(reply::registration) {
                    Some((domain, state)) => known.network.registered(domain, state),
                    None if OTHER_DOMAINS.contains(&asked) => known.network.unregistered(asked),
                    None => {}
                }
                self.registration_heard(asked, known)
            }
            Check::Signal => {
                known.network.signal_dbm = reply.find(reply::signal_dbm);
                Checked::Nothing
            }
            Check::Radio => {
                known.network.note_radio(reply);
                let switches_on = settings.radio_on && known.network.may_switch_radio_on();
                if switches_on { Checked::Restart(Reason::RadioOff) } else { Checked::State }
            }
            Check::Card => {
                let is_open = match reply.find(reply::card_state) {
                    Some(state) => matches!(state, CardState::Ready | CardState::Busy),
                    // A modem that fails to say what it said before is asked from the beginning, too.
                    None => reply.is_ok() || !known.card.tells_state,
                };
                if is_open { Checked::Nothing } else { Checked::Restart(Reason::CardRemovedOrLocked) }
            }
            Check::CardNumber => card_told(reply, known),
        }
    }

    fn indication_told(&self, reply: &Reply, known: &Known) -> Checked {
        let set = reply.find(reply::indication_set);
        let is_lost = self.announces && set.is_some_and(|set| set.get(1) != Some(&known.stores.storeless.routing()));
        if is_lost { Checked::Restart(Reason::LostSettings) } else { Checked::Nothing }
    }

    /// The state follows what was heard of the network, once all was asked that it depends on.
    pub fn registration_heard(&mut self, of: Domain, known: &mut Known) -> Checked {
        if !OTHER_DOMAINS.contains(&of) {
            if known.network.needs_other_domains() {
                self.ask(&OTHER_DOMAINS);
            } else {
                known.network.forget_other_domains();
            }
        }
        let asks = |check: &Check| matches!(check, Check::Registration(_));
        if self.checks.iter().any(asks) { Checked::Nothing } else { Checked::State }
    }
}

/// Which card is in the modem, by what the line is known by.
pub(super) fn card_told(reply: &Reply, known: &Known) -> Checked {
    let found = if let Some(LineId::Imsi(_)) = known.sim {
        reply.find(|line| Imsi::parse(&without_prefix(line)).ok()).map(LineId::Imsi)
    } else {
        reply.find(reply::iccid).map(LineId::Iccid)
    };
    if found.is_some() && found != known.sim {
        return Checked::Restart(Reason::OtherCard);
    }
    Checked::Card { is_same: found.is_some() }
}

impl From<Checked> for Verdict {
    fn from(checked: Checked) -> Self {
        match checked {
            Checked::Restart(reason) => Self::Restart(reason),
            Checked::Nothing | Checked::State | Checked::Card { .. } => Self::Stay,
        }
    }
}
