//! Decides about a USB device before any of its ports is opened: which ports may be asked, in which order, or why none is.

use std::path::PathBuf;

use super::devices::{Device, Interface};
use super::roles::{self, Role};
use crate::model::UsbId;

/// What to do with a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Judgement {
    /// Ask these ports, the best one first.
    Ask(Vec<PathBuf>),
    /// It is no modem that simgate can use.
    Ignore {
        why: &'static str,
        /// What a person can do.
        remedy: String,
    },
    /// It has nothing to do with modems.
    Foreign,
}

/// Sticks that show a disk with their drivers until they are told to be modems.
const CD_ROMS: [UsbId; 17] = [
    id(0x12d1, 0x1446),
    id(0x12d1, 0x1f01),
    id(0x12d1, 0x14fe),
    id(0x12d1, 0x1505),
    id(0x12d1, 0x1520),
    id(0x12d1, 0x1c0b),
    id(0x12d1, 0x14d1),
    id(0x12d1, 0x15e6),
    id(0x19d2, 0x2000),
    id(0x19d2, 0x0166),
    id(0x19d2, 0x1225),
    id(0x1bbb, 0xf000),
    id(0x1c9e, 0xf000),
    id(0x2001, 0xa707),
    id(0x05c6, 0x1000),
    id(0x0af0, 0xd033),
    id(0x1199, 0x0fff),
];

/// Huawei sticks that are a router with a page of their own (HiLink).
const ROUTERS: [UsbId; 2] = [id(0x12d1, 0x14db), id(0x12d1, 0x14dc)];

/// Adapters between USB and a UART. What is behind them can't be seen, and bytes may disturb it.
const ADAPTERS: [(u16, Option<u16>); 4] = [(0x067b, None), (0x1a86, None), (0x10c4, None), (0x0403, None)];

/// Receivers of positions by u-blox.
const POSITIONS: std::ops::RangeInclusive<u16> = 0x01a5..=0x01a9;
const UBLOX: u16 = 0x1546;
const HUAWEI: u16 = 0x12d1;

/// At most this many ports of a device are asked.
const PORTS_MAX: usize = 6;

const MASS_STORAGE: u8 = 0x08;
const COMMUNICATION: u8 = 0x02;
const MBIM: u8 = 0x0e;
const VENDOR: u8 = 0xff;
const WIRELESS: u8 = 0xe0;

const fn id(vendor: u16, product: u16) -> UsbId {
    UsbId { vendor, product }
}

/// Judges a device.
pub fn judge(device: &Device) -> Judgement {
    let UsbId { vendor, product } = device.id;
    let has_ports = device.ports().next().is_some();
    let adapter = |(of, only): &(u16, Option<u16>)| *of == vendor && only.is_none_or(|only| only == product);
    if ROUTERS.contains(&device.id) {
        let remedy =
            "use its web page at 192.168.8.1, or give it the firmware of a stick: in stick mode its id is 12d1:1506";
        return ignore("is a router of its own (HiLink) and has no port for AT commands", remedy);
    }
    if CD_ROMS.contains(&device.id) {
        return ignore("shows its disk with drivers instead of a modem", mode_switch(device.id));
    }
    if has_ports && ADAPTERS.iter().any(adapter) {
        let remedy =
            "if a modem is behind it, name its port: [[device]] type = \"modem\", port = \"/dev/serial/by-id/...\"";
        return ignore("is an adapter for serial devices, and is not opened without being asked to", remedy);
    }
    if vendor == UBLOX && POSITIONS.contains(&product) {
        return ignore("receives positions, and has no modem", "nothing");
    }
    if !roles::is_modem(device.id) {
        return Judgement::Foreign;
    }
    let ports = candidates(device);
    if !ports.is_empty() {
        return Judgement::Ask(ports);
    }
    without_ports(device, has_ports)
}

fn ignore(why: &'static str, remedy: impl Into<String>) -> Judgement {
    Judgement::Ignore { why, remedy: remedy.into() }
}

fn mode_switch(id: UsbId) -> String {
    let UsbId { vendor, product } = id;
    let message = if vendor == HUAWEI { " -J" } else { " -K" };
    format!(
        "`sudo apt install usb-modeswitch`, then plug it in again; or `sudo usb_modeswitch -v {vendor:04x} -p {product:04x}{message}`"
    )
}

/// The ports to ask: by the table, otherwise by the classes of the interfaces, otherwise all that may be asked.
fn candidates(device: &Device) -> Vec<PathBuf> {
    let known = roles::of(device.id);
    let rank = |interface: &Interface| match known.and_then(|roles| roles.get(&interface.number)) {
        Some(Role::At) => Some(0),
        Some(Role::At2) => Some(1),
        Some(Role::Ppp) => Some(3),
        Some(Role::Closed) => None,
        None => by_class(device.id.vendor, interface.class),
    };
    let ports = device.interfaces.iter().filter_map(|interface| Some((rank(interface)?, interface.port.clone()?)));
    let mut ports: Vec<(u8, PathBuf)> = ports.collect();
    // The sort keeps the order of the interfaces.
    ports.sort_by_key(|(rank, _)| *rank);
    ports.into_iter().map(|(_, port)| port).take(PORTS_MAX).collect()
}

/// How good an interface is by its class. None: it is never opened.
fn by_class(vendor: u16, class: (u8, u8, u8)) -> Option<u8> {
    match class {
        // Huawei: `PCUI` takes commands and reports; `Diag`, `GPS` and its siblings must not be opened.
        (VENDOR, 0x01 | 0x02, 0x02 | 0x32) if vendor == HUAWEI => Some(0),
        (VENDOR, 0x01 | 0x02, 0x01 | 0x31) if vendor == HUAWEI => Some(2),
        (VENDOR, 0x01 | 0x02, 0x03 | 0x05 | 0x14 | 0x33) | (VENDOR, 0x06, 0x14) if vendor == HUAWEI => None,
        // Qualcomm's diagnostics in compositions of Quectel and others.
        (VENDOR, 0xff, 0x30) => None,
        // Communication device with AT commands of V.250.
        (COMMUNICATION, 0x02, 0x01) => Some(1),
        // It says nothing about itself, and is diagnostics where others say that they are not.
        (VENDOR, 0xff, 0xff) => Some(3),
        _ => Some(2),
    }
}

/// A modem without a port that takes commands.
fn without_ports(device: &Device, has_ports: bool) -> Judgement {
    let class = |wanted: u8| device.interfaces.iter().any(|interface| interface.class.0 == wanted);
    let mbim =
        device.interfaces.iter().any(|interface| (interface.class.0, interface.class.1) == (COMMUNICATION, MBIM));
    if mbim || (!class(MASS_STORAGE) && class(VENDOR)) {
        let why = "speaks QMI or MBIM only, and has no port for AT commands";
        return ignore(
            why,
            "let ModemManager use it; simgate needs a mode with AT ports, which many modems have (AT+QCFG=\"usbnet\", AT+GTUSBMODE, AT!USBCOMP)",
        );
    }
    if class(WIRELESS) || class(COMMUNICATION) {
        return ignore("is a network device without a port for AT commands", "use its web page, or another firmware");
    }
    if class(MASS_STORAGE) && !has_ports {
        return ignore("shows a disk and no modem", mode_switch(device.id));
    }
    if has_ports {
        return ignore(
            "has only ports for positions and diagnostics",
            "choose a mode of it with a port for AT commands",
        );
    }
    Judgement::Foreign
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of an interface, its class, its port.
    type Row<'a> = (u8, (u8, u8, u8), Option<&'a str>);

    fn device(id: &str, interfaces: &[Row]) -> Device {
        let interface =
            |(number, class, port): &Row| Interface { number: *number, class: *class, port: port.map(PathBuf::from) };
        let interfaces = interfaces.iter().map(interface).collect();
        Device { place: "1-1".into(), number: 4, id: UsbId::parse(id).unwrap(), words: String::new(), interfaces }
    }

    const FF: (u8, u8, u8) = (0xff, 0xff, 0xff);

    fn asked(device: &Device) -> Vec<String> {
        match judge(device) {
            Judgement::Ask(ports) => ports.iter().map(|port| port.to_str().unwrap().to_owned()).collect(),
            other @ (Judgement::Ignore { .. } | Judgement::Foreign) => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_table_decides_which_ports_are_asked_and_which_never() {
        let all = [(0, FF, Some("a")), (1, FF, Some("b")), (2, FF, Some("c")), (3, FF, Some("d")), (4, FF, None)];
        assert_eq!(asked(&device("2c7c:0125", &all)), ["c", "d"]);
    }

    #[test]
    fn the_class_decides_for_a_product_that_is_not_in_the_table() {
        let all = [
            (0, (0xff, 0x02, 0x01), Some("modem")),
            (1, (0xff, 0x02, 0x03), Some("diag")),
            (2, (0xff, 0x02, 0x02), Some("pcui")),
            (3, (0xff, 0x02, 0x14), Some("gps")),
        ];
        assert_eq!(asked(&device("12d1:ffee", &all)), ["pcui", "modem"]);
        let all = [(0, FF, Some("x")), (1, (0x02, 0x02, 0x01), Some("acm"))];
        assert_eq!(asked(&device("2c7c:ffee", &all)), ["acm", "x"]);
        let all = [
            (0, (0xff, 0xff, 0x30), Some("diag")),
            (1, FF, Some("x")),
            (2, (0xff, 0, 0x40), Some("at")),
            (3, (0xff, 0, 0), Some("nmea or at")),
        ];
        assert_eq!(asked(&device("2c7c:ffee", &all)), ["at", "nmea or at", "x"]);
    }

    #[test]
    fn what_is_no_modem_with_at_commands_is_explained_or_passed_over() {
        for (id, interfaces, word) in [
            ("12d1:1f01", &[(0, (8, 6, 80), None)][..], "usb_modeswitch -v 12d1 -p 1f01 -J"),
            ("12d1:14dc", &[(0, (2, 6, 0), None), (1, (8, 6, 80), None)], "192.168.8.1"),
            ("19d2:ffee", &[(0, (8, 6, 80), None)], "usb_modeswitch"),
            ("2c7c:ffee", &[(0, (2, 0x0e, 0), None)], "ModemManager"),
            ("2c7c:ffee", &[(4, FF, None)], "ModemManager"),
            ("1a86:7523", &[(0, FF, Some("ch341"))], "[[device]]"),
            ("1546:01a8", &[(0, (2, 2, 1), Some("gnss"))], "nothing"),
            ("2c7c:0125", &[(1, FF, Some("gps"))], "mode"),
        ] {
            match judge(&device(id, interfaces)) {
                Judgement::Ignore { remedy, .. } => assert!(remedy.contains(word), "{id}: {remedy}"),
                other @ (Judgement::Ask(_) | Judgement::Foreign) => panic!("{id}: {other:?}"),
            }
        }
        // An Arduino restarts when its port is opened.
        assert_eq!(judge(&device("2341:0043", &[(0, (2, 2, 1), Some("arduino"))])), Judgement::Foreign);
        assert_eq!(judge(&device("1a86:7523", &[])), Judgement::Foreign);
    }
}
