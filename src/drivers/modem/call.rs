//! Calls that come in. None is answered, and none refused: after a refused one, a Huawei E3372h-153 gets no
//! message any more until one is sent. It rings until the network gives up, and then it was missed.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use crate::at::Caller;
use crate::flow::{Event, MissedCall};
use crate::model::{Now, SimId, Timestamp};

use super::line::{Line, Output, Stage};

/// Networks ring every 4 to 6 s, and modems say `RING` each time, some more often. Not every modem says that a
/// call is over: when nothing was heard of it for longer than any of them rests, it is.
const RING_GAP: Duration = Duration::from_secs(8);
/// No network lets it ring for so long: a modem that goes on saying so has more than one call to tell of.
const RINGS_FOR: Duration = Duration::from_secs(300);
/// Numbers that end in the same digits are one, in whatever form they come: `+12025550143`, `2025550143`.
const SAME_DIGITS: usize = 7;

/// No line is called more often: what tells of more calls than so many in a minute is noise, and of that no more is
/// kept.
const CALLS_MAX: usize = 30;
const CALLS_WITHIN: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub(super) struct Calls {
    ringing: Option<Ringing>,
    /// When the last ones ended.
    ended: VecDeque<Duration>,
}

struct Ringing {
    /// The card, where it was known at the first ring.
    sim: Option<SimId>,
    since: Now,
    heard_at: Duration,
    rings: u32,
    /// Rings since somebody was last named.
    unnamed: u32,
    caller: Option<String>,
}

/// Without the number.
impl fmt::Debug for Ringing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ringing({} rings, heard at {:?})", self.rings, self.heard_at)
    }
}

impl Calls {
    /// When the call that rings is over, should nothing more be heard of it.
    pub fn over_at(&self) -> Option<Duration> {
        let call = self.ringing.as_ref()?;
        Some((call.heard_at + RING_GAP).min(call.since.mono + RINGS_FOR))
    }

    /// There were as many of late as there can be.
    pub fn are_noise(&self) -> bool {
        self.ended.len() >= CALLS_MAX
    }

    /// One has ended. Whether it is to be told of.
    fn note_end(&mut self, now: Duration) -> bool {
        while self.ended.front().is_some_and(|at| now.saturating_sub(*at) >= CALLS_WITHIN) {
            self.ended.pop_front();
        }
        let is_told = !self.are_noise();
        if is_told {
            self.ended.push_back(now);
        }
        is_told
    }
}

impl Ringing {
    fn begun(sim: Option<SimId>, now: Now) -> Self {
        Self { sim, since: now, heard_at: now.mono, rings: 0, unnamed: 0, caller: None }
    }

    fn is_of_another(&self, caller: &Caller) -> bool {
        let (Some(known), Some(told)) = (&self.caller, &caller.number) else { return false };
        let end = |number: &str| number.bytes().rev().take(SAME_DIGITS).collect::<Vec<u8>>();
        end(known) != end(told)
    }
}

impl Line {
    /// `RING`: the first of a call, or one more.
    pub(super) fn rang(&mut self, now: Now) {
        let call = self.call(now);
        call.rings = call.rings.saturating_add(1);
        call.unnamed = call.unnamed.saturating_add(1);
    }

    /// `+CLIP`: comes after each ring, the first time perhaps late. What was told last counts; but a number that
    /// was told is not taken back by a later ring without one.
    pub(super) fn caller_told(&mut self, caller: Caller, now: Now) {
        let mut rings = 0;
        if let Some(call) = self.calls.ringing.as_mut().filter(|call| call.is_of_another(&caller)) {
            // The end of the first call was not told, and the last ring is the next one's.
            rings = call.unnamed.min(call.rings.saturating_sub(1));
            call.rings -= rings;
            self.call_over(now);
        }
        let call = self.call(now);
        call.rings += rings;
        call.unnamed = 0;
        call.caller = caller.number.or(call.caller.take());
    }

    fn call(&mut self, now: Now) -> &mut Ringing {
        let sim = &self.identity.sim;
        let call = self.calls.ringing.get_or_insert_with(|| Ringing::begun(sim.clone(), now));
        call.heard_at = now.mono;
        call
    }

    pub(super) fn expire_call(&mut self, now: Now) {
        if self.calls.over_at().is_some_and(|at| at <= now.mono) {
            self.call_over(now);
        }
    }

    /// The call that rings, if there is one, was missed.
    pub(super) fn call_over(&mut self, now: Now) {
        let Some(Ringing { sim, since, rings, caller, .. }) = self.calls.ringing.take() else { return };
        if !self.calls.note_end(now.mono) {
            return;
        }
        let sim = sim.unwrap_or_else(|| self.sim());
        let (device, at): (_, Timestamp) = (self.settings.name.clone(), since.wall);
        // The first ring may have been lost on the line.
        let rings = rings.max(1);
        self.out.push(Output::Event(Event::Missed(MissedCall { device, sim, caller, rings, at })));
        if self.stage == Stage::Ready {
            // Some modems take no message after a call (reported of a Huawei): find out now.
            self.watch.look_at_all(now.mono);
        }
    }
}
