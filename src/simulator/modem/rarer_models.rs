//! Models of makers whose modems are rarer. What is known of them comes from the sources of other hosts and from manuals.

use std::time::Duration;

use super::personality::*;
use crate::model::StoreName;

const SM: StoreName = StoreName::SM;
const ME: StoreName = StoreName::ME;

const fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

impl Personality {
    /// Sierra MC7455: the attempts left by `+CPINC?`, message commands some seconds after the card.
    pub fn mc7455() -> Self {
        let generic = Self::generic();
        Self {
            name: "mc7455",
            manufacturer: "Sierra Wireless, Incorporated",
            model: "MC7455",
            revision: "SWI9X30C_02.24.05.06",
            identity: &[
                "Manufacturer: Sierra Wireless, Incorporated",
                "Model: MC7455",
                "Revision: SWI9X30C_02.24.05.06",
                "IMEI: {imei}",
                "+GCAP: +CGSM",
            ],
            card: CardAccess {
                iccid_command: "+ICCID",
                iccid_prefix: "ICCID: ",
                attempts: AttemptsCommand::Four("+CPINC?"),
                ..generic.card
            },
            stores: StorePlan {
                me: 255,
                index_base: 0,
                test: r#"("ME","SM"),("ME","SM"),("ME","SM")"#,
                groups: &[&[ME, SM], &[ME, SM], &[ME, SM]],
                default: [ME, ME, ME],
                ..generic.stores
            },
            replies: Replies { not_ready: 500, ..generic.replies },
            boot: Boot {
                deaf: ms(9000),
                power: &[(9000, BootStep::Card(false))],
                unlocked: &[(3000, BootStep::Registered), (5000, BootStep::Messages)],
                reenumerates: Some(ms(8000)),
                radio_off: false,
                speed: 1,
            },
            accepts: &["!ENTERCND", "!USBCOMP", "*CNTI"],
            ..generic
        }
    }

    /// u-blox TOBY-L2: its port is dead for 20 s, until `+AT: READY`; `+UMWI` reports waiting voice mail until
    /// `AT+UMWI=0`.
    pub fn toby_l2() -> Self {
        let generic = Self::generic();
        Self {
            name: "toby-l2",
            manufacturer: "u-blox",
            model: "TOBY-L200",
            revision: "09.71",
            identity: &["TOBY-L200-00S-00"],
            card: CardAccess { attempts: AttemptsCommand::Four("+UPINCNT"), ..generic.card },
            boot: Boot {
                deaf: ms(20_000),
                power: &[(20_000, BootStep::Urc("+AT: READY")), (21_000, BootStep::Card(false))],
                unlocked: &[
                    (2000, BootStep::Registered),
                    (4000, BootStep::Messages),
                    (6000, BootStep::Urc("+PBREADY")),
                ],
                reenumerates: Some(ms(9000)),
                radio_off: false,
                speed: 1,
            },
            noise: Some(Noise { rows: &["+UMWI: 0,1", "+UMWI: 1,0"], every: ms(30_000), ended_by: "+UMWI" }),
            accepts: &["+UMWI", "+URAT"],
            ..generic
        }
    }

    /// Fibocom L850-GL with Intel's firmware: the attempts left by `+XPINCNT`.
    pub fn l850() -> Self {
        let generic = Self::generic();
        Self {
            name: "l850",
            manufacturer: "Fibocom Wireless Inc.",
            model: "L850-GL",
            revision: "18500.5001.00.02.24.07",
            identity: &["Fibocom Wireless Inc.", "L850-GL", "18500.5001.00.02.24.07"],
            card: CardAccess { attempts: AttemptsCommand::Four("+XPINCNT"), ..generic.card },
            replies: Replies { interleave: Interleave::Anywhere, not_ready: 500, ..generic.replies },
            boot: Boot {
                deaf: ms(6000),
                power: &[(6000, BootStep::Card(false))],
                unlocked: &[(3000, BootStep::Messages), (4000, BootStep::Registered)],
                reenumerates: Some(ms(6000)),
                radio_off: false,
                speed: 1,
            },
            accepts: &["+GTUSBMODE", "+XREG"],
            ..generic
        }
    }

    /// D-Link DWM-157: its radio is off after power-on, until `AT+CFUN=1`.
    pub fn dwm157() -> Self {
        let generic = Self::generic();
        Self {
            name: "dwm157",
            manufacturer: "D-Link",
            model: "DWM-157",
            revision: "3.5G",
            identity: &["D-Link", "DWM-157", "3.5G"],
            lte: false,
            boot: Boot {
                deaf: ms(4000),
                power: &[(4000, BootStep::Card(false))],
                unlocked: &[(2000, BootStep::Messages), (2000, BootStep::Registered)],
                reenumerates: Some(ms(6000)),
                radio_off: true,
                speed: 1,
            },
            ..generic
        }
    }

    /// Option iCON: `_OSIGQ:` every few seconds, deaf for 10 s after power-on, indexes from 0.
    pub fn icon() -> Self {
        let generic = Self::generic();
        Self {
            name: "icon",
            manufacturer: "Option N.V.",
            model: "GlobeTrotter HSUPA Modem",
            revision: "2.6.7Hd",
            identity: &["Option N.V.", "GlobeTrotter HSUPA Modem", "2.6.7Hd"],
            lte: false,
            stores: StorePlan { index_base: 0, ..generic.stores },
            replies: Replies { interleave: Interleave::Anywhere, ..generic.replies },
            boot: Boot {
                deaf: ms(10_000),
                power: &[(10_000, BootStep::Card(false))],
                unlocked: &[(2000, BootStep::Messages), (4000, BootStep::Registered)],
                reenumerates: Some(ms(8000)),
                radio_off: false,
                speed: 1,
            },
            noise: Some(Noise { rows: &["_OSIGQ: 20,0", "_OSIGQ: 17,0"], every: ms(5000), ended_by: "" }),
            ..generic
        }
    }

    /// Telit GE865, 2G: ME has 8 places, so that SM receives; `#QSS: 3` is the gate for message commands.
    pub fn ge865() -> Self {
        let le910 = Self::le910();
        Self {
            name: "ge865",
            model: "GE865-QUAD",
            revision: "10.00.188",
            identity: &["Telit", "GE865-QUAD", "10.00.188"],
            lte: false,
            stores: StorePlan {
                me: 8,
                test: r#"("SM","ME"),("SM","ME"),("SM","ME")"#,
                groups: &[&[SM, ME], &[SM, ME], &[SM, ME]],
                default: [SM, SM, SM],
                ..le910.stores
            },
            boot: Boot { reenumerates: None, ..le910.boot },
            baud: Some(115_200),
            ..le910
        }
    }
}
