//! Whether a line can receive messages now, and why not.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::device::DeviceState;
use super::reception::Reception;
use crate::at::reply::{Domain, Registration};
use crate::model::Timestamp;

/// A message that arrived within this time contradicts that no way for messages is seen.
const RECENT: Duration = Duration::from_secs(86400);

/// Whether a line can receive messages. The words are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CanReceive {
    /// A message that is sent now arrives.
    Yes,
    /// It does not, and somebody must do something.
    No,
    /// What the device reports does not tell.
    Unknown,
}

/// Whether a line can receive messages now, the reason, and the facts behind it. The field names are a contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receives {
    /// The answer.
    pub answer: CanReceive,
    /// Why, in one sentence for a person.
    pub reason: String,
    /// The registration in each domain that the modem reports.
    pub registrations: BTreeMap<Domain, Registration>,
    /// Whether the network that serves it is not its own. `None`: no network serves it, as far as the device reports.
    pub roaming: Option<bool>,
    /// See [`Reception::ims`].
    pub ims: Option<bool>,
    /// See [`Reception::smsc`].
    pub smsc: Option<bool>,
    /// See [`Reception::store_full`].
    pub store_full: bool,
    /// When the line received its last message, in RFC 3339 form.
    pub last_received_at: Option<String>,
}

impl Receives {
    /// The answer for a line that is in no device. `reason` says where it was.
    pub fn absent(reason: &str, last: Option<Timestamp>, now: Timestamp) -> Self {
        Self::new(DeviceState::Absent, reason, None, last, now)
    }

    /// The answer for a line in a device with this state. `reception`: what the device reports of the network; phones
    /// and providers report nothing. `last`: when the line received its last message.
    pub fn new(
        state: DeviceState,
        reason: &str,
        reception: Option<&Reception>,
        last: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        let recent = last.is_some_and(|last| last >= now.before(RECENT));
        let (answer, reason) = match (state, reception) {
            (DeviceState::Absent | DeviceState::Blocked | DeviceState::Resting, _) => {
                (CanReceive::No, reason.to_owned())
            }
            (DeviceState::Starting, _) => (CanReceive::Unknown, reason.to_owned()),
            (DeviceState::NoNetwork, None) => (CanReceive::No, reason.to_owned()),
            (DeviceState::NoNetwork, Some(reception)) => (CanReceive::No, why_unserved(reception, reason)),
            (DeviceState::Ready, None) => (CanReceive::Yes, reason.to_owned()),
            (DeviceState::Ready, Some(reception)) => way(reception, recent),
        };
        let facts = reception.cloned().unwrap_or_default();
        Self {
            answer,
            reason,
            roaming: facts.roaming(),
            registrations: facts.registrations,
            ims: facts.ims,
            smsc: facts.smsc,
            store_full: facts.store_full,
            last_received_at: last.map(|last| last.to_string()),
        }
    }
}

/// Why no network serves the line. `reason` is the device's own.
fn why_unserved(facts: &Reception, reason: &str) -> String {
    if facts.radio_off || facts.registrations.is_empty() {
        return reason.to_owned();
    }
    let what = match facts.registrations.values().max() {
        _ if facts.is_denied() => "the network denies the registration",
        Some(Registration::EmergencyOnly) => "the network allows emergency calls only",
        Some(Registration::Searching) => "no network is found yet",
        Some(
            Registration::NotRegistered
            | Registration::Unknown
            | Registration::Denied
            | Registration::Home
            | Registration::Roaming,
        )
        | None => "no network serves it",
    };
    format!("{what} ({})", facts.listed())
}

/// The way by which messages come to a device that is ready. `recent`: one came lately.
fn way(facts: &Reception, recent: bool) -> (CanReceive, String) {
    let registered = if facts.roaming() == Some(true) { "registered, roaming" } else { "registered" };
    let says = |answer, rest: &str| (answer, format!("{registered}{rest}"));
    if facts.carries(Domain::Circuit) {
        return says(CanReceive::Yes, "");
    }
    if facts.ims == Some(true) && facts.depends_on_ims() {
        return says(CanReceive::Yes, "; messages come by IMS");
    }
    if facts.carries(Domain::FiveG) {
        return says(CanReceive::Unknown, " in 5G alone; the modem does not report whether it gets messages there");
    }
    match (facts.carries(Domain::Evolved), facts.ims, facts.of(Domain::Circuit)) {
        (true, Some(false), Some(_)) if !recent => {
            let listed = facts.listed();
            (CanReceive::No, format!("LTE for data alone: neither 2G/3G nor IMS carries messages ({listed})"))
        }
        (true, Some(false), _) => says(CanReceive::Unknown, " in LTE, without 2G/3G and IMS"),
        (true, Some(true) | None, _) => {
            says(CanReceive::Unknown, " in LTE alone; the modem does not report whether IMS carries messages")
        }
        (false, _, _) if facts.carries(Domain::Packet) => {
            says(CanReceive::Unknown, " for data only, where not every network carries messages")
        }
        (false, _, _) => (CanReceive::Unknown, "the modem does not report its registration".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Registration as R;

    const NOW: Timestamp = Timestamp::from_millis(1_795_343_400_000);

    fn reception(states: &[(Domain, Registration)], ims: Option<bool>) -> Reception {
        Reception { registrations: states.iter().copied().collect(), ims, ..Reception::default() }
    }

    fn answer(state: DeviceState, reception: Option<&Reception>) -> (CanReceive, String) {
        let Receives { answer, reason, .. } = Receives::new(state, "its own reason", reception, None, NOW);
        (answer, reason)
    }

    #[test]
    fn the_registrations_and_ims_decide_whether_a_ready_modem_receives() {
        use CanReceive::{No, Unknown, Yes};
        use Domain::{Circuit, Evolved, FiveG, Packet};
        let both = |circuit, evolved| vec![(Circuit, circuit), (Evolved, evolved)];
        for (states, ims, want, words) in [
            (both(R::Home, R::Home), None, Yes, "registered"),
            (vec![(Circuit, R::Roaming)], None, Yes, "registered, roaming"),
            (both(R::Roaming, R::Denied), Some(false), Yes, "registered, roaming"),
            (both(R::Searching, R::Home), Some(true), Yes, "registered; messages come by IMS"),
            (
                both(R::Searching, R::Home),
                Some(false),
                No,
                "LTE for data alone: neither 2G/3G nor IMS carries messages (2G/3G searching, LTE home)",
            ),
            (both(R::Denied, R::Home), None, Unknown, "registered in LTE alone; the modem does not report"),
            (vec![(Evolved, R::Home)], Some(false), Unknown, "registered in LTE, without"),
            (vec![(Circuit, R::Searching), (Packet, R::Home)], Some(true), Unknown, "registered for data only"),
            (vec![(Circuit, R::Searching), (FiveG, R::Home)], None, Unknown, "registered in 5G alone"),
            (vec![(Circuit, R::Searching), (FiveG, R::Home)], Some(true), Yes, "registered; messages come by IMS"),
            (vec![], None, Unknown, "the modem does not report its registration"),
        ] {
            let (found, reason) = answer(DeviceState::Ready, Some(&reception(&states, ims)));
            assert_eq!(found, want, "{states:?}, {ims:?}: {reason}");
            assert!(reason.starts_with(words), "{states:?}, {ims:?}: {reason}");
        }
    }

    #[test]
    fn a_line_that_no_network_serves_receives_nothing_for_a_reason() {
        let of = |circuit, evolved| reception(&[(Domain::Circuit, circuit), (Domain::Evolved, evolved)], None);
        let no = |words: &str| (CanReceive::No, words.to_owned());
        for (facts, words) in [
            (of(R::Denied, R::Searching), "the network denies the registration (2G/3G denied, LTE searching)"),
            (of(R::Denied, R::Unknown), "the network denies the registration (2G/3G denied, LTE unknown)"),
            (of(R::Searching, R::Searching), "no network is found yet (2G/3G searching, LTE searching)"),
            (of(R::EmergencyOnly, R::Searching), "the network allows emergency calls only"),
            (of(R::NotRegistered, R::Unknown), "no network serves it"),
            (Reception { radio_off: true, ..of(R::Denied, R::Denied) }, "its own reason"),
        ] {
            let (found, reason) = answer(DeviceState::NoNetwork, Some(&facts));
            assert!(found == CanReceive::No && reason.starts_with(words), "{reason}");
        }
        let served = of(R::Home, R::Home);
        for state in [DeviceState::Absent, DeviceState::Blocked, DeviceState::Resting] {
            assert_eq!(answer(state, Some(&served)), no("its own reason"), "{state:?}");
        }
        assert_eq!(answer(DeviceState::Starting, Some(&served)).0, CanReceive::Unknown);
        assert_eq!(Receives::absent("was never there", None, NOW).answer, CanReceive::No);
    }

    #[test]
    fn a_phone_that_is_ready_receives() {
        assert_eq!(answer(DeviceState::Ready, None), (CanReceive::Yes, "its own reason".to_owned()));
        assert_eq!(answer(DeviceState::NoNetwork, None).0, CanReceive::No);
    }

    /// SGs carries messages, and a few modems report no circuit switched registration for it.
    #[test]
    fn a_message_that_arrived_lately_contradicts_that_nothing_carries_messages() {
        let facts = reception(&[(Domain::Circuit, R::Searching), (Domain::Evolved, R::Home)], Some(false));
        let with = |last| Receives::new(DeviceState::Ready, "", Some(&facts), last, NOW).answer;
        assert_eq!(with(None), CanReceive::No);
        assert_eq!(with(Some(NOW.before(RECENT * 2))), CanReceive::No);
        assert_eq!(with(Some(NOW.before(RECENT / 2))), CanReceive::Unknown);
    }

    #[test]
    fn the_facts_are_shown_in_words() {
        let facts = Reception {
            smsc: Some(false),
            ..reception(&[(Domain::Evolved, R::NotRegistered), (Domain::FiveG, R::Home)], Some(true))
        };
        let shown = Receives::new(DeviceState::Ready, "", Some(&facts), Some(NOW), NOW);
        assert_eq!(
            serde_json::to_value(shown).unwrap(),
            serde_json::json!({
                "answer": "yes", "reason": "registered; messages come by IMS",
                "registrations": { "lte": "not registered", "5g": "home" }, "roaming": false, "ims": true,
                "smsc": false, "store_full": false, "last_received_at": NOW.to_string(),
            })
        );
    }
}
