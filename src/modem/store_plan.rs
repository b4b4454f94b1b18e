//! Which message stores of a modem are read, and which one receives (27.005 3.2.2).

use std::collections::{BTreeMap, BTreeSet};

use crate::at::reply::selected_uses;
use crate::at::{Reply, Selection};
use crate::model::{Slot, StoreName};

/// The plan of the stores.
#[derive(Debug, Default)]
pub(super) struct StorePlan {
    /// Combinations of stores for `+CPMS`, the best first.
    pub selections: Vec<Selection>,
    /// Stores that can be read and may contain messages, the receiving one last.
    pub readable: Vec<StoreName>,
    /// Whether status reports may be in a store of their own.
    pub keeps_reports: bool,
    /// The modem selects no store, but lists one: its slots are read without a selection.
    pub is_unselected: bool,
    /// The modem named no stores. A guessed store that can't be selected is skipped.
    pub is_guessed: bool,
    /// The index of the selection that the modem accepted.
    pub selection: usize,
}

impl StorePlan {
    /// The plan for the groups of `+CPMS=?`. `wanted` are the stores of the profile, the best first. `named` are the
    /// stores of earlier answers: a name may be missing in a corrupted row.
    pub fn new(groups: &[Vec<StoreName>], wanted: &[StoreName], named: &mut BTreeSet<StoreName>) -> Self {
        let mut plan = Self::of(groups, wanted);
        if plan.is_guessed && !plan.readable.contains(&StoreName::ME) {
            plan.readable.insert(0, StoreName::ME);
        }
        plan.keeps_reports |= named.contains(&StoreName::SR);
        let is_unnamed = |store: &StoreName| *store != StoreName::SR && !plan.readable.contains(store);
        let unnamed: Vec<_> = named.iter().copied().filter(is_unnamed).collect();
        plan.readable.splice(0..0, unnamed);
        if !plan.is_guessed {
            named.extend(&plan.readable);
            named.extend(plan.keeps_reports.then_some(StoreName::SR));
        }
        plan
    }

    /// The plan for a modem that lists messages and refuses every selection. Which store it lists is unknown. ME is that
    /// of the modem, so a slot is never taken for the same slot of this card in another modem.
    pub fn unselected() -> Self {
        Self { readable: vec![StoreName::ME], is_unselected: true, ..Self::default() }
    }

    /// The slot under the name by which it is read.
    pub fn slot(&self, slot: Slot) -> Slot {
        if self.is_unselected { Slot { store: StoreName::ME, ..slot } } else { slot }
    }

    /// The store that receives.
    pub fn receiver(&self) -> Option<StoreName> {
        self.receiver_by(self.selection)
    }

    /// The selection that the modem accepted.
    pub fn selected(&self) -> Option<Selection> {
        self.selections.get(self.selection).copied()
    }

    /// Notes that the modem stores new messages there, whatever it was asked to select.
    pub fn receives_in(&mut self, store: StoreName) {
        if let Some(selection) = self.selections.get_mut(self.selection) {
            *selection = selection.receiving(store);
        }
    }

    fn receiver_by(&self, selection: usize) -> Option<StoreName> {
        self.selections.get(selection).map(|selection| selection.receiver())
    }

    /// Whether the store that receives with this selection is unusable.
    pub fn is_unusable(&self, selection: usize, unusable: &BTreeMap<StoreName, u16>) -> bool {
        self.receiver_by(selection).is_some_and(|store| unusable.contains_key(&store))
    }

    /// Whether every selection receives in an unusable store.
    pub fn all_unusable(&self, unusable: &BTreeMap<StoreName, u16>) -> bool {
        (0..self.selections.len()).all(|selection| self.is_unusable(selection, unusable))
    }

    /// Whether the store that receives with this selection, which the modem accepted, has places for messages. An
    /// unusable store counts only if there is no other: a person then has to act.
    pub fn can_receive(&self, selection: usize, reply: &Reply, unusable: &BTreeMap<StoreName, u16>) -> bool {
        let Some(selected) = self.selections.get(selection) else { return false };
        let uses = reply.find(selected_uses).unwrap_or_default();
        let has_places = uses.len() != selected.count() || uses.last().is_none_or(|(_, total)| *total > 0);
        has_places && (!self.is_unusable(selection, unusable) || self.all_unusable(unusable))
    }

    /// The plan for the groups of `+CPMS=?` (27.005 3.2.2).
    fn of(groups: &[Vec<StoreName>], preferred: &[StoreName]) -> Self {
        let group = |index: usize| groups.get(index).or(groups.first()).map_or(&[][..], Vec::as_slice);
        let mut wanted = [StoreName::ME, StoreName::SM];
        wanted.sort_by_key(|store| preferred.iter().position(|other| other == store).unwrap_or(usize::MAX));
        let in_group = |index: usize| wanted.into_iter().filter(move |store| group(index).contains(store));
        // A store that any group names is read: messages in a store that can receive but is not listed as readable
        // would never be found, and lists may be corrupted.
        let mut readable: Vec<_> =
            wanted.into_iter().filter(|store| groups.iter().any(|group| group.contains(store))).collect();
        if readable.is_empty() {
            // The modem has only the union of both stores, or doesn't report its stores.
            let union = if group(0).contains(&StoreName::MT) { StoreName::MT } else { StoreName::SM };
            readable = vec![union];
        }
        let receive = in_group(2).next().unwrap_or(readable[0]);
        let first = if readable.contains(&receive) { receive } else { readable[0] };
        readable.sort_by_key(|&store| store == first);
        // The second place, which is for writing, is used for the other store, so that every answer to `+CPMS?`
        // contains its count.
        let other = in_group(1).find(|&store| store != first).unwrap_or(first);
        let mut selections = vec![
            Selection::Three(first, other, receive),
            Selection::Three(first, first, receive),
            Selection::Two(first, receive),
            Selection::One(first),
        ];
        for &store in &readable {
            selections.push(Selection::Three(store, store, store));
            selections.push(Selection::One(store));
        }
        selections.dedup();
        // A store that the profile leaves out receives only if the modem has no other.
        if selections.iter().any(|selection| preferred.contains(&selection.receiver())) {
            selections.retain(|selection| preferred.contains(&selection.receiver()));
        }
        let keeps_reports = group(0).contains(&StoreName::SR);
        Self { selections, readable, keeps_reports, is_unselected: false, is_guessed: groups.is_empty(), selection: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// EC200A can't be read in ME, not even if SM is refused for a while.
    #[test]
    fn a_store_that_the_profile_leaves_out_is_read_and_receives_nothing() {
        let both = vec![StoreName::ME, StoreName::SM];
        let plan = StorePlan::new(&[both.clone(), both.clone(), both.clone()], &[StoreName::SM], &mut BTreeSet::new());
        assert!(plan.selections.iter().all(|selection| selection.receiver() == StoreName::SM), "{:?}", plan.selections);
        assert!(plan.readable.contains(&StoreName::ME));
        let me = vec![StoreName::ME];
        let plan = StorePlan::new(&[me.clone(), me.clone(), me], &[StoreName::SM], &mut BTreeSet::new());
        assert_eq!(plan.receiver(), Some(StoreName::ME), "it has no other");
    }

    /// A modem that is busy may name none; its stores exist all the same.
    #[test]
    fn a_store_of_reports_that_was_named_before_is_read() {
        let (messages, all) = (vec![StoreName::ME, StoreName::SM], vec![StoreName::ME, StoreName::SM, StoreName::SR]);
        let mut named = BTreeSet::new();
        assert!(!StorePlan::new(&[], &all, &mut named).keeps_reports);
        assert!(StorePlan::new(&[all.clone(), messages.clone(), messages], &all, &mut named).keeps_reports);
        let plan = StorePlan::new(&[], &all, &mut named);
        assert!(plan.is_guessed && plan.keeps_reports);
        let mut readable = plan.readable;
        readable.sort();
        assert_eq!(readable, [StoreName::ME, StoreName::SM]);
    }
}
