//! Lines where they are now, and how each has fared.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::flow::Takes;
use crate::flow::pool::Health;
use crate::model::{LineId, Name, Now, SimKey};

/// A line where it is now.
#[derive(Debug, Clone)]
pub struct Seat {
    /// As its device knows it, and as the store does.
    pub told: LineId,
    pub line: LineId,
    pub key: SimKey,
    pub takes: Takes,
    pub ready: bool,
    /// Something is being sent.
    pub busy: bool,
}

#[derive(Debug, Default)]
struct Standing {
    health: Health,
    /// Out of the pool until then.
    out: Option<Duration>,
    given: u64,
    last_turn: u64,
}

#[derive(Debug, Default)]
pub struct Seats {
    seats: BTreeMap<(Name, SimKey), Seat>,
    standing: BTreeMap<SimKey, Standing>,
    turn: u64,
}

impl Seats {
    pub fn all(&self) -> impl Iterator<Item = &Seat> + Clone {
        self.seats.values()
    }

    pub fn get(&self, device: &Name, line: SimKey) -> Option<&Seat> {
        self.seats.get(&(device.clone(), line))
    }

    /// A device has these lines now, or none: then those that it had are not ready. One that is gone, and has something in
    /// hand, stays until that came out.
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

    /// A device is none of ours any more.
    pub fn remove(&mut self, device: &Name) {
        self.seats.retain(|(of, _), _| of != device);
    }

    /// A line of a device was given something.
    pub fn set_busy(&mut self, device: &Name, line: SimKey) {
        if let Some(seat) = self.seats.get_mut(&(device.clone(), line)) {
            seat.busy = true;
        }
    }

    /// It is done with it; `None`: nobody knows which line it was.
    pub fn set_idle(&mut self, device: &Name, line: Option<SimKey>) {
        for ((of, key), seat) in &mut self.seats {
            if of == device && line.is_none_or(|line| line == *key) {
                seat.busy = false;
            }
        }
    }

    /// Those that may be given something now, by device. A modem does one thing after the other, whichever card is in it.
    pub fn free(&self, now: Now) -> Vec<(&Name, &Seat)> {
        let all = || self.seats.iter().map(|((device, _), seat)| (device, seat));
        let modems = all().filter(|(_, seat)| seat.busy && seat.takes == Takes::Tpdus);
        let busy_modems: BTreeSet<&Name> = modems.map(|(device, _)| device).collect();
        let is_free = |(device, seat): &(&Name, &Seat)| {
            let is_busy = seat.busy || seat.takes == Takes::Tpdus && busy_modems.contains(device);
            seat.ready && !is_busy && !self.is_out(seat.key, now)
        };
        let mut free: Vec<(&Name, &Seat)> = all().filter(is_free).collect();
        // A card is in one device; until both have said so, it may seem to be in two.
        free.sort_by_key(|(_, seat)| seat.key);
        free.dedup_by_key(|(_, seat)| seat.key);
        free
    }

    /// How many messages a line was given, and in which turn the last one.
    pub fn turns(&self, sim: SimKey) -> (u64, u64) {
        self.standing.get(&sim).map_or((0, 0), |standing| (standing.given, standing.last_turn))
    }

    pub fn note_given(&mut self, sim: SimKey) {
        self.turn += 1;
        let standing = self.standing.entry(sim).or_default();
        (standing.given, standing.last_turn) = (standing.given + 1, self.turn);
    }

    pub fn note_success(&mut self, sim: SimKey) {
        let standing = self.standing.entry(sim).or_default();
        standing.health.succeeded();
        standing.out = None;
    }

    /// Returns for how many seconds it is out of the pool now.
    pub fn note_failure(&mut self, sim: SimKey, needs_person: bool, now: Now) -> Option<u64> {
        let standing = self.standing.entry(sim).or_default();
        let seconds = standing.health.failed(needs_person)?;
        standing.out = Some(now.mono + Duration::from_secs(seconds));
        Some(seconds)
    }

    /// When lines that are out of the pool come back.
    pub fn back_at(&self, now: Now) -> impl Iterator<Item = Duration> {
        self.standing.values().filter_map(|standing| standing.out).filter(move |until| *until > now.mono)
    }

    fn is_out(&self, sim: SimKey, now: Now) -> bool {
        self.standing.get(&sim).and_then(|standing| standing.out).is_some_and(|until| until > now.mono)
    }
}
