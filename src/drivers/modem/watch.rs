//! Whether the modem still does what it was told, and whether the network carries messages to it.
//!
//! The counts of the stores are the backstop of every missed announcement: a message that nobody
//! announced costs seconds, and a modem that restarted in silence is found by its forgotten
//! settings.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, Shape};
use crate::at::reply::{self, CardState, Domain, Registration, Values};
use crate::flow::DeviceState;
use crate::model::{Imsi, Now, SimId};

use super::doing::Doing;
use super::line::Line;
use super::start::without_prefix;

/// `AT+CPMS?` at least this often while nothing else goes on.
pub(super) const COUNT_EVERY: Duration = Duration::from_millis(2500);
const CHECK_EVERY: Duration = Duration::from_secs(20);
/// A modem that still waits for a `+CNMA` from before, since simgate was killed then, hands nothing over meanwhile and
/// forgets then what it was told, within 17 s (27.005 3.4.1; Telit).
const EARLY_EVERY: Duration = Duration::from_secs(7);
const EARLY_CHECKS: u8 = 2;
/// From `+CPIN: READY` to its `OK`, which comes at once if it comes.
const CARD_STATE_REST: Duration = Duration::from_secs(3);
const CARD_STATE_ENDED: Duration = Duration::from_millis(300);

/// A radio that stays off is left alone after so many tries.
const SWITCH_ON_MAX: u8 = 3;

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

#[derive(Debug, Default)]
pub(super) struct Watch {
    /// Values of `+CNMI` to try, the best first.
    pub indications: Vec<String>,
    /// It took one; else only the counts tell of new messages.
    pub announces: bool,
    registrations: BTreeMap<Domain, Registration>,
    pub signal_dbm: Option<i16>,
    /// `<fun>` of `+CFUN?`, where the modem tells, and how often the radio was switched on in vain.
    radio: Option<u8>,
    switched_on: u8,
    /// The SMSC that the card names; `smsc_told`: the modem has answered that question.
    pub smsc: Option<String>,
    smsc_told: bool,
    /// It has answered `+CPIN?` before.
    pub tells_card: bool,
    /// No final result code comes behind the answer.
    pub card_state_ends: bool,
    /// Of the two numbers of a card it said one alone, however often it was asked.
    pub half_named: bool,
    /// The command that read the card's number.
    pub card_number: Option<&'static str>,
    count_due: Duration,
    check_due: Duration,
    /// How often it is still asked, soon, whether it does as it was told.
    early_checks: u8,
    checks: VecDeque<Check>,
}

const USUAL_DOMAINS: [Domain; 2] = [Domain::Circuit, Domain::Evolved];
/// Asked only where the usual two don't carry messages.
const OTHER_DOMAINS: [Domain; 2] = [Domain::Packet, Domain::FiveG];

impl Watch {
    pub fn begin(&mut self, now: Duration) {
        self.count_due = now + COUNT_EVERY;
        (self.check_due, self.early_checks) = (now + EARLY_EVERY, EARLY_CHECKS);
        self.checks.clear();
    }

    pub fn next_due(&self) -> Duration {
        if self.checks.is_empty() { self.count_due.min(self.check_due) } else { Duration::ZERO }
    }

    fn ask(&mut self, domains: &[Domain]) {
        for check in domains.iter().map(|&domain| Check::Registration(domain)) {
            if !self.checks.contains(&check) {
                self.checks.push_back(check);
            }
        }
    }

    pub fn count_by(&mut self, when: Duration) {
        self.count_due = self.count_due.min(when);
    }

    /// All is asked again that is asked now and then.
    pub fn look_at_all(&mut self, now: Duration) {
        self.check_due = now;
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

    /// What the modem says it takes goes first: Cinterion MC75i lists `(0-3),(0,1),(0,2,3),(0,2),(1)`
    /// and takes nothing but `<bfr>` 1. Then the rest of the profile, since some list less than they
    /// take.
    pub fn plan_indications(&mut self, sets: &[&str], values: Option<&[Values]>) {
        let fitting = |keeps_reports: bool| {
            sets.iter().filter_map(move |set| fitted(set, values.unwrap_or_default(), keeps_reports))
        };
        let all = fitting(true).chain(fitting(false)).chain(sets.iter().map(|&set| set.to_owned()));
        self.indications.clear();
        for set in all {
            if !self.indications.contains(&set) {
                self.indications.push(set);
            }
        }
    }

    pub fn registered(&mut self, domain: Domain, state: Registration) {
        self.registrations.insert(domain, state);
    }

    pub fn unregistered(&mut self, domain: Domain) {
        self.registrations.remove(&domain);
    }

    /// Whether the usual two, circuit switched and LTE, say that they carry no messages: 5G alone does,
    /// and data may. Else what the others said once is of no use any more.
    pub fn needs_other_domains(&mut self) -> bool {
        let usual = USUAL_DOMAINS.iter().filter_map(|domain| self.registrations.get(domain));
        let needed = usual.max().is_some_and(|best| !best.carries_sms());
        if !needed {
            self.registrations.retain(|domain, _| !OTHER_DOMAINS.contains(domain));
        }
        needed
    }

    fn has_data_alone(&self) -> bool {
        let mut carrying = self.registrations.iter().filter(|(_, state)| state.carries_sms());
        carrying.all(|(domain, _)| *domain == Domain::Packet)
    }

    /// The best of what the domains say.
    pub fn registration(&self) -> Option<Registration> {
        self.registrations.values().copied().max()
    }

    pub fn note_radio(&mut self, functionality: Option<u8>) {
        self.radio = functionality;
        if !self.radio_is_off() {
            self.switched_on = 0;
        }
    }

    /// Another modem may be behind the port.
    pub fn forget_radio(&mut self) {
        (self.radio, self.switched_on) = (None, 0);
    }

    /// Minimum, flight mode, and what some Huawei call offline.
    fn radio_is_off(&self) -> bool {
        matches!(self.radio, Some(0 | 4 | 7))
    }

    pub fn may_switch_radio_on(&self) -> bool {
        self.radio_is_off() && self.switched_on < SWITCH_ON_MAX
    }

    pub fn count_switching_on(&mut self) {
        self.switched_on += 1;
    }

    /// `+CSCA?`: what was answered without a number is that there is none.
    pub fn note_smsc(&mut self, reply: &Reply) {
        self.smsc = reply.find(reply::smsc);
        self.smsc_told = self.smsc.is_some() || reply.lines.iter().any(|line| line.starts_with("+CSCA:"));
    }

    pub fn verdict(&self, radio_may_be_on: bool) -> (DeviceState, String) {
        let (state, mut reason) = self.network_verdict(radio_may_be_on);
        if self.smsc_told && self.smsc.is_none() {
            reason.push_str("; its card names no SMSC, so nothing can be sent: set `smsc` in its [[sim]]");
        }
        (state, reason)
    }

    fn network_verdict(&self, radio_may_be_on: bool) -> (DeviceState, String) {
        match self.registration() {
            Some(state) if state.carries_sms() => {}
            Some(_) | None if self.radio_is_off() => {
                let mode = self.radio.unwrap_or_default();
                let why = if radio_may_be_on {
                    "`AT+CFUN=1` does not change that"
                } else {
                    "`radio_on = false` leaves it so"
                };
                return (DeviceState::NoNetwork, format!("flight mode: its radio is off (`+CFUN: {mode}`), and {why}"));
            }
            Some(_) | None => {}
        }
        match self.registration() {
            // A modem that says nothing of the network may receive all the same.
            None => (DeviceState::Ready, "receives; the modem does not tell its registration".into()),
            Some(state) if !state.carries_sms() => (DeviceState::NoNetwork, format!("network: {}", state.as_str())),
            Some(_) if !self.announces => {
                (DeviceState::Ready, "receives; the modem announces nothing, its stores are polled".into())
            }
            Some(_) if self.has_data_alone() => {
                let reason = "receives; registered for data only, where not every network carries messages";
                (DeviceState::Ready, reason.into())
            }
            Some(_) => (DeviceState::Ready, "receives".into()),
        }
    }

    /// The next thing to look at, when it is time for one.
    pub fn next(&mut self, now: Duration) -> Option<(Doing, Command)> {
        if self.count_due <= now {
            self.count_due = now + COUNT_EVERY;
            return Some((Doing::Count, Command::stores_in_use()));
        }
        if self.check_due <= now && self.early_checks > 0 {
            self.early_checks -= 1;
            self.check_due = now + EARLY_EVERY;
            self.checks.push_back(Check::Indication);
        } else if self.check_due <= now {
            self.check_due = now + CHECK_EVERY;
            self.checks.push_back(Check::Indication);
            self.ask(&USUAL_DOMAINS);
            self.checks.push_back(Check::Signal);
            if self.registration().is_some_and(|state| !state.carries_sms()) {
                self.checks.push_back(Check::Radio);
            }
            self.look_at_card();
        }
        let check = self.checks.pop_front()?;
        Some((Doing::Check(check), self.command(check)?))
    }

    /// A modem that was seen to leave out the `OK` is not waited for again.
    pub fn card_question(&self) -> Command {
        Command::card_state(if self.card_state_ends { CARD_STATE_ENDED } else { CARD_STATE_REST })
    }

    /// Asks for what the line is known by: the card's number, or that of the subscription where it has no other.
    pub fn which_card(&self) -> Command {
        Command::plain(self.card_number.unwrap_or("AT+CIMI"), Shape::Free)
    }

    fn command(&self, check: Check) -> Option<Command> {
        let ask = |line: &'static str, prefix: &'static [&'static str]| Command::plain(line, Shape::Prefixed(prefix));
        Some(match check {
            Check::Indication => ask("AT+CNMI?", &["+CNMI:"]),
            Check::Registration(domain) => Command::registration(domain),
            Check::Signal => ask("AT+CSQ", &["+CSQ:"]),
            Check::Radio => ask("AT+CFUN?", &["+CFUN:"]),
            Check::Card => self.card_question(),
            Check::CardNumber => self.which_card(),
        })
    }
}

/// A set of `+CNMI` with values that the modem lists, and as many as it lists (27.005 3.4.1: mode, mt,
/// bm, ds, bfr). Mode and mt stay, or the set is none; so does ds, which asks for reports, where
/// `keeps_reports` says so.
fn fitted(set: &str, values: &[Values], keeps_reports: bool) -> Option<String> {
    const MAY_CHANGE: [bool; 5] = [false, false, true, false, true];
    let mut fitted = Vec::new();
    for (at, number) in set.split(',').enumerate() {
        let wanted: u8 = number.parse().expect("profiles hold numbers");
        let Some(allowed) = values.get(at) else { break };
        let may_change = MAY_CHANGE.get(at) == Some(&true) || (at == 3 && !keeps_reports);
        let value = if allowed.allow(wanted) { Some(wanted) } else { allowed.lowest().filter(|_| may_change) };
        fitted.push(value?.to_string());
    }
    (fitted.len() >= 2).then(|| fitted.join(","))
}

impl Line {
    pub(super) fn checked(&mut self, check: Check, reply: &Reply, now: Now) {
        match check {
            Check::Indication => {
                let set = reply.find(reply::indication_set);
                let lost =
                    self.watch.announces && set.is_some_and(|set| set.get(1) != Some(&self.storage.absence.routing()));
                if lost {
                    self.begin_again("has lost its settings: being made ready again", now);
                }
            }
            Check::Registration(asked) => {
                match reply.find(reply::registration) {
                    Some((domain, state)) => self.watch.registered(domain, state),
                    None if OTHER_DOMAINS.contains(&asked) => self.watch.unregistered(asked),
                    None => {}
                }
                self.registration_heard(asked);
            }
            Check::Signal => self.watch.signal_dbm = reply.find(reply::signal_dbm),
            Check::Radio => {
                self.watch.note_radio(reply.find(reply::functionality));
                if self.settings.radio_on && self.watch.may_switch_radio_on() {
                    self.begin_again("its radio is off: being switched on", now);
                } else {
                    self.enter_ready();
                }
            }
            Check::Card => {
                let is_open = match reply.find(reply::card_state) {
                    Some(state) => matches!(state, CardState::Ready | CardState::Busy),
                    // A modem that fails to say what it said before is asked from the beginning, too.
                    None => reply.is_ok() || !self.watch.tells_card,
                };
                if !is_open {
                    self.begin_again("its card was removed or locked: being made ready again", now);
                }
            }
            Check::CardNumber => {
                let found = match self.identity.sim {
                    Some(SimId::Imsi(_)) => reply.find(|line| Imsi::parse(&without_prefix(line)).ok()).map(SimId::Imsi),
                    Some(SimId::Iccid(_) | SimId::Equipment(_) | SimId::Device(_)) | None => {
                        reply.find(reply::iccid).map(SimId::Iccid)
                    }
                };
                if found.is_some() && found != self.identity.sim {
                    self.begin_again("has another card: being made ready again", now);
                } else {
                    self.card_told(found.is_some(), now);
                }
            }
        }
    }

    /// The state follows what was heard of the network, once all was asked that it depends on.
    pub(super) fn registration_heard(&mut self, of: Domain) {
        if !OTHER_DOMAINS.contains(&of) && self.watch.needs_other_domains() {
            self.watch.ask(&OTHER_DOMAINS);
        }
        let asks = |check: &Check| matches!(check, Check::Registration(_));
        if !self.watch.checks.iter().any(asks) {
            self.enter_ready();
        }
    }
}
