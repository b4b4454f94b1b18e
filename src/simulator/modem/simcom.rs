//! Modems of SIMCom.

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

impl Personality {
    /// SIMCom SIM800 on a UART: `SMS Ready` follows power-on after 10 s or more, no CNMA, bytes during a command are
    /// lost, store names in `+CPMS=?` that are not two letters.
    pub fn sim800() -> Self {
        let generic = Self::generic();
        Self {
            name: "sim800",
            manufacturer: "SIMCOM_Ltd",
            model: "SIMCOM_SIM800L",
            revision: "Revision:1418B05SIM800L24",
            identity: &["SIM800 R14.18"],
            lte: false,
            card: CardAccess {
                iccid_prefix: "",
                iccid_filler: true,
                attempts: AttemptsCommand::Simcom,
                removed: &["+CPIN: NOT INSERTED"],
                inserted: &["+CPIN: READY"],
                ..generic.card
            },
            stores: StorePlan {
                sm: 10,
                me: 0,
                test: r#"("SM","SM_P"),("SM","SM_P"),("SM","SM_P")"#,
                groups: &[&[SM], &[SM], &[SM]],
                alpha: Alpha::Quoted,
                delete_lists_used: false,
                empty_read: EmptyRead::Ok,
                ..generic.stores
            },
            indications: Indications {
                test: "(0-3),(0-3),(0,2),(0,1),(0,1)",
                takes: [&[0, 1, 2, 3], &[0, 1, 2, 3], &[0, 2], &[0, 1], &[0, 1]],
                default: [2, 1, 0, 0, 0],
                cnma: false,
                ..generic.indications
            },
            replies: Replies {
                busy: Busy::Ignores,
                interleave: Interleave::Anywhere,
                not_ready: 302,
                ..generic.replies
            },
            calls: call_words::SIM800,
            boot: Boot {
                deaf: ms(3000),
                power: &[(3000, BootStep::Urc("RDY")), (3100, BootStep::Urc("+CFUN: 1")), (3800, BootStep::Card(true))],
                unlocked: &[
                    (4000, BootStep::Registered),
                    (6000, BootStep::Urc("Call Ready")),
                    (8000, BootStep::Messages),
                    (8000, BootStep::Urc("SMS Ready")),
                ],
                reenumerates: None,
                radio_off: false,
                speed: 1,
            },
            noise: Some(Noise {
                rows: &["UNDER-VOLTAGE WARNNING", "*PSUTTZ: 2004,1,1,0,0,18,\"+0\",0", "DST: 0"],
                every: ms(60_000),
                ended_by: "",
            }),
            baud: Some(115_200),
            accepts: &["+CIURC", "+CLTS", "+CNETLIGHT", "+CSCLK", "+IPR", "+IFC"],
            ..generic
        }
    }

    /// SIMCom SIM7600: `+SMS FULL`, 23 places in ME, a revision with its command in front, no CNMA, and ds=1 refused
    /// like by its relative A7670.
    pub fn sim7600() -> Self {
        let generic = Self::generic();
        Self {
            name: "sim7600",
            manufacturer: "SIMCOM INCORPORATED",
            model: "SIMCOM_SIM7600E-H",
            revision: "LE20B04SIM7600M22",
            revision_prefix: "+CGMR: ",
            identity: &[
                "Manufacturer: SIMCOM INCORPORATED",
                "Model: SIMCOM_SIM7600E-H",
                "Revision: LE20B04SIM7600M22",
                "IMEI: {imei}",
                "+GCAP: +CGSM",
            ],
            card: CardAccess {
                iccid_command: "+CICCID",
                iccid_prefix: "+ICCID: ",
                attempts: AttemptsCommand::Simcom,
                removed: &["+SIMCARD: NOT AVAILABLE"],
                inserted: &["+CPIN: READY"],
                ..generic.card
            },
            stores: StorePlan {
                sm: 50,
                me: 23,
                sr: 50,
                index_base: 0,
                test: r#"("ME","MT","SM","SR"),("ME","MT","SM","SR"),("ME","SM")"#,
                groups: &[&[ME, MT, SM, SR], &[ME, MT, SM, SR], &[ME, SM]],
                default: [ME, ME, ME],
                persists: true,
                empty_read: EmptyRead::Ok,
                full: FullUrc::Also("+SMS FULL"),
                ..generic.stores
            },
            indications: Indications {
                test: "(0,1,2),(0,1,2,3),(0,2),(0,1,2),(0,1)",
                takes: [&[0, 1, 2], &[0, 1, 2, 3], &[0, 2], &[0, 2], &[0, 1]],
                default: [2, 1, 0, 0, 0],
                cnma: false,
                ..generic.indications
            },
            replies: Replies {
                cmee: 2,
                spaced_lists: true,
                interleave: Interleave::Anywhere,
                not_ready: 500,
                ..generic.replies
            },
            calls: call_words::SIM7600,
            boot: Boot {
                deaf: ms(7000),
                power: &[(7000, BootStep::Urc("RDY")), (8500, BootStep::Card(true))],
                unlocked: &[
                    (2500, BootStep::Registered),
                    (4500, BootStep::Messages),
                    (4500, BootStep::Urc("SMS DONE")),
                    (5500, BootStep::Urc("PB DONE")),
                ],
                reenumerates: Some(ms(5000)),
                radio_off: false,
                speed: 1,
            },
            accepts: &["+CNMP", "+CNSMOD", "+AUTOCSQ", "+CRESETCFG"],
            ..generic
        }
    }
}
