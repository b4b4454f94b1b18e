//! What a modem reports of the ways by which messages reach its line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::at::reply::{Domain, Registration};

/// What a modem reports of the ways by which messages reach its line. The store keeps it in this form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reception {
    /// The registration in each domain that the modem reports.
    pub registrations: BTreeMap<Domain, Registration>,
    /// Whether IMS carries messages. `None`: not reported, or nothing depends on it.
    pub ims: Option<bool>,
    /// Whether the card or the configuration names an SMSC, without which nothing can be sent. `None`: not reported.
    pub smsc: Option<bool>,
    /// The radio is off.
    pub radio_off: bool,
    /// The store that receives is full of messages that simgate can't delete.
    pub store_full: bool,
}

impl Reception {
    /// The registration in a domain.
    pub fn of(&self, domain: Domain) -> Option<Registration> {
        self.registrations.get(&domain).copied()
    }

    /// Whether a domain carries messages.
    pub fn carries(&self, domain: Domain) -> bool {
        self.of(domain).is_some_and(Registration::carries_sms)
    }

    /// Whether a network serves the line in any domain.
    pub fn is_registered(&self) -> bool {
        self.registrations.values().any(|state| state.carries_sms())
    }

    /// Whether a network refuses the line, and none serves it.
    pub fn is_denied(&self) -> bool {
        !self.is_registered() && self.registrations.values().any(|state| *state == Registration::Denied)
    }

    /// Whether the networks that serve the line are all not its own. `None`: none serves it.
    pub fn roaming(&self) -> Option<bool> {
        let mut serving = self.registrations.values().filter(|state| state.carries_sms()).peekable();
        serving.peek()?;
        Some(serving.all(|state| *state == Registration::Roaming))
    }

    /// Whether messages come by IMS, if at all: LTE or 5G serves the line, and nothing circuit switched.
    pub fn depends_on_ims(&self) -> bool {
        !self.carries(Domain::Circuit) && (self.carries(Domain::Evolved) || self.carries(Domain::FiveG))
    }

    /// Each domain with its registration, for a person.
    pub fn listed(&self) -> String {
        let one = |(domain, state): (&Domain, &Registration)| format!("{} {}", word(*domain), state.as_str());
        self.registrations.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

fn word(domain: Domain) -> &'static str {
    match domain {
        Domain::Circuit => "2G/3G",
        Domain::Packet => "data",
        Domain::Evolved => "LTE",
        Domain::FiveG => "5G",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Registration as R;

    #[test]
    fn a_network_that_refuses_in_one_domain_and_serves_in_another_denies_nothing() {
        let of = |circuit, evolved| Reception {
            registrations: [(Domain::Circuit, circuit), (Domain::Evolved, evolved)].into(),
            ..Reception::default()
        };
        assert!(of(R::Denied, R::Searching).is_denied());
        assert!(!of(R::Denied, R::Home).is_denied() && !of(R::Searching, R::Unknown).is_denied());
        assert!(!Reception::default().is_denied() && !Reception::default().is_registered());
        assert_eq!(of(R::Denied, R::Searching).listed(), "2G/3G denied, LTE searching");
        let roaming = [of(R::Roaming, R::Searching), of(R::Roaming, R::Home), of(R::Denied, R::Searching)];
        assert_eq!(roaming.map(|facts| facts.roaming()), [Some(true), Some(false), None]);
    }

    #[test]
    fn the_facts_are_stored_in_words() {
        let registrations = [(Domain::Evolved, R::NotRegistered), (Domain::FiveG, R::Home)].into();
        let facts = Reception { registrations, smsc: Some(false), ..Reception::default() };
        let stored = serde_json::to_string(&facts).unwrap();
        assert!(stored.contains(r#"{"lte":"not registered","5g":"home"}"#), "{stored}");
        assert_eq!(serde_json::from_str::<Reception>(&stored).unwrap(), facts);
        assert_eq!(serde_json::from_str::<Reception>("{}").unwrap(), Reception::default());
    }
}
