//! Incoming calls. Simgate neither answers nor refuses a call: after a refused call a Huawei E3372h-153 receives no
//! message until it sends one. A call rings until the network ends it, and is then a missed call.

use std::collections::VecDeque;
use std::fmt;
use std::time::Duration;

use crate::at::Caller;
use crate::flow::MissedCall;
use crate::model::{LineId, Name, Now};

/// How long after its last sign a call is over. Networks ring every 4 to 6 s, and modems send `RING` each time or more
/// often. Not every modem reports the end of a call.
const RING_GAP: Duration = Duration::from_secs(8);
/// The longest time that a call rings. A modem that reports rings for longer has more than one call.
const RINGS_FOR: Duration = Duration::from_secs(300);
/// Two numbers are equal if their last digits are, whatever their form is: `+12025550143`, `2025550143`.
const SAME_DIGITS: usize = 7;

/// The most calls in this time. A modem that reports more has a fault, so further calls are ignored.
const CALLS_MAX: usize = 30;
const CALLS_WITHIN: Duration = Duration::from_secs(60);

/// The call that rings, and the recent calls.
#[derive(Debug, Default)]
pub(super) struct Calls {
    ringing: Option<Ringing>,
    /// When the recent calls ended.
    ended: VecDeque<Duration>,
}

/// What the modem reports about a call.
pub(super) enum CallEvent {
    /// It rings.
    Ring,
    /// The caller's number.
    Caller(Caller),
    /// It is over.
    Ended,
}

/// A call that is over.
pub(super) struct EndedCall(Ringing);

impl EndedCall {
    /// The missed call. `line` is the current line of the modem; the line at the first ring takes precedence.
    pub fn into_missed_call(self, device: Name, line: LineId) -> MissedCall {
        let Ringing { sim, since, rings, caller, .. } = self.0;
        // The rows of the rings may have been lost.
        MissedCall { device, line: sim.unwrap_or(line), caller, rings: rings.max(1), at: since.wall }
    }
}

struct Ringing {
    /// The card, if it was known at the first ring.
    sim: Option<LineId>,
    since: Now,
    last_sign_at: Duration,
    rings: u32,
    /// Rings since the last caller's number.
    unnamed: u32,
    caller: Option<String>,
}

/// The output doesn't contain the number.
impl fmt::Debug for Ringing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ringing({} rings, last sign at {:?})", self.rings, self.last_sign_at)
    }
}

impl Calls {
    /// When the call that rings is over, unless the modem reports more of it.
    pub fn ends_at(&self) -> Option<Duration> {
        let call = self.ringing.as_ref()?;
        Some((call.last_sign_at + RING_GAP).min(call.since.mono + RINGS_FOR))
    }

    /// Whether as many calls ended recently as are possible.
    pub fn is_flooded(&self) -> bool {
        self.ended.len() >= CALLS_MAX
    }

    /// Handles a report about a call. Returns the call that is over because of it.
    pub fn handle(&mut self, event: CallEvent, sim: Option<&LineId>, now: Now) -> Option<EndedCall> {
        match event {
            CallEvent::Ring => {
                self.note_ring(sim, now);
                None
            }
            CallEvent::Caller(caller) => self.note_caller(caller, sim, now),
            CallEvent::Ended => self.end(now.mono),
        }
    }

    /// `RING`: the first ring of a call, or a further one.
    fn note_ring(&mut self, sim: Option<&LineId>, now: Now) {
        let call = self.call(sim, now);
        call.rings = call.rings.saturating_add(1);
        call.unnamed = call.unnamed.saturating_add(1);
    }

    /// `+CLIP`: follows each ring, and may be late after the first. The last number counts, but a later ring without a
    /// number doesn't remove it. Returns the previous call if this number belongs to another one: its end was not
    /// reported.
    fn note_caller(&mut self, caller: Caller, sim: Option<&LineId>, now: Now) -> Option<EndedCall> {
        let (mut rings, mut ended) = (0, None);
        if let Some(call) = self.ringing.as_mut().filter(|call| call.is_of_another(&caller)) {
            // The last ring belongs to the next call.
            rings = call.unnamed.min(call.rings.saturating_sub(1));
            call.rings -= rings;
            ended = self.end(now.mono);
        }
        let call = self.call(sim, now);
        call.rings += rings;
        call.unnamed = 0;
        call.caller = caller.number.or(call.caller.take());
        ended
    }

    fn call(&mut self, sim: Option<&LineId>, now: Now) -> &mut Ringing {
        let call = self.ringing.get_or_insert_with(|| Ringing::new(sim.cloned(), now));
        call.last_sign_at = now.mono;
        call
    }

    /// Returns the call that rings if it is over by now.
    pub fn expire(&mut self, now: Duration) -> Option<EndedCall> {
        self.ends_at().filter(|at| *at <= now).and_then(|_| self.end(now))
    }

    /// Ends the call that rings, if there is one.
    fn end(&mut self, now: Duration) -> Option<EndedCall> {
        let call = self.ringing.take()?;
        self.note_end(now).then_some(EndedCall(call))
    }

    /// Notes the end of a call. Returns whether it is reported.
    fn note_end(&mut self, now: Duration) -> bool {
        while self.ended.front().is_some_and(|at| now.saturating_sub(*at) >= CALLS_WITHIN) {
            self.ended.pop_front();
        }
        let is_reported = !self.is_flooded();
        if is_reported {
            self.ended.push_back(now);
        }
        is_reported
    }
}

impl Ringing {
    fn new(sim: Option<LineId>, now: Now) -> Self {
        Self { sim, since: now, last_sign_at: now.mono, rings: 0, unnamed: 0, caller: None }
    }

    fn is_of_another(&self, caller: &Caller) -> bool {
        let (Some(number), Some(other)) = (&self.caller, &caller.number) else { return false };
        let end = |number: &str| number.bytes().rev().take(SAME_DIGITS).collect::<Vec<u8>>();
        end(number) != end(other)
    }
}
