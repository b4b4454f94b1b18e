//! What a phone reports to the gateway, whether simgate calls it or it dials in: how it is, and what became of messages.

use crate::flow::outbound::{Progress, Receipt};
use crate::flow::{DeviceReport, DeviceState, Event, LineReport, Takes, Warning};
use crate::model::{LineId, Name, Timestamp};

use super::message::Report;

/// Tickets of the machines are above this. Those of the endpoint for webhooks are far below.
const FIRST_TICKET: u64 = 1 << 62;
/// The code of the warning that a phone is away.
pub const AWAY: &str = "phone-away";

/// The reports of one phone.
pub struct Reporting {
    device: Name,
    /// Its slots, each a line.
    slots: Vec<u8>,
    last_ticket: u64,
    /// The last report of its state.
    reported: Option<DeviceReport>,
}

/// Whether a ticket is one of a machine.
pub fn is_ticket(ticket: u64) -> bool {
    ticket > FIRST_TICKET
}

impl Reporting {
    /// Nothing was reported yet.
    pub fn new(device: Name, slots: Vec<u8>) -> Self {
        Self { device, slots, last_ticket: FIRST_TICKET, reported: None }
    }

    /// A ticket that was never used.
    pub fn ticket(&mut self) -> u64 {
        self.last_ticket += 1;
        self.last_ticket
    }

    /// What became of messages, as events.
    pub fn messages(&mut self, reports: Vec<Report>, at: Timestamp) -> impl Iterator<Item = Event> {
        reports.into_iter().map(move |report| {
            let device = self.device.clone();
            match report {
                Report::Receipt { ticket, outcome } => Event::Receipt(Receipt { device, ticket, outcome }),
                Report::Progress { remote, state } => {
                    Event::Progress(Progress { device, ticket: self.ticket(), remote, state, at })
                }
            }
        })
    }

    /// The state, as an event if it has changed. `warnings`: `None` if they are not known.
    pub fn state(
        &mut self,
        state: DeviceState,
        reason: String,
        model: String,
        warnings: Option<Vec<Warning>>,
    ) -> Option<Event> {
        let line = |index: &u8| LineReport {
            line: LineId::Slot { device: self.device.clone(), index: *index },
            takes: Takes::Texts,
            number: None,
            registration: None,
            signal_dbm: None,
            reception: None,
        };
        let lines = self.slots.iter().map(line).collect();
        let (device, maker, imei) = (self.device.clone(), String::new(), None);
        let report = DeviceReport { device, state, reason, maker, model, imei, lines, warnings };
        if self.reported.as_ref() == Some(&report) {
            return None;
        }
        self.reported = Some(report.clone());
        Some(Event::Device(report))
    }

    /// Whether the last report has this warning.
    pub fn has_warning(&self, code: &str) -> bool {
        let warnings = self.reported.iter().filter_map(|report| report.warnings.as_ref()).flatten();
        warnings.into_iter().any(|warning| warning.code == code)
    }
}
