//! Feeds systemd's watchdog while there is progress: the gateway's thread answers, and every
//! device's task has moved on. A process that merely lives starves it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::inbox::Inbox;
use crate::model::DeviceName;
use crate::systemd;

pub async fn feed(inbox: Inbox, pulses: BTreeMap<DeviceName, Arc<AtomicU64>>) {
    let Some(interval) = systemd::watchdog_interval() else { return };
    let mut last: BTreeMap<&DeviceName, u64> = BTreeMap::new();
    loop {
        tokio::time::sleep(interval).await;
        let answered = tokio::time::timeout(interval, inbox.ping()).await;
        let mut stuck = Vec::new();
        for (device, pulse) in &pulses {
            let beats = pulse.load(Ordering::Relaxed);
            if last.insert(device, beats) == Some(beats) {
                stuck.push(device.as_str());
            }
        }
        if !matches!(answered, Ok(Ok(()))) {
            tracing::error!("the gateway's thread does not answer");
        } else if !stuck.is_empty() {
            tracing::error!(devices = stuck.join(" "), "no progress");
        } else {
            systemd::alive();
        }
    }
}
