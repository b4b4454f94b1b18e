//! Polls the number of messages in the stores, `AT+CPMS?` (27.005 3.2.2). Polling finds messages whose announcement was
//! lost, and modems that restarted silently and lost their settings.
//!
//! If a count differs from the number of messages that are known in a store, the store is listed. If the listing finds
//! a message, the next difference is examined at once, even if it has the same numbers. A difference that remains, for
//! example because a message can't be read, is examined less and less often.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{StoreUse, stores_in_use};
use crate::at::{Reply, Selection};
use crate::model::{Now, StoreName};

use super::deadlines::Quick;
use super::modem_info::ModemInfo;
use super::next_command::NextCommand;
use super::restart::{Reason, Verdict};
use super::slots::Slots;

/// How often `AT+CPMS?` is sent while nothing else is due.
pub(super) const COUNT_EVERY: Duration = Duration::from_millis(2500);
/// The time from the first listing to the second. It doubles up to the longest one.
const FIRST: Duration = Duration::from_secs(2);
const LONGEST: Duration = Duration::from_secs(60);
/// After this many useless listings at the longest interval the modem is started up again.
const FRUITLESS_MAX: u32 = 3;
/// After this many refusals in a row the polls become rarer, up to the longest interval.
const REFUSED_MAX: u32 = 3;
/// This many times a different number of places means another card.
const PLACE_CHANGES_MAX: u8 = 5;

/// The counts of the stores.
#[derive(Debug)]
pub(super) struct Counts {
    due: Duration,
    /// Counts that were wrong when their store was listed.
    mismatches: BTreeMap<StoreName, Mismatch>,
    /// The store in the second place of `+CPMS`.
    second: Option<StoreName>,
    /// Refusals of the poll in a row.
    refused: u32,
    /// The number of places for messages on the card.
    places: Option<u16>,
}

#[derive(Debug)]
struct Mismatch {
    used: u16,
    held: usize,
    /// The interval to the next listing.
    wait: Duration,
    until: Duration,
}

/// What a reply leads to, besides the counts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CountResult {
    /// Whether the modem is started up again.
    pub verdict: Verdict,
    /// The modem refused to count: its card may have been removed.
    pub is_in_doubt: bool,
    /// An unusable store has room again.
    pub has_room: bool,
}

impl Counts {
    /// No counts yet; the first poll follows after the usual interval.
    pub fn new(now: Duration) -> Self {
        Self { due: now + COUNT_EVERY, mismatches: BTreeMap::new(), second: None, refused: 0, places: None }
    }

    /// When the next poll is due.
    pub fn due(&self) -> Duration {
        self.due
    }

    /// Makes the next poll due at this time at the latest.
    pub fn schedule_by(&mut self, when: Duration) {
        self.due = self.due.min(when);
    }

    /// The poll, if it is due.
    pub fn next(&mut self, now: Duration) -> Option<NextCommand<()>> {
        if now < self.due {
            return None;
        }
        self.due = now + COUNT_EVERY;
        Some(NextCommand::new((), Command::stores_in_use()).quick(Quick::Count))
    }

    /// Handles the reply: checks that the modem uses the selected stores and has the expected number of messages.
    pub fn replied(&mut self, reply: &Reply, slots: &mut Slots, modem: &mut ModemInfo, now: Now) -> CountResult {
        let counted = |verdict| CountResult { verdict, is_in_doubt: false, has_room: false };
        if modem.stores.presence.is_absent() {
            if reply.find(stores_in_use).is_none() {
                self.note_refusal(now.mono);
            }
            let in_use: Vec<StoreUse> = reply.find(stores_in_use).unwrap_or_default().into_iter().flatten().collect();
            let usable = in_use.iter().any(|store| store.total > 0);
            if usable && modem.stores.presence.may_check_again(now.mono) {
                modem.stores.presence.reset();
                return counted(Verdict::Restart(Reason::HasStores));
            }
            return counted(Verdict::Stay);
        }
        let Some(in_use) = reply.find(stores_in_use) else {
            self.note_refusal(now.mono);
            return CountResult { is_in_doubt: true, ..counted(Verdict::Stay) };
        };
        self.refused = 0;
        if self.note_stores_in_use(&in_use, slots, modem) {
            return counted(Verdict::Restart(Reason::OtherStore));
        }
        let (mut differs, mut has_room) = (false, false);
        for store in in_use.into_iter().flatten() {
            if self.note_places(store, modem) {
                return counted(Verdict::Restart(Reason::OtherPlaceCount));
            }
            slots.note_count(store);
            has_room |= store.used < store.total && modem.stores.unusable.remove(&store.store).is_some();
            differs |= self.differs(store, slots, modem, now.mono);
        }
        if !differs {
            modem.stores.fruitless_listings = 0;
        } else if modem.stores.fruitless_listings > FRUITLESS_MAX {
            modem.stores.fruitless_listings = 0;
            return CountResult { has_room, ..counted(Verdict::Restart(Reason::Unreadable)) };
        }
        CountResult { has_room, ..counted(Verdict::Stay) }
    }

    /// A modem that refuses again and again may not know the command, and each refusal leads to a check of its card.
    fn note_refusal(&mut self, now: Duration) {
        let doublings = self.refused.saturating_sub(REFUSED_MAX).min(5);
        self.refused = self.refused.saturating_add(1);
        self.due = self.due.max(now + (COUNT_EVERY * 2_u32.pow(doublings)).min(LONGEST));
    }

    /// Whether the modem uses other stores than the selected ones. Any second store is accepted, because some modems
    /// don't let it be chosen. But if the second store changes, the modem has restarted, and the former store is no
    /// longer counted.
    fn note_stores_in_use(&mut self, in_use: &[Option<StoreUse>], slots: &mut Slots, modem: &mut ModemInfo) -> bool {
        let store_at = |index: usize| in_use.get(index).copied().flatten().map(|in_use| in_use.store);
        let has_three = slots.plan().selected().map_or(0, Selection::count) == 3 && in_use.len() == 3;
        let third = store_at(2).filter(|_| has_three);
        let receives_elsewhere = third.is_some_and(|third| receives_elsewhere(third, slots, modem));
        let reads_elsewhere = store_at(0).is_some_and(|first| slots.selected().is_some_and(|wanted| wanted != first));
        let second = store_at(1);
        let second_moved =
            second.is_some_and(|second| self.second.replace(second).is_some_and(|before| before != second));
        receives_elsewhere || reads_elsewhere || second_moved
    }

    /// Whether the number of places on the card changed. It is then another card, and its slots must be read again. If
    /// a modem reports changing numbers, this sign is ignored after a few changes.
    fn note_places(&mut self, counted: StoreUse, modem: &mut ModemInfo) -> bool {
        if counted.store != StoreName::SM || counted.total == 0 {
            return false;
        }
        let changed = self.places.replace(counted.total).is_some_and(|before| before != counted.total);
        let changes = &mut modem.stores.place_changes;
        *changes = changes.saturating_add(u8::from(changed));
        changed && *changes <= PLACE_CHANGES_MAX
    }

    /// Whether a store has another number of messages than expected. If so, it is listed, at growing intervals while
    /// that doesn't help.
    fn differs(&mut self, counted: StoreUse, slots: &mut Slots, modem: &mut ModemInfo, now: Duration) -> bool {
        let StoreUse { store, used, .. } = counted;
        let holds_reports = [StoreName::SR, StoreName::BM].contains(&store);
        if holds_reports || slots.is_being_read(store) {
            return false;
        }
        if used > 0 {
            slots.add_readable(store);
        }
        let held = slots.count_read(store);
        if usize::from(used) == held {
            self.mismatches.remove(&store);
            return false;
        }
        if self.is_listing_due(store, used, held, modem, now) {
            slots.list_first(store);
        }
        true
    }

    fn is_listing_due(
        &mut self,
        store: StoreName,
        used: u16,
        held: usize,
        modem: &mut ModemInfo,
        now: Duration,
    ) -> bool {
        let last = self.mismatches.get(&store).filter(|last| (last.used, last.held) == (used, held));
        if last.is_some_and(|last| now < last.until) {
            return false;
        }
        let wait = last.map_or(FIRST, |last| (last.wait * 2).min(LONGEST));
        modem.stores.fruitless_listings += u32::from(last.is_some_and(|last| last.wait == LONGEST));
        self.mismatches.insert(store, Mismatch { used, held, wait, until: now + wait });
        true
    }

    /// Notes that a message was deleted. If the store had a mismatch, it is counted again at once.
    pub fn note_deletion(&mut self, store: StoreName, now: Duration) {
        if self.mismatches.contains_key(&store) {
            self.schedule_by(now);
        }
    }

    /// Notes that every store is listed anyway: a remaining mismatch is then examined once.
    pub fn recheck_all(&mut self) {
        self.mismatches.values_mut().for_each(|mismatch| mismatch.until = Duration::ZERO);
    }
}

/// Whether the modem stores new messages in another store than the selected one. If it does so again after the next
/// startup, that store is accepted: some modems have only one receiving store and answer `OK` all the same
/// (python-gsmmodem issue 119).
fn receives_elsewhere(third: StoreName, slots: &mut Slots, modem: &mut ModemInfo) -> bool {
    if slots.plan().receiver() == Some(third) {
        return false;
    }
    let is_new = modem.stores.receives_in.replace(third) != Some(third);
    if !is_new {
        slots.receives_in(third);
    }
    is_new
}
