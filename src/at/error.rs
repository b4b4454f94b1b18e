//! Causes of failure: `+CME ERROR` (27.007 9.2) and `+CMS ERROR` (27.005 3.2.5, which takes 0-127 from 24.011 annex E
//! and 128-255 from 23.040 9.2.3.22). Each has a retry class and a sentence for a person.

/// When and where another try makes sense after a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RetryClass {
    /// At once: the next try does not meet the same failure.
    Now,
    /// Later, on the same SIM.
    Later,
    /// Not on this SIM; another one may succeed.
    AnotherSim,
    /// Never: the message itself is refused.
    Never,
    /// A person has to act: PIN, PUK, a broken card.
    AskPerson,
}

/// One cause, as the modem reported it: by number, or in words after `+CMEE=2`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The number, if the modem sent one or its words are known.
    pub code: Option<u16>,
    /// When and where to try again.
    pub class: RetryClass,
    /// The sentence for a person.
    pub sentence: &'static str,
}

type Row = (u16, RetryClass, &'static str);

impl Cause {
    /// Parses the text behind `+CME ERROR:`.
    pub fn equipment(text: &str) -> Self {
        Self::read(text, EQUIPMENT)
    }

    /// Parses the text behind `+CMS ERROR:`.
    pub fn message(text: &str) -> Self {
        let cause = Self::read(text, MESSAGE);
        match cause.code {
            Some(APPLICATION_FIRST..=APPLICATION_LAST) => {
                Self { class: RetryClass::Never, sentence: APPLICATION, ..cause }
            }
            _ => cause,
        }
    }

    fn read(text: &str, table: &[Row]) -> Self {
        let row = match text.parse::<u16>() {
            Ok(code) => {
                let known = table.iter().find(|row| row.0 == code);
                return known
                    .map_or(Self { code: Some(code), class: RetryClass::Later, sentence: UNKNOWN }, Self::from);
            }
            Err(_) if text.len() > WORDS_BYTES_MAX => None,
            Err(_) => {
                let words = plain_words(text);
                let words = ALIASES.iter().find(|alias| alias.0 == words).map_or(words.as_str(), |alias| alias.1);
                table.iter().find(|row| is_plainly(row.2, words))
            }
        };
        row.map_or(Self { code: None, class: RetryClass::Later, sentence: UNKNOWN }, Self::from)
    }

    /// Whether the cause has this number.
    pub fn is(&self, code: u16) -> bool {
        self.code == Some(code)
    }
}

impl From<&Row> for Cause {
    fn from(row: &Row) -> Self {
        Self { code: Some(row.0), class: row.1, sentence: row.2 }
    }
}

/// Reduces words to lower case letters and digits. Modems write `SIM`, `USIM` or `(U)SIM`, `personalisation` or
/// `personalization`, in either case and with any signs between the words.
fn plain_words(text: &str) -> String {
    let text = text.to_ascii_lowercase().replace("(u)sim", "sim");
    let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    text.replace("usim", "sim").replace("personalisation", "personalization")
}

/// Whether a sentence of the tables consists of these plain words. The comparison needs no string for each sentence,
/// because the tables' spelling differs from [`plain_words`] only in case, signs and the `(U)`.
fn is_plainly(sentence: &str, words: &str) -> bool {
    let letters = sentence.split("(U)").flat_map(str::bytes).filter(u8::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).eq(words.bytes())
}

/// Makers' plain words, and those of the specification: 27.007 8.3 names the locks so.
const ALIASES: [(&str, &str); 9] = [
    ("phnetpinrequired", "networkpersonalizationpinrequired"),
    ("phnetpukrequired", "networkpersonalizationpukrequired"),
    ("phnetsubpinrequired", "networksubsetpersonalizationpinrequired"),
    ("phnetsubpukrequired", "networksubsetpersonalizationpukrequired"),
    ("phsppinrequired", "serviceproviderpersonalizationpinrequired"),
    ("phsppukrequired", "serviceproviderpersonalizationpukrequired"),
    ("phcorppinrequired", "corporatepersonalizationpinrequired"),
    ("phcorppukrequired", "corporatepersonalizationpukrequired"),
    // `+CME ERROR: unknown` is 100; in `+CMS ERROR` these words are 500.
    ("unknown", "unknownerror"),
];

/// The longest cause in words.
const WORDS_BYTES_MAX: usize = 120;
/// 23.040 9.2.3.22 reserves these for applications behind the SMSC.
const APPLICATION_FIRST: u16 = 224;
const APPLICATION_LAST: u16 = 254;
const APPLICATION: &str = "refused by an application behind the SMSC";
const UNKNOWN: &str = "cause not in the specification";

use RetryClass::{AnotherSim, AskPerson, Later, Never, Now};

/// 27.007 9.2.1-9.2.3 as of release 17; 151-165 are those of group calls, which older modems use. The sentences are the
/// verbose texts of `+CMEE=2`, so that they also serve to recognise them.
const EQUIPMENT: &[Row] = &[
    (0, Later, "phone failure"),
    (1, Later, "no connection to phone"),
    (2, Later, "phone-adaptor link reserved"),
    (3, AnotherSim, "operation not allowed"),
    (4, AnotherSim, "operation not supported"),
    (5, AskPerson, "PH-SIM PIN required"),
    (6, AskPerson, "PH-FSIM PIN required"),
    (7, AskPerson, "PH-FSIM PUK required"),
    (10, AskPerson, "SIM not inserted"),
    (11, AskPerson, "SIM PIN required"),
    (12, AskPerson, "SIM PUK required"),
    (13, AskPerson, "SIM failure"),
    (14, Later, "SIM busy"),
    (15, AskPerson, "SIM wrong"),
    (16, AskPerson, "incorrect password"),
    (17, AskPerson, "SIM PIN2 required"),
    (18, AskPerson, "SIM PUK2 required"),
    (20, Later, "memory full"),
    (21, Never, "invalid index"),
    (22, Never, "not found"),
    (23, Later, "memory failure"),
    (24, Never, "text string too long"),
    (25, Never, "invalid characters in text string"),
    (26, Never, "dial string too long"),
    (27, Never, "invalid characters in dial string"),
    (30, Later, "no network service"),
    (31, Later, "network timeout"),
    (32, AnotherSim, "network not allowed - emergency calls only"),
    (40, AskPerson, "network personalization PIN required"),
    (41, AskPerson, "network personalization PUK required"),
    (42, AskPerson, "network subset personalization PIN required"),
    (43, AskPerson, "network subset personalization PUK required"),
    (44, AskPerson, "service provider personalization PIN required"),
    (45, AskPerson, "service provider personalization PUK required"),
    (46, AskPerson, "corporate personalization PIN required"),
    (47, AskPerson, "corporate personalization PUK required"),
    (48, AskPerson, "hidden key required"),
    (49, Never, "EAP method not supported"),
    (50, Never, "incorrect parameters"),
    (51, Later, "command implemented but currently disabled"),
    (52, Later, "command aborted by user"),
    (53, Later, "not attached to network due to MT functionality restrictions"),
    (54, AnotherSim, "modem not allowed - MT restricted to emergency calls only"),
    (55, Later, "operation not allowed because of MT functionality restrictions"),
    (56, Never, "fixed dial number only allowed - called number is not a fixed dial number"),
    (57, Later, "temporarily out of service due to other MT usage"),
    (58, Never, "language/alphabet not supported"),
    (59, Never, "unexpected data value"),
    (60, Later, "system failure"),
    (61, Later, "data missing"),
    (62, AnotherSim, "call barred"),
    (63, Later, "message waiting indication subscription failure"),
    (100, Later, "unknown error"),
    (102, AnotherSim, "IMSI unknown in HSS"),
    (103, AnotherSim, "illegal MS"),
    (104, AnotherSim, "IMSI unknown in VLR"),
    (105, AskPerson, "IMEI not accepted"),
    (106, AskPerson, "illegal ME"),
    (107, AnotherSim, "GPRS services not allowed"),
    (108, AnotherSim, "GPRS services and non-GPRS services not allowed"),
    (109, Later, "UE identity cannot be derived by the network"),
    (110, Later, "implicitly detached"),
    (111, AnotherSim, "PLMN not allowed"),
    (112, AnotherSim, "location area not allowed"),
    (113, AnotherSim, "roaming not allowed in this location area"),
    (114, AnotherSim, "GPRS services not allowed in this PLMN"),
    (115, AnotherSim, "no suitable cells in location area"),
    (116, Later, "MSC temporarily not reachable"),
    (117, Later, "network failure"),
    (118, AnotherSim, "CS domain not available"),
    (119, Later, "ESM failure"),
    (122, Later, "congestion"),
    (124, AnotherSim, "MBMS bearer capabilities insufficient for the service"),
    (125, AnotherSim, "not authorized for this CSG"),
    (126, Later, "insufficient resources"),
    (127, AskPerson, "missing or unknown APN"),
    (128, AskPerson, "unknown PDP address or PDP type"),
    (129, AskPerson, "user authentication failed"),
    (130, Later, "activation rejected by GGSN, Serving GW or PDN GW"),
    (131, Later, "activation rejected, unspecified"),
    (132, AnotherSim, "service option not supported"),
    (133, AnotherSim, "requested service option not subscribed"),
    (134, Later, "service option temporarily out of order"),
    (135, Later, "NSAPI/PTI already in use"),
    (136, Later, "regular deactivation"),
    (137, Later, "QoS not accepted"),
    (138, Later, "call cannot be identified"),
    (139, Later, "CS service temporarily not available"),
    (140, AnotherSim, "feature not supported"),
    (141, Never, "semantic error in the TFT operation"),
    (142, Never, "syntactical error in the TFT operation"),
    (143, Never, "unknown PDP context"),
    (144, Never, "semantic errors in packet filter(s)"),
    (145, Never, "syntactical errors in packet filter(s)"),
    (146, Never, "PDP context without TFT already activated"),
    (147, Later, "multicast group membership timeout"),
    (148, Later, "unspecified GPRS error"),
    (149, AskPerson, "PDP authentication failure"),
    (150, Never, "invalid mobile class"),
    (151, AnotherSim, "VBS/VGCS not supported by the network"),
    (152, AnotherSim, "no service subscription on SIM"),
    (153, AnotherSim, "no subscription for group ID"),
    (154, AnotherSim, "group Id not activated on SIM"),
    (155, Later, "no matching notification"),
    (156, Later, "VBS/VGCS call already present"),
    (157, Later, "congestion in a group call"),
    (158, Later, "network failure in a group call"),
    (159, Later, "uplink busy"),
    (160, AskPerson, "no access rights for SIM file"),
    (161, AnotherSim, "no subscription for priority"),
    (162, Never, "operation not applicable or not possible"),
    (163, Never, "group Id prefixes not supported"),
    (164, Never, "group Id prefixes not usable for VBS"),
    (165, Never, "group Id prefix value invalid"),
    (171, Never, "last PDN disconnection not allowed"),
    (172, Never, "semantically incorrect message"),
    (173, Never, "mandatory information element error"),
    (174, Never, "information element non-existent or not implemented"),
    (175, Never, "conditional IE error"),
    (176, Later, "protocol error, unspecified"),
    (177, AnotherSim, "operator determined barring"),
    (178, Later, "maximum number of PDP contexts reached"),
    (179, AskPerson, "requested APN not supported in current RAT and PLMN combination"),
    (180, Later, "request rejected, bearer control mode violation"),
    (181, Never, "unsupported QCI value"),
    (182, Later, "user data transmission via control plane is congested"),
    (183, Later, "SMS provided via GPRS in routing area"),
    (184, Later, "invalid PTI value"),
    (185, Later, "no bearer activated"),
    (186, Later, "message not compatible with protocol state"),
    (187, Later, "recovery on timer expiry"),
    (188, Later, "invalid transaction identifier value"),
    (189, AnotherSim, "service option not authorized in this PLMN"),
    (190, Later, "network failure at activation"),
    (191, Later, "reactivation requested"),
    (192, AskPerson, "IPv4 only allowed"),
    (193, AskPerson, "IPv6 only allowed"),
    (194, AskPerson, "single address bearers only allowed"),
    (195, Later, "collision with network initiated request"),
    (196, AskPerson, "IPv4v6 only allowed"),
    (197, AskPerson, "non-IP only allowed"),
    (198, Never, "bearer handling not supported"),
    (199, AskPerson, "APN restriction value incompatible with active context"),
    (200, Later, "multiple accesses to a PDN connection not allowed"),
    (201, Later, "ESM information not received"),
    (202, Later, "PDN connection does not exist"),
    (203, Later, "multiple PDN connections for a given APN not allowed"),
    (204, Later, "severe network failure"),
    (205, Later, "insufficient resources for specific slice and DNN"),
    (206, Never, "not supported SSC mode"),
    (207, Later, "insufficient resources for specific slice"),
    (208, Later, "message type not compatible with protocol state"),
    (209, Never, "IE not implemented"),
    (210, AnotherSim, "N1 mode not allowed"),
    (211, AnotherSim, "restricted service area"),
    (212, Later, "LADN unavailable"),
    (213, AskPerson, "missing or unknown DNN in a slice"),
    (214, Later, "ngKSI already in use"),
    (215, Later, "payload was not forwarded"),
    (216, AnotherSim, "non-3GPP access to 5GCN not allowed"),
    (217, AnotherSim, "serving network not authorized"),
    (218, AskPerson, "DNN not supported or not subscribed in the slice"),
    (219, Later, "insufficient user-plane resources for the PDU session"),
    (220, Later, "out of LADN service area"),
    (221, Later, "PTI mismatch"),
    (222, Never, "maximum data rate for user plane integrity protection is too low"),
    (223, Never, "semantic error in the QoS operation"),
    (224, Never, "syntactical error in the QoS operation"),
    (225, Never, "invalid mapped EPS bearer identity"),
    (226, Later, "redirection to 5GCN required"),
    (227, Later, "redirection to EPC required"),
    (228, AnotherSim, "temporarily not authorized for this SNPN"),
    (229, AnotherSim, "permanently not authorized for this SNPN"),
    (230, AskPerson, "Ethernet only allowed"),
    (231, AnotherSim, "not authorized for this CAG or authorized for CAG cells only"),
    (232, AnotherSim, "no network slices available"),
    (233, AnotherSim, "wireline access area not allowed"),
    (515, Later, "please wait, init or command processing in progress"),
];

/// 0-127: the network's cause in RP-ERROR; 128-255: TP-FCS; 300-500: the equipment's own; 512 and up: those that
/// several makers share.
const MESSAGE: &[Row] = &[
    (1, Never, "unassigned number"),
    (8, AnotherSim, "operator determined barring"),
    (10, AnotherSim, "call barred"),
    (17, Later, "network failure"),
    (21, AnotherSim, "short message transfer rejected"),
    (22, Later, "congestion or memory capacity exceeded"),
    (27, Later, "destination out of service"),
    (28, Never, "unidentified subscriber"),
    (29, AnotherSim, "facility rejected"),
    (30, AnotherSim, "unknown subscriber"),
    (38, Later, "network out of order"),
    (41, Later, "temporary failure"),
    (42, Later, "congestion"),
    (47, Later, "resources unavailable, unspecified"),
    (50, AnotherSim, "requested facility not subscribed"),
    (69, AnotherSim, "requested facility not implemented"),
    (81, Never, "invalid short message transfer reference value"),
    (95, Never, "invalid message, unspecified"),
    (96, Never, "invalid mandatory information"),
    (97, Never, "message type non-existent or not implemented"),
    (98, Later, "message not compatible with short message protocol state"),
    (99, Never, "information element non-existent or not implemented"),
    (111, Later, "protocol error, unspecified"),
    (127, Later, "interworking, unspecified"),
    (128, Never, "telematic interworking not supported"),
    (129, Never, "short message type 0 not supported"),
    (130, Never, "cannot replace short message"),
    (143, Never, "unspecified TP-PID error"),
    (144, Never, "data coding scheme (alphabet) not supported"),
    (145, Never, "message class not supported"),
    (159, Never, "unspecified TP-DCS error"),
    (160, Never, "command cannot be actioned"),
    (161, Never, "command unsupported"),
    (175, Never, "unspecified TP-Command error"),
    (176, Never, "TPDU not supported"),
    (192, Later, "SC busy"),
    (193, AnotherSim, "no SC subscription"),
    (194, Later, "SC system failure"),
    (195, Never, "invalid SME address"),
    (196, Never, "destination SME barred"),
    (197, Never, "SM rejected - duplicate SM"),
    (198, Never, "TP-VPF not supported"),
    (199, Never, "TP-VP not supported"),
    (208, Later, "(U)SIM SMS storage full"),
    (209, Later, "no SMS storage capability in (U)SIM"),
    (210, Later, "error in MS"),
    (211, Later, "memory capacity exceeded"),
    (212, Later, "(U)SIM application toolkit busy"),
    (213, Later, "(U)SIM data download error"),
    (255, Later, "unspecified error cause"),
    (300, Later, "ME failure"),
    (301, AnotherSim, "SMS service of ME reserved"),
    (302, AnotherSim, "operation not allowed"),
    (303, AnotherSim, "operation not supported"),
    (304, Never, "invalid PDU mode parameter"),
    (305, Never, "invalid text mode parameter"),
    (310, AskPerson, "(U)SIM not inserted"),
    (311, AskPerson, "(U)SIM PIN required"),
    (312, AskPerson, "PH-(U)SIM PIN required"),
    (313, AskPerson, "(U)SIM failure"),
    (314, Later, "(U)SIM busy"),
    (315, AskPerson, "(U)SIM wrong"),
    (316, AskPerson, "(U)SIM PUK required"),
    (317, AskPerson, "(U)SIM PIN2 required"),
    (318, AskPerson, "(U)SIM PUK2 required"),
    (320, Later, "memory failure"),
    (321, Never, "invalid memory index"),
    (322, Later, "memory full"),
    (330, AskPerson, "SMSC address unknown"),
    (331, Later, "no network service"),
    (332, Later, "network timeout"),
    (340, Now, "no +CNMA acknowledgement expected"),
    // Quectel: the network rejected it; on LTE without CS and IMS there is no way for SMS at all.
    (350, AnotherSim, "rejected by the network: this SIM may have no way to send SMS on this modem"),
    (500, Later, "unknown error"),
    // 512-515: Wavecom, Quectel, SIMCom.
    (512, Later, "failure by collision with an incoming message or weak signal"),
    (513, Later, "no answer from the network within 28 to 42 seconds"),
    (514, Later, "congestion"),
    (515, Later, "initialisation or another command in progress"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_recognised_by_number_and_in_words() {
        for (cause, code, class) in [
            (Cause::equipment("16"), Some(16), RetryClass::AskPerson),
            (Cause::equipment("SIM busy"), Some(14), RetryClass::Later),
            (Cause::equipment("sim PIN required"), Some(11), RetryClass::AskPerson),
            (Cause::message("321"), Some(321), RetryClass::Never),
            (Cause::message("8"), Some(8), RetryClass::AnotherSim),
            (Cause::message("350"), Some(350), RetryClass::AnotherSim),
            (Cause::equipment("(U)SIM BUSY"), Some(14), RetryClass::Later),
            (Cause::message("SIM not inserted"), Some(310), RetryClass::AskPerson),
            (Cause::message("224"), Some(224), RetryClass::Never),
            (Cause::message("254"), Some(254), RetryClass::Never),
            (Cause::message("999"), Some(999), RetryClass::Later),
            (Cause::message("who knows"), None, RetryClass::Later),
            (Cause::message("500"), Some(500), RetryClass::Later),
            (Cause::message("unknown error"), Some(500), RetryClass::Later),
            (Cause::equipment("unknown error"), Some(100), RetryClass::Later),
            (Cause::equipment("network personalisation PIN required"), Some(40), RetryClass::AskPerson),
            (Cause::equipment("PH-NET PIN required"), Some(40), RetryClass::AskPerson),
            (Cause::equipment("PH-NETSUB PUK required"), Some(43), RetryClass::AskPerson),
            (Cause::equipment("PH-SP PIN required"), Some(44), RetryClass::AskPerson),
            (Cause::equipment("PH-CORP PUK required."), Some(47), RetryClass::AskPerson),
            (Cause::equipment("\"SIM_BUSY\""), Some(14), RetryClass::Later),
            (Cause::equipment("incorrect password."), Some(16), RetryClass::AskPerson),
            (Cause::message("SIM-PIN required"), Some(311), RetryClass::AskPerson),
            (Cause::message("70000"), None, RetryClass::Later),
        ] {
            assert_eq!((cause.code, cause.class), (code, class), "{cause:?}");
        }
    }

    /// Another SIM is in another modem, so a message must not fail because one modem lacks a function.
    #[test]
    fn a_function_that_the_modem_lacks_does_not_fail_the_message() {
        for cause in ["3", "4", "54", "Operation not allowed"].map(Cause::equipment) {
            assert_eq!(cause.class, RetryClass::AnotherSim, "{cause:?}");
        }
        for cause in ["302", "303", "operation not supported"].map(Cause::message) {
            assert_eq!(cause.class, RetryClass::AnotherSim, "{cause:?}");
        }
        assert_eq!(Cause::equipment("55").class, RetryClass::Later, "until +CFUN is 1 again");
        assert_eq!(Cause::message("304").class, RetryClass::Never, "a PDU that is wrong stays wrong");
    }

    #[test]
    fn every_sentence_is_recognised_by_its_own_words() {
        for row in EQUIPMENT.iter().chain(MESSAGE) {
            assert!(is_plainly(row.2, &plain_words(row.2)), "{row:?}");
        }
        assert!(!is_plainly("SIM busy", "simbus"));
    }

    #[test]
    fn no_words_have_two_classes() {
        for table in [EQUIPMENT, MESSAGE] {
            let mut words: Vec<_> = table.iter().map(|row| (plain_words(row.2), row.1)).collect();
            words.sort();
            let clash = words.windows(2).find(|pair| pair[0].0 == pair[1].0 && pair[0].1 != pair[1].1);
            assert_eq!(clash, None);
        }
    }

    #[test]
    fn every_cause_of_the_specifications_has_a_sentence() {
        let equipment = (0..=7).chain(10..=18).chain(20..=27).chain(30..=32).chain(40..=63).chain([100]);
        let network = (102..=119).chain([122]).chain(124..=165).chain(171..=233);
        for code in equipment.chain(network) {
            assert_ne!(Cause::equipment(&code.to_string()).sentence, UNKNOWN, "CME {code}");
        }
        let relay = [1, 8, 10, 17, 21, 22, 27, 28, 29, 30, 38, 41, 42, 47, 50, 69, 81].into_iter().chain(95..=99);
        let transfer = (127..=130).chain(143..=145).chain(159..=161).chain([111, 175, 176]).chain(192..=199);
        let service = (208..=213).chain(224..=255).chain(300..=305).chain(310..=318).chain(320..=322).chain(330..=332);
        for code in relay.chain(transfer).chain(service).chain([340, 500]) {
            assert_ne!(Cause::message(&code.to_string()).sentence, UNKNOWN, "CMS {code}");
        }
    }

    #[test]
    fn the_tables_are_in_order_and_without_doubles() {
        for table in [EQUIPMENT, MESSAGE] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        }
    }
}
