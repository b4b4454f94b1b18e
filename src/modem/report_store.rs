//! A store of status reports that the modem refuses: left alone for a while, and not for good.

use std::time::Duration;

/// Refusals in a row.
const REFUSED_MAX: u8 = 3;
const REST: Duration = Duration::from_secs(600);

#[derive(Debug, Default)]
pub(super) struct ReportStore {
    refused: u8,
    rest_until: Option<Duration>,
}

impl ReportStore {
    /// Whether it is worth asking for.
    pub fn is_read(&self) -> bool {
        self.rest_until.is_none()
    }

    pub fn refused(&mut self, now: Duration) {
        self.refused += 1;
        if self.refused >= REFUSED_MAX {
            (self.refused, self.rest_until) = (0, Some(now + REST));
        }
    }

    pub fn answered(&mut self) {
        self.refused = 0;
    }

    pub fn time(&mut self, now: Duration) {
        self.rest_until.take_if(|until| *until <= now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_again_and_again_it_is_left_alone_for_a_while() {
        let mut store = ReportStore::default();
        let now = Duration::from_secs(1);
        (0..2).for_each(|_| store.refused(now));
        store.answered();
        (0..2).for_each(|_| store.refused(now));
        assert!(store.is_read());
        store.refused(now);
        assert!(!store.is_read());
        store.time(now + REST - Duration::from_secs(1));
        assert!(!store.is_read());
        store.time(now + REST);
        assert!(store.is_read());
    }
}
