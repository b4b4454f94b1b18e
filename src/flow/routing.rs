//! Routes messages: the number of a line has an owner, and the owner has destinations. Also names lines.

use std::collections::BTreeMap;

use crate::model::{LineId, Msisdn, Name};

/// The configuration of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its name.
    pub name: Name,
    /// Its phone number, if configured.
    pub number: Option<Msisdn>,
    /// How many last digits of a caller's number are a code, if the line receives such calls.
    pub missed_call_code: Option<u8>,
}

/// The owner of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Name of the owner.
    pub name: String,
    /// Where messages to the number are forwarded.
    pub destinations: Vec<Name>,
}

/// The configuration of lines, owners and destinations. A reload may replace it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Routes {
    /// Configured lines: cards, and slots of phones.
    pub lines: BTreeMap<LineId, Line>,
    /// Owners by number.
    pub owners: BTreeMap<Msisdn, Owner>,
    /// Where messages to numbers without an owner are forwarded.
    pub default_destinations: Vec<Name>,
}

/// Finds the name, the number and the destinations of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Directory {
    /// The configuration.
    pub routes: Routes,
    /// Names of the lines that the configuration doesn't name.
    derived: BTreeMap<LineId, String>,
    /// Numbers that lines report as their own.
    reported: BTreeMap<LineId, Msisdn>,
}

/// Fewest digits of a line's number in a derived name. More are used if another line has the same last digits.
const DIGITS_MIN: usize = 4;

impl Directory {
    /// Creates a directory in which no line has reported a number.
    pub fn new(routes: Routes) -> Self {
        Self { routes, ..Self::default() }
    }

    /// Derives names for lines that the configuration doesn't name, in the order in which simgate first saw them.
    ///
    /// So a line keeps its name when others come: a later line gets the longer name. Configured names are never
    /// reused.
    pub fn name_lines<'a>(&mut self, seen: impl IntoIterator<Item = &'a LineId>) {
        self.derived.clear();
        for line in seen {
            if let Some(name) = self.free_name(line) {
                self.derived.insert(line.clone(), name);
            }
        }
    }

    /// Sets the number that a line reports as its own, or clears it.
    pub fn set_reported_number(&mut self, line: &LineId, number: Option<&Msisdn>) {
        match number {
            Some(number) => self.reported.insert(line.clone(), number.clone()),
            None => self.reported.remove(line),
        };
    }

    /// Returns the name and the number of a line. Configured values go before derived and reported ones.
    pub fn line<'a>(&'a self, line: &'a LineId) -> (String, Option<&'a Msisdn>) {
        let configured = self.configured(line);
        let name = configured.map(|configured| configured.name.to_string());
        let name = name.or_else(|| self.derived.get(line).cloned()).or_else(|| self.free_name(line));
        let own = if let LineId::Number { number, .. } = line { Some(number) } else { None };
        let number = configured.and_then(|configured| configured.number.as_ref());
        let number = number.or(own).or_else(|| self.reported.get(line));
        (name.unwrap_or_else(|| "unknown".to_owned()), number)
    }

    /// The configured and the reported number of a line, if they differ.
    pub fn contradiction(&self, line: &LineId) -> Option<(&Msisdn, &Msisdn)> {
        let configured = self.configured(line)?.number.as_ref()?;
        self.reported.get(line).filter(|reported| *reported != configured).map(|reported| (configured, reported))
    }

    fn configured(&self, line: &LineId) -> Option<&Line> {
        self.routes.lines.get(line)
    }

    /// A name that no other line has. `None`: the line has no lasting identity, or the configuration names it.
    fn free_name(&self, line: &LineId) -> Option<String> {
        let is_free = |name: &String| {
            let is_configured = self.routes.lines.values().any(|line| line.name.as_str() == name);
            !is_configured && !self.derived.values().any(|other| other == name)
        };
        let (kind, digits) = match line {
            line if self.routes.lines.contains_key(line) => return None,
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

    /// How many last digits of a caller's number are a code, if the line is configured so.
    pub fn code_digits(&self, line: &LineId) -> Option<u8> {
        self.configured(line)?.missed_call_code
    }

    /// Returns the owner of a number, and where its messages are forwarded.
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
    use crate::model::Iccid;

    fn name(text: &str) -> Name {
        Name::parse(text).unwrap()
    }

    #[test]
    fn an_owned_number_is_routed_to_its_owner_and_others_to_the_default() {
        let iccid = Iccid::parse("8901260712345678901").unwrap();
        let number = Msisdn::parse("+12025550143").unwrap();
        let other = Msisdn::parse("+12025550199").unwrap();
        let directory = Directory::new(Routes {
            lines: [(
                LineId::Iccid(iccid.clone()),
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
    fn names_are_unique_and_a_line_keeps_its_name() {
        let card = |digits: &str| LineId::Iccid(Iccid::parse(digits).unwrap());
        let configured = card("8901260712345670000");
        let named = |own: &str| {
            let line = Line { name: name(own), number: None, missed_call_code: None };
            Directory::new(Routes { lines: [(configured.clone(), line)].into(), ..Routes::default() })
        };
        let (first, second, third) =
            (card("8901260712345678901"), card("8901260712345578901"), card("8901260712345678902"));
        let subscription = LineId::Imsi(crate::model::Imsi::parse("310260123458901").unwrap());
        let mut directory = named("mine");
        directory.name_lines([&first]);
        assert_eq!(directory.line(&first).0, "sim-8901");
        // Its name is unique even before it is derived.
        assert_eq!(directory.line(&second).0, "sim-78901");
        let seen = [&first, &configured, &second, &third, &subscription];
        directory.name_lines(seen);
        let names = |directory: &Directory| seen.map(|sim| directory.line(sim).0);
        assert_eq!(names(&directory), ["sim-8901", "mine", "sim-78901", "sim-8902", "imsi-8901"]);
        directory.name_lines(seen);
        assert_eq!(names(&directory), ["sim-8901", "mine", "sim-78901", "sim-8902", "imsi-8901"], "as before");
        // A name that is configured for another card is taken.
        let mut directory = named("sim-8901");
        directory.name_lines(seen);
        assert_eq!(names(&directory), ["sim-78901", "sim-8901", "sim-578901", "sim-8902", "imsi-8901"]);
        let mut directory = named("sim-8901260712345678901");
        directory.name_lines([&card("8901260712345678901")]);
        assert_eq!(directory.line(&first).0, "sim-8901");
    }

    #[test]
    fn a_configured_number_goes_before_a_reported_one() {
        let number = |text: &str| Msisdn::parse(text).unwrap();
        let (configured, reported) = (number("+12025550143"), number("+12025550199"));
        let iccids = ["8901260712345678901", "8901260712345678902"].map(|digits| Iccid::parse(digits).unwrap());
        let line = Line { name: name("att-1"), number: Some(configured.clone()), missed_call_code: None };
        let mut directory =
            Directory::new(Routes { lines: [(LineId::Iccid(iccids[0].clone()), line)].into(), ..Routes::default() });
        let [mine, stranger] = iccids.map(LineId::Iccid);
        for line in [&mine, &stranger] {
            directory.set_reported_number(line, Some(&reported));
        }
        assert_eq!(directory.line(&mine).1, Some(&configured));
        assert_eq!(directory.contradiction(&mine), Some((&configured, &reported)));
        assert_eq!((directory.line(&stranger).1, directory.contradiction(&stranger)), (Some(&reported), None));
        directory.set_reported_number(&mine, Some(&configured));
        directory.set_reported_number(&stranger, None);
        assert_eq!((directory.contradiction(&mine), directory.line(&stranger).1), (None, None));
        let of_account = LineId::Number { device: name("provider"), number: reported.clone() };
        assert_eq!(directory.line(&of_account), ("provider-0199".to_owned(), Some(&reported)));
    }
}
