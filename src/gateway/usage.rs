//! How much each line has sent and may still send, read from the store. Works beside the gateway and without it.

use std::collections::{BTreeMap, BTreeSet};

use crate::flow::DeviceState;
use crate::flow::calendar::Calendar;
use crate::flow::ledger::{Demand, Ledger, Limit, Used};
use crate::flow::pool::Rules;
use crate::flow::receives::Receives;
use crate::flow::routing::Directory;
use crate::flow::upkeep::Memory;
use crate::model::{Boot, LineId, Now, SimKey, Timestamp};
use crate::store::{DeviceLine, DeviceRow, Store, StoreError};

use super::outbound::sending::Sending;
use super::silence::NO_INBOUND;

/// A line and its limits, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineView {
    /// Name of the line.
    pub name: String,
    /// Which line.
    pub sim: LineId,
    /// Its row, if it was ever seen.
    pub key: Option<SimKey>,
    /// Its number, if it is known.
    pub number: Option<String>,
    /// Owner of the number.
    pub owner: Option<String>,
    /// The device that it was last seen in, and that device's report.
    pub device: Option<(DeviceRow, DeviceLine)>,
    /// The number that the line reports, if the configuration has another one.
    pub reported_number: Option<String>,
    /// Since when it receives nothing, if that is unusually long.
    pub silent_since: Option<Timestamp>,
    /// Whether it can receive messages now, and why not.
    pub receives: Receives,
    /// The alarms that last, as code words.
    pub alarms: BTreeSet<String>,
    /// Its balance in hundredths, and when it was read.
    pub balance: Option<(i64, Timestamp)>,
    /// How many milliseconds its last canary took that arrived.
    pub canary_took: Option<i64>,
    /// Use of its limits.
    pub used: Used,
    /// Its limits and other rules.
    pub rules: Rules,
    /// The limit that allows no further part, and when it does at the earliest.
    pub full: Option<(Limit, Timestamp)>,
}

/// Lists all lines that are configured or were seen in a device. Fails if the store can't be read.
pub fn lines(
    store: &Store,
    sending: &Sending,
    directory: &Directory,
    boot: &Boot,
    now: Now,
) -> Result<Vec<LineView>, StoreError> {
    let calendar = Calendar::new(boot.clone(), store.debits().clock_offsets(&boot.run)?);
    let mut ledger = Ledger::default();
    for (sim, debit) in store.debits().all(&calendar, now)? {
        ledger.add(sim, debit);
    }
    let mut directory = directory.clone();
    let seen = store.lines().all()?;
    directory.name_lines(seen.iter().map(|(_, sim)| sim));
    let keys: BTreeMap<LineId, SimKey> = seen.into_iter().map(|(key, sim)| (sim, key)).collect();
    let mut seated: BTreeMap<LineId, (DeviceRow, DeviceLine)> = BTreeMap::new();
    for device in store.devices().all()? {
        for reported in &device.lines {
            if let Some(line) = LineId::parse(&reported.line).filter(LineId::is_lasting) {
                let number = reported.number.as_deref().and_then(|number| number.parse().ok());
                directory.set_reported_number(&line, number.as_ref());
                seated.insert(line, (device.clone(), reported.clone()));
            }
        }
    }
    let silent = store.lines().silent()?;
    let received = store.lines().received()?;
    let upkeep = store.upkeep().all()?;
    let lasting = store.alarms().lasting()?;
    let alarms = |key: SimKey| -> BTreeSet<String> {
        let needs = upkeep.get(&key).into_iter().flat_map(Memory::alarm_codes);
        let of_card = lasting.get(&key).into_iter().flatten().copied();
        let silence = silent.contains_key(&key).then_some(NO_INBOUND);
        needs.chain(of_card).chain(silence).map(str::to_owned).collect()
    };
    let known = directory.routes.lines.keys().cloned();
    let all: BTreeSet<LineId> = known.chain(seated.keys().cloned()).collect();
    let view = |sim: LineId| {
        let (name, number) = directory.line(&sim);
        let rules = sending.rules(&sim).clone();
        let key = keys.get(&sim).copied();
        let demand = Demand { parts: 1, urgent: false, recipient_fingerprint: &[0; 16] };
        let room = ledger.room(key, demand, &rules.limits, &calendar, now);
        LineView {
            name,
            number: number.map(ToString::to_string),
            owner: directory.route(number).0.map(str::to_owned),
            device: seated.get(&sim).cloned(),
            reported_number: directory.contradiction(&sim).map(|(_, reported)| reported.to_string()),
            receives: receives(seated.get(&sim), received.get(&sim).copied(), now),
            silent_since: key.and_then(|key| silent.get(&key).copied()),
            alarms: key.map(alarms).unwrap_or_default(),
            balance: key
                .and_then(|key| upkeep.get(&key))
                .and_then(|memory| Some((memory.balance?, Timestamp::from_millis(memory.balance_at?)))),
            canary_took: key.and_then(|key| upkeep.get(&key)?.canary_took),
            used: ledger.used(key, &rules.limits, &calendar, now),
            full: room.err().map(|full| (full.limit, now.wall.after(full.wait))),
            rules,
            key,
            sim,
        }
    };
    Ok(all.into_iter().map(view).collect())
}

/// Whether a line receives, by the last report of its device.
fn receives(seated: Option<&(DeviceRow, DeviceLine)>, last: Option<Timestamp>, now: Now) -> Receives {
    let reported = seated.and_then(|(device, line)| Some((DeviceState::parse(&device.state)?, device, line)));
    match reported {
        Some((state, device, line)) => Receives::new(state, &device.reason, line.reception.as_ref(), last, now.wall),
        None => Receives::absent("not seen in a device", last, now.wall),
    }
}
