//! Number -> owner -> destinations.

use std::collections::BTreeMap;

use crate::model::{Iccid, LineId, Msisdn, Name};

/// What the operator says of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub name: Name,
    pub number: Option<Msisdn>,
    /// So many last digits of whoever calls it are a code.
    pub missed_call_code: Option<u8>,
}

/// Who owns a number and where its messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    pub name: String,
    pub destinations: Vec<Name>,
}

/// The operator's whole word on lines, owners and destinations. It may change at run time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Routes {
    pub lines: BTreeMap<Iccid, Line>,
    pub owners: BTreeMap<Msisdn, Owner>,
    /// Where the messages of numbers without an owner go.
    pub default_destinations: Vec<Name>,
}

/// What lines are called, which numbers they have, and where their messages go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    pub routes: Routes,
    /// Names of the lines that the operator has none for.
    derived: BTreeMap<LineId, String>,
    /// Numbers that lines tell by themselves.
    told: BTreeMap<LineId, Msisdn>,
}

/// Digits of a line's number in a derived name, if they tell it from all others.
const DIGITS_MIN: usize = 4;

impl Directory {
    pub fn new(routes: Routes) -> Self {
        Self { routes, ..Self::default() }
    }

    /// Derives names for the lines that the operator has none for, from the order in which they were first seen. A line
    /// keeps its name while others come: a later one gets the longer name. What the operator named goes before all.
    pub fn name_lines<'a>(&mut self, seen: impl IntoIterator<Item = &'a LineId>) {
        self.derived.clear();
        for line in seen {
            if let Some(name) = self.free_name(line) {
                self.derived.insert(line.clone(), name);
            }
        }
    }

    /// A line tells its own number, or tells none.
    pub fn tell(&mut self, line: &LineId, number: Option<&Msisdn>) {
        match number {
            Some(number) => self.told.insert(line.clone(), number.clone()),
            None => self.told.remove(line),
        };
    }

    /// The operator's name for a line, or one made of what it is known by; and its number, which the operator knows best.
    pub fn line<'a>(&'a self, line: &'a LineId) -> (String, Option<&'a Msisdn>) {
        let given = self.given(line);
        let name = given.map(|given| given.name.to_string());
        let name = name.or_else(|| self.derived.get(line).cloned()).or_else(|| self.free_name(line));
        let own = if let LineId::Number { number, .. } = line { Some(number) } else { None };
        let number = given.and_then(|given| given.number.as_ref()).or(own).or_else(|| self.told.get(line));
        (name.unwrap_or_else(|| "unknown".to_owned()), number)
    }

    /// The numbers that the operator gives to a line and that the line tells by itself, where they are not the same.
    pub fn contradiction(&self, line: &LineId) -> Option<(&Msisdn, &Msisdn)> {
        let given = self.given(line)?.number.as_ref()?;
        self.told.get(line).filter(|told| *told != given).map(|told| (given, told))
    }

    fn given(&self, line: &LineId) -> Option<&Line> {
        line.iccid().and_then(|iccid| self.routes.lines.get(iccid))
    }

    /// A name that no other line has. `None`: it has no lasting identity, or the operator has named it.
    fn free_name(&self, line: &LineId) -> Option<String> {
        let is_free = |name: &String| {
            let given = self.routes.lines.values().any(|line| line.name.as_str() == name);
            !given && !self.derived.values().any(|other| other == name)
        };
        let (kind, digits) = match line {
            LineId::Iccid(iccid) if self.routes.lines.contains_key(iccid) => return None,
            LineId::Iccid(iccid) => ("sim", iccid.as_str().to_owned()),
            LineId::Imsi(imsi) => ("imsi", imsi.as_str().to_owned()),
            LineId::Slot { device, index } => (device.as_str(), index.to_string()),
            LineId::Number { device, number } => (device.as_str(), number.as_str().trim_start_matches('+').to_owned()),
            LineId::Equipment(_) | LineId::Device(_) => return None,
        };
        let tail = |count: usize| format!("{kind}-{}", &digits[digits.len() - count..]);
        let tails = (DIGITS_MIN.min(digits.len())..=digits.len()).map(tail);
        tails.chain((2_u32..).map(|number| format!("{kind}-{digits}-{number}"))).find(is_free)
    }

    /// How many digits of a caller's number are a code, where the operator says so.
    pub fn code_digits(&self, line: &LineId) -> Option<u8> {
        self.given(line)?.missed_call_code
    }

    /// Who owns the number, and where its messages go.
    pub fn route(&self, number: Option<&Msisdn>) -> (Option<&str>, &[Name]) {
        match number.and_then(|number| self.routes.owners.get(number)) {
            Some(owner) => (Some(&owner.name), &owner.destinations),
            None => (None, &self.routes.default_destinations),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn an_owned_number_goes_to_its_owner_and_the_rest_to_the_gateways_own() {
        let iccid = Iccid::parse("8901260712345678901").unwrap();
        let number = Msisdn::parse("+12025550143").unwrap();
        let other = Msisdn::parse("+12025550199").unwrap();
        let directory = Directory::new(Routes {
            lines: [(
                iccid.clone(),
                Line { name: name("att-1"), number: Some(number.clone()), missed_call_code: Some(4) },
            )]
            .into(),
            owners: [(number.clone(), Owner { name: "alice".into(), destinations: vec![name("hers")] })].into(),
            default_destinations: vec![name("ours")],
        });
        assert_eq!(directory.code_digits(&LineId::Iccid(iccid.clone())), Some(4));
        assert_eq!(directory.line(&LineId::Iccid(iccid)), ("att-1".into(), Some(&number)));
        let stranger = Iccid::parse("8901260712345678999").unwrap();
        assert_eq!(directory.line(&LineId::Iccid(stranger)), ("sim-8999".into(), None));
        assert_eq!(directory.route(Some(&number)), (Some("alice"), [name("hers")].as_slice()));
        assert_eq!(directory.route(Some(&other)), (None, [name("ours")].as_slice()));
        assert_eq!(directory.route(None), (None, [name("ours")].as_slice()));
    }

    #[test]
    fn no_two_lines_have_one_name_and_each_keeps_its_own() {
        let card = |digits: &str| LineId::Iccid(Iccid::parse(digits).unwrap());
        let given = Iccid::parse("8901260712345670000").unwrap();
        let named = |own: &str| {
            let line = Line { name: name(own), number: None, missed_call_code: None };
            Directory::new(Routes { lines: [(given.clone(), line)].into(), ..Routes::default() })
        };
        let (first, second, third) =
            (card("8901260712345678901"), card("8901260712345578901"), card("8901260712345678902"));
        let subscription = LineId::Imsi(crate::model::Imsi::parse("310260123458901").unwrap());
        let mut directory = named("mine");
        directory.name_lines([&first]);
        assert_eq!(directory.line(&first).0, "sim-8901");
        // Before it is named it is told from the others, too.
        assert_eq!(directory.line(&second).0, "sim-78901");
        let seen = [&first, &LineId::Iccid(given.clone()), &second, &third, &subscription];
        directory.name_lines(seen);
        let names = |directory: &Directory| seen.map(|sim| directory.line(sim).0);
        assert_eq!(names(&directory), ["sim-8901", "mine", "sim-78901", "sim-8902", "imsi-8901"]);
        directory.name_lines(seen);
        assert_eq!(names(&directory), ["sim-8901", "mine", "sim-78901", "sim-8902", "imsi-8901"], "as before");
        // What the operator gave to another card is that card's.
        let mut directory = named("sim-8901");
        directory.name_lines(seen);
        assert_eq!(names(&directory), ["sim-78901", "sim-8901", "sim-578901", "sim-8902", "imsi-8901"]);
        let mut directory = named("sim-8901260712345678901");
        directory.name_lines([&card("8901260712345678901")]);
        assert_eq!(directory.line(&first).0, "sim-8901");
    }

    #[test]
    fn the_operator_knows_a_number_better_than_its_card_and_a_card_better_than_nobody() {
        let number = |text: &str| Msisdn::parse(text).unwrap();
        let (given, told) = (number("+12025550143"), number("+12025550199"));
        let iccids = ["8901260712345678901", "8901260712345678902"].map(|digits| Iccid::parse(digits).unwrap());
        let line = Line { name: name("att-1"), number: Some(given.clone()), missed_call_code: None };
        let mut directory = Directory::new(Routes { lines: [(iccids[0].clone(), line)].into(), ..Routes::default() });
        let [mine, stranger] = iccids.map(LineId::Iccid);
        for line in [&mine, &stranger] {
            directory.tell(line, Some(&told));
        }
        assert_eq!(directory.line(&mine).1, Some(&given));
        assert_eq!(directory.contradiction(&mine), Some((&given, &told)));
        assert_eq!((directory.line(&stranger).1, directory.contradiction(&stranger)), (Some(&told), None));
        directory.tell(&mine, Some(&given));
        directory.tell(&stranger, None);
        assert_eq!((directory.contradiction(&mine), directory.line(&stranger).1), (None, None));
        let of_account = LineId::Number { device: name("provider"), number: told.clone() };
        assert_eq!(directory.line(&of_account), ("provider-0199".to_owned(), Some(&told)));
    }
}
