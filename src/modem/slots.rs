//! The modem's message stores: what lies where, what was read, what may be deleted.
//!
//! A slot is deleted only by the ticket under which its bytes were read, and every restart voids all tickets, since it
//! replaces this struct: then the slot is read again, and the gateway, which has the bytes on disk, says again that they
//! may go. So nothing is ever deleted but what was committed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{Final, MessageStatus, StoreUse, selected_use};
use crate::at::session::{End, Item};
use crate::at::{Reply, Selection};
use crate::flow::{Event, Origin};
use crate::model::{Now, Slot, StoreName};

use super::ask::Ask;
use super::content::{content, is_whole};
use super::known::Known;
use super::out::{Out, Reading};
use super::patience::Quick;
use super::report_store::ReportStore;
use super::store_plan::StorePlan;

/// Readings that the gateway has not yet acknowledged; the modem keeps the rest for us.
const OFFERED_MAX: usize = 64;
/// Slots tried one by one where a store can't be listed.
const INDEX_MAX: u16 = 511;
/// Within this time of an answer the store selected is still the one that answers, and a slot may be deleted without
/// selecting it again. No modem resets and takes a message in so short a time.
const CONTINUITY: Duration = Duration::from_millis(20);
/// How long a listing that broke off is not tried again.
const DISTRUST: Duration = Duration::from_secs(600);
/// Every store is listed this often, whatever its count says: where somebody's draft went and a message came, unannounced
/// because the store was full, the count is the same.
const SWEEP_EVERY: Duration = Duration::from_secs(90);
/// A store that could not be selected is tried again after this long.
const SELECT_AGAIN: Duration = Duration::from_secs(10);
/// Tries to read a slot in which something lies that is no message.
const UNREADABLE_MAX: u32 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    Select(StoreName),
    Read(Slot),
    Delete(Slot),
    List(StoreName),
}

/// What an answer leads to beside the slots.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Effect {
    None,
    /// A slot that the modem told of is empty: some announce a message before it can be read.
    NotYetReadable,
    /// Something left a store: is the count right now?
    Deleted(StoreName),
    /// Something in this store stays: it may be full of that.
    Stays(StoreName),
}

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

#[derive(Debug)]
pub(super) struct Slots {
    plan: StorePlan,
    reports: ReportStore,
    /// The store that answers now, and when it last did.
    selected: Option<(StoreName, Duration)>,
    pub(super) held: BTreeMap<Slot, Held>,
    tickets: BTreeMap<u64, Slot>,
    to_read: VecDeque<Slot>,
    /// Slots that the modem told of since it was made ready, and that were not read since.
    told: BTreeSet<Slot>,
    /// In order: the store that receives comes last, and stays selected.
    to_list: Vec<StoreName>,
    pub(super) totals: BTreeMap<StoreName, StoreUse>,
    /// A spoilt PDU as it was read before, to see whether it stays the same.
    spoilt: BTreeMap<Slot, (u8, Vec<u8>)>,
    /// Everything is read again then, whatever the counts say.
    sweep_due: Option<Duration>,
    /// What the reading or listing under way has found.
    found: BTreeSet<Slot>,
}

impl Slots {
    /// Of a modem that was just made ready: all its stores are to be read, and `announced` first.
    pub fn new(plan: StorePlan, announced: Vec<Slot>) -> Self {
        let mut slots = Self {
            plan,
            reports: ReportStore::default(),
            selected: None,
            held: BTreeMap::new(),
            tickets: BTreeMap::new(),
            to_read: VecDeque::new(),
            told: BTreeSet::new(),
            to_list: Vec::new(),
            totals: BTreeMap::new(),
            spoilt: BTreeMap::new(),
            sweep_due: None,
            found: BTreeSet::new(),
        };
        announced.into_iter().for_each(|slot| slots.announced(slot));
        slots.sweep();
        slots
    }

    pub fn plan(&self) -> &StorePlan {
        &self.plan
    }

    /// Whatever the modem was told, it keeps new messages there.
    pub fn receives_in(&mut self, store: StoreName) {
        self.plan.receives_in(store);
        self.holds_messages(store);
    }

    /// The store that answers now.
    pub fn selected(&self) -> Option<StoreName> {
        self.selected.map(|(store, _)| store)
    }

    /// One that is under way goes on first: a modem that says `+SMS FULL` each time would keep it from ever ending.
    pub fn sweep(&mut self) {
        let reports = (self.plan.keeps_reports && self.reports.is_read()).then_some(StoreName::SR);
        let all = reports.into_iter().chain(self.plan.readable.iter().copied());
        let new: Vec<_> = all.filter(|store| !self.to_list.contains(store)).collect();
        self.to_list.extend(new);
    }

    /// Whether it is time to read everything again.
    pub fn sweep_is_due(&mut self, now: Duration) -> bool {
        self.reports.time(now);
        let due = *self.sweep_due.get_or_insert(now + SWEEP_EVERY) <= now;
        if due {
            self.sweep_due = Some(now + SWEEP_EVERY);
        }
        due
    }

    /// `+CMTI`: whatever was known of the slot, something new lies there now, or the announcement is a repeated one.
    /// A store that was not known of, as where the list of them was spoilt, may hold more than what it is told of.
    pub fn told_of(&mut self, slot: Slot) {
        self.told.insert(slot);
        let holds_messages = [StoreName::ME, StoreName::SM].contains(&slot.store);
        let readable = &mut self.plan.readable;
        if holds_messages && ![slot.store, StoreName::MT].iter().any(|known| readable.contains(known)) {
            readable.insert(0, slot.store);
            self.to_list.push(slot.store);
        }
        self.announced(slot);
    }

    fn announced(&mut self, slot: Slot) {
        if !self.to_read.contains(&slot) {
            self.to_read.push_back(slot);
        }
    }

    pub fn has_to_read(&self) -> bool {
        !self.to_read.is_empty()
    }

    /// The gateway has it on disk. A ticket from before a restart acknowledges nothing.
    pub fn acknowledged(&mut self, ticket: u64, known: &Known, now: Duration) {
        let Some(slot) = self.tickets.remove(&ticket) else { return };
        let failures = known.stores.failures.get(&slot).copied().unwrap_or(0);
        let wait = if failures == 0 { Duration::ZERO } else { Duration::from_secs(2_u64.pow(failures.min(6))) };
        if let Some(Held::Offered { ticket: offered, line }) = self.held.get_mut(&slot)
            && *offered == ticket
        {
            let line = std::mem::take(line);
            self.held.insert(slot, Held::Deletable { line, due: now + wait });
        }
    }

    pub fn next_due(&self) -> Option<Duration> {
        // With too many offered nothing is read until some of them are on disk, which wakes the machine.
        if self.tickets.len() < OFFERED_MAX && (!self.to_read.is_empty() || !self.to_list.is_empty()) {
            return Some(Duration::ZERO);
        }
        let due = |held: &Held| match held {
            Held::Deletable { due, .. } | Held::Again { due } => Some(*due),
            Held::Offered { .. } | Held::Draft => None,
        };
        self.held.values().filter_map(due).chain(self.sweep_due).min()
    }

    /// Messages in a store that were read.
    pub fn known_in(&self, store: StoreName) -> usize {
        let is_read = |held: &Held| !matches!(held, Held::Again { .. });
        self.held.iter().filter(|(slot, held)| slot.store == store && is_read(held)).count()
    }

    pub fn is_being_read(&self, store: StoreName) -> bool {
        self.to_list.contains(&store) || self.to_read.iter().any(|slot| slot.store == store)
    }

    /// A store was counted.
    pub fn counted(&mut self, counted: StoreUse) {
        self.totals.insert(counted.store, counted);
    }

    /// One that holds messages, though it was not known of, is read with the others.
    pub fn holds_messages(&mut self, store: StoreName) {
        if !self.plan.readable.contains(&store) {
            self.plan.readable.insert(0, store);
        }
    }

    /// The store is looked into before all else.
    pub fn look_into(&mut self, store: StoreName) {
        self.to_list.insert(0, store);
    }

    /// The next command for a store.
    pub fn next(&mut self, known: &Known, now: Now) -> Option<Ask<Task>> {
        let again: Vec<Slot> = self
            .held
            .iter()
            .filter(|(_, held)| matches!(held, Held::Again { due } if *due <= now.mono))
            .map(|(&slot, _)| slot)
            .collect();
        for slot in again {
            self.held.remove(&slot);
            self.announced(slot);
        }
        // Reading goes before deleting, so that the next message is on its way to the disk while the last one is taken off
        // the card; but what may go must not pile up.
        let is_due = |held: &Held| matches!(held, Held::Deletable { due, .. } if *due <= now.mono);
        let deletable = self.held.iter().find(|(_, held)| is_due(held)).map(|(&slot, _)| slot);
        let has_room = self.tickets.len() < OFFERED_MAX;
        if has_room && (deletable.is_none() || self.tickets.is_empty()) && !self.to_read.is_empty() {
            return self.read_next();
        }
        if let Some(slot) = deletable {
            let is_sure = self
                .selected
                .is_some_and(|(store, at)| store == slot.store && now.mono.saturating_sub(at) < CONTINUITY);
            let delete = || Ask::new(Task::Delete(slot), Command::delete(slot.index)).quick(Quick::Delete);
            return Some(if is_sure { delete() } else { self.select(slot.store) });
        }
        if has_room { self.list_next(known, now) } else { None }
    }

    fn read_next(&mut self) -> Option<Ask<Task>> {
        let &slot = self.to_read.front()?;
        if !self.is_selected(slot.store) {
            return Some(self.select(slot.store));
        }
        self.to_read.pop_front();
        self.found.clear();
        Some(Ask::new(Task::Read(slot), Command::read(slot.index)).quick(Quick::Read))
    }

    /// Each turn takes one store off the list.
    fn list_next(&mut self, known: &Known, now: Now) -> Option<Ask<Task>> {
        while let Some(&store) = self.to_list.first() {
            if !self.is_selected(store) {
                return Some(self.select(store));
            }
            self.to_list.retain(|&other| other != store);
            if known.profile.lists && now.mono >= known.stores.listing_distrusted_until {
                self.found.clear();
                return Some(Ask::new(Task::List(store), Command::list()));
            }
            self.read_one_by_one(store);
            if !self.to_read.is_empty() {
                return self.read_next();
            }
        }
        None
    }

    fn is_selected(&self, store: StoreName) -> bool {
        self.selected() == Some(store)
    }

    /// Selects a store to be read, and leaves the others as they are.
    fn select(&self, store: StoreName) -> Ask<Task> {
        let selection = self.plan.selected().map_or(Selection::One(store), |selection| selection.reading(store));
        Ask::new(Task::Select(store), Command::select_stores(selection)).quick(Quick::Select)
    }

    fn read_one_by_one(&mut self, store: StoreName) {
        let total = self.totals.get(&store).map_or(INDEX_MAX, |in_use| in_use.total.min(INDEX_MAX));
        for index in 0..=total {
            let slot = Slot { store, index };
            if !self.held.contains_key(&slot) {
                self.announced(slot);
            }
        }
    }

    /// One message of the reading or listing under way.
    pub fn item(&mut self, task: Task, item: &Item, known: &Known, now: Now, out: &mut Out) {
        let slot = match (task, item.header.index) {
            (Task::Read(slot), _) => slot,
            (Task::List(store), Some(index)) => Slot { store, index },
            (Task::List(_), None) | (Task::Select(_) | Task::Delete(_), _) => return,
        };
        self.found.insert(slot);
        self.to_read.retain(|&unread| unread != slot);
        if item.header.status == MessageStatus::Draft {
            self.held.insert(slot, Held::Draft);
            return;
        }
        match self.held.get(&slot) {
            Some(Held::Offered { line, .. } | Held::Deletable { line, .. }) if *line == item.line => return,
            _ => {}
        }
        let content = content(&item.line);
        if !is_whole(&content, item.header.length) && !self.stays_spoilt(slot, &item.line) {
            self.held.insert(slot, Held::Again { due: now.mono });
            return;
        }
        self.spoilt.remove(&slot);
        let announced = self.told.remove(&slot);
        let origin = Origin::Slot { place: known.place(slot), announced };
        let ticket = out.arrived(Reading { line: known.line(), origin, content, at: now.wall });
        self.tickets.insert(ticket, slot);
        self.held.insert(slot, Held::Offered { ticket, line: item.line.clone() });
    }

    /// A PDU that was spoilt on the line reads otherwise the next time; one that does not is kept as it is.
    fn stays_spoilt(&mut self, slot: Slot, line: &[u8]) -> bool {
        let (readings, before) = self.spoilt.entry(slot).or_default();
        let same = *readings > 0 && before == line;
        *readings = readings.saturating_add(1);
        before.clear();
        before.extend_from_slice(line);
        same
    }

    pub fn replied(&mut self, task: Task, reply: &Reply, known: &mut Known, now: Now, out: &mut Out) -> Effect {
        match task {
            Task::Select(store) => {
                self.selection_answered(store, reply, now);
                Effect::None
            }
            Task::Read(slot) => self.was_read(slot, reply, known, now, out),
            Task::Delete(slot) => self.was_deleted(slot, reply, known, now, out),
            Task::List(store) => self.was_listed(store, reply, known, now, out),
        }
    }

    /// No answer came in time: the dialogue begins anew, and this is to be remembered.
    pub fn missed(task: Task, known: &mut Known, now: Duration) {
        match task {
            Task::Delete(slot) => *known.stores.failures.entry(slot).or_default() += 1,
            Task::List(_) => known.stores.listing_distrusted_until = now + DISTRUST,
            Task::Select(_) | Task::Read(_) => {}
        }
    }

    /// The modem has spoken of this store: nothing restarted since it was selected.
    fn still_selected(&mut self, store: StoreName, now: Now) {
        self.selected = Some((store, now.mono));
    }

    fn selection_answered(&mut self, store: StoreName, reply: &Reply, now: Now) {
        if reply.is_ok() {
            self.still_selected(store, now);
            if let Some((used, total)) = reply.find(selected_use) {
                self.totals.insert(store, StoreUse { store, used, total });
            }
            return;
        }
        // What lies there waits; the other stores are not held up by it.
        self.selected = None;
        self.to_read.retain(|slot| slot.store != store);
        self.to_list.retain(|&other| other != store);
        self.held.retain(|slot, _| slot.store != store);
        self.tickets.retain(|_, slot| slot.store != store);
        if store == StoreName::SR {
            self.reports.refused(now.mono);
        } else if self.plan.is_guessed && self.plan.readable.len() > 1 {
            self.plan.readable.retain(|&other| other != store);
        } else {
            self.sweep_due = Some(now.mono + SELECT_AGAIN);
        }
    }

    fn was_read(&mut self, slot: Slot, reply: &Reply, known: &mut Known, now: Now, out: &mut Out) -> Effect {
        self.still_selected(slot.store, now);
        self.doubt_found(reply);
        if !self.found.is_empty() {
            return Effect::None;
        }
        let failures = &mut known.stores.failures;
        // `OK` without a message, or a cause that says so: the slot is empty.
        let is_empty = reply.is_ok() || matches!(&reply.end, End::Final(Final::Message(cause)) if cause.is(321));
        if is_empty {
            failures.remove(&slot);
            if self.held.remove(&slot).is_some() {
                out.event(Event::Freed(known.place(slot)));
            }
            return if self.told.contains(&slot) { Effect::NotYetReadable } else { Effect::None };
        }
        // Nobody said that there is a message: one of a store that can't be listed, where some modems answer `ERROR` for an
        // empty slot. The count tells whether one is there all the same.
        if !self.told.contains(&slot) && !self.held.contains_key(&slot) && !failures.contains_key(&slot) {
            return Effect::None;
        }
        let times = failures.entry(slot).or_default();
        *times += 1;
        // Not a message that can be read: the count tells whether one is still there.
        if *times <= UNREADABLE_MAX {
            let due = now.mono + Duration::from_millis(200) * 2_u32.pow((*times).min(8));
            self.held.insert(slot, Held::Again { due });
        } else {
            failures.remove(&slot);
            self.told.remove(&slot);
        }
        Effect::None
    }

    /// Where a header or a PDU of a reply was lost, another may have been taken for it, and what lies in a slot is not what
    /// was read: nothing of the reply may be deleted, and all of it is read again.
    fn doubt_found(&mut self, reply: &Reply) {
        if reply.end != End::Incomplete {
            return;
        }
        for slot in std::mem::take(&mut self.found) {
            if self.held.get(&slot) != Some(&Held::Draft) {
                self.held.remove(&slot);
                self.tickets.retain(|_, ticketed| *ticketed != slot);
            }
        }
    }

    fn was_deleted(&mut self, slot: Slot, reply: &Reply, known: &mut Known, now: Now, out: &mut Out) -> Effect {
        self.still_selected(slot.store, now);
        let failures = &mut known.stores.failures;
        if reply.is_ok() {
            failures.remove(&slot);
            self.held.remove(&slot);
            out.event(Event::Freed(known.place(slot)));
            if let Some(in_use) = self.totals.get_mut(&slot.store) {
                in_use.used = in_use.used.saturating_sub(1);
            }
            return Effect::Deleted(slot.store);
        }
        // Perhaps it is gone already: reading tells. Each time later, for it may never go.
        let times = failures.entry(slot).or_default();
        *times += 1;
        let due = now.mono + Duration::from_millis(500) * 2_u32.pow((*times).min(8));
        self.held.insert(slot, Held::Again { due });
        Effect::Stays(slot.store)
    }

    fn was_listed(&mut self, store: StoreName, reply: &Reply, known: &Known, now: Now, out: &mut Out) -> Effect {
        self.still_selected(store, now);
        self.doubt_found(reply);
        if store == StoreName::SR && !reply.is_ok() {
            self.reports.refused(now.mono);
            return Effect::None;
        }
        if store == StoreName::SR {
            self.reports.answered();
        }
        let used = self.totals.get(&store).map_or(0, |in_use| in_use.used);
        // EP06 refuses `+CMGL` in PDU mode (`+CMS ERROR: 303`); EC200A firmware A24 answers `OK` and nothing for ME although
        // messages lie there.
        if !reply.is_ok() || (self.found.is_empty() && used > 0) {
            self.read_one_by_one(store);
            return Effect::None;
        }
        let (held, found) = (&self.held, &self.found);
        let gone: Vec<Slot> =
            held.keys().filter(|slot| slot.store == store && !found.contains(slot)).copied().collect();
        for slot in gone {
            self.held.remove(&slot);
            out.event(Event::Freed(known.place(slot)));
        }
        Effect::Stays(store)
    }
}
