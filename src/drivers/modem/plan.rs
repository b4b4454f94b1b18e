//! Which of a modem's message stores are read, and where new messages shall go.

use crate::model::StoreName;

pub(super) struct Plan {
    /// Combinations of stores for `+CPMS`, the best first.
    pub selections: Vec<Vec<StoreName>>,
    /// Stores that can be read and may hold messages, the one that receives last.
    pub readable: Vec<StoreName>,
    /// Status reports may lie in a store of their own.
    pub keeps_reports: bool,
}

impl Plan {
    /// From the groups of `+CPMS=?` (3GPP TS 27.005 clause 3.2.2).
    pub fn of(groups: &[Vec<StoreName>]) -> Self {
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
        let mut selections =
            vec![vec![first, other, receive], vec![first, first, receive], vec![first, receive], vec![first]];
        for &store in &readable {
            selections.push(vec![store, store, store]);
            selections.push(vec![store]);
        }
        selections.dedup();
        Self { selections, readable, keeps_reports: group(0).contains(&StoreName::SR) }
    }
}
