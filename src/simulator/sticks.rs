//! Simulated modems as USB sticks, in a directory that looks like sysfs and `/dev`: a program that finds modems by itself can be
//! tried without hardware. A stick is in its socket as long as its modem has a port, so `unplug N`, `plug N` and a reset of the
//! modem are seen as the kernel would show them.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::rig::Rig;
use super::usb::{Stick, Tree};

/// How often the ports are looked at.
const LOOK: Duration = Duration::from_millis(100);

/// Vendor, product, and the interface that takes AT commands, by the name of a model.
const PRODUCTS: [(&str, &str, u8); 11] = [
    ("ec25", "2c7c:0125", 2),
    ("ep06", "2c7c:0306", 2),
    ("e3372h", "12d1:1506", 1),
    ("e173", "12d1:1001", 2),
    ("sim7600", "1e0e:9001", 2),
    ("a7672", "1e0e:9011", 4),
    ("zte-mf", "19d2:0031", 3),
    ("le910", "1bc7:1201", 4),
    ("mc7455", "1199:9071", 3),
    ("l850", "2cb7:0007", 2),
    ("dwm157", "2001:7e35", 1),
];
/// What the other models are shown as: many have no USB of their own.
const OTHER: (&str, u8) = ("2c7c:0125", 2);

/// The sticks of a rig.
pub struct Sticks {
    tree: Tree,
    rig: Arc<Rig>,
    /// The terminal of each stick that is plugged in.
    plugged: Vec<Option<PathBuf>>,
    /// The number of the next port: the kernel gives a stick another one each time.
    next_tty: usize,
}

impl Sticks {
    /// All modems of a rig, in the sockets `1-1`, `1-2` and so on.
    pub fn new(tree: Tree, rig: Arc<Rig>) -> Self {
        let plugged = vec![None; rig.len()];
        Self { tree, rig, plugged, next_tty: 0 }
    }

    /// Follows the ports of the modems until a file can't be written.
    pub async fn follow(mut self) -> io::Result<()> {
        loop {
            self.look()?;
            tokio::time::sleep(LOOK).await;
        }
    }

    /// Plugs in and pulls out what has changed.
    pub fn look(&mut self) -> io::Result<()> {
        for port in 0..self.rig.len() {
            // The path may be a symlink that stays the same while the terminal behind it changes.
            let terminal = self.rig.path(port).and_then(|path| std::fs::canonicalize(path).ok());
            let Some(before) = self.plugged.get_mut(port).filter(|before| **before != terminal) else { continue };
            let place = format!("1-{}", port + 1);
            if before.take().is_some() {
                self.tree.unplug(&place)?;
            }
            if let Some(terminal) = terminal {
                let name = self.rig.modem(port, |modem, _| modem.personality().name).unwrap_or_default();
                let product = PRODUCTS.iter().find(|(model, ..)| *model == name);
                let (id, interface) = product.map_or(OTHER, |(_, id, interface)| (id, *interface));
                let tty = format!("ttyUSB{}", self.next_tty);
                self.next_tty += 1;
                // The interface in front of it has no port, as that for diagnostics of many sticks.
                let stick = Stick::new(&place, id).closed(0).port(interface, &tty, Some(&terminal));
                self.tree.plug(&stick)?;
                *before = Some(terminal);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::simulator::modem::{Personality, SimModem};
    use crate::simulator::rig::{RigOptions, Running};

    #[tokio::test]
    async fn a_stick_is_there_as_long_as_its_modem_and_has_another_port_afterwards() {
        let modems = vec![Personality::e173().fast(), Personality::generic().fast()];
        let Running { rig, tasks: _tasks } = Rig::start(RigOptions::new(modems, 1)).unwrap();
        let dir = tempfile::tempdir().unwrap();
        let tree = Tree::in_directory(&dir.path().join("usb")).unwrap();
        let (sysfs, dev) = (tree.sysfs(), tree.dev());
        let mut sticks = Sticks::new(tree, Arc::clone(&rig));
        sticks.look().unwrap();
        sticks.look().unwrap();
        let vendor = |place: &str| fs::read_to_string(sysfs.join("bus/usb/devices").join(place).join("idVendor")).ok();
        assert_eq!((vendor("1-1").as_deref(), vendor("1-2").as_deref()), (Some("12d1\n"), Some("2c7c\n")));
        assert_eq!(fs::canonicalize(dev.join("ttyUSB0")).unwrap(), rig.path(0).unwrap());
        rig.modem(0, SimModem::unplug).unwrap();
        let deadline = tokio::time::Instant::now() + Duration::from_secs(20);
        while rig.path(0).is_some() {
            assert!(tokio::time::Instant::now() < deadline, "it is unplugged");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        sticks.look().unwrap();
        assert!(vendor("1-1").is_none() && vendor("1-2").is_some() && fs::read_link(dev.join("ttyUSB0")).is_err());
        rig.modem(0, SimModem::power_on).unwrap();
        while rig.path(0).is_none() {
            assert!(tokio::time::Instant::now() < deadline, "it is plugged in");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        sticks.look().unwrap();
        assert_eq!(fs::canonicalize(dev.join("ttyUSB2")).unwrap(), rig.path(0).unwrap());
        drop(sticks);
        assert!(!dir.path().join("usb").exists(), "nothing is left behind");
    }

    #[tokio::test]
    async fn a_directory_with_other_files_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("mine"), "").unwrap();
        assert!(Tree::in_directory(dir.path()).is_err());
        assert!(dir.path().join("mine").exists());
    }
}
