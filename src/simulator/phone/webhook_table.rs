//! The app's tables of webhooks: the registrations, and the queue of calls.

use std::collections::BTreeMap;

/// The most rows of the queue; finished ones are removed first, the oldest before.
const ROWS_MAX: usize = 100_000;
/// Finished rows older than this are removed.
const FINISHED_KEPT_MS: i64 = 7 * 86_400_000;
/// A row whose call was interrupted by the end of the app is due again after this time.
const STUCK_MS: i64 = 5 * 60_000;
/// How long the worker waits after a failure the first time, and when it finds nothing.
pub const BACKOFF_MS: i64 = 5_000;
/// How many rows the worker takes at once.
pub const BATCH: usize = 20;

/// The events that a webhook can be registered for.
pub const EVENTS: [&str; 10] = [
    "sms:received",
    "sms:sent",
    "sms:delivered",
    "sms:failed",
    "system:ping",
    "sms:data-received",
    "mms:received",
    "mms:downloaded",
    "app:started",
    "sms:cancelled",
];

/// A registration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub id: String,
    pub url: String,
    pub event: &'static str,
}

/// Where a row of the queue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Waits for its next attempt.
    Waiting,
    /// A call is under way, or the app ended during one.
    Processing,
    /// The receiver answered with 2xx.
    Completed,
    /// All attempts failed.
    GivenUp,
}

/// A row of the queue. The URL is that at the time of the event: registering the webhook anew changes no row.
#[derive(Debug, Clone)]
pub struct Row {
    pub url: String,
    pub payload: String,
    pub state: RowState,
    pub retries: i64,
    pub created_at_ms: i64,
    pub next_attempt_ms: i64,
}

/// The tables.
#[derive(Debug, Default)]
pub struct Webhooks {
    registrations: Vec<Registration>,
    rows: BTreeMap<u64, Row>,
    count: u64,
    /// The worker that Android keeps for the app; `Some(true)`: it runs only while the phone has internet. The setting
    /// counts when the worker is created, so a later change does not free a worker that waits.
    pub worker: Option<bool>,
}

impl Webhooks {
    pub fn registrations(&self) -> &[Registration] {
        &self.registrations
    }

    /// Adds a registration, or replaces that with the same id.
    pub fn upsert(&mut self, registration: Registration) {
        match self.registrations.iter_mut().find(|one| one.id == registration.id) {
            Some(found) => *found = registration,
            None => self.registrations.push(registration),
        }
    }

    /// Removes a registration. What is queued for it is still sent.
    pub fn remove(&mut self, id: &str) {
        self.registrations.retain(|one| one.id != id);
    }

    /// Adds a row.
    pub fn enqueue(&mut self, url: &str, payload: String, now_ms: i64) {
        self.count += 1;
        let row = Row {
            url: url.to_owned(),
            payload,
            state: RowState::Waiting,
            retries: 0,
            created_at_ms: now_ms,
            next_attempt_ms: now_ms,
        };
        self.rows.insert(self.count, row);
        if self.rows.len() > ROWS_MAX {
            let finished = self.rows.iter().find(|(_, row)| is_finished(row)).map(|(number, _)| *number);
            finished.or_else(|| self.rows.keys().next().copied()).and_then(|number| self.rows.remove(&number));
        }
    }

    pub fn row_mut(&mut self, number: u64) -> Option<&mut Row> {
        self.rows.get_mut(&number)
    }

    /// All rows, the oldest first.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    /// Whether a row waits for an attempt, now or later. Interrupted rows don't count.
    pub fn has_waiting(&self) -> bool {
        self.rows.values().any(|row| row.state == RowState::Waiting)
    }

    /// The rows that are due, those due first in front, at most a batch. Interrupted rows are recovered first.
    pub fn due(&mut self, now_ms: i64) -> Vec<u64> {
        for row in self.rows.values_mut() {
            if row.state == RowState::Processing && row.next_attempt_ms < now_ms - STUCK_MS {
                row.state = RowState::Waiting;
            }
        }
        let is_due = |row: &Row| row.state == RowState::Waiting && row.next_attempt_ms <= now_ms;
        let due = self.rows.iter().filter(|(_, row)| is_due(row));
        let mut due: Vec<(i64, u64)> = due.map(|(number, row)| (row.next_attempt_ms, *number)).collect();
        due.sort_unstable();
        due.into_iter().take(BATCH).map(|(_, number)| number).collect()
    }

    /// Notes how a call ended. The wait doubles with each failure; after `retries_max` retries the row is given up.
    pub fn settle(&mut self, number: u64, success: bool, retries_max: i64, now_ms: i64) {
        let Some(row) = self.rows.get_mut(&number) else { return };
        if success {
            row.state = RowState::Completed;
        } else if row.retries < retries_max {
            let doublings = u32::try_from(row.retries).unwrap_or(u32::MAX).min(40);
            row.state = RowState::Waiting;
            row.next_attempt_ms = now_ms.saturating_add(BACKOFF_MS.saturating_mul(1 << doublings));
            row.retries += 1;
        } else {
            row.state = RowState::GivenUp;
        }
    }

    /// Removes finished rows that are old, which the worker does when it ends.
    pub fn clean_up(&mut self, now_ms: i64) {
        self.rows.retain(|_, row| !is_finished(row) || row.created_at_ms >= now_ms - FINISHED_KEPT_MS);
    }
}

fn is_finished(row: &Row) -> bool {
    matches!(row.state, RowState::Completed | RowState::GivenUp)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_rows(count: usize) -> Webhooks {
        let mut webhooks = Webhooks::default();
        (0..count).for_each(|nth| webhooks.enqueue("https://a.example", nth.to_string(), 0));
        webhooks
    }

    #[test]
    fn the_wait_doubles_up_to_the_last_retry() {
        let mut webhooks = with_rows(1);
        let mut now = 0;
        let mut gaps = Vec::new();
        while webhooks.has_waiting() {
            webhooks.settle(1, false, 15, now);
            let next = webhooks.row_mut(1).unwrap().next_attempt_ms;
            gaps.push((next - now) / 1000);
            now = next;
        }
        gaps.pop();
        assert_eq!(gaps, (0..15).map(|doublings| 5 << doublings).collect::<Vec<i64>>());
        assert_eq!(gaps.last(), Some(&81_920));
        assert_eq!(webhooks.row_mut(1).unwrap().state, RowState::GivenUp);
    }

    #[test]
    fn a_batch_has_twenty_rows_and_those_due_first() {
        let mut webhooks = with_rows(25);
        webhooks.settle(1, false, 15, 0);
        assert_eq!(webhooks.due(0), (2..22).collect::<Vec<u64>>());
        webhooks.row_mut(3).unwrap().next_attempt_ms = -1;
        assert_eq!(webhooks.due(0)[0], 3);
    }

    #[test]
    fn an_interrupted_row_is_due_again_after_five_minutes() {
        let mut webhooks = with_rows(1);
        webhooks.row_mut(1).unwrap().state = RowState::Processing;
        assert!(webhooks.due(STUCK_MS).is_empty());
        assert!(!webhooks.has_waiting());
        assert_eq!(webhooks.due(STUCK_MS + 1), [1]);
    }

    #[test]
    fn finished_rows_are_kept_for_a_week() {
        let mut webhooks = with_rows(2);
        webhooks.settle(1, true, 15, 0);
        webhooks.clean_up(FINISHED_KEPT_MS);
        assert_eq!(webhooks.rows().count(), 2);
        webhooks.clean_up(FINISHED_KEPT_MS + 1);
        assert_eq!(webhooks.rows().count(), 1, "the row that waits stays");
    }

    #[test]
    fn an_id_is_registered_once() {
        let mut webhooks = Webhooks::default();
        for url in ["https://a.example", "https://b.example"] {
            webhooks.upsert(Registration { id: "1".to_owned(), url: url.to_owned(), event: EVENTS[0] });
        }
        assert_eq!(webhooks.registrations().len(), 1);
        assert_eq!(webhooks.registrations()[0].url, "https://b.example");
        webhooks.remove("1");
        assert!(webhooks.registrations().is_empty());
    }
}
