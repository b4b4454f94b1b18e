//! Where a store counts other than what is known of it: how often that is looked into.
//!
//! A listing that finds what the count tells of has helped, and the next such difference is looked into at once, though
//! it may have the same numbers by chance. One that stays, as where a message can't be read, is looked into less and
//! less.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::StoreName;

/// From the first look to the second, and the longest wait that comes of doubling it.
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(60);
/// After so many looks at the longest interval the modem is made ready anew.
const FRUITLESS_MAX: u32 = 3;

#[derive(Debug, Default)]
pub(super) struct Excuses {
    stores: BTreeMap<StoreName, Excuse>,
    /// Looks that changed nothing, over restarts.
    fruitless: u32,
}

#[derive(Debug)]
struct Excuse {
    used: u16,
    known: usize,
    /// The last look is enough for so long.
    wait: Duration,
    until: Duration,
}

impl Excuses {
    /// Whether a store that counts `used` messages, of which `known` are known, is to be looked into now.
    pub fn wants_look(&mut self, store: StoreName, used: u16, known: usize, now: Duration) -> bool {
        let last = self.stores.get(&store).filter(|last| (last.used, last.known) == (used, known));
        if last.is_some_and(|last| now < last.until) {
            return false;
        }
        let wait = last.map_or(FIRST, |last| (last.wait * 2).min(LONGEST));
        self.fruitless += u32::from(last.is_some_and(|last| last.wait == LONGEST));
        self.stores.insert(store, Excuse { used, known, wait, until: now + wait });
        true
    }

    /// The store counts what is known of it.
    pub fn resolved(&mut self, store: StoreName) {
        self.stores.remove(&store);
    }

    /// It was looked into, and the count has not been right since.
    pub fn has(&self, store: StoreName) -> bool {
        self.stores.contains_key(&store)
    }

    /// All is read anyway: what differs still after that is worth one look.
    pub fn look_again(&mut self) {
        self.stores.values_mut().for_each(|excuse| excuse.until = Duration::ZERO);
    }

    /// The modem may have restarted.
    pub fn forget(&mut self) {
        self.stores.clear();
    }

    pub fn all_right(&mut self) {
        self.fruitless = 0;
    }

    /// Looking does not help; asked once.
    pub fn is_hopeless(&mut self) -> bool {
        let hopeless = self.fruitless > FRUITLESS_MAX;
        if hopeless {
            self.fruitless = 0;
        }
        hopeless
    }
}
