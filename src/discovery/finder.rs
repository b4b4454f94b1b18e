//! Which devices there are, what is known of each, and which to ask next. Pure: the devices, the answers and the time go in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use super::devices::Device;
use super::judge::{Judgement, judge};
use super::probe::Answer;
use crate::model::{Imei, UsbId};

/// The waits after a failed probe: a modem that was just plugged in needs time to answer.
const WAITS: [Duration; 3] = [Duration::from_secs(2), Duration::from_secs(5), Duration::from_secs(15)];
/// How long a device that was asked in vain is left alone.
const QUARANTINE: Duration = Duration::from_secs(600);
/// This many devices are asked at once.
const PROBES_MAX: usize = 4;

/// A modem that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundModem {
    /// The place of its USB device: `1-1.2`.
    pub place: String,
    /// The port that takes AT commands.
    pub port: PathBuf,
    pub maker: String,
    pub model: String,
    pub imei: Option<Imei>,
}

/// A device that is left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// Which, for a person.
    pub device: String,
    pub why: String,
    /// What a person can do.
    pub remedy: String,
}

/// All that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Discovered {
    pub modems: Vec<FoundModem>,
    pub ignored: Vec<Ignored>,
}

/// Ports of one device to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The place and the number of the device: it may have been replaced when the answer comes.
    pub of: (String, u16),
    pub ports: Vec<PathBuf>,
}

/// What is known of one device.
#[derive(Debug)]
enum Standing {
    /// It is asked, or will be at this time.
    Unknown {
        ports: Vec<PathBuf>,
        at: Duration,
        asking: bool,
        failures: usize,
        why: String,
    },
    Modem(FoundModem),
    Ignored(Ignored),
    /// Somebody configured one of its ports, or it is no modem.
    Silent,
}

#[derive(Debug)]
struct Known {
    device: Device,
    standing: Standing,
}

/// The devices.
#[derive(Debug, Default)]
pub struct Finder {
    known: BTreeMap<String, Known>,
}

impl Finder {
    /// Takes the devices that are there now. `ignored` are left alone by configuration, the ports in `taken` are used.
    pub fn update(&mut self, devices: Vec<Device>, ignored: &[UsbId], taken: &BTreeSet<PathBuf>, now: Duration) {
        let mut before = std::mem::take(&mut self.known);
        for device in devices {
            // Another number or other ports: it was plugged in anew, so nothing counts of what it did before.
            let same = before.remove(&device.place).filter(|known| known.device == device);
            let is_taken = device.ports().any(|port| taken.contains(port));
            let standing = match same {
                Some(known) if !is_taken && !matches!(known.standing, Standing::Silent) => known.standing,
                _ if is_taken => Standing::Silent,
                _ if ignored.contains(&device.id) => {
                    let remedy = format!("remove \"{}\" from `ignore` in [discovery] to use it", device.id);
                    Standing::Ignored(Ignored {
                        device: device.to_string(),
                        why: "is ignored by configuration".into(),
                        remedy,
                    })
                }
                _ => first(&device, now),
            };
            self.known.insert(device.place.clone(), Known { device, standing });
        }
    }

    /// The devices to ask now.
    pub fn probes(&mut self, now: Duration) -> Vec<Probe> {
        let is_asking = |known: &&Known| matches!(known.standing, Standing::Unknown { asking: true, .. });
        let mut free = PROBES_MAX.saturating_sub(self.known.values().filter(is_asking).count());
        let mut probes = Vec::new();
        for known in self.known.values_mut() {
            if let Standing::Unknown { ports, at, asking, .. } = &mut known.standing
                && !*asking
                && *at <= now
                && free > 0
            {
                (*asking, free) = (true, free - 1);
                probes.push(Probe { of: (known.device.place.clone(), known.device.number), ports: ports.clone() });
            }
        }
        probes
    }

    /// Takes what came of a probe.
    pub fn answered(&mut self, (place, number): &(String, u16), answer: Result<Answer, String>, now: Duration) {
        let Some(known) = self.known.get_mut(place).filter(|known| known.device.number == *number) else { return };
        let Standing::Unknown { at, asking, failures, why, .. } = &mut known.standing else { return };
        match answer {
            Ok(Answer { port, maker, model, imei }) => {
                known.standing = Standing::Modem(FoundModem { place: place.clone(), port, maker, model, imei });
            }
            Err(error) => {
                *asking = false;
                *at = now + WAITS.get(*failures).copied().unwrap_or(QUARANTINE);
                (*failures, *why) = (*failures + 1, error);
            }
        }
    }

    /// When the next device is due. None: only a change can make one due.
    pub fn due(&self) -> Option<Duration> {
        let times = self.known.values().filter_map(|known| match &known.standing {
            Standing::Unknown { at, asking: false, .. } => Some(*at),
            Standing::Unknown { .. } | Standing::Modem(_) | Standing::Ignored(_) | Standing::Silent => None,
        });
        times.min()
    }

    /// What is known now.
    pub fn discovered(&self) -> Discovered {
        let mut discovered = Discovered::default();
        for known in self.known.values() {
            match &known.standing {
                Standing::Modem(modem) => discovered.modems.push(modem.clone()),
                Standing::Ignored(ignored) => discovered.ignored.push(ignored.clone()),
                Standing::Unknown { failures, why, .. } if *failures > WAITS.len() => {
                    let (device, why) = (known.device.to_string(), format!("no port of it can be used: {why}"));
                    let remedy = "unplug it and plug it in again; or name its port in a [[device]]".to_owned();
                    discovered.ignored.push(Ignored { device, why, remedy });
                }
                Standing::Unknown { .. } | Standing::Silent => {}
            }
        }
        discovered
    }
}

/// What is known of a device that was just plugged in.
fn first(device: &Device, now: Duration) -> Standing {
    match judge(device) {
        Judgement::Ask(ports) => Standing::Unknown { ports, at: now, asking: false, failures: 0, why: String::new() },
        Judgement::Ignore { why, remedy } => {
            Standing::Ignored(Ignored { device: device.to_string(), why: why.to_owned(), remedy })
        }
        Judgement::Foreign => Standing::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::super::devices::Interface;
    use super::*;

    fn stick(place: &str, number: u16, name: &str) -> Device {
        let port = Some(PathBuf::from(format!("/dev/{name}")));
        let interfaces = vec![Interface { number: 2, class: (0xff, 0, 0), port }];
        Device { place: place.into(), number, id: UsbId::parse("2c7c:0125").unwrap(), words: String::new(), interfaces }
    }

    fn answer(name: &str) -> Result<Answer, String> {
        let (maker, model) = ("Quectel".to_owned(), "EC25".to_owned());
        Ok(Answer { port: format!("/dev/{name}").into(), maker, model, imei: None })
    }

    const NONE: BTreeSet<PathBuf> = BTreeSet::new();
    const AT: Duration = Duration::from_secs(100);

    #[test]
    fn a_stick_is_asked_once_and_known_until_it_is_unplugged() {
        let mut finder = Finder::default();
        finder.update(vec![stick("1-1", 4, "ttyUSB2")], &[], &NONE, AT);
        let probes = finder.probes(AT);
        assert_eq!(probes.len(), 1);
        assert!(finder.probes(AT).is_empty(), "it is being asked");
        finder.answered(&probes[0].of, answer("ttyUSB2"), AT);
        assert_eq!(finder.discovered().modems.len(), 1);
        finder.update(vec![stick("1-1", 4, "ttyUSB2")], &[], &NONE, AT);
        assert!(finder.probes(AT).is_empty() && finder.discovered().modems.len() == 1);
        // Back in the same socket under another name, before anybody looked in between.
        finder.update(vec![stick("1-1", 5, "ttyUSB3")], &[], &NONE, AT);
        assert!(finder.discovered().modems.is_empty());
        finder.answered(&probes[0].of, answer("ttyUSB2"), AT);
        assert!(finder.discovered().modems.is_empty(), "the answer of the earlier one");
        assert_eq!(finder.probes(AT)[0].ports, [PathBuf::from("/dev/ttyUSB3")]);
        finder.update(Vec::new(), &[], &NONE, AT);
        assert_eq!(finder.discovered(), Discovered::default());
    }

    #[test]
    fn a_stick_that_answers_in_vain_is_left_alone_for_longer_and_longer_and_shown() {
        let mut finder = Finder::default();
        finder.update(vec![stick("1-1", 4, "ttyUSB2")], &[], &NONE, AT);
        let (mut now, mut waits) = (AT, Vec::new());
        for _ in 0..5 {
            let probe = finder.probes(now).remove(0);
            finder.answered(&probe.of, Err("silence".to_owned()), now);
            let due = finder.due().unwrap();
            waits.push((due - now).as_secs());
            now = due;
        }
        assert_eq!(waits, [2, 5, 15, 600, 600]);
        assert!(finder.discovered().ignored[0].why.contains("silence"));
        // New in its socket, it begins anew.
        finder.update(vec![stick("1-1", 5, "ttyUSB2")], &[], &NONE, now);
        assert!(finder.probes(now).len() == 1 && finder.discovered().ignored.is_empty());
    }

    #[test]
    fn configured_ports_and_ignored_products_are_not_asked() {
        let mut finder = Finder::default();
        let taken = BTreeSet::from([PathBuf::from("/dev/ttyUSB2")]);
        let ignored = [UsbId::parse("2c7c:0125").unwrap()];
        finder.update(vec![stick("1-1", 4, "ttyUSB2")], &[], &taken, AT);
        assert!(finder.probes(AT).is_empty() && finder.discovered() == Discovered::default());
        finder.update(vec![stick("1-1", 4, "ttyUSB2")], &ignored, &NONE, AT);
        assert!(finder.probes(AT).is_empty() && finder.discovered().ignored.len() == 1);
        let many: Vec<Device> = (0..9).map(|at| stick(&format!("1-{at}"), at, &format!("ttyUSB{at}"))).collect();
        let mut finder = Finder::default();
        finder.update(many, &[], &NONE, AT);
        assert_eq!(finder.probes(AT).len(), PROBES_MAX);
    }
}
