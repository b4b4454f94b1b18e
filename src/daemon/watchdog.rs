//! Feeds systemd's watchdog while there is progress: the gateway's thread answers, and every
//! device's task has moved on. A process that merely lives starves it.

use std::collections::BTreeMap;

use super::event_queue::EventQueue;
use super::roster::Devices;
use crate::model::Name;
use crate::systemd;

pub async fn feed(queue: EventQueue, devices: Devices) {
    let Some(interval) = systemd::watchdog_interval() else { return };
    let mut last = BTreeMap::new();
    loop {
        tokio::time::sleep(interval).await;
        let answered = tokio::time::timeout(interval, queue.ping()).await;
        match look(matches!(answered, Ok(Ok(()))), devices.pulses(), &mut last) {
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

/// Whether all that are there have moved on since the last look, which it notes. `pulses` count up in each device's task
/// while it makes progress.
fn look(answered: bool, pulses: BTreeMap<Name, u64>, last: &mut BTreeMap<Name, u64>) -> Result<(), Standstill> {
    let stuck = pulses.iter().filter(|(device, beats)| last.get(*device) == Some(*beats));
    let stuck: Vec<String> = stuck.map(|(device, _)| device.to_string()).collect();
    *last = pulses;
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
        let names = ["modem-1", "modem-2"].map(|name| Name::parse(name).unwrap());
        let beats = |first: u64, second: u64| names.iter().cloned().zip([first, second]).collect();
        let mut last = BTreeMap::new();
        assert_eq!(look(true, beats(0, 0), &mut last), Ok(()), "the first look knows of none before");
        assert_eq!(look(true, beats(1, 0), &mut last), Err(Standstill::Devices(vec!["modem-2".into()])));
        assert_eq!(look(false, beats(2, 1), &mut last), Err(Standstill::Gateway));
        assert_eq!(look(true, beats(3, 2), &mut last), Ok(()));
        assert!(matches!(look(true, beats(3, 2), &mut last), Err(Standstill::Devices(both)) if both.len() == 2));
        assert_eq!(look(true, BTreeMap::new(), &mut last), Ok(()), "none is there");
    }
}
