//! What modems say of their card: its state, its number and that of its line, the attempts that its PIN has left.

use crate::model::{Iccid, Msisdn};

use super::{after, decoded, fields, number};

/// State of the card (27.007 8.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardState {
    Ready,
    WantsPin,
    WantsPuk,
    /// A lock on the equipment: it takes cards of one network, or one card, only.
    Locked,
    Missing,
    /// Still being read: ask again.
    Busy,
    /// Anything else, in the modem's own words: `SIM FAILURE`, `SIM CRASH`.
    Other(String),
}

/// Words of 27.007, and those of makers: `SIM REMOVED` (A76xx, ML307), `NOT INSERTED`, `NOT READY`
/// (SIM800, Quectel), `SIM BUSY`; in quotes, in small letters or with more behind them.
pub fn card_state(line: &str) -> Option<CardState> {
    const CHARACTERS_MAX: usize = 40;
    const MISSING: [&str; 5] = ["NOT INSERTED", "NOT READY", "REMOVED", "ABSENT", "NO SIM"];
    let said = fields(after(line, "+CPIN:")?).first().copied().filter(|said| !said.is_empty())?;
    let words = said.to_ascii_uppercase();
    let any = |known: &[&str]| known.iter().any(|known| words.contains(known));
    Some(match words.as_str() {
        "READY" | "SIM PIN2" | "SIM PUK2" => CardState::Ready,
        "SIM PIN" => CardState::WantsPin,
        "SIM PUK" => CardState::WantsPuk,
        _ if any(&MISSING) => CardState::Missing,
        _ if any(&["BUSY"]) => CardState::Busy,
        _ if words.starts_with("PH-") || any(&["PERSONALI"]) => CardState::Locked,
        _ => CardState::Other(said.chars().filter(|c| !c.is_control()).take(CHARACTERS_MAX).collect()),
    })
}

/// The ICCID, by whichever of its commands the modem knows: behind any name (`+CCID:`, `+ICCID:`,
/// `+CICCID:`, `+ZGETICCID:`, `#CCID:`, `ICCID `) or none, in quotes or not, or as the card's file has
/// it (`+CRSM: 144,0,"98..."`). Nothing else is so long and begins with 89.
pub fn iccid(line: &str) -> Option<Iccid> {
    let rest = line.split_once(':').map_or(line, |(_, rest)| rest);
    let rest = rest.strip_prefix("ICCID ").unwrap_or(rest);
    fields(rest).into_iter().find_map(|field| Iccid::parse(field).ok())
}

/// The types of numbers that are met (24.008 10.5.4.7) have the highest bit: 129 is unknown, 145 international, 161
/// national.
const NUMBER_TYPE_MIN: u8 = 128;
const INTERNATIONAL: &str = "145";

/// The line's own number: `+CNUM: [<alpha>],<number>,<type>[,<speed>,<service>[,<itc>]]` (27.007 7.1). Only an
/// international one is one: of a national number nobody knows the country. Some modems leave out the name with its
/// comma, or the quotes around it, so that it may be several fields: the number stands before the type.
pub fn own_number(line: &str) -> Option<Msisdn> {
    let fields = fields(after(line, "+CNUM:")?);
    let is_type = |field: &&str| number::<u8>(field).is_some_and(|kind| kind >= NUMBER_TYPE_MIN);
    let (field, kind) = match fields.iter().skip(1).position(is_type) {
        Some(before) => (fields[before], fields[before + 1]),
        None => (*fields.get(1).or(fields.first())?, ""),
    };
    let found = decoded(field);
    if kind == INTERNATIONAL && !found.starts_with('+') {
        return Msisdn::parse(&format!("+{found}")).ok();
    }
    Msisdn::parse(&found).ok()
}

/// What a line that tells PIN1's attempts as its first number begins with: Sierra, SIMCom, ZTE, u-blox
/// (`+UPINCNT: 1,3,10,10`), Quectel's older modems, Intel (Fibocom), Ericsson, Alcatel; Telit and
/// Cinterion tell one number, that of the code wanted now (`#PCT: 1`, `^SPIC: 3`).
const ATTEMPTS_FIRST: [&str; 10] =
    ["+CPINC:", "+SPIC:", "+ZPINPUK:", "+UPINCNT:", "+QTRPIN:", "+XPINCNT:", "*EPIN:", "+PNNM:", "#PCT:", "^SPIC:"];

/// Attempts left for PIN1, where PIN1 is wanted: from `+CPINR: SIM PIN,3,3` (27.007 8.65),
/// `^CPIN: READY,,10,3,10,3` (Huawei: state, tries, puk1, pin1, puk2, pin2), `+QPINC: "SC",3,10`
/// (Quectel), `+CPNNUM: PIN1=3; PUK1=10` (SpeedUp), or the first of some numbers.
pub fn pin_attempts_left(line: &str) -> Option<u8> {
    if let Some(rest) = after(line, "+CPINR:") {
        let fields = fields(rest);
        return if *fields.first()? == "SIM PIN" { number(fields.get(1)?) } else { None };
    }
    if let Some(rest) = after(line, "^CPIN:") {
        return number(fields(rest).get(3)?);
    }
    if let Some(rest) = after(line, "+QPINC:") {
        let fields = fields(rest);
        return if *fields.first()? == "SC" { number(fields.get(1)?) } else { None };
    }
    if let Some(rest) = after(line, "+CPNNUM:") {
        return number(rest.split(';').find_map(|part| part.trim().strip_prefix("PIN1="))?);
    }
    let rest = ATTEMPTS_FIRST.iter().find_map(|prefix| after(line, prefix))?;
    number(fields(rest).first()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_says_what_it_wants() {
        use CardState as S;
        for (line, want) in [
            ("+CPIN: READY", S::Ready),
            ("+CPIN: \"READY\"", S::Ready),
            ("+CPIN:ready", S::Ready),
            ("+CPIN: READY,1", S::Ready),
            ("+CPIN: SIM PIN2", S::Ready),
            ("+CPIN: SIM PIN", S::WantsPin),
            ("+CPIN: SIM PUK", S::WantsPuk),
            ("+CPIN: PH-NET PIN", S::Locked),
            ("+CPIN: PH-SIM PIN", S::Locked),
            ("+CPIN: NETWORK PERSONALIZATION", S::Locked),
            ("+CPIN: SIM REMOVED", S::Missing),
            ("+CPIN: SIM not inserted", S::Missing),
            ("+CPIN: ABSENT", S::Missing),
            ("+CPIN: NOT READY", S::Missing),
            ("+CPIN: SIM BUSY", S::Busy),
            ("+CPIN: SIM FAILURE", S::Other("SIM FAILURE".into())),
            ("+CPIN: Sim Crash\u{7}", S::Other("Sim Crash".into())),
        ] {
            assert_eq!(card_state(line), Some(want), "{line}");
        }
        assert_eq!(card_state("+CPIN: "), None);
        let long = card_state(&format!("+CPIN: {}", "é".repeat(500)));
        assert_eq!(long, Some(S::Other("é".repeat(40))));
    }

    #[test]
    fn a_number_is_read_behind_any_of_its_names() {
        for line in [
            "+CCID: 8901260712345678901F",
            "+QCCID: 8901260712345678901F",
            "\"8901260712345678901\"",
            "^ICCID: 8901260712345678901",
            "+CRSM: 144,0,\"981062702143658709F1\"",
            "+CRSM:144,0,981062702143658709F1",
            "+ZGETICCID: 8901260712345678901",
            "+CICCID: 8901260712345678901",
            "#CCID: 8901260712345678901",
            "SCID: 8901260712345678901",
            "ICCID 8901260712345678901",
            "+CCID: 8901260712345678901,1",
        ] {
            assert_eq!(iccid(line).unwrap().as_str(), "8901260712345678901", "{line}");
        }
        // From a log of a China Mobile card.
        assert_eq!(iccid("+CCID: \"898600a1179407112134\"").unwrap().as_str(), "898600A1179407112134");
        for line in ["OK", "+CGSN: 490154203237518", "310260123456789", "+CRSM: 106,130"] {
            assert_eq!(iccid(line), None, "{line}");
        }
    }

    #[test]
    fn a_lines_own_number_is_read_where_it_is_international() {
        let ucs2 = "002B00310032003000320035003500350030003100340033";
        for line in [
            // EC25; MC75i; ModemManager's and chan_dongle's collections; SIM800 with speed and service.
            "+CNUM: ,\"+12025550143\",145",
            "+CNUM: \"\",\"+12025550143\",145",
            "+CNUM: \"*Subscriber Number\",\"+12025550143\",145",
            "+CNUM: \"\",\"+12025550143\",145,7,4",
            "+CNUM: ,\"+12025550143\",145,,4",
            "+CNUM: \"\",+12025550143,145",
            // SIM800L; the type is wrong, the number says it itself.
            "+CNUM: \"\",\"+12025550143\",129",
            "+CNUM: \"\",\"12025550143\",145",
            "+CNUM: \"Bob, mobile\",\"+12025550143\",145",
            "+CNUM: Owner Name,+12025550143,145",
            "+CNUM: Bob, mobile,\"+12025550143\",145",
            "+CNUM: \"+12025550199\",\"+12025550143\",145",
            "+CNUM: \"145\",\"+12025550143\",145",
            "+CNUM: \"+12025550143\",145",
            "+CNUM: ,\"+12025550143\"",
            "+CNUM:,\"+12025550143\",145",
            // With `+CSCS="UCS2"`.
            &format!("+CNUM: \"0042006F0062\",\"{ucs2}\",145"),
            &format!("+CNUM: \"\",\"{}\",145", &ucs2[4..]),
        ] {
            assert_eq!(own_number(line).unwrap().as_str(), "+12025550143", "{line}");
        }
        for line in [
            "+CNUM: \"something\",\"2025550143\",161",
            "+CNUM: \"something\",\"2025550143\",161,4,4",
            "+CNUM: Owner Name,12025550143,129",
            "+CNUM: ,\"12025550143\"",
            "+CNUM: ,\"0123456789\",122",
            "+CNUM: \"Subscriber Number\",\"\",145",
            "+CNUM: \"+12025550199\",\"\",129",
            "+CNUM: \"Subscriber Number\",,145",
            "+CNUM: ,,145",
            "+CNUM: ,\"\",145",
            "+CNUM: \"\",\"+\",145",
            "+CNUM: \"\",\"+0123456789\",145",
            "+CNUM: \"\",\"0123456789\",145",
            "+CNUM: \"\",\"+1202555014355555555\",145",
            "+CNUM: \"\",\"*100#\",145",
            "+CNUM: \"\",\"150\",129",
            // Half of a pair of quotes is lost, and who knows what else.
            "+CNUM: \"\",+12025550143\",145",
            "+CNUM: ",
            "+CNUM",
            "+CIMI: +12025550143",
        ] {
            assert_eq!(own_number(line), None, "{line}");
        }
    }

    #[test]
    fn attempts_left_are_read_from_every_dialect() {
        for (line, want) in [
            ("+CPINR: SIM PIN,3,3", Some(3)),
            ("+CPINR: SIM PUK,10,10", None),
            ("^CPIN: SIM PIN,,10,2,10,3", Some(2)),
            ("+QPINC: \"SC\",1,10", Some(1)),
            ("+CPINC: 3,3,10,10", Some(3)),
            ("+SPIC: 3,10,0,10", Some(3)),
            ("+CPINR: \"SIM PIN\",2", Some(2)),
            ("+QPINC: SC,1,10", Some(1)),
            ("+UPINCNT: 1,3,10,10", Some(1)),
            ("+QTRPIN: 2,3,10,10", Some(2)),
            ("+XPINCNT: 3,3,10,10", Some(3)),
            ("*EPIN: 3, 10, 3, 10", Some(3)),
            ("#PCT: 1", Some(1)),
            ("^SPIC: 2", Some(2)),
            ("^SPIC: SIM PIN", None),
            ("+CPNNUM: PIN1=3; PUK1=10; PIN2=0; PUK2=0", Some(3)),
            ("+CSQ: 1,1", None),
        ] {
            assert_eq!(pin_attempts_left(line), want, "{line}");
        }
    }
}
