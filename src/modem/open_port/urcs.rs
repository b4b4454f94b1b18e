//! What follows from an unsolicited result code.

use crate::at::reply::CardState;
use crate::at::urc::Urc;
use crate::flow::Event;
use crate::model::{Now, Timestamp};

use super::super::direct::ACKNOWLEDGE_WITHIN;
use super::super::outputs::Outputs;
use super::super::phase::Phase;
use super::super::restart::Reason;
use super::OpenPort;

impl OpenPort {
    /// Handles an unsolicited result code.
    pub(super) fn handle_urc(&mut self, urc: Urc, now: Now, out: &mut Outputs) {
        match (urc, &mut self.phase) {
            (Urc::Stored(slot), Phase::Serving(serving)) => serving.note_announcement(slot),
            (Urc::ReportStored(slot), Phase::Serving(serving)) => serving.note_report(slot),
            (Urc::Stored(slot) | Urc::ReportStored(slot), _) => self.backlog.add_slot(slot),
            (Urc::Message(direct) | Urc::Report(direct), Phase::Serving(serving)) => {
                serving.receive_direct(&direct, &mut self.backlog, &self.modem, now, out);
            }
            // The card, and whether the network expects an acknowledgement, are known only after the startup.
            (Urc::Message(direct) | Urc::Report(direct), _) => {
                self.backlog.add_message(direct, now.mono + ACKNOWLEDGE_WITHIN);
            }
            (Urc::OutOfStep(direct), Phase::Serving(serving)) => {
                let verdict = serving.out_of_step(&direct, &self.modem, now, out);
                self.obey(verdict, now, out);
            }
            (Urc::StoredSomewhere | Urc::StoreFull, Phase::Serving(serving)) => serving.sweep(),
            (Urc::Ussd(code), Phase::Serving(serving)) => serving.receive_ussd(&code, &self.modem, now.mono, out),
            (Urc::MessagesReady, _) if self.modem.stores.presence.is_absent() => {
                self.modem.stores.presence.reset();
                self.restart(&Reason::MessagesReady, now, out);
            }
            // The code may also mean that a card was inserted (SIM800: `SMS Ready`).
            (Urc::MessagesReady, Phase::Serving(serving)) => {
                serving.sweep();
                let verdict = serving.note_card_change(self.session.may_have_sent_body());
                self.obey(verdict, now, out);
            }
            (Urc::Card(CardState::Missing), _) if self.modem.sim.is_some() => {
                self.restart(&Reason::CardRemoved, now, out);
            }
            (Urc::Booted | Urc::Card(_), Phase::Serving(_)) => self.restart(&Reason::Booted, now, out),
            // The modem or its card may be ready now, so the wait ends.
            (Urc::StoreFull | Urc::MessagesReady | Urc::Booted | Urc::Card(_), Phase::Resting { until }) => {
                *until = now.mono;
            }
            (Urc::CardChanged, Phase::Serving(serving)) => {
                let verdict = serving.note_card_change(self.session.may_have_sent_body());
                self.obey(verdict, now, out);
            }
            (Urc::Registered(domain, state), phase) => {
                self.modem.network.note_registration(domain, state);
                if let Phase::Serving(serving) = phase {
                    serving.note_registration(domain, &mut self.modem);
                }
            }
            (Urc::Clock(clock), _) => {
                if let Some(seconds) = clock.unix_seconds() {
                    let wall = Timestamp::from_millis(seconds.saturating_mul(1000));
                    out.emit(Event::NetworkTime(Now { wall, ..now }));
                }
            }
            // Nothing to do, or not in this phase.
            (
                Urc::OutOfStep(_)
                | Urc::StoredSomewhere
                | Urc::StoreFull
                | Urc::MessagesReady
                | Urc::Booted
                | Urc::Card(_)
                | Urc::CardChanged
                | Urc::Ussd(_)
                | Urc::PowerAlarm(_)
                | Urc::Other(_)
                | Urc::Ring
                | Urc::Caller(_)
                | Urc::CallEnded,
                _,
            ) => {}
        }
    }
}
