//! What the stores count, `AT+CPMS?`: the backstop of every missed announcement. A message that nobody announced costs
//! seconds, and a modem that restarted in silence is found by its forgotten settings.
//!
//! A count that is not what is known of a store is looked into. A listing that finds what the count tells of has
//! helped, and the next such difference is looked into at once, though it may have the same numbers by chance. One that
//! stays, as where a message can't be read, is looked into less and less.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{StoreUse, stores_in_use};
use crate::at::{Reply, Selection};
use crate::model::{Now, StoreName};

use super::ask::{Ask, Reason, Verdict};
use super::known::Known;
use super::patience::Quick;
use super::slots::Slots;

/// `AT+CPMS?` at least this often while nothing else goes on.
pub(super) const COUNT_EVERY: Duration = Duration::from_millis(2500);
/// From the first look to the second, and the longest wait that comes of doubling it.
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(60);
/// After so many looks at the longest interval the modem is made ready anew.
const FRUITLESS_MAX: u32 = 3;
/// As often a card is taken for another one since it has other places.
const CHANGES_MAX: u8 = 5;

#[derive(Debug)]
pub(super) struct Counts {
    due: Duration,
    /// Counts that were not right when they were looked into.
    mismatches: BTreeMap<StoreName, Mismatch>,
    /// What the modem has in the second place.
    second: Option<StoreName>,
    /// Places for messages on the card.
    places: Option<u16>,
}

#[derive(Debug)]
struct Mismatch {
    used: u16,
    known: usize,
    /// The last look is enough for so long.
    wait: Duration,
    until: Duration,
}

/// What an answer tells beside the counts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub verdict: Verdict,
    /// The modem does not count: its card may have been pulled.
    pub is_in_doubt: bool,
    /// A store that was full of what stays there has room.
    pub has_room: bool,
}

impl Counts {
    pub fn new(now: Duration) -> Self {
        Self { due: now + COUNT_EVERY, mismatches: BTreeMap::new(), second: None, places: None }
    }

    pub fn due(&self) -> Duration {
        self.due
    }

    pub fn by(&mut self, when: Duration) {
        self.due = self.due.min(when);
    }

    pub fn next(&mut self, now: Duration) -> Option<Ask<()>> {
        if now < self.due {
            return None;
        }
        self.due = now + COUNT_EVERY;
        Some(Ask::new((), Command::stores_in_use()).quick(Quick::Count))
    }

    /// Does the modem still use the stores that it was told to, and does it hold what it is thought to hold?
    pub fn replied(&mut self, reply: &Reply, slots: &mut Slots, known: &mut Known, now: Now) -> Counted {
        let counted = |verdict| Counted { verdict, is_in_doubt: false, has_room: false };
        if known.stores.storeless.is_concluded() {
            let in_use: Vec<StoreUse> = reply.find(stores_in_use).unwrap_or_default().into_iter().flatten().collect();
            let usable = in_use.iter().any(|store| store.total > 0);
            if usable && known.stores.storeless.may_look_again(now.mono) {
                known.stores.storeless.forget();
                return counted(Verdict::Restart(Reason::HasStores));
            }
            return counted(Verdict::Stay);
        }
        let Some(in_use) = reply.find(stores_in_use) else {
            return Counted { is_in_doubt: true, ..counted(Verdict::Stay) };
        };
        if self.note_stores_in_use(&in_use, slots, known) {
            return counted(Verdict::Restart(Reason::OtherStore));
        }
        let (mut differs, mut has_room) = (false, false);
        for store in in_use.into_iter().flatten() {
            if self.note_places(store, known) {
                return counted(Verdict::Restart(Reason::OtherPlaces));
            }
            slots.counted(store);
            has_room |= store.used < store.total && known.stores.clogged.remove(&store.store).is_some();
            differs |= self.differs(store, slots, known, now.mono);
        }
        if !differs {
            known.stores.fruitless = 0;
        } else if known.stores.fruitless > FRUITLESS_MAX {
            known.stores.fruitless = 0;
            return Counted { has_room, ..counted(Verdict::Restart(Reason::Unreadable)) };
        }
        Counted { has_room, ..counted(Verdict::Stay) }
    }

    /// Whether the modem uses other stores than it was told. It matters little which the second one is, and some modems
    /// don't let it be chosen; but the one that was there is counted no longer, and the modem has restarted.
    fn note_stores_in_use(&mut self, in_use: &[Option<StoreUse>], slots: &mut Slots, known: &mut Known) -> bool {
        let store_at = |index: usize| in_use.get(index).copied().flatten().map(|in_use| in_use.store);
        let has_three = slots.plan().selected().map_or(0, Selection::count) == 3 && in_use.len() == 3;
        let third = store_at(2).filter(|_| has_three);
        let receives_elsewhere = third.is_some_and(|third| receives_elsewhere(third, slots, known));
        let reads_elsewhere = store_at(0).is_some_and(|first| slots.selected().is_some_and(|wanted| wanted != first));
        let second = store_at(1);
        let second_moved =
            second.is_some_and(|second| self.second.replace(second).is_some_and(|before| before != second));
        receives_elsewhere || reads_elsewhere || second_moved
    }

    /// A card has as many places as it has: where there are others now it is another card, and its slots are not what was
    /// read. A modem that says now this and now that is not heeded for ever.
    fn note_places(&mut self, counted: StoreUse, known: &mut Known) -> bool {
        if counted.store != StoreName::SM || counted.total == 0 {
            return false;
        }
        let changed = self.places.replace(counted.total).is_some_and(|before| before != counted.total);
        let changes = &mut known.stores.changed_places;
        *changes = changes.saturating_add(u8::from(changed));
        changed && *changes <= CHANGES_MAX
    }

    /// Whether a store holds other than what is known of it; if so it is listed, at longer and longer intervals while that
    /// does not help.
    fn differs(&mut self, counted: StoreUse, slots: &mut Slots, known: &mut Known, now: Duration) -> bool {
        let StoreUse { store, used, .. } = counted;
        let holds_reports = [StoreName::SR, StoreName::BM].contains(&store);
        if holds_reports || slots.is_being_read(store) {
            return false;
        }
        if used > 0 {
            slots.holds_messages(store);
        }
        let held = slots.known_in(store);
        if usize::from(used) == held {
            self.mismatches.remove(&store);
            return false;
        }
        if self.wants_look(store, used, held, known, now) {
            slots.look_into(store);
        }
        true
    }

    fn wants_look(&mut self, store: StoreName, used: u16, held: usize, known: &mut Known, now: Duration) -> bool {
        let last = self.mismatches.get(&store).filter(|last| (last.used, last.known) == (used, held));
        if last.is_some_and(|last| now < last.until) {
            return false;
        }
        let wait = last.map_or(FIRST, |last| (last.wait * 2).min(LONGEST));
        known.stores.fruitless += u32::from(last.is_some_and(|last| last.wait == LONGEST));
        self.mismatches.insert(store, Mismatch { used, known: held, wait, until: now + wait });
        true
    }

    /// Something left a store. Where looking into it was worth it: once all is read and deleted, is the count right?
    pub fn deleted(&mut self, store: StoreName, now: Duration) {
        if self.mismatches.contains_key(&store) {
            self.by(now);
        }
    }

    /// All is read anyway: what differs still after that is worth one look.
    pub fn look_again(&mut self) {
        self.mismatches.values_mut().for_each(|mismatch| mismatch.until = Duration::ZERO);
    }
}

/// Whether what comes is kept in another store than the modem was told. One that does so again when it was told once more
/// is taken as it is: some have but one store for that, and say `OK` all the same (python-gsmmodem issue 119).
fn receives_elsewhere(third: StoreName, slots: &mut Slots, known: &mut Known) -> bool {
    if slots.plan().receiver() == Some(third) {
        return false;
    }
    let is_new = known.stores.receives_in.replace(third) != Some(third);
    if !is_new {
        slots.receives_in(third);
    }
    is_new
}
