//! Looks for modems as long as simgate runs, and reports each change.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};

use super::devices::UsbId;
use super::finder::{Discovered, Finder};
use super::uevents::{Source, Uevents};
use super::{probe, sysfs};
use crate::clock;

/// A report of the kernel can be lost, so devices are looked for at regular times, too.
const EVERY: Duration = Duration::from_secs(5);
/// The ports of a device come one after the other, and udev sets their access a little later.
const SETTLE: Duration = Duration::from_millis(200);

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Vendors and products that are left alone, as `12d1:1506`.
    pub ignored: Vec<String>,
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
    let ignored: Vec<UsbId> = settings.ignored.iter().filter_map(|id| UsbId::parse(id)).collect();
    let places = Arc::new((settings.sysfs, settings.dev));
    let (answers, mut answered) = mpsc::unbounded_channel();
    let (mut finder, mut reported, mut probes) = (Finder::default(), Discovered::default(), JoinSet::new());
    loop {
        let of_scan = Arc::clone(&places);
        let found = tokio::task::spawn_blocking(move || sysfs::devices(&of_scan.0, &of_scan.1)).await;
        let now = clock::now().mono;
        let taken = resolved(&used.borrow_and_update());
        finder.update(found.unwrap_or_default(), &ignored, &taken, now);
        for probe in finder.probes(now) {
            let answers = answers.clone();
            probes.spawn(async move {
                let answer = probe::ask(&probe.ports).await;
                // The watcher has ended if nobody takes it.
                let _ = answers.send((probe.of, answer));
            });
        }
        let discovered = finder.discovered();
        if discovered != reported {
            reported = discovered.clone();
            changed(discovered);
        }
        let wait = finder.due().map_or(EVERY, |due| due.saturating_sub(now).min(EVERY)).max(SETTLE);
        tokio::select! {
            () = uevents.next() => tokio::time::sleep(SETTLE).await,
            Some((of, answer)) = answered.recv() => finder.answered(&of, answer, clock::now().mono),
            Ok(()) = used.changed() => {}
            Some(_) = probes.join_next() => {}
            () = tokio::time::sleep(wait) => {}
        }
    }
}

/// The ports without links, since configurations name links that last.
fn resolved(used: &BTreeSet<PathBuf>) -> BTreeSet<PathBuf> {
    let real = used.iter().filter_map(|port| std::fs::canonicalize(port).ok());
    used.iter().cloned().chain(real).collect()
}
