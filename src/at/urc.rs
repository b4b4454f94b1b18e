//! Unsolicited result codes: what a modem says on its own (27.005 3.4.1, 27.007 7.2, 7.11, makers'
//! manuals). A line that no table knows is still told apart from a reply: see `session`.

use crate::model::Slot;

use super::caller::Caller;
use super::clock::{self, Clock};
use super::reply::{
    CardState, Domain, Header, MessageStatus, Registration, after, card_state, fields, is_registration_answer,
    length_of, number, registration, store_name,
};
use super::ussd::{Said, Ussd};

pub use super::ussd::OpenText;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Urc {
    /// `+CMTI: "SM",3`: a message was stored.
    Stored(Slot),
    /// `+CDSI: "SR",3`: a status report was stored.
    ReportStored(Slot),
    /// `+CMTI: 3`, `+CMTI: "SIM",3`: something was stored, and the code does not say where.
    StoredSomewhere,
    /// `+CMT: [alpha],<length>` and the PDU in the next line: a message not stored.
    Message(Direct),
    /// `+CDS: <length>` and the PDU: a status report not stored.
    Report(Direct),
    /// `+CMGR: <stat>,[alpha],<length>` and the PDU, in answer to something else.
    OutOfStep(Direct),
    /// A store is full: nothing more arrives until there is room.
    StoreFull,
    /// The modem has just started: all settings are gone.
    Booted,
    /// It can do messages now (`SMS Ready`, `+QIND: SMS DONE`, `SMS DONE`, `#QSS: 3`, `+AT: READY`).
    MessagesReady,
    Card(CardState),
    /// `+QUSIM`, `+QSIMSTAT`, `^SIMST`...: something happened to the card; ask.
    CardChanged,
    Registered(Domain, Registration),
    /// `RING`, `+CRING: VOICE`: a call comes in.
    Ring,
    /// `+CLIP: "<number>",...`: who calls.
    Caller(Caller),
    /// `NO CARRIER`, `^CEND:1,0,67,25`, `MISSED_CALL: ...`: a call is over.
    CallEnded,
    /// `+CUSD`: what the network answered, or asks.
    Ussd(Ussd),
    /// `*PSUTTZ`, `^NWTIME`, `+CTZE`...: the network's clock.
    Clock(Clock),
    /// Voltage or temperature out of bounds, or the modem switching itself off.
    PowerAlarm(String),
    /// Anything else that begins like one: signal, mode, network time...
    Other(String),
}

impl From<Said> for Urc {
    fn from(said: Said) -> Self {
        said.map_or_else(Self::Other, Self::Ussd)
    }
}

/// A PDU that was handed over without being stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Direct {
    /// Octets of the TPDU as the header gave it. 0 where that could not be read, and where it can't be
    /// told whether the line is this message or another: no PDU has this length, so the line is not
    /// taken for a whole one.
    pub length: usize,
    /// The line as it came: hexadecimal when all is well.
    pub line: Vec<u8>,
}

impl std::fmt::Debug for Direct {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Direct({} octets)", self.length)
    }
}

/// What a modem hands over in two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// `+CMT`
    Message,
    /// `+CDS`
    Report,
    /// `+CBM`: a page of a cell broadcast (27.005 3.4.1), a public warning among them. Nobody wants
    /// it, and its second line must not be taken for a message: `+CBM: 88` and 176 digits.
    Page,
    /// `+CMGR`, `+CMGL`: a slot's message, and what was asked for is something else.
    Slot,
}

impl Announced {
    pub fn name(self) -> &'static str {
        match self {
            Self::Message => "+CMT",
            Self::Report => "+CDS",
            Self::Page => "+CBM",
            Self::Slot => "+CMGR",
        }
    }
}

/// What a line begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    Whole(Urc),
    /// The PDU follows in the next line.
    PduFollows {
        what: Announced,
        /// Octets of the TPDU or of the page. `None`: spoilt on its way.
        length: Option<usize>,
    },
    /// What somebody wrote follows in the next line.
    ShownAsText(Announced),
    /// A quoted text that goes on in the next line.
    TextFollows(OpenText),
}

/// Bare words that makers send. Those that mean a restart: `RDY` (Quectel, SIMCom with a fixed
/// rate), `^SYSSTART` (Cinterion), `MODEM:STARTUP` (ZTE, Neoway), `START` (SIM7600), `+WIND: 3`
/// (Wavecom), `+KSUP: 0` (Sierra HL).
const BOOT_LINES: &[&str] = &["RDY", "^SYSSTART", "MODEM:STARTUP", "START", "*ATREADY: 1", "+WIND: 3", "+KSUP: 0"];

/// Those after which message commands work.
const MESSAGES_READY_LINES: &[&str] = &[
    "SMS Ready",
    "SMS READY",
    "SMS DONE",
    "+QIND: SMS DONE",
    "#QSS: 3",
    "+AT: READY",
    "Call Ready",
    "PB DONE",
    "+QIND: PB DONE",
    "+PBREADY",
    "+WIND: 4",
];

/// The double N is real (SIM800: `OVER-VOLTAGE WARNNING`).
const POWER_LINES: &[&str] = &[
    "NORMAL POWER DOWN",
    "POWERED DOWN",
    "UNDER-VOLTAGE WARNNING",
    "UNDER-VOLTAGE WARNING",
    "UNDER-VOLTAGE POWER DOWN",
    "UNDER_VOLTAGE WARNING",
    "UNDER_VOLTAGE POWER DOWN",
    "OVER-VOLTAGE WARNNING",
    "OVER-VOLTAGE WARNING",
    "OVER-VOLTAGE POWER DOWN",
    "OVER_VOLTAGE WARNING",
    "OVER_VOLTAGE POWER DOWN",
    "CHARGE-ONLY MODE",
];

/// Something happened to the card: Quectel, Huawei, Telit, SIMCom, u-blox, Intel (Fibocom).
const CARD_PREFIXES: &[&str] =
    &["+QUSIM:", "+QSIMSTAT:", "^SIMST:", "#QSS:", "+SIMCARD:", "+UUSIMSTAT:", "+XSIM:", "+WIND: 0", "+WIND: 1"];

/// A call is over: Huawei `^CEND:1,0,67,25`, SIM7600 `VOICE CALL: END: 000005` and `MISSED_CALL: 10:30AM 2025550143`.
/// `NO CARRIER` and its like are final result codes, which `session` tells apart.
const CALL_END_PREFIXES: &[&str] = &["^CEND:", "VOICE CALL: END", "MISSED_CALL:"];

/// What a reply that may have any form must not be mistaken for, without a mark: calls (`VOICE CALL:
/// END: 000005`, SIM7600), time, a card that is read anew (`PNN UPDATING`, SIM7600), data (`PPPD:
/// DISCONNECTED`).
const NOISE_PREFIXES: &[&str] = &[
    "DST:",
    "_OSIG",
    "RING",
    "CONNECT",
    "UNSOL",
    "ATREADY",
    "MISSED_CALL:",
    "VOICE CALL:",
    "PNN UPDATING",
    "OPL UPDATING",
    "SIM REFRESH",
    "PPPD:",
];

/// What an extended result code begins with.
pub(super) const MARKS: [char; 8] = ['+', '^', '#', '*', '$', '&', '!', '%'];

/// Reads a line as an unsolicited result code. `None`: it does not look like one.
pub fn parse(line: &str) -> Option<Head> {
    let whole = |urc| Some(Head::Whole(urc));
    if line == "RING" || line.starts_with("+CRING") {
        return whole(Urc::Ring);
    }
    if CALL_END_PREFIXES.iter().any(|prefix| line.starts_with(prefix)) {
        return whole(Urc::CallEnded);
    }
    if BOOT_LINES.contains(&line) {
        return whole(Urc::Booted);
    }
    if MESSAGES_READY_LINES.contains(&line) {
        return whole(Urc::MessagesReady);
    }
    if POWER_LINES.contains(&line) || line.starts_with("+CMTE:") {
        return whole(Urc::PowerAlarm(line.to_owned()));
    }
    if let Some(clock) = clock::announced(line) {
        return whole(Urc::Clock(clock));
    }
    if NOISE_PREFIXES.iter().any(|prefix| line.starts_with(prefix)) {
        return whole(Urc::Other(line.to_owned()));
    }
    line.starts_with(MARKS).then(|| marked(line))
}

/// The word without a mark with which a line begins.
pub(super) fn bare_word(line: &str) -> Option<&'static str> {
    let words = [BOOT_LINES, MESSAGES_READY_LINES, POWER_LINES, NOISE_PREFIXES].into_iter().flatten().copied();
    words.filter(|word| !word.starts_with(MARKS)).find(|word| line.starts_with(word))
}

/// Whether a line can't be part of a text that the network sends: a message was stored, or comes, or
/// another text begins.
pub fn breaks_text_off(line: &str) -> bool {
    ["+CMTI:", "+CDSI:", "+CMT:", "+CDS:", "+CBM:", "+CUSD:"].iter().any(|prefix| line.starts_with(prefix))
}

/// Whether a line says that the modem shows messages as text (`+CMGF=1`): then whatever stands in the
/// lines that follow was written by somebody. `+CMT: "+12025550143",,"26/11/22,10:30:00+04"`,
/// `+CDS: 6,77,"+12025550143",145,"26/11/22,10:30:00+04",...` (27.005 3.4.1), `+CMGR: "REC UNREAD",...`,
/// `+CMGL: 1,"STO SENT",...` (27.005 3.4.2, 3.4.3).
pub fn shows_text(line: &str) -> bool {
    let commas = |rest: &str| rest.bytes().filter(|&byte| byte == b',').count();
    let is_status = |rest: &str| rest.starts_with("\"REC") || rest.starts_with("\"STO");
    if let Some(rest) = after(line, "+CMT:") {
        let is_cut_off = last_number(rest).is_none() && (commas(rest) >= 2 || rest.contains('"'));
        return holds_time(rest) || is_cut_off;
    }
    if let Some(rest) = after(line, "+CDS:") {
        return commas(rest) >= 3;
    }
    if let Some(rest) = after(line, "+CBM:") {
        return commas(rest) >= 4;
    }
    let listed = || after(line, "+CMGL:")?.split_once(',').map(|(_, rest)| rest.trim_start());
    after(line, "+CMGR:").or_else(listed).is_some_and(is_status)
}

/// `"26/11/22,` or `"2026/11/22,`
fn holds_time(rest: &str) -> bool {
    rest.split('"').any(|quoted| {
        let date = quoted.split(',').next().unwrap_or_default();
        let parts: Vec<&str> = date.split('/').collect();
        date.len() < quoted.len() && parts.len() == 3 && parts.iter().all(|part| number::<u16>(part).is_some())
    })
}

/// What a line is that has the prefix of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Twin {
    /// Never sent unasked.
    None,
    /// There is an announcement with this prefix, but it looks otherwise.
    Answer,
    Announcement,
    /// Answer and announcement look the same.
    Either,
}

pub fn twin(line: &str) -> Twin {
    if registration(line).is_some() {
        return if is_registration_answer(line) { Twin::Answer } else { Twin::Announcement };
    }
    let either = ["+CPIN:", "+CFUN:", "+CSQ:"].iter().any(|prefix| line.starts_with(prefix));
    if either { Twin::Either } else { Twin::None }
}

/// Lines with the mark of an extended result code.
fn marked(line: &str) -> Head {
    // ZTE puts a stray comma before the length: `+CDS: ,26`.
    for (prefix, what) in [("+CMT:", Announced::Message), ("+CDS:", Announced::Report), ("+CBM:", Announced::Page)] {
        if let Some(rest) = after(line, prefix) {
            return match what {
                Announced::Report if shows_text(line) => other(line),
                Announced::Message | Announced::Page if shows_text(line) => Head::ShownAsText(what),
                Announced::Message | Announced::Report | Announced::Page | Announced::Slot => {
                    Head::PduFollows { what, length: last_number(rest) }
                }
            };
        }
    }
    let is_message = |header: &Header| header.status != MessageStatus::Draft && header.length > 0;
    if let Some(header) = Header::parse(line).filter(is_message) {
        return Head::PduFollows { what: Announced::Slot, length: Some(header.length) };
    }
    if let Some(rest) = after(line, "+CMTI:") {
        return Head::Whole(slot(rest).map_or(Urc::StoredSomewhere, Urc::Stored));
    }
    if let Some(rest) = after(line, "+CDSI:") {
        return Head::Whole(slot(rest).map_or(Urc::StoredSomewhere, Urc::ReportStored));
    }
    if is_store_full(line) {
        return Head::Whole(Urc::StoreFull);
    }
    if let Some(state) = card_state(line) {
        return Head::Whole(Urc::Card(state));
    }
    if CARD_PREFIXES.iter().any(|prefix| line.starts_with(prefix)) {
        return Head::Whole(Urc::CardChanged);
    }
    if let Some((domain, state)) = registration(line) {
        return Head::Whole(Urc::Registered(domain, state));
    }
    if let Some(rest) = after(line, "+CUSD:") {
        return match OpenText::begin(rest) {
            Ok(said) => Head::Whole(said.into()),
            Err(open) => Head::TextFollows(open),
        };
    }
    if let Some(clock) = clock::announced(line) {
        return Head::Whole(Urc::Clock(clock));
    }
    if let Some(rest) = after(line, "+CLIP:") {
        // One that was spoilt says nothing.
        return Caller::parse(rest).map_or_else(|| other(line), |caller| Head::Whole(Urc::Caller(caller)));
    }
    other(line)
}

fn other(line: &str) -> Head {
    Head::Whole(Urc::Other(line.to_owned()))
}

/// Huawei `^SMMEMFULL: "SM"`, SIMCom `+SMS FULL`, Quectel `+QIND: "smsfull","SM"`, ZTE `+ZSMSFULL`.
fn is_store_full(line: &str) -> bool {
    let plain = line.bytes().filter(|byte| !matches!(byte, b'"' | b' ')).map(|byte| byte.to_ascii_uppercase());
    let begins = |words: &str| plain.clone().take(words.len()).eq(words.bytes());
    ["^SMMEMFULL", "+SMSFULL", "+ZSMSFULL", "+QIND:SMSFULL", "+CIEV:SMSFULL,1"].into_iter().any(begins)
}

/// The length at the end of a header. What goes before it may be a name with any quotes in it.
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

    fn whole(line: &str) -> Option<Urc> {
        match parse(line)? {
            Head::Whole(urc) => Some(urc),
            Head::PduFollows { .. } | Head::ShownAsText(_) | Head::TextFollows(_) => None,
        }
    }

    #[test]
    fn each_makers_words_have_one_meaning() {
        let slot = |store, index| Slot { store, index };
        let caller = |number: Option<&str>| Urc::Caller(Caller { number: number.map(str::to_owned) });
        for (line, want) in [
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
            assert_eq!(whole(line), Some(want), "{line}");
        }
        for line in ["OK", "Quectel", "0791448720003023", ""] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn two_line_codes_tell_the_length_of_what_follows() {
        for (line, what, length) in [
            ("+CMT: ,23", Announced::Message, Some(23)),
            ("+CMT: \"\",23", Announced::Message, Some(23)),
            ("+CMT: \"5\" pipe\",23", Announced::Message, Some(23)),
            ("+CMT: Bob (mobile,23", Announced::Message, Some(23)),
            ("+CMT: ,2x", Announced::Message, None),
            ("+CMT: ,2307912143658709F1", Announced::Message, None),
            ("+CMT: ,18446744073709551615", Announced::Message, None),
            ("+CDS: 26", Announced::Report, Some(26)),
            ("+CDS: ,26", Announced::Report, Some(26)),
            ("+CBM: 88", Announced::Page, Some(88)),
        ] {
            assert_eq!(parse(line), Some(Head::PduFollows { what, length }), "{line}");
            assert!(!shows_text(line), "{line}");
        }
    }

    #[test]
    fn text_mode_is_told_by_its_headers() {
        let message = "+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"";
        let with_length = format!("{message},145,4,0,0,\"+1206\",145,2");
        let page = "+CBM: 1,50,1,1,1";
        for (line, what) in [
            (message, Announced::Message),
            (&with_length, Announced::Message),
            ("+CMT: \"+12025550143\"", Announced::Message),
            (page, Announced::Page),
        ] {
            assert_eq!(parse(line), Some(Head::ShownAsText(what)), "{line}");
            assert!(shows_text(line), "{line}");
        }
        let report = "+CDS: 6,77,\"+1202\",145,\"26/11/22,10:30:00+04\",\"26/11/22,10:30:00+04\",0";
        assert_eq!(whole(report), Some(Urc::Other(report.into())), "all of it is in one line");
        for line in [report, "+CMGR: \"REC UNREAD\",\"+1202\",,\"\"", "+CMGL: 1,\"STO SENT\",\"+1202\",,\"\""] {
            assert!(shows_text(line), "{line}");
        }
        for line in ["+CMGR: 0,\"REC\",23", "+CMGL: 1,0,\"REC UNREAD\",23", "+CUSD: 0,\"26/11/22,\"", "\"REC UNREAD\""]
        {
            assert!(!shows_text(line), "{line}");
        }
    }

    #[test]
    fn an_announcement_is_told_from_the_answer_it_looks_like() {
        for (line, want) in [
            ("+CREG: 0,1", Twin::Answer),
            ("+CREG: 1", Twin::Announcement),
            ("+CEREG: 1,\"00C3\",\"0000A1B2\",7", Twin::Announcement),
            ("+CPIN: READY", Twin::Either),
            ("+CPMS: 1,20,1,20,1,20", Twin::None),
        ] {
            assert_eq!(twin(line), want, "{line}");
        }
    }
}
