//! Counts the calls of remotes that were refused.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::model::Name;

/// How many calls of each device's remote were refused, by reason, since the start.
#[derive(Default)]
pub struct Refused(Mutex<BTreeMap<(Name, &'static str), u64>>);

impl Refused {
    /// Counts one.
    pub fn count(&self, device: &Name, reason: &'static str) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry((device.clone(), reason)).or_default() += 1;
    }

    /// All counts.
    pub fn all(&self) -> BTreeMap<(Name, &'static str), u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
