//! How models differ, as data. To add a model, add a row here, a transcript in `tests/transcripts/` and an entry in
//! `hardware.md`. An unknown model uses [`GENERIC`], which works with fewer features and never refuses a modem.

use std::time::Duration;

use super::ussd::Form;

/// One command of a modem's startup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The command as it is sent, without CR.
    pub command: &'static str,
    /// Whether the modem can't serve without this step. If it refuses another step, the startup continues without it.
    pub required: bool,
}

/// The commands and settings for one family of models.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The name in the configuration and in `hardware.md`.
    pub name: &'static str,
    /// One of these is in the answer to `+CGMI`, in capitals.
    makers: &'static [&'static str],
    /// The answer to `+CGMM` begins with one of these, in capitals. Empty: any model of these makers.
    models: &'static [&'static str],
    /// Commands that are sent first, at every start.
    pub early: &'static [Step],
    /// Commands that are sent once the card is open.
    pub late: &'static [Step],
    /// Commands that read the ICCID, tried in this order.
    pub iccid: &'static [&'static str],
    /// Commands that report how many attempts the PIN has left, tried in this order.
    pub pin_attempts: &'static [&'static str],
    /// Whether the modem answers `+CPIN?` without a final result code.
    pub card_state_ends: bool,
    /// How long the modem needs to rest after it accepted the PIN.
    pub pin_rest: Duration,
    /// How long the modem may need from its start until message commands work.
    pub boot: Duration,
    /// Values of `+CNMI` to try, the best first. All have mt=1: store, then announce. A value of bm or bfr that the
    /// modem does not list is replaced by one that it lists.
    pub indications: &'static [[u8; 5]],
    /// Whether simgate acknowledges direct messages (`+CMT`, class 0 among them) with `+CNMA`.
    pub acknowledges: bool,
    /// How the modem writes USSD codes and answers.
    pub ussd: Form,
    /// Whether `+CMGL` works in PDU mode; if not, slots are read one by one.
    pub lists: bool,
}

const fn optional(command: &'static str) -> Step {
    Step { command, required: false }
}

/// ds=1 where the modem accepts it: EC25 and EG25 announce a report in the SR store as `+CDSI: "SM",0`, and it can't be
/// read from there.
const INDICATIONS: &[[u8; 5]] = &[
    [2, 1, 0, 1, 0],
    [2, 1, 0, 2, 0],
    [2, 1, 0, 0, 0],
    [1, 1, 0, 1, 0],
    [1, 1, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [3, 1, 0, 0, 0],
];

/// Mode 1 comes first: Huawei, ZTE and SIMCom list mode 2, but refuse it or lose announcements in it.
const INDICATIONS_MODE_1: &[[u8; 5]] =
    &[[1, 1, 0, 1, 0], [1, 1, 0, 2, 0], [1, 1, 0, 0, 0], [2, 1, 0, 1, 0], [2, 1, 0, 2, 0], [2, 1, 0, 0, 0]];

/// For a modem without a usable store: it sends messages (mt 2) and reports (ds 1) directly.
pub const DIRECT_INDICATIONS: &[[u8; 5]] =
    &[[2, 2, 0, 1, 0], [1, 2, 0, 1, 0], [2, 2, 0, 0, 0], [1, 2, 0, 0, 0], [3, 2, 0, 0, 0]];

/// Reads the card's file EF_ICCID itself (TS 102 221 13.2, 27.007 8.18). It comes last because some modems refuse it
/// (EG916Q: `+CME ERROR: 3`), but others support nothing else.
const EF_ICCID: &str = "AT+CRSM=176,12258,0,0,10";

const ICCID: &[&str] =
    &["AT+CCID", "AT+ICCID", "AT^ICCID?", "AT+QCCID", "AT+CICCID", "AT+ZGETICCID", "AT^SCID", EF_ICCID];

/// 27.007's own command, then those of Huawei, Quectel, Sierra, u-blox (without a question mark), Telit, Cinterion,
/// Intel (Fibocom), Ericsson.
const PIN_ATTEMPTS: &[&str] = &[
    "AT+CPINR=\"SIM PIN\"",
    "AT^CPIN?",
    "AT+QPINC?",
    "AT+CPINC?",
    "AT+UPINCNT",
    "AT#PCT",
    "AT^SPIC",
    "AT+XPINCNT",
    "AT*EPIN?",
];

/// The profile of an unknown model.
pub const GENERIC: Profile = Profile {
    name: "generic",
    makers: &[],
    models: &[],
    early: &[],
    late: &[],
    iccid: ICCID,
    pin_attempts: PIN_ATTEMPTS,
    card_state_ends: false,
    pin_rest: Duration::from_secs(1),
    boot: Duration::from_secs(30),
    indications: INDICATIONS,
    acknowledges: true,
    ussd: Form::Plain,
    lists: true,
};

/// EC2x, EG2x, EP06...: `RDY`, `+CPIN: READY`, `+QUSIM: 1`, then `+QIND: SMS DONE` 5-6 s later.
const QUECTEL: Profile = Profile {
    name: "quectel",
    makers: &["QUECTEL"],
    // With the wrong value no `+CMTI` reaches this port. The setting is saved in NVRAM, so it is set at every start.
    late: &[optional("AT+QURCCFG=\"urcport\",\"usbat\""), optional("AT+QINDCFG=\"smsfull\",1")],
    iccid: &["AT+QCCID", "AT+CCID", "AT+ICCID", EF_ICCID],
    // The last command is that of the older serial modems (M95).
    pin_attempts: &["AT+QPINC=\"SC\"", "AT+QPINC?", "AT+CPINR=\"SIM PIN\"", "AT+QTRPIN"],
    ..GENERIC
};

/// EP06ALAR02A07M4G and EM06ALAR03A05M4G answer `+CMS ERROR: 303` to `AT+CMGL=4` in PDU mode.
const QUECTEL_NO_LIST: Profile = Profile { name: "quectel-ep06", models: &["EP06", "EM06"], lists: false, ..QUECTEL };

/// E1xx, E3xx sticks. `AT^CURC=0` comes first, on every port: the flood of `^RSSI`, `^BOOT`, `^DSFLOWRPT` can fill the
/// device's buffer until it crashes. On some firmware it silences `+CMTI` too: `+CPMS?` polling covers that.
const HUAWEI: Profile = Profile {
    name: "huawei",
    makers: &["HUAWEI"],
    early: &[optional("AT^CURC=0")],
    iccid: &["AT^ICCID?", "AT+ICCID", "AT+CCID", EF_ICCID],
    pin_attempts: &["AT^CPIN?", "AT+CPINR=\"SIM PIN\""],
    // After a shorter rest the firmware may reboot.
    pin_rest: Duration::from_secs(3),
    indications: INDICATIONS_MODE_1,
    ussd: Form::Packed,
    ..GENERIC
};

/// SIM800/900, SIM7600, A76xx. They do not accept `+CNMA` after `+CMT`. A7670 refuses ds=1.
const SIMCOM: Profile = Profile {
    name: "simcom",
    makers: &["SIMCOM", "SIM COM"],
    iccid: &["AT+CCID", "AT+CICCID", "AT+ICCID", EF_ICCID],
    pin_attempts: &["AT+CPINR=\"SIM PIN\"", "AT+SPIC"],
    indications: INDICATIONS_MODE_1,
    acknowledges: false,
    ..GENERIC
};

/// MF sticks flood `+ZUSIMR:2` until their buffers fill; `AT+CPMS?`, which simgate sends every
/// few seconds anyway, stops it.
const ZTE: Profile = Profile {
    name: "zte",
    makers: &["ZTE"],
    early: &[optional("AT+CPMS?")],
    late: &[optional("AT+ZOPRT=5")],
    iccid: &["AT+ZGETICCID", "AT+CCID", "AT+ICCID", EF_ICCID],
    pin_attempts: &["AT+ZPINPUK=?", "AT+CPINR=\"SIM PIN\""],
    indications: INDICATIONS_MODE_1,
    ..GENERIC
};

/// Q24, Q26. The modem answers `AT+CPIN?` with `+CPIN: READY` and sends no `OK` behind it (oFono ends the reply there).
/// After a PIN it is busy for 5 s, and reports `+CME ERROR: 515` meanwhile.
const WAVECOM: Profile = Profile {
    name: "wavecom",
    makers: &["WAVECOM"],
    card_state_ends: true,
    pin_rest: Duration::from_secs(5),
    ..GENERIC
};

/// The more specific rows come first.
const PROFILES: &[Profile] = &[QUECTEL_NO_LIST, QUECTEL, HUAWEI, SIMCOM, ZTE, WAVECOM, GENERIC];

impl Profile {
    /// The profile for a maker and a model, as the modem reports them in `+CGMI` and `+CGMM`.
    pub fn of(maker: &str, model: &str) -> &'static Self {
        let (maker, model) = (maker.to_ascii_uppercase(), model.to_ascii_uppercase());
        PROFILES.iter().find(|profile| profile.fits(&maker, &model)).unwrap_or(&GENERIC)
    }

    /// The profile with a name of the configuration.
    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    /// The names of all profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|profile| profile.name)
    }

    fn fits(&self, maker: &str, model: &str) -> bool {
        let any_model = self.models.is_empty() || self.models.iter().any(|known| model.starts_with(known));
        // Some SIMCom firmware reports the maker in the model only.
        self.makers.iter().any(|known| maker.contains(known) || model.starts_with(known)) && any_model
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_modem_gets_its_makers_profile() {
        for (maker, model, want) in [
            ("Quectel", "EC25", "quectel"),
            ("QUECTEL", "EP06-E", "quectel-ep06"),
            ("huawei", "E3372h", "huawei"),
            ("SIMCOM INCORPORATED", "SIMCOM_SIM7600E", "simcom"),
            ("SIMCOM_Ltd", "SIMCOM_SIM800L", "simcom"),
            ("ZTE INCORPORATED", "MF190", "zte"),
            ("WAVECOM MODEM", "MULTIBAND  900E  1800", "wavecom"),
            ("", "", "generic"),
            ("Acme", "X1", "generic"),
        ] {
            assert_eq!(Profile::of(maker, model).name, want, "{maker} {model}");
        }
    }

    #[test]
    fn every_indication_stores_before_it_announces() {
        for profile in PROFILES {
            for set in profile.indications {
                assert_eq!(set[1], 1, "{}: {set:?}", profile.name);
            }
            assert_eq!(Profile::named(profile.name), Some(profile));
        }
    }
}
