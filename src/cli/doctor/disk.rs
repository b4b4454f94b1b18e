//! The disk that has the data directory: whether it keeps what is written, and for how long.

use std::os::linux::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{Access, AtFlags, CWD, FsWord, StatVfsMountFlags};

use super::machine::{Machine, read};
use crate::cli::finding::Finding;

/// The kernel's number of a file system in memory (statfs(2)).
const TMPFS: FsWord = 0x0102_1994;
/// Messages of a busy day fit into this.
const FREE_MIN: u64 = 50 << 20;
const FREE_GOOD: u64 = 200 << 20;

/// Examines the data directory and its disk.
pub fn examine(machine: &Machine, data: &Path) -> Vec<Finding> {
    let shown = data.display();
    let metadata = match std::fs::metadata(data) {
        Ok(metadata) if metadata.is_dir() => metadata,
        Ok(_) => {
            let finding = Finding::wrong("data", format!("{shown} is no directory"));
            return vec![finding.remedy("correct `data` in [gateway]")];
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return vec![Finding::note("data", format!("{shown} is not there yet: simgate makes it when it starts"))];
        }
        Err(error) => {
            let finding = Finding::wrong("data", format!("{shown}: {error}"));
            return vec![finding.remedy("run this as root, or as the user that simgate runs as")];
        }
    };
    let mut findings = Vec::new();
    let writes = rustix::fs::accessat(CWD, data, Access::WRITE_OK | Access::EXEC_OK, AtFlags::EACCESS);
    findings.push(match writes {
        Ok(()) => Finding::good("data", format!("{shown} is writable")),
        Err(error) => Finding::wrong("data", format!("this user can't write to {shown}: {error}"))
            .remedy("run this as root, or as the user that simgate runs as"),
    });
    if let (Ok(volume), Ok(file_system)) = (rustix::fs::statvfs(data), rustix::fs::statfs(data)) {
        let in_memory = file_system.f_type == TMPFS;
        let read_only = volume.f_flag.contains(StatVfsMountFlags::RDONLY);
        findings.extend(volume_of(volume.f_bavail.saturating_mul(volume.f_frsize), in_memory, read_only));
    }
    findings.extend(wear(machine, metadata.st_dev()));
    findings
}

fn volume_of(free: u64, in_memory: bool, read_only: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if in_memory {
        let finding =
            Finding::wrong("disk", "the data directory is in memory: a restart of the machine loses its messages");
        findings.push(finding.remedy("set `data` in [gateway] to a directory on a disk"));
    }
    if read_only {
        let finding = Finding::wrong("disk", "the file system of the data directory is mounted read-only");
        findings.push(finding.remedy("`sudo dmesg` says why; a worn-out SD card does this: copy it and replace it"));
    }
    let text = format!("{} MiB are free for messages", free >> 20);
    let remedy = "delete what is not needed (`sudo journalctl --vacuum-size=50M`, `sudo apt clean`)";
    findings.push(match free {
        _ if free < FREE_MIN => Finding::wrong("disk", text).remedy(remedy),
        _ if free < FREE_GOOD => Finding::note("disk", text).remedy(remedy),
        _ => Finding::good("disk", text),
    });
    findings
}

/// How worn an eMMC or an SD card says that it is (`pre_eol_info`, `life_time` of JEDEC 84-B51). Most SD cards don't say.
fn wear(machine: &Machine, device: u64) -> Option<Finding> {
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let link = machine.path(&format!("/sys/dev/block/{major}:{minor}"));
    let block = std::fs::canonicalize(link).ok()?;
    // A partition is below its disk.
    let card = [block.join("device"), block.parent()?.join("device")].into_iter().find(|card| card.is_dir())?;
    let number = |text: &str| u8::from_str_radix(text.trim_start_matches("0x"), 16).ok();
    let spare = read(&card.join("pre_eol_info")).as_deref().and_then(number);
    let lives = read(&card.join("life_time"))?;
    let used = lives.split_whitespace().filter_map(number).max()?.saturating_mul(10);
    let text = format!("its memory reports that {used} % of its life are used");
    let remedy = "copy the disk to a new one before it fails";
    Some(match (spare, used) {
        (Some(3), _) | (_, 100..) => Finding::wrong("disk", text).remedy(remedy),
        (Some(2), _) | (_, 80..) => Finding::note("disk", text).remedy(remedy),
        _ => Finding::good("disk", text),
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::super::super::finding::Grade;
    use super::*;

    fn grades(findings: &[Finding]) -> Vec<Grade> {
        findings.iter().map(|finding| finding.grade).collect()
    }

    #[test]
    fn a_disk_must_be_lasting_writable_and_not_full() {
        assert_eq!(grades(&volume_of(1 << 30, false, false)), [Grade::Good]);
        assert_eq!(grades(&volume_of(100 << 20, false, false)), [Grade::Note]);
        assert_eq!(grades(&volume_of(10 << 20, false, false)), [Grade::Wrong]);
        assert_eq!(grades(&volume_of(1 << 30, true, false)), [Grade::Wrong, Grade::Good]);
        assert_eq!(grades(&volume_of(1 << 30, false, true)), [Grade::Wrong, Grade::Good]);
    }

    #[test]
    fn a_worn_card_is_reported_whether_the_data_is_on_a_partition_or_not() {
        let dir = tempfile::tempdir().unwrap();
        let disk = dir.path().join("sys/devices/mmcblk0");
        std::fs::create_dir_all(disk.join("device")).unwrap();
        std::fs::create_dir_all(disk.join("mmcblk0p2")).unwrap();
        std::fs::create_dir_all(dir.path().join("sys/dev/block")).unwrap();
        symlink(disk.join("mmcblk0p2"), dir.path().join("sys/dev/block/179:2")).unwrap();
        symlink(&disk, dir.path().join("sys/dev/block/179:0")).unwrap();
        let machine = Machine::new(dir.path());
        let partition = rustix::fs::makedev(179, 2);
        assert_eq!(wear(&machine, partition), None, "it does not say");
        for (spare, lives, grade) in [
            ("0x01", "0x01 0x02", Grade::Good),
            ("0x01", "0x08 0x01", Grade::Note),
            ("0x02", "0x01 0x01", Grade::Note),
            ("0x03", "0x01 0x01", Grade::Wrong),
            ("0x01", "0x0b 0x01", Grade::Wrong),
        ] {
            std::fs::write(disk.join("device/pre_eol_info"), format!("{spare}\n")).unwrap();
            std::fs::write(disk.join("device/life_time"), format!("{lives}\n")).unwrap();
            for device in [partition, rustix::fs::makedev(179, 0)] {
                assert_eq!(wear(&machine, device).map(|finding| finding.grade), Some(grade), "{spare} {lives}");
            }
        }
    }
}
