//! Calls that come in. None is answered, and none refused: after a refused one, a Huawei E3372h-153 gets no
//! message any more until one is sent. It rings until the network gives up, and then it was missed.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use crate::at::Caller;
use crate::flow::MissedCall;
use crate::model::{LineId, Name, Now};

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

/// What the modem says of a call.
pub(super) enum News {
    Ring,
    Caller(Caller),
    Over,
}

/// A call that was missed.
pub(super) struct Over(Ringing);

impl Over {
    /// `line`: that of the modem as it is known now.
    pub fn told(self, device: Name, line: LineId) -> MissedCall {
        let Ringing { sim: known, since, rings, caller, .. } = self.0;
        // The first ring may have been lost on the line.
        MissedCall { device, line: known.unwrap_or(line), caller, rings: rings.max(1), at: since.wall }
    }
}

struct Ringing {
    /// The card, where it was known at the first ring.
    sim: Option<LineId>,
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

    /// Returns the call that is over by that.
    pub fn hear(&mut self, news: News, sim: Option<&LineId>, now: Now) -> Option<Over> {
        match news {
            News::Ring => {
                self.rang(sim, now);
                None
            }
            News::Caller(caller) => self.caller_told(caller, sim, now),
            News::Over => self.over(now.mono),
        }
    }

    /// `RING`: the first of a call, or one more.
    fn rang(&mut self, sim: Option<&LineId>, now: Now) {
        let call = self.call(sim, now);
        call.rings = call.rings.saturating_add(1);
        call.unnamed = call.unnamed.saturating_add(1);
    }

    /// `+CLIP`: comes after each ring, the first time perhaps late. What was told last counts; but a number that was told
    /// is not taken back by a later ring without one. Returns the call before it, whose end was not told.
    fn caller_told(&mut self, caller: Caller, sim: Option<&LineId>, now: Now) -> Option<Over> {
        let (mut rings, mut over) = (0, None);
        if let Some(call) = self.ringing.as_mut().filter(|call| call.is_of_another(&caller)) {
            // The last ring is the next one's.
            rings = call.unnamed.min(call.rings.saturating_sub(1));
            call.rings -= rings;
            over = self.over(now.mono);
        }
        let call = self.call(sim, now);
        call.rings += rings;
        call.unnamed = 0;
        call.caller = caller.number.or(call.caller.take());
        over
    }

    fn call(&mut self, sim: Option<&LineId>, now: Now) -> &mut Ringing {
        let call = self.ringing.get_or_insert_with(|| Ringing::begun(sim.cloned(), now));
        call.heard_at = now.mono;
        call
    }

    pub fn expire(&mut self, now: Duration) -> Option<Over> {
        self.over_at().filter(|at| *at <= now).and_then(|_| self.over(now))
    }

    /// The call that rings, if there is one, was missed.
    fn over(&mut self, now: Duration) -> Option<Over> {
        let call = self.ringing.take()?;
        self.note_end(now).then_some(Over(call))
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
    fn begun(sim: Option<LineId>, now: Now) -> Self {
        Self { sim, since: now, heard_at: now.mono, rings: 0, unnamed: 0, caller: None }
    }

    fn is_of_another(&self, caller: &Caller) -> bool {
        let (Some(known), Some(told)) = (&self.caller, &caller.number) else { return false };
        let end = |number: &str| number.bytes().rev().take(SAME_DIGITS).collect::<Vec<u8>>();
        end(known) != end(told)
    }
}
