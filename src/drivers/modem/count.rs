//! What the stores count, `AT+CPMS?`: the backstop of every missed announcement.
//!
//! A count that is not what is known of a store is looked into. A listing that finds what the count tells of has
//! helped, and the next such difference is looked into at once, though it may have the same numbers by chance. One that
//! stays, as where a message can't be read, is looked into less and less.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::{StoreUse, stores_in_use};
use crate::model::{Now, StoreName};

use super::line::Line;
use super::storage::Storage;

/// From the first look to the second, and the longest wait that comes of doubling it.
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(60);
/// After so many looks at the longest interval the modem is made ready anew.
const FRUITLESS_MAX: u32 = 3;
/// As often a card is taken for another one since it has other places.
const CHANGES_MAX: u8 = 5;

#[derive(Debug, Default)]
pub(super) struct Excuses {
    stores: BTreeMap<StoreName, Excuse>,
    /// Looks that changed nothing, over restarts.
    fruitless: u32,
    /// What the modem has in the second place.
    second: Option<StoreName>,
    /// Places for messages on the card, and how often there were others than before, over restarts.
    places: Option<u16>,
    changes: u8,
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
        (self.second, self.places) = (None, None);
    }

    /// Whether the second store is another than it was. It matters little which it is, and some modems don't let it be
    /// chosen; but the one that was there is counted no longer, and the modem has restarted.
    pub fn second_moved(&mut self, second: Option<StoreUse>) -> bool {
        let Some(StoreUse { store, .. }) = second else { return false };
        self.second.replace(store).is_some_and(|was| was != store)
    }

    /// Whether the card is said to have more places, or fewer, than before. A modem that says now this and now that is
    /// not heeded for ever.
    fn places_changed(&mut self, total: u16) -> bool {
        let changed = self.places.replace(total).is_some_and(|before| before != total);
        self.changes = self.changes.saturating_add(u8::from(changed));
        changed && self.changes <= CHANGES_MAX
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

impl Storage {
    /// One that was not known of, as where the list of them was spoilt, may hold more than what it is told of.
    pub(super) fn told_of_store(&mut self, store: StoreName) {
        let holds_messages = [StoreName::ME, StoreName::SM].contains(&store);
        if holds_messages && ![store, StoreName::MT].iter().any(|known| self.readable.contains(known)) {
            self.readable.insert(0, store);
            self.to_list.push(store);
        }
    }
}

impl Line {
    /// `+CPMS?`: does the modem still use the stores that it was told to, and does it hold what it
    /// is thought to hold?
    pub(super) fn counted(&mut self, reply: &Reply, now: Now) {
        if self.storage.absence.is_concluded() {
            let in_use: Vec<StoreUse> = reply.find(stores_in_use).unwrap_or_default().into_iter().flatten().collect();
            let usable = in_use.iter().any(|store| store.total > 0);
            if usable && self.storage.absence.may_look_again(now.mono) {
                self.storage.absence.forget();
                self.begin_again("has message stores after all: being made ready again", now);
            }
            return;
        }
        let Some(in_use) = reply.find(stores_in_use) else {
            // A modem whose card was pulled has no stores to count.
            self.watch.look_at_card();
            return;
        };
        let selection = self.storage.selections.get(self.storage.selection).map(Vec::as_slice).unwrap_or_default();
        let third = (selection.last(), in_use.last());
        let first = (self.storage.selected.map(|(store, _)| store), in_use.first());
        let moved = matches!(third, (Some(&wanted), Some(Some(is))) if selection.len() == 3 && in_use.len() == 3 && wanted != is.store)
            || matches!(first, (Some(wanted), Some(Some(is))) if wanted != is.store)
            || self.storage.excuses.second_moved(in_use.get(1).copied().flatten());
        if moved {
            self.begin_again("uses another message store than it was told: being made ready again", now);
            return;
        }
        let mut differs = false;
        for counted in in_use.into_iter().flatten() {
            if self.is_other_card(counted) {
                self.begin_again("has another card, to go by its places for messages: being made ready again", now);
                return;
            }
            self.storage.totals.insert(counted.store, counted);
            if self.storage.note_room(counted) {
                self.enter_ready();
            }
            differs |= self.differs(counted, now);
        }
        if let Some(store) = self.storage.receiver() {
            self.look_for_clog(store, now);
        }
        if !differs {
            self.storage.excuses.all_right();
        } else if self.storage.excuses.is_hopeless() {
            self.begin_again("counts messages that can't be read: being made ready again", now);
        }
    }

    /// A card has as many places as it has: where there are others now it is another card, and its slots are not what
    /// was read.
    fn is_other_card(&mut self, counted: StoreUse) -> bool {
        counted.store == StoreName::SM && counted.total > 0 && self.storage.excuses.places_changed(counted.total)
    }

    /// Whether a store holds other than what is known of it; if so it is listed, at longer and longer intervals while
    /// that does not help.
    fn differs(&mut self, counted: StoreUse, now: Now) -> bool {
        let StoreUse { store, used, .. } = counted;
        let reports = [StoreName::SR, StoreName::BM].contains(&store);
        if reports || self.storage.is_being_read(store) {
            return false;
        }
        if !self.storage.readable.contains(&store) && used > 0 {
            self.storage.readable.insert(0, store);
        }
        let known = self.storage.known_in(store);
        if usize::from(used) == known {
            self.storage.excuses.resolved(store);
            return false;
        }
        if self.storage.excuses.wants_look(store, used, known, now.mono) {
            self.storage.to_list.insert(0, store);
        }
        true
    }
}
