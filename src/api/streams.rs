//! Limits open streams of events, in all and of each caller.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use super::keys::Who;

/// Most open streams, in all and of one caller.
const STREAMS_MAX: usize = 64;
const SHARE_MAX: usize = 16;

/// The number of open streams of each caller.
#[derive(Default)]
pub struct Streams(Mutex<BTreeMap<Who, usize>>);

/// An open stream. Dropping it frees its place.
pub struct Open(Arc<Streams>, Who);

impl Streams {
    /// Opens a stream. `None`: too many are open.
    pub fn open(self: &Arc<Self>, who: Who) -> Option<Open> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.get(&who).copied().unwrap_or(0);
        if own >= SHARE_MAX || open.values().sum::<usize>() >= STREAMS_MAX {
            return None;
        }
        open.insert(who, own + 1);
        Some(Open(Arc::clone(self), who))
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut own) = open.entry(self.1) {
            *own.get_mut() -= 1;
            if *own.get() == 0 {
                own.remove();
            }
        }
    }
}
