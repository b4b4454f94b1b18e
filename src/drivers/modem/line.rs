//! One modem, as a pure machine: bytes, acknowledgements and the time go in; bytes, events and
//! wishes for the port come out. The daemon runs it on a serial port, the simulation in memory.
//!
//! Whatever goes wrong, the answer is the same: forget what the modem was thought to hold, make it
//! ready again from the beginning and read it again. Nothing is lost by that, since nothing leaves
//! a slot before the gateway has said that it is on disk, and the gateway knows what it has.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{CardState, Domain, Registration};
use crate::at::{self, Profile, Reply, Session, Urc};
use crate::flow::outbound::PartOrder;
use crate::flow::pin::Verdict;
use crate::flow::{Arrival, DeviceReport, DeviceState, Event, Place};
use crate::model::{DeviceName, Iccid, Imei, Now, Secret, SimId, Slot, StoreName, Timestamp};

use super::again::SETTLE;
use super::call::Calls;
use super::direct::HandedOver;
use super::doing::Doing;
use super::echo::Echo;
use super::mute::{self, Mute};
use super::patience::Patience;
use super::send::Sending;
use super::start::{RETRY, Start};
use super::storage::Storage;
use super::watch::Watch;

/// What the operator says of a modem.
#[derive(Debug, Clone)]
pub struct LineSettings {
    pub name: DeviceName,
    pub pin: Option<Secret>,
    /// Instead of the one that fits what the modem says of itself.
    pub profile: Option<&'static Profile>,
    /// Whether a radio that is off may be switched on.
    pub radio_on: bool,
    /// The SMSC of a card, where the operator names one.
    pub smsc: BTreeMap<Iccid, String>,
}

impl LineSettings {
    pub fn new(name: DeviceName) -> Self {
        Self { name, pin: None, profile: None, radio_on: true, smsc: BTreeMap::new() }
    }
}

#[derive(Debug)]
pub enum Input<'a> {
    /// The port was opened.
    Opened,
    Bytes(&'a [u8]),
    /// The port is gone, or can't be opened.
    Lost(&'a str),
    /// An arrival is on disk.
    Acknowledged(u64),
    /// Another device has the same modem with the same card, by another of its ports.
    SameAs(&'a DeviceName),
    PinVerdict(Verdict),
    /// A part to be sent.
    Send(PartOrder),
    /// The time that [`Line::wake_at`] asked for has come.
    Time,
}

#[derive(Debug)]
pub enum Output {
    Write(Vec<u8>),
    Event(Event),
    /// Close the port and open it again after this long.
    Reopen(Duration),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// No port.
    Closed,
    /// `AT` until the modem answers, then until replies fit their commands.
    Resync {
        tries: u8,
    },
    Starting(Start),
    Ready,
    /// A person has to look, or the modem needs time: begins anew at `until`.
    Resting {
        until: Duration,
    },
}

/// Who the modem is and what it holds.
#[derive(Debug, Default)]
pub(super) struct Identity {
    pub maker: String,
    pub model: String,
    pub imei: Option<Imei>,
    pub sim: Option<SimId>,
}

#[derive(Debug)]
pub struct Line {
    pub(super) settings: LineSettings,
    pub(super) session: Session,
    pub(super) stage: Stage,
    pub(super) doing: Option<Doing>,
    pub(super) profile: &'static Profile,
    pub(super) identity: Identity,
    pub(super) storage: Storage,
    pub(super) watch: Watch,
    pub(super) state: (DeviceState, String),
    pub(super) reported: Option<DeviceReport>,
    /// Deadlines missed since the modem last became ready.
    pub(super) strikes: u8,
    patience: Patience,
    mute: Mute,
    pub(super) echo: Echo,
    pub(super) handed_over: HandedOver,
    pub(super) sending: Sending,
    pub(super) calls: Calls,
    next_ticket: u64,
    /// Nothing is sent before this: the modem was asked to settle.
    pub(super) quiet_until: Duration,
    /// When it wants to be told the time at the latest.
    awaits: Option<Duration>,
    pub(super) out: Vec<Output>,
}

/// Between two tries of `AT`.
const RESYNC_EVERY: Duration = Duration::from_secs(1);
/// Later than asked for by so much: the machine was suspended, or far too much to do for it.
const STOOD_STILL: Duration = Duration::from_secs(1);
/// Far more than there are steps from the start of a modem to its end.
const STEPS_MAX: u32 = 200;
/// One try of so many tells the modem to answer in words.
const WORDS_EVERY: u8 = 3;

const HANDS_OVER: &str = "receives; the modem stores nothing, the network keeps each message until it is on disk";
const HANDS_OVER_UNHEARD: &str = "receives; the modem stores nothing: what comes while nobody listens is lost";

impl Line {
    pub fn new(settings: LineSettings) -> Self {
        Self {
            profile: settings.profile.unwrap_or(&at::profile::GENERIC),
            settings,
            session: Session::default(),
            stage: Stage::Closed,
            doing: None,
            identity: Identity::default(),
            storage: Storage::default(),
            watch: Watch::default(),
            state: (DeviceState::Absent, "the port was not opened yet".into()),
            reported: None,
            strikes: 0,
            patience: Patience::default(),
            mute: Mute::default(),
            echo: Echo::default(),
            handed_over: HandedOver::default(),
            sending: Sending::default(),
            calls: Calls::default(),
            next_ticket: 1,
            quiet_until: Duration::ZERO,
            awaits: None,
            out: Vec::new(),
        }
    }

    /// One that knows nothing yet of the same modem. An acknowledgement that was meant for the one before it acknowledges
    /// nothing.
    pub fn successor(&self) -> Self {
        Self { next_ticket: self.next_ticket, ..Self::new(self.settings.clone()) }
    }

    /// Tells the machine what happened; returns what to do.
    pub fn handle(&mut self, input: Input, now: Now) -> Vec<Output> {
        let stood_still = self.awaits.is_some_and(|due| now.mono.saturating_sub(due) > STOOD_STILL);
        match input {
            Input::Opened => {
                self.abandon_send("the port was opened anew");
                self.session.reset();
                self.begin_again("being made ready", now);
            }
            Input::Lost(why) => self.lost(why),
            Input::Bytes(bytes) => self.bytes(bytes, now),
            Input::Acknowledged(ticket) => {
                self.storage.acknowledged(ticket, now.mono);
                self.handed_over.acknowledged(ticket);
            }
            Input::SameAs(other) => self.same_as(other, now),
            Input::PinVerdict(verdict) => self.pin_verdict(verdict, now),
            Input::Send(order) => self.ordered(order),
            Input::Time => {}
        }
        self.hurry_send();
        self.expire(now);
        self.expire_call(now);
        // Nobody saw what became of the card meanwhile.
        if stood_still && self.stage == Stage::Ready {
            self.begin_again("the gateway stood still: being made ready again", now);
        }
        if self.stage == Stage::Ready && self.session.shows_text() {
            self.begin_again("shows messages as text: being made ready again", now);
        }
        if self.stage == Stage::Ready {
            self.take_early(now);
        }
        self.go_on(now);
        self.report();
        self.awaits = self.wake_at();
        std::mem::take(&mut self.out)
    }

    /// When to call [`Line::handle`] with [`Input::Time`] at the latest.
    pub fn wake_at(&self) -> Option<Duration> {
        [self.work_at(), self.calls.over_at()].into_iter().flatten().min()
    }

    fn work_at(&self) -> Option<Duration> {
        if let Some(deadline) = self.session.deadline() {
            return Some(deadline);
        }
        let due = match &self.stage {
            Stage::Closed => return None,
            Stage::Resync { .. } => self.quiet_until,
            Stage::Starting(start) => start.wake_at(self.quiet_until)?,
            Stage::Resting { until } => *until,
            Stage::Ready if self.handed_over.has_due() || self.sending.is_due() => Duration::ZERO,
            Stage::Ready => {
                let due = self.watch.next_due();
                self.storage.next_due().map_or(due, |storage| storage.min(due))
            }
        };
        Some(due.max(self.quiet_until))
    }

    /// Whether it receives now.
    pub fn is_ready(&self) -> bool {
        self.stage == Stage::Ready
    }

    /// What the modem was thought to hold and to wait for: it may have restarted.
    pub(super) fn forget(&mut self) {
        self.storage.forget();
        self.handed_over.forget();
    }

    pub(super) fn lost(&mut self, why: &str) {
        self.abandon_send(why);
        self.session.reset();
        self.doing = None;
        self.forget();
        self.identity = Identity::default();
        self.watch.card_number = None;
        self.watch.half_named = false;
        self.storage.forget_modem();
        self.watch.tells_card = false;
        self.watch.card_state_ends = false;
        self.watch.forget_radio();
        self.mute.forget();
        self.stage = Stage::Closed;
        self.enter(DeviceState::Absent, why);
    }

    fn bytes(&mut self, bytes: &[u8], now: Now) {
        if self.stage == Stage::Closed {
            return;
        }
        let mut heard = Vec::new();
        self.session.receive(bytes, now.mono, &mut heard);
        self.heard(heard, now);
    }

    fn expire(&mut self, now: Now) {
        let mut heard = Vec::new();
        self.session.expire(now.mono, &mut heard);
        self.heard(heard, now);
    }

    fn heard(&mut self, heard: Vec<at::Output>, now: Now) {
        self.hear_result(&heard, now);
        for output in heard {
            match output {
                at::Output::Write(bytes) => self.out.push(Output::Write(bytes)),
                at::Output::Item(item) => self.item(&item, now),
                at::Output::Reply(reply) => self.replied(&reply, now),
                at::Output::Urc(urc) => self.urc(urc, now),
                at::Output::Echo => self.echo(now),
                at::Output::Noise(_) => {}
            }
        }
    }

    fn replied(&mut self, reply: &Reply, now: Now) {
        let Some(doing) = self.doing.take() else { return };
        let answered = !reply.timed_out() || self.is_card_state(&doing, reply);
        let left_out = self.mute.over(answered, now.mono);
        match doing.quick() {
            Some(quick) if answered => self.patience.answered(quick, now.mono),
            Some(quick) => self.patience.missed(quick),
            None => {}
        }
        if !answered && !matches!(doing, Doing::Resync | Doing::Align | Doing::Start(_) | Doing::Reset) {
            self.deadline_missed(&doing, left_out, now);
            return;
        }
        if answered && reply.timed_out() {
            // An `OK` that comes after all is not the next command's.
            self.quiet_until = now.mono + SETTLE;
        }
        match doing {
            Doing::Resync => self.resynced(reply, now),
            Doing::Align => self.aligned(reply, now),
            Doing::Start(step) => self.started(step, reply, left_out, now),
            Doing::Select(store) => self.selected(store, reply, now),
            Doing::Read(slot) => self.read(slot, reply, now),
            Doing::Delete(slot) => self.deleted(slot, reply, now),
            Doing::List(store) => self.listed(store, reply, now),
            Doing::Count => self.counted(reply, now),
            Doing::Check(check) => self.checked(check, reply, now),
            Doing::Acknowledge => self.network_acknowledged(reply),
            Doing::PduMode => self.pdu_mode_set(reply, now),
            Doing::FindSmsc => self.smsc_found(reply),
            // A modem without it opens the link for each part.
            Doing::KeepLink | Doing::SetSmsc | Doing::Send(_) | Doing::Sent => {}
            Doing::Reset => self.rest(Duration::from_secs(10), now),
        }
    }

    /// Puts the next command in flight, if there is one to be. Time stands still in here: whatever takes no command takes
    /// a step, and their number has a bound.
    fn go_on(&mut self, now: Now) {
        for _ in 0..STEPS_MAX {
            if !self.session.is_idle() || self.quiet_until > now.mono {
                return;
            }
            let next = match &self.stage {
                Stage::Closed => return,
                Stage::Starting(start) if start.awaits_verdict() => return,
                Stage::Resting { until } if *until > now.mono => return,
                Stage::Resync { tries } => {
                    let seems_dead = tries % WORDS_EVERY == WORDS_EVERY - 1;
                    let command = if seems_dead { Command::results_in_words() } else { Command::attention() };
                    Some((Doing::Resync, command.within(RESYNC_EVERY)))
                }
                Stage::Starting(_) => self.next_start(now),
                Stage::Ready => match self.next_work(now) {
                    None => return,
                    work => work,
                },
                Stage::Resting { .. } => {
                    self.restart(now);
                    None
                }
            };
            if let Some((doing, command)) = next {
                self.send(doing, command, now);
            }
        }
        debug_assert!(false, "{STEPS_MAX} steps and no command: {:?}", self.stage);
        self.quiet_until = now.mono + RETRY;
    }

    pub(super) fn send(&mut self, doing: Doing, command: Command, now: Now) {
        // A card that can't be told from another is worse than a wait.
        let is_vital = self.watch.card_number.is_some_and(|known| known == command.line());
        if !is_vital && doing.misses_max().is_some() && self.mute.knows(&command, now.mono) {
            self.doing = Some(doing);
            return self.replied(&mute::refused(), now);
        }
        let command = match doing.quick() {
            Some(quick) => command.within(self.patience.begin(quick, now.mono)),
            None => command,
        };
        self.mute.begin(&doing, &command);
        self.doing = Some(doing);
        let bytes = self.session.start(command, now.mono);
        self.out.push(Output::Write(bytes));
    }

    /// The echo is back: the modem has restarted and lost its settings, the store it reads from too.
    fn echo(&mut self, now: Now) {
        if self.echo.heard(self.stage == Stage::Ready, now.mono) {
            self.begin_again("has restarted: being made ready again", now);
        }
    }

    fn urc(&mut self, urc: Urc, now: Now) {
        match urc {
            Urc::Stored(slot) | Urc::ReportStored(slot) => self.storage.told_of(slot, self.stage == Stage::Ready),
            Urc::Message(direct) | Urc::Report(direct) => self.direct(direct, now),
            Urc::OutOfStep(direct) => self.out_of_step(&direct, now),
            Urc::StoredSomewhere => self.storage.sweep(),
            Urc::MessagesReady if self.storage.absence.is_concluded() => {
                self.storage.absence.forget();
                self.begin_again("is ready for messages: being made ready again", now);
            }
            Urc::StoreFull | Urc::MessagesReady => {
                self.storage.sweep();
                self.hurry_start(now);
            }
            Urc::Card(CardState::Missing) if self.identity.sim.is_some() => {
                self.begin_again("its card was removed: being made ready again", now);
            }
            Urc::Booted | Urc::Card(_) if self.stage == Stage::Ready => {
                self.begin_again("has restarted, or its card was moved: being made ready again", now);
            }
            Urc::Booted | Urc::Card(_) => self.hurry_start(now),
            Urc::CardChanged => self.card_changed(now),
            Urc::Registered(domain, state) => self.registered(domain, state),
            Urc::Clock(clock) => {
                if let Some(seconds) = clock.unix_seconds() {
                    let wall = Timestamp::from_millis(seconds.saturating_mul(1000));
                    self.out.push(Output::Event(Event::ClockTold(Now { wall, ..now })));
                }
            }
            Urc::Ring => self.rang(now),
            Urc::Caller(caller) => self.caller_told(caller, now),
            Urc::CallEnded => self.call_over(now),
            // Power and noise: nothing to do yet.
            Urc::Ussd(_) | Urc::PowerAlarm(_) | Urc::Other(_) => {}
        }
    }

    /// Something was heard that may end a wait for the modem or its card.
    fn hurry_start(&mut self, now: Now) {
        if let Stage::Resting { until } = &mut self.stage {
            *until = now.mono;
        }
    }

    pub(super) fn registered(&mut self, domain: Domain, state: Registration) {
        self.watch.registered(domain, state);
        if self.stage == Stage::Ready {
            self.registration_heard(domain);
        }
    }

    pub(super) fn ticket(&mut self) -> u64 {
        self.next_ticket += 1;
        self.next_ticket
    }

    pub(super) fn arrived(
        &mut self,
        ticket: u64,
        slot: Option<Slot>,
        announced: bool,
        raw: crate::flow::Raw,
        now: Now,
    ) {
        let place = slot.map(|slot| self.place(slot));
        let (device, sim) = (self.settings.name.clone(), self.sim());
        let arrival = Arrival { device, ticket, sim, place, announced, raw, at: now.wall };
        self.out.push(Output::Event(Event::Arrived(arrival)));
    }

    pub(super) fn place(&self, slot: Slot) -> Place {
        let holder = if slot.store == StoreName::SM { self.sim() } else { self.equipment() };
        Place { holder, slot }
    }

    pub(super) fn sim(&self) -> SimId {
        self.identity.sim.clone().unwrap_or_else(|| self.equipment())
    }

    fn equipment(&self) -> SimId {
        let device = || SimId::Device(self.settings.name.clone());
        self.identity.imei.clone().map_or_else(device, SimId::Equipment)
    }

    pub(super) fn enter(&mut self, state: DeviceState, reason: impl Into<String>) {
        self.state = (state, reason.into());
    }

    /// Ready, as far as the modem goes; whether the network carries messages is its own matter.
    pub(super) fn enter_ready(&mut self) {
        let (state, reason) = self.watch.verdict(self.settings.radio_on);
        if let Some(reason) = self.storage.clogged_reason() {
            return self.enter(DeviceState::Blocked, reason);
        }
        if self.calls.are_noise() {
            return self.enter(state, format!("{reason}; more calls than there can be: no more of them are told of"));
        }
        if state != DeviceState::Ready || !self.storage.absence.is_concluded() {
            return self.enter(state, reason);
        }
        self.enter(state, if self.handed_over.acknowledges() { HANDS_OVER } else { HANDS_OVER_UNHEARD });
    }
}
