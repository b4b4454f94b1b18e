//! Feeds systemd's watchdog while there is progress: the gateway's thread answers, and the task of every device moves
//! on. A process that only exists is restarted.

use std::collections::BTreeMap;

use super::event_queue::EventQueue;
use super::roster::Devices;
use crate::model::Name;
use crate::systemd;

/// Feeds the watchdog until this task is aborted. Does nothing without a watchdog.
pub async fn feed(queue: EventQueue, devices: Devices) {
    let Some(interval) = systemd::watchdog_interval() else { return };
    let mut last = BTreeMap::new();
    loop {
        tokio::time::sleep(interval).await;
        let answered = tokio::time::timeout(interval, queue.ping()).await;
        match check(matches!(answered, Ok(Ok(()))), devices.pulses(), &mut last) {
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

/// Checks that the gateway answered and that each device made progress since the last check. A device's pulse counts up
/// while its task makes progress.
fn check(answered: bool, pulses: BTreeMap<Name, u64>, last: &mut BTreeMap<Name, u64>) -> Result<(), Standstill> {
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
    fn a_device_or_a_gateway_without_progress_starves_the_watchdog() {
        let names = ["modem-1", "modem-2"].map(|name| Name::parse(name).unwrap());
        let beats = |first: u64, second: u64| names.iter().cloned().zip([first, second]).collect();
        let mut last = BTreeMap::new();
        assert_eq!(check(true, beats(0, 0), &mut last), Ok(()), "nothing to compare with yet");
        assert_eq!(check(true, beats(1, 0), &mut last), Err(Standstill::Devices(vec!["modem-2".into()])));
        assert_eq!(check(false, beats(2, 1), &mut last), Err(Standstill::Gateway));
        assert_eq!(check(true, beats(3, 2), &mut last), Ok(()));
        assert!(matches!(check(true, beats(3, 2), &mut last), Err(Standstill::Devices(both)) if both.len() == 2));
        assert_eq!(check(true, BTreeMap::new(), &mut last), Ok(()), "no device runs");
    }
}
