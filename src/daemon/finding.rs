//! Modems that are found: their names, and the settings that a configuration has for them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{mpsc, watch};

use crate::config::{Config, Device, ModemSettings};
use crate::discovery::{self, Discovered, FoundModem, Ignored, Source};
use crate::model::{Imei, Name};

/// The last digits of an IMEI in a name.
const DIGITS: usize = 6;

/// What was left alone, for those who ask.
pub type IgnoredDevices = Arc<Mutex<Vec<Ignored>>>;

/// The search for modems. Dropping it ends the search.
pub struct Search {
    task: Option<tokio::task::JoinHandle<()>>,
    used: watch::Sender<BTreeSet<PathBuf>>,
    found: mpsc::UnboundedReceiver<Vec<FoundModem>>,
    ignored: IgnoredDevices,
}

impl Search {
    /// Starts the search, unless the configuration switches it off.
    pub fn start(config: &Config) -> Self {
        let (used, uses) = watch::channel(configured_ports(config));
        let (sender, found) = mpsc::unbounded_channel();
        let ignored = IgnoredDevices::default();
        let of_search = Arc::clone(&ignored);
        let changed = move |discovered: Discovered| {
            let mut ignored = of_search.lock().unwrap_or_else(PoisonError::into_inner);
            for one in discovered.ignored.iter().filter(|one| !ignored.contains(one)) {
                let Ignored { device, why, remedy } = one;
                tracing::info!(device, why, remedy, "left alone");
            }
            *ignored = discovered.ignored;
            drop(ignored);
            // The daemon ends if nobody takes it.
            let _ = sender.send(discovered.modems);
        };
        let task = config.discovery.enabled.then(|| discovery::start(settings(config), uses, changed));
        Self { task, used, found, ignored }
    }

    /// The next change of what was found.
    pub async fn next(&mut self) -> Vec<FoundModem> {
        match self.found.recv().await {
            Some(found) => found,
            None => std::future::pending().await,
        }
    }

    /// Leaves the ports of another configuration alone.
    pub fn reconfigure(&self, config: &Config) {
        self.used.send_replace(configured_ports(config));
    }

    /// What was left alone.
    pub fn ignored(&self) -> IgnoredDevices {
        Arc::clone(&self.ignored)
    }
}

impl Drop for Search {
    fn drop(&mut self) {
        self.task.iter().for_each(tokio::task::JoinHandle::abort);
    }
}

fn settings(config: &Config) -> discovery::Settings {
    let discovery = &config.discovery;
    discovery::Settings {
        ignored: discovery.ignore.clone(),
        sysfs: discovery.sysfs.clone(),
        dev: discovery.dev.clone(),
        uevents: match discovery.uevents.as_str() {
            "kernel" => Source::Kernel,
            "none" => Source::None,
            path => Source::Socket(path.into()),
        },
    }
}

fn modems(config: &Config) -> impl Iterator<Item = &ModemSettings> {
    config.devices.iter().filter_map(|device| match device {
        Device::Modem(modem) => Some(modem),
        Device::Android(_) | Device::Template(_) => None,
    })
}

fn configured_ports(config: &Config) -> BTreeSet<PathBuf> {
    modems(config).filter_map(|modem| modem.port.clone()).collect()
}

/// The settings of the modems that were found: those of the configuration for its IMEI, or the usual ones under a name that
/// lasts.
pub fn named(config: &Config, found: &[FoundModem]) -> Vec<(ModemSettings, PathBuf)> {
    let configured: BTreeMap<&Imei, &ModemSettings> =
        modems(config).filter_map(|modem| Some((modem.imei.as_ref()?, modem))).collect();
    let mut used: BTreeSet<Name> = config.devices.iter().map(|device| device.name().clone()).collect();
    let mut served = BTreeSet::new();
    let mut named = Vec::new();
    for modem in found {
        let by_imei = modem.imei.as_ref().and_then(|imei| configured.get(imei));
        let settings = match by_imei.filter(|settings| served.insert(settings.name.clone())) {
            Some(settings) => (*settings).clone(),
            None => usual(name(modem, &used)),
        };
        used.insert(settings.name.clone());
        named.push((settings, modem.port.clone()));
    }
    named
}

/// A name that the modem has in every socket; in one socket only, if it has no IMEI or not the only one like it.
fn name(modem: &FoundModem, used: &BTreeSet<Name>) -> Name {
    let digits = modem.imei.as_ref().map(|imei| imei.to_string());
    let by_imei = digits.map(|digits| format!("modem-{}", &digits[digits.len().saturating_sub(DIGITS)..]));
    let by_place = format!("modem-usb-{}", modem.place);
    let names = by_imei.into_iter().chain([by_place]).filter_map(|name| Name::parse(&name).ok());
    let free = names.into_iter().find(|name| !used.contains(name));
    free.unwrap_or_else(|| Name::parse("modem-usb").expect("letters and a hyphen are a name"))
}

fn usual(name: Name) -> ModemSettings {
    ModemSettings { name, port: None, imei: None, baud: 115_200, pin: None, profile: None, radio_on: true }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(place: &str, imei: Option<&str>) -> FoundModem {
        let imei = imei.map(|imei| Imei::parse(imei).unwrap());
        let (maker, model) = (String::new(), String::new());
        FoundModem { place: place.into(), port: format!("/dev/{place}").into(), maker, model, imei }
    }

    #[test]
    fn a_modem_has_one_name_in_every_socket_and_what_is_configured_for_it() {
        let text = "[[device]]\ntype = \"modem\"\nimei = \"356938035643809\"\nname = \"attic\"\nradio_on = false\n";
        let config = Config::parse(Path::new("test.toml"), text, &|_| None).unwrap();
        let names = |found: &[FoundModem]| -> Vec<String> {
            named(&config, found).into_iter().map(|(settings, _)| settings.name.to_string()).collect()
        };
        let (clone, other) = (Some("490154203237518"), Some("356938035643809"));
        assert_eq!(names(&[found("1-1", clone)]), ["modem-237518"]);
        assert_eq!(names(&[found("2-4", clone), found("1-1", other)]), ["modem-237518", "attic"]);
        assert_eq!(names(&[found("1-1", clone), found("1-2", clone)]), ["modem-237518", "modem-usb-1-2"]);
        assert_eq!(names(&[found("1-1.4", None)]), ["modem-usb-1-1.4"]);
        assert!(!named(&config, &[found("1-1", other)])[0].0.radio_on);
    }
}
