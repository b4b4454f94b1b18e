//! The store of status reports (`SR`). If the modem refuses it, simgate leaves it alone for a while.

use std::time::Duration;

/// After this many refusals in a row the store rests.
const REFUSED_MAX: u8 = 3;
const REST: Duration = Duration::from_secs(600);

/// The refusals of the store.
#[derive(Debug, Default)]
pub(super) struct ReportStore {
    refused: u8,
    rest_until: Option<Duration>,
}

impl ReportStore {
    /// Whether the store may be selected now.
    pub fn is_readable(&self) -> bool {
        self.rest_until.is_none()
    }

    /// Notes that the modem refused the store.
    pub fn note_refusal(&mut self, now: Duration) {
        self.refused += 1;
        if self.refused >= REFUSED_MAX {
            (self.refused, self.rest_until) = (0, Some(now + REST));
        }
    }

    /// Notes that the modem listed the store.
    pub fn note_answer(&mut self) {
        self.refused = 0;
    }

    /// Ends the rest, if its time is over.
    pub fn expire(&mut self, now: Duration) {
        self.rest_until.take_if(|until| *until <= now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_is_refused_several_times_rests() {
        let mut store = ReportStore::default();
        let now = Duration::from_secs(1);
        (0..2).for_each(|_| store.note_refusal(now));
        store.note_answer();
        (0..2).for_each(|_| store.note_refusal(now));
        assert!(store.is_readable());
        store.note_refusal(now);
        assert!(!store.is_readable());
        store.expire(now + REST - Duration::from_secs(1));
        assert!(!store.is_readable());
        store.expire(now + REST);
        assert!(store.is_readable());
    }
}
