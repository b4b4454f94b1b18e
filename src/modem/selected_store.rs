//! The store that the modem reads and deletes in: mem1 of `+CPMS` (27.005 3.2.2).

use std::time::Duration;

use crate::model::StoreName;

/// So long after a reply, the selected store is certainly still selected, and a slot may be deleted without selecting
/// its store again. No modem resets and receives a message in so short a time.
const CONTINUITY: Duration = Duration::from_millis(20);
/// The most selections in a row whose answer lacks the counts that the modem gave before.
const UNCOUNTED_MAX: u32 = 3;

/// The selected store, as far as the modem told it.
#[derive(Debug, Default)]
pub(super) struct SelectedStore {
    /// The store, and when the modem last confirmed it.
    store: Option<(StoreName, Duration)>,
    /// Whether the modem answers a selection with counts, as the clause wants it.
    gives_counts: bool,
    /// Selections in a row that it answered without them.
    uncounted: u32,
}

/// What a selection has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Selected {
    /// The store is selected.
    Done,
    /// The modem did nothing, or a row of its answer was lost.
    InDoubt,
    /// The modem refuses the store, or does nothing again and again.
    Refused,
}

impl SelectedStore {
    /// The store.
    pub fn store(&self) -> Option<StoreName> {
        self.store.map(|(store, _)| store)
    }

    /// Whether the store is certainly still selected.
    pub fn is_sure(&self, wanted: StoreName, now: Duration) -> bool {
        self.store.is_some_and(|(store, at)| store == wanted && now.saturating_sub(at) < CONTINUITY)
    }

    /// Notes that the modem confirmed the store: it has not restarted since the selection.
    pub fn confirm(&mut self, store: StoreName, now: Duration) {
        self.store = Some((store, now));
    }

    /// Handles the answer to a selection. A slot that is read while the selection is in doubt may be one of another
    /// store, and deleting it would then delete a message that nobody has read.
    pub fn answered(&mut self, store: StoreName, is_ok: bool, has_counts: bool, now: Duration) -> Selected {
        self.store = None;
        if is_ok && (has_counts || !self.gives_counts) {
            self.confirm(store, now);
            (self.gives_counts, self.uncounted) = (has_counts, 0);
            return Selected::Done;
        }
        self.uncounted += u32::from(is_ok);
        if is_ok && self.uncounted <= UNCOUNTED_MAX { Selected::InDoubt } else { Selected::Refused }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(9);

    #[test]
    fn a_store_is_sure_for_a_moment() {
        let mut selected = SelectedStore::default();
        assert_eq!(selected.answered(StoreName::ME, true, true, NOW), Selected::Done);
        assert_eq!(selected.store(), Some(StoreName::ME));
        assert!(selected.is_sure(StoreName::ME, NOW + Duration::from_millis(19)));
        assert!(!selected.is_sure(StoreName::ME, NOW + CONTINUITY));
        assert!(!selected.is_sure(StoreName::SM, NOW));
    }

    #[test]
    fn a_modem_that_gave_counts_must_give_them_again() {
        let mut selected = SelectedStore::default();
        for _ in 0..5 {
            assert_eq!(selected.answered(StoreName::ME, true, false, NOW), Selected::Done, "it never gave any");
        }
        selected.answered(StoreName::ME, true, true, NOW);
        for want in [Selected::InDoubt, Selected::InDoubt, Selected::InDoubt, Selected::Refused] {
            assert_eq!(selected.answered(StoreName::SM, true, false, NOW), want);
            assert_eq!(selected.store(), None);
        }
        assert_eq!(selected.answered(StoreName::SM, true, true, NOW), Selected::Done);
        assert_eq!(selected.answered(StoreName::SM, false, false, NOW), Selected::Refused);
    }
}
