//! Reads the USB devices and their serial ports from sysfs (Documentation/ABI/testing/sysfs-bus-usb).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::devices::{Device, Interface};
use crate::model::UsbId;

/// The longest text of a device about itself.
const WORDS_MAX: usize = 60;
/// Hubs are no devices of a person.
const HUB: u8 = 0x09;

/// All USB devices except hubs, in the order of their places. `sysfs` is usually `/sys`, and `dev` is `/dev`.
pub fn devices(sysfs: &Path, dev: &Path) -> Vec<Device> {
    let mut found: BTreeMap<PathBuf, Device> = BTreeMap::new();
    for entry in entries(&sysfs.join("bus/usb/devices")) {
        let Ok(path) = fs::canonicalize(&entry) else { continue };
        if let Some(device) = device(&path, dev) {
            found.insert(path, device);
        }
    }
    // The port of a device is also found from the other side.
    for tty in entries(&sysfs.join("class/tty")) {
        let Ok(path) = fs::canonicalize(tty.join("device")) else { continue };
        let Some(path) = path.ancestors().find(|path| path.join("idVendor").is_file()) else { continue };
        if !found.contains_key(path)
            && let Some(device) = device(path, dev)
        {
            found.insert(path.to_owned(), device);
        }
    }
    let mut devices: Vec<Device> = found.into_values().collect();
    devices.sort_by(|a, b| a.place.cmp(&b.place));
    devices
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(dir).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries
}

fn text(dir: &Path, name: &str) -> Option<String> {
    Some(fs::read_to_string(dir.join(name)).ok()?.trim().to_owned())
}

fn hex<T>(dir: &Path, name: &str, read: impl Fn(&str, u32) -> Result<T, std::num::ParseIntError>) -> Option<T> {
    read(&text(dir, name)?, 16).ok()
}

fn device(path: &Path, dev: &Path) -> Option<Device> {
    let id = UsbId {
        vendor: hex(path, "idVendor", u16::from_str_radix)?,
        product: hex(path, "idProduct", u16::from_str_radix)?,
    };
    if hex(path, "bDeviceClass", u8::from_str_radix) == Some(HUB) {
        return None;
    }
    let words: Vec<String> = ["manufacturer", "product"].into_iter().filter_map(|name| text(path, name)).collect();
    let words = words.join(" ").chars().filter(|c| !c.is_control()).take(WORDS_MAX).collect();
    let mut interfaces: Vec<Interface> = entries(path).iter().filter_map(|entry| interface(entry, dev)).collect();
    interfaces.sort_by_key(|interface| interface.number);
    Some(Device {
        place: path.file_name()?.to_str()?.to_owned(),
        number: text(path, "devnum").and_then(|number| number.parse().ok()).unwrap_or(0),
        id,
        words,
        interfaces,
    })
}

fn interface(path: &Path, dev: &Path) -> Option<Interface> {
    let class = |name: &str| hex(path, name, u8::from_str_radix);
    let number = class("bInterfaceNumber")?;
    let class = (
        class("bInterfaceClass").unwrap_or(0),
        class("bInterfaceSubClass").unwrap_or(0),
        class("bInterfaceProtocol").unwrap_or(0),
    );
    Some(Interface { number, class, port: port(path).map(|name| dev.join(name)) })
}

/// The name of the interface's serial port: `1-1:1.2/ttyUSB2` of usb-serial, `1-1:1.2/tty/ttyACM0` of cdc-acm.
fn port(interface: &Path) -> Option<String> {
    let of_serial = entries(interface).into_iter();
    let of_acm = entries(&interface.join("tty")).into_iter();
    let mut names = of_serial.chain(of_acm).filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    names.find(|name| name.starts_with("tty") && name != "tty")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulator::usb::{Stick, Tree};

    #[test]
    fn a_stick_has_its_interfaces_with_their_ports() {
        let tree = Tree::new().unwrap();
        tree.plug(&Stick::new("1-1.2", "2c7c:0125").port(2, "ttyUSB7", None).closed(0).port(3, "ttyUSB8", None))
            .unwrap();
        let dev = tree.dev();
        let devices = devices(&tree.sysfs(), &dev);
        assert_eq!(devices.len(), 1);
        let device = &devices[0];
        assert_eq!((device.place.as_str(), device.id.to_string().as_str()), ("1-1.2", "2c7c:0125"));
        let ports: Vec<(u8, Option<PathBuf>)> =
            device.interfaces.iter().map(|interface| (interface.number, interface.port.clone())).collect();
        assert_eq!(ports, [(0, None), (2, Some(dev.join("ttyUSB7"))), (3, Some(dev.join("ttyUSB8")))]);
        tree.unplug("1-1.2").unwrap();
        assert_eq!(super::devices(&tree.sysfs(), &dev), []);
        assert_eq!(super::devices(Path::new("/nowhere"), &dev), []);
    }
}
