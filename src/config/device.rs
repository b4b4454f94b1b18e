//! `[[device]]` and `[[sim]]`: the equipment, and what the cards can't tell.

use std::path::PathBuf;

use super::declare::{section, variants};
use super::kinds::{BEGINNING, Choice, File, Flag, ICCID, ListOf, NAME, NUMBER, Whole, ZONE, Zone, one_of};
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys};
use super::sending::{OWN_LIMITS, OwnLimits};
use super::template::TemplateSettings;
use crate::at::Profile;
use crate::model::{Iccid, Msisdn, Name};

variants! {
    /// What has lines: a modem with a SIM card, an account with a provider.
    Device in "device" {
        "modem" => Modem(ModemSettings),
        "template" => Template(Box<TemplateSettings>),
    }
}

impl Device {
    pub fn name(&self) -> &Name {
        match self {
            Self::Modem(modem) => &modem.name,
            Self::Template(template) => &template.name,
        }
    }
}

/// Those that an operator would name: the others are special cases of them, found by their model.
impl Choice for &'static Profile {
    fn all() -> Vec<(&'static str, Self)> {
        let names = ["generic", "quectel", "huawei", "simcom", "zte"];
        names.map(|name| (name, Profile::named(name).expect("there is a profile of this name"))).into()
    }
}

section! {
    /// A modem that speaks AT commands on a serial port, USB or not.
    ModemSettings in "device" {
        /// What the device is called in events, logs and on the command line.
        name: Name = NAME => computed by modem_name, "`modem-1`, `modem-2` and so on, in the order of the file",
            example "modem-1";
        /// The serial port that takes AT commands. `/dev/ttyUSB0` means another port after each replugging: better
        /// a link below `/dev/serial/by-id/` or `/dev/serial/by-path/`, or one of your own udev rules. The port
        /// need not be there at start.
        port: PathBuf = File => required, example "/dev/serial/by-id/usb-Example_Modem_0123-if02-port0";
        /// Speed of the serial line. USB modems take any; a modem on a UART needs its own.
        baud: u32 = Whole { unit: "bits a second", min: 300, max: 4_000_000 } => default 115200, example 921600;
        /// PIN of the card in this modem, 4 to 8 digits. It is tried once, and only while the card has all of its
        /// attempts left; a PIN that was refused is never tried again by itself. Not needed for a card that asks
        /// for none.
        pin: Option<SecretFrom> = SecretKeys { noun: "PIN", check: pin } => secret, example "1234";
        /// Which family of modems it belongs to, where the modem does not say or says the wrong thing.
        profile: Option<&'static Profile> = one_of::<&'static Profile>() => optional "by asking the modem", example "quectel";
        /// Whether a modem whose radio is off, as somebody may have left it over years, is switched on (`AT+CFUN=1`).
        radio_on: bool = Flag => default true, example false;
    }
}

section! {
    /// What a card can't tell about itself. A card without an entry works too, under its ICCID.
    SimSettings in "sim" {
        /// The card's own number, as printed on it. It follows the card from modem to modem.
        iccid: Iccid = ICCID => required, example "8901260712345678901";
        /// What the SIM is called in events, logs and on the command line.
        name: Name = NAME => required, example "att-1";
        /// The phone number of the SIM. Many cards do not know theirs; messages to it then can't name their
        /// recipient, and no owner is found.
        number: Option<Msisdn> = NUMBER => optional "what the card says, if it says it", example "+12025550143";
        /// The SMSC by which it sends, where the card names none or a wrong one: international, as its operator tells.
        smsc: Option<Msisdn> = NUMBER => optional "the one that the card names", example "+12063130004";
        /// What it may send. A key that this table does not name is that of the limits of [sending].
        limits: Option<OwnLimits> = OWN_LIMITS => optional "the limits of [sending]", example { day = 50, gap = "5s" };
        /// The zone of its day and its month: that of its operator.
        time_zone: Option<Zone> = ZONE => optional "that of [gateway]", example "America/New_York";
        /// How much of the load it shall take, compared with the others.
        weight: u32 = Whole { unit: "shares", min: 1, max: 1000 } => default 1, example 3;
        /// Beginnings of the numbers that it may send to.
        allowed: Vec<String> = ListOf(BEGINNING) => default of [], example ["+1", "+49"];
        /// Whether a recipient who answers STOP is not written to again from this SIM, until it answers START.
        stop_list: bool = Flag => default false, example true;
        /// So many last digits of the number of whoever calls the SIM are a one-time code: for services that ring
        /// in place of writing. A caller with fewer than three digits more, or one that hides its number, gives none.
        missed_call_code: Option<u32> = Whole { unit: "digits", min: 4, max: 6 } => optional "calls give no code",
            example 4;
    }
}

fn modem_name(table: &Table<'_>, _: &Reading<'_>) -> Name {
    Name::parse(&format!("modem-{}", table.position)).expect("letters, a hyphen and a number are a name")
}

fn pin(text: &str) -> Result<(), &'static str> {
    match text.bytes().all(|b| b.is_ascii_digit()) && (4..=8).contains(&text.len()) {
        true => Ok(()),
        false => Err("must be 4 to 8 digits"),
    }
}
