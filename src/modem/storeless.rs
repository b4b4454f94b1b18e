//! Whether a modem has a message store at all. One without hands over what comes, and nothing of it can be read again.

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::Final;
use crate::at::session::End;

/// A modem that refuses all stores for so long has none; one that still boots may refuse them for a while.
const REFUSES_FOR: Duration = Duration::from_secs(15);
/// One that counts stores all the same is asked for them again, which takes a quarter of a minute, after this long.
const LOOK_AGAIN: Duration = Duration::from_secs(3600);

/// Kept over restarts of the modem, as long as its port is open.
#[derive(Debug, Default)]
pub(super) struct Storeless {
    /// Since when each selection was refused as by a modem that has no store.
    refused_since: Option<Duration>,
    /// That there is none was concluded then.
    since: Option<Duration>,
}

impl Storeless {
    /// A selection of stores was refused. A modem that is busy, or whose card is, says so in another way.
    pub fn refused(&mut self, reply: &Reply, now: Duration) {
        let for_good = match &reply.end {
            End::Final(Final::Error | Final::NotSupported) => true,
            End::Final(Final::Message(cause)) => cause.is(302) || cause.is(303),
            End::Final(Final::Equipment(cause)) => cause.is(3) || cause.is(4),
            End::Final(_) | End::Incomplete | End::TimedOut => false,
        };
        self.refused_since = for_good.then_some(self.refused_since.unwrap_or(now));
        self.conclude(now);
    }

    /// A selection was taken, of a store that has no place for messages. It may have some when the modem has booted.
    pub fn note_no_places(&mut self, now: Duration) {
        self.refused_since = self.refused_since.or(Some(now));
        self.conclude(now);
    }

    fn conclude(&mut self, now: Duration) {
        if self.since.is_none() && self.refused_since.is_some_and(|since| now >= since + REFUSES_FOR) {
            self.since = Some(now);
        }
    }

    /// A selection was taken, or may be now.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn is_concluded(&self) -> bool {
        self.since.is_some()
    }

    /// The `mt` of `+CNMI` that goes with it (27.005 3.4.1): messages are stored and announced, or handed over.
    pub fn routing(&self) -> u8 {
        if self.is_concluded() { 2 } else { 1 }
    }

    /// It may have been wrong.
    pub fn may_look_again(&self, now: Duration) -> bool {
        self.since.is_some_and(|since| now >= since + LOOK_AGAIN)
    }
}
