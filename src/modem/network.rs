//! What the modem says of the network, its radio and its SMSC, and what that means for messages.

use std::collections::BTreeMap;

use crate::at::Reply;
use crate::at::reply::{self, Domain, Registration};
use crate::flow::DeviceState;

/// A radio that stays off is left alone after so many tries.
const SWITCH_ON_MAX: u8 = 3;

pub(super) const USUAL_DOMAINS: [Domain; 2] = [Domain::Circuit, Domain::Evolved];
/// Asked only where the usual two don't carry messages.
pub(super) const OTHER_DOMAINS: [Domain; 2] = [Domain::Packet, Domain::FiveG];

/// Kept as long as the port is open.
#[derive(Debug, Default)]
pub(super) struct Network {
    registrations: BTreeMap<Domain, Registration>,
    pub signal_dbm: Option<i16>,
    /// `<fun>` of `+CFUN?`, where the modem tells, and how often the radio was switched on in vain.
    radio: Option<u8>,
    switched_on: u8,
    /// The SMSC that the card names; `smsc_told`: the modem has answered that question.
    pub smsc: Option<String>,
    smsc_told: bool,
}

impl Network {
    pub fn registered(&mut self, domain: Domain, state: Registration) {
        self.registrations.insert(domain, state);
    }

    pub fn unregistered(&mut self, domain: Domain) {
        self.registrations.remove(&domain);
    }

    /// Whether the usual two, circuit switched and LTE, say that they carry no messages: 5G alone does, and data may.
    pub fn needs_other_domains(&self) -> bool {
        let usual = USUAL_DOMAINS.iter().filter_map(|domain| self.registrations.get(domain));
        usual.max().is_some_and(|best| !best.carries_sms())
    }

    /// Where the usual two carry messages, what the others said once is of no use any more.
    pub fn forget_other_domains(&mut self) {
        self.registrations.retain(|domain, _| !OTHER_DOMAINS.contains(domain));
    }

    fn has_data_alone(&self) -> bool {
        let mut carrying = self.registrations.iter().filter(|(_, state)| state.carries_sms());
        carrying.all(|(domain, _)| *domain == Domain::Packet)
    }

    /// The best of what the domains say.
    pub fn registration(&self) -> Option<Registration> {
        self.registrations.values().copied().max()
    }

    /// `+CFUN?`.
    pub fn note_radio(&mut self, reply: &Reply) {
        self.radio = reply.find(reply::functionality);
        if !self.radio_is_off() {
            self.switched_on = 0;
        }
    }

    /// Minimum, flight mode, and what some Huawei call offline.
    fn radio_is_off(&self) -> bool {
        matches!(self.radio, Some(0 | 4 | 7))
    }

    pub fn may_switch_radio_on(&self) -> bool {
        self.radio_is_off() && self.switched_on < SWITCH_ON_MAX
    }

    pub fn count_switching_on(&mut self) {
        self.switched_on += 1;
    }

    /// `+CSCA?`: what was answered without a number is that there is none.
    pub fn note_smsc(&mut self, reply: &Reply) {
        self.smsc = reply.find(reply::smsc);
        self.smsc_told = self.smsc.is_some() || reply.lines.iter().any(|line| line.starts_with("+CSCA:"));
    }

    /// `announces`: the modem tells of new messages. `radio_on`: the operator lets a radio be switched on.
    pub fn verdict(&self, announces: bool, radio_on: bool) -> (DeviceState, String) {
        let (state, mut reason) = self.reception(announces, radio_on);
        if self.smsc_told && self.smsc.is_none() {
            reason.push_str("; its card names no SMSC, so nothing can be sent: set `smsc` in its [[sim]]");
        }
        (state, reason)
    }

    fn reception(&self, announces: bool, radio_on: bool) -> (DeviceState, String) {
        let registration = self.registration();
        if !registration.is_some_and(Registration::carries_sms) && self.radio_is_off() {
            let mode = self.radio.unwrap_or_default();
            let why = if radio_on { "`AT+CFUN=1` does not change that" } else { "`radio_on = false` leaves it so" };
            return (DeviceState::NoNetwork, format!("flight mode: its radio is off (`+CFUN: {mode}`), and {why}"));
        }
        let receives = match registration {
            // A modem that says nothing of the network may receive all the same.
            None => "receives; the modem does not tell its registration",
            Some(state) if !state.carries_sms() => {
                return (DeviceState::NoNetwork, format!("network: {}", state.as_str()));
            }
            Some(_) if !announces => "receives; the modem announces nothing, its stores are polled",
            Some(_) if self.has_data_alone() => {
                "receives; registered for data only, where not every network carries messages"
            }
            Some(_) => "receives",
        };
        (DeviceState::Ready, receives.to_owned())
    }
}
