//! Models with one habit each that is difficult for a host. They are known only from the sources and issue trackers of
//! other hosts.

use std::time::Duration;

use super::personality::*;
use crate::model::StoreName;

const SM: StoreName = StoreName::SM;
const ME: StoreName = StoreName::ME;
const MT: StoreName = StoreName::MT;
const SR: StoreName = StoreName::SR;

impl Personality {
    /// Quectel EP06 (EP06ALAR02A07M4G): `+CMGL` in PDU mode is `+CMS ERROR: 303`.
    pub fn ep06() -> Self {
        let ec25 = Self::ec25();
        Self {
            name: "ep06",
            model: "EP06",
            revision: "EP06ALAR02A07M4G",
            identity: &["Quectel", "EP06", "Revision: EP06ALAR02A07M4G"],
            stores: StorePlan { me: 23, list_fails: Some(303), ..ec25.stores },
            ..ec25
        }
    }

    /// Quectel EC200A, firmware A24: ME is counted, but what is in it is neither listed nor read.
    pub fn ec200a() -> Self {
        let ec25 = Self::ec25();
        Self {
            name: "ec200a",
            model: "EC200A",
            revision: "EC200ACNHAR01A24M16",
            identity: &["Quectel", "EC200A", "Revision: EC200ACNHAR01A24M16"],
            stores: StorePlan { me: 180, unreadable: Some(ME), ..ec25.stores },
            ..ec25
        }
    }

    /// Telit LE910: `#QSS: 3` is the gate for message commands, and the ICCID is read by `#CCID`.
    pub fn le910() -> Self {
        let generic = Self::generic();
        Self {
            name: "le910",
            manufacturer: "Telit",
            model: "LE910-EUG",
            revision: "20.00.522",
            identity: &["Telit", "LE910-EUG", "20.00.522"],
            card: CardAccess { iccid_command: "#CCID", iccid_prefix: "#CCID: ", ..generic.card },
            boot: Boot {
                deaf: Duration::from_millis(3000),
                power: &[(3000, BootStep::Urc("#QSS: 1")), (3000, BootStep::Card(false))],
                unlocked: &[
                    (200, BootStep::Urc("#QSS: 2")),
                    (1500, BootStep::Registered),
                    (4000, BootStep::Messages),
                    (4000, BootStep::Urc("#QSS: 3")),
                ],
                reenumerates: Some(Duration::from_millis(4000)),
                radio_off: false,
                speed: 1,
            },
            accepts: &["#QSS"],
            ..generic
        }
    }

    /// Cinterion MC75i: accepts `+CNMI` only with `<bfr>` 1. Its predecessor MC35 answers `+CMGR: 0,,0` for an empty
    /// slot.
    pub fn mc75i() -> Self {
        let generic = Self::generic();
        Self {
            name: "mc75i",
            manufacturer: "Cinterion",
            model: "MC75i",
            revision: "REVISION 04.001",
            identity: &["Cinterion", "MC75i", "REVISION 04.001"],
            lte: false,
            card: CardAccess {
                iccid_command: "^SCID",
                iccid_prefix: "^SCID: ",
                attempts: AttemptsCommand::Cinterion,
                ..generic.card
            },
            stores: StorePlan {
                sm: 25,
                me: 25,
                test: r#"("ME","SM","MT"),("ME","SM","MT"),("ME","SM","MT")"#,
                groups: &[&[ME, SM, MT], &[ME, SM, MT], &[ME, SM, MT]],
                default: [MT, MT, MT],
                delete_lists_used: false,
                empty_read: EmptyRead::NoLength,
                ..generic.stores
            },
            indications: Indications {
                test: "(0-3),(0,1),(0,2,3),(0,2),(1)",
                takes: [&[0, 1, 2, 3], &[0, 1], &[0, 2, 3], &[0, 2], &[1]],
                default: [0, 0, 0, 0, 1],
                ..generic.indications
            },
            boot: Boot {
                deaf: Duration::from_millis(2000),
                power: &[(2000, BootStep::Urc("^SYSSTART")), (3000, BootStep::Card(false))],
                unlocked: &[(4000, BootStep::Messages), (6000, BootStep::Registered)],
                reenumerates: None,
                radio_off: false,
                speed: 1,
            },
            baud: Some(115_200),
            ..generic
        }
    }

    /// Wavecom Q2406: `+CPIN: READY` without `OK`, the card as its only store, extra brackets, CMS 515 while it boots.
    pub fn q2406() -> Self {
        let generic = Self::generic();
        Self {
            name: "q2406",
            manufacturer: "WAVECOM MODEM",
            model: "MULTIBAND  900E  1800",
            revision: "651_09gg.Q2406B 1266500 091504 17:20",
            identity: &["WAVECOM MODEM", "MULTIBAND  900E  1800"],
            lte: false,
            card: CardAccess {
                state_ends: true,
                attempts: AttemptsCommand::Unknown,
                own_number: OwnNumber::Unknown,
                ..generic.card
            },
            stores: StorePlan {
                me: 0,
                sr: 10,
                test: r#"(("SM","BM","SR"),("SM"))"#,
                groups: &[&[SM, SR], &[SM]],
                default: [SM, SM, SM],
                delete_lists_used: false,
                ..generic.stores
            },
            indications: Indications {
                test: "(2),(0,1,3),(0,2),(0,1,2),(0)",
                takes: [&[2], &[0, 1, 3], &[0, 2], &[0, 1, 2], &[0]],
                default: [2, 0, 0, 0, 0],
                ..generic.indications
            },
            replies: Replies { not_ready: 515, ..generic.replies },
            boot: Boot {
                deaf: Duration::from_millis(1500),
                power: &[
                    (1500, BootStep::Urc("+WIND: 1")),
                    (2500, BootStep::Urc("+WIND: 3")),
                    (2600, BootStep::Card(false)),
                ],
                unlocked: &[
                    (4000, BootStep::Registered),
                    (5000, BootStep::Messages),
                    (5000, BootStep::Urc("+WIND: 4")),
                ],
                reenumerates: None,
                radio_off: false,
                speed: 1,
            },
            baud: Some(9600),
            ..generic
        }
    }

    /// SIMCom A7672: answers `ATE0` with `OK` and continues to echo (one report); `+CPIN: SIM REMOVED`.
    pub fn a7672() -> Self {
        let sim7600 = Self::sim7600();
        Self {
            name: "a7672",
            model: "A7672E-FASE",
            revision: "A7672M7_V1.11.1",
            identity: &[
                "Manufacturer: SIMCOM INCORPORATED",
                "Model: A7672E-FASE",
                "Revision: A7672M7_V1.11.1",
                "IMEI: {imei}",
            ],
            card: CardAccess { removed: &["+CPIN: SIM REMOVED"], ..sim7600.card },
            replies: Replies { echo_stays: true, ..sim7600.replies },
            ..sim7600
        }
    }
}
