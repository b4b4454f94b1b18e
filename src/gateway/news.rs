//! What the operator should hear of, in the log.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::DeviceName;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Something is not being delivered.
    Undelivered(String),
    /// Something is not as it should be.
    Warning(String),
    /// It is again.
    Note(String),
}

/// A destination that stays down is told of again after so long.
const AGAIN: Duration = Duration::from_secs(3600);

/// Deliveries that were set aside are told of so often for each destination.
const STUCK_AGAIN: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub(super) struct Journal {
    news: Vec<News>,
    /// Destinations of which was told that they are down, and when.
    down: BTreeMap<DeviceName, Duration>,
    /// Deliveries that were set aside, by destination: when that was last told of, and how many since.
    stuck: BTreeMap<DeviceName, (Duration, u64)>,
}

impl Journal {
    pub fn warn(&mut self, what: String) {
        self.news.push(News::Warning(what));
    }

    pub fn held(&mut self, why: Option<&str>) {
        self.news.push(match why {
            Some(why) => News::Warning(format!("nothing is sent until `simgate outbox release`: {why}")),
            None => News::Note("the outbox was released: messages are sent again".to_owned()),
        });
    }

    fn undelivered(&mut self, what: String) {
        self.news.push(News::Undelivered(what));
    }

    /// A destination failed again that has been down since then. The first time may be for once.
    pub fn is_down(&mut self, destination: &DeviceName, since: Duration, why: &str, now: Duration) {
        let told = self.down.get(destination);
        if since < now && told.is_none_or(|&told| now.saturating_sub(told) >= AGAIN) {
            let seconds = (now - since).as_secs();
            self.undelivered(format!("`{destination}` takes nothing, since {seconds} s: {why}; what is for it waits"));
            self.down.insert(destination.clone(), now);
        }
    }

    pub fn is_up(&mut self, destination: &DeviceName) {
        if self.down.remove(destination).is_some() {
            self.news.push(News::Note(format!("`{destination}` takes what is for it again")));
        }
    }

    pub fn is_dead(&mut self, destination: &DeviceName, delivery: i64, why: &str) {
        self.undelivered(format!("delivery {delivery} to `{destination}` is not tried again: {why}"));
    }

    /// A delivery failed while others passed, for the first time. Where there are many they are told of together.
    pub fn note_stuck(&mut self, destination: &DeviceName, delivery: i64, why: &str, now: Duration) {
        let known = self.stuck.get(destination).copied();
        let others = known.map_or(0, |(_, others)| others);
        if known.is_some_and(|(told_at, _)| now.saturating_sub(told_at) < STUCK_AGAIN) {
            self.stuck.insert(destination.clone(), (known.map_or(now, |(told_at, _)| told_at), others + 1));
            return;
        }
        self.stuck.insert(destination.clone(), (now, 0));
        let and_others = if others > 0 { format!(", and {others} others before it,") } else { String::new() };
        self.warn(format!(
            "delivery {delivery} to `{destination}`{and_others} is set aside, since others pass: {why}; it is tried \
             again by its own schedule: see `simgate deliveries list --state pending`"
        ));
    }

    pub fn take(&mut self) -> Vec<News> {
        std::mem::take(&mut self.news)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_told_of_when_it_goes_and_when_it_is_back() {
        let secs = Duration::from_secs;
        let (backend, other) = (DeviceName::parse("backend").unwrap(), DeviceName::parse("other").unwrap());
        let mut journal = Journal::default();
        journal.is_down(&backend, secs(10), "refused", secs(10));
        journal.is_up(&backend);
        assert_eq!(journal.take(), [], "it was for once");
        journal.is_down(&backend, secs(20), "refused", secs(20));
        journal.is_down(&backend, secs(20), "refused", secs(21));
        journal.is_down(&backend, secs(20), "refused", secs(23));
        journal.is_up(&other);
        let told = "`backend` takes nothing, since 1 s: refused; what is for it waits";
        assert_eq!(journal.take(), [News::Undelivered(told.into())]);
        journal.is_down(&backend, secs(20), "timeout", secs(3621));
        let told = "`backend` takes nothing, since 3601 s: timeout; what is for it waits";
        assert_eq!(journal.take(), [News::Undelivered(told.into())]);
        journal.is_up(&backend);
        journal.is_up(&backend);
        assert_eq!(journal.take(), [News::Note("`backend` takes what is for it again".into())]);
    }
}
