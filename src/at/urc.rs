//! Unsolicited result codes: what a modem says on its own (27.005 3.4.1, 27.007 7.2, 7.11, makers'
//! manuals). A line that no table knows is still told apart from a reply: see `session`.

use crate::model::Slot;

use super::clock::{self, Clock};
use super::reply::{
    CardState, Domain, Registration, after, card_state, fields, is_registration_answer, registration, store_name,
};
use super::ussd::{self, Ussd};

pub use super::ussd::OpenText;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Urc {
    /// `+CMTI: "SM",3`: a message was stored.
    Stored(Slot),
    /// `+CDSI: "SR",3`: a status report was stored.
    ReportStored(Slot),
    /// `+CMT: [alpha],<length>` and the PDU in the next line: a message not stored.
    Message(Direct),
    /// `+CDS: <length>` and the PDU: a status report not stored.
    Report(Direct),
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
    /// `RING`, `+CRING: VOICE`.
    Ring,
    /// `+CLIP: "<number>",...`. The number is empty where the caller hides it.
    Caller(String),
    /// `+CUSD`: what the network answered, or asks.
    Ussd(Ussd),
    /// `*PSUTTZ`, `^NWTIME`, `+CTZE`...: the network's clock.
    Clock(Clock),
    /// Voltage or temperature out of bounds, or the modem switching itself off.
    PowerAlarm(String),
    /// Anything else that begins like one: signal, mode, network time...
    Other(String),
}

/// A PDU that was handed over without being stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Direct {
    /// Octets of the TPDU as the header gave it.
    pub length: usize,
    /// The line as it came: hexadecimal when all is well.
    pub line: Vec<u8>,
}

impl std::fmt::Debug for Direct {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Direct({} octets)", self.length)
    }
}

/// What a line begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    Whole(Urc),
    /// A message not stored, or a report: the PDU follows in the next line.
    PduFollows {
        is_report: bool,
        length: usize,
    },
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

/// What a reply that may have any form must not be mistaken for. Without `+` or `^`: calls, time.
const NOISE_PREFIXES: &[&str] =
    &["DST:", "*PSUTTZ:", "*PSNWID:", "_OSIG", "RING", "CONNECT", "UNSOL", "ATREADY", "MISSED_CALL:"];

/// The same, with the mark of an extended result code. The first row is Huawei's flood, the second
/// ZTE's, the others Quectel's, Telit's, u-blox's, Sierra's and everybody's.
const MARKED_NOISE_PREFIXES: &[&str] = &[
    "^RSSI",
    "^HCSQ",
    "^RSSILVL",
    "^HRSSILVL",
    "^BOOT:",
    "^MODE:",
    "^DSFLOWRPT:",
    "^CSNR:",
    "^SRVST:",
    "^STIN:",
    "^NWTIME:",
    "^NDISSTAT:",
    "^NDISEND:",
    "^PDPDEACT:",
    "^ECCLIST:",
    "^EONS:",
    "^LTERSRP:",
    "^CCALLSTATE:",
    "^CSCHANNELINFO:",
    "^LWURC:",
    "^DSDORMANT:",
    "^POSITION:",
    "^RFSWITCH:",
    "^PLMN:",
    "^CEND:",
    "^CONN:",
    "^ORIG:",
    "^CONF:",
    "^DDTMF:",
    "^ANLEVEL:",
    "^THERM:",
    "^XLEMA:",
    "^ACTIVEBAND:",
    "^SMMEMFULL:",
    "+ZUSIMR:",
    "+ZEND",
    "+ZPAS",
    "+ZDONR:",
    "+ZPSTM",
    "+PACSP",
    "+ZCONSTAT:",
    "+ZMSRI",
    "+QIND:",
    "+QURC:",
    "+QIURC:",
    "+QNITZ:",
    "+QUSIM:",
    "#STN:",
    "+UMWI:",
    "+UREG:",
    "+WIND:",
    "+KSUP:",
    "*CNTI:",
    "+CUSATP:",
    "+CUSATEND",
    "+CIEV:",
    "+CGEV:",
    "+CTZV:",
    "+CTZE:",
    "+CTZDST:",
    "+CSSI:",
    "+CSSU:",
    "+CCWA:",
    "+CNAP:",
    "+XCIEV:",
    "+XCALLSTAT:",
    "+XREG:",
    "+STIN:",
    "+CFUN:",
    "+CMTI:",
    "+CDSI:",
    "+CLTS:",
];

/// Reads a line as an unsolicited result code. `None`: it does not look like one.
pub fn parse(line: &str) -> Option<Head> {
    let whole = |urc| Some(Head::Whole(urc));
    if line == "RING" || line.starts_with("+CRING") {
        return whole(Urc::Ring);
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
    if !line.starts_with(['+', '^', '#', '*', '$', '&', '!', '%']) {
        return None;
    }
    Some(marked(line))
}

/// Whether a line that means nothing to simgate is known not to be part of any reply.
pub fn is_known_noise(line: &str) -> bool {
    MARKED_NOISE_PREFIXES.iter().chain(NOISE_PREFIXES).any(|prefix| line.starts_with(prefix))
}

/// Whether a line can't be part of a text: a message was stored, or comes.
pub fn announces_message(line: &str) -> bool {
    ["+CMTI:", "+CDSI:", "+CMT:", "+CDS:"].iter().any(|prefix| line.starts_with(prefix))
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
    if let Some(rest) = after(line, "+CMT:") {
        return last_number(rest).map_or_else(|| other(line), |length| Head::PduFollows { is_report: false, length });
    }
    if let Some(rest) = after(line, "+CDS:") {
        // ZTE puts a stray comma first: `+CDS: ,26`.
        return last_number(rest).map_or_else(|| other(line), |length| Head::PduFollows { is_report: true, length });
    }
    if let Some(slot) = after(line, "+CMTI:").and_then(slot) {
        return Head::Whole(Urc::Stored(slot));
    }
    if let Some(slot) = after(line, "+CDSI:").and_then(slot) {
        return Head::Whole(Urc::ReportStored(slot));
    }
    // Huawei `^SMMEMFULL: "SM"`, SIMCom `+SMS FULL`, Quectel `+QIND: "smsfull","SM"`, ZTE `+ZSMSFULL`.
    let plain: String = line.chars().filter(|c| !matches!(c, '"' | ' ')).collect::<String>().to_ascii_uppercase();
    if plain.starts_with("^SMMEMFULL") || plain.contains("SMSFULL") || plain.starts_with("+CIEV:SMSFULL,1") {
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
        return ussd::head(rest);
    }
    if let Some(clock) = clock::announced(line) {
        return Head::Whole(Urc::Clock(clock));
    }
    if let Some(rest) = after(line, "+CLIP:") {
        return Head::Whole(Urc::Caller(fields(rest)[0].to_owned()));
    }
    other(line)
}

fn other(line: &str) -> Head {
    Head::Whole(Urc::Other(line.to_owned()))
}

fn last_number(rest: &str) -> Option<usize> {
    fields(rest).last()?.parse().ok()
}

fn slot(rest: &str) -> Option<Slot> {
    let fields = fields(rest);
    let [store, index, ..] = fields.as_slice() else { return None };
    Some(Slot { store: store_name(store)?, index: index.parse().ok()? })
}

/// Splits a line into the pieces that a modem glued together: `ERROR+CNUM: ...`,
/// `OK+CMTI: "SM",3`, `+CMTI: "SM",1+CMTI: "SM",2`, `0791...^RSSI:20`.
pub fn unglue(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = seam(rest) {
        pieces.push(rest[..at].trim_end());
        rest = &rest[at..];
    }
    pieces.push(rest);
    pieces
}

fn seam(line: &str) -> Option<usize> {
    for word in ["OK", "ERROR"] {
        if line.strip_prefix(word).is_some_and(|rest| rest.starts_with(['+', '^'])) {
            return Some(word.len());
        }
    }
    let hex = line.bytes().take_while(u8::is_ascii_hexdigit).count();
    if hex >= 16 && line[hex..].starts_with(['+', '^']) {
        return Some(hex);
    }
    ["+CMTI:", "+CDSI:", "+CMT:", "+CDS:"].iter().filter_map(|head| outside_quotes(line, head)).min()
}

/// Where `needle` stands in `line`, not at its beginning and not between quotes.
fn outside_quotes(line: &str, needle: &str) -> Option<usize> {
    let quotes_before = |at: usize| line[..at].bytes().filter(|&byte| byte == b'"').count();
    line.match_indices(needle).map(|(at, _)| at).find(|&at| at > 0 && quotes_before(at).is_multiple_of(2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StoreName;

    fn whole(line: &str) -> Option<Urc> {
        match parse(line)? {
            Head::Whole(urc) => Some(urc),
            Head::PduFollows { .. } | Head::TextFollows(_) => None,
        }
    }

    #[test]
    fn each_makers_words_have_one_meaning() {
        let slot = |store, index| Slot { store, index };
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
            ("+CLIP: \"+12025550143\",145,\"\",,\"\",0", Urc::Caller("+12025550143".into())),
            ("+WIND: 3", Urc::Booted),
            ("+WIND: 4", Urc::MessagesReady),
            ("+XSIM: 7", Urc::CardChanged),
            ("+C5GREG: 5", Urc::Registered(Domain::FiveG, Registration::Roaming)),
            ("+ZUSIMR:2", Urc::Other("+ZUSIMR:2".into())),
            ("OVER-VOLTAGE WARNNING", Urc::PowerAlarm("OVER-VOLTAGE WARNNING".into())),
            ("^DSFLOWRPT:00000010,00000000", Urc::Other("^DSFLOWRPT:00000010,00000000".into())),
            ("+CMTI: garbage", Urc::Other("+CMTI: garbage".into())),
        ] {
            assert_eq!(whole(line), Some(want), "{line}");
        }
        for line in ["OK", "Quectel", "0791448720003023", ""] {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn two_line_codes_tell_the_length_of_what_follows() {
        let follows = |is_report, length| Some(Head::PduFollows { is_report, length });
        assert_eq!(parse("+CMT: ,23"), follows(false, 23));
        assert_eq!(parse("+CMT: \"\",23"), follows(false, 23));
        assert_eq!(parse("+CDS: 26"), follows(true, 26));
        assert_eq!(parse("+CDS: ,26"), follows(true, 26));
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
        for line in ["^RSSI:20", "+ZUSIMR:2", "RING", "^BOOT:12345,0,0,0,75", "_OSIGQ: 9,0", "+CFUN: 1"] {
            assert!(is_known_noise(line), "{line}");
        }
        for line in ["+CGMM: \"E173\"", "Quectel", "^ICCID: 8901", "RDX"] {
            assert!(!is_known_noise(line), "{line}");
        }
    }

    #[test]
    fn glued_lines_come_apart() {
        assert_eq!(unglue("ERROR+CNUM: ,\"1\",129"), ["ERROR", "+CNUM: ,\"1\",129"]);
        assert_eq!(unglue("OK+CMTI: \"SM\",3"), ["OK", "+CMTI: \"SM\",3"]);
        assert_eq!(unglue("+CMTI: \"SM\",1+CMTI: \"SM\",2"), ["+CMTI: \"SM\",1", "+CMTI: \"SM\",2"]);
        assert_eq!(unglue("07911326040000F0040B^RSSI:20"), ["07911326040000F0040B", "^RSSI:20"]);
        assert_eq!(unglue("+CMGL: 1,0,\"a +CMTI: b\",23"), ["+CMGL: 1,0,\"a +CMTI: b\",23"]);
        assert_eq!(unglue("OK"), ["OK"]);
        assert_eq!(unglue("é+CMTI: \"SM\",1"), ["é", "+CMTI: \"SM\",1"]);
    }
}
