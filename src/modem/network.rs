//! What the modem reports of the network, its radio and its SMSC, and what that means for messages (27.007 7.2, 8.2;
//! 27.005 3.3.1).

use std::time::Duration;

use crate::at::Reply;
use crate::at::reply::{self, Domain, Registration};
use crate::flow::DeviceState;
use crate::flow::reception::Reception;

/// After this many tries a radio that stays off is left alone.
const SWITCH_ON_MAX: u8 = 3;
/// After this time without a network the radio is switched off and on: SIM7600 loses the network silently, and nothing
/// else helps. Each time without effect doubles the time, up to the longest.
const CYCLE_AFTER: Duration = Duration::from_secs(600);
const CYCLE_AFTER_LONGEST: Duration = Duration::from_secs(6 * 3600);

/// The domains that are always queried.
pub(super) const USUAL_DOMAINS: [Domain; 2] = [Domain::Circuit, Domain::Evolved];
/// The domains that are queried only if the usual two don't carry messages.
pub(super) const OTHER_DOMAINS: [Domain; 2] = [Domain::Packet, Domain::FiveG];

/// The state of the network. It is kept as long as the port is open.
#[derive(Debug, Default)]
pub(super) struct Network {
    /// What reports say of it.
    pub reception: Reception,
    /// The signal in dBm, if the modem reports it.
    pub signal_dbm: Option<i16>,
    /// `<fun>` of `+CFUN?`, if the modem reports it, and how often the radio was switched on without effect.
    radio: Option<u8>,
    switch_on_tries: u8,
    /// The SMSC that the card names.
    pub smsc: Option<String>,
    outage: Outage,
}

/// A time without a network that carries messages.
#[derive(Debug, Default)]
struct Outage {
    since: Option<Duration>,
    /// How often the radio was switched off and on.
    cycles: u32,
    /// The radio is to be switched off and on at the next startup.
    is_cycle_due: bool,
}

impl Network {
    /// Notes the registration in a domain.
    pub fn note_registration(&mut self, domain: Domain, state: Registration) {
        self.reception.registrations.insert(domain, state);
        self.forget_ims();
    }

    /// Notes that the modem reports no registration in a domain.
    pub fn remove_registration(&mut self, domain: Domain) {
        self.reception.registrations.remove(&domain);
        self.forget_ims();
    }

    /// Whether the usual two domains, circuit switched and LTE, carry no messages: 5G does, and packet data may.
    pub fn needs_other_domains(&self) -> bool {
        let usual = USUAL_DOMAINS.iter().filter_map(|domain| self.reception.of(*domain));
        usual.max().is_some_and(|best| !best.carries_sms())
    }

    /// What the modem reported of IMS is not kept while nothing depends on it.
    fn forget_ims(&mut self) {
        if !self.reception.depends_on_ims() {
            self.reception.ims = None;
        }
    }

    /// Notes the reply to `+CIREG?`. A modem that refuses the command reports nothing of IMS.
    pub fn note_ims(&mut self, reply: &Reply) {
        self.reception.ims = reply.find(reply::ims_carries_sms);
    }

    /// Removes the registrations in the other domains, which don't matter while the usual two carry messages.
    pub fn remove_other_domains(&mut self) {
        self.reception.registrations.retain(|domain, _| !OTHER_DOMAINS.contains(domain));
    }

    fn has_data_alone(&self) -> bool {
        let mut carrying = self.reception.registrations.iter().filter(|(_, state)| state.carries_sms());
        carrying.all(|(domain, _)| *domain == Domain::Packet)
    }

    /// The best registration of all domains.
    pub fn registration(&self) -> Option<Registration> {
        self.reception.registrations.values().copied().max()
    }

    /// Notes the reply to `+CFUN?`.
    pub fn note_radio(&mut self, reply: &Reply) {
        self.radio = reply.find(reply::functionality);
        self.reception.radio_off = self.radio_is_off();
        if !self.radio_is_off() {
            self.switch_on_tries = 0;
        }
    }

    /// Whether the radio is off: minimum functionality, flight mode, or what some Huawei call offline.
    fn radio_is_off(&self) -> bool {
        matches!(self.radio, Some(0 | 4 | 7))
    }

    /// Whether the radio is off, and another try to switch it on is left.
    pub fn may_switch_radio_on(&self) -> bool {
        self.radio_is_off() && self.switch_on_tries < SWITCH_ON_MAX
    }

    /// Notes that the registration was queried. Returns whether the radio is to be switched off and on.
    pub fn note_outage(&mut self, now: Duration) -> bool {
        let registration = self.registration();
        if registration.is_none_or(Registration::carries_sms) {
            self.outage = Outage::default();
            return false;
        }
        let outage = &mut self.outage;
        let after = (CYCLE_AFTER * 2_u32.pow(outage.cycles.min(8))).min(CYCLE_AFTER_LONGEST);
        let is_due = now >= *outage.since.get_or_insert(now) + after;
        if is_due {
            (outage.since, outage.cycles, outage.is_cycle_due) = (Some(now), outage.cycles + 1, true);
        }
        is_due
    }

    /// Whether the radio is to be switched off and on now.
    pub fn take_cycle(&mut self) -> bool {
        std::mem::take(&mut self.outage.is_cycle_due)
    }

    /// Counts a try to switch the radio on.
    pub fn note_switch_on(&mut self) {
        self.switch_on_tries += 1;
    }

    /// Notes the reply to `+CSCA?`. A reply without a number means that the card names no SMSC.
    pub fn note_smsc(&mut self, reply: &Reply) {
        self.smsc = reply.find(reply::smsc);
        let is_answer = self.smsc.is_some() || reply.rows.iter().any(|row| row.starts_with("+CSCA:"));
        self.reception.smsc = is_answer.then_some(self.smsc.is_some());
    }

    /// Notes that the modem uses this SMSC from now on.
    pub fn set_smsc(&mut self, smsc: Option<String>) {
        self.reception.smsc = Some(smsc.is_some());
        self.smsc = smsc;
    }

    /// The state of the device and its reason. `announces`: the modem announces new messages. `radio_on`: simgate may
    /// switch on the radio.
    pub fn verdict(&self, announces: bool, radio_on: bool) -> (DeviceState, String) {
        let (state, mut reason) = self.reception(announces, radio_on);
        if self.reception.smsc == Some(false) {
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
            // A modem that reports no registration may receive all the same.
            None => "receives; the modem does not report its registration",
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
