//! Feeds systemd's watchdog while there is progress: the gateway's thread answers, and every
//! device's task has moved on. A process that merely lives starves it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::inbox::Inbox;
use crate::model::DeviceName;
use crate::systemd;

/// What counts up in each device's task while it makes progress.
pub type Pulses = BTreeMap<DeviceName, Arc<AtomicU64>>;

pub async fn feed(inbox: Inbox, pulses: Pulses) {
    let Some(interval) = systemd::watchdog_interval() else { return };
    let mut last = BTreeMap::new();
    loop {
        tokio::time::sleep(interval).await;
        let answered = tokio::time::timeout(interval, inbox.ping()).await;
        match look(matches!(answered, Ok(Ok(()))), &pulses, &mut last) {
            Ok(()) => systemd::alive(),
            Err(Standstill::Gateway) => tracing::error!("the gateway's thread does not answer"),
            Err(Standstill::Devices(names)) => tracing::error!(devices = names.join(" "), "no progress"),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Standstill {
    Gateway,
    Devices(Vec<String>),
}

/// Whether all have moved on since the last look, which it notes.
fn look(answered: bool, pulses: &Pulses, last: &mut BTreeMap<DeviceName, u64>) -> Result<(), Standstill> {
    let mut stuck = Vec::new();
    for (device, pulse) in pulses {
        let beats = pulse.load(Ordering::Relaxed);
        if last.insert(device.clone(), beats) == Some(beats) {
            stuck.push(device.to_string());
        }
    }
    match (answered, stuck.is_empty()) {
        (false, _) => Err(Standstill::Gateway),
        (true, false) => Err(Standstill::Devices(stuck)),
        (true, true) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_task_that_stands_still_starves_it_and_so_does_the_gateway() {
        let names = ["modem-1", "modem-2"].map(|name| DeviceName::parse(name).unwrap());
        let pulses: Pulses = names.iter().map(|name| (name.clone(), Arc::default())).collect();
        let beat = |of: usize| pulses[&names[of]].fetch_add(1, Ordering::Relaxed);
        let mut last = BTreeMap::new();
        assert_eq!(look(true, &pulses, &mut last), Ok(()), "the first look knows of none before");
        beat(0);
        assert_eq!(look(true, &pulses, &mut last), Err(Standstill::Devices(vec!["modem-2".into()])));
        beat(0);
        beat(1);
        assert_eq!(look(false, &pulses, &mut last), Err(Standstill::Gateway));
        beat(0);
        beat(1);
        assert_eq!(look(true, &pulses, &mut last), Ok(()));
        assert!(matches!(look(true, &pulses, &mut last), Err(Standstill::Devices(both)) if both.len() == 2));
    }
}
