//! What the kernel reported since the machine started: power, USB, disk, memory.

use std::io::{ErrorKind, Read};

use rustix::fs::{Mode, OFlags};

use super::machine::{Machine, POWER};
use crate::cli::finding::Finding;

/// A record of `/dev/kmsg` has at most this many bytes.
const RECORD_BYTES_MAX: usize = 8192;
/// The kernel's log is smaller.
const RECORDS_MAX: usize = 1 << 20;

/// One kind of trouble in the log.
struct Trouble {
    step: &'static str,
    /// A record with one of these is about it; in small letters.
    signs: &'static [&'static str],
    /// This many records are wrong, fewer are noted.
    wrong_from: usize,
    text: &'static str,
    remedy: &'static str,
}

const TROUBLES: [Trouble; 6] = [
    Trouble {
        step: "power",
        signs: &["under-voltage detected", "undervoltage detected"],
        wrong_from: 1,
        text: "the kernel reports that the board's voltage was too low",
        remedy: POWER,
    },
    Trouble {
        step: "power",
        signs: &["over-current condition", "over-current change"],
        wrong_from: 1,
        text: "the kernel reports that a USB port delivered too much current",
        remedy: POWER,
    },
    Trouble {
        step: "usb",
        signs: &["unable to enumerate usb device", "device descriptor read", "device not accepting address"],
        wrong_from: 3,
        text: "the kernel can't address a USB device",
        remedy: "try another cable and another USB port, and a hub with a power supply of its own",
    },
    Trouble {
        step: "usb",
        signs: &["usb disconnect"],
        wrong_from: 20,
        text: "USB devices were disconnected since the machine started",
        remedy: "if nobody unplugged them, the modems may lack power: use a USB hub with a supply of its own",
    },
    Trouble {
        step: "disk",
        signs: &["ext4-fs error", "i/o error, dev mmcblk", "remounting filesystem read-only", "mmc0: timeout"],
        wrong_from: 1,
        text: "the kernel reports errors of a disk",
        remedy: "copy the data directory, and replace the SD card or disk",
    },
    Trouble {
        step: "memory",
        signs: &["(simgate)"],
        wrong_from: 1,
        text: "the kernel ended simgate because memory was short",
        remedy: "find what uses the memory: `systemctl status simgate`, `free -m`",
    },
];

/// Looks through the kernel's log.
pub fn examine(machine: &Machine) -> Vec<Finding> {
    let records = match records(machine) {
        Ok(records) => records,
        Err(error) => {
            let finding = Finding::note("kernel", format!("can't read the kernel's log: {error}"));
            return vec![finding.remedy("run this as root, to see trouble with power and USB")];
        }
    };
    let found: Vec<Finding> = TROUBLES.iter().filter_map(|trouble| finding(trouble, &records)).collect();
    if found.is_empty() { vec![Finding::good("kernel", "reports no trouble with power, USB or disks")] } else { found }
}

fn finding(trouble: &Trouble, records: &[String]) -> Option<Finding> {
    let is_about = |record: &&String| trouble.signs.iter().any(|sign| record.contains(sign));
    let count = records.iter().filter(is_about).count();
    let times = if count == 1 { "once".to_owned() } else { format!("{count} times") };
    let text = format!("{} ({times})", trouble.text);
    let finding = match count {
        0 => return None,
        _ if count >= trouble.wrong_from => Finding::wrong(trouble.step, text),
        _ => Finding::note(trouble.step, text),
    };
    Some(finding.remedy(trouble.remedy))
}

/// The messages of the log, in small letters. Each read returns one record, and fails at the end instead of waiting.
fn records(machine: &Machine) -> std::io::Result<Vec<String>> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let mut log = std::fs::File::from(rustix::fs::open(machine.path("/dev/kmsg"), flags, Mode::empty())?);
    let (mut text, mut record) = (String::new(), vec![0; RECORD_BYTES_MAX]);
    for _ in 0..RECORDS_MAX {
        match log.read(&mut record) {
            Ok(0) => break,
            Ok(length) => text.push_str(&String::from_utf8_lossy(&record[..length])),
            Err(error) if error.kind() == ErrorKind::WouldBlock => break,
            // EPIPE: records were overwritten before they were read.
            Err(error) if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::Interrupted) => {}
            Err(error) => return Err(error),
        }
    }
    // `6,1234,5678,-;usb 1-1: USB disconnect, device number 4`
    Ok(text.lines().map(|row| row.split_once(';').map_or(row, |(_, message)| message).to_ascii_lowercase()).collect())
}

#[cfg(test)]
mod tests {
    use super::super::super::finding::Grade;
    use super::*;

    fn grades(log: &str) -> Vec<(&'static str, Grade)> {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("dev")).unwrap();
        std::fs::write(dir.path().join("dev/kmsg"), log).unwrap();
        examine(&Machine::new(dir.path())).iter().map(|finding| (finding.step, finding.grade)).collect()
    }

    #[test]
    fn each_trouble_in_the_log_is_found() {
        let quiet = "6,339,5140900,-;usb 1-1: new high-speed USB device number 2 using xhci_hcd\n SUBSYSTEM=usb\n";
        assert_eq!(grades(quiet), [("kernel", Grade::Good)]);
        for (row, step) in [
            ("4,1,1,-;hwmon hwmon1: Undervoltage detected!", "power"),
            ("1,1,1,-;Under-voltage detected! (0x00050005)", "power"),
            ("3,1,1,-;usb 1-1-port2: over-current condition", "power"),
            ("3,1,1,-;EXT4-fs error (device mmcblk0p2): ext4_lookup:1617", "disk"),
            ("3,1,1,-;I/O error, dev mmcblk0, sector 1234 op 0x1:(WRITE)", "disk"),
            ("3,1,1,-;Out of memory: Killed process 712 (simgate) total-vm:90000kB", "memory"),
        ] {
            assert_eq!(grades(&format!("{quiet}{row}\n")), [(step, Grade::Wrong)], "{row}");
        }
        let row = "6,1,1,-;usb 1-1.2: USB disconnect, device number 4\n";
        assert_eq!(grades(row), [("usb", Grade::Note)], "a person unplugged it");
        assert_eq!(grades(&row.repeat(20)), [("usb", Grade::Wrong)]);
        let row = "3,1,1,-;usb 1-1: device descriptor read/64, error -71\n";
        assert_eq!((grades(row), grades(&row.repeat(3))), (vec![("usb", Grade::Note)], vec![("usb", Grade::Wrong)]));
    }

    #[test]
    fn a_log_that_can_not_be_read_is_noted() {
        let dir = tempfile::tempdir().unwrap();
        let findings = examine(&Machine::new(dir.path()));
        assert_eq!((findings.len(), findings[0].grade), (1, Grade::Note));
    }
}
