//! Lines where they are now, and how each has fared.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::pool::Health;
use crate::model::{DeviceName, Now, SimId, SimKey};

/// A line where it is now.
#[derive(Debug, Clone)]
pub struct Seat {
    /// As its device knows it, and as the store does.
    pub card: SimId,
    pub line: SimId,
    pub key: SimKey,
    pub ready: bool,
    /// A part is being sent.
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
    seats: BTreeMap<DeviceName, Seat>,
    standing: BTreeMap<SimKey, Standing>,
    turn: u64,
}

impl Seats {
    pub fn all(&self) -> impl Iterator<Item = &Seat> + Clone {
        self.seats.values()
    }

    pub fn get(&self, device: &DeviceName) -> Option<&Seat> {
        self.seats.get(device)
    }

    /// A device has this line, or none that may send.
    pub fn set(&mut self, device: &DeviceName, seat: Option<Seat>) {
        match seat {
            Some(seat) => {
                let busy = self.seats.get(device).is_some_and(|before| before.busy);
                self.seats.insert(device.clone(), Seat { busy: busy || seat.busy, ..seat });
            }
            None => {
                if let Some(seat) = self.seats.get_mut(device) {
                    seat.ready = false;
                }
            }
        }
    }

    pub fn set_busy(&mut self, device: &DeviceName, busy: bool) {
        if let Some(seat) = self.seats.get_mut(device) {
            seat.busy = busy;
        }
    }

    /// Those that may be given a part now, by device.
    pub fn free(&self, now: Now) -> Vec<(&DeviceName, &Seat)> {
        let is_free = |seat: &Seat| seat.ready && !seat.busy && !self.is_out(seat.key, now);
        let mut free: Vec<(&DeviceName, &Seat)> = self.seats.iter().filter(|(_, seat)| is_free(seat)).collect();
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
