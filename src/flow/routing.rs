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
}

impl Directory {
    /// The operator's name for a line, or one made of what it is known by.
    pub fn line(&self, sim: &SimId) -> (String, Option<&Msisdn>) {
        match sim {
            SimId::Iccid(iccid) => match self.lines.get(iccid) {
                Some(line) => (line.name.to_string(), line.number.as_ref()),
                None => (format!("sim-{}", iccid.tail()), None),
            },
            SimId::Imsi(imsi) => (format!("imsi-{}", &imsi.as_str()[imsi.as_str().len() - 4..]), None),
            SimId::Equipment(_) | SimId::Device(_) => ("unknown".to_owned(), None),
        }
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
        };
        assert_eq!(directory.code_digits(&SimId::Iccid(iccid.clone())), Some(4));
        assert_eq!(directory.line(&SimId::Iccid(iccid)), ("att-1".into(), Some(&number)));
        let stranger = Iccid::parse("8901260712345678999").unwrap();
        assert_eq!(directory.line(&SimId::Iccid(stranger)), ("sim-8999".into(), None));
        assert_eq!(directory.route(Some(&number)), (Some("alice"), [name("hers")].as_slice()));
        assert_eq!(directory.route(Some(&other)), (None, [name("ours")].as_slice()));
        assert_eq!(directory.route(None), (None, [name("ours")].as_slice()));
    }
}
