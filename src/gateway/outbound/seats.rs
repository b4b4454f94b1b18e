//! The seats of lines: which line is in which device now, whether it is busy, and how it did recently.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::flow::Takes;
use crate::flow::pool::Health;
use crate::model::{LineId, Name, Now, SimKey};

/// A line in a device.
#[derive(Debug, Clone)]
pub struct Seat {
    /// The line as its device reports it.
    pub device_line: LineId,
    /// The line as the store knows it. A card may be reported by its subscription alone.
    pub line: LineId,
    /// The row of the line.
    pub key: SimKey,
    /// In which form it takes messages.
    pub takes: Takes,
    /// Whether its device can send.
    pub ready: bool,
    /// Whether a submission has no outcome yet.
    pub busy: bool,
}

/// How a line did recently.
#[derive(Debug, Default)]
struct Record {
    health: Health,
    /// Until when it is out of the pool.
    suspended_until: Option<Duration>,
    /// Messages assigned to it since the start.
    assigned: u64,
    /// The turn of the last assignment.
    last_turn: u64,
}

/// All seats, and the records of all lines.
#[derive(Debug, Default)]
pub struct Seats {
    seats: BTreeMap<(Name, SimKey), Seat>,
    records: BTreeMap<SimKey, Record>,
    turn: u64,
}

impl Seats {
    /// All seats.
    pub fn all(&self) -> impl Iterator<Item = &Seat> + Clone {
        self.seats.values()
    }

    /// All seats with their devices.
    pub fn in_devices(&self) -> impl Iterator<Item = (&Name, &Seat)> {
        self.seats.iter().map(|((device, _), seat)| (device, seat))
    }

    /// The seat of a line in a device.
    pub fn get(&self, device: &Name, line: SimKey) -> Option<&Seat> {
        self.seats.get(&(device.clone(), line))
    }

    /// Replaces the seats of a device by those that it reports. If it reports none, the old ones stay, but not
    /// ready.
    ///
    /// A busy seat stays until its submission has an outcome.
    pub fn set(&mut self, device: &Name, seats: Vec<Seat>) {
        self.seats.retain(|(of, _), seat| of != device || seats.is_empty() || seat.busy);
        for ((of, _), seat) in &mut self.seats {
            seat.ready &= of != device;
        }
        for seat in seats {
            let busy = self.get(device, seat.key).is_some_and(|before| before.busy);
            self.seats.insert((device.clone(), seat.key), Seat { busy, ..seat });
        }
    }

    /// Removes the seats of a device that ended.
    pub fn remove(&mut self, device: &Name) {
        self.seats.retain(|(of, _), _| of != device);
    }

    /// Marks a seat as busy.
    pub fn set_busy(&mut self, device: &Name, line: SimKey) {
        if let Some(seat) = self.seats.get_mut(&(device.clone(), line)) {
            seat.busy = true;
        }
    }

    /// Marks a seat as free; `None`: all seats of the device, because it is unknown which one had the submission.
    pub fn set_idle(&mut self, device: &Name, line: Option<SimKey>) {
        for ((of, key), seat) in &mut self.seats {
            if of == device && line.is_none_or(|line| line == *key) {
                seat.busy = false;
            }
        }
    }

    /// Seats that may get a message now. A modem sends one part at a time, whichever card is in it.
    pub fn free(&self, now: Now) -> Vec<(&Name, &Seat)> {
        let all = || self.seats.iter().map(|((device, _), seat)| (device, seat));
        let modems = all().filter(|(_, seat)| seat.busy && seat.takes == Takes::Tpdus);
        let busy_modems: BTreeSet<&Name> = modems.map(|(device, _)| device).collect();
        let is_free = |(device, seat): &(&Name, &Seat)| {
            let is_busy = seat.busy || seat.takes == Takes::Tpdus && busy_modems.contains(device);
            seat.ready && !is_busy && !self.is_suspended(seat.key, now)
        };
        let mut free: Vec<(&Name, &Seat)> = all().filter(is_free).collect();
        // A card that moves may seem to be in two devices until both have reported.
        free.sort_by_key(|(_, seat)| seat.key);
        free.dedup_by_key(|(_, seat)| seat.key);
        free
    }

    /// Messages assigned to a line since the start, and the turn of the last one.
    pub fn turns(&self, sim: SimKey) -> (u64, u64) {
        self.records.get(&sim).map_or((0, 0), |record| (record.assigned, record.last_turn))
    }

    /// Notes that a message was assigned to a line.
    pub fn note_assigned(&mut self, sim: SimKey) {
        self.turn += 1;
        let record = self.records.entry(sim).or_default();
        (record.assigned, record.last_turn) = (record.assigned + 1, self.turn);
    }

    /// Notes that a line sent something, which puts it back into the pool.
    pub fn note_success(&mut self, sim: SimKey) {
        let record = self.records.entry(sim).or_default();
        record.health.note_success();
        record.suspended_until = None;
    }

    /// Notes that a line failed. Returns the seconds for which it leaves the pool, if it does.
    pub fn note_failure(&mut self, sim: SimKey, needs_person: bool, now: Now) -> Option<u64> {
        let record = self.records.entry(sim).or_default();
        let seconds = record.health.note_failure(needs_person)?;
        record.suspended_until = Some(now.mono + Duration::from_secs(seconds));
        Some(seconds)
    }

    /// When each line that is out of the pool comes back.
    pub fn resume_times(&self, now: Now) -> impl Iterator<Item = Duration> {
        self.records.values().filter_map(|record| record.suspended_until).filter(move |until| *until > now.mono)
    }

    fn is_suspended(&self, sim: SimKey, now: Now) -> bool {
        let record = self.records.get(&sim);
        record.and_then(|record| record.suspended_until).is_some_and(|until| until > now.mono)
    }
}
