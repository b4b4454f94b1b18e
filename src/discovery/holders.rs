//! Which programs have a port open.

use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};

/// A program that has a port open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    /// The kernel's name of it, of at most 15 characters.
    pub name: String,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (process {})", self.name, self.pid)
    }
}

impl Holder {
    /// How a person makes it leave the port alone.
    pub fn remedy(&self) -> String {
        match self.name.as_str() {
            "ModemManager" => {
                "let ModemManager ignore this modem by the rules in udev/60-simgate.rules; or, if nothing else needs \
                               it, `sudo systemctl disable --now ModemManager`"
                    .to_owned()
            }
            "simgate" => "end the other simgate, or give it another port: one modem belongs to one gateway".to_owned(),
            name => {
                format!("end {name} and keep it from starting again, such as by `sudo systemctl disable --now {name}`")
            }
        }
    }
}

/// The programs that have this port open, as far as this user may see them. `port` is its path without links, `proc` usually `/proc`.
pub fn of(proc: &Path, port: &Path) -> Vec<Holder> {
    let own = std::process::id();
    let mut processes: Vec<PathBuf> =
        std::fs::read_dir(proc).into_iter().flatten().filter_map(|process| Some(process.ok()?.path())).collect();
    processes.sort();
    let processes = processes.into_iter().filter_map(|process| {
        let pid = process.file_name()?.to_str()?.parse().ok()?;
        let open = std::fs::read_dir(process.join("fd")).ok()?;
        let open: Vec<(OsString, PathBuf)> =
            open.flatten().filter_map(|fd| Some((fd.file_name(), std::fs::read_link(fd.path()).ok()?))).collect();
        let has_port = open.iter().any(|(_, target)| target == port);
        // The program on the other side of a pseudo terminal keeps both sides open: it is the modem.
        let is_other_side = |(fd, target): &(OsString, PathBuf)| {
            target.ends_with("ptmx") && terminal_of(&process.join("fdinfo").join(fd)).is_some_and(|own| own == port)
        };
        (has_port && !open.iter().any(is_other_side) && pid != own).then(|| Holder {
            pid,
            name: std::fs::read_to_string(process.join("comm")).unwrap_or_default().trim().to_owned(),
        })
    });
    processes.collect()
}

/// The pseudo terminal whose other side a descriptor is (proc(5)).
fn terminal_of(info: &Path) -> Option<PathBuf> {
    let info = std::fs::read_to_string(info).ok()?;
    let number = info.lines().find_map(|row| row.strip_prefix("tty-index:"))?.trim().to_owned();
    Some(Path::new("/dev/pts").join(number))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn only_programs_with_this_port_are_named() {
        let dir = tempfile::tempdir().unwrap();
        for (pid, name, port) in
            [("12", "ModemManager", "/dev/ttyUSB2"), ("13", "smsd", "/dev/ttyUSB3"), ("self", "me", "/dev/ttyUSB2")]
        {
            let process = dir.path().join("proc").join(pid);
            std::fs::create_dir_all(process.join("fd")).unwrap();
            std::fs::write(process.join("comm"), format!("{name}\n")).unwrap();
            symlink("/dev/null", process.join("fd/0")).unwrap();
            symlink(port, process.join("fd/7")).unwrap();
        }
        let machine = dir.path().join("proc");
        let found = of(&machine, Path::new("/dev/ttyUSB2"));
        assert_eq!(found, [Holder { pid: 12, name: "ModemManager".to_owned() }]);
        assert!(found[0].remedy().contains("udev/60-simgate.rules"), "{}", found[0].remedy());
        let other = of(&machine, Path::new("/dev/ttyUSB3"));
        assert!(other[0].to_string() == "smsd (process 13)" && other[0].remedy().contains("disable --now smsd"));
        assert_eq!(of(&machine, Path::new("/dev/ttyUSB4")), []);
        let simulator = dir.path().join("proc/13/fd");
        symlink("/dev/pts/7", simulator.join("8")).unwrap();
        assert_eq!(of(&machine, Path::new("/dev/pts/7")).len(), 1);
        symlink("/dev/ptmx", simulator.join("9")).unwrap();
        std::fs::create_dir(dir.path().join("proc/13/fdinfo")).unwrap();
        let other_side_of = |number: u32| {
            let info = format!("pos:\t0\nflags:\t0100002\ntty-index:\t{number}\n");
            std::fs::write(dir.path().join("proc/13/fdinfo/9"), info).unwrap();
        };
        other_side_of(3);
        assert_eq!(of(&machine, Path::new("/dev/pts/7")).len(), 1, "the other side of another terminal");
        other_side_of(7);
        assert_eq!(of(&machine, Path::new("/dev/pts/7")), []);
    }
}
