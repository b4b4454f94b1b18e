//! Whether a modem has a message store at all. A modem without one sends messages directly, and they can't be read
//! again.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::Final;
use crate::at::session::End;

/// A modem that refuses all stores for so long has none; a modem that still boots may refuse them for a while.
const REFUSED_FOR: Duration = Duration::from_secs(15);
/// How long to wait before the stores are selected again although the modem refused them. That takes a quarter of a
/// minute, and is done only if the modem counts stores.
const CHECK_AGAIN: Duration = Duration::from_secs(3600);

/// The conclusion is kept over restarts of the modem, as long as its port is open.
#[derive(Debug, Default)]
pub(super) struct StorePresence {
    /// Since when each selection was refused in the way of a modem without a store.
    refused_since: Option<Duration>,
    /// When the absence of stores was concluded.
    since: Option<Duration>,
    /// The modem selects no store, but stores messages (mt 1) all the same.
    stores_unasked: bool,
}

impl StorePresence {
    /// Notes that a selection of stores was refused. A modem that is busy, or whose card is, refuses with another
    /// cause.
    pub fn note_refusal(&mut self, reply: &Reply, now: Duration) {
        let for_good = match &reply.end {
            End::Final(Final::Error | Final::NotSupported) => true,
            End::Final(Final::Message(cause)) => cause.is(302) || cause.is(303),
            End::Final(Final::Equipment(cause)) => cause.is(3) || cause.is(4),
            End::Final(_) | End::Incomplete | End::TimedOut => false,
        };
        self.refused_since = for_good.then_some(self.refused_since.unwrap_or(now));
        self.conclude(now);
    }

    /// Notes that a selected store has no places for messages. It may have some once the modem has booted.
    pub fn note_no_places(&mut self, now: Duration) {
        self.refused_since = self.refused_since.or(Some(now));
        self.conclude(now);
    }

    fn conclude(&mut self, now: Duration) {
        if self.since.is_none() && self.refused_since.is_some_and(|since| now >= since + REFUSED_FOR) {
            self.since = Some(now);
        }
    }

    /// Discards the conclusion: a selection was accepted, or may be now.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Whether the modem has no store.
    pub fn is_absent(&self) -> bool {
        self.since.is_some()
    }

    /// The `mt` of `+CNMI` to use (27.005 3.4.1): 1, messages are stored and announced; 2, they are sent directly.
    pub fn routing(&self) -> u8 {
        if self.is_absent() && !self.stores_unasked { 2 } else { 1 }
    }

    /// Notes which `mt` the modem accepted.
    pub fn note_routing(&mut self, mt: u8) {
        self.stores_unasked = mt == 1;
    }

    /// Whether the conclusion is old enough to be checked again.
    pub fn may_check_again(&self, now: Duration) -> bool {
        self.since.is_some_and(|since| now >= since + CHECK_AGAIN)
    }
}
