//! Unsolicited result codes: rows that a modem sends without a command (27.005 3.4.1, 27.007 7.2, 7.11, makers'
//! manuals). A row that no table contains is still separated from a reply: see `session`.

use crate::model::Slot;

use super::caller::Caller;
use super::clock::{self, Clock};
use super::profile::{self, Words};
use super::reply::{
    CardState, Domain, Header, MessageStatus, Registration, after, card_state, fields, is_registration_answer,
    length_of, number, registration, store_name,
};
use super::ussd::{ParsedUssd, Ussd};

pub use super::ussd::OpenText;

/// An unsolicited result code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Urc {
    /// `+CMTI: "SM",3`: a message was stored.
    Stored(Slot),
    /// `+CDSI: "SR",3`: a status report was stored.
    ReportStored(Slot),
    /// `+CMTI: 3`, `+CMTI: "SIM",3`: a message was stored, and the code names no store that simgate knows.
    StoredSomewhere,
    /// `+CMT: [alpha],<length>` and the PDU in the next row: a message that is not stored.
    Message(Direct),
    /// `+CDS: <length>` and the PDU: a status report that is not stored.
    Report(Direct),
    /// `+CMGR: <stat>,[alpha],<length>` and the PDU, while no such command is in flight.
    OutOfStep(Direct),
    /// A store is full: no further message arrives until it has room.
    StoreFull,
    /// The modem has just started and has lost all settings.
    Booted,
    /// Message commands work now (`SMS Ready`, `+QIND: SMS DONE`, `SMS DONE`, `#QSS: 3`, `+AT: READY`).
    MessagesReady,
    /// `+CPIN: ...`: the state of the card.
    Card(CardState),
    /// `+QUSIM`, `+QSIMSTAT`, `^SIMST`...: the state of the card may have changed; `+CPIN?` reports it.
    CardChanged,
    /// `+CREG: 1` and its variants: the registration changed.
    Registered(Domain, Registration),
    /// `RING`, `+CRING: VOICE`: an incoming call rings.
    Ring,
    /// `+CLIP: "<number>",...`: the number of the caller.
    Caller(Caller),
    /// `NO CARRIER`, `^CEND:1,0,67,25`, `MISSED_CALL: ...`: a call is over.
    CallEnded,
    /// `+CUSD`: the network's answer or question in a USSD dialogue.
    Ussd(Ussd),
    /// `*PSUTTZ`, `^NWTIME`, `+CTZE`...: the network's clock.
    Clock(Clock),
    /// Voltage or temperature is out of bounds, or the modem switches itself off.
    PowerAlarm(String),
    /// Any other code: signal, mode, network time...
    Other(String),
}

impl From<ParsedUssd> for Urc {
    fn from(parsed: ParsedUssd) -> Self {
        parsed.map_or_else(Self::Other, Self::Ussd)
    }
}

/// A PDU that the modem sends without storing it.
#[derive(Clone, PartialEq, Eq)]
pub struct Direct {
    /// The octets of the TPDU, from the header. 0 where the header was corrupted, or where the row may belong to this
    /// message or to another: no PDU has this length, so the row is never accepted as complete.
    pub length: usize,
    /// The PDU row as it arrived: hexadecimal unless it was corrupted.
    pub row: Vec<u8>,
}

impl std::fmt::Debug for Direct {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Direct({} octets)", self.length)
    }
}

/// What a code of two rows carries: its second row is a PDU.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PduKind {
    /// `+CMT`
    Message,
    /// `+CDS`
    Report,
    /// `+CBM`: a page of a cell broadcast (27.005 3.4.1), which may be a public warning. Simgate ignores it, but its
    /// second row must not be read as a message: `+CBM: 88` and 176 digits.
    Page,
    /// `+CMGR`, `+CMGL`: the message of a slot, while another command is in flight.
    Slot,
}

impl PduKind {
    /// The name of the code.
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "+CMT",
            Self::Report => "+CDS",
            Self::Page => "+CBM",
            Self::Slot => "+CMGR",
        }
    }
}

/// The result of parsing a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed {
    /// The row is a complete code.
    Complete(Urc),
    /// The PDU follows in the next row.
    PduFollows {
        kind: PduKind,
        /// Octets of the TPDU or of the page. `None`: the header was corrupted.
        length: Option<usize>,
    },
    /// A header in text mode: the text of a message follows in the next row.
    TextMessageFollows(PduKind),
    /// A quoted USSD text that continues in the next row.
    UssdContinues(OpenText),
}

/// The state of the card may have changed: Quectel, Huawei, Telit, SIMCom, u-blox, Intel (Fibocom).
const CARD_PREFIXES: &[&str] =
    &["+QUSIM:", "+QSIMSTAT:", "^SIMST:", "#QSS:", "+SIMCARD:", "+UUSIMSTAT:", "+XSIM:", "+WIND: 0", "+WIND: 1"];

/// A call is over: Huawei `^CEND:1,0,67,25`, SIM7600 `VOICE CALL: END: 000005` and `MISSED_CALL: 10:30AM 2025550143`.
/// `NO CARRIER` and similar words are final result codes, which `session` separates.
const CALL_END_PREFIXES: &[&str] = &["^CEND:", "VOICE CALL: END", "MISSED_CALL:"];

/// The characters that an extended result code begins with.
pub(super) const MARKS: [char; 8] = ['+', '^', '#', '*', '$', '&', '!', '%'];

/// Parses a row as an unsolicited result code. `None`: it does not look like one.
pub fn parse(row: &str) -> Option<Parsed> {
    let whole = |urc| Some(Parsed::Complete(urc));
    if row == "RING" || row.starts_with("+CRING") {
        return whole(Urc::Ring);
    }
    if CALL_END_PREFIXES.iter().any(|prefix| row.starts_with(prefix)) {
        return whole(Urc::CallEnded);
    }
    if row.starts_with("+CMTE:") {
        return whole(Urc::PowerAlarm(row.to_owned()));
    }
    if let Some(clock) = clock::parse_announcement(row) {
        return whole(Urc::Clock(clock));
    }
    if let Some(urc) = parse_word(row, profile::words()) {
        return whole(urc);
    }
    row.starts_with(MARKS).then(|| parse_marked(row))
}

/// Parses a row as one of these words.
pub fn parse_word(row: &str, words: &Words) -> Option<Urc> {
    let is_in = |list: &[String]| list.iter().any(|word| word == row);
    if is_in(&words.boot) {
        Some(Urc::Booted)
    } else if is_in(&words.ready) {
        Some(Urc::MessagesReady)
    } else if is_in(&words.power) {
        Some(Urc::PowerAlarm(row.to_owned()))
    } else {
        words.noise.iter().any(|prefix| row.starts_with(prefix.as_str())).then(|| Urc::Other(row.to_owned()))
    }
}

/// The maker's word without a mark that the row begins with.
pub(super) fn bare_word(row: &str) -> Option<&'static str> {
    let words = profile::words();
    let words = [&words.boot, &words.ready, &words.power, &words.noise].into_iter().flatten().map(String::as_str);
    words.filter(|word| !word.starts_with(MARKS)).find(|word| row.starts_with(word))
}

/// Whether a row ends any open USSD text: a message was stored or arrives, or another text begins.
pub fn interrupts_text(row: &str) -> bool {
    ["+CMTI:", "+CDSI:", "+CMT:", "+CDS:", "+CBM:", "+CUSD:"].iter().any(|prefix| row.starts_with(prefix))
}

/// Whether a row is a header in text mode (`+CMGF=1`). Then a person wrote the rows behind it.
/// `+CMT: "+12025550143",,"26/11/22,10:30:00+04"`, `+CDS: 6,77,"+12025550143",145,"26/11/22,10:30:00+04",...` (27.005
/// 3.4.1), `+CMGR: "REC UNREAD",...`, `+CMGL: 1,"STO SENT",...` (27.005 3.4.2, 3.4.3).
pub fn is_text_mode_header(row: &str) -> bool {
    let commas = |rest: &str| rest.bytes().filter(|&byte| byte == b',').count();
    let is_status = |rest: &str| rest.starts_with("\"REC") || rest.starts_with("\"STO");
    if let Some(rest) = after(row, "+CMT:") {
        let is_cut_off = last_number(rest).is_none() && (commas(rest) >= 2 || rest.contains('"'));
        return has_timestamp(rest) || is_cut_off;
    }
    if let Some(rest) = after(row, "+CDS:") {
        return commas(rest) >= 3;
    }
    if let Some(rest) = after(row, "+CBM:") {
        return commas(rest) >= 4;
    }
    let listed = || after(row, "+CMGL:")?.split_once(',').map(|(_, rest)| rest.trim_start());
    after(row, "+CMGR:").or_else(listed).is_some_and(is_status)
}

/// Whether a quoted date is in the row: `"26/11/22,` or `"2026/11/22,`.
fn has_timestamp(rest: &str) -> bool {
    rest.split('"').any(|quoted| {
        let date = quoted.split(',').next().unwrap_or_default();
        let parts: Vec<&str> = date.split('/').collect();
        date.len() < quoted.len() && parts.len() == 3 && parts.iter().all(|part| number::<u16>(part).is_some())
    })
}

/// Whether a row with the prefix of an answer may also be an unsolicited code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedPrefix {
    /// No unsolicited code has this prefix.
    NotShared,
    /// An answer: the unsolicited code with this prefix has another form.
    Answer,
    /// An unsolicited code: the answer with this prefix has another form.
    Announcement,
    /// The answer and the unsolicited code have the same form.
    Either,
}

/// Classifies a row by its prefix and its form.
pub fn shared_prefix(row: &str) -> SharedPrefix {
    if registration(row).is_some() {
        return if is_registration_answer(row) { SharedPrefix::Answer } else { SharedPrefix::Announcement };
    }
    let either = ["+CPIN:", "+CFUN:", "+CSQ:"].iter().any(|prefix| row.starts_with(prefix));
    if either { SharedPrefix::Either } else { SharedPrefix::NotShared }
}

/// Parses a row with the mark of an extended result code.
fn parse_marked(row: &str) -> Parsed {
    // ZTE puts a stray comma before the length: `+CDS: ,26`.
    for (prefix, kind) in [("+CMT:", PduKind::Message), ("+CDS:", PduKind::Report), ("+CBM:", PduKind::Page)] {
        if let Some(rest) = after(row, prefix) {
            return match kind {
                PduKind::Report if is_text_mode_header(row) => other(row),
                PduKind::Message | PduKind::Page if is_text_mode_header(row) => Parsed::TextMessageFollows(kind),
                PduKind::Message | PduKind::Report | PduKind::Page | PduKind::Slot => {
                    Parsed::PduFollows { kind, length: last_number(rest) }
                }
            };
        }
    }
    let is_message = |header: &Header| header.status != MessageStatus::Draft && header.length > 0;
    if let Some(header) = Header::parse(row).filter(is_message) {
        return Parsed::PduFollows { kind: PduKind::Slot, length: Some(header.length) };
    }
    if let Some(rest) = after(row, "+CMTI:") {
        return Parsed::Complete(slot(rest).map_or(Urc::StoredSomewhere, Urc::Stored));
    }
    if let Some(rest) = after(row, "+CDSI:") {
        return Parsed::Complete(slot(rest).map_or(Urc::StoredSomewhere, Urc::ReportStored));
    }
    if is_store_full(row) {
        return Parsed::Complete(Urc::StoreFull);
    }
    if let Some(state) = card_state(row) {
        return Parsed::Complete(Urc::Card(state));
    }
    if CARD_PREFIXES.iter().any(|prefix| row.starts_with(prefix)) {
        return Parsed::Complete(Urc::CardChanged);
    }
    if let Some((domain, state)) = registration(row) {
        return Parsed::Complete(Urc::Registered(domain, state));
    }
    if let Some(rest) = after(row, "+CUSD:") {
        return match OpenText::parse(rest) {
            Ok(parsed) => Parsed::Complete(parsed.into()),
            Err(open) => Parsed::UssdContinues(open),
        };
    }
    if let Some(clock) = clock::parse_announcement(row) {
        return Parsed::Complete(Urc::Clock(clock));
    }
    if let Some(rest) = after(row, "+CLIP:") {
        // A corrupted row reports no caller.
        return Caller::parse(rest).map_or_else(|| other(row), |caller| Parsed::Complete(Urc::Caller(caller)));
    }
    other(row)
}

fn other(row: &str) -> Parsed {
    Parsed::Complete(Urc::Other(row.to_owned()))
}

/// Huawei `^SMMEMFULL: "SM"`, SIMCom `+SMS FULL`, Quectel `+QIND: "smsfull","SM"`, ZTE `+ZSMSFULL`.
fn is_store_full(row: &str) -> bool {
    let plain = row.bytes().filter(|byte| !matches!(byte, b'"' | b' ')).map(|byte| byte.to_ascii_uppercase());
    let begins = |words: &str| plain.clone().take(words.len()).eq(words.bytes());
    ["^SMMEMFULL", "+SMSFULL", "+ZSMSFULL", "+QIND:SMSFULL", "+CIEV:SMSFULL,1"].into_iter().any(begins)
}

/// The length at the end of a header. The name in front of it may contain any quotes.
fn last_number(rest: &str) -> Option<usize> {
    length_of(rest.rsplit(',').next()?)
}

fn slot(rest: &str) -> Option<Slot> {
    let fields = fields(rest);
    let [store, index, ..] = fields.as_slice() else { return None };
    Some(Slot { store: store_name(store)?, index: index.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StoreName;

    fn whole(row: &str) -> Option<Urc> {
        match parse(row)? {
            Parsed::Complete(urc) => Some(urc),
            Parsed::PduFollows { .. } | Parsed::TextMessageFollows(_) | Parsed::UssdContinues(_) => None,
        }
    }

    #[test]
    fn the_words_of_every_maker_are_parsed() {
        let slot = |store, index| Slot { store, index };
        let caller = |number: Option<&str>| Urc::Caller(Caller { number: number.map(str::to_owned) });
        for (row, want) in [
            ("+CMTI: \"SM\",3", Urc::Stored(slot(StoreName::SM, 3))),
            ("+CMTI:\"ME\", 0", Urc::Stored(slot(StoreName::ME, 0))),
            ("+CDSI: \"SR\",7", Urc::ReportStored(slot(StoreName::SR, 7))),
            ("^SMMEMFULL: \"SM\"", Urc::StoreFull),
            ("+SMS FULL", Urc::StoreFull),
            ("+QIND: \"smsfull\",\"ME\"", Urc::StoreFull),
            ("RDY", Urc::Booted),
            ("+QIND: SMS DONE", Urc::MessagesReady),
            ("+CPIN: NOT INSERTED", Urc::Card(CardState::Missing)),
            ("^SIMST:255,1", Urc::CardChanged),
            ("+CREG: 3", Urc::Registered(Domain::Circuit, Registration::Denied)),
            ("RING", Urc::Ring),
            ("+CRING: VOICE", Urc::Ring),
            ("+CLIP: \"+12025550143\",145,\"\",,\"\",0", caller(Some("+12025550143"))),
            ("+CLIP: \"\",128,,,,1", caller(None)),
            ("+CLIP: \"+1202555\\x\",145", Urc::Other("+CLIP: \"+1202555\\x\",145".into())),
            ("^CEND:1,0,67,25", Urc::CallEnded),
            ("MISSED_CALL: 10:30AM 2025550143", Urc::CallEnded),
            ("+WIND: 3", Urc::Booted),
            ("+WIND: 4", Urc::MessagesReady),
            ("+XSIM: 7", Urc::CardChanged),
            ("+C5GREG: 5", Urc::Registered(Domain::FiveG, Registration::Roaming)),
            ("+ZUSIMR:2", Urc::Other("+ZUSIMR:2".into())),
            ("OVER-VOLTAGE WARNNING", Urc::PowerAlarm("OVER-VOLTAGE WARNNING".into())),
            ("^DSFLOWRPT:00000010,00000000", Urc::Other("^DSFLOWRPT:00000010,00000000".into())),
            ("+CMTI: garbage", Urc::StoredSomewhere),
            ("+CMTI: 3", Urc::StoredSomewhere),
            ("+CDSI: \"SIM\",3", Urc::StoredSomewhere),
            ("+ZSMSFULL", Urc::StoreFull),
            ("+CLIP: \"+12025550143\",145,\"\",,\"SMS FULL\",0", caller(Some("+12025550143"))),
            ("VOICE CALL: END: 000005", Urc::CallEnded),
            ("VOICE CALL: BEGIN", Urc::Other("VOICE CALL: BEGIN".into())),
        ] {
            assert_eq!(whole(row), Some(want), "{row}");
        }
        for row in ["OK", "Quectel", "0791448720003023", ""] {
            assert_eq!(parse(row), None, "{row}");
        }
    }

    #[test]
    fn codes_of_two_rows_contain_the_length_of_the_second() {
        for (row, kind, length) in [
            ("+CMT: ,23", PduKind::Message, Some(23)),
            ("+CMT: \"\",23", PduKind::Message, Some(23)),
            ("+CMT: \"5\" pipe\",23", PduKind::Message, Some(23)),
            ("+CMT: Bob (mobile,23", PduKind::Message, Some(23)),
            ("+CMT: ,2x", PduKind::Message, None),
            ("+CMT: ,2307912143658709F1", PduKind::Message, None),
            ("+CMT: ,18446744073709551615", PduKind::Message, None),
            ("+CDS: 26", PduKind::Report, Some(26)),
            ("+CDS: ,26", PduKind::Report, Some(26)),
            ("+CBM: 88", PduKind::Page, Some(88)),
        ] {
            assert_eq!(parse(row), Some(Parsed::PduFollows { kind, length }), "{row}");
            assert!(!is_text_mode_header(row), "{row}");
        }
    }

    #[test]
    fn text_mode_is_recognised_by_its_headers() {
        let message = "+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"";
        let with_length = format!("{message},145,4,0,0,\"+1206\",145,2");
        let page = "+CBM: 1,50,1,1,1";
        for (row, kind) in [
            (message, PduKind::Message),
            (&with_length, PduKind::Message),
            ("+CMT: \"+12025550143\"", PduKind::Message),
            (page, PduKind::Page),
        ] {
            assert_eq!(parse(row), Some(Parsed::TextMessageFollows(kind)), "{row}");
            assert!(is_text_mode_header(row), "{row}");
        }
        let report = "+CDS: 6,77,\"+1202\",145,\"26/11/22,10:30:00+04\",\"26/11/22,10:30:00+04\",0";
        assert_eq!(whole(report), Some(Urc::Other(report.into())), "all of it is in one row");
        for row in [report, "+CMGR: \"REC UNREAD\",\"+1202\",,\"\"", "+CMGL: 1,\"STO SENT\",\"+1202\",,\"\""] {
            assert!(is_text_mode_header(row), "{row}");
        }
        for row in ["+CMGR: 0,\"REC\",23", "+CMGL: 1,0,\"REC UNREAD\",23", "+CUSD: 0,\"26/11/22,\"", "\"REC UNREAD\""] {
            assert!(!is_text_mode_header(row), "{row}");
        }
    }

    #[test]
    fn an_announcement_is_separated_from_the_answer_with_its_prefix() {
        for (row, want) in [
            ("+CREG: 0,1", SharedPrefix::Answer),
            ("+CREG: 1", SharedPrefix::Announcement),
            ("+CEREG: 1,\"00C3\",\"0000A1B2\",7", SharedPrefix::Announcement),
            ("+CPIN: READY", SharedPrefix::Either),
            ("+CPMS: 1,20,1,20,1,20", SharedPrefix::NotShared),
        ] {
            assert_eq!(shared_prefix(row), want, "{row}");
        }
    }
}
