//! What each line has sent and may still send, read from the store alone: beside the gateway, or without it.

use std::collections::{BTreeMap, BTreeSet};

use crate::flow::calendar::Calendar;
use crate::flow::ledger::{Ledger, Limit, Used, Wanted};
use crate::flow::pool::Rules;
use crate::flow::routing::Directory;
use crate::model::{Boot, LineId, Now, SimKey, Timestamp};
use crate::store::{DeviceLine, DeviceRow, Store, StoreError};

use super::outbound::sending::Sending;

/// A line, as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    pub name: String,
    pub sim: LineId,
    pub number: Option<String>,
    pub owner: Option<String>,
    /// The device that it was last seen in, and what that said of it.
    pub device: Option<(DeviceRow, DeviceLine)>,
    /// The number that the line tells by itself, where the operator says otherwise.
    pub told_number: Option<String>,
    pub used: Used,
    pub rules: Rules,
    /// Which limit leaves no room for one more part, and when it does again at the earliest.
    pub full: Option<(Limit, Timestamp)>,
}

/// All lines that are configured or were seen in a device.
pub fn lines(
    store: &Store,
    sending: &Sending,
    directory: &Directory,
    boot: &Boot,
    now: Now,
) -> Result<Vec<LineView>, StoreError> {
    let calendar = Calendar::new(boot.clone(), store.clock(&boot.run)?);
    let mut ledger = Ledger::default();
    for (sim, debit) in store.debits(&calendar, now)? {
        ledger.add(sim, debit);
    }
    let mut directory = directory.clone();
    let seen = store.sims()?;
    directory.name_lines(seen.iter().map(|(_, sim)| sim));
    let keys: BTreeMap<LineId, SimKey> = seen.into_iter().map(|(key, sim)| (sim, key)).collect();
    let mut seated: BTreeMap<LineId, (DeviceRow, DeviceLine)> = BTreeMap::new();
    for device in store.devices()? {
        for told in &device.lines {
            if let Some(line) = LineId::parse(&told.line).filter(LineId::is_lasting) {
                directory.tell(&line, told.number.as_deref().and_then(|number| number.parse().ok()).as_ref());
                seated.insert(line, (device.clone(), told.clone()));
            }
        }
    }
    let known = directory.routes.lines.keys().cloned().map(LineId::Iccid);
    let all: BTreeSet<LineId> = known.chain(seated.keys().cloned()).collect();
    let view = |sim: LineId| {
        let (name, number) = directory.line(&sim);
        let rules = sending.rules(&sim).clone();
        let key = keys.get(&sim).copied();
        let wanted = Wanted { parts: 1, urgent: false, recipient: &[0; 16] };
        let room = ledger.room(key, wanted, &rules.limits, &calendar, now);
        LineView {
            name,
            number: number.map(ToString::to_string),
            owner: directory.route(number).0.map(str::to_owned),
            device: seated.get(&sim).cloned(),
            told_number: directory.contradiction(&sim).map(|(_, told)| told.to_string()),
            used: ledger.used(key, &rules.limits, &calendar, now),
            full: room.err().map(|full| (full.limit, now.wall.after(full.wait))),
            rules,
            sim,
        }
    };
    Ok(all.into_iter().map(view).collect())
}
