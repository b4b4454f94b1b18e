//! The serial ports of the configured modems: whether they are there, and whether simgate may use them.

use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::Access;

use super::machine::Machine;
use crate::cli::finding::Finding;
use crate::config::ModemSettings;
use crate::discovery::holders;

/// Examines one port. Returns whether the modem behind it can be asked.
pub fn examine(machine: &Machine, modem: &ModemSettings, add: &mut dyn FnMut(Finding)) -> bool {
    let name = &modem.name;
    let Some(configured) = &modem.port else {
        add(Finding::note("port", format!("{name}: only a running gateway finds the modem by its IMEI")));
        return false;
    };
    let shown = configured.display();
    let Ok(port) = std::fs::canonicalize(configured) else {
        let others = others(machine);
        let remedy = match others.is_empty() {
            true => "this machine has no serial port: plug in the modem, and try another cable and another USB port \
                     (`lsusb` shows whether the machine sees it)"
                .to_owned(),
            false => format!("plug it in; or correct `port`: this machine has {}", others.join(", ")),
        };
        add(Finding::wrong("port", format!("{name}: {shown} is not there")).remedy(remedy));
        return false;
    };
    let Ok(metadata) = std::fs::metadata(&port) else { return false };
    if !metadata.file_type().is_char_device() {
        add(Finding::wrong("port", format!("{name}: {shown} is no serial port")).remedy("correct `port`"));
        return false;
    }
    if rustix::fs::access(&port, Access::READ_OK | Access::WRITE_OK).is_err() {
        let group = group(machine, metadata.gid());
        let remedy = format!(
            "`sudo usermod -aG {group} $USER`, then log out and in again; the systemd unit has this group already"
        );
        add(Finding::wrong("port", format!("{name}: this user may not use {shown}")).remedy(remedy));
        return false;
    }
    let holders = holders::of(&machine.path("/proc"), &port);
    for holder in &holders {
        add(Finding::wrong("port", format!("{name}: {holder} has {shown} open")).remedy(holder.remedy()));
    }
    if holders.is_empty() {
        add(Finding::good("port", format!("{name}: {shown} is there and free")));
    }
    holders.is_empty()
}

/// The name of a group, or its number.
fn group(machine: &Machine, id: u32) -> String {
    let groups = machine.text("/etc/group").unwrap_or_default();
    let named = groups.lines().find_map(|row| {
        let mut fields = row.split(':');
        let (name, number) = (fields.next()?, fields.nth(1)?);
        (number.parse() == Ok(id)).then(|| name.to_owned())
    });
    named.unwrap_or_else(|| id.to_string())
}

/// The serial ports of this machine by names that last, at most eight.
fn others(machine: &Machine) -> Vec<String> {
    const SHOWN: usize = 8;
    let mut links = machine.entries("/dev/serial/by-id");
    if links.is_empty() {
        let is_port = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("ttyUSB") || name.starts_with("ttyACM")
        };
        links = machine.entries("/dev").into_iter().filter(is_port).collect();
    }
    links.iter().take(SHOWN).map(|path: &PathBuf| shown(path)).collect()
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_has_its_name_and_ports_are_listed_by_lasting_names() {
        let dir = tempfile::tempdir().unwrap();
        let machine = Machine::new(dir.path());
        assert_eq!((group(&machine, 20), others(&machine)), ("20".to_owned(), vec![]));
        std::fs::create_dir_all(dir.path().join("etc")).unwrap();
        std::fs::write(dir.path().join("etc/group"), "root:x:0:\ndialout:x:20:anna\n").unwrap();
        assert_eq!(group(&machine, 20), "dialout");
        std::fs::create_dir_all(dir.path().join("dev/serial/by-id")).unwrap();
        std::fs::write(dir.path().join("dev/ttyUSB2"), "").unwrap();
        assert!(others(&machine)[0].ends_with("/dev/ttyUSB2"));
        std::fs::write(dir.path().join("dev/serial/by-id/usb-Quectel-if02"), "").unwrap();
        assert!(others(&machine)[0].ends_with("/dev/serial/by-id/usb-Quectel-if02"));
    }
}
