//! An outbox that a person, or a restored database, holds: nothing begins to go out until a person releases it.

use std::time::Duration;

use super::Gateway;
use super::outbox::Plan;
use crate::model::Now;
use crate::store::StoreError;

/// What is held is looked at again after so long.
const LOOK_AGAIN: Duration = Duration::from_secs(1);
const WHY: &str = "the outbox is held; `simgate outbox release` lets it go";

impl Gateway {
    /// What was picked waits where the outbox is held, and says so.
    pub(super) fn follow_hold(&mut self, plan: &mut Plan, now: Now) -> Result<(), StoreError> {
        if plan.picks.is_empty() || self.store.held()?.is_none() {
            return Ok(());
        }
        let put_off = plan.picks.drain(..).map(|pick| (pick.key, now.mono + LOOK_AGAIN, WHY.to_owned()));
        plan.put_off.extend(put_off);
        Ok(())
    }

    /// Tells when it is held, and when it no longer is.
    pub(super) fn tell_of_hold(&mut self) -> Result<(), StoreError> {
        let held = self.store.held()?;
        if held != self.held {
            self.news.held(held.as_deref());
            self.held = held;
        }
        Ok(())
    }
}
