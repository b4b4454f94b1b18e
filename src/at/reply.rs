//! Parsers for the rows of information responses and for final result codes (27.005, 27.007).
//!
//! Modems differ from the specifications and from each other. A parser accepts every form it can use and returns `None`
//! instead of guessing.

use std::borrow::Cow;

use crate::model::StoreName;

use super::error::Cause;

mod card;
mod parameters;
mod registration;

use parameters::unquote;
pub use parameters::{after, fields};
pub(super) use parameters::{length_of, number};

pub use card::{CardState, card_state, iccid, own_number, pin_attempts_left};
pub use registration::{Domain, Registration, ims_carries_sms, is_registration_answer, registration};

/// A final result code: the command is over (V.250 table 1, 27.005 3.2.5, 27.007 9.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Final {
    /// `OK`: the command succeeded.
    Ok,
    /// `ERROR`: the command failed, without a cause.
    Error,
    /// `COMMAND NOT SUPPORT`: Huawei sticks send it for `ERROR`.
    NotSupported,
    /// `+CME ERROR`: a fault of the equipment.
    Equipment(Cause),
    /// `+CMS ERROR`: a fault of the message service.
    Message(Cause),
    /// `NO CARRIER`, `BUSY`, `NO ANSWER`, `NO DIALTONE`: the end of a call.
    CallEnded,
}

impl Final {
    /// Parses a row as a final result code.
    pub fn parse(row: &str) -> Option<Self> {
        Some(match row {
            "OK" => Self::Ok,
            // Huawei EM770 sends the second one.
            "ERROR" | "TOO MANY PARAMETERS" => Self::Error,
            "COMMAND NOT SUPPORT" => Self::NotSupported,
            "NO CARRIER" | "BUSY" | "NO ANSWER" | "NO DIALTONE" | "NO DIAL TONE" => Self::CallEnded,
            // Some modems write them in small letters.
            _ if row.eq_ignore_ascii_case("OK") => Self::Ok,
            _ if row.eq_ignore_ascii_case("ERROR") => Self::Error,
            _ => {
                // Some modems send `+CMS ERROR 500` and `+cms error: 500`.
                let (name, cause) = row.split_at_checked("+CME ERROR".len())?;
                let cause = cause.trim_start_matches([':', ' ']).trim_end();
                match name {
                    _ if name.eq_ignore_ascii_case("+CME ERROR") => Self::Equipment(Cause::equipment(cause)),
                    _ if name.eq_ignore_ascii_case("+CMS ERROR") => Self::Message(Cause::message(cause)),
                    _ => return None,
                }
            }
        })
    }
}

/// `+CMGR:` and `+CMGL:` headers in PDU mode (27.005 4.1, 4.2): `[index,]stat,[alpha],length`. The short form without
/// alpha is common. The parser skips the name, which may contain any quotes and brackets (`+CMGR: 1,"5" pipe",23`,
/// `+CMGR: 1,Bob (mobile,23`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The index of the slot; only `+CMGL` reports it.
    pub index: Option<u16>,
    /// Whether the message was received or is a draft.
    pub status: MessageStatus,
    /// Octets of the TPDU, the SMSC address not counted.
    pub length: usize,
}

/// `<stat>` of 27.005 3.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageStatus {
    /// Received and not read.
    Unread,
    /// Received and read.
    Read,
    /// A draft or a sent message, not one that arrived.
    Draft,
}

impl MessageStatus {
    fn parse(field: &str) -> Option<Self> {
        match number::<u8>(field)? {
            0 => Some(Self::Unread),
            1 => Some(Self::Read),
            2 | 3 => Some(Self::Draft),
            _ => None,
        }
    }
}

impl Header {
    /// Parses a row as a header in PDU mode.
    pub fn parse(row: &str) -> Option<Self> {
        let (index, rest) = match after(row, "+CMGR:") {
            Some(rest) => (None, rest),
            None => {
                let (index, rest) = after(row, "+CMGL:")?.split_once(',')?;
                (Some(number(index)?), rest)
            }
        };
        let (front, length) = rest.rsplit_once(',')?;
        let status = unquote(front.split(',').next()?);
        Some(Self { index, status: MessageStatus::parse(status)?, length: length_of(length)? })
    }
}

/// The use of one store, as `+CPMS?` reports it (27.005 3.2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoreUse {
    /// The store.
    pub store: StoreName,
    /// The number of messages in the store.
    pub used: u16,
    /// The number of places for messages.
    pub total: u16,
}

/// Parses `+CPMS: "SM",3,20,"SM",3,20,"ME",0,255`: up to three stores with their use, `None` in the place of one that
/// can't be read (`"",,`).
pub fn stores_in_use(row: &str) -> Option<Vec<Option<StoreUse>>> {
    let one = |triple: &[&str]| {
        let [store, used, total] = triple else { return None };
        Some(StoreUse { store: store_name(store)?, used: number(used)?, total: number(total)? })
    };
    let found: Vec<Option<StoreUse>> = fields(after(row, "+CPMS:")?).chunks_exact(3).map(one).collect();
    found.iter().any(Option::is_some).then_some(found)
}

/// Parses the answer to a selection of stores, `+CPMS: 3,20,3,20,0,255`. Returns the messages in mem1 and its number of
/// places.
pub fn selected_use(row: &str) -> Option<(u16, u16)> {
    let fields = fields(after(row, "+CPMS:")?);
    Some((number(fields.first()?)?, number(fields.get(1)?)?))
}

/// Parses the same answer. Returns the messages and places of every selected store, the receiving one last.
pub fn selected_uses(row: &str) -> Option<Vec<(u16, u16)>> {
    let fields = fields(after(row, "+CPMS:")?);
    fields.chunks(2).map(|pair| Some((number(pair.first()?)?, number(pair.get(1)?)?))).collect()
}

/// Parses the name of a store. SIM800 reports `SM_P` besides `SM`: the card is preferred. It is the same store.
pub(super) fn store_name(field: &str) -> Option<StoreName> {
    StoreName::parse(&field.strip_suffix("_P").unwrap_or(field).to_ascii_uppercase())
}

/// Parses `+CPMS: (..),(..),(..)`: the stores that can be mem1 (read, delete), mem2 (write) and mem3 (receive). Groups
/// can be missing; Wavecom Q2 puts extra brackets around all of them (`(("SM","BM","SR"),("SM"))`).
pub fn store_groups(row: &str) -> Option<Vec<Vec<StoreName>>> {
    let mut rest = after(row, "+CPMS:")?.trim();
    if rest.starts_with("((") && rest.ends_with("))") {
        rest = &rest[1..rest.len() - 1];
    }
    let groups: Vec<Vec<StoreName>> = fields(rest)
        .into_iter()
        .map(|group| {
            let inner = group.trim_start_matches('(').trim_end_matches(')');
            fields(inner).into_iter().filter_map(store_name).collect()
        })
        .collect();
    (!groups.iter().all(Vec::is_empty)).then_some(groups)
}

/// The values that one parameter of a test command allows: `(0-2)`, `(0,1,3)`, `1`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(Vec<(u8, u8)>);

impl Values {
    fn parse(field: &str) -> Self {
        let inner = field.trim().trim_start_matches('(').trim_end_matches(')');
        let ranges = inner.split(',').filter_map(|part| {
            let (low, high) = part.split_once('-').unwrap_or((part, part));
            Some((number(low)?, number(high)?))
        });
        Self(ranges.collect())
    }

    /// Whether the parameter allows a value.
    pub fn allow(&self, value: u8) -> bool {
        self.0.iter().any(|&(low, high)| (low..=high).contains(&value))
    }

    /// The lowest value that the parameter allows.
    pub fn lowest(&self) -> Option<u8> {
        self.0.iter().map(|&(low, _)| low).min()
    }
}

/// Parses `+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)`: the values that `+CNMI=` accepts (27.005 3.4.1).
pub fn indication_values(row: &str) -> Option<Vec<Values>> {
    let values: Vec<Values> = fields(after(row, "+CNMI:")?).into_iter().map(Values::parse).collect();
    (values.len() >= 2).then_some(values)
}

/// Parses `+CNMI: 2,1,0,1,0`: the values in use.
pub fn indication_set(row: &str) -> Option<Vec<u8>> {
    let set: Vec<u8> = fields(after(row, "+CNMI:")?).into_iter().map_while(number).collect();
    (set.len() >= 2).then_some(set)
}

/// Parses `+CMGD: (1,2,3),(0-4)`: the indexes in use (27.005 3.5.4). Returns `None` if the modem reports the possible
/// range instead.
pub fn used_indexes(row: &str) -> Option<Vec<u16>> {
    let fields = fields(after(row, "+CMGD:")?);
    let inner = fields.first()?.strip_prefix('(')?.strip_suffix(')')?;
    if inner.trim().is_empty() {
        return Some(Vec::new());
    }
    inner.split(',').map(number).collect()
}

/// Parses `+CMGS: 77`: the message reference (TP-MR), which status reports repeat.
pub fn message_reference(row: &str) -> Option<u8> {
    number(fields(after(row, "+CMGS:")?).first()?)
}

/// Parses `+CSCA: "+12063130004",145`. An empty number returns `None`: the card names no SMSC, so nothing can be sent.
pub fn smsc(row: &str) -> Option<String> {
    let fields = fields(after(row, "+CSCA:")?);
    let (number, kind) = (decode_number(fields.first()?), fields.get(1).copied().unwrap_or_default());
    let number = number.as_ref();
    let digits = number.strip_prefix('+').unwrap_or(number);
    if !(3..=20).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let plus = if kind == "145" { "+" } else { &number[..number.len() - digits.len()] };
    Some(format!("{plus}{digits}"))
}

/// Decodes a number that the modem wrote with `+CSCS` at `"UCS2"` (`002B0031...`) or at `"HEX"` (`2B31...`). Digits and
/// `+` are ASCII in both. Any other number is returned unchanged.
pub(super) fn decode_number(field: &str) -> Cow<'_, str> {
    let digits = |group: usize, zeros: &str| {
        let pieces: Vec<&[u8]> = field.as_bytes().chunks(group).collect();
        let one = |piece: &&[u8]| {
            let low = std::str::from_utf8(piece).ok()?.strip_prefix(zeros).filter(|low| low.len() == 2)?;
            u8::from_str_radix(low, 16).ok().map(char::from).filter(|c| c.is_ascii_digit() || *c == '+')
        };
        pieces.iter().map(one).collect::<Option<String>>().filter(|number| !number.is_empty())
    };
    // Without `2B` the digits may be the number itself.
    let hex = || digits(2, "").filter(|_| field.starts_with("2B"));
    digits(4, "00").or_else(hex).map_or(Cow::Borrowed(field), Cow::Owned)
}

/// The character set of names, numbers and USSD texts (27.007 5.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// The GSM 7-bit default alphabet.
    Gsm,
    /// ASCII (T.50).
    Ira,
    /// Written in hexadecimal digits, like `Hex`.
    Ucs2,
    /// The octets of the GSM alphabet in hexadecimal digits.
    Hex,
}

impl Charset {
    const ALL: [Self; 4] = [Self::Gsm, Self::Ira, Self::Ucs2, Self::Hex];

    /// The name in `+CSCS`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gsm => "GSM",
            Self::Ira => "IRA",
            Self::Ucs2 => "UCS2",
            Self::Hex => "HEX",
        }
    }
}

/// Parses `+CSCS: "GSM"`. Huawei may report `"UCS2"` and use another character set.
pub fn charset(row: &str) -> Option<Charset> {
    let name = *fields(after(row, "+CSCS:")?).first()?;
    Charset::ALL.into_iter().find(|charset| charset.as_str() == name)
}

/// Parses `+CFUN: 1`: the functionality that is switched on (27.007 8.2). 1 is all of it.
pub fn functionality(row: &str) -> Option<u8> {
    number(fields(after(row, "+CFUN:")?).first()?)
}

/// The kinds of messages that the modem supports (27.005 3.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Services {
    /// Received messages (mobile terminated).
    pub received: bool,
    /// Sent messages (mobile originated).
    pub sent: bool,
}

/// Parses `+CSMS: 1,1,1`, the answer to the set command, and `+CSMS: 1,1,1,1`, the answer to the read command, which
/// begins with the service.
pub fn services(row: &str) -> Option<Services> {
    let fields = fields(after(row, "+CSMS:")?);
    let [.., received, sent, _broadcast] = fields.as_slice() else { return None };
    Some(Services { received: number::<u8>(received)? == 1, sent: number::<u8>(sent)? == 1 })
}

/// Parses `+CSQ: 17,99` (27.007 8.5) into dBm. 99 and values beyond the scale are unknown. 100-199 is the TD-SCDMA
/// scale of some Chinese sticks.
pub fn signal_dbm(row: &str) -> Option<i16> {
    match number::<i16>(fields(after(row, "+CSQ:")?).first()?)? {
        rssi @ 0..=31 => Some(-113 + 2 * rssi),
        rssi @ 100..=191 => Some(-116 + (rssi - 100)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn final_result_codes_are_parsed_in_all_their_spellings() {
        assert_eq!(Final::parse("OK"), Some(Final::Ok));
        assert_eq!(Final::parse("COMMAND NOT SUPPORT"), Some(Final::NotSupported));
        assert!(matches!(Final::parse("+CMS ERROR: 321"), Some(Final::Message(cause)) if cause.code == Some(321)));
        assert!(
            matches!(Final::parse("+CME ERROR: SIM not inserted"), Some(Final::Equipment(cause)) if cause.code == Some(10))
        );
        // Huawei EM770 with a command that it takes for too long; Cinterion without the colon.
        assert_eq!(Final::parse("TOO MANY PARAMETERS"), Some(Final::Error));
        assert!(matches!(Final::parse("+CME ERROR 767"), Some(Final::Equipment(cause)) if cause.code == Some(767)));
        assert_eq!((Final::parse("ok"), Final::parse("Error")), (Some(Final::Ok), Some(Final::Error)));
        for row in ["OKAY", "", "+CMTI: \"SM\",1"] {
            assert_eq!(Final::parse(row), None, "{row}");
        }
    }

    #[test]
    fn fields_respect_quotes_and_brackets() {
        assert_eq!(fields(r#"1,"a,b",(2,3),,"" "#), ["1", "a,b", "(2,3)", "", ""]);
        assert_eq!(fields(""), [""]);
        assert_eq!(fields("\"open,end"), ["open,end"]);
    }

    #[test]
    fn headers_are_parsed_in_the_long_and_the_short_form() {
        let header = |index, status, length| Some(Header { index, status, length });
        for (row, want) in [
            ("+CMGR: 0,,23", header(None, MessageStatus::Unread, 23)),
            ("+CMGR: 1,\"\",159", header(None, MessageStatus::Read, 159)),
            ("+CMGR: 0,23", header(None, MessageStatus::Unread, 23)),
            ("+CMGL: 0,1,,23", header(Some(0), MessageStatus::Read, 23)),
            ("+CMGL: 12,2,\"Bob, mobile\",23", header(Some(12), MessageStatus::Draft, 23)),
            ("+CMGL: 3,0,23", header(Some(3), MessageStatus::Unread, 23)),
            ("+CMGL: 3,23", None),
            ("+CMGR: 1,\"5\" pipe\",23", header(None, MessageStatus::Read, 23)),
            ("+CMGR: 1,Bob (mobile,23", header(None, MessageStatus::Read, 23)),
            ("+CMGL: 1,0,\"5\" pipe\",23", header(Some(1), MessageStatus::Unread, 23)),
            ("+CMGR: 0,,18446744073709551615", None),
            ("+CMGR: \"REC READ\",\"+1202\",,\"26/11/22,10:30:00+04\"", None),
            ("+CMGR: 9,,23", None),
            ("+CMGR: ", None),
            ("+CMGL: 99999,0,,23", None),
        ] {
            assert_eq!(Header::parse(row), want, "{row}");
        }
    }

    #[test]
    fn stores_are_parsed_with_the_brackets_of_every_modem() {
        use StoreName as S;
        let groups = |row| store_groups(row);
        assert_eq!(
            groups(r#"+CPMS: ("SM","ME"),("SM"),("SM")"#),
            Some(vec![vec![S::SM, S::ME], vec![S::SM], vec![S::SM]])
        );
        assert_eq!(groups(r#"+CPMS: (("SM","BM","SR"),("SM"))"#), Some(vec![vec![S::SM, S::BM, S::SR], vec![S::SM]]));
        assert_eq!(groups(r#"+CPMS: "SM","SM","SM""#), Some(vec![vec![S::SM], vec![S::SM], vec![S::SM]]));
        assert_eq!(groups("+CPMS: "), None);
        let used = stores_in_use(r#"+CPMS: "SM",3,20,"SM",3,20,"ME",0,255"#).unwrap();
        assert_eq!(used[2], Some(StoreUse { store: S::ME, used: 0, total: 255 }));
        assert_eq!(stores_in_use("+CPMS: 3,20,3,20,3,20"), None);
        // SIM800L: the card, preferred.
        assert_eq!(groups(r#"+CPMS: ("SM_P"),("SM_P")"#), Some(vec![vec![S::SM], vec![S::SM]]));
        let sm = Some(StoreUse { store: S::SM, used: 1, total: 20 });
        for (row, want) in [
            (r#"+CPMS: "SM_P",1,20,"SM_P",1,20"#, [sm, sm]),
            (r#"+CPMS: SM,1,20,"",,"#, [sm, None]),
            (r#"+CPMS: "ME",70000,99999,"SM",1,20"#, [None, sm]),
            (r#"+CPMS: "ME",-1,20,"SM" ,1 ,20"#, [None, sm]),
        ] {
            assert_eq!(stores_in_use(row), Some(want.to_vec()), "{row}");
        }
        assert_eq!(stores_in_use(r#"+CPMS: "",,"#), None);
    }

    #[test]
    fn indication_values_are_ranges_and_lists() {
        let values = indication_values("+CNMI: (0,1,2),(0-3),(0,2,3),(0-2),(0,1)").unwrap();
        assert!(values[0].allow(2) && values[1].allow(1) && !values[2].allow(1));
        assert_eq!(indication_set("+CNMI: 2,1,0,1,0"), Some(vec![2, 1, 0, 1, 0]));
    }

    #[test]
    fn what_a_message_needs_is_read() {
        assert_eq!(used_indexes("+CMGD: (1,2,13),(0-4)"), Some(vec![1, 2, 13]));
        assert_eq!(used_indexes("+CMGD: (),(0-4)"), Some(vec![]));
        for row in ["+CMGD: (0-254),(0-4)", "+CMGD: ", "+CMGD: 1", "+CMGD: (99999)"] {
            assert_eq!(used_indexes(row), None, "{row}");
        }
        assert_eq!(message_reference("+CMGS: 77"), Some(77));
        assert_eq!(message_reference("+CMGS: 0,\"07911\""), Some(0));
        assert_eq!(message_reference("+CMGS: 256"), None);
        assert_eq!(smsc("+CSCA: \"+12063130004\",145").as_deref(), Some("+12063130004"));
        assert_eq!(smsc("+CSCA: \"12063130004\",145").as_deref(), Some("+12063130004"));
        assert_eq!(smsc("+CSCA: \"0170\",129").as_deref(), Some("0170"));
        assert_eq!(smsc("+CSCA: \"\",129"), None);
        // With `+CSCS="UCS2"`, and with `"HEX"`.
        let ucs2 = "002B00310032003000360033003100330030003000300034";
        assert_eq!(smsc(&format!("+CSCA: \"{ucs2}\",145")).as_deref(), Some("+12063130004"));
        assert_eq!(smsc("+CSCA: \"0030003100370030\",129").as_deref(), Some("0170"));
        assert_eq!(smsc("+CSCA: \"2B3132303633313330303034\",145").as_deref(), Some("+12063130004"));
        assert_eq!(smsc("+CSCA: \"002B0041\",145"), None);
        assert_eq!(functionality("+CFUN: 4,0"), Some(4));
        assert_eq!(charset("+CSCS: \"UCS2\""), Some(Charset::Ucs2));
        assert_eq!((charset("+CSCS: GSM"), charset("+CSCS: \"8859-1\"")), (Some(Charset::Gsm), None));
        let both = Some(Services { received: true, sent: true });
        assert_eq!((services("+CSMS: 1,1,1"), services("+CSMS: 1,1,1,1")), (both, both));
        assert_eq!(services("+CSMS: 0,1,0"), Some(Services { received: false, sent: true }));
        assert_eq!(services("+CSMS: 1"), None);
    }

    #[test]
    fn signal_is_in_dbm() {
        assert_eq!(signal_dbm("+CSQ: 17,99"), Some(-79));
        assert_eq!(signal_dbm("+CSQ: 99,99"), None);
        assert_eq!(signal_dbm("+CSQ: 0,0"), Some(-113));
        assert_eq!(signal_dbm("+CSQ: 150,99"), Some(-66));
    }
}
