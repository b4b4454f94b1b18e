//! Injects faults into a modem.

use std::time::Duration;

use super::SimModem;
use super::coverage::Coverage;
use super::fault::{Fault, Faults, Rule};
use super::power::{Boot, Timer};
use super::storage::{Status, Stored};
use super::work::{Input, Work};
use crate::model::StoreName;

/// The most rules that wait for their command.
const RULES_MAX: usize = 1000;
const GARBAGE_MAX: usize = 64 * 1024;

impl SimModem {
    pub fn fault(&mut self, fault: Fault, now: Duration) {
        self.advance(now);
        match fault {
            Fault::Silent(span) => self.fall_silent(span),
            Fault::ResetSilently { instant } => self.reset(if instant { Boot::Instant } else { Boot::Silent }),
            Fault::Reset => self.reset(Boot::Visible),
            Fault::Garbage(count) => {
                let bytes: Vec<u8> = (0..count.min(GARBAGE_MAX)).map(|_| self.random.byte()).collect();
                self.write(&bytes, None);
            }
            Fault::HangUp(span) => self.hang_up(span),
            Fault::LoseUrcs(count) => self.faults.lose_urcs = count,
            Fault::LoseUrcsFor(span) => self.faults.lose_urcs_until = self.now + span,
            Fault::Answer { command, times, answer } => {
                if times > 0 && self.faults.rules.len() < RULES_MAX {
                    self.faults.rules.push_back(Rule { command: command.to_ascii_uppercase(), times, answer });
                }
            }
            Fault::Refuse { after, answer } => self.faults.refuse = Some((after, answer)),
            Fault::SendResult { times, answer } => {
                if times > 0 && self.faults.send.len() < RULES_MAX {
                    self.faults.send.push_back((times, answer));
                }
            }
            Fault::Full => self.fill(),
            Fault::Roomy => self.empty(),
            Fault::Coverage(coverage) => self.cover(coverage),
            Fault::Call { number, rings } => {
                self.later(Duration::ZERO, Timer::Ring { number, nth: 0, left: rings.min(1000) })
            }
        }
        self.advance(now);
    }

    /// Ends all pending and current faults of port and network. Their effects remain: a modem that was reset has lost
    /// its settings.
    pub fn heal(&mut self, now: Duration) {
        self.advance(now);
        self.faults = Faults::default();
        self.cover(Coverage::Home);
        self.empty();
    }

    fn hang_up(&mut self, span: Duration) {
        if self.power.port {
            self.power.port = false;
            self.uart.cut();
            self.delayed.clear();
            self.input = Input::default();
            self.later(span, Timer::PortBack);
        }
    }

    fn fall_silent(&mut self, span: Duration) {
        let until = self.faults.silent_until.max(self.now + span);
        self.faults.silent_until = until;
        if let Some(Work { until: due, .. }) = &mut self.work {
            *due = (*due).max(until);
        }
    }

    fn fill(&mut self) {
        for name in [StoreName::SM, StoreName::ME] {
            let Some(store) = self.store_mut(name) else { continue };
            while store.put(Stored { status: Status::Unsent, pdu: draft() }).is_some() {}
        }
    }

    fn empty(&mut self) {
        for name in [StoreName::SM, StoreName::ME] {
            let Some(store) = self.store_mut(name) else { continue };
            let drafts: Vec<usize> =
                store.iter().filter(|(_, stored)| stored.pdu == draft()).map(|(position, _)| position).collect();
            for position in drafts {
                store.take(position);
            }
        }
    }
}

/// A draft: an SMS-SUBMIT to `+12025550100`, "hi".
fn draft() -> Vec<u8> {
    vec![0, 0x01, 0, 11, 0x91, 0x21, 0x20, 0x55, 0x05, 0x01, 0xF0, 0, 0, 2, 0xE8, 0x34]
}
