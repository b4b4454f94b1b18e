//! Registration with a network, as `+CREG` and its variants report it (27.007 7.2, 10.1.20, 10.1.22, 10.1.47).

use serde::{Deserialize, Serialize};

use super::parameters::{after, fields, number};

/// The state of a registration (27.007 7.2, 10.1.20, 10.1.22), as far as SMS depends on it. Its words are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registration {
    /// Not registered, and not searching.
    #[serde(rename = "not registered")]
    NotRegistered,
    /// Searching a network.
    Searching,
    /// Refused by the network.
    Denied,
    /// Unknown, as without coverage.
    Unknown,
    /// Emergency calls only.
    #[serde(rename = "emergency calls only")]
    EmergencyOnly,
    /// Registered in the home network.
    Home,
    /// Registered in another network.
    Roaming,
}

impl Registration {
    fn from_stat(stat: u8) -> Option<Self> {
        Some(match stat {
            0 => Self::NotRegistered,
            1 | 6 | 9 => Self::Home,
            2 => Self::Searching,
            3 => Self::Denied,
            4 => Self::Unknown,
            5 | 7 | 10 => Self::Roaming,
            // 11: attached for restricted local services (RLOS), which carry no messages.
            8 | 11 => Self::EmergencyOnly,
            _ => return None,
        })
    }

    /// Whether messages can be sent and received in this state.
    pub fn carries_sms(self) -> bool {
        matches!(self, Self::Home | Self::Roaming)
    }

    /// The state in words for a user.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotRegistered => "not registered",
            Self::Searching => "searching",
            Self::Denied => "denied",
            Self::Unknown => "unknown",
            Self::EmergencyOnly => "emergency calls only",
            Self::Home => "home",
            Self::Roaming => "roaming",
        }
    }
}

/// The domain of a registration. Its words are a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Domain {
    /// `+CREG`: circuit switched.
    Circuit,
    /// `+CGREG`: packet switched, 2G and 3G.
    Packet,
    /// `+CEREG`: LTE; SMS over SGs or IMS.
    #[serde(rename = "lte")]
    Evolved,
    /// `+C5GREG`: SMS over NAS or IMS.
    #[serde(rename = "5g")]
    FiveG,
}

const REGISTRATIONS: [(&str, Domain); 4] = [
    ("+CREG:", Domain::Circuit),
    ("+CGREG:", Domain::Packet),
    ("+CEREG:", Domain::Evolved),
    ("+C5GREG:", Domain::FiveG),
];

/// Parses both forms: the answer to the read command, `+CREG: <n>,<stat>[,...]`, and the unsolicited code,
/// `+CREG: <stat>[,...]`.
pub fn registration(row: &str) -> Option<(Domain, Registration)> {
    let (domain, rest) = REGISTRATIONS.iter().find_map(|(prefix, domain)| Some((*domain, after(row, prefix)?)))?;
    let mut parameters = rest.split(',').map(str::trim);
    let stat = if is_registration_answer(row) { parameters.nth(1) } else { parameters.next() };
    Some((domain, Registration::from_stat(number(stat?)?)?))
}

/// Whether a registration row is the answer to the read command. The second parameter decides: `<stat>` is a bare small
/// number behind a bare small `<n>`; a location code is quoted, or has several digits and a cell behind it. A `<stat>`
/// of two digits is the last parameter or is followed by quoted ones (`+CEREG: 2,11,"7010","06b80a01",7`). Motorola
/// writes both with three digits (`+CREG: 000,001`).
pub fn is_registration_answer(row: &str) -> bool {
    let rest = row.split_once(':').map_or("", |(_, rest)| rest);
    let parameters: Vec<&str> = rest.split(',').map(str::trim).collect();
    let [mode, stat, more @ ..] = parameters.as_slice() else { return false };
    let quoted_next = more.first().is_some_and(|next| next.starts_with('"'));
    let small = match stat.len() {
        1 => true,
        2 => *stat == "10" || more.is_empty() || quoted_next,
        3 => mode.len() == 3 && more.is_empty(),
        _ => false,
    };
    small
        && number::<u8>(stat).is_some_and(|stat| stat <= STAT_MAX || more.is_empty())
        && number::<u8>(mode).is_some_and(|mode| mode <= 5)
}

/// `<ext_info>` of `+CIREG`, in hexadecimal digits: IMS carries messages.
const IMS_CARRIES_SMS: u32 = 4;

/// Parses `+CIREG: <n>,<reg_info>[,<ext_info>]` (27.007 8.71): whether IMS carries messages. A modem that reports no
/// `<ext_info>` counts as one whose registration is for messages, too.
pub fn ims_carries_sms(row: &str) -> Option<bool> {
    let fields = fields(after(row, "+CIREG:")?);
    let is_registered = match number::<u8>(fields.get(1)?)? {
        0 => false,
        1 => true,
        _ => return None,
    };
    let services = fields.get(2).filter(|field| !field.is_empty()).map(|field| u32::from_str_radix(field, 16));
    match services {
        None => Some(is_registered),
        Some(services) => Some(is_registered && services.ok()? & IMS_CARRIES_SMS != 0),
    }
}

/// The highest `<stat>` that is accepted, with room for later releases: release 17 has 11.
const STAT_MAX: u8 = 15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_is_parsed_from_answer_and_unsolicited_code() {
        use Registration as R;
        for (row, want) in [
            ("+CREG: 0,1", Some((Domain::Circuit, R::Home))),
            ("+CREG: 1", Some((Domain::Circuit, R::Home))),
            ("+CREG: 5,\"00C3\",\"0000A1B2\",7", Some((Domain::Circuit, R::Roaming))),
            ("+CREG: 2,1,\"00C3\",\"A1B2\",7", Some((Domain::Circuit, R::Home))),
            ("+CREG: 1,00C3,A1B2", Some((Domain::Circuit, R::Home))),
            ("+CEREG: 0,3", Some((Domain::Evolved, R::Denied))),
            ("+CGREG: 2,10", Some((Domain::Packet, R::Roaming))),
            ("+CREG: 1,\"C3\",\"A1B2\",7", Some((Domain::Circuit, R::Home))),
            ("+CREG: 5,13,A1B2", Some((Domain::Circuit, R::Roaming))),
            ("+C5GREG: 2,1,\"00C300\",\"000000A1B2\",11", Some((Domain::FiveG, R::Home))),
            ("+CEREG: 2,11,\"7010\",\"06b80a01\",7", Some((Domain::Evolved, R::EmergencyOnly))),
            ("+CREG: 0,11", Some((Domain::Circuit, R::EmergencyOnly))),
            ("+CREG: 000,001", Some((Domain::Circuit, R::Home))),
            ("+CREG: 001,005", Some((Domain::Circuit, R::Roaming))),
            ("+CREG: 1,0000,0000", Some((Domain::Circuit, R::Home))),
            ("+CREG: 2,10,\"00C3\",\"A1\",7", Some((Domain::Circuit, R::Roaming))),
            ("+CEREG: 5,\"13\",\"A1B2\",7", Some((Domain::Evolved, R::Roaming))),
            ("+CREG: ", None),
            ("+CREG: 0,77", None),
        ] {
            assert_eq!(registration(row), want, "{row}");
        }
    }

    #[test]
    fn ims_carries_messages_if_it_is_registered_for_them() {
        for (row, want) in [
            ("+CIREG: 0,1", Some(true)),
            ("+CIREG: 0,0", Some(false)),
            ("+CIREG: 2,1,5", Some(true)),
            ("+CIREG: 2,1,\"f\"", Some(true)),
            ("+CIREG: 2,1,1", Some(false)),
            ("+CIREG: 2,0,4", Some(false)),
            ("+CIREG: 0,1,", Some(true)),
            ("+CIREG: 0,7", None),
            ("+CIREG: 2,1,x", None),
            ("+CIREG: 1", None),
            ("+CEREG: 0,1", None),
        ] {
            assert_eq!(ims_carries_sms(row), want, "{row}");
        }
    }
}
