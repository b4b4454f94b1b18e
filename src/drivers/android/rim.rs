//! What carries out the machine of a phone, whether simgate calls it or it dials in: events for the gateway, the log of
//! its state, and what follows a fault of simgate.

use std::time::Duration;

use crate::drivers::Gateway;
use crate::flow::{DeviceReport, DeviceState, Event};
use crate::model::Name;
use crate::task::Faults;

/// How often an idle task counts a pulse.
pub const PULSE: Duration = Duration::from_secs(5);
/// How long a device rests after a fault of simgate.
const FAULT_REST: Duration = Duration::from_secs(5);

/// The rim of one phone.
pub struct Rim {
    device: Name,
    gateway: Gateway,
    faults: Faults,
    /// The state that was logged last, and its reason.
    logged: Option<(DeviceState, String)>,
}

impl Rim {
    /// Nothing was logged yet.
    pub fn new(device: Name, gateway: Gateway, faults: Faults) -> Self {
        Self { device, gateway, faults, logged: None }
    }

    /// The gateway.
    pub fn gateway(&self) -> &Gateway {
        &self.gateway
    }

    /// Emits an event, and logs a state that is new.
    pub fn emit(&mut self, event: Event) {
        if let Event::Device(report) = &event {
            let state = (report.state, report.reason.clone());
            if self.logged.as_ref() != Some(&state) {
                log_state(report);
                self.logged = Some(state);
            }
        }
        (self.gateway.emit)(event);
    }

    /// Makes the submissions unknown that a panic ended, and rests.
    pub async fn rest_after_fault(&self, open: impl Iterator<Item = i64>) {
        let (device, faults) = (&self.device, self.faults.count(&self.device));
        tracing::error!(%device, faults, "a fault of simgate ended this device: it restarts");
        self.gateway.settle_after_fault(device, open);
        tokio::time::sleep(FAULT_REST).await;
    }
}

fn log_state(report: &DeviceReport) {
    let (device, reason) = (&report.device, report.reason.as_str());
    match report.state {
        DeviceState::Ready | DeviceState::Starting => {
            tracing::info!(%device, state = report.state.as_str(), reason, "device");
        }
        DeviceState::Absent | DeviceState::NoNetwork | DeviceState::Blocked | DeviceState::Resting => {
            tracing::warn!(%device, state = report.state.as_str(), reason, "device");
        }
    }
}
