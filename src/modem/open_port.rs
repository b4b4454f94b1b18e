//! One open port: the dialogue, the information about the modem behind it, and its phase.
//!
//! Every fault has the same remedy: a new resync replaces the phase, and the modem is started up and read again. No
//! message is lost, because a slot is deleted only after the gateway has its message on disk.

mod urcs;

use std::time::Duration;

use crate::at::command::Command;
use crate::at::urc::Urc;
use crate::at::{self, Reply, Session};
use crate::flow::DeviceState;
use crate::flow::console::HOLD;
use crate::flow::pin::Verdict as PinVerdict;
use crate::flow::ussd::{Dial, Outcome as UssdOutcome};
use crate::model::{Name, Now};

use super::backlog::Backlog;
use super::calls::CallEvent;
use super::console::Console;
use super::in_flight::InFlight;
use super::modem_info::{ModemInfo, Settings};
use super::next_command::{NextCommand, earliest};
use super::outputs::Outputs;
use super::phase::Phase;
use super::resets::Resets;
use super::restart::{Reason, Verdict};
use super::resync::{Progress, Resync, SETTLE};
use super::sender::{Part, RESULT_WAIT, report_not_submitted};
use super::serving::Serving;
use super::silent_commands::refusal;
use super::startup::{PIN_BLOCKED_RETRY, RETRY, Startup, StartupResult, Work};
use super::steps;

const ESCAPE: u8 = 0x1B;
/// How long to wait before checking again whether another device uses this modem: that device may have been unplugged.
const SAME_RETRY: Duration = Duration::from_secs(10);
/// After this many missed deadlines during startups the port is opened again.
const FAILURES_MAX: u8 = 8;
/// How long to wait before the next startup after a failed one: the modem may recover at any time.
const REST: Duration = Duration::from_secs(4);
/// A command's timeout is at least this many times the latency of `AT`.
const SLOWER: u32 = 3;
/// How long a modem is left alone after a reset.
const RESET_REST: Duration = Duration::from_secs(10);
/// The most steps in one turn: more than a startup has.
const STEPS_MAX: u32 = 200;

/// An open port and the modem behind it.
#[derive(Debug)]
pub(super) struct OpenPort {
    session: Session,
    /// The information about the modem. It is discarded with the port.
    pub modem: ModemInfo,
    phase: Phase,
    backlog: Backlog,
    /// No command is sent before this time.
    quiet_until: Duration,
    /// The command in flight.
    in_flight: Option<InFlight>,
    /// The reason to open the port again, if there is one.
    reopen_reason: Option<&'static str>,
    resets: Resets,
    console: Console,
}

impl OpenPort {
    /// The state of a port that was just opened.
    pub fn new(settings: &Settings, resets: Resets, now: Now, out: &mut Outputs) -> Self {
        let mut open = Self {
            session: Session::default(),
            modem: ModemInfo::new(settings),
            phase: Phase::Resting { until: now.mono },
            backlog: Backlog::default(),
            quiet_until: Duration::ZERO,
            in_flight: None,
            reopen_reason: None,
            resets,
            console: Console::default(),
        };
        open.restart(&Reason::Opened, now, out);
        open
    }

    /// Whether the modem is started up.
    pub fn is_serving(&self) -> bool {
        matches!(self.phase, Phase::Serving(_))
    }

    /// The reason to open the port again, if there is one.
    pub fn reopen_reason(&self) -> Option<&'static str> {
        self.reopen_reason
    }

    /// Ends the use of the port: every part that was submitted gets its outcome.
    pub fn end(self, why: &str, out: &mut Outputs) -> Resets {
        self.phase.end(self.session.may_have_sent_body(), why, out);
        self.console.end(why, out);
        self.resets
    }

    /// The next time at which something is due.
    pub fn wake_at(&self) -> Option<Duration> {
        if let Some(deadline) = self.session.deadline() {
            return Some(deadline);
        }
        let due = earliest([self.phase.due(), self.console.due(self.phase.is_free())]);
        due.map(|due| due.max(self.quiet_until))
    }

    /// Interprets bytes, and expires what is overdue. Returns what concerns calls.
    pub fn receive(&mut self, bytes: &[u8], settings: &Settings, now: Now, out: &mut Outputs) -> Vec<CallEvent> {
        let mut outputs = Vec::new();
        if !bytes.is_empty() {
            self.session.receive(bytes, now.mono, &mut outputs);
        }
        self.session.expire(now.mono, &mut outputs);
        let reply =
            |output: &at::Output| if let at::Output::Reply(reply) = output { Some(reply.clone()) } else { None };
        if let (Phase::Serving(serving), Some(reply)) = (&mut self.phase, outputs.iter().find_map(reply)) {
            serving.note_send_result(&reply, now.mono, out);
        }
        let mut calls = Vec::new();
        for output in outputs {
            match output {
                at::Output::Write(bytes) => out.write(bytes),
                at::Output::Item(item) => {
                    if let Phase::Serving(serving) = &mut self.phase {
                        serving.item(&item, &self.modem, now, out);
                    }
                }
                at::Output::Reply(reply) => self.replied(&reply, settings, now, out),
                at::Output::Urc(Urc::Ring) => calls.push(CallEvent::Ring),
                at::Output::Urc(Urc::Caller(caller)) => calls.push(CallEvent::Caller(caller)),
                at::Output::Urc(Urc::CallEnded) => calls.push(CallEvent::Ended),
                at::Output::Urc(urc) => self.handle_urc(urc, now, out),
                at::Output::Echo => {
                    if self.modem.echo.note_echo(self.is_serving(), now.mono) {
                        self.restart(&Reason::EchoReturned, now, out);
                    }
                }
                at::Output::Noise(_) => {}
            }
        }
        calls
    }

    fn replied(&mut self, reply: &Reply, settings: &Settings, now: Now, out: &mut Outputs) {
        let Some(in_flight) = self.in_flight.take() else { return };
        if self.console.take_reply(reply, now.mono.saturating_sub(in_flight.since), out) {
            if reply.timed_out() {
                self.restart(&Reason::BrokenOff, now, out);
            }
            return;
        }
        let is_answered = in_flight.note_reply(reply, &mut self.modem, now.mono);
        if is_answered && reply.timed_out() {
            // A late `OK` must not be taken for the next command's.
            self.quiet_until = now.mono + SETTLE;
        }
        if matches!(self.phase, Phase::Resync(_)) && is_answered {
            self.modem.latency = now.mono.saturating_sub(in_flight.since);
        }
        if is_answered || matches!(self.phase, Phase::Resync(_) | Phase::Resetting) {
            self.handle_reply(reply, settings, now, out);
        } else {
            self.note_miss(in_flight, now, out);
        }
    }

    /// Handles a reply, or the refusal that stands in for a missing one.
    fn handle_reply(&mut self, reply: &Reply, settings: &Settings, now: Now, out: &mut Outputs) {
        match &mut self.phase {
            Phase::Resync(resync) => {
                let progress = resync.replied(reply);
                self.follow_resync(&progress, now, out);
            }
            Phase::Starting(startup) => {
                let (modem, backlog) = (&mut self.modem, &mut self.backlog);
                let result = Work { startup, modem, settings, backlog, out, now }.replied(reply);
                self.follow_startup(result, now, out);
            }
            Phase::Serving(serving) => {
                let verdict = serving.replied(reply, &mut self.modem, settings, now, out);
                self.obey(verdict, now, out);
            }
            // Some models restart by a command of their own, and others by the one of 27.007.
            Phase::Resetting if self.resets.note_refusal(reply, &self.modem.profile) => {
                self.send(self.resets.command(&self.modem.profile), now, out);
            }
            Phase::Resetting => self.rest(RESET_REST, now, out),
            Phase::Resting { .. } => {}
        }
    }

    fn follow_resync(&mut self, progress: &Progress, now: Now, out: &mut Outputs) {
        match progress {
            Progress::Continue => {}
            Progress::Settle(time) => self.quiet_until = now.mono + *time,
            Progress::NoModem => {
                let why = self.resets.silence();
                if let Some(reset) = self.resets.note_silence(now.mono) {
                    out.reset_usb(reset);
                }
                self.give_up_port(why, now, out);
            }
            Progress::Synchronised => {
                self.resets.note_answer();
                self.phase = Phase::Starting(Box::new(Startup::new(&steps::FIRST, now.mono)));
            }
        }
    }

    /// Handles a missed deadline. The remedy is stronger after each miss.
    fn note_miss(&mut self, in_flight: InFlight, now: Now, out: &mut Outputs) {
        let result = match &mut self.phase {
            Phase::Starting(startup) => startup.note_miss(&self.modem, now.mono),
            Phase::Serving(serving) => {
                serving.note_miss(&mut self.modem, now.mono);
                None
            }
            Phase::Resync(_) | Phase::Resetting | Phase::Resting { .. } => None,
        };
        if let Some(result) = result {
            return self.follow_startup(result, now, out);
        }
        if in_flight.misses_max.is_some() {
            // The modem can be served without this command, but a late reply would be taken for that of another.
            return self.restart(&Reason::NoReply(in_flight.command), now, out);
        }
        if self.is_serving() {
            self.modem.failures = self.modem.failures.saturating_add(1);
            self.restart(&Reason::Missed, now, out);
        } else if self.modem.failures >= FAILURES_MAX {
            self.give_up_port("does not answer while it is made ready", now, out);
        } else {
            self.modem.failures += 1;
            self.start_resync(now, out);
        }
    }

    fn obey(&mut self, verdict: Verdict, now: Now, out: &mut Outputs) {
        match verdict {
            Verdict::Stay => {}
            Verdict::Restart(reason) => self.restart(&reason, now, out),
        }
    }

    /// Follows the result of a startup step.
    fn follow_startup(&mut self, result: StartupResult, now: Now, out: &mut Outputs) {
        match result {
            StartupResult::Continue => {}
            StartupResult::Wait(time) => self.quiet_until = now.mono + time,
            StartupResult::Blocked { after, why } => {
                out.set_state(DeviceState::Blocked, why);
                self.rest(after, now, out);
            }
            StartupResult::GiveUp(why) => self.give_up(why, now, out),
            StartupResult::Serve => self.serve(now, out),
        }
    }

    fn serve(&mut self, now: Now, out: &mut Outputs) {
        let phase = std::mem::replace(&mut self.phase, Phase::Resetting);
        if let Phase::Starting(startup) = phase {
            (self.modem.failures, self.resets) = (0, Resets::default());
            let serving = Serving::new(*startup, &mut self.backlog, &self.modem, now, out);
            self.phase = Phase::Serving(Box::new(serving));
        }
    }

    /// Ends a failed startup: the modem is reset now and then, and otherwise rests.
    fn give_up(&mut self, why: &'static str, now: Now, out: &mut Outputs) {
        self.modem.failures = self.modem.failures.wrapping_add(1);
        out.set_state(DeviceState::Resting, format!("{why}{}", self.resets.advice()));
        if self.resets.are_due(self.modem.failures, now.mono) {
            self.resets.count(now.mono);
            self.phase = Phase::Resetting;
            self.send(self.resets.command(&self.modem.profile), now, out);
        } else {
            self.rest(REST, now, out);
        }
    }

    /// Lets the modem rest, then starts again.
    fn rest(&mut self, wait: Duration, now: Now, out: &mut Outputs) {
        self.replace_phase(Phase::Resting { until: now.mono + wait }, out);
    }

    /// Gives up the port, which is then opened again.
    fn give_up_port(&mut self, why: &'static str, now: Now, out: &mut Outputs) {
        self.rest(REST, now, out);
        self.reopen_reason = Some(why);
    }

    /// Starts the modem up again, for a reason that users see.
    pub fn restart(&mut self, why: &Reason, now: Now, out: &mut Outputs) {
        out.set_state(DeviceState::Starting, why.to_string());
        self.start_resync(now, out);
    }

    /// Starts a resync. An incomplete unsolicited code is kept, because the modem may not repeat it.
    fn start_resync(&mut self, now: Now, out: &mut Outputs) {
        self.replace_phase(Phase::Resync(Resync::default()), out);
        self.modem.echo.reset();
        self.quiet_until = now.mono;
        // An unfinished send, also that of another program, would take the first command as its text.
        out.write(vec![ESCAPE]);
    }

    fn replace_phase(&mut self, phase: Phase, out: &mut Outputs) {
        let why = out.state.1.clone();
        let before = std::mem::replace(&mut self.phase, phase);
        before.end(self.session.may_have_sent_body(), &why, out);
        self.console.break_off(&why, out);
        self.session.abandon();
        self.in_flight = None;
        self.backlog.reset();
    }

    /// Handles the news that another device uses this modem, on another of its ports.
    pub fn same_as(&mut self, other: &Name, now: Now, out: &mut Outputs) {
        out.set_state(DeviceState::Blocked, format!("is the same modem as `{other}`: two of its ports are configured"));
        self.modem.sim = None;
        self.rest(SAME_RETRY, now, out);
    }

    /// The arrival with this ticket is on disk.
    pub fn acknowledge(&mut self, ticket: u64, now: Duration) {
        if let Phase::Serving(serving) = &mut self.phase {
            serving.acknowledge(ticket, &self.modem, now);
        }
    }

    /// Handles the gateway's answer about the PIN.
    pub fn pin_verdict(&mut self, verdict: PinVerdict, now: Now, out: &mut Outputs) {
        if let Phase::Starting(startup) = &mut self.phase
            && startup.allow_pin()
            && verdict != PinVerdict::Try
        {
            self.follow_startup(StartupResult::Blocked { after: PIN_BLOCKED_RETRY, why: verdict.reason() }, now, out);
        }
    }

    /// Submits a part. If the modem is not ready, the part gets its outcome at once.
    pub fn submit(&mut self, part: Part, out: &mut Outputs) {
        if let Phase::Serving(serving) = &mut self.phase {
            serving.submit(part, &self.modem, out);
        } else {
            let why = format!("the modem is not ready: {}", out.state.1);
            report_not_submitted(part.ticket, &why, out);
        }
    }

    /// Makes a step of a USSD dialogue. If the modem is not ready, the step gets its outcome at once.
    pub fn dial(&mut self, dial: Dial, now: Duration, out: &mut Outputs) {
        if let Phase::Serving(serving) = &mut self.phase {
            serving.dial(dial, &self.modem, now, out);
        } else {
            let why = format!("the modem is not ready: {}", out.state.1);
            out.emit_ussd(dial.ticket, UssdOutcome::NotSubmitted(why));
        }
    }

    /// Accepts a person's command. A modem that rests is left to the person for a while.
    pub fn console(&mut self, command: Command, now: Duration) {
        if let Phase::Resting { until } = &mut self.phase {
            *until = (*until).max(now + HOLD);
        }
        self.console.accept(command, now);
    }

    /// Starts the modem up again after a person used it, unless that is happening already.
    pub fn end_console(&mut self, now: Now, out: &mut Outputs) {
        match self.phase {
            Phase::Serving(_) | Phase::Resting { .. } => self.restart(&Reason::ConsoleEnded, now, out),
            Phase::Resync(_) | Phase::Starting(_) | Phase::Resetting => {}
        }
    }

    /// Notes that a call has ended.
    pub fn note_call_end(&mut self, now: Duration) {
        if let Phase::Serving(serving) = &mut self.phase {
            serving.note_call_end(now);
        }
    }

    /// Limits the wait for the result of a part while messages are waiting: a far overdue result was lost.
    pub fn limit_send_wait(&mut self) {
        if let Phase::Serving(serving) = &self.phase
            && serving.has_messages_behind_send()
            && self.session.may_have_sent_body()
        {
            self.session.limit_wait(RESULT_WAIT);
        }
    }

    /// Restarts a modem in text mode, or if the machine woke up late: the card may have changed meanwhile.
    pub fn check(&mut self, woke_late: bool, now: Now, out: &mut Outputs) {
        if woke_late && self.is_serving() {
            self.restart(&Reason::WokeLate, now, out);
        }
        if self.is_serving() && self.session.is_in_text_mode() {
            self.restart(&Reason::TextMode, now, out);
        }
    }

    /// The state for the device report, if it may have changed.
    pub fn state(&mut self, settings: &Settings, is_flooded: bool) -> Option<(DeviceState, String)> {
        let Phase::Serving(serving) = &mut self.phase else { return None };
        if !serving.take_state_changed() {
            return None;
        }
        self.modem.network.reception.store_full = serving.is_store_full(&self.modem);
        Some(serving.state(&self.modem, settings, is_flooded))
    }

    /// Sends the next command, if one is due. The number of steps has a limit, since the time doesn't advance.
    pub fn send_next(&mut self, settings: &Settings, now: Now, out: &mut Outputs) {
        self.console.expire(now.mono, out);
        for _ in 0..STEPS_MAX {
            if !self.session.is_idle() || self.quiet_until > now.mono || self.reopen_reason.is_some() {
                return;
            }
            if self.phase.is_free()
                && let Some(command) = self.console.take()
            {
                return self.send(NextCommand::new((), command), now, out);
            }
            match &mut self.phase {
                Phase::Resync(resync) => {
                    let next = resync.next();
                    self.send_or_refuse(next, settings, now, out);
                }
                Phase::Starting(startup) if startup.awaits_verdict() => return,
                Phase::Starting(startup) => {
                    let (modem, backlog) = (&mut self.modem, &mut self.backlog);
                    match (Work { startup, modem, settings, backlog, out, now }).next() {
                        Ok(next) => self.send_or_refuse(next, settings, now, out),
                        Err(result) => self.follow_startup(result, now, out),
                    }
                }
                Phase::Serving(serving) => match serving.next(&self.modem, now, out) {
                    Some(next) => self.send_or_refuse(next, settings, now, out),
                    None => return,
                },
                Phase::Resetting => return,
                Phase::Resting { until } if *until > now.mono => return,
                Phase::Resting { .. } => self.start_resync(now, out),
            }
        }
        debug_assert!(false, "{STEPS_MAX} steps and no command: {:?}", self.phase);
        self.quiet_until = now.mono + RETRY;
    }

    /// Sends a command, or refuses it if the modem doesn't answer it. The command that identifies the card is always sent.
    fn send_or_refuse(&mut self, next: NextCommand<()>, settings: &Settings, now: Now, out: &mut Outputs) {
        let text = next.command.text();
        let is_vital = self.modem.card.number_command.as_deref() == Some(text);
        if !is_vital && next.misses_max.is_some() && self.modem.silent.contains(text, now.mono) {
            self.handle_reply(&refusal(), settings, now, out);
        } else {
            self.send(next, now, out);
        }
    }

    fn send(&mut self, next: NextCommand<()>, now: Now, out: &mut Outputs) {
        self.session.use_profile(&self.modem.profile);
        let NextCommand { task: (), command, quick, misses_max } = next;
        let command = match quick {
            Some(quick) => command.within(self.modem.deadlines.start(quick, now.mono)),
            None => command,
        };
        // A modem that is slow to answer `AT` is slow with every command.
        let timeout = command.timeout.max(self.modem.latency * SLOWER);
        let command = command.within(timeout);
        self.in_flight = Some(InFlight { command: command.text().to_owned(), since: now.mono, quick, misses_max });
        out.write(self.session.start(command, now.mono));
    }
}
