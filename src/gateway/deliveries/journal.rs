//! Raises alerts about destinations, and limits how often.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::gateway::alerts::Alert;
use crate::model::{DeliveryRow, Name};

/// How often an alert about a destination that stays down is repeated.
const AGAIN: Duration = Duration::from_secs(3600);

/// How often deliveries that were set aside cause an alert, for each destination.
const STUCK_AGAIN: Duration = Duration::from_secs(60);

/// The alerts that were raised.
#[derive(Debug, Default)]
pub struct Journal {
    /// Destinations that are down, with the time of the last alert.
    down: BTreeMap<Name, Duration>,
    /// Destinations with deliveries that were set aside: the time of the last alert, and how many followed without one.
    stuck: BTreeMap<Name, (Duration, u64)>,
}

impl Journal {
    /// Notes that a destination failed, which is down since `since`. The first failure raises no alert, because it
    /// may be the only one.
    pub fn note_down(
        &mut self,
        destination: &Name,
        since: Duration,
        why: &str,
        now: Duration,
        alerts: &mut Vec<Alert>,
    ) {
        let alerted_at = self.down.get(destination);
        if since < now && alerted_at.is_none_or(|&alerted_at| now.saturating_sub(alerted_at) >= AGAIN) {
            let seconds = (now - since).as_secs();
            alerts.push(Alert::Error(format!(
                "`{destination}` accepts nothing since {seconds} s: {why}; its deliveries wait"
            )));
            self.down.insert(destination.clone(), now);
        }
    }

    /// Notes that a destination is up.
    pub fn note_up(&mut self, destination: &Name, alerts: &mut Vec<Alert>) {
        if self.down.remove(destination).is_some() {
            alerts.push(Alert::Recovery(format!("`{destination}` accepts deliveries again")));
        }
    }

    /// Notes that a delivery was set aside for the first time. Many such deliveries share one alert.
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
        if known.is_some_and(|(alerted_at, _)| now.saturating_sub(alerted_at) < STUCK_AGAIN) {
            self.stuck.insert(destination.clone(), (known.map_or(now, |(alerted_at, _)| alerted_at), others + 1));
            return;
        }
        self.stuck.insert(destination.clone(), (now, 0));
        let and_others = if others > 0 { format!(", and {others} others before it,") } else { String::new() };
        alerts.push(Alert::Warning(format!(
            "delivery {delivery} to `{destination}`{and_others} failed while others were accepted: {why}; \
             it is set aside and retried by its own schedule: see `simgate deliveries list --state pending`"
        )));
    }
}

/// The alert for a delivery that became a dead letter.
pub fn dead(destination: &Name, delivery: DeliveryRow, why: &str) -> Alert {
    Alert::Error(format!("delivery {delivery} to `{destination}` is not tried again: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_is_raised_when_a_destination_goes_down_and_when_it_is_back() {
        let secs = Duration::from_secs;
        let (backend, other) = (Name::parse("backend").unwrap(), Name::parse("other").unwrap());
        let (mut journal, mut alerts) = (Journal::default(), Vec::new());
        journal.note_down(&backend, secs(10), "refused", secs(10), &mut alerts);
        journal.note_up(&backend, &mut alerts);
        assert_eq!(alerts, [], "one failure raises no alert");
        journal.note_down(&backend, secs(20), "refused", secs(20), &mut alerts);
        journal.note_down(&backend, secs(20), "refused", secs(21), &mut alerts);
        journal.note_down(&backend, secs(20), "refused", secs(23), &mut alerts);
        journal.note_up(&other, &mut alerts);
        let text = "`backend` accepts nothing since 1 s: refused; its deliveries wait";
        assert_eq!(std::mem::take(&mut alerts), [Alert::Error(text.into())]);
        journal.note_down(&backend, secs(20), "timeout", secs(3621), &mut alerts);
        let text = "`backend` accepts nothing since 3601 s: timeout; its deliveries wait";
        assert_eq!(std::mem::take(&mut alerts), [Alert::Error(text.into())]);
        journal.note_up(&backend, &mut alerts);
        journal.note_up(&backend, &mut alerts);
        assert_eq!(alerts, [Alert::Recovery("`backend` accepts deliveries again".into())]);
    }
}
