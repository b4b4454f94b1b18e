//! Checks regularly that the modem has kept its settings, that its card is the same, and that the network carries
//! messages.

use std::collections::VecDeque;
use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, CardState, Domain};
use crate::model::{Imsi, LineId};

use super::deadlines::Quick;
use super::modem_info::{ModemInfo, Settings, without_prefix};
use super::network::{OTHER_DOMAINS, USUAL_DOMAINS};
use super::next_command::{GREAT_USE, LITTLE_USE, NextCommand};
use super::restart::{Reason, Verdict};

const CHECK_EVERY: Duration = Duration::from_secs(20);
/// The first checks follow sooner. If simgate was killed, a modem may still wait for a `+CNMA`; meanwhile it sends no
/// direct message, and within 17 s it may reset its settings (27.005 3.4.1; Telit).
const EARLY_EVERY: Duration = Duration::from_secs(7);
const EARLY_CHECKS: u8 = 2;

/// One check, with one command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    /// `AT+CNMI?`: does the modem still announce messages?
    Indication,
    /// `AT+CREG?` and its variants.
    Registration(Domain),
    /// `AT+CIREG?`: does IMS carry messages?
    Ims,
    /// `AT+CSQ`.
    Signal,
    /// `AT+CFUN?`.
    Radio,
    /// `AT+CPIN?`.
    Card,
    /// The number of the card: the card may have been changed without an unsolicited code.
    CardNumber,
}

/// The checks that are due.
#[derive(Debug)]
pub(super) struct Watch {
    /// The modem accepted a `+CNMI`. If not, only the counts reveal new messages.
    pub announces: bool,
    due: Duration,
    /// The number of early checks that remain.
    early_checks: u8,
    checks: VecDeque<Check>,
    /// When the last check was sent.
    checked_at: Duration,
}

/// What the reply to a check leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum CheckResult {
    /// Nothing changed.
    Nothing,
    /// The state of the device may have changed.
    State,
    /// The card was checked: it is the same as at the startup, or it can't be identified.
    Card { is_same: bool },
    /// The modem must be started up again.
    Restart(Reason),
}

impl Watch {
    /// The first check follows soon. `announces`: the modem accepted a `+CNMI`.
    pub fn new(announces: bool, now: Duration) -> Self {
        Self { announces, due: now + EARLY_EVERY, early_checks: EARLY_CHECKS, checks: VecDeque::new(), checked_at: now }
    }

    /// When the next check is due.
    pub fn next_due(&self) -> Duration {
        if self.checks.is_empty() { self.due } else { Duration::ZERO }
    }

    fn queue_registrations(&mut self, domains: &[Domain]) {
        for check in domains.iter().map(|&domain| Check::Registration(domain)) {
            if !self.checks.contains(&check) {
                self.checks.push_back(check);
            }
        }
    }

    /// Makes all regular checks due now.
    pub fn check_all(&mut self, now: Duration) {
        self.due = now;
    }

    /// Checks the announcements: if a message was not acknowledged in time, the modem may have stopped them (27.005
    /// 3.4.4).
    pub fn check_indication(&mut self) {
        if !self.checks.contains(&Check::Indication) {
            self.checks.push_back(Check::Indication);
        }
    }

    /// Checks the card.
    pub fn check_card(&mut self) {
        if !self.checks.contains(&Check::Card) {
            self.checks.extend([Check::Card, Check::CardNumber]);
        }
    }

    /// The next check, if one is due.
    pub fn next(&mut self, modem: &ModemInfo, now: Duration) -> Option<NextCommand<Check>> {
        if self.due <= now && self.early_checks > 0 {
            self.early_checks -= 1;
            self.due = now + EARLY_EVERY;
            self.checks.push_back(Check::Indication);
        } else if self.due <= now {
            self.due = now + CHECK_EVERY;
            self.checks.push_back(Check::Indication);
            self.queue_registrations(&USUAL_DOMAINS);
            if modem.network.reception.depends_on_ims() {
                self.checks.push_back(Check::Ims);
            }
            self.checks.push_back(Check::Signal);
            if modem.network.registration().is_some_and(|state| !state.carries_sms()) {
                self.checks.push_back(Check::Radio);
            }
            self.check_card();
        }
        let check = self.checks.pop_front()?;
        self.checked_at = now;
        let plain = |line: &'static str, prefix: &'static [&'static str]| Command::plain(line, Shape::Prefixed(prefix));
        let next = |command| NextCommand::new(check, command);
        let quick = |command| next(command).quick(Quick::Check);
        Some(match check {
            Check::Indication => quick(plain("AT+CNMI?", &["+CNMI:"])).optional(GREAT_USE),
            Check::Registration(domain) => quick(Command::registration(domain)).optional(LITTLE_USE),
            Check::Ims => quick(plain("AT+CIREG?", &["+CIREG:"])).optional(LITTLE_USE),
            Check::Signal => quick(plain("AT+CSQ", &["+CSQ:"])).optional(LITTLE_USE),
            Check::Radio => quick(plain("AT+CFUN?", &["+CFUN:"])).optional(LITTLE_USE),
            Check::Card => next(modem.card_question()).quick(Quick::Card),
            Check::CardNumber => next(modem.which_card()).quick(Quick::Card).optional(GREAT_USE),
        })
    }

    /// Handles the reply to a check.
    pub fn replied(&mut self, check: Check, reply: &Reply, modem: &mut ModemInfo, settings: &Settings) -> CheckResult {
        match check {
            Check::Indication => self.indication_result(reply, modem),
            Check::Registration(queried) => {
                match reply.find(reply::registration) {
                    Some((domain, state)) => modem.network.note_registration(domain, state),
                    None if OTHER_DOMAINS.contains(&queried) => modem.network.remove_registration(queried),
                    None => {}
                }
                self.note_registration(queried, modem)
            }
            Check::Ims => {
                modem.network.note_ims(reply);
                CheckResult::Nothing
            }
            Check::Signal => {
                modem.network.signal_dbm = reply.find(reply::signal_dbm);
                CheckResult::Nothing
            }
            Check::Radio => {
                modem.network.note_radio(reply);
                if settings.radio_on && modem.network.may_switch_radio_on() {
                    return CheckResult::Restart(Reason::RadioOff);
                }
                let may_cycle = settings.radio_on && modem.profile.radio_cycles;
                let cycles = may_cycle && modem.network.note_outage(self.checked_at);
                if cycles { CheckResult::Restart(Reason::NoNetwork) } else { CheckResult::State }
            }
            Check::Card => {
                let is_open = match reply.find(reply::card_state) {
                    Some(state) => matches!(state, CardState::Ready | CardState::Busy),
                    // If the modem reported the state before and does not now, the modem is started up again too.
                    None => reply.is_ok() || !modem.card.reports_state,
                };
                if is_open { CheckResult::Nothing } else { CheckResult::Restart(Reason::CardRemovedOrLocked) }
            }
            Check::CardNumber => card_check_result(reply, modem),
        }
    }

    fn indication_result(&self, reply: &Reply, modem: &ModemInfo) -> CheckResult {
        let set = reply.find(reply::indication_set);
        let is_lost = self.announces && set.is_some_and(|set| set.get(1) != Some(&modem.stores.presence.routing()));
        if is_lost { CheckResult::Restart(Reason::LostSettings) } else { CheckResult::Nothing }
    }

    /// Notes a registration. The state changes only after all domains that it depends on were queried.
    pub fn note_registration(&mut self, of: Domain, modem: &mut ModemInfo) -> CheckResult {
        if !OTHER_DOMAINS.contains(&of) {
            if modem.network.needs_other_domains() {
                self.queue_registrations(&OTHER_DOMAINS);
            } else {
                modem.network.remove_other_domains();
            }
        }
        let is_registration = |check: &Check| matches!(check, Check::Registration(_));
        if self.checks.iter().any(is_registration) { CheckResult::Nothing } else { CheckResult::State }
    }
}

/// Compares the card in the modem with the line.
pub(super) fn card_check_result(reply: &Reply, modem: &ModemInfo) -> CheckResult {
    let found = if let Some(LineId::Imsi(_)) = modem.sim {
        reply.find(|row| Imsi::parse(&without_prefix(row)).ok()).map(LineId::Imsi)
    } else {
        reply.find(reply::iccid).map(LineId::Iccid)
    };
    if found.is_some() && found != modem.sim {
        return CheckResult::Restart(Reason::OtherCard);
    }
    CheckResult::Card { is_same: found.is_some() }
}

impl From<CheckResult> for Verdict {
    fn from(checked: CheckResult) -> Self {
        match checked {
            CheckResult::Restart(reason) => Self::Restart(reason),
            CheckResult::Nothing | CheckResult::State | CheckResult::Card { .. } => Self::Stay,
        }
    }
}
