//! An outbox that a person, or a restored database, holds: nothing begins to go out until a person releases it.

use crate::gateway::alerts::Alert;
use crate::store::{Store, StoreError};

/// Why nothing is sent, as the log says already.
#[derive(Debug, Default)]
pub struct Hold(Option<String>);

impl Hold {
    /// Tells when it is held, and when it no longer is.
    pub fn tell(&mut self, store: &Store, alerts: &mut Vec<Alert>) -> Result<(), StoreError> {
        let held = store.held()?;
        if held != self.0 {
            alerts.push(match &held {
                Some(why) => Alert::Warning(format!("nothing is sent until `simgate outbox release`: {why}")),
                None => Alert::Note("the outbox was released: messages are sent again".to_owned()),
            });
            self.0 = held;
        }
        Ok(())
    }
}
