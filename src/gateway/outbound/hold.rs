//! The hold of the outbox, by a person or after a restored database: no message is submitted until a person releases
//! it.

use crate::gateway::alerts::Alert;
use crate::store::{Store, StoreError};

/// The reason of the hold for which an alert was raised.
#[derive(Debug, Default)]
pub struct Hold(Option<String>);

impl Hold {
    /// Raises an alert when the outbox is held or released.
    pub fn note_changes(&mut self, store: &Store, alerts: &mut Vec<Alert>) -> Result<(), StoreError> {
        let held = store.identity().hold_reason()?;
        if held != self.0 {
            alerts.push(match &held {
                Some(why) => Alert::Warning(format!("nothing is sent until `simgate outbox release`: {why}")),
                None => Alert::Recovery("the outbox was released: messages are sent again".to_owned()),
            });
            self.0 = held;
        }
        Ok(())
    }
}
