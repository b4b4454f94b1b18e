//! What a modem reports of its network beyond the registration: operator, radio technology, IMS, the last cause (27.007
//! 7.3, 6.10; Quectel's manual for IMS).

use super::reply::{after, fields, number};

/// `<AcT>` of 27.007 7.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Technology {
    /// GSM, GPRS and EDGE.
    Gsm,
    /// UMTS and HSPA.
    Umts,
    /// LTE.
    Lte,
    /// Cat-M1 and NB-IoT.
    LteIot,
    /// 5G.
    Nr,
}

impl Technology {
    fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 | 1 | 3 => Self::Gsm,
            2 | 4..=6 => Self::Umts,
            7 | 13 => Self::Lte,
            // 27.007 defines 8 as EC-GSM-IoT, which no network runs; on Quectel BG96 it means Cat-M1.
            8 | 9 => Self::LteIot,
            10..=12 => Self::Nr,
            _ => return None,
        })
    }

    /// The name for users.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gsm => "GSM",
            Self::Umts => "UMTS",
            Self::Lte => "LTE",
            Self::LteIot => "LTE (IoT)",
            Self::Nr => "5G",
        }
    }
}

/// The operator that serves the modem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// A name, or MCC and MNC, depending on the format that the modem is set to.
    pub name: String,
    /// The radio technology in use, if the modem reports it.
    pub technology: Option<Technology>,
}

/// Parses `+COPS: 0,2,"310260",7`. Returns `None` for `+COPS: 0`: no operator.
pub fn operator(row: &str) -> Option<Operator> {
    let fields = fields(after(row, "+COPS:")?);
    let [_mode, format, name, rest @ ..] = fields.as_slice() else { return None };
    number::<u8>(format).filter(|format| *format <= 2)?;
    if name.is_empty() {
        return None;
    }
    let technology = rest.first().and_then(|field| number(field)).and_then(Technology::from_number);
    Some(Operator { name: (*name).to_owned(), technology })
}

/// The technology of a registration: `+CEREG: 2,1,"00C3","0000A1B2",7`, or without the first parameter in the
/// unsolicited form.
pub fn registered_technology(row: &str) -> Option<Technology> {
    let skip = usize::from(super::reply::is_registration_answer(row));
    super::reply::registration(row)?;
    let fields = fields(row.split_once(':')?.1);
    Technology::from_number(number(fields.get(skip + 3)?)?)
}

/// The IMS state of a Quectel modem: `+QCFG: "ims",<setting>,<available>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ims {
    /// The configured setting.
    pub setting: ImsSetting,
    /// Whether the modem has IMS now.
    pub available: bool,
}

/// How IMS is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImsSetting {
    /// As the operator's profile defines.
    Profile,
    /// Switched on.
    On,
    /// Switched off.
    Off,
}

/// Parses [`Ims`].
pub fn ims(row: &str) -> Option<Ims> {
    let fields = fields(after(row, "+QCFG:")?);
    let ["ims", setting, available, ..] = fields.as_slice() else { return None };
    let setting = match number::<u8>(setting)? {
        0 => ImsSetting::Profile,
        1 => ImsSetting::On,
        2 => ImsSetting::Off,
        _ => return None,
    };
    Some(Ims { setting, available: number::<u8>(available)? == 1 })
}

/// The bearer for messages that are sent (27.007 10.1.21). A card without circuit switched service needs `Packet`:
/// Quectel RM502Q on 5G alone sends with `PacketPreferred`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    /// Packet switched only.
    Packet,
    /// Circuit switched only.
    Circuit,
    /// Packet switched, or circuit switched if that is not available.
    PacketPreferred,
    /// Circuit switched, or packet switched if that is not available.
    CircuitPreferred,
}

impl Bearer {
    const ALL: [Self; 4] = [Self::Packet, Self::Circuit, Self::PacketPreferred, Self::CircuitPreferred];

    /// `<service>` of `+CGSMS`.
    pub fn number(self) -> u8 {
        match self {
            Self::Packet => 0,
            Self::Circuit => 1,
            Self::PacketPreferred => 2,
            Self::CircuitPreferred => 3,
        }
    }
}

/// Parses `+CGSMS: 1`.
pub fn bearer(row: &str) -> Option<Bearer> {
    let service: u8 = number(fields(after(row, "+CGSMS:")?).first()?)?;
    Bearer::ALL.into_iter().find(|bearer| bearer.number() == service)
}

/// Parses `+CEER: 6,259`, `+CEER: "No cause information available"`: the modem's own words, without control characters
/// and at most 120 characters long.
pub fn last_cause(row: &str) -> Option<String> {
    const CHARACTERS_MAX: usize = 120;
    let rest = after(row, "+CEER:")?.trim().trim_matches('"');
    let cause: String = rest.chars().filter(|c| !c.is_control()).take(CHARACTERS_MAX).collect();
    (!cause.is_empty()).then_some(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_is_parsed_by_name_and_by_number() {
        let operator_of = |name: &str, technology| Some(Operator { name: name.into(), technology });
        for (row, want) in [
            ("+COPS: 0,2,\"310260\",7", operator_of("310260", Some(Technology::Lte))),
            ("+COPS: 0,0,\"T-Mobile, USA\"", operator_of("T-Mobile, USA", None)),
            ("+COPS: 1,2,\"26201\",2", operator_of("26201", Some(Technology::Umts))),
            ("+COPS: 0,2,\"26201\",8", operator_of("26201", Some(Technology::LteIot))),
            ("+COPS: 0,2,\"00101\",99", operator_of("00101", None)),
            ("+COPS: 0", None),
            ("+COPS: 0,0,\"\"", None),
            ("+COPS: (2,\"A\",\"B\",\"00101\",7)", None),
        ] {
            assert_eq!(operator(row), want, "{row}");
        }
    }

    #[test]
    fn the_technology_of_a_registration_is_parsed_in_both_forms() {
        for (row, want) in [
            ("+CEREG: 2,1,\"00C3\",\"0000A1B2\",7", Some(Technology::Lte)),
            ("+CREG: 5,\"00C3\",\"A1B2\",2", Some(Technology::Umts)),
            ("+CREG: 0,1", None),
            ("+COPS: 0,2,\"1\",7", None),
        ] {
            assert_eq!(registered_technology(row), want, "{row}");
        }
    }

    #[test]
    fn ims_and_the_last_cause_are_parsed() {
        assert_eq!(ims("+QCFG: \"ims\",0,0"), Some(Ims { setting: ImsSetting::Profile, available: false }));
        assert_eq!(ims("+QCFG: \"ims\",1,1"), Some(Ims { setting: ImsSetting::On, available: true }));
        for row in ["+QCFG: \"usbnet\",1", "+QCFG: \"ims\"", "+QCFG: \"ims\",7,1"] {
            assert_eq!(ims(row), None, "{row}");
        }
        assert_eq!(bearer("+CGSMS: 3"), Some(Bearer::CircuitPreferred));
        assert_eq!((bearer("+CGSMS: 4"), bearer("+CGSMS: (0-3)")), (None, None));
        assert_eq!(last_cause("+CEER: 6,259").as_deref(), Some("6,259"));
        assert_eq!(last_cause("+CEER: \"No report\"").as_deref(), Some("No report"));
        assert_eq!(last_cause("+CEER:").as_deref(), None);
        assert_eq!(last_cause(&format!("+CEER: {}", "é".repeat(500))).unwrap().chars().count(), 120);
    }
}
