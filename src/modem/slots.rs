//! The modem's message stores: what is in which slot, what was read, what may be deleted (27.005 3.4.2-3.5.4).
//!
//! A slot is deleted only by the ticket under which its bytes were read. Every restart replaces this struct and so
//! discards all tickets. The slot is then read again, and the gateway, which has the bytes on disk, acknowledges them
//! again. So only committed messages are deleted.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use crate::at::command::Command;
use crate::at::reply::{MessageStatus, StoreUse, selected_use};
use crate::at::session::{End, Item};
use crate::at::{Reply, Selection};
use crate::flow::{Event, Origin};
use crate::model::{Now, Slot, StoreName};

use super::content::{content, is_whole};
use super::deadlines::Quick;
use super::modem_info::ModemInfo;
use super::next_command::NextCommand;
use super::outputs::{Outputs, Reading};
use super::report_store::ReportStore;
use super::selected_store::{Selected, SelectedStore};
use super::slot_types::{Effect, SlotState, Task};
use super::store_plan::StorePlan;
use super::sweeps::Sweeps;

/// The most readings without an acknowledgement from the gateway; the modem keeps the other messages meanwhile.
const OFFERED_MAX: usize = 64;
/// The highest index that is tried in a store that can't be listed.
const INDEX_MAX: u16 = 511;
/// How long no listing is tried after one that was interrupted.
const DISTRUST: Duration = Duration::from_secs(600);
/// How long to wait before selecting a store again that could not be selected.
const SELECT_AGAIN: Duration = Duration::from_secs(10);
/// The most tries to read a slot whose content is no message.
const UNREADABLE_MAX: u32 = 5;

/// The message stores of a modem that is served.
#[derive(Debug)]
pub(super) struct Slots {
    plan: StorePlan,
    reports: ReportStore,
    selected: SelectedStore,
    /// The occupied slots.
    pub(super) occupied: BTreeMap<Slot, SlotState>,
    tickets: BTreeMap<u64, Slot>,
    to_read: VecDeque<Slot>,
    /// Slots that the modem announced since its startup, and that have not been read.
    announced_slots: BTreeSet<Slot>,
    /// The stores to list, in order. The receiving store is last, so it stays selected.
    to_list: Vec<StoreName>,
    /// The last count of each store.
    pub(super) totals: BTreeMap<StoreName, StoreUse>,
    /// Corrupted PDUs as they were last read, with the number of readings.
    corrupted: BTreeMap<Slot, (u8, Vec<u8>)>,
    /// When every store is listed again.
    sweeps: Sweeps,
    /// The slots that the current reading or listing has found.
    found: BTreeSet<Slot>,
}

impl Slots {
    /// The stores after a startup: all are to be listed, and the `announced` slots are to be read first.
    pub fn new(plan: StorePlan, announced: Vec<Slot>) -> Self {
        let mut slots = Self {
            plan,
            reports: ReportStore::default(),
            selected: SelectedStore::default(),
            occupied: BTreeMap::new(),
            tickets: BTreeMap::new(),
            to_read: VecDeque::new(),
            announced_slots: BTreeSet::new(),
            to_list: Vec::new(),
            totals: BTreeMap::new(),
            corrupted: BTreeMap::new(),
            sweeps: Sweeps::default(),
            found: BTreeSet::new(),
        };
        announced.into_iter().for_each(|slot| slots.queue_read(slots.plan.slot(slot)));
        slots.sweep();
        slots
    }

    /// The plan of the stores.
    pub fn plan(&self) -> &StorePlan {
        &self.plan
    }

    /// Notes that the modem stores new messages there, whatever store is selected.
    pub fn receives_in(&mut self, store: StoreName) {
        self.plan.receives_in(store);
        self.add_readable(store);
    }

    /// The selected store.
    pub fn selected(&self) -> Option<StoreName> {
        self.selected.store()
    }

    /// Lists all stores. A running sweep finishes first; repeated `+SMS FULL` would otherwise restart it forever.
    pub fn sweep(&mut self) {
        self.list_reports();
        let new: Vec<_> = self.plan.readable.iter().copied().filter(|store| !self.to_list.contains(store)).collect();
        self.to_list.extend(new);
    }

    /// Lists the store of reports, if the modem has one.
    pub fn list_reports(&mut self) {
        let is_listed = self.plan.keeps_reports && self.reports.is_readable();
        if is_listed && !self.to_list.contains(&StoreName::SR) {
            self.to_list.push(StoreName::SR);
        }
    }

    /// Whether every store must be listed again by now. If so, the next time is set.
    pub fn sweep_is_due(&mut self, now: Duration) -> bool {
        self.reports.expire(now);
        self.sweeps.take_due(!self.plan.is_unselected, now)
    }

    /// Notes an announcement (`+CMTI`). The slot is read whatever is known of it: it contains a new message, or the
    /// announcement is repeated. If its store is unknown, for example because the list of stores was corrupted, the
    /// store may contain other messages, so it is listed.
    pub fn note_announcement(&mut self, slot: Slot) {
        let slot = self.plan.slot(slot);
        self.announced_slots.insert(slot);
        let holds_messages = [StoreName::ME, StoreName::SM].contains(&slot.store);
        let readable = &mut self.plan.readable;
        if holds_messages && ![slot.store, StoreName::MT].iter().any(|store| readable.contains(store)) {
            readable.insert(0, slot.store);
            self.to_list.push(slot.store);
        }
        self.queue_read(slot);
    }

    fn queue_read(&mut self, slot: Slot) {
        if !self.to_read.contains(&slot) {
            self.to_read.push_back(slot);
        }
    }

    /// Whether slots are waiting to be read.
    pub fn has_to_read(&self) -> bool {
        !self.to_read.is_empty()
    }

    /// The arrival with this ticket is on disk, so its slot may be deleted. A ticket from before a restart has no
    /// effect.
    pub fn acknowledge(&mut self, ticket: u64, modem: &ModemInfo, now: Duration) {
        let Some(slot) = self.tickets.remove(&ticket) else { return };
        let failures = modem.stores.failures.get(&slot).copied().unwrap_or(0);
        let wait = if failures == 0 { Duration::ZERO } else { Duration::from_secs(2_u64.pow(failures.min(6))) };
        if let Some(SlotState::Offered { ticket: offered, row }) = self.occupied.get_mut(&slot)
            && *offered == ticket
        {
            let row = std::mem::take(row);
            self.occupied.insert(slot, SlotState::Deletable { row, due: now + wait });
        }
    }

    /// The next time at which a command is due.
    pub fn next_due(&self) -> Option<Duration> {
        // While the limit of readings is reached, nothing is read. An acknowledgement then wakes the machine.
        if self.tickets.len() < OFFERED_MAX && (!self.to_read.is_empty() || !self.to_list.is_empty()) {
            return Some(Duration::ZERO);
        }
        let due = |state: &SlotState| match state {
            SlotState::Deletable { due, .. } | SlotState::Retry { due } => Some(*due),
            SlotState::Offered { .. } | SlotState::Draft => None,
        };
        self.occupied.values().filter_map(due).chain(self.sweeps.due()).min()
    }

    /// The number of messages in a store that were read, with drafts.
    pub fn count_read(&self, store: StoreName) -> usize {
        let is_read = |state: &SlotState| !matches!(state, SlotState::Retry { .. });
        self.occupied.iter().filter(|(slot, state)| slot.store == store && is_read(state)).count()
    }

    /// Whether a store is to be listed, or a slot of it to be read.
    pub fn is_being_read(&self, store: StoreName) -> bool {
        self.to_list.contains(&store) || self.to_read.iter().any(|slot| slot.store == store)
    }

    /// Notes the count of a store.
    pub fn note_count(&mut self, counted: StoreUse) {
        self.totals.insert(counted.store, counted);
    }

    /// Adds a store to those that are read.
    pub fn add_readable(&mut self, store: StoreName) {
        if !self.plan.readable.contains(&store) {
            self.plan.readable.insert(0, store);
        }
    }

    /// Lists a store before all others.
    pub fn list_first(&mut self, store: StoreName) {
        self.to_list.insert(0, store);
    }

    /// The next command for the stores.
    pub fn next(&mut self, modem: &ModemInfo, now: Now) -> Option<NextCommand<Task>> {
        let again: Vec<Slot> = self
            .occupied
            .iter()
            .filter(|(_, state)| matches!(state, SlotState::Retry { due } if *due <= now.mono))
            .map(|(&slot, _)| slot)
            .collect();
        for slot in again {
            self.occupied.remove(&slot);
            self.queue_read(slot);
        }
        // Reading has priority over deleting, so that the next message is committed while the last one is deleted. But
        // deletions must not accumulate.
        let is_due = |state: &SlotState| matches!(state, SlotState::Deletable { due, .. } if *due <= now.mono);
        let deletable = self.occupied.iter().find(|(_, state)| is_due(state)).map(|(&slot, _)| slot);
        let has_room = self.tickets.len() < OFFERED_MAX;
        if has_room && (deletable.is_none() || self.tickets.is_empty()) && !self.to_read.is_empty() {
            return self.read_next();
        }
        if let Some(slot) = deletable {
            return Some(if self.selected.is_sure(slot.store, now.mono) {
                NextCommand::new(Task::Delete(slot), Command::delete(slot.index)).quick(Quick::Delete)
            } else if self.plan.is_unselected {
                // No selection shows that the modem did not restart, but the slot does: it has the same bytes.
                read(slot)
            } else {
                self.select(slot.store)
            });
        }
        if has_room { self.list_next(modem, now) } else { None }
    }

    fn read_next(&mut self) -> Option<NextCommand<Task>> {
        let &slot = self.to_read.front()?;
        if !self.is_selected(slot.store) {
            return Some(self.select(slot.store));
        }
        self.to_read.pop_front();
        self.found.clear();
        Some(read(slot))
    }

    /// Lists the next store.
    fn list_next(&mut self, modem: &ModemInfo, now: Now) -> Option<NextCommand<Task>> {
        while let Some(&store) = self.to_list.first() {
            if !self.is_selected(store) {
                return Some(self.select(store));
            }
            self.to_list.retain(|&other| other != store);
            if modem.profile.lists && now.mono >= modem.stores.listing_distrusted_until {
                self.found.clear();
                return Some(NextCommand::new(Task::List(store), Command::list().within(modem.profile.listing)));
            }
            self.read_one_by_one(store);
            if !self.to_read.is_empty() {
                return self.read_next();
            }
        }
        None
    }

    fn is_selected(&self, store: StoreName) -> bool {
        self.plan.is_unselected || self.selected() == Some(store)
    }

    /// Selects a store to read, and keeps the other two.
    fn select(&self, store: StoreName) -> NextCommand<Task> {
        let selection = self.plan.selected().map_or(Selection::One(store), |selection| selection.reading(store));
        NextCommand::new(Task::Select(store), Command::select_stores(selection)).quick(Quick::Select)
    }

    fn read_one_by_one(&mut self, store: StoreName) {
        let total = self.totals.get(&store).map_or(INDEX_MAX, |in_use| in_use.total.min(INDEX_MAX));
        for index in 0..=total {
            let slot = Slot { store, index };
            if !self.occupied.contains_key(&slot) {
                self.queue_read(slot);
            }
        }
    }

    /// Handles one message of the current reading or listing.
    pub fn item(&mut self, task: Task, item: &Item, modem: &ModemInfo, now: Now, out: &mut Outputs) {
        let slot = match (task, item.header.index) {
            (Task::Read(slot), _) => slot,
            (Task::List(store), Some(index)) => Slot { store, index },
            (Task::List(_), None) | (Task::Select(_) | Task::Delete(_), _) => return,
        };
        self.found.insert(slot);
        self.to_read.retain(|&unread| unread != slot);
        if item.header.status == MessageStatus::Draft {
            self.occupied.insert(slot, SlotState::Draft);
            return;
        }
        match self.occupied.get(&slot) {
            Some(SlotState::Offered { row, .. } | SlotState::Deletable { row, .. }) if *row == item.row => return,
            _ => {}
        }
        let content = content(&item.row);
        if !is_whole(&content, item.header.length) && !self.note_corrupted(slot, &item.row) {
            self.occupied.insert(slot, SlotState::Retry { due: now.mono });
            return;
        }
        self.corrupted.remove(&slot);
        let announced = self.announced_slots.remove(&slot);
        let origin = Origin::Slot { place: modem.place(slot), announced };
        let ticket = out.emit_arrival(Reading { line: modem.line(), origin, content, at: now.wall });
        self.tickets.insert(ticket, slot);
        self.sweeps.note_message();
        self.occupied.insert(slot, SlotState::Offered { ticket, row: item.row.clone() });
    }

    /// Notes a corrupted PDU. Returns whether it equals the last reading: a PDU that was corrupted in transit differs
    /// the next time, and one that does not is stored as it is.
    fn note_corrupted(&mut self, slot: Slot, row: &[u8]) -> bool {
        let (readings, before) = self.corrupted.entry(slot).or_default();
        let same = *readings > 0 && before == row;
        *readings = readings.saturating_add(1);
        before.clear();
        before.extend_from_slice(row);
        same
    }

    /// Handles the reply to a command.
    pub fn replied(&mut self, task: Task, reply: &Reply, modem: &mut ModemInfo, now: Now, out: &mut Outputs) -> Effect {
        match task {
            Task::Select(store) => {
                self.select_replied(store, reply, now);
                Effect::None
            }
            Task::Read(slot) => self.read_replied(slot, reply, modem, now, out),
            Task::Delete(slot) => self.delete_replied(slot, reply, modem, now, out),
            Task::List(store) => self.list_replied(store, reply, modem, now, out),
        }
    }

    /// Notes that no reply arrived in time. The slots are discarded at the restart that follows, so this is noted in
    /// `modem`.
    pub fn note_miss(task: Task, modem: &mut ModemInfo, now: Duration) {
        match task {
            Task::Delete(slot) => *modem.stores.failures.entry(slot).or_default() += 1,
            Task::List(_) => modem.stores.listing_distrusted_until = now + DISTRUST,
            Task::Select(_) | Task::Read(_) => {}
        }
    }

    fn select_replied(&mut self, store: StoreName, reply: &Reply, now: Now) {
        let counts = reply.find(selected_use);
        let selected = self.selected.answered(store, reply.is_ok(), counts.is_some(), now.mono);
        if let (Selected::Done, Some((used, total))) = (selected, counts) {
            self.totals.insert(store, StoreUse { store, used, total });
        }
        if selected != Selected::Refused {
            return;
        }
        // Skips this store; the other stores must not wait for it.
        self.to_read.retain(|slot| slot.store != store);
        self.to_list.retain(|&other| other != store);
        self.occupied.retain(|slot, _| slot.store != store);
        self.tickets.retain(|_, slot| slot.store != store);
        if store == StoreName::SR {
            self.reports.note_refusal(now.mono);
        } else if self.plan.is_guessed && self.plan.readable.len() > 1 {
            self.plan.readable.retain(|&other| other != store);
        } else {
            self.sweeps.schedule(now.mono + SELECT_AGAIN);
        }
    }

    fn read_replied(
        &mut self,
        slot: Slot,
        reply: &Reply,
        modem: &mut ModemInfo,
        now: Now,
        out: &mut Outputs,
    ) -> Effect {
        self.selected.confirm(slot.store, now.mono);
        self.discard_found(reply);
        if !self.found.is_empty() {
            return Effect::None;
        }
        let failures = &mut modem.stores.failures;
        // The slot is empty: `OK` without a message, or the cause for an invalid index.
        let is_empty = reply.is_ok() || reply.finds_no_message();
        if is_empty {
            failures.remove(&slot);
            if self.occupied.remove(&slot).is_some() {
                out.emit(Event::Freed(modem.place(slot)));
            }
            return if self.announced_slots.contains(&slot) { Effect::NotYetReadable } else { Effect::None };
        }
        // The slot was not announced: it is one of a store that can't be listed, and some modems answer `ERROR` for an
        // empty slot. The count shows whether a message is in it all the same.
        if !self.announced_slots.contains(&slot) && !self.occupied.contains_key(&slot) && !failures.contains_key(&slot)
        {
            return Effect::None;
        }
        let times = failures.entry(slot).or_default();
        *times += 1;
        // The content can't be read as a message. The count shows whether it is still there.
        if *times <= UNREADABLE_MAX {
            let due = now.mono + Duration::from_millis(200) * 2_u32.pow((*times).min(8));
            self.occupied.insert(slot, SlotState::Retry { due });
        } else {
            failures.remove(&slot);
            self.announced_slots.remove(&slot);
        }
        Effect::None
    }

    /// Discards what an incomplete reply found. If a header or a PDU was lost, another PDU may have been assigned to
    /// the slot. Nothing of such a reply may be deleted; all of it is read again.
    fn discard_found(&mut self, reply: &Reply) {
        if reply.end != End::Incomplete {
            return;
        }
        for slot in std::mem::take(&mut self.found) {
            if self.occupied.get(&slot) != Some(&SlotState::Draft) {
                self.occupied.remove(&slot);
                self.tickets.retain(|_, ticketed| *ticketed != slot);
            }
        }
    }

    fn delete_replied(
        &mut self,
        slot: Slot,
        reply: &Reply,
        modem: &mut ModemInfo,
        now: Now,
        out: &mut Outputs,
    ) -> Effect {
        self.selected.confirm(slot.store, now.mono);
        let failures = &mut modem.stores.failures;
        if reply.is_ok() {
            failures.remove(&slot);
            self.occupied.remove(&slot);
            out.emit(Event::Freed(modem.place(slot)));
            if let Some(in_use) = self.totals.get_mut(&slot.store) {
                in_use.used = in_use.used.saturating_sub(1);
            }
            return Effect::Deleted(slot.store);
        }
        // The message may be deleted already; reading shows that. The waits grow, because it may never be deleted.
        let times = failures.entry(slot).or_default();
        *times += 1;
        let due = now.mono + Duration::from_millis(500) * 2_u32.pow((*times).min(8));
        self.occupied.insert(slot, SlotState::Retry { due });
        Effect::Remains(slot.store)
    }

    fn list_replied(
        &mut self,
        store: StoreName,
        reply: &Reply,
        modem: &ModemInfo,
        now: Now,
        out: &mut Outputs,
    ) -> Effect {
        self.selected.confirm(store, now.mono);
        self.discard_found(reply);
        if store == StoreName::SR && !reply.is_ok() {
            self.reports.note_refusal(now.mono);
            return Effect::None;
        }
        if store == StoreName::SR {
            self.reports.note_answer();
        }
        let used = self.totals.get(&store).map_or(0, |in_use| in_use.used);
        // EP06 refuses `+CMGL` in PDU mode (`+CMS ERROR: 303`). EC200A firmware A24 answers `OK` without messages for
        // ME although it contains some.
        let is_listed = reply.is_ok() || reply.finds_no_message();
        if self.plan.is_unselected && !is_listed {
            return Effect::None;
        }
        if !is_listed || (self.found.is_empty() && used > 0) {
            self.read_one_by_one(store);
            return Effect::None;
        }
        let (occupied, found) = (&self.occupied, &self.found);
        let gone: Vec<Slot> =
            occupied.keys().filter(|slot| slot.store == store && !found.contains(slot)).copied().collect();
        for slot in gone {
            self.occupied.remove(&slot);
            out.emit(Event::Freed(modem.place(slot)));
        }
        Effect::Remains(store)
    }
}

fn read(slot: Slot) -> NextCommand<Task> {
    NextCommand::new(Task::Read(slot), Command::read(slot.index)).quick(Quick::Read)
}
