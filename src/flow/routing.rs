//! Number -> owner -> destinations.

use std::collections::BTreeMap;

use crate::model::{DeviceName, Iccid, Msisdn, SimId};

/// What the operator says of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub name: DeviceName,
    pub number: Option<Msisdn>,
    /// So many last digits of whoever calls it are a code.
    pub missed_call_code: Option<u8>,
}

/// Who owns a number and where its messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    pub name: String,
    pub destinations: Vec<DeviceName>,
}

/// The operator's whole word on lines, owners and destinations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    pub lines: BTreeMap<Iccid, Line>,
    pub owners: BTreeMap<Msisdn, Owner>,
    /// Where the messages of numbers without an owner go.
    pub default_destinations: Vec<DeviceName>,
    /// Names of the cards that the operator has none for.
    pub derived: BTreeMap<SimId, String>,
}

/// Digits of a card's number in a derived name, if they tell it from all others.
const DIGITS_MIN: usize = 4;

impl Directory {
    /// Derives names for the cards that the operator has none for, from the order in which they were first seen. A card
    /// keeps its name while others come: a later one gets the longer name. What the operator named goes before all.
    pub fn name_cards<'a>(&mut self, seen: impl IntoIterator<Item = &'a SimId>) {
        self.derived.clear();
        for sim in seen {
            if let Some(name) = self.free_name(sim) {
                self.derived.insert(sim.clone(), name);
            }
        }
    }

    /// The operator's name for a line, or one made of what it is known by.
    pub fn line(&self, sim: &SimId) -> (String, Option<&Msisdn>) {
        if let SimId::Iccid(iccid) = sim
            && let Some(line) = self.lines.get(iccid)
        {
            return (line.name.to_string(), line.number.as_ref());
        }
        let name = self.derived.get(sim).cloned().or_else(|| self.free_name(sim));
        (name.unwrap_or_else(|| "unknown".to_owned()), None)
    }

    /// A name that no other line has. `None`: it is no card, or the operator has named it.
    fn free_name(&self, sim: &SimId) -> Option<String> {
        let (kind, digits) = match sim {
            SimId::Iccid(iccid) if self.lines.contains_key(iccid) => return None,
            SimId::Iccid(iccid) => ("sim", iccid.as_str()),
            SimId::Imsi(imsi) => ("imsi", imsi.as_str()),
            SimId::Equipment(_) | SimId::Device(_) => return None,
        };
        let is_free = |name: &String| {
            let given = self.lines.values().any(|line| line.name.as_str() == name);
            !given && !self.derived.values().any(|other| other == name)
        };
        let tails = (DIGITS_MIN..=digits.len()).map(|count| format!("{kind}-{}", &digits[digits.len() - count..]));
        tails.chain((2_u32..).map(|number| format!("{kind}-{digits}-{number}"))).find(is_free)
    }

    /// How many digits of a caller's number are a code, where the operator says so.
    pub fn code_digits(&self, sim: &SimId) -> Option<u8> {
        match sim {
            SimId::Iccid(iccid) => self.lines.get(iccid)?.missed_call_code,
            SimId::Imsi(_) | SimId::Equipment(_) | SimId::Device(_) => None,
        }
    }

    /// Who owns the number, and where its messages go.
    pub fn route(&self, number: Option<&Msisdn>) -> (Option<&str>, &[DeviceName]) {
        match number.and_then(|number| self.owners.get(number)) {
            Some(owner) => (Some(&owner.name), &owner.destinations),
            None => (None, &self.default_destinations),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> DeviceName {
        DeviceName::parse(text).unwrap()
    }

    #[test]
    fn an_owned_number_goes_to_its_owner_and_the_rest_to_the_gateways_own() {
        let iccid = Iccid::parse("8901260712345678901").unwrap();
        let number = Msisdn::parse("+12025550143").unwrap();
        let other = Msisdn::parse("+12025550199").unwrap();
        let directory = Directory {
            lines: [(
                iccid.clone(),
                Line { name: name("att-1"), number: Some(number.clone()), missed_call_code: Some(4) },
            )]
            .into(),
            owners: [(number.clone(), Owner { name: "alice".into(), destinations: vec![name("hers")] })].into(),
            default_destinations: vec![name("ours")],
            derived: BTreeMap::new(),
        };
        assert_eq!(directory.code_digits(&SimId::Iccid(iccid.clone())), Some(4));
        assert_eq!(directory.line(&SimId::Iccid(iccid)), ("att-1".into(), Some(&number)));
        let stranger = Iccid::parse("8901260712345678999").unwrap();
        assert_eq!(directory.line(&SimId::Iccid(stranger)), ("sim-8999".into(), None));
        assert_eq!(directory.route(Some(&number)), (Some("alice"), [name("hers")].as_slice()));
        assert_eq!(directory.route(Some(&other)), (None, [name("ours")].as_slice()));
        assert_eq!(directory.route(None), (None, [name("ours")].as_slice()));
    }

    #[test]
    fn no_two_lines_have_one_name_and_each_keeps_its_own() {
        let card = |digits: &str| SimId::Iccid(Iccid::parse(digits).unwrap());
        let given = Iccid::parse("8901260712345670000").unwrap();
        let named = |own: &str| {
            let line = Line { name: name(own), number: None, missed_call_code: None };
            Directory { lines: [(given.clone(), line)].into(), ..Directory::default() }
        };
        let (first, second, third) =
            (card("8901260712345678901"), card("8901260712345578901"), card("8901260712345678902"));
        let subscription = SimId::Imsi(crate::model::Imsi::parse("310260123458901").unwrap());
        let mut directory = named("mine");
        directory.name_cards([&first]);
        assert_eq!(directory.line(&first).0, "sim-8901");
        // Before it is named it is told from the others, too.
        assert_eq!(directory.line(&second).0, "sim-78901");
        let seen = [&first, &SimId::Iccid(given.clone()), &second, &third, &subscription];
        directory.name_cards(seen);
        let names = |directory: &Directory| seen.map(|sim| directory.line(sim).0);
        assert_eq!(names(&directory), ["sim-8901", "mine", "sim-78901", "sim-8902", "imsi-8901"]);
        directory.name_cards(seen);
        assert_eq!(names(&directory), ["sim-8901", "mine", "sim-78901", "sim-8902", "imsi-8901"], "as before");
        // What the operator gave to another card is that card's.
        let mut directory = named("sim-8901");
        directory.name_cards(seen);
        assert_eq!(names(&directory), ["sim-78901", "sim-8901", "sim-578901", "sim-8902", "imsi-8901"]);
        let mut directory = named("sim-8901260712345678901");
        directory.name_cards([&card("8901260712345678901")]);
        assert_eq!(directory.line(&first).0, "sim-8901");
    }
}
