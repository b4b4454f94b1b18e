//! Looks for modems as long as simgate runs, and reports each change.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use super::finder::{Discovered, Finder};
use super::uevents::{Source, Uevents};
use super::{probe, sysfs};
use crate::clock;
use crate::model::UsbId;

/// A report of the kernel can be lost, so devices are looked for at regular times, too.
const EVERY: Duration = Duration::from_secs(5);
/// The ports of a device come one after the other, and udev sets their access a little later.
const SETTLE: Duration = Duration::from_millis(200);

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Products that are left alone.
    pub ignored: Vec<UsbId>,
    /// Usually `/sys`.
    pub sysfs: PathBuf,
    /// Usually `/dev`.
    pub dev: PathBuf,
    pub uevents: Source,
}

/// Starts to look. `used` has the ports that are configured; `changed` gets what was found after each change. Ends when its
/// handle is aborted.
pub fn start(
    settings: Settings,
    used: watch::Receiver<BTreeSet<PathBuf>>,
    changed: impl Fn(Discovered) + Send + 'static,
) -> JoinHandle<()> {
    tokio::spawn(look(settings, used, changed))
}

async fn look(settings: Settings, mut used: watch::Receiver<BTreeSet<PathBuf>>, changed: impl Fn(Discovered)) {
    let uevents = match Uevents::open(&settings.uevents) {
        Ok(uevents) => uevents,
        Err(error) => {
            tracing::debug!(%error, "no reports of the kernel about devices: they are looked for every 5 s");
            Uevents::silent()
        }
    };
    let places = Arc::new((settings.sysfs, settings.dev));
    let (mut finder, mut reported, mut probes) = (Finder::default(), Discovered::default(), JoinSet::new());
    loop {
        let of_scan = Arc::clone(&places);
        let found = tokio::task::spawn_blocking(move || sysfs::devices(&of_scan.0, &of_scan.1)).await;
        let now = clock::now().mono;
        let taken = resolved(&used.borrow_and_update());
        finder.update(found.unwrap_or_default(), &settings.ignored, &taken, now);
        for probe in finder.probes(now) {
            probes.spawn(async move { (probe.of, probe::ask(&probe.ports).await) });
        }
        let discovered = finder.discovered();
        if discovered != reported {
            reported = discovered.clone();
            changed(discovered);
        }
        let wait = finder.due().map_or(EVERY, |due| due.saturating_sub(now).min(EVERY)).max(SETTLE);
        tokio::select! {
            () = uevents.next() => tokio::time::sleep(SETTLE).await,
            Some(Ok((of, answer))) = probes.join_next() => finder.answered(&of, answer, clock::now().mono),
            Ok(()) = used.changed() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// The ports without links, since configurations name links that last.
fn resolved(used: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let real = used.iter().filter_map(|port| std::fs::canonicalize(port).ok());
    used.iter().cloned().chain(real).collect()
}
