//! The models that can be simulated. They are known from vendor manuals, public logs and the issue trackers of other
//! gateways. A comment marks what only one person reported.

use std::time::Duration;

use super::call_words;
use super::personality::*;
use crate::model::StoreName;

const SM: StoreName = StoreName::SM;
const ME: StoreName = StoreName::ME;
const MT: StoreName = StoreName::MT;
const SR: StoreName = StoreName::SR;

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

/// The names of the models that lose no message, `generic` first. `ec200a` is not among them: nobody can read what its
/// firmware stored in ME before SM was selected.
pub const NAMES: [&str; 12] =
    ["generic", "ec25", "e3372h", "e173", "sim800", "sim7600", "zte-mf", "mc75i", "q2406", "a7672", "ep06", "le910"];

/// The names of further models, of makers whose modems are rarer. The seeded worlds have them beside [`NAMES`], whose order
/// decides what a seed means.
pub const MORE_NAMES: [&str; 6] = ["mc7455", "toby-l2", "l850", "dwm157", "icon", "ge865"];

impl Personality {
    pub fn by_name(name: &str) -> Option<Self> {
        Some(match name {
            "generic" => Self::generic(),
            "ec25" => Self::ec25(),
            "e3372h" => Self::e3372h(),
            "e173" => Self::e173(),
            "sim800" => Self::sim800(),
            "sim7600" => Self::sim7600(),
            "zte-mf" => Self::zte_mf(),
            "mc75i" => Self::mc75i(),
            "q2406" => Self::q2406(),
            "a7672" => Self::a7672(),
            "ep06" => Self::ep06(),
            "ec200a" => Self::ec200a(),
            "le910" => Self::le910(),
            "mc7455" => Self::mc7455(),
            "toby-l2" => Self::toby_l2(),
            "l850" => Self::l850(),
            "dwm157" => Self::dwm157(),
            "icon" => Self::icon(),
            "ge865" => Self::ge865(),
            "storeless" => Self::storeless(),
            _ => return None,
        })
    }

    /// A model without stores, which sends every message directly. No real modem was its source.
    pub fn storeless() -> Self {
        let generic = Self::generic();
        Self {
            name: "storeless",
            model: "Storeless",
            stores: StorePlan { me: 0, test: "(),(),()", groups: &[&[], &[], &[]], ..generic.stores },
            ..generic
        }
    }

    /// A modem that follows the standards exactly.
    pub fn generic() -> Self {
        Self {
            name: "generic",
            manufacturer: "Simgate",
            model: "Generic",
            revision: "1.0",
            revision_prefix: "",
            identity: &["Simgate", "Generic", "Revision: 1.0"],
            lte: true,
            card: CardAccess {
                iccid_command: "+CCID",
                iccid_prefix: "+CCID: ",
                iccid_filler: false,
                iccid_swapped: false,
                attempts: AttemptsCommand::Cpinr,
                state_ends: false,
                own_number: OwnNumber::Told { alpha: "\"\"" },
                removed: &["+CPIN: NOT INSERTED"],
                inserted: &[],
            },
            stores: StorePlan {
                sm: 20,
                me: 100,
                sr: 0,
                index_base: 1,
                test: r#"("SM","ME","MT"),("SM","ME","MT"),("SM","ME","MT")"#,
                groups: &[&[SM, ME, MT], &[SM, ME, MT], &[SM, ME, MT]],
                default: [SM, SM, SM],
                persists: false,
                select_ok_only: false,
                delete_lists_used: true,
                empty_read: EmptyRead::InvalidIndex,
                empty_delete_fails: false,
                full: FullUrc::None,
                list_fails: None,
                unreadable: None,
                alpha: Alpha::Empty,
            },
            indications: Indications {
                test: "(0-3),(0-3),(0,2),(0-2),(0,1)",
                takes: [&[0, 1, 2, 3], &[0, 1, 2, 3], &[0, 2], &[0, 1, 2], &[0, 1]],
                default: [0, 0, 0, 0, 0],
                cnma: true,
                csms_service: true,
                cds_comma: false,
                cdsi_store: None,
                urc_port: None,
                unlocked_by: None,
            },
            replies: Replies {
                unknown: Unknown::Error,
                cmee: 0,
                text_mode: false,
                echo_stays: false,
                joins: true,
                busy: Busy::Queues,
                spaced_lists: false,
                interleave: Interleave::Before,
                not_ready: 314,
            },
            calls: call_words::STANDARD,
            boot: Boot {
                deaf: ms(500),
                power: &[(500, BootStep::Card(false))],
                unlocked: &[(500, BootStep::Messages), (1500, BootStep::Registered)],
                reenumerates: None,
                radio_off: false,
                speed: 1,
            },
            noise: None,
            timing: Timing {
                reply: ms(2),
                slower: &[],
                send: ms(2500),
                // Telit and MultiTech manuals: after this time the network gets RP-ERROR, and mt and ds become 0.
                acknowledge: Duration::from_secs(17),
                register: ms(3000),
            },
            baud: None,
            ussd_packed: false,
            accepts: &[],
        }
    }

    /// Quectel EC25: `+QIND: SMS DONE` follows `RDY` after some seconds; reports are in SR but are announced as
    /// `+CDSI: "SM",0`; URCs are sent only on the port that `+QURCCFG` names.
    pub fn ec25() -> Self {
        let generic = Self::generic();
        Self {
            name: "ec25",
            manufacturer: "Quectel",
            model: "EC25",
            revision: "EC25EFAR06A06M4G",
            identity: &["Quectel", "EC25", "Revision: EC25EFAR06A06M4G"],
            card: CardAccess {
                iccid_command: "+QCCID",
                iccid_prefix: "+QCCID: ",
                iccid_filler: true,
                attempts: AttemptsCommand::Quectel,
                own_number: OwnNumber::Told { alpha: "" },
                removed: &["+CPIN: NOT READY"],
                inserted: &["+CPIN: READY"],
                ..generic.card
            },
            stores: StorePlan {
                sm: 50,
                me: 255,
                sr: 5,
                index_base: 0,
                test: r#"("SM","ME","MT","SR"),("SM","ME","MT","SR"),("SM","ME","MT")"#,
                groups: &[&[SM, ME, MT, SR], &[SM, ME, MT, SR], &[SM, ME, MT]],
                default: [ME, ME, ME],
                persists: true,
                empty_read: EmptyRead::Ok,
                delete_lists_used: true,
                ..generic.stores
            },
            indications: Indications {
                test: "(0-2),(0-3),(0,2),(0-2),(0,1)",
                takes: [&[0, 1, 2], &[0, 1, 2, 3], &[0, 2], &[0, 1, 2], &[0, 1]],
                default: [2, 1, 0, 0, 0],
                cdsi_store: Some(SM),
                urc_port: Some("usbat"),
                ..generic.indications
            },
            replies: Replies { cmee: 1, interleave: Interleave::Anywhere, ..generic.replies },
            calls: call_words::BARE,
            boot: Boot {
                deaf: ms(8000),
                power: &[
                    (8000, BootStep::Urc("RDY")),
                    (8100, BootStep::Urc("+CFUN: 1")),
                    (8400, BootStep::Card(true)),
                    (8450, BootStep::Urc("+QUSIM: 1")),
                ],
                unlocked: &[
                    (3000, BootStep::Registered),
                    (5000, BootStep::Messages),
                    (5000, BootStep::Urc("+QIND: SMS DONE")),
                    (5600, BootStep::Urc("+QIND: PB DONE")),
                ],
                reenumerates: Some(ms(4000)),
                radio_off: false,
                speed: 1,
            },
            accepts: &["+QINDCFG", "+QCFG", "+QSIMDET", "+QMBNCFG", "+CGSMS"],
            ..generic
        }
    }

    /// Huawei E3372h in stick mode: endless `^RSSI` and `^HCSQ`, `COMMAND NOT SUPPORT`, `^SMMEMFULL` instead of the
    /// last `+CMTI`, `+CSMS?` without its service, indexes from 0.
    pub fn e3372h() -> Self {
        let generic = Self::generic();
        Self {
            name: "e3372h",
            manufacturer: "huawei",
            model: "E3372",
            revision: "21.200.07.00.00",
            identity: &[
                "Manufacturer: huawei",
                "Model: E3372",
                "Revision: 21.200.07.00.00",
                "IMEI: {imei}",
                "+GCAP: +CGSM,+DS,+ES",
            ],
            card: CardAccess {
                iccid_command: "^ICCID?",
                iccid_prefix: "^ICCID: ",
                iccid_filler: true,
                attempts: AttemptsCommand::Huawei,
                // E3531.
                own_number: OwnNumber::Sought { alpha: "" },
                removed: &["^SIMST:255,0"],
                inserted: &["^SIMST:1,0"],
                ..generic.card
            },
            stores: StorePlan {
                sm: 20,
                me: 50,
                index_base: 0,
                test: r#"("SM","ME"),("SM","ME"),("SM","ME")"#,
                groups: &[&[SM, ME], &[SM, ME], &[SM, ME]],
                delete_lists_used: false,
                full: FullUrc::Instead("^SMMEMFULL: \"{store}\""),
                ..generic.stores
            },
            indications: Indications {
                test: "(0-2),(0-3),(0,2),(0-2),(0,1)",
                takes: [&[0, 1, 2], &[0, 1, 2, 3], &[0, 2], &[0, 1, 2], &[0, 1]],
                default: [1, 0, 0, 0, 0],
                csms_service: false,
                ..generic.indications
            },
            replies: Replies {
                unknown: Unknown::NotSupport,
                cmee: 1,
                busy: Busy::Aborts,
                interleave: Interleave::Anywhere,
                not_ready: 500,
                ..generic.replies
            },
            calls: call_words::BARE,
            boot: Boot {
                deaf: ms(3000),
                power: &[(6000, BootStep::Card(false)), (6100, BootStep::Urc("^SIMST:1,0"))],
                unlocked: &[
                    (2000, BootStep::Messages),
                    (3000, BootStep::Registered),
                    (3000, BootStep::Urc("^SRVST:2")),
                ],
                reenumerates: Some(ms(6000)),
                radio_off: false,
                speed: 1,
            },
            noise: Some(Noise {
                rows: &["^RSSI:20", "^HCSQ:\"LTE\",50,42,121,18", "^RSSI:19", "^LTERSRP:-95,-11"],
                every: ms(3000),
                ended_by: "^CURC",
            }),
            ussd_packed: true,
            accepts: &["^PORTSEL", "^SETPORT", "^SYSCFGEX", "^RFSWITCH", "^DSFLOWRPT"],
            ..generic
        }
    }

    /// Huawei E173: the 3G stick. It lists ds=1 and refuses it, like many Qualcomm sticks; `^BOOT` every few seconds.
    /// One owner received no URC before `AT^PORTSEL=1` (`indications.unlocked_by` simulates that).
    pub fn e173() -> Self {
        let huawei = Self::e3372h();
        Self {
            name: "e173",
            model: "E173",
            revision: "11.126.83.00.00",
            identity: &[
                "Manufacturer: huawei",
                "Model: E173",
                "Revision: 11.126.83.00.00",
                "IMEI: {imei}",
                "+GCAP: +CGSM,+DS,+ES",
            ],
            lte: false,
            card: CardAccess { iccid_swapped: true, ..huawei.card },
            stores: StorePlan {
                me: 23,
                sr: 10,
                test: r#"("ME","MT","SM","SR"),("ME","MT","SM","SR"),("ME","MT","SM","SR")"#,
                groups: &[&[ME, MT, SM, SR], &[ME, MT, SM, SR], &[ME, MT, SM, SR]],
                ..huawei.stores
            },
            indications: Indications {
                test: "(0,1,2),(0,1,2,3),(0,2,3),(0,1,2),(0,1)",
                takes: [&[0, 1, 2], &[0, 1, 2, 3], &[0, 2], &[0, 2], &[0, 1]],
                ..huawei.indications
            },
            boot: Boot {
                deaf: ms(4000),
                power: &[(8000, BootStep::Card(false)), (8100, BootStep::Urc("^SIMST:1"))],
                unlocked: &[
                    (3000, BootStep::Messages),
                    (5000, BootStep::Registered),
                    (5000, BootStep::Urc("^SRVST:2")),
                    (5100, BootStep::Urc("^MODE:5,4")),
                ],
                reenumerates: Some(ms(10_000)),
                radio_off: false,
                speed: 1,
            },
            noise: Some(Noise {
                rows: &["^RSSI:17", "^BOOT:27710117,0,0,0,75", "^MODE:5,4", "^DSFLOWRPT:0,0,0,0,0,0,0"],
                every: ms(3000),
                ended_by: "^CURC",
            }),
            ..huawei
        }
    }

    /// ZTE MF sticks: `+ZUSIMR:2` every 2 s until `AT+CPMS?`, `+CDS` with a stray comma, CNMI mode 2 listed and
    /// refused, `+CPMS=` answered with OK alone.
    pub fn zte_mf() -> Self {
        let generic = Self::generic();
        Self {
            name: "zte-mf",
            manufacturer: "ZTE INCORPORATED",
            model: "MF190",
            revision: "BD_MF190V1.0.0B03",
            identity: &[
                "Manufacturer: ZTE INCORPORATED",
                "Model: MF190",
                "Revision: BD_MF190V1.0.0B03",
                "IMEI: {imei}",
                "+GCAP: +CGSM,+DS,+ES",
            ],
            lte: false,
            card: CardAccess {
                iccid_command: "+ICCID",
                iccid_prefix: "ICCID: ",
                attempts: AttemptsCommand::Zte,
                own_number: OwnNumber::Silent,
                ..generic.card
            },
            stores: StorePlan {
                sm: 20,
                me: 100,
                index_base: 0,
                test: r#"("ME","MT","SM","SR"),("ME","MT","SM","SR"),("ME","MT","SM","SR")"#,
                groups: &[&[ME, MT, SM, SR], &[ME, MT, SM, SR], &[ME, MT, SM, SR]],
                sr: 10,
                select_ok_only: true,
                empty_delete_fails: true,
                alpha: Alpha::Absent,
                ..generic.stores
            },
            indications: Indications {
                test: "(0,1,2),(0,1,2,3),(0,2,3),(0,1,2),(0,1)",
                takes: [&[0, 1], &[0, 1, 2, 3], &[0, 2], &[0, 1, 2], &[0, 1]],
                cds_comma: true,
                ..generic.indications
            },
            // No log documents that joined commands fail: one model had to cover it.
            replies: Replies {
                cmee: 1,
                joins: false,
                interleave: Interleave::Anywhere,
                not_ready: 500,
                ..generic.replies
            },
            calls: call_words::SILENT,
            boot: Boot {
                deaf: ms(4000),
                power: &[(6000, BootStep::Card(false))],
                unlocked: &[(2000, BootStep::Messages), (4000, BootStep::Registered)],
                reenumerates: Some(ms(8000)),
                radio_off: false,
                speed: 1,
            },
            noise: Some(Noise { rows: &["+ZUSIMR:2"], every: ms(2000), ended_by: "+CPMS" }),
            accepts: &["+ZCDRUN", "+ZOPRT", "+ZSNT"],
            ..generic
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_its_model() {
        for name in NAMES.into_iter().chain(MORE_NAMES) {
            assert_eq!(Personality::by_name(name).unwrap().name, name);
        }
        assert!(Personality::by_name("e3372").is_none());
    }

    #[test]
    fn every_model_accepts_what_it_lists() {
        for name in NAMES.into_iter().chain(MORE_NAMES) {
            let model = Personality::by_name(name).unwrap();
            for (store, group) in model.stores.default.iter().zip(model.stores.groups) {
                assert!(group.contains(store), "{name}: the default store {store} can be selected");
            }
            for (value, takes) in model.indications.default.iter().zip(model.indications.takes) {
                assert!(takes.contains(value), "{name}: the default +CNMI can be set");
            }
            assert!(model.boot.power.iter().any(|(_, step)| matches!(step, BootStep::Card(_))), "{name}");
            for step in [BootStep::Messages, BootStep::Registered] {
                assert!(model.boot.unlocked.iter().any(|(_, s)| *s == step), "{name}: {step:?}");
            }
        }
    }
}
