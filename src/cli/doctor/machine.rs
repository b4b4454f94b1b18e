//! The machine: its files, its clock and its power supply.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::finding::Finding;

/// The files of a system below a directory.
pub struct Machine {
    root: PathBuf,
}

impl Machine {
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Where a file of the system is.
    pub fn path(&self, absolute: &str) -> PathBuf {
        self.root.join(absolute.trim_start_matches('/'))
    }

    /// The text of a small file of the system, without the blanks around it.
    pub fn text(&self, absolute: &str) -> Option<String> {
        read(&self.path(absolute))
    }

    /// What is in a directory of the system, in the order of the names.
    pub fn entries(&self, absolute: &str) -> Vec<PathBuf> {
        let read = std::fs::read_dir(self.path(absolute)).into_iter().flatten();
        let mut entries: Vec<PathBuf> = read.filter_map(|entry| Some(entry.ok()?.path())).collect();
        entries.sort();
        entries
    }
}

/// The text of a small file, without the blanks around it.
pub fn read(path: &Path) -> Option<String> {
    Some(std::fs::read_to_string(path).ok()?.trim().to_owned())
}

const CLOCK: &str = "`sudo timedatectl set-ntp true`, and let the board reach a time server; without network, a modem whose \
                     network tells the time, or a clock module";

/// Whether limits can trust the clock.
pub fn clock(synchronised: io::Result<bool>) -> Finding {
    match synchronised {
        Ok(true) => Finding::good("clock", "is synchronised"),
        Ok(false) => {
            let text = "is not synchronised: no new day of a limit opens until it is, or until 24 hours have passed";
            Finding::note("clock", text).remedy(CLOCK)
        }
        Err(error) => Finding::note("clock", format!("the kernel does not say whether it is synchronised: {error}")),
    }
}

/// The Raspberry Pi's own sensor: whether the voltage has been too low since the start.
pub fn voltage(machine: &Machine) -> Option<Finding> {
    let sensors = machine.entries("/sys/class/hwmon");
    let board = sensors.iter().find(|sensor| read(&sensor.join("name")).as_deref() == Some("rpi_volt"))?;
    Some(match read(&board.join("in0_lcrit_alarm")).as_deref() {
        Some("1") => Finding::wrong("power", "the board's voltage has been too low since it started").remedy(POWER),
        Some(_) | None => Finding::good("power", "the board's voltage was never too low"),
    })
}

/// The sockets of USB that somebody switched off: a modem in one of them is not even seen.
pub fn sockets(machine: &Machine) -> Vec<Finding> {
    let mut findings = Vec::new();
    // A hub's interface contains its ports: `1-1:1.0/1-1-port2`.
    for interface in machine.entries("/sys/bus/usb/devices") {
        for port in std::fs::read_dir(&interface).into_iter().flatten().filter_map(Result::ok) {
            let switch = port.path().join("disable");
            if read(&switch).as_deref() == Some("1") {
                let name = port.file_name();
                let text = format!("the socket {} is switched off", name.display());
                let remedy = format!("`echo 0 | sudo tee {}`", switch.display());
                findings.push(Finding::wrong("usb", text).remedy(remedy));
            }
        }
    }
    findings
}

/// What helps against low voltage.
pub const POWER: &str = "use the board's own power supply, and a USB hub with a supply of its own for the modems: one that sends \
                         takes up to 2 A";

#[cfg(test)]
mod tests {
    use super::super::super::finding::Grade;
    use super::*;

    #[test]
    fn a_clock_that_is_not_synchronised_is_noted_with_its_remedy() {
        assert_eq!(clock(Ok(true)).grade, Grade::Good);
        let finding = clock(Ok(false));
        assert!(finding.grade == Grade::Note && finding.remedy.is_some_and(|remedy| remedy.contains("set-ntp")));
        assert_eq!(clock(Err(io::Error::other("refused"))).grade, Grade::Note);
    }

    #[test]
    fn a_socket_that_is_off_is_named_with_the_command_that_switches_it_on() {
        let dir = tempfile::tempdir().unwrap();
        for (port, disabled) in [("1-1-port1", "0\n"), ("1-1-port2", "1\n")] {
            let port = dir.path().join("sys/bus/usb/devices/1-1:1.0").join(port);
            std::fs::create_dir_all(&port).unwrap();
            std::fs::write(port.join("disable"), disabled).unwrap();
        }
        let findings = sockets(&Machine::new(dir.path()));
        assert!(findings.len() == 1 && findings[0].text.contains("1-1-port2"), "{findings:?}");
        let remedy = findings[0].remedy.as_deref().unwrap();
        assert!(remedy.ends_with("/sys/bus/usb/devices/1-1:1.0/1-1-port2/disable`"), "{remedy}");
    }

    #[test]
    fn the_sensor_of_the_board_is_read_if_there_is_one() {
        let dir = tempfile::tempdir().unwrap();
        let machine = Machine::new(dir.path());
        assert_eq!(voltage(&machine), None);
        let sensor = |name: &str, alarm: &str| {
            let sensor = dir.path().join("sys/class/hwmon").join(name);
            std::fs::create_dir_all(&sensor).unwrap();
            std::fs::write(sensor.join("name"), if name == "hwmon1" { "rpi_volt\n" } else { "cpu_thermal\n" }).unwrap();
            std::fs::write(sensor.join("in0_lcrit_alarm"), alarm).unwrap();
        };
        sensor("hwmon0", "1\n");
        assert_eq!(voltage(&machine), None, "another sensor");
        sensor("hwmon1", "0\n");
        assert_eq!(voltage(&machine).map(|finding| finding.grade), Some(Grade::Good));
        sensor("hwmon1", "1\n");
        assert_eq!(voltage(&machine).map(|finding| finding.grade), Some(Grade::Wrong));
    }
}
