//! Making a modem ready: who it is, its card, its PIN, where messages are stored and how they are
//! announced. Each step is one command; a modem is refused only where it can't serve without.

use std::time::Duration;

use crate::at::command::{Command, Function, PLAIN, Shape};
use crate::at::profile::HANDED_OVER;
use crate::at::reply::{self, Domain};
use crate::at::{Profile, Reply};
use crate::flow::DeviceState;
use crate::flow::pin::Verdict;
use crate::model::{Imei, Imsi, Now, SimId, StoreName};

use super::card::tells_no_card;
use super::doing::Doing;
use super::line::{Line, Stage};

/// How far a modem has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Start {
    pub(super) step: Step,
    /// When the modem began to be made ready: its boot time counts from here.
    pub(super) since: Duration,
    pub(super) pin: PinState,
    pub(super) attempts_left: Option<u8>,
    /// Tries to learn who the card is.
    pub(super) tries_to_name: u8,
    /// Repeats of this step.
    pub(super) repeats: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PinState {
    /// None was needed so far.
    Unasked,
    /// The gateway was asked whether the PIN may be tried.
    AwaitsVerdict,
    May,
    Entered,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    EchoOff,
    CauseNumbers,
    Maker,
    Model,
    Equipment,
    Early(usize),
    Radio,
    RadioOn,
    Card,
    Iccid(usize),
    PinAttempts(usize),
    Pin,
    Subscription,
    Late(usize),
    PduMode,
    Smsc,
    SmscSet,
    AcknowledgedService,
    StoreNames,
    /// The same once more: a modem that has just started refuses whatever has to do with messages, for some time.
    ServiceAgain,
    /// Which of [`super::storage::Storage::selections`].
    Stores(usize),
    IndicationValues,
    Indication(usize),
    RegistrationCodes,
    RegistrationCodesEvolved,
    Callers,
    Registration(Domain),
    Signal,
}

/// What comes after a step.
pub(super) enum Next {
    Step(Step),
    /// The same again after this long, while the modem's boot time lasts; else the reason stands.
    Again {
        after: Duration,
        why: &'static str,
    },
    /// Begin anew after this long: a person may have to do something first.
    Blocked {
        after: Duration,
        why: String,
    },
    Ready,
}

pub(super) const RETRY: Duration = Duration::from_millis(500);
/// What a modem can do at the moment may be otherwise at any time.
const REST: Duration = Duration::from_secs(4);
/// A question answered with a bare `ERROR` so often, over five seconds, is one that the modem does
/// not know; one that still boots may answer it by then.
pub(super) const UNSUPPORTED_REPEATS: u8 = 10;
/// The same of a question about the modem itself, which none needs to have booted for: a lost answer, or one in between.
const UNKNOWN_REPEATS: u8 = 3;
/// The same of an answer that can't be understood.
pub(super) const UNCLEAR_REPEATS: u8 = 2;
/// After so many deadlines missed its port is opened anew.
const STRIKES_MAX: u8 = 8;
const UNANSWERED: Next = Next::Again { after: RETRY, why: "does not say what it is" };
pub(super) const PIN_BLOCKED_RETRY: Duration = Duration::from_secs(60);

impl Start {
    pub fn new(now: Duration) -> Self {
        Self {
            step: Step::EchoOff,
            since: now,
            pin: PinState::Unasked,
            attempts_left: None,
            tries_to_name: 0,
            repeats: 0,
        }
    }

    /// The gateway is asked whether the PIN may be tried: nothing is done before it has answered.
    pub fn awaits_verdict(&self) -> bool {
        self.pin == PinState::AwaitsVerdict
    }

    /// While the gateway is asked about the PIN there is nothing to wake up for.
    pub fn wake_at(&self, quiet_until: Duration) -> Option<Duration> {
        (!self.awaits_verdict()).then_some(quiet_until)
    }
}

impl Line {
    /// The command of the step that the modem has come to; `None`: there is none in it, and the next step follows.
    pub(super) fn next_start(&mut self, now: Now) -> Option<(Doing, Command)> {
        let Stage::Starting(start) = &self.stage else { return None };
        let step = start.step;
        let command = self.command(step);
        if command.is_none() {
            // A list that is at its end, or a step that this modem does not need.
            let next = self.skip(step);
            self.follow(next, now);
        }
        command.map(|command| (Doing::Start(step), command))
    }

    /// The command of a step; `None`: there is nothing to do in it.
    fn command(&self, step: Step) -> Option<Command> {
        let profile = self.profile;
        let plain = |line: &'static str| Some(Command::plain(line, Shape::Nothing));
        match step {
            Step::EchoOff => plain("ATE0"),
            Step::CauseNumbers => plain("AT+CMEE=1"),
            Step::Maker => Some(Command::plain("AT+CGMI", Shape::Free)),
            Step::Model => Some(Command::plain("AT+CGMM", Shape::Free)),
            Step::Equipment => Some(Command::plain("AT+CGSN", Shape::Free)),
            Step::Early(index) => profile.early.get(index).and_then(|step| plain(step.line)),
            Step::Radio => Some(Command::plain("AT+CFUN?", Shape::Prefixed(&["+CFUN:"]))),
            Step::RadioOn => Some(Command::function(Function::Full)),
            Step::Card => Some(self.watch.card_question()),
            Step::Iccid(index) => Some(Command::plain(self.card_number_command(index)?, Shape::Free)),
            Step::PinAttempts(index) => Some(Command::plain(*profile.pin_attempts.get(index)?, Shape::Free)),
            Step::Pin => self.settings.pin.as_ref().and_then(Command::enter_pin),
            Step::Subscription => Some(Command::plain("AT+CIMI", Shape::Free)),
            Step::Late(index) => profile.late.get(index).and_then(|step| plain(step.line)),
            Step::PduMode => Some(Command::pdu_mode()),
            Step::Smsc => Some(Command::smsc()),
            Step::SmscSet => self.wanted_smsc().and_then(Command::set_smsc),
            Step::AcknowledgedService => profile.acknowledges.then(Command::acknowledged_service),
            Step::ServiceAgain => {
                let wanted = profile.acknowledges && !self.handed_over.acknowledges();
                wanted.then(Command::acknowledged_service)
            }
            Step::StoreNames => Some(Command::plain("AT+CPMS=?", Shape::Prefixed(&["+CPMS:"]))),
            Step::Stores(index) => self.storage.selections.get(index).map(|stores| Command::select_stores(stores)),
            Step::IndicationValues => Some(Command::plain("AT+CNMI=?", Shape::Prefixed(&["+CNMI:"]))),
            Step::Indication(index) => {
                let set = self.watch.indications.get(index)?;
                Some(Command::plain(format!("AT+CNMI={set}"), Shape::Nothing))
            }
            Step::RegistrationCodes => plain("AT+CREG=1"),
            Step::RegistrationCodesEvolved => plain("AT+CEREG=1"),
            Step::Callers => Some(Command::announce_callers()),
            Step::Registration(domain) => Some(Command::registration(domain)),
            Step::Signal => Some(Command::plain("AT+CSQ", Shape::Prefixed(&["+CSQ:"]))),
        }
        .map(|command| if command.timeout == PLAIN { command.within(Duration::from_secs(3)) } else { command })
    }

    /// Where to go when a step has no command.
    fn skip(&mut self, step: Step) -> Next {
        match step {
            Step::Early(_) => Next::Step(Step::Radio),
            // It could be read before: a card known by another name would be another card.
            Step::Iccid(_) if self.watch.card_number.is_some() => {
                Next::Again { after: RETRY, why: "does not tell the number of its card" }
            }
            Step::Iccid(_) | Step::PinAttempts(_) => self.card_read(step),
            Step::Pin => Next::Blocked {
                after: PIN_BLOCKED_RETRY,
                why: "the card wants its PIN: configure `pin_file` of this device".into(),
            },
            Step::Late(_) => Next::Step(Step::PduMode),
            Step::SmscSet => Next::Step(Step::AcknowledgedService),
            Step::AcknowledgedService => Next::Step(Step::StoreNames),
            Step::ServiceAgain => Next::Step(Step::Stores(0)),
            Step::Stores(_) if self.storage.absence.is_concluded() => self.without_stores(),
            Step::Stores(_) => Next::Again { after: RETRY, why: "does not give access to its message stores" },
            Step::Indication(_) if self.storage.absence.is_concluded() => {
                // That it has no store may have been wrong.
                self.storage.absence.forget();
                Next::Again { after: RETRY, why: "neither stores messages nor hands them over" }
            }
            // None was taken: the counts of the stores are polled all the same.
            Step::Indication(_) => {
                self.watch.announces = false;
                Next::Step(Step::RegistrationCodes)
            }
            Step::EchoOff
            | Step::CauseNumbers
            | Step::Maker
            | Step::Model
            | Step::Equipment
            | Step::Radio
            | Step::RadioOn
            | Step::Card
            | Step::Subscription
            | Step::PduMode
            | Step::Smsc
            | Step::StoreNames
            | Step::IndicationValues
            | Step::RegistrationCodes
            | Step::RegistrationCodesEvolved
            | Step::Callers
            | Step::Registration(_)
            | Step::Signal => unreachable!("{step:?} always has a command"),
        }
    }

    /// `left_out`: the command of this step, where it was left without an answer and the modem can do without it.
    pub(super) fn started(&mut self, step: Step, reply: &Reply, left_out: Option<String>, now: Now) {
        if reply.timed_out() && !self.is_card_state(&Doing::Start(step), reply) {
            if step == Step::Pin {
                // Nobody knows what became of it: the journal says so already.
                self.follow(Next::Blocked { after: PIN_BLOCKED_RETRY, why: Verdict::Unsettled.reason() }, now);
            } else if let Some(command) = left_out {
                self.left_out(&command, now);
            } else if self.strikes >= STRIKES_MAX {
                self.strike("does not answer while it is made ready", now);
            } else {
                self.strikes += 1;
                self.restart(now);
            }
            return;
        }
        let next = self.after(step, reply, now);
        self.follow(next, now);
    }

    fn after(&mut self, step: Step, reply: &Reply, now: Now) -> Next {
        match step {
            Step::EchoOff => {
                self.echo.told(reply);
                Next::Step(Step::CauseNumbers)
            }
            Step::CauseNumbers => {
                self.echo.shown(now.mono);
                Next::Step(Step::Maker)
            }
            // Without it the modem may be asked for its card, and told to announce, in words that it does not know.
            Step::Maker if self.is_left_open(reply, self.identity.maker.is_empty()) => UNANSWERED,
            Step::Maker => {
                self.identity.maker = told(reply).unwrap_or_else(|| std::mem::take(&mut self.identity.maker));
                Next::Step(Step::Model)
            }
            Step::Model if self.is_left_open(reply, self.identity.model.is_empty()) => UNANSWERED,
            Step::Model => {
                self.identity.model = told(reply).unwrap_or_else(|| std::mem::take(&mut self.identity.model));
                let found = Profile::of(&self.identity.maker, &self.identity.model);
                self.profile = self.settings.profile.unwrap_or(found);
                self.watch.card_state_ends |= self.profile.card_state_ends;
                Next::Step(Step::Equipment)
            }
            Step::Equipment if self.is_left_open(reply, self.identity.imei.is_none()) => UNANSWERED,
            Step::Equipment => {
                let imei = reply.find(|line| Imei::parse(without_prefix(line).trim_matches('"')).ok());
                self.identity.imei = imei.or_else(|| self.identity.imei.take());
                Next::Step(Step::Early(0))
            }
            Step::Early(index) => Next::Step(Step::Early(index + 1)),
            Step::Radio => {
                self.watch.note_radio(reply.find(reply::functionality));
                if self.settings.radio_on && self.watch.may_switch_radio_on() {
                    self.watch.count_switching_on();
                    return Next::Step(Step::RadioOn);
                }
                Next::Step(Step::Card)
            }
            // Whether it helped is asked once the network is to be seen.
            Step::RadioOn => Next::Step(Step::Card),
            Step::Card => self.card(reply),
            // It was pulled since it was said to be ready. What lies on the next one is not to be the equipment's.
            Step::Iccid(_) | Step::Subscription if tells_no_card(reply) => self.no_card(),
            Step::Iccid(index) => match reply.find(reply::iccid) {
                Some(iccid) => {
                    self.identity.sim = Some(SimId::Iccid(iccid));
                    self.watch.card_number = self.card_number_command(index);
                    self.card_read(step)
                }
                None => Next::Step(Step::Iccid(index + 1)),
            },
            Step::PinAttempts(index) => match reply.find(reply::pin_attempts_left) {
                Some(left) => {
                    self.with_start(|start| start.attempts_left = Some(left));
                    self.card_read(step)
                }
                None => Next::Step(Step::PinAttempts(index + 1)),
            },
            Step::Pin => self.pin_entered(reply, now),
            Step::Subscription => {
                let imsi = reply.find(|line| Imsi::parse(&without_prefix(line)).ok());
                self.subscription(imsi)
            }
            Step::Late(index) => Next::Step(Step::Late(index + 1)),
            Step::PduMode if reply.is_ok() => Next::Step(Step::Smsc),
            Step::PduMode => Next::Again { after: RETRY, why: "does not take PDU mode" },
            Step::Smsc => {
                self.watch.note_smsc(reply);
                Next::Step(Step::SmscSet)
            }
            Step::SmscSet => {
                if reply.is_ok() {
                    self.watch.smsc = self.wanted_smsc().map(str::to_owned);
                }
                Next::Step(Step::AcknowledgedService)
            }
            Step::AcknowledgedService => {
                self.handed_over.agreed(reply.is_ok());
                Next::Step(Step::StoreNames)
            }
            Step::StoreNames if reply.is_ok() => {
                match reply.find(reply::store_groups).filter(|groups| names_any(groups)) {
                    // What was spoilt on the line reads otherwise the next time: a store that is not known of is not read.
                    None if self.repeats() < UNCLEAR_REPEATS => {
                        Next::Again { after: RETRY, why: "does not name its message stores" }
                    }
                    groups => {
                        self.storage.plan(&groups.unwrap_or_default());
                        Next::Step(Step::ServiceAgain)
                    }
                }
            }
            Step::StoreNames if self.storage.absence.is_concluded() => self.without_stores(),
            // A modem that does not say may take the usual ones all the same.
            Step::StoreNames if self.repeats() >= UNSUPPORTED_REPEATS => {
                self.storage.plan(&[]);
                Next::Step(Step::ServiceAgain)
            }
            Step::StoreNames => Next::Again { after: RETRY, why: "does not name its message stores" },
            Step::ServiceAgain => {
                self.handed_over.agreed(reply.is_ok());
                Next::Step(Step::Stores(0))
            }
            Step::Stores(index) if reply.is_ok() && !self.storage.can_receive(index, reply) => {
                if !self.storage.is_clogged(index) {
                    self.storage.absence.has_no_places(now.mono);
                }
                Next::Step(Step::Stores(index + 1))
            }
            Step::Stores(index) if reply.is_ok() => {
                self.storage.opened(index);
                Next::Step(Step::IndicationValues)
            }
            Step::Stores(index) => {
                self.storage.absence.refused(reply, now.mono);
                Next::Step(Step::Stores(index + 1))
            }
            Step::IndicationValues => {
                let values = reply.find(reply::indication_values);
                let sets = if self.storage.absence.is_concluded() { HANDED_OVER } else { self.profile.indications };
                self.watch.plan_indications(sets, values.as_deref());
                Next::Step(Step::Indication(0))
            }
            Step::Indication(_) if reply.is_ok() => {
                self.watch.announces = true;
                Next::Step(Step::RegistrationCodes)
            }
            Step::Indication(index) => Next::Step(Step::Indication(index + 1)),
            Step::RegistrationCodes => Next::Step(Step::RegistrationCodesEvolved),
            Step::RegistrationCodesEvolved => Next::Step(Step::Callers),
            // Sticks for data alone may refuse it: then calls come without a number, if they come.
            Step::Callers => Next::Step(Step::Registration(Domain::Circuit)),
            Step::Registration(domain) => {
                self.note_registration(domain, reply);
                Next::Step(match domain {
                    Domain::Circuit => Step::Registration(Domain::Evolved),
                    Domain::Evolved if self.watch.needs_other_domains() => Step::Registration(Domain::Packet),
                    Domain::Packet => Step::Registration(Domain::FiveG),
                    Domain::Evolved | Domain::FiveG => Step::Signal,
                })
            }
            Step::Signal => {
                self.watch.signal_dbm = reply.find(reply::signal_dbm);
                Next::Ready
            }
        }
    }

    /// A question about the modem itself that it did not answer, and has not answered since its port was opened.
    fn is_left_open(&mut self, reply: &Reply, unknown: bool) -> bool {
        unknown && !reply.is_ok() && self.repeats() < UNKNOWN_REPEATS
    }

    /// What was answered once goes first: the maker, by whom the rest are chosen, may not have been understood then, or
    /// not now.
    fn card_number_command(&self, index: usize) -> Option<&'static str> {
        let known = self.watch.card_number;
        let others = self.profile.iccid.iter().copied().filter(|command| Some(*command) != known);
        known.into_iter().chain(others).nth(index)
    }

    /// The SMSC that the operator names for this card, where the card names another one or none.
    fn wanted_smsc(&self) -> Option<&str> {
        let wanted =
            self.identity.sim.as_ref().and_then(SimId::iccid).and_then(|iccid| self.settings.smsc.get(iccid))?;
        Some(wanted.as_str()).filter(|wanted| self.watch.smsc.as_deref() != Some(wanted))
    }

    /// Messages are handed over one by one, and acknowledged when they are on disk.
    fn without_stores(&mut self) -> Next {
        self.storage.plan_none();
        Next::Step(Step::IndicationValues)
    }

    fn note_registration(&mut self, domain: Domain, reply: &Reply) {
        match reply.find(reply::registration) {
            Some((domain, state)) => self.watch.registered(domain, state),
            // A modem without LTE, or without 5G, has nothing to say of it.
            None => self.watch.unregistered(domain),
        }
    }

    pub(super) fn repeats(&mut self) -> u8 {
        self.with_start(|start| start.repeats)
    }

    pub(super) fn with_start<T: Default>(&mut self, work: impl FnOnce(&mut Start) -> T) -> T {
        match &mut self.stage {
            Stage::Starting(start) => work(start),
            Stage::Closed | Stage::Resync { .. } | Stage::Ready | Stage::Resting { .. } => T::default(),
        }
    }

    pub(super) fn follow(&mut self, next: Next, now: Now) {
        match next {
            Next::Step(step) => self.with_start(|start| {
                start.step = step;
                start.repeats = 0;
            }),
            Next::Again { after, why } => {
                let boot = self.profile.boot;
                let late = self.with_start(|start| {
                    start.repeats = start.repeats.saturating_add(1);
                    // A list that is at its end is gone through again.
                    if matches!(start.step, Step::Stores(_) | Step::Indication(_)) {
                        start.step = Step::StoreNames;
                    } else if matches!(start.step, Step::Iccid(_) | Step::Subscription) {
                        start.step = Step::Iccid(0);
                    }
                    now.mono.saturating_sub(start.since) > boot
                });
                if late {
                    self.reset_modem(why, now);
                } else {
                    self.quiet_until = now.mono + after;
                }
            }
            Next::Blocked { after, why } => {
                self.enter(DeviceState::Blocked, why);
                self.rest(after, now);
            }
            Next::Ready => {
                self.stage = Stage::Ready;
                self.strikes = 0;
                self.storage.sweep();
                self.watch.begin(now.mono);
                self.enter_ready();
            }
        }
    }

    /// Words did not help: restart the modem now and then, and leave it alone for a while.
    fn reset_modem(&mut self, why: &'static str, now: Now) {
        self.strikes = self.strikes.saturating_add(1);
        self.enter(DeviceState::Resting, why);
        if self.strikes % 4 == 2 {
            self.send(Doing::Reset, Command::plain("AT+CFUN=1,1", Shape::Nothing), now);
        } else {
            self.rest(REST, now);
        }
    }
}

/// One of those that hold messages: a word that the line put in between may look like another.
fn names_any(groups: &[Vec<StoreName>]) -> bool {
    groups.iter().flatten().any(|store| [StoreName::ME, StoreName::SM, StoreName::MT].contains(store))
}

/// What a modem says of itself.
fn told(reply: &Reply) -> Option<String> {
    let text = without_prefix(reply.lines.first()?.trim_matches('"'));
    Some(text).filter(|text| reply.is_ok() && !text.is_empty())
}

/// Some modems answer `+CGMM: "X"` where others answer `X`.
pub(super) fn without_prefix(line: &str) -> String {
    let bare = line.strip_prefix('+').and_then(|rest| rest.split_once(':')).map_or(line, |(_, value)| value);
    bare.trim().trim_matches('"').to_owned()
}
