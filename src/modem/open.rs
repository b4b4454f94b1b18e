//! One open port: the dialogue, what is known of the modem behind it, and how far it has come.
//!
//! Whatever goes wrong, the answer is the same: the phase is replaced by one that begins from the beginning, and the modem is
//! made ready and read again. Nothing is lost by that, since nothing leaves a slot before the gateway has said that it is on
//! disk, and the gateway knows what it has.

use std::time::Duration;

use crate::at::command::{Command, Function, PLAIN};
use crate::at::reply::CardState;
use crate::at::urc::Urc;
use crate::at::{self, Reply, Session};
use crate::flow::pin::Verdict as PinVerdict;
use crate::flow::{DeviceState, Event};
use crate::model::{Name, Now, Timestamp};

use super::ask::{Ask, Reason, Verdict};
use super::asked::Asked;
use super::calls::News;
use super::direct::ACKNOWLEDGE_WITHIN;
use super::heard::Heard;
use super::known::{Known, Settings};
use super::out::Out;
use super::phase::Phase;
use super::resets::Resets;
use super::resync::{Found, Resync, SETTLE};
use super::sender::{Part, RESULT_WAIT, not_taken};
use super::serving::Serving;
use super::startup::{PIN_BLOCKED_RETRY, RETRY, Startup, Way, Work};
use super::steps;
use super::unanswered::refused;

const ESCAPE: u8 = 0x1B;
/// The other device may have been unplugged, or may be the one that is left.
const SAME_RETRY: Duration = Duration::from_secs(10);
/// After so many deadlines missed while it is made ready its port is opened anew.
const FAILURES_MAX: u8 = 8;
/// What a modem can do at the moment may be otherwise at any time.
const REST: Duration = Duration::from_secs(4);
/// So many times as long as for `AT` a modem may take for anything.
const SLOWER: u32 = 3;
/// A modem that was restarted is left alone for so long.
const RESET_REST: Duration = Duration::from_secs(10);
/// Far more than there are steps from the start of a modem to its end.
const STEPS_MAX: u32 = 200;

#[derive(Debug)]
pub(super) struct Open {
    session: Session,
    pub known: Known,
    phase: Phase,
    heard: Heard,
    /// Nothing is sent before this: the modem was asked to settle.
    quiet_until: Duration,
    /// The command in flight.
    asked: Option<Asked>,
    /// Why the port is to be opened anew.
    lost: Option<&'static str>,
    resets: Resets,
}

impl Open {
    /// A port that was just opened.
    pub fn new(settings: &Settings, resets: Resets, now: Now, out: &mut Out) -> Self {
        let mut open = Self {
            session: Session::default(),
            known: Known::new(settings),
            phase: Phase::Resting { until: now.mono },
            heard: Heard::default(),
            quiet_until: Duration::ZERO,
            asked: None,
            lost: None,
            resets,
        };
        open.restart(&Reason::Opened, now, out);
        open
    }

    pub fn is_serving(&self) -> bool {
        matches!(self.phase, Phase::Serving(_))
    }

    /// Why the port is to be opened anew, where it is.
    pub fn lost(&self) -> Option<&'static str> {
        self.lost
    }

    /// The port is gone, or is left.
    pub fn end(self, why: &str, out: &mut Out) -> Resets {
        self.phase.end(self.session.may_have_handed_over(), why, out);
        self.resets
    }

    pub fn wake_at(&self) -> Option<Duration> {
        if let Some(deadline) = self.session.deadline() {
            return Some(deadline);
        }
        let due = match &self.phase {
            Phase::Resync(_) => self.quiet_until,
            // While the gateway is asked about the PIN there is nothing to wake up for.
            Phase::Starting(startup) if startup.awaits_verdict() => return None,
            Phase::Starting(_) => self.quiet_until,
            Phase::Serving(serving) => serving.wake_at()?,
            Phase::Resetting => return None,
            Phase::Resting { until } => *until,
        };
        Some(due.max(self.quiet_until))
    }

    /// Bytes of the modem's, or the time alone; returns what is of a call.
    pub fn hear(&mut self, bytes: &[u8], settings: &Settings, now: Now, out: &mut Out) -> Vec<News> {
        let mut heard = Vec::new();
        if !bytes.is_empty() {
            self.session.receive(bytes, now.mono, &mut heard);
        }
        self.session.expire(now.mono, &mut heard);
        let reply =
            |output: &at::Output| if let at::Output::Reply(reply) = output { Some(reply.clone()) } else { None };
        if let (Phase::Serving(serving), Some(reply)) = (&mut self.phase, heard.iter().find_map(reply)) {
            serving.hear_result(&reply, now.mono, out);
        }
        let mut calls = Vec::new();
        for output in heard {
            match output {
                at::Output::Write(bytes) => out.write(bytes),
                at::Output::Item(item) => {
                    if let Phase::Serving(serving) = &mut self.phase {
                        serving.item(&item, &self.known, now, out);
                    }
                }
                at::Output::Reply(reply) => self.replied(&reply, settings, now, out),
                at::Output::Urc(Urc::Ring) => calls.push(News::Ring),
                at::Output::Urc(Urc::Caller(caller)) => calls.push(News::Caller(caller)),
                at::Output::Urc(Urc::CallEnded) => calls.push(News::Over),
                at::Output::Urc(urc) => self.told(urc, now, out),
                at::Output::Echo => {
                    if self.known.echo.heard(self.is_serving(), now.mono) {
                        self.restart(&Reason::Echoes, now, out);
                    }
                }
                at::Output::Noise(_) => {}
            }
        }
        calls
    }

    /// What the modem says by itself.
    fn told(&mut self, urc: Urc, now: Now, out: &mut Out) {
        match (urc, &mut self.phase) {
            (Urc::Stored(slot) | Urc::ReportStored(slot), Phase::Serving(serving)) => serving.stored(slot),
            (Urc::Stored(slot) | Urc::ReportStored(slot), _) => self.heard.stored(slot),
            (Urc::Message(direct) | Urc::Report(direct), Phase::Serving(serving)) => {
                serving.direct(&direct, &mut self.heard, &self.known, now, out);
            }
            // Whose card this is, and whether the network waits for an answer, is known only later.
            (Urc::Message(direct) | Urc::Report(direct), _) => {
                self.heard.direct(direct, now.mono + ACKNOWLEDGE_WITHIN);
            }
            (Urc::OutOfStep(direct), Phase::Serving(serving)) => {
                let verdict = serving.out_of_step(&direct, &self.known, now, out);
                self.obey(verdict, now, out);
            }
            (Urc::StoredSomewhere, Phase::Serving(serving)) => serving.sweep(),
            (Urc::MessagesReady, _) if self.known.stores.storeless.is_concluded() => {
                self.known.stores.storeless.forget();
                self.restart(&Reason::MessagesReady, now, out);
            }
            (Urc::StoreFull, Phase::Serving(serving)) => serving.sweep(),
            // Said late in a start, and of a card that was put in again while nothing was heard of it (SIM800: `SMS Ready`).
            (Urc::MessagesReady, Phase::Serving(serving)) => {
                serving.sweep();
                let verdict = serving.card_changed(self.session.may_have_handed_over());
                self.obey(verdict, now, out);
            }
            (Urc::Card(CardState::Missing), _) if self.known.sim.is_some() => {
                self.restart(&Reason::CardRemoved, now, out);
            }
            (Urc::Booted | Urc::Card(_), Phase::Serving(_)) => self.restart(&Reason::Booted, now, out),
            // Something that may end a wait for the modem or its card.
            (Urc::StoreFull | Urc::MessagesReady | Urc::Booted | Urc::Card(_), Phase::Resting { until }) => {
                *until = now.mono;
            }
            (Urc::CardChanged, Phase::Serving(serving)) => {
                let verdict = serving.card_changed(self.session.may_have_handed_over());
                self.obey(verdict, now, out);
            }
            (Urc::Registered(domain, state), phase) => {
                self.known.network.registered(domain, state);
                if let Phase::Serving(serving) = phase {
                    serving.registration_heard(domain, &mut self.known);
                }
            }
            (Urc::Clock(clock), _) => {
                if let Some(seconds) = clock.unix_seconds() {
                    let wall = Timestamp::from_millis(seconds.saturating_mul(1000));
                    out.event(Event::NetworkTime(Now { wall, ..now }));
                }
            }
            // Nothing to do, or not yet.
            (
                Urc::OutOfStep(_)
                | Urc::StoredSomewhere
                | Urc::StoreFull
                | Urc::MessagesReady
                | Urc::Booted
                | Urc::Card(_)
                | Urc::CardChanged
                | Urc::Ussd(_)
                | Urc::PowerAlarm(_)
                | Urc::Other(_)
                | Urc::Ring
                | Urc::Caller(_)
                | Urc::CallEnded,
                _,
            ) => {}
        }
    }

    fn replied(&mut self, reply: &Reply, settings: &Settings, now: Now, out: &mut Out) {
        let Some(asked) = self.asked.take() else { return };
        let is_answered = asked.over(reply, &mut self.known, now.mono);
        if is_answered && reply.timed_out() {
            // An `OK` that comes after all is not the next command's.
            self.quiet_until = now.mono + SETTLE;
        }
        if matches!(self.phase, Phase::Resync(_)) && is_answered {
            self.known.latency = now.mono.saturating_sub(asked.since);
        }
        if is_answered || matches!(self.phase, Phase::Resync(_) | Phase::Resetting) {
            self.read(reply, settings, now, out);
        } else {
            self.missed(asked, now, out);
        }
    }

    /// An answer, or what stands for one that does not come.
    fn read(&mut self, reply: &Reply, settings: &Settings, now: Now, out: &mut Out) {
        match &mut self.phase {
            Phase::Resync(resync) => {
                let found = resync.replied(reply);
                self.found(&found, now, out);
            }
            Phase::Starting(startup) => {
                let (known, heard) = (&mut self.known, &mut self.heard);
                let way = Work { startup, known, settings, heard, out, now }.replied(reply);
                self.go(way, now, out);
            }
            Phase::Serving(serving) => {
                let verdict = serving.replied(reply, &mut self.known, settings, now, out);
                self.obey(verdict, now, out);
            }
            Phase::Resetting => self.rest(RESET_REST, now, out),
            Phase::Resting { .. } => {}
        }
    }

    fn found(&mut self, found: &Found, now: Now, out: &mut Out) {
        match found {
            Found::On => {}
            Found::Settle(time) => self.quiet_until = now.mono + *time,
            Found::Nobody => self.leave("does not answer", now, out),
            Found::Modem => self.phase = Phase::Starting(Box::new(Startup::new(&steps::FIRST, now.mono))),
        }
    }

    /// The dialogue is out of step or the modem is gone: begin anew, by harder means each time.
    fn missed(&mut self, asked: Asked, now: Now, out: &mut Out) {
        let silent = match &mut self.phase {
            Phase::Starting(startup) => startup.silent(&self.known, now.mono),
            Phase::Serving(serving) => {
                serving.missed(&mut self.known, now.mono);
                None
            }
            Phase::Resync(_) | Phase::Resetting | Phase::Resting { .. } => None,
        };
        if let Some(way) = silent {
            return self.go(way, now, out);
        }
        if asked.misses_max.is_some() {
            // It may do without, but what comes of it later would be taken for the answer to something else.
            return self.restart(&Reason::Unanswered(asked.line), now, out);
        }
        if self.is_serving() {
            self.known.failures = self.known.failures.saturating_add(1);
            self.restart(&Reason::Missed, now, out);
        } else if self.known.failures >= FAILURES_MAX {
            self.leave("does not answer while it is made ready", now, out);
        } else {
            self.known.failures += 1;
            self.begin(now, out);
        }
    }

    fn obey(&mut self, verdict: Verdict, now: Now, out: &mut Out) {
        match verdict {
            Verdict::Stay => {}
            Verdict::Restart(reason) => self.restart(&reason, now, out),
        }
    }

    /// Where a startup has come to.
    fn go(&mut self, way: Way, now: Now, out: &mut Out) {
        match way {
            Way::On => {}
            Way::Wait(time) => self.quiet_until = now.mono + time,
            Way::Blocked { after, why } => {
                out.enter(DeviceState::Blocked, why);
                self.rest(after, now, out);
            }
            Way::GiveUp(why) => self.give_up(why, now, out),
            Way::Serve => self.serve(now, out),
        }
    }

    fn serve(&mut self, now: Now, out: &mut Out) {
        let phase = std::mem::replace(&mut self.phase, Phase::Resetting);
        if let Phase::Starting(startup) = phase {
            (self.known.failures, self.resets) = (0, Resets::default());
            let serving = Serving::new(*startup, &mut self.heard, &self.known, now, out);
            self.phase = Phase::Serving(Box::new(serving));
        }
    }

    /// Words did not help: the modem is restarted now and then, and left alone for a while.
    fn give_up(&mut self, why: &'static str, now: Now, out: &mut Out) {
        self.known.failures = self.known.failures.wrapping_add(1);
        out.enter(DeviceState::Resting, format!("{why}{}", self.resets.advice()));
        if self.resets.are_due(self.known.failures, now.mono) {
            self.resets.count(now.mono);
            self.phase = Phase::Resetting;
            let reset = Command::function(Function::Restart).within(PLAIN);
            self.ask(Ask::new((), reset), now, out);
        } else {
            self.rest(REST, now, out);
        }
    }

    /// Leaves the modem alone for a while, then begins anew.
    fn rest(&mut self, wait: Duration, now: Now, out: &mut Out) {
        self.replace(Phase::Resting { until: now.mono + wait }, out);
    }

    /// Leaves the port, which is opened anew.
    fn leave(&mut self, why: &'static str, now: Now, out: &mut Out) {
        self.rest(REST, now, out);
        self.lost = Some(why);
    }

    pub fn restart(&mut self, why: &Reason, now: Now, out: &mut Out) {
        out.enter(DeviceState::Starting, why.to_string());
        self.begin(now, out);
    }

    /// Begins from the beginning. What the modem has half said by itself is not forgotten: it may be the only time it says
    /// it.
    fn begin(&mut self, now: Now, out: &mut Out) {
        self.replace(Phase::Resync(Resync::default()), out);
        self.known.echo.begin();
        self.quiet_until = now.mono;
        // An unfinished send, even another program's, would swallow the first command.
        out.write(vec![ESCAPE]);
    }

    fn replace(&mut self, phase: Phase, out: &mut Out) {
        let why = out.state.1.clone();
        let before = std::mem::replace(&mut self.phase, phase);
        before.end(self.session.may_have_handed_over(), &why, out);
        self.session.abandon();
        self.asked = None;
        self.heard.restarted();
    }

    /// Another device has this modem, by another of its ports.
    pub fn same_as(&mut self, other: &Name, now: Now, out: &mut Out) {
        out.enter(DeviceState::Blocked, format!("is the same modem as `{other}`: two of its ports are configured"));
        self.known.sim = None;
        self.rest(SAME_RETRY, now, out);
    }

    pub fn acknowledged(&mut self, ticket: u64, now: Duration) {
        if let Phase::Serving(serving) = &mut self.phase {
            serving.acknowledged(ticket, &self.known, now);
        }
    }

    pub fn pin_verdict(&mut self, verdict: PinVerdict, now: Now, out: &mut Out) {
        if let Phase::Starting(startup) = &mut self.phase
            && startup.pin_may_be_tried()
            && verdict != PinVerdict::Try
        {
            self.go(Way::Blocked { after: PIN_BLOCKED_RETRY, why: verdict.reason() }, now, out);
        }
    }

    pub fn submit(&mut self, part: Part, out: &mut Out) {
        match &mut self.phase {
            Phase::Serving(serving) => serving.submit(part, &self.known, out),
            Phase::Resync(_) | Phase::Starting(_) | Phase::Resetting | Phase::Resting { .. } => {
                let why = format!("the modem is not ready: {}", out.state.1);
                not_taken(part.ticket, &why, out);
            }
        }
    }

    /// A call has ended.
    pub fn call_over(&mut self, now: Duration) {
        if let Phase::Serving(serving) = &mut self.phase {
            serving.call_over(now);
        }
    }

    /// The result of a part that is overdue by far was lost on the line: what has come meanwhile is not to wait for it any
    /// longer.
    pub fn hurry(&mut self) {
        if let Phase::Serving(serving) = &self.phase
            && serving.is_in_hurry()
            && self.session.may_have_handed_over()
        {
            self.session.give_up_after(RESULT_WAIT);
        }
    }

    /// What is seen of a modem that is served before anything else is done: `stood_still`, nobody saw what became of its
    /// card meanwhile.
    pub fn check(&mut self, stood_still: bool, now: Now, out: &mut Out) {
        if stood_still && self.is_serving() {
            self.restart(&Reason::StoodStill, now, out);
        }
        if self.is_serving() && self.session.shows_text() {
            self.restart(&Reason::ShowsText, now, out);
        }
    }

    /// The state of the line, where it may be another one now.
    pub fn state(&mut self, settings: &Settings, calls_are_noise: bool) -> Option<(DeviceState, String)> {
        let Phase::Serving(serving) = &mut self.phase else { return None };
        serving.take_news().then(|| serving.state(&self.known, settings, calls_are_noise))
    }

    /// Puts the next command in flight, if there is one to be. Time stands still in here: whatever takes no command takes a
    /// step, and their number has a bound.
    pub fn go_on(&mut self, settings: &Settings, now: Now, out: &mut Out) {
        for _ in 0..STEPS_MAX {
            if !self.session.is_idle() || self.quiet_until > now.mono || self.lost.is_some() {
                return;
            }
            match &mut self.phase {
                Phase::Resync(resync) => {
                    let ask = resync.next();
                    self.ask_or_refuse(ask, settings, now, out);
                }
                Phase::Starting(startup) if startup.awaits_verdict() => return,
                Phase::Starting(startup) => {
                    let (known, heard) = (&mut self.known, &mut self.heard);
                    match (Work { startup, known, settings, heard, out, now }).next() {
                        Ok(ask) => self.ask_or_refuse(ask, settings, now, out),
                        Err(way) => self.go(way, now, out),
                    }
                }
                Phase::Serving(serving) => match serving.next(&self.known, now, out) {
                    Some(ask) => self.ask_or_refuse(ask, settings, now, out),
                    None => return,
                },
                Phase::Resetting => return,
                Phase::Resting { until } if *until > now.mono => return,
                Phase::Resting { .. } => self.begin(now, out),
            }
        }
        debug_assert!(false, "{STEPS_MAX} steps and no command: {:?}", self.phase);
        self.quiet_until = now.mono + RETRY;
    }

    /// What the modem is known not to answer is not asked. A card that can't be told from another is worse than a wait.
    fn ask_or_refuse(&mut self, ask: Ask<()>, settings: &Settings, now: Now, out: &mut Out) {
        let line = ask.command.line();
        let is_vital = self.known.card.number_command == Some(line);
        if !is_vital && ask.misses_max.is_some() && self.known.unanswered.knows(line, now.mono) {
            self.read(&refused(), settings, now, out);
        } else {
            self.ask(ask, now, out);
        }
    }

    fn ask(&mut self, ask: Ask<()>, now: Now, out: &mut Out) {
        let Ask { task: (), command, quick, misses_max } = ask;
        let command = match quick {
            Some(quick) => command.within(self.known.patience.begin(quick, now.mono)),
            None => command,
        };
        // One that takes its time for `AT` takes it for all.
        let timeout = command.timeout.max(self.known.latency * SLOWER);
        let command = command.within(timeout);
        self.asked = Some(Asked { line: command.line().to_owned(), since: now.mono, quick, misses_max });
        out.write(self.session.start(command, now.mono));
    }
}
