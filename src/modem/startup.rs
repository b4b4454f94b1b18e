//! Making a modem ready, step by step: each step is one command, and what it asks, how its answer is read and what follows
//! stand together in `steps`. A modem is refused only where it can't serve without.

use std::time::Duration;

use crate::at::Reply;
use crate::at::command::{Command, PLAIN};
use crate::model::Now;

use super::ask::Ask;
use super::heard::Heard;
use super::known::{Known, Settings};
use super::out::Out;
use super::patience::Quick;
use super::store_plan::StorePlan;

pub(super) const RETRY: Duration = Duration::from_millis(500);
pub(super) const PIN_BLOCKED_RETRY: Duration = Duration::from_secs(60);
/// Commands of a start, with all their repeats.
const COMMANDS_MAX: u32 = 60;
/// What a modem is asked in here it answers at once or not at all.
const PLAIN_HERE: Duration = Duration::from_secs(3);

/// One step.
pub(super) struct Step {
    /// The command; or what follows without one, where there is nothing to ask of this modem, or the list of this step is
    /// at its end.
    pub ask: fn(&mut Work) -> Result<Command, Next>,
    /// What follows from the answer.
    pub read: fn(&mut Work, &Reply) -> Next,
    pub quick: Option<Quick>,
    /// After how many misses in a row the modem is served without it, where it can be.
    pub misses_max: Option<u8>,
    /// What the want of an answer means, where it is more than that.
    pub silence: Option<fn() -> Next>,
}

pub(super) enum Next {
    Go(&'static Step),
    /// The same step with what comes next in its list.
    Other,
    /// From this step on again after a while, as long as the modem's boot time lasts; else the reason stands.
    Again {
        from: &'static Step,
        why: &'static str,
    },
    /// Begin anew after this long: a person may have to do something first.
    Blocked {
        after: Duration,
        why: String,
    },
    Serve,
}

/// Where a startup goes after a step.
pub(super) enum Way {
    On,
    Wait(Duration),
    Blocked {
        after: Duration,
        why: String,
    },
    /// Its boot time is over, and it does not do this.
    GiveUp(&'static str),
    Serve,
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

/// How far a modem has come, and what it said on the way.
pub(super) struct Startup {
    step: &'static Step,
    /// How far the list of the step has been gone through.
    pub index: usize,
    /// Repeats of this step.
    pub repeats: u8,
    /// When the modem began to be made ready: its boot time counts from here.
    pub since: Duration,
    pub pin: PinState,
    pub attempts_left: Option<u8>,
    /// Tries to learn who the card is.
    pub tries_to_name: u8,
    /// Nothing is asked before.
    pub rest: Duration,
    /// It leaves it to us to acknowledge what it hands over.
    pub acknowledges: bool,
    pub plan: StorePlan,
    /// Values of `+CNMI` to try, and whether it took one.
    pub indications: Vec<Vec<u8>>,
    pub announces: bool,
}

/// What a step works on.
pub(super) struct Work<'a> {
    pub startup: &'a mut Startup,
    pub known: &'a mut Known,
    pub settings: &'a Settings,
    pub heard: &'a mut Heard,
    pub out: &'a mut Out,
    pub now: Now,
}

impl Startup {
    pub fn new(first: &'static Step, now: Duration) -> Self {
        Self {
            step: first,
            index: 0,
            repeats: 0,
            since: now,
            pin: PinState::Unasked,
            attempts_left: None,
            tries_to_name: 0,
            rest: Duration::ZERO,
            acknowledges: false,
            plan: StorePlan::default(),
            indications: Vec::new(),
            announces: false,
        }
    }

    /// The gateway is asked whether the PIN may be tried: nothing is done before it has answered.
    pub fn awaits_verdict(&self) -> bool {
        self.pin == PinState::AwaitsVerdict
    }

    /// The gateway has answered. Returns whether it was asked.
    pub fn pin_may_be_tried(&mut self) -> bool {
        let awaited = self.awaits_verdict();
        if awaited {
            self.pin = PinState::May;
        }
        awaited
    }

    /// What the want of an answer means to this step, where it is more than that.
    pub fn silent(&mut self, known: &Known, now: Duration) -> Option<Way> {
        self.step.silence.map(|silence| self.follow(silence(), boot_time(known), now))
    }

    fn follow(&mut self, next: Next, boot: Duration, now: Duration) -> Way {
        match next {
            Next::Go(step) => {
                (self.step, self.index, self.repeats) = (step, 0, 0);
                let rest = std::mem::take(&mut self.rest);
                if rest.is_zero() { Way::On } else { Way::Wait(rest) }
            }
            Next::Other => {
                (self.index, self.repeats) = (self.index + 1, 0);
                Way::On
            }
            Next::Again { from, why } => {
                (self.step, self.index) = (from, 0);
                self.repeats = self.repeats.saturating_add(1);
                if now.saturating_sub(self.since) > boot { Way::GiveUp(why) } else { Way::Wait(RETRY) }
            }
            Next::Blocked { after, why } => Way::Blocked { after, why },
            Next::Serve => Way::Serve,
        }
    }
}

impl Work<'_> {
    /// The next command, or where to go without one. A step that asks nothing leads to one further on, so this ends.
    pub fn next(mut self) -> Result<Ask<()>, Way> {
        loop {
            let step = self.startup.step;
            match (step.ask)(&mut self) {
                Ok(command) => {
                    let command = if command.timeout == PLAIN { command.within(PLAIN_HERE) } else { command };
                    return Ok(Ask { task: (), command, quick: step.quick, misses_max: step.misses_max });
                }
                Err(next) => match self.follow(next) {
                    // The gateway was asked about the PIN.
                    Way::On if self.startup.awaits_verdict() => return Err(Way::On),
                    Way::On => {}
                    way @ (Way::Wait(_) | Way::Blocked { .. } | Way::GiveUp(_) | Way::Serve) => return Err(way),
                },
            }
        }
    }

    pub fn replied(mut self, reply: &Reply) -> Way {
        let next = (self.startup.step.read)(&mut self, reply);
        self.follow(next)
    }

    fn follow(&mut self, next: Next) -> Way {
        self.startup.follow(next, boot_time(self.known), self.now.mono)
    }
}

/// How long the modem may need until message commands work. One that is slow may need as long for the commands alone.
fn boot_time(known: &Known) -> Duration {
    known.profile.boot + known.latency * COMMANDS_MAX
}
