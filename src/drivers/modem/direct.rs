//! Messages that a modem hands over without storing them (`+CMT`, `+CDS`): class 0, with most.
//!
//! With `+CSMS=1` the network waits until the host says `+CNMA`, and sends the message again
//! otherwise. `+CNMA` does not say which message it means: one that comes too late acknowledges
//! the next one, which may never have been heard of. So it is said in time or not at all.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use crate::at::Reply;
use crate::at::urc::Direct;
use crate::flow::Raw;
use crate::model::Now;

use super::line::{Line, Stage};
use super::raw::{is_whole, raw, unmeasured};

/// A modem waits 12 s at least before it tells the network that nobody took the message
/// (TS 24.011 10, TR2M).
const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(8);
/// No network hands over more while none is acknowledged; modems that acknowledge by themselves
/// may.
const EARLY_MAX: usize = 16;

#[derive(Debug, Default)]
pub(super) struct HandedOver {
    /// The modem leaves it to the host to acknowledge.
    acknowledges: bool,
    /// What came before the modem was ready, with the time until which it may be acknowledged.
    early: Vec<(Direct, Duration)>,
    /// By the ticket of each message: until when it may be acknowledged.
    owed: BTreeMap<u64, Duration>,
    /// The same for those that are on disk.
    due: VecDeque<Duration>,
    /// One was on disk too late.
    missed: bool,
    spoilt: Option<Vec<u8>>,
}

impl HandedOver {
    /// The modem may have restarted: then it waits for nothing.
    pub fn forget(&mut self) {
        self.owed.clear();
        self.due.clear();
        self.void_early();
    }

    /// The answer to `+CSMS=1`. What came before may have been acknowledged by the modem itself.
    pub fn agreed(&mut self, acknowledges: bool) {
        self.acknowledges = acknowledges;
        self.void_early();
    }

    fn void_early(&mut self) {
        self.early.iter_mut().for_each(|(_, until)| *until = Duration::ZERO);
    }

    pub fn acknowledged(&mut self, ticket: u64) {
        self.due.extend(self.owed.remove(&ticket));
    }

    /// Whether `+CNMA` is to be said.
    pub fn is_due(&mut self, now: Duration) -> bool {
        let before = self.due.len();
        self.due.retain(|&until| until > now);
        self.missed |= self.due.len() < before;
        !self.due.is_empty()
    }

    /// Asked once: whether the modem has waited in vain.
    pub fn has_missed(&mut self) -> bool {
        std::mem::take(&mut self.missed)
    }

    pub fn acknowledges(&self) -> bool {
        self.acknowledges
    }

    pub fn has_due(&self) -> bool {
        !self.due.is_empty()
    }
}

fn handed_over(direct: &Direct) -> Raw {
    if direct.length == 0 { unmeasured(&direct.line) } else { raw(&direct.line) }
}

impl Line {
    /// A message that was not stored: it is committed like any other, and acknowledged to the
    /// network only then.
    pub(super) fn direct(&mut self, direct: Direct, now: Now) {
        let until = now.mono + ACKNOWLEDGE_WITHIN;
        if self.stage == Stage::Ready {
            if !self.handed_over.acknowledges || self.is_believed(&direct) {
                self.take(handed_over(&direct), until, true, now);
            }
        } else if self.handed_over.early.len() < EARLY_MAX {
            // Whose card this is, and whether the network waits for an answer, is known only later.
            self.handed_over.early.push((direct, until));
        }
    }

    pub(super) fn take_early(&mut self, now: Now) {
        for (direct, until) in std::mem::take(&mut self.handed_over.early) {
            let raw = handed_over(&direct);
            if self.handed_over.acknowledges && !is_whole(&raw, direct.length) {
                // Nobody sends again what the modem acknowledged by itself. If it did not, the message
                // comes again, whole: it must be waited for, and nothing of this one be taken for it.
                self.take(Raw::Line(direct.line), Duration::ZERO, false, now);
            } else {
                self.take(raw, until, false, now);
            }
        }
    }

    /// A slot's message comes in answer to something else: a final result code too many, or too few, has shifted the
    /// answers. By the number of the slot it may have been deleted already, and was never taken for what it is: it is
    /// kept now. If it still lies there it is read again, and found to be the same.
    pub(super) fn out_of_step(&mut self, direct: &Direct, now: Now) {
        if self.stage != Stage::Ready {
            return;
        }
        let raw = raw(&direct.line);
        if is_whole(&raw, direct.length) {
            let ticket = self.ticket();
            self.arrived(ticket, None, false, raw, now);
        }
        self.begin_again("answers what was not asked: being made ready again", now);
    }

    /// What came before the modem was ready is not `announced` for this card: a modem that has hung hands over what came
    /// for the card that was in it before.
    fn take(&mut self, raw: Raw, until: Duration, announced: bool, now: Now) {
        let ticket = self.ticket();
        if self.handed_over.acknowledges {
            self.handed_over.owed.insert(ticket, until);
        }
        self.arrived(ticket, None, announced, raw, now);
    }

    /// One that was spoilt on the line is not acknowledged: the network sends it again, and what
    /// comes the same twice is what was sent. Without a length it may be a slot's, which is listed and then read:
    /// twice the same, and none that the network waits for.
    fn is_believed(&mut self, direct: &Direct) -> bool {
        if direct.length == 0 {
            return false;
        }
        let whole = is_whole(&raw(&direct.line), direct.length);
        let believed = whole || self.handed_over.spoilt.as_ref() == Some(&direct.line);
        self.handed_over.spoilt = (!believed).then(|| direct.line.clone());
        believed
    }

    pub(super) fn network_acknowledged(&mut self, reply: &Reply) {
        self.handed_over.due.pop_front();
        // A network that no longer waits (`+CMS ERROR: 340`) will send it again: merged then.
        if !reply.is_ok() {
            self.watch.look_at_indication();
            self.watch.look_at_card();
        }
    }
}
