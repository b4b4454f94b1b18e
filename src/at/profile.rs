//! How models differ, as data. A new model is a row here, a transcript in `tests/transcripts/` and
//! a line in `hardware.md`; an unknown one gets [`GENERIC`], which degrades and never refuses.

use std::time::Duration;

use super::ussd::Form;

/// One step of making a modem ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub line: &'static str,
    /// A modem that refuses this step can't serve; one that refuses another goes on without it.
    pub required: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    pub name: &'static str,
    /// What the answer to `+CGMI` contains, in capitals.
    makers: &'static [&'static str],
    /// What the answer to `+CGMM` begins with, in capitals; empty: any model of these makers.
    models: &'static [&'static str],
    /// Sent before anything else of the profile, at every start.
    pub early: &'static [Step],
    /// Sent once the card is open.
    pub late: &'static [Step],
    /// Commands that read the ICCID, tried in this order.
    pub iccid: &'static [&'static str],
    /// Commands that tell how many attempts the PIN has left, tried in this order.
    pub pin_attempts: &'static [&'static str],
    /// `+CPIN?` is answered without a final result code.
    pub card_state_ends: bool,
    /// After the PIN was taken.
    pub pin_rest: Duration,
    /// How long the modem may need from its start until message commands work.
    pub boot: Duration,
    /// Values of `+CNMI` to try, the best first. All have mt=1: store, then announce. What a modem does
    /// not list of bm and bfr is replaced by what it lists.
    pub indications: &'static [[u8; 5]],
    /// Whether messages handed over directly (`+CMT`, class 0 among them) are acknowledged with
    /// `+CNMA`.
    pub acknowledges: bool,
    /// How codes and answers of USSD are written.
    pub ussd: Form,
    /// Whether `+CMGL` works in PDU mode; else slots are read one by one.
    pub lists: bool,
}

const fn optional(line: &'static str) -> Step {
    Step { line, required: false }
}

/// ds=1 where the modem takes it, since a report in the SR store of EC25 and EG25 is announced as
/// `+CDSI: "SM",0` and can't be read from there.
const INDICATIONS: &[[u8; 5]] = &[
    [2, 1, 0, 1, 0],
    [2, 1, 0, 2, 0],
    [2, 1, 0, 0, 0],
    [1, 1, 0, 1, 0],
    [1, 1, 0, 0, 0],
    [0, 1, 0, 0, 0],
    [3, 1, 0, 0, 0],
];

/// Huawei, ZTE and SIMCom list mode 2 and refuse it, or lose announcements in it: mode 1 first.
const INDICATIONS_MODE_1: &[[u8; 5]] =
    &[[1, 1, 0, 1, 0], [1, 1, 0, 2, 0], [1, 1, 0, 0, 0], [2, 1, 0, 1, 0], [2, 1, 0, 2, 0], [2, 1, 0, 0, 0]];

/// For a modem without a store that can be used: it hands over what comes (mt 2), reports too (ds 1).
pub const HANDED_OVER: &[[u8; 5]] =
    &[[2, 2, 0, 1, 0], [1, 2, 0, 1, 0], [2, 2, 0, 0, 0], [1, 2, 0, 0, 0], [3, 2, 0, 0, 0]];

/// Reads the card's file EF_ICCID itself (TS 102 221 13.2, 27.007 8.18). It comes last: not every modem lets one
/// (EG916Q: `+CME ERROR: 3`), but some let nothing else.
const EF_ICCID: &str = "AT+CRSM=176,12258,0,0,10";

const ICCID: &[&str] =
    &["AT+CCID", "AT+ICCID", "AT^ICCID?", "AT+QCCID", "AT+CICCID", "AT+ZGETICCID", "AT^SCID", EF_ICCID];

/// Besides 27.007's own: Huawei's kin, Quectel, Sierra, u-blox (without a question mark), Telit,
/// Cinterion, Intel (Fibocom), Ericsson.
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
    // Wrong value: no +CMTI at all reaches this port. Saved in NVRAM, so asked for at every start.
    late: &[optional("AT+QURCCFG=\"urcport\",\"usbat\""), optional("AT+QINDCFG=\"smsfull\",1")],
    iccid: &["AT+QCCID", "AT+CCID", "AT+ICCID", EF_ICCID],
    // The last one is that of the older serial modems (M95).
    pin_attempts: &["AT+QPINC=\"SC\"", "AT+QPINC?", "AT+CPINR=\"SIM PIN\"", "AT+QTRPIN"],
    ..GENERIC
};

/// EP06ALAR02A07M4G and EM06ALAR03A05M4G answer `+CMS ERROR: 303` to `AT+CMGL=4` in PDU mode.
const QUECTEL_NO_LIST: Profile = Profile { name: "quectel-ep06", models: &["EP06", "EM06"], lists: false, ..QUECTEL };

/// E1xx, E3xx sticks. `AT^CURC=0` first, on every port: the flood of `^RSSI`, `^BOOT`,
/// `^DSFLOWRPT` can fill the device's buffer until it crashes. On some firmware it silences
/// `+CMTI` too: `+CPMS?` polling covers that.
const HUAWEI: Profile = Profile {
    name: "huawei",
    makers: &["HUAWEI"],
    early: &[optional("AT^CURC=0")],
    iccid: &["AT^ICCID?", "AT+ICCID", "AT+CCID", EF_ICCID],
    pin_attempts: &["AT^CPIN?", "AT+CPINR=\"SIM PIN\""],
    // Sooner, firmware may reboot itself.
    pin_rest: Duration::from_secs(3),
    indications: INDICATIONS_MODE_1,
    ussd: Form::Packed,
    ..GENERIC
};

/// SIM800/900, SIM7600, A76xx. They must not be sent `+CNMA` after `+CMT`. A7670 refuses ds=1.
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

/// Q24, Q26. `AT+CPIN?` is answered `+CPIN: READY` and no `OK` comes behind it (oFono ends the reply
/// there); after a PIN they are busy for 5 s, told by `+CME ERROR: 515`.
const WAVECOM: Profile = Profile {
    name: "wavecom",
    makers: &["WAVECOM"],
    card_state_ends: true,
    pin_rest: Duration::from_secs(5),
    ..GENERIC
};

/// More special rows first.
const PROFILES: &[Profile] = &[QUECTEL_NO_LIST, QUECTEL, HUAWEI, SIMCOM, ZTE, WAVECOM, GENERIC];

impl Profile {
    /// The profile for what a modem says of itself.
    pub fn of(maker: &str, model: &str) -> &'static Self {
        let (maker, model) = (maker.to_ascii_uppercase(), model.to_ascii_uppercase());
        PROFILES.iter().find(|profile| profile.fits(&maker, &model)).unwrap_or(&GENERIC)
    }

    pub fn named(name: &str) -> Option<&'static Self> {
        PROFILES.iter().find(|profile| profile.name == name)
    }

    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|profile| profile.name)
    }

    fn fits(&self, maker: &str, model: &str) -> bool {
        let any_model = self.models.is_empty() || self.models.iter().any(|known| model.starts_with(known));
        // Some SIMCom firmware puts the maker only into the model.
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
