//! What modems say of their card: its state, its number, the attempts that its PIN has left.

use crate::model::Iccid;

use super::{after, fields, number};

/// State of the card (27.007 8.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardState {
    Ready,
    WantsPin,
    WantsPuk,
    /// Any other lock, PIN2 and network locks among them.
    Locked,
    Missing,
}

pub fn card_state(line: &str) -> Option<CardState> {
    Some(match after(line, "+CPIN:")?.trim() {
        "READY" | "SIM PIN2" | "SIM PUK2" => CardState::Ready,
        "SIM PIN" => CardState::WantsPin,
        "SIM PUK" => CardState::WantsPuk,
        "NOT INSERTED" | "NOT READY" => CardState::Missing,
        _ => CardState::Locked,
    })
}

/// The ICCID, by whichever of its commands the modem knows, with or without prefix and quotes, or as
/// the card's file has it.
pub fn iccid(line: &str) -> Option<Iccid> {
    const PREFIXES: [&str; 6] = ["+CCID:", "+QCCID:", "+ICCID:", "^ICCID:", "ICCID:", "+CRSM: 144,"];
    let rest = PREFIXES.iter().find_map(|prefix| after(line, prefix)).unwrap_or(line);
    Iccid::parse(fields(rest).last()?).ok()
}

/// Attempts left for PIN1, from `+CPINR: SIM PIN,3,3` (27.007 8.65), `^CPIN: READY,,10,3,10,3`
/// (Huawei: state, tries, puk1, pin1, puk2, pin2), `+QPINC: "SC",3,10` (Quectel), or four numbers
/// with PIN1 first: `+CPINC: 3,3,10,10` (Sierra), `+SPIC:` (SIMCom), `+ZPINPUK:` (ZTE).
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
    let rest = ["+CPINC:", "+SPIC:", "+ZPINPUK:"].iter().find_map(|prefix| after(line, prefix))?;
    number(fields(rest).first()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_card_says_what_it_wants() {
        assert_eq!(card_state("+CPIN: READY"), Some(CardState::Ready));
        assert_eq!(card_state("+CPIN: SIM PIN"), Some(CardState::WantsPin));
        assert_eq!(card_state("+CPIN: SIM PUK"), Some(CardState::WantsPuk));
        assert_eq!(card_state("+CPIN: PH-NET PIN"), Some(CardState::Locked));
        for line in [
            "+CCID: 8901260712345678901F",
            "+QCCID: 8901260712345678901F",
            "\"8901260712345678901\"",
            "^ICCID: 8901260712345678901",
            "+CRSM: 144,0,\"981062702143658709F1\"",
        ] {
            assert_eq!(iccid(line).unwrap().as_str(), "8901260712345678901", "{line}");
        }
        assert_eq!(iccid("OK"), None);
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
            ("+CSQ: 1,1", None),
        ] {
            assert_eq!(pin_attempts_left(line), want, "{line}");
        }
    }
}
