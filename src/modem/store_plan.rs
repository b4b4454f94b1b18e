//! Which of a modem's message stores are read, and where new messages shall go.

use std::collections::{BTreeMap, BTreeSet};

use crate::at::reply::selected_uses;
use crate::at::{Reply, Selection};
use crate::model::StoreName;

#[derive(Debug, Default)]
pub(super) struct StorePlan {
    /// Combinations of stores for `+CPMS`, the best first.
    pub selections: Vec<Selection>,
    /// Stores that can be read and may hold messages, the one that receives last.
    pub readable: Vec<StoreName>,
    /// Status reports may lie in a store of their own.
    pub keeps_reports: bool,
    /// The modem has named none: those that can't be selected are left alone.
    pub is_guessed: bool,
    /// Which of the selections the modem took.
    pub selection: usize,
}

impl StorePlan {
    /// From the groups of `+CPMS=?`, and what was named before: a name may have been left out by a line that was spoilt.
    pub fn new(groups: &[Vec<StoreName>], named: &mut BTreeSet<StoreName>) -> Self {
        let mut plan = Self::of(groups);
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

    /// Where new messages go.
    pub fn receiver(&self) -> Option<StoreName> {
        self.receiver_by(self.selection)
    }

    /// The stores that the modem was told to use.
    pub fn selected(&self) -> Option<Selection> {
        self.selections.get(self.selection).copied()
    }

    /// Whatever it was told, new messages go there.
    pub fn receives_in(&mut self, store: StoreName) {
        if let Some(selection) = self.selections.get_mut(self.selection) {
            *selection = selection.receiving(store);
        }
    }

    fn receiver_by(&self, selection: usize) -> Option<StoreName> {
        self.selections.get(selection).map(|selection| selection.receiver())
    }

    /// Whether the store that receives by this selection is full of what stays there.
    pub fn is_clogged(&self, selection: usize, clogged: &BTreeMap<StoreName, u16>) -> bool {
        self.receiver_by(selection).is_some_and(|store| clogged.contains_key(&store))
    }

    pub fn all_clogged(&self, clogged: &BTreeMap<StoreName, u16>) -> bool {
        (0..self.selections.len()).all(|selection| self.is_clogged(selection, clogged))
    }

    /// Whether a message finds room in the store that receives by this selection, which the modem took. A store that is
    /// clogged will do where there is no other: a person has to look.
    pub fn can_receive(&self, selection: usize, reply: &Reply, clogged: &BTreeMap<StoreName, u16>) -> bool {
        let Some(selected) = self.selections.get(selection) else { return false };
        let uses = reply.find(selected_uses).unwrap_or_default();
        let has_places = uses.len() != selected.count() || uses.last().is_none_or(|(_, total)| *total > 0);
        has_places && (!self.is_clogged(selection, clogged) || self.all_clogged(clogged))
    }

    /// 27.005 3.2.2.
    fn of(groups: &[Vec<StoreName>]) -> Self {
        let group = |index: usize| groups.get(index).or(groups.first()).map_or(&[][..], Vec::as_slice);
        let wanted = [StoreName::ME, StoreName::SM];
        let in_group = |index: usize| wanted.into_iter().filter(move |store| group(index).contains(store));
        // A store named in any group: one that can receive but is not listed as readable would be a
        // trap for messages, and lists have been seen spoilt.
        let mut readable: Vec<_> =
            wanted.into_iter().filter(|store| groups.iter().any(|group| group.contains(store))).collect();
        if readable.is_empty() {
            // A modem with only the union of both, or one that does not say.
            let union = if group(0).contains(&StoreName::MT) { StoreName::MT } else { StoreName::SM };
            readable = vec![union];
        }
        let receive = in_group(2).next().unwrap_or(readable[0]);
        let first = if readable.contains(&receive) { receive } else { readable[0] };
        readable.sort_by_key(|&store| store == first);
        // The second place, which is for writing, is given to the other store: its count is then
        // in every answer to `+CPMS?`.
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
        let keeps_reports = group(0).contains(&StoreName::SR);
        Self { selections, readable, keeps_reports, is_guessed: groups.is_empty(), selection: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A modem that is asked in a bad moment names none; it has them all the same.
    #[test]
    fn a_store_of_reports_that_was_named_once_is_read_where_none_is_named() {
        let (messages, all) = (vec![StoreName::ME, StoreName::SM], vec![StoreName::ME, StoreName::SM, StoreName::SR]);
        let mut named = BTreeSet::new();
        assert!(!StorePlan::new(&[], &mut named).keeps_reports);
        assert!(StorePlan::new(&[all, messages.clone(), messages], &mut named).keeps_reports);
        let plan = StorePlan::new(&[], &mut named);
        assert!(plan.is_guessed && plan.keeps_reports);
        let mut readable = plan.readable;
        readable.sort();
        assert_eq!(readable, [StoreName::ME, StoreName::SM]);
    }
}
