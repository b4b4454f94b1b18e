//! Which destinations the operator has heard of, and when: what goes on is not told of each time.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::gateway::alerts::Alert;
use crate::model::{DeliveryRow, Name};

/// A destination that stays down is told of again after so long.
const AGAIN: Duration = Duration::from_secs(3600);

/// Deliveries that were set aside are told of so often for each destination.
const STUCK_AGAIN: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
pub struct Journal {
    /// Destinations of which was told that they are down, and when.
    down: BTreeMap<Name, Duration>,
    /// Deliveries that were set aside, by destination: when that was last told of, and how many since.
    stuck: BTreeMap<Name, (Duration, u64)>,
}

impl Journal {
    /// A destination failed again that has been down since then. The first time may be for once.
    pub fn note_down(
        &mut self,
        destination: &Name,
        since: Duration,
        why: &str,
        now: Duration,
        alerts: &mut Vec<Alert>,
    ) {
        let told = self.down.get(destination);
        if since < now && told.is_none_or(|&told| now.saturating_sub(told) >= AGAIN) {
            let seconds = (now - since).as_secs();
            alerts.push(Alert::Undelivered(format!(
                "`{destination}` takes nothing, since {seconds} s: {why}; what is for it waits"
            )));
            self.down.insert(destination.clone(), now);
        }
    }

    pub fn note_up(&mut self, destination: &Name, alerts: &mut Vec<Alert>) {
        if self.down.remove(destination).is_some() {
            alerts.push(Alert::Note(format!("`{destination}` takes what is for it again")));
        }
    }

    /// A delivery failed while others passed, for the first time. Where there are many they are told of together.
    pub fn note_stuck(
        &mut self,
        destination: &Name,
        delivery: DeliveryRow,
        why: &str,
        now: Duration,
        alerts: &mut Vec<Alert>,
    ) {
        let known = self.stuck.get(destination).copied();
        let others = known.map_or(0, |(_, others)| others);
        if known.is_some_and(|(told_at, _)| now.saturating_sub(told_at) < STUCK_AGAIN) {
            self.stuck.insert(destination.clone(), (known.map_or(now, |(told_at, _)| told_at), others + 1));
            return;
        }
        self.stuck.insert(destination.clone(), (now, 0));
        let and_others = if others > 0 { format!(", and {others} others before it,") } else { String::new() };
        alerts.push(Alert::Warning(format!(
            "delivery {delivery} to `{destination}`{and_others} is set aside, since others pass: {why}; it is tried \
             again by its own schedule: see `simgate deliveries list --state pending`"
        )));
    }
}

/// A delivery became a dead letter.
pub fn dead(destination: &Name, delivery: DeliveryRow, why: &str) -> Alert {
    Alert::Undelivered(format!("delivery {delivery} to `{destination}` is not tried again: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_destination_is_told_of_when_it_goes_and_when_it_is_back() {
        let secs = Duration::from_secs;
        let (backend, other) = (Name::parse("backend").unwrap(), Name::parse("other").unwrap());
        let (mut journal, mut alerts) = (Journal::default(), Vec::new());
        journal.note_down(&backend, secs(10), "refused", secs(10), &mut alerts);
        journal.note_up(&backend, &mut alerts);
        assert_eq!(alerts, [], "it was for once");
        journal.note_down(&backend, secs(20), "refused", secs(20), &mut alerts);
        journal.note_down(&backend, secs(20), "refused", secs(21), &mut alerts);
        journal.note_down(&backend, secs(20), "refused", secs(23), &mut alerts);
        journal.note_up(&other, &mut alerts);
        let told = "`backend` takes nothing, since 1 s: refused; what is for it waits";
        assert_eq!(std::mem::take(&mut alerts), [Alert::Undelivered(told.into())]);
        journal.note_down(&backend, secs(20), "timeout", secs(3621), &mut alerts);
        let told = "`backend` takes nothing, since 3601 s: timeout; what is for it waits";
        assert_eq!(std::mem::take(&mut alerts), [Alert::Undelivered(told.into())]);
        journal.note_up(&backend, &mut alerts);
        journal.note_up(&backend, &mut alerts);
        assert_eq!(alerts, [Alert::Note("`backend` takes what is for it again".into())]);
    }
}
