//! What modems report about their card: its state, its ICCID, the number of its line, and the attempts that its PIN has
//! left.

use crate::model::{Iccid, Msisdn};

use super::{after, decode_number, fields, number};

/// The state of the card (27.007 8.3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardState {
    /// The card is open.
    Ready,
    /// The card requires its PIN.
    WantsPin,
    /// The card is locked and requires its PUK.
    WantsPuk,
    /// The equipment is locked: it accepts cards of one network only, or one card only.
    Locked,
    /// There is no card.
    Missing,
    /// The modem is still reading the card: ask again.
    Busy,
    /// Any other state, in the modem's own words: `SIM FAILURE`, `SIM CRASH`.
    Other(String),
}

/// Parses `+CPIN: <state>`. The words are those of 27.007 and those of makers: `SIM REMOVED` (A76xx, ML307),
/// `NOT INSERTED`, `NOT READY` (SIM800, Quectel), `SIM BUSY`. They may be in quotes, in small letters, or have more
/// behind them.
pub fn card_state(row: &str) -> Option<CardState> {
    const CHARACTERS_MAX: usize = 40;
    const MISSING: [&str; 5] = ["NOT INSERTED", "NOT READY", "REMOVED", "ABSENT", "NO SIM"];
    let text = fields(after(row, "+CPIN:")?).first().copied().filter(|text| !text.is_empty())?;
    let words = text.to_ascii_uppercase();
    let any = |known: &[&str]| known.iter().any(|known| words.contains(known));
    Some(match words.as_str() {
        "READY" | "SIM PIN2" | "SIM PUK2" => CardState::Ready,
        "SIM PIN" => CardState::WantsPin,
        "SIM PUK" => CardState::WantsPuk,
        _ if any(&MISSING) => CardState::Missing,
        _ if any(&["BUSY"]) => CardState::Busy,
        _ if words.starts_with("PH-") || any(&["PERSONALI"]) => CardState::Locked,
        _ => CardState::Other(text.chars().filter(|c| !c.is_control()).take(CHARACTERS_MAX).collect()),
    })
}

/// Parses the ICCID in the answer to any of its commands: behind any name (`+CCID:`, `+ICCID:`, `+CICCID:`,
/// `+ZGETICCID:`, `#CCID:`, `ICCID `) or none, with or without quotes, or as the card's file contains it
/// (`+CRSM: 144,0,"98..."`). No other number is so long and begins with 89.
pub fn iccid(row: &str) -> Option<Iccid> {
    let rest = row.split_once(':').map_or(row, |(_, rest)| rest);
    let rest = rest.strip_prefix("ICCID ").unwrap_or(rest);
    fields(rest).into_iter().find_map(|field| Iccid::parse(field).ok())
}

/// The lowest type of a number that modems report (24.008 10.5.4.7): 129 is unknown, 145 international, 161 national.
const NUMBER_TYPE_MIN: u8 = 128;
const INTERNATIONAL: &str = "145";

/// Parses the line's own number: `+CNUM: [<alpha>],<number>,<type>[,<speed>,<service>[,<itc>]]` (27.007 7.1). Returns
/// `None` unless the number is international, since the country of a national number is unknown. Some modems omit the
/// name with its comma, or the quotes around it, so that it may be several fields: the number is the field before the
/// type.
pub fn own_number(row: &str) -> Option<Msisdn> {
    let fields = fields(after(row, "+CNUM:")?);
    let is_type = |field: &&str| number::<u8>(field).is_some_and(|kind| kind >= NUMBER_TYPE_MIN);
    let (field, kind) = match fields.iter().skip(1).position(is_type) {
        Some(before) => (fields[before], fields[before + 1]),
        None => (*fields.get(1).or(fields.first())?, ""),
    };
    let found = decode_number(field);
    if kind == INTERNATIONAL && !found.starts_with('+') {
        return Msisdn::parse(&format!("+{found}")).ok();
    }
    Msisdn::parse(&found).ok()
}

/// Prefixes of rows whose first number is PIN1's attempts: Sierra, SIMCom, ZTE, u-blox (`+UPINCNT: 1,3,10,10`),
/// Quectel's older modems, Intel (Fibocom), Ericsson, Alcatel. Telit and Cinterion report one number, that of the code
/// required now (`#PCT: 1`, `^SPIC: 3`).
const ATTEMPTS_FIRST: [&str; 10] =
    ["+CPINC:", "+SPIC:", "+ZPINPUK:", "+UPINCNT:", "+QTRPIN:", "+XPINCNT:", "*EPIN:", "+PNNM:", "#PCT:", "^SPIC:"];

/// Parses the attempts left for PIN1, where PIN1 is required. Forms: `+CPINR: SIM PIN,3,3` (27.007 8.65),
/// `^CPIN: READY,,10,3,10,3` (Huawei: state, tries, puk1, pin1, puk2, pin2), `+QPINC: "SC",3,10` (Quectel),
/// `+CPNNUM: PIN1=3; PUK1=10` (SpeedUp), or the first of several numbers.
pub fn pin_attempts_left(row: &str) -> Option<u8> {
    if let Some(rest) = after(row, "+CPINR:") {
        let fields = fields(rest);
        return if *fields.first()? == "SIM PIN" { number(fields.get(1)?) } else { None };
    }
    if let Some(rest) = after(row, "^CPIN:") {
        return number(fields(rest).get(3)?);
    }
    if let Some(rest) = after(row, "+QPINC:") {
        let fields = fields(rest);
        return if *fields.first()? == "SC" { number(fields.get(1)?) } else { None };
    }
    if let Some(rest) = after(row, "+CPNNUM:") {
        return number(rest.split(';').find_map(|part| part.trim().strip_prefix("PIN1="))?);
    }
    let rest = ATTEMPTS_FIRST.iter().find_map(|prefix| after(row, prefix))?;
    number(fields(rest).first()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_of_a_card_is_parsed_in_the_words_of_every_maker() {
        use CardState as S;
        for (row, want) in [
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
            assert_eq!(card_state(row), Some(want), "{row}");
        }
        assert_eq!(card_state("+CPIN: "), None);
        let long = card_state(&format!("+CPIN: {}", "é".repeat(500)));
        assert_eq!(long, Some(S::Other("é".repeat(40))));
    }

    #[test]
    fn an_iccid_is_parsed_behind_any_of_its_names() {
        for row in [
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
            assert_eq!(iccid(row).unwrap().as_str(), "8901260712345678901", "{row}");
        }
        // From a log of a China Mobile card.
        assert_eq!(iccid("+CCID: \"898600a1179407112134\"").unwrap().as_str(), "898600A1179407112134");
        for row in ["OK", "+CGSN: 490154203237518", "310260123456789", "+CRSM: 106,130"] {
            assert_eq!(iccid(row), None, "{row}");
        }
    }

    #[test]
    fn a_lines_own_number_is_parsed_if_it_is_international() {
        let ucs2 = "002B00310032003000320035003500350030003100340033";
        for row in [
            // EC25; MC75i; ModemManager's and chan_dongle's collections; SIM800 with speed and service.
            "+CNUM: ,\"+12025550143\",145",
            "+CNUM: \"\",\"+12025550143\",145",
            "+CNUM: \"*Subscriber Number\",\"+12025550143\",145",
            "+CNUM: \"\",\"+12025550143\",145,7,4",
            "+CNUM: ,\"+12025550143\",145,,4",
            "+CNUM: \"\",+12025550143,145",
            // SIM800L; the type is wrong, but the number has a `+`.
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
            assert_eq!(own_number(row).unwrap().as_str(), "+12025550143", "{row}");
        }
        for row in [
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
            // A quote is lost, so more may be lost.
            "+CNUM: \"\",+12025550143\",145",
            "+CNUM: ",
            "+CNUM",
            "+CIMI: +12025550143",
        ] {
            assert_eq!(own_number(row), None, "{row}");
        }
    }

    #[test]
    fn attempts_left_are_parsed_in_every_dialect() {
        for (row, want) in [
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
            assert_eq!(pin_attempts_left(row), want, "{row}");
        }
    }
}
