//! Announces when a line receives nothing for unusually long, and when that is over.

use std::time::Duration;

use crate::flow::Warning;
use crate::flow::silence::{WINDOW, unusual};
use crate::model::Now;
use crate::store::StoreError;

use super::alarms::announce_alarm;
use super::transaction::Transaction;

/// The word for its alarm, which is a contract.
pub const NO_INBOUND: &str = "no-inbound";
const REMEDY: &str = "send it a text from another phone; then look at its credit, its signal and its device";
/// How often the lines are looked at.
const CHECK_EVERY: Duration = Duration::from_secs(3600);

/// When to look at the lines next.
#[derive(Debug)]
pub struct SilenceWatch {
    next: Duration,
}

impl SilenceWatch {
    /// Nothing is unusual at the start.
    pub fn new(now: Now) -> Self {
        Self { next: now.mono + CHECK_EVERY }
    }

    /// Begins a round if one is due. `false`: none is.
    pub fn begin_round(&mut self, now: Now) -> bool {
        let begins = self.next <= now.mono;
        if begins {
            self.next = now.mono + CHECK_EVERY;
        }
        begins
    }
}

/// Looks at all lines that are in devices. A silence that was told is over when a message has arrived.
pub fn judge(t: &mut Transaction) -> Result<(), StoreError> {
    let watched = t.now.mono.saturating_sub(t.run.since);
    for served in t.tx.lines().served()? {
        let arrivals = t.tx.lines().arrivals(served.key, t.now.wall.before(WINDOW))?;
        let last = arrivals.last().copied();
        let (name, _) = t.settings.directory.line(&served.line);
        let (text, since) = match served.silent_since {
            Some(since) if last > Some(since) => (format!("`{name}` receives again"), None),
            Some(_) => continue,
            None => match unusual(&arrivals, t.now.wall, watched) {
                Some(silence) => (silence.sentence(&name), last),
                None => continue,
            },
        };
        let alarm = Warning { code: NO_INBOUND.into(), text, remedy: REMEDY.into() };
        announce_alarm(t, &served.line, served.device.as_str(), alarm, since.is_some())?;
        t.tx.lines().set_silent_since(served.key, since)?;
    }
    Ok(())
}
