//! What a modem knows of its network beyond the registration: operator, radio technology, IMS, the
//! last cause (27.007 7.3, 6.10; Quectel's manual for IMS).

use super::reply::{after, fields, number};

/// `<AcT>` of 27.007 7.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Technology {
    Gsm,
    Umts,
    Lte,
    /// LTE for things: Cat-M1 and NB-IoT.
    LteIot,
    Nr,
}

impl Technology {
    fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0 | 1 | 3 => Self::Gsm,
            2 | 4..=6 => Self::Umts,
            7 | 13 => Self::Lte,
            // 27.007 has 8 for EC-GSM-IoT, which no network runs; on Quectel BG96 it is Cat-M1.
            8 | 9 => Self::LteIot,
            10..=12 => Self::Nr,
            _ => return None,
        })
    }

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operator {
    /// A name, or MCC and MNC: as the modem is set.
    pub name: String,
    pub technology: Option<Technology>,
}

/// `+COPS: 0,2,"310260",7`; `+COPS: 0` where there is none.
pub fn operator(line: &str) -> Option<Operator> {
    let fields = fields(after(line, "+COPS:")?);
    let [_mode, format, name, rest @ ..] = fields.as_slice() else { return None };
    number::<u8>(format).filter(|format| *format <= 2)?;
    if name.is_empty() {
        return None;
    }
    let technology = rest.first().and_then(|field| number(field)).and_then(Technology::from_number);
    Some(Operator { name: (*name).to_owned(), technology })
}

/// The technology that a registration is with: `+CEREG: 2,1,"00C3","0000A1B2",7`, or without the
/// first parameter in the unsolicited form.
pub fn registered_technology(line: &str) -> Option<Technology> {
    let skip = usize::from(super::reply::is_registration_answer(line));
    super::reply::registration(line)?;
    let fields = fields(line.split_once(':')?.1);
    Technology::from_number(number(fields.get(skip + 3)?)?)
}

/// Quectel: `+QCFG: "ims",<setting>,<available>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ims {
    pub setting: ImsSetting,
    pub available: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImsSetting {
    /// As the operator's profile has it.
    Profile,
    On,
    Off,
}

pub fn ims(line: &str) -> Option<Ims> {
    let fields = fields(after(line, "+QCFG:")?);
    let ["ims", setting, available, ..] = fields.as_slice() else { return None };
    let setting = match number::<u8>(setting)? {
        0 => ImsSetting::Profile,
        1 => ImsSetting::On,
        2 => ImsSetting::Off,
        _ => return None,
    };
    Some(Ims { setting, available: number::<u8>(available)? == 1 })
}

/// Which way messages are sent (27.007 10.1.21). A card without circuit switched service needs
/// `Packet`: Quectel RM502Q on 5G alone sends with `PacketPreferred`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearer {
    Packet,
    Circuit,
    PacketPreferred,
    CircuitPreferred,
}

impl Bearer {
    const ALL: [Self; 4] = [Self::Packet, Self::Circuit, Self::PacketPreferred, Self::CircuitPreferred];

    /// `<service>`
    pub fn number(self) -> u8 {
        match self {
            Self::Packet => 0,
            Self::Circuit => 1,
            Self::PacketPreferred => 2,
            Self::CircuitPreferred => 3,
        }
    }
}

/// `+CGSMS: 1`
pub fn bearer(line: &str) -> Option<Bearer> {
    let service: u8 = number(fields(after(line, "+CGSMS:")?).first()?)?;
    Bearer::ALL.into_iter().find(|bearer| bearer.number() == service)
}

/// `+CEER: 6,259`, `+CEER: "No cause information available"`: in the modem's own words, without
/// control characters and of bounded length.
pub fn last_cause(line: &str) -> Option<String> {
    const CHARACTERS_MAX: usize = 120;
    let rest = after(line, "+CEER:")?.trim().trim_matches('"');
    let cause: String = rest.chars().filter(|c| !c.is_control()).take(CHARACTERS_MAX).collect();
    (!cause.is_empty()).then_some(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operator_comes_by_name_or_number() {
        let operator_of = |name: &str, technology| Some(Operator { name: name.into(), technology });
        for (line, want) in [
            ("+COPS: 0,2,\"310260\",7", operator_of("310260", Some(Technology::Lte))),
            ("+COPS: 0,0,\"T-Mobile, USA\"", operator_of("T-Mobile, USA", None)),
            ("+COPS: 1,2,\"26201\",2", operator_of("26201", Some(Technology::Umts))),
            ("+COPS: 0,2,\"26201\",8", operator_of("26201", Some(Technology::LteIot))),
            ("+COPS: 0,2,\"00101\",99", operator_of("00101", None)),
            ("+COPS: 0", None),
            ("+COPS: 0,0,\"\"", None),
            ("+COPS: (2,\"A\",\"B\",\"00101\",7)", None),
        ] {
            assert_eq!(operator(line), want, "{line}");
        }
    }

    #[test]
    fn the_technology_of_a_registration_is_read_from_both_forms() {
        for (line, want) in [
            ("+CEREG: 2,1,\"00C3\",\"0000A1B2\",7", Some(Technology::Lte)),
            ("+CREG: 5,\"00C3\",\"A1B2\",2", Some(Technology::Umts)),
            ("+CREG: 0,1", None),
            ("+COPS: 0,2,\"1\",7", None),
        ] {
            assert_eq!(registered_technology(line), want, "{line}");
        }
    }

    #[test]
    fn ims_and_the_last_cause_are_read() {
        assert_eq!(ims("+QCFG: \"ims\",0,0"), Some(Ims { setting: ImsSetting::Profile, available: false }));
        assert_eq!(ims("+QCFG: \"ims\",1,1"), Some(Ims { setting: ImsSetting::On, available: true }));
        for line in ["+QCFG: \"usbnet\",1", "+QCFG: \"ims\"", "+QCFG: \"ims\",7,1"] {
            assert_eq!(ims(line), None, "{line}");
        }
        assert_eq!(bearer("+CGSMS: 3"), Some(Bearer::CircuitPreferred));
        assert_eq!((bearer("+CGSMS: 4"), bearer("+CGSMS: (0-3)")), (None, None));
        assert_eq!(last_cause("+CEER: 6,259").as_deref(), Some("6,259"));
        assert_eq!(last_cause("+CEER: \"No report\"").as_deref(), Some("No report"));
        assert_eq!(last_cause("+CEER:").as_deref(), None);
        assert_eq!(last_cause(&format!("+CEER: {}", "é".repeat(500))).unwrap().chars().count(), 120);
    }
}
