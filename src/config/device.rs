//! `[[device]]` and `[[sim]]`: the equipment, and the facts that a card does not hold.

use std::path::PathBuf;
use std::time::Duration;

use jiff::civil::Date;

use super::android::AndroidSettings;
use super::declare::{section, variants};
use super::kinds::{BEGINNING, File, Flag, ICCID, IMEI, ListOf, NAME, NUMBER, Span, Whole, ZONE, Zone};
use super::reading::{Reading, Table};
use super::secret::{SecretFrom, SecretKeys};
use super::sending::{OWN_LIMITS, OwnLimits};
use super::template::TemplateSettings;
use super::upkeep::{BALANCE, BalanceSettings, Day};
use crate::model::{Iccid, Imei, LineId, Msisdn, Name};

variants! {
    /// A device has one or more lines: a modem with a SIM card, an account with a provider.
    Device in "device" {
        "modem" => Modem(ModemSettings),
        "android" => Android(Box<AndroidSettings>),
        "template" => Template(Box<TemplateSettings>),
    }
}

impl Device {
    pub fn name(&self) -> &Name {
        match self {
            Self::Modem(modem) => &modem.name,
            Self::Android(android) => &android.name,
            Self::Template(template) => &template.name,
        }
    }
}

section! {
    /// A modem that speaks AT commands on a serial port, USB or not.
    ModemSettings in "device" check found {
        /// The device's name in events, in logs and on the command line.
        name: Name = NAME => computed by modem_name, "`modem-1`, `modem-2` and so on, in the order of the file",
            example "modem-1";
        /// The serial port that takes AT commands. `/dev/ttyUSB0` may be another port after each replugging, so prefer a link in
        /// `/dev/serial/by-id/` or `/dev/serial/by-path/`, or one of your own udev rules. The port may be absent at the start.
        port: Option<PathBuf> = File => optional "`imei` identifies the modem", example "/dev/serial/by-id/usb-Example_Modem_0123-if02-port0";
        /// The IMEI of a USB modem that simgate finds by itself, in whatever socket it is (`[discovery]`).
        imei: Option<Imei> = IMEI => instead "only for a modem that is found", example "490154203237518";
        /// Speed of the serial port. USB modems accept any speed; a modem on a UART needs its own.
        baud: u32 = Whole { unit: "bits a second", min: 300, max: 4_000_000 } => default 115200, example 921600;
        /// PIN of the card in this modem, 4 to 8 digits. simgate tries it once, and only while the card has all of its attempts
        /// left; it never retries a PIN that was refused. A card that asks for no PIN needs none.
        pin: Option<SecretFrom> = SecretKeys { noun: "PIN", check: pin } => secret, example "1234";
        /// The family of the modem, if the modem does not report it or reports a wrong one.
        /// `simgate devices profile` names them all.
        profile: Option<Name> = NAME => optional "by asking the modem", example "quectel";
        /// Whether simgate switches on a radio that is off (`AT+CFUN=1`); a modem keeps this setting for years.
        radio_on: bool = Flag => default true, example false;
    }
}

section! {
    /// Facts that a card does not hold. A card without an entry works too, under its ICCID. A phone does not tell the ICCID of
    /// its cards: `device` and `slot` identify one there.
    SimSettings in "sim" check identified {
        /// The card's own number, as printed on it. It follows the card from modem to modem.
        iccid: Option<Iccid> = ICCID => optional "`device` and `slot` identify the SIM", example "8901260712345678901";
        /// The name of the phone that the SIM is in.
        device: Option<Name> = NAME => instead "only for a SIM in a phone", example "pixel";
        /// The slot of the phone. The first is 1. Another card in the slot has the same name, number and limits.
        slot: Option<u32> = Whole { unit: "number of a slot", min: 1, max: 3 } => instead "only for a SIM in a phone",
            example 1;
        /// The SIM's name in events, in logs and on the command line.
        name: Name = NAME => required, example "att-1";
        /// The phone number of the SIM. Many cards do not hold theirs; messages for it then have no recipient, and no owner is
        /// found.
        number: Option<Msisdn> = NUMBER => optional "the number on the card, if it holds one", example "+12025550143";
        /// The SMSC for sending, if the card holds none or a wrong one: in international form, as the operator publishes it.
        smsc: Option<Msisdn> = NUMBER => optional "the one that the card names", example "+12063130004";
        /// The SIM's limits. A key that this table does not set is that of the limits of `[sending]`.
        limits: Option<OwnLimits> = OWN_LIMITS => optional "the limits of `[sending]`", example { day = 50, gap = "5s" };
        /// The time zone of its days and months: that of its operator.
        time_zone: Option<Zone> = ZONE => optional "that of [gateway]", example "America/New_York";
        /// Its share of the load, relative to the other SIMs.
        weight: u32 = Whole { unit: "shares", min: 1, max: 1000 } => default 1, example 3;
        /// Prefixes of the numbers that it may send to.
        allowed: Vec<String> = ListOf(BEGINNING) => default of [], example ["+1", "+49"];
        /// Whether this SIM sends nothing more to a recipient who answers STOP, until that recipient answers START.
        stop_list: bool = Flag => default false, example true;
        /// How long the SIM may send nothing before simgate sends one message from it: somewhat less than the time after which the
        /// operator ends an unused SIM. It counts from the last message, or from when simgate first saw the SIM. The message
        /// counts in the limits.
        keep_alive: Option<Duration> = Span { min: "1d", max: "1000d" } => optional "simgate sends nothing by itself",
            example "150d";
        /// The number that gets the message of `keep_alive`.
        keep_alive_to: Option<Msisdn> = NUMBER => optional "another SIM of this gateway", example "+12025550199";
        /// How often the SIM sends a canary, one message to another SIM of this gateway: simgate measures the way, which proves that
        /// one sends and the other receives, and raises a `sim.alarm` if it does not arrive. Each counts in the limits.
        canary: Option<Duration> = Span { min: "1h", max: "365d" } => optional "simgate sends none", example "7d";
        /// The last day of the SIM. simgate reminds of it 14 days before and on the day, with a `sim.alarm`.
        expires: Option<Date> = Day => optional "no reminder", example "2027-05-01";
        /// The day by which the SIM must be topped up. simgate reminds of it 14 days before.
        top_up: Option<Date> = Day => optional "no reminder", example "2027-03-01";
        /// How its balance is read. `simgate sims` shows it.
        balance: Option<BalanceSettings> = BALANCE => optional "simgate does not ask for it",
            example { ussd = "*100#", pattern = "Balance: {amount}", below = "5" };
        /// The number of last digits of a caller's number that are a one-time code: for services that ring instead of sending a
        /// message. A caller with fewer than three further digits, or with a hidden number, yields no code.
        missed_call_code: Option<u32> = Whole { unit: "digits", min: 4, max: 6 } => optional "calls yield no code",
            example 4;
    }
}

impl SimSettings {
    /// The line that this is about.
    pub fn line(&self) -> Option<LineId> {
        let slot = self.slot.and_then(|slot| u8::try_from(slot).ok());
        match (&self.iccid, &self.device, slot) {
            (Some(iccid), _, _) => Some(LineId::Iccid(iccid.clone())),
            (None, Some(device), Some(index)) => Some(LineId::Slot { device: device.clone(), index }),
            (None, _, _) => None,
        }
    }
}

fn identified(sim: &SimSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let before = reading.problems.len();
    match (&sim.iccid, &sim.device, sim.slot) {
        (Some(_), None, None) | (None, Some(_), Some(_)) => {}
        (Some(_), _, _) => {
            let what = "has `iccid` as well as `device` and `slot`: one of them identifies it";
            reading.problem(table.offset, format!("{} {what}", table.title));
        }
        (None, _, _) => {
            reading.problem(table.offset, format!("{} needs `iccid`, or `device` and `slot`", table.title));
        }
    }
    if let (Some(_), Some(balance)) = (&sim.device, table.get("balance")) {
        let what = format!("{}: `balance` needs USSD, which phones don't make", table.title);
        reading.problem(balance.span().start, what);
    }
    (reading.problems.len() == before).then_some(())
}

fn found(modem: &ModemSettings, table: &Table<'_>, reading: &mut Reading<'_>) -> Option<()> {
    let what = match (&modem.port, &modem.imei) {
        (Some(_), None) | (None, Some(_)) => return Some(()),
        (Some(_), Some(_)) => "has `port` as well as `imei`: one of them identifies it",
        (None, None) => "needs `port`, or the `imei` of a USB modem",
    };
    reading.problem(table.offset, format!("{} {what}", table.title));
    None
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
