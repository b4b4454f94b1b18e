//! The modem's message stores: what lies where, what was read, what may be deleted.
//!
//! A slot is deleted only by the ticket under which its bytes were read, and every restart voids
//! all tickets: then it is read again, and the gateway, which has the bytes on disk, says again
//! that they may go. So nothing is ever deleted but what was committed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use crate::at::Reply;
use crate::at::command::Command;
use crate::at::reply::{Final, MessageStatus, StoreUse, selected_use};
use crate::at::session::{End, Item};
use crate::flow::Event;
use crate::model::{Now, Slot, StoreName};

use super::absence::Absence;
use super::count::Excuses;
use super::doing::Doing;
use super::line::Line;
use super::plan::Plan;
use super::raw::{is_whole, raw};

/// Readings that the gateway has not yet acknowledged; the modem keeps the rest for us.
const OFFERED_MAX: usize = 64;
/// Slots tried one by one where a store can't be listed.
const INDEX_MAX: u16 = 511;
/// Within this time of an answer the store selected is still the one that answers, and a slot may
/// be deleted without selecting it again. No modem resets and takes a message in so short a time.
const CONTINUITY: Duration = Duration::from_millis(20);
/// How long a listing that broke off is not tried again.
const DISTRUST: Duration = Duration::from_secs(600);
/// Every store is listed this often, whatever its count says: where somebody's draft went and a
/// message came, unannounced because the store was full, the count is the same.
const SWEEP_EVERY: Duration = Duration::from_secs(90);
/// A store that could not be selected is tried again after this long.
const SELECT_AGAIN: Duration = Duration::from_secs(10);
/// Refusals in a row by which a store of status reports is left alone until the modem is made ready anew.
const REPORTS_REFUSED_MAX: u8 = 3;
/// Some modems announce a message before it can be read: where the slot is empty, its store is counted after so long.
const NOT_YET_READABLE: Duration = Duration::from_millis(500);

/// What is known of an occupied slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// Read and handed to the gateway.
    Offered { ticket: u64, line: Vec<u8> },
    /// On disk: to be deleted from `due` on.
    Deletable { line: Vec<u8>, due: Duration },
    /// Somebody's draft: left alone.
    Draft,
    /// Could not be read, or not deleted: read again at `due`.
    Again { due: Duration },
}

#[derive(Debug, Default)]
pub(super) struct Storage {
    /// Combinations of stores for `+CPMS`, the best first.
    pub selections: Vec<Vec<StoreName>>,
    pub(super) selection: usize,
    /// Stores that can be read and may hold messages.
    pub(super) readable: Vec<StoreName>,
    /// The modem has named none: those that can't be selected are left alone.
    are_guessed: bool,
    /// Status reports may lie in a store of their own, which could not be used so often in a row.
    keeps_reports: bool,
    reports_refused: u8,
    /// The store that answers now, and when it last did.
    pub(super) selected: Option<(StoreName, Duration)>,
    pub(super) held: BTreeMap<Slot, Held>,
    tickets: BTreeMap<u64, Slot>,
    to_read: VecDeque<Slot>,
    /// Slots that the modem told of since it was made ready, and that were not read since.
    told: BTreeSet<Slot>,
    /// In order: the store that receives comes last, and stays selected.
    pub(super) to_list: Vec<StoreName>,
    pub(super) totals: BTreeMap<StoreName, StoreUse>,
    /// How often a slot could not be deleted, over restarts.
    pub(super) failures: BTreeMap<Slot, u32>,
    /// A spoilt PDU as it was read before, to see whether it stays the same.
    spoilt: BTreeMap<Slot, (u8, Vec<u8>)>,
    /// Differences between count and contents that were looked into.
    pub(super) excuses: Excuses,
    /// A listing broke off: slots are read one by one until then.
    listing_distrusted_until: Duration,
    /// Everything is read again then, whatever the counts say.
    sweep_due: Option<Duration>,
    /// What the reading or listing under way has found.
    found: BTreeSet<Slot>,
    pub absence: Absence,
    /// Stores that the modem has named, over restarts.
    named: BTreeSet<StoreName>,
    /// Those that are full of what is not to be deleted, or can't be, over restarts: with how many.
    pub(super) clogged: BTreeMap<StoreName, u16>,
}

impl Storage {
    /// Plans from the groups of `+CPMS=?`.
    pub fn plan(&mut self, groups: &[Vec<StoreName>]) {
        let Plan { selections, readable, keeps_reports } = Plan::of(groups);
        (self.selections, self.readable, self.keeps_reports) = (selections, readable, keeps_reports);
        self.reports_refused = 0;
        self.are_guessed = groups.is_empty();
        if self.are_guessed && !self.readable.contains(&StoreName::ME) {
            self.readable.insert(0, StoreName::ME);
        }
        // One that was named once may have been left out by a line that was spoilt, and hold messages.
        let unnamed: Vec<_> = self.named.iter().copied().filter(|store| !self.readable.contains(store)).collect();
        self.readable.splice(0..0, unnamed);
        if !groups.is_empty() {
            self.named.extend(&self.readable);
        }
    }

    /// The modem took this combination.
    pub fn opened(&mut self, selection: usize) {
        self.selection = selection;
        self.selected = None;
        self.absence.forget();
    }

    /// Another modem may be behind the port.
    pub fn forget_modem(&mut self) {
        self.absence.forget();
        self.named.clear();
        self.clogged.clear();
    }

    /// There is none that could be used.
    pub fn plan_none(&mut self) {
        self.selections.clear();
        self.readable.clear();
        self.keeps_reports = false;
    }

    /// Everything that depends on the modem not having restarted.
    pub fn forget(&mut self) {
        self.held.clear();
        self.tickets.clear();
        self.to_read.clear();
        self.told.clear();
        self.to_list.clear();
        self.spoilt.clear();
        self.excuses.forget();
        self.totals.clear();
        self.selected = None;
        self.sweep_due = None;
    }

    /// One that is under way goes on first: a modem that says `+SMS FULL` each time would keep it from ever ending.
    pub fn sweep(&mut self) {
        self.excuses.look_again();
        let all = self.keeps_reports.then_some(StoreName::SR).into_iter().chain(self.readable.iter().copied());
        let new: Vec<_> = all.filter(|store| !self.to_list.contains(store)).collect();
        self.to_list.extend(new);
    }

    fn reports_refused(&mut self) {
        self.reports_refused += 1;
        self.keeps_reports &= self.reports_refused < REPORTS_REFUSED_MAX;
    }

    /// A modem that has hung tells late, when another card may be in it that was not read yet: then it is not `ready`.
    pub fn told_of(&mut self, slot: Slot, ready: bool) {
        if ready {
            self.told.insert(slot);
        }
        self.told_of_store(slot.store);
        self.announced(slot);
    }

    /// Asked once: what is read there again may be something else.
    pub fn was_told_of(&mut self, slot: Slot) -> bool {
        self.told.remove(&slot)
    }

    fn announced(&mut self, slot: Slot) {
        // Whatever was known of the slot, something new lies there now, or the announcement is a
        // repeated one: reading tells.
        if !self.to_read.contains(&slot) {
            self.to_read.push_back(slot);
        }
    }

    pub fn has_to_read(&self) -> bool {
        !self.to_read.is_empty()
    }

    /// The gateway has it on disk. A ticket from before a restart acknowledges nothing.
    pub fn acknowledged(&mut self, ticket: u64, now: Duration) {
        let Some(slot) = self.tickets.remove(&ticket) else { return };
        let failures = self.failures.get(&slot).copied().unwrap_or(0);
        let wait = if failures == 0 { Duration::ZERO } else { Duration::from_secs(2_u64.pow(failures.min(6))) };
        if let Some(Held::Offered { ticket: offered, line }) = self.held.get_mut(&slot)
            && *offered == ticket
        {
            let line = std::mem::take(line);
            self.held.insert(slot, Held::Deletable { line, due: now + wait });
        }
    }

    pub fn delete_failed(&mut self, slot: Slot) {
        *self.failures.entry(slot).or_default() += 1;
    }

    pub fn distrust_listing(&mut self, now: Duration) {
        self.listing_distrusted_until = now + DISTRUST;
    }

    pub fn next_due(&self) -> Option<Duration> {
        // With too many offered nothing is read until some of them are on disk, which wakes the line.
        if self.offered() < OFFERED_MAX && (!self.to_read.is_empty() || !self.to_list.is_empty()) {
            return Some(Duration::ZERO);
        }
        let due = |held: &Held| match held {
            Held::Deletable { due, .. } | Held::Again { due } => Some(*due),
            Held::Offered { .. } | Held::Draft => None,
        };
        self.held.values().filter_map(due).chain(self.sweep_due).min()
    }

    pub(super) fn known_in(&self, store: StoreName) -> usize {
        self.held.keys().filter(|slot| slot.store == store).count()
    }

    pub(super) fn is_being_read(&self, store: StoreName) -> bool {
        self.to_list.contains(&store) || self.to_read.iter().any(|slot| slot.store == store)
    }

    fn offered(&self) -> usize {
        self.tickets.len()
    }

    fn next_deletable(&self, now: Duration) -> Option<Slot> {
        let is_due = |held: &Held| matches!(held, Held::Deletable { due, .. } if *due <= now);
        self.held.iter().find(|(_, held)| is_due(held)).map(|(&slot, _)| slot)
    }
}

impl Line {
    /// The most urgent thing to do on a ready modem.
    pub(super) fn next_work(&mut self, now: Now) -> Option<(Doing, Command)> {
        let storage = &mut self.storage;
        let sweep_due = *storage.sweep_due.get_or_insert(now.mono + SWEEP_EVERY);
        if sweep_due <= now.mono {
            storage.sweep_due = Some(now.mono + SWEEP_EVERY);
            storage.sweep();
        }
        let is_due = self.handed_over.is_due(now.mono);
        if self.handed_over.has_missed() {
            self.watch.look_at_indication();
        }
        if is_due {
            return Some((Doing::Acknowledge, Command::acknowledge().within(Duration::from_secs(3))));
        }
        // Neither receiving nor sending keeps the other waiting for more than one turn.
        if !self.sending.had_turn
            && let Some(work) = self.next_send(now)
        {
            return Some(work);
        }
        self.sending.had_turn = false;
        let storage = &mut self.storage;
        let again: Vec<Slot> = storage
            .held
            .iter()
            .filter(|(_, held)| matches!(held, Held::Again { due } if *due <= now.mono))
            .map(|(&slot, _)| slot)
            .collect();
        for slot in again {
            storage.held.remove(&slot);
            storage.announced(slot);
        }
        // Reading goes before deleting, so that the next message is on its way to the disk while
        // the last one is taken off the card; but what may go must not pile up.
        let deletable = storage.next_deletable(now.mono);
        if storage.offered() < OFFERED_MAX
            && let Some(&slot) = storage.to_read.front()
            && (deletable.is_none() || storage.offered() == 0)
        {
            return Some(self.on(slot.store, Doing::Read(slot), now));
        }
        if let Some(slot) = deletable {
            return Some(self.on(slot.store, Doing::Delete(slot), now));
        }
        if self.storage.offered() < OFFERED_MAX
            && let Some(&store) = self.storage.to_list.first()
        {
            return Some(self.on(store, Doing::List(store), now));
        }
        self.next_send(now).or_else(|| self.watch.next(now.mono))
    }

    /// A command for one store, or the selection of that store if it may not be the one that
    /// answers.
    fn on(&mut self, store: StoreName, doing: Doing, now: Now) -> (Doing, Command) {
        let fresh = self.storage.selected.is_some_and(|(selected, at)| {
            let continuous = now.mono.saturating_sub(at) < CONTINUITY;
            selected == store && (continuous || !matches!(doing, Doing::Delete(_)))
        });
        if !fresh {
            let stores = match self.storage.selections.get(self.storage.selection).map(Vec::as_slice) {
                Some([_, second, third]) => vec![store, *second, *third],
                Some([_, second]) => vec![store, *second],
                Some(_) | None => vec![store],
            };
            return (Doing::Select(store), Command::select_stores(&stores));
        }
        match doing {
            Doing::Read(slot) => {
                self.storage.to_read.pop_front();
                self.storage.found.clear();
                (doing, Command::read(slot.index))
            }
            Doing::Delete(slot) => (doing, Command::delete(slot.index)),
            Doing::List(_) if now.mono < self.storage.listing_distrusted_until || !self.profile.lists => {
                self.storage.to_list.retain(|&other| other != store);
                self.read_one_by_one(store);
                (Doing::Count, Command::stores_in_use())
            }
            Doing::List(_) => {
                self.storage.to_list.retain(|&other| other != store);
                self.storage.found.clear();
                (doing, Command::list())
            }
            Doing::Resync
            | Doing::Align
            | Doing::Start(_)
            | Doing::Select(_)
            | Doing::Count
            | Doing::Check(_)
            | Doing::Acknowledge
            | Doing::KeepLink
            | Doing::PduMode
            | Doing::FindSmsc
            | Doing::SetSmsc
            | Doing::Send(_)
            | Doing::Sent
            | Doing::Reset => unreachable!("{doing:?} is not for a store"),
        }
    }

    fn read_one_by_one(&mut self, store: StoreName) {
        let total = self.storage.totals.get(&store).map_or(INDEX_MAX, |in_use| in_use.total.min(INDEX_MAX));
        for index in 0..=total {
            let slot = Slot { store, index };
            if !self.storage.held.contains_key(&slot) {
                self.storage.announced(slot);
            }
        }
    }

    /// The modem has spoken of this store: nothing restarted since it was selected.
    fn still_selected(&mut self, store: StoreName, now: Now) {
        self.storage.selected = Some((store, now.mono));
    }

    pub(super) fn selected(&mut self, store: StoreName, reply: &Reply, now: Now) {
        if reply.is_ok() {
            self.still_selected(store, now);
            if let Some((used, total)) = reply.find(selected_use) {
                self.storage.totals.insert(store, StoreUse { store, used, total });
            }
            return;
        }
        // What lies there waits; the other stores are not held up by it.
        self.storage.selected = None;
        self.storage.to_read.retain(|slot| slot.store != store);
        self.storage.to_list.retain(|&other| other != store);
        self.storage.held.retain(|slot, _| slot.store != store);
        self.storage.tickets.retain(|_, slot| slot.store != store);
        if store == StoreName::SR {
            return self.storage.reports_refused();
        }
        if self.storage.are_guessed && self.storage.readable.len() > 1 {
            return self.storage.readable.retain(|&other| other != store);
        }
        self.storage.sweep_due = Some(now.mono + SELECT_AGAIN);
    }

    /// One message of a reading or a listing.
    pub(super) fn item(&mut self, item: &Item, now: Now) {
        let slot = match (&self.doing, item.header.index) {
            (Some(Doing::Read(slot)), _) => *slot,
            (Some(Doing::List(store)), Some(index)) => Slot { store: *store, index },
            _ => return,
        };
        self.storage.found.insert(slot);
        self.storage.to_read.retain(|&unread| unread != slot);
        if item.header.status == MessageStatus::Draft {
            self.storage.held.insert(slot, Held::Draft);
            return;
        }
        match self.storage.held.get(&slot) {
            Some(Held::Offered { line, .. } | Held::Deletable { line, .. }) if *line == item.line => return,
            _ => {}
        }
        let raw = raw(&item.line);
        if !is_whole(&raw, item.header.length) && !self.stays_spoilt(slot, &item.line) {
            self.storage.held.insert(slot, Held::Again { due: now.mono });
            return;
        }
        self.storage.spoilt.remove(&slot);
        let ticket = self.ticket();
        self.storage.tickets.insert(ticket, slot);
        self.storage.held.insert(slot, Held::Offered { ticket, line: item.line.clone() });
        let announced = self.storage.was_told_of(slot);
        self.arrived(ticket, Some(slot), announced, raw, now);
    }

    /// A PDU that was spoilt on the line reads otherwise the next time; one that does not is kept
    /// as it is.
    fn stays_spoilt(&mut self, slot: Slot, line: &[u8]) -> bool {
        let (readings, before) = self.storage.spoilt.entry(slot).or_default();
        let same = *readings > 0 && before == line;
        *readings = readings.saturating_add(1);
        before.clear();
        before.extend_from_slice(line);
        same
    }

    pub(super) fn read(&mut self, slot: Slot, reply: &Reply, now: Now) {
        self.still_selected(slot.store, now);
        self.doubt_found(reply);
        if !self.storage.found.is_empty() {
            return;
        }
        // `OK` without a message, or a cause that says so: the slot is empty.
        let empty = reply.is_ok() || matches!(&reply.end, End::Final(Final::Message(cause)) if cause.is(321));
        if empty {
            if self.storage.told.contains(&slot) {
                self.watch.count_by(now.mono + NOT_YET_READABLE);
            }
            self.storage.failures.remove(&slot);
            if self.storage.held.remove(&slot).is_some() {
                self.freed(slot);
            }
            return;
        }
        let failures = self.storage.failures.entry(slot).or_default();
        *failures += 1;
        // Not a message that can be read: the count tells whether one is still there.
        if *failures <= 5 {
            let due = now.mono + Duration::from_millis(200) * 2_u32.pow((*failures).min(8));
            self.storage.held.insert(slot, Held::Again { due });
        } else {
            self.storage.failures.remove(&slot);
        }
    }

    /// Where a header or a PDU of a reply was lost, another may have been taken for it, and what lies in
    /// a slot is not what was read: nothing of the reply may be deleted, and all of it is read again.
    fn doubt_found(&mut self, reply: &Reply) {
        if reply.end != End::Incomplete {
            return;
        }
        let storage = &mut self.storage;
        for slot in std::mem::take(&mut storage.found) {
            if storage.held.get(&slot) != Some(&Held::Draft) {
                storage.held.remove(&slot);
                storage.tickets.retain(|_, ticketed| *ticketed != slot);
            }
        }
    }

    pub(super) fn deleted(&mut self, slot: Slot, reply: &Reply, now: Now) {
        self.still_selected(slot.store, now);
        if reply.is_ok() {
            self.storage.failures.remove(&slot);
            self.storage.held.remove(&slot);
            self.freed(slot);
            if let Some(in_use) = self.storage.totals.get_mut(&slot.store) {
                in_use.used = in_use.used.saturating_sub(1);
            }
            if self.storage.excuses.has(slot.store) {
                // It was worth looking: once all is read and deleted, is the count right?
                self.watch.count_by(now.mono);
            }
            return;
        }
        // Perhaps it is gone already: reading tells. Each time later, for it may never go.
        self.storage.delete_failed(slot);
        let failures = self.storage.failures.get(&slot).copied().unwrap_or(1);
        let due = now.mono + Duration::from_millis(500) * 2_u32.pow(failures.min(8));
        self.storage.held.insert(slot, Held::Again { due });
        self.look_for_clog(slot.store, now);
    }

    fn freed(&mut self, slot: Slot) {
        let place = self.place(slot);
        self.out.push(super::line::Output::Event(Event::Freed(place)));
    }

    pub(super) fn listed(&mut self, store: StoreName, reply: &Reply, now: Now) {
        self.still_selected(store, now);
        self.doubt_found(reply);
        if store == StoreName::SR && !reply.is_ok() {
            return self.storage.reports_refused();
        }
        if store == StoreName::SR {
            self.storage.reports_refused = 0;
        }
        let used = self.storage.totals.get(&store).map_or(0, |in_use| in_use.used);
        // EP06 refuses `+CMGL` in PDU mode (`+CMS ERROR: 303`); EC200A firmware A24 answers `OK`
        // and nothing for ME although messages lie there.
        if !reply.is_ok() || (self.storage.found.is_empty() && used > 0) {
            self.read_one_by_one(store);
            return;
        }
        let (held, found) = (&self.storage.held, &self.storage.found);
        let gone: Vec<Slot> =
            held.keys().filter(|slot| slot.store == store && !found.contains(slot)).copied().collect();
        for slot in gone {
            self.storage.held.remove(&slot);
            self.freed(slot);
        }
        self.look_for_clog(store, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sweep_that_is_asked_for_again_and_again_comes_to_every_store() {
        let mut storage = Storage { keeps_reports: true, ..Storage::default() };
        storage.readable = vec![StoreName::SM, StoreName::ME];
        storage.sweep();
        assert_eq!(storage.to_list, [StoreName::SR, StoreName::SM, StoreName::ME]);
        let swept: Vec<StoreName> = (0..6)
            .map(|_| {
                let store = storage.to_list.remove(0);
                storage.sweep();
                store
            })
            .collect();
        assert_eq!(swept[..3], swept[3..]);
        assert_eq!(swept[2], StoreName::ME);
    }
}
