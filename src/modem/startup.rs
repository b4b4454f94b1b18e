//! Starts a modem up, step by step. A step is one command; its command, the handling of its reply and the next step are
//! together in `steps`. The startup fails only if the modem can't be served without the step.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, PLAIN};
use crate::model::Now;

use super::backlog::Backlog;
use super::deadlines::Quick;
use super::modem_info::{ModemInfo, Settings};
use super::next_command::{GREAT_USE, NextCommand};
use super::outputs::Outputs;
use super::store_plan::StorePlan;

/// How long to wait before a step is repeated.
pub(super) const RETRY: Duration = Duration::from_millis(500);
/// How long to wait before the next startup if the PIN is the problem.
pub(super) const PIN_BLOCKED_RETRY: Duration = Duration::from_secs(60);
/// The most commands of a startup, with all repeats.
const COMMANDS_MAX: u32 = 60;
/// The timeout of plain commands during a startup: a modem answers them at once or never.
const PLAIN_HERE: Duration = Duration::from_secs(3);

/// One step of a startup.
pub(super) struct Step {
    /// The command; or what follows without one, if this modem needs none or the list of the step is at its end.
    pub command: fn(&mut Work) -> Result<Command, Next>,
    /// Handles the reply.
    pub on_reply: fn(&mut Work, &Reply) -> Next,
    /// The kind of the command, if it is a quick one.
    pub quick: Option<Quick>,
    /// After this many misses in a row, the modem is served without the step. `None`: it can't be.
    pub misses_max: Option<u8>,
    /// What follows if no reply arrives, if that is more than a missed deadline.
    pub on_miss: Option<fn() -> Next>,
}

/// What follows a step.
pub(super) enum Next {
    /// Another step.
    Step(&'static Step),
    /// The same step with the next entry of its list.
    Entry,
    /// This step again after a while, for as long as the modem may take to boot. After that time the startup fails for
    /// this reason.
    Retry { from: &'static Step, why: &'static str },
    /// The startup is blocked, and begins again after this time. A person may have to act first.
    Blocked { after: Duration, why: String },
    /// The startup is complete.
    Serve,
}

/// What a startup does after a step.
pub(super) enum StartupResult {
    /// The next step follows at once.
    Continue,
    /// The next step follows after this time.
    Wait(Duration),
    /// The startup is blocked, and begins again after this time.
    Blocked { after: Duration, why: String },
    /// The startup failed: the boot time is over.
    GiveUp(&'static str),
    /// The modem is ready to be served.
    Serve,
}

/// The progress with the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PinState {
    /// No PIN was required so far.
    NotRequired,
    /// The gateway was asked whether the PIN may be tried.
    AwaitsVerdict,
    /// The PIN may be tried.
    Allowed,
    /// The card accepted the PIN.
    Entered,
}

/// The progress of a startup, and its results.
pub(super) struct Startup {
    step: &'static Step,
    /// The current entry in the list of the step.
    pub index: usize,
    /// The number of repeats of the step.
    pub repeats: u8,
    /// When the startup began; the boot time counts from here.
    pub since: Duration,
    /// The progress with the PIN.
    pub pin: PinState,
    /// The attempts left for the PIN, if the modem reports them.
    pub attempts_left: Option<u8>,
    /// The number of tries to identify the card.
    pub identity_tries: u8,
    /// How long to wait before the next step.
    pub rest: Duration,
    /// Whether simgate acknowledges direct messages.
    pub acknowledges: bool,
    /// The stores to read and to receive in.
    pub plan: StorePlan,
    /// The values of `+CNMI` to try, and whether the modem accepted some.
    pub indications: Vec<Vec<u8>>,
    /// Whether the modem accepted a `+CNMI`.
    pub announces: bool,
}

/// The data that a step works on.
pub(super) struct Work<'a> {
    /// The startup.
    pub startup: &'a mut Startup,
    /// What is known of the modem.
    pub modem: &'a mut ModemInfo,
    /// The configuration of the modem.
    pub settings: &'a Settings,
    /// What arrives during the startup.
    pub backlog: &'a mut Backlog,
    /// The outputs of this turn.
    pub out: &'a mut Outputs,
    /// The time of this turn.
    pub now: Now,
}

impl Startup {
    /// A startup that begins with this step.
    pub fn new(first: &'static Step, now: Duration) -> Self {
        Self {
            step: first,
            index: 0,
            repeats: 0,
            since: now,
            pin: PinState::NotRequired,
            attempts_left: None,
            identity_tries: 0,
            rest: Duration::ZERO,
            acknowledges: false,
            plan: StorePlan::default(),
            indications: Vec::new(),
            announces: false,
        }
    }

    /// Whether the startup waits for the gateway's answer about the PIN.
    pub fn awaits_verdict(&self) -> bool {
        self.pin == PinState::AwaitsVerdict
    }

    /// Notes that the gateway allows the PIN. Returns whether it was asked.
    pub fn allow_pin(&mut self) -> bool {
        let awaited = self.awaits_verdict();
        if awaited {
            self.pin = PinState::Allowed;
        }
        awaited
    }

    /// Handles a missed deadline if the step does more than repeat.
    pub fn note_miss(&mut self, modem: &ModemInfo, now: Duration) -> Option<StartupResult> {
        self.step.on_miss.map(|on_miss| self.follow(on_miss(), boot_time(modem), now))
    }

    fn follow(&mut self, next: Next, boot: Duration, now: Duration) -> StartupResult {
        match next {
            Next::Step(step) => {
                (self.step, self.index, self.repeats) = (step, 0, 0);
                let rest = std::mem::take(&mut self.rest);
                if rest.is_zero() { StartupResult::Continue } else { StartupResult::Wait(rest) }
            }
            Next::Entry => {
                (self.index, self.repeats) = (self.index + 1, 0);
                StartupResult::Continue
            }
            Next::Retry { from, why } => {
                (self.step, self.index) = (from, 0);
                self.repeats = self.repeats.saturating_add(1);
                if now.saturating_sub(self.since) > boot {
                    StartupResult::GiveUp(why)
                } else {
                    StartupResult::Wait(RETRY)
                }
            }
            Next::Blocked { after, why } => StartupResult::Blocked { after, why },
            Next::Serve => StartupResult::Serve,
        }
    }
}

impl Work<'_> {
    /// The next command, or the result without one. A step without a command leads to a later step, so this loop ends.
    pub fn next(mut self) -> Result<NextCommand<()>, StartupResult> {
        loop {
            let step = self.startup.step;
            match (step.command)(&mut self) {
                Ok(command) => {
                    let command = if command.timeout == PLAIN { command.within(PLAIN_HERE) } else { command };
                    let next = NextCommand { task: (), command, quick: step.quick, misses_max: step.misses_max };
                    return Ok(self.limited(next));
                }
                Err(next) => match self.follow(next) {
                    // The gateway's answer is awaited.
                    StartupResult::Continue if self.startup.awaits_verdict() => return Err(StartupResult::Continue),
                    StartupResult::Continue => {}
                    way @ (StartupResult::Wait(_)
                    | StartupResult::Blocked { .. }
                    | StartupResult::GiveUp(_)
                    | StartupResult::Serve) => return Err(way),
                },
            }
        }
    }

    /// The command with the time that the modem gets for it. Three commands that it ignores must not delay messages for
    /// long. The commands that identify the card keep their time, because a card may be slow.
    fn limited(&self, next: NextCommand<()>) -> NextCommand<()> {
        let usual = match (next.quick, next.misses_max) {
            (_, None) | (Some(Quick::Card), Some(GREAT_USE)) => return next,
            (None | Some(Quick::Callers), Some(_)) => 1,
            (Some(_), Some(_)) => 2,
        };
        match self.modem.silent.patience(next.command.text(), self.now.mono) {
            Some(time) => NextCommand { command: next.command.within(time * usual), quick: None, ..next },
            None => next,
        }
    }

    /// Handles the reply to the step's command.
    pub fn replied(mut self, reply: &Reply) -> StartupResult {
        let next = (self.startup.step.on_reply)(&mut self, reply);
        self.follow(next)
    }

    fn follow(&mut self, next: Next) -> StartupResult {
        self.startup.follow(next, boot_time(self.modem), self.now.mono)
    }
}

/// How long the modem may need until message commands work. A slow modem may need as long for the commands alone.
fn boot_time(modem: &ModemInfo) -> Duration {
    modem.profile.boot + modem.latency * COMMANDS_MAX
}
