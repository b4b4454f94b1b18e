//! What the gateway holds in memory of messages on their way out: which wait, which line is free, what each line has
//! used. All of it is made again from the store after a restart.
//!
//! [`Outbox::plan`] decides and changes nothing; what it decided counts once it is on disk.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::flow::calendar::Calendar;
use crate::flow::ledger::{Full, Ledger, SimKey, Wanted};
use crate::flow::pool::{Candidate, Health, Policy, Rules, choose};
use crate::flow::routing::Directory;
use crate::flow::stop::Stopped;
use crate::model::{Boot, DeviceName, Iccid, Now, SimId};
use crate::store::{OpenMessage, Store, StoreError};

use super::stops;

/// How messages are sent.
#[derive(Debug, Clone, Default)]
pub struct Sending {
    pub policy: Policy,
    /// What the operator says of single cards.
    pub rules: BTreeMap<Iccid, Rules>,
    /// What goes for all others.
    pub default_rules: Rules,
}

impl Sending {
    pub fn rules(&self, line: &SimId) -> &Rules {
        line.iccid().and_then(|iccid| self.rules.get(iccid)).unwrap_or(&self.default_rules)
    }

    /// Whether a line is not to write to whoever answers STOP.
    pub fn heeds_stop(&self) -> bool {
        self.default_rules.stop_list || self.rules.values().any(|rules| rules.stop_list)
    }
}

/// Messages held in memory; the rest waits in the store.
const WINDOW: usize = 10_000;
/// However long a line has no room, it is asked again after so long.
const LOOK_AGAIN: Duration = Duration::from_secs(60);
/// The same where no line is there at all.
const NO_LINE: Duration = Duration::from_secs(1);

/// Urgent ones first, then in the order in which they came.
pub type Key = (bool, i64);

#[derive(Debug, Clone)]
pub struct Waiting {
    pub open: OpenMessage,
    pub mark: [u8; 16],
    pub not_before: Duration,
    pub expires: Duration,
    /// The line that it failed on last: another one is better.
    pub avoid: Option<SimKey>,
    /// What its row says of why it waits.
    pub told: Option<String>,
}

impl Waiting {
    pub fn key(&self) -> Key {
        (!self.open.urgent, self.open.seq)
    }
}

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

#[derive(Debug)]
pub struct Outbox {
    pub calendar: Calendar,
    pub ledger: Ledger,
    pub seats: BTreeMap<DeviceName, Seat>,
    pub stopped: Stopped,
    standing: BTreeMap<SimKey, Standing>,
    waiting: BTreeMap<Key, Waiting>,
    read_to: i64,
    more: bool,
    turn: u64,
}

/// A message that goes out now.
#[derive(Debug, Clone)]
pub struct Pick {
    pub key: Key,
    pub device: DeviceName,
    pub sim: SimKey,
    pub card: SimId,
    pub mark: [u8; 16],
}

#[derive(Debug, Default)]
pub struct Plan {
    pub picks: Vec<Pick>,
    pub expired: Vec<Key>,
    /// No line may send it before then, because of this.
    pub put_off: Vec<(Key, Duration, String)>,
}

impl Outbox {
    pub fn load(store: &Store, boot: Boot, now: Now) -> Result<Self, StoreError> {
        let seen = store.clock(&boot.run)?;
        let mut outbox = Self {
            calendar: Calendar::new(boot, seen),
            ledger: Ledger::default(),
            seats: BTreeMap::new(),
            stopped: stops::load(store)?,
            standing: BTreeMap::new(),
            waiting: BTreeMap::new(),
            read_to: 0,
            more: true,
            turn: 0,
        };
        outbox.load_debits(store, now)?;
        Ok(outbox)
    }

    pub fn load_debits(&mut self, store: &Store, now: Now) -> Result<(), StoreError> {
        let mut ledger = Ledger::default();
        for (sim, debit) in store.debits(&self.calendar, now)? {
            ledger.add(sim, debit);
        }
        self.ledger = ledger;
        Ok(())
    }

    /// Reads on where there is room for more.
    pub fn fill(&mut self, store: &Store, mark: impl Fn(&str) -> [u8; 16], now: Now) -> Result<(), StoreError> {
        while self.more && self.waiting.len() < WINDOW / 2 {
            let page = store.open_messages(self.read_to, WINDOW / 2)?;
            self.more = page.len() == WINDOW / 2;
            for open in page {
                self.read_to = self.read_to.max(open.seq);
                let mark = mark(&open.recipient);
                self.insert(open, mark, Duration::ZERO, None, now);
            }
        }
        Ok(())
    }

    /// A message that was taken just now; it is read from the store in its turn where too many wait.
    pub fn queued(&mut self, open: OpenMessage, mark: [u8; 16], now: Now) {
        if !self.more && self.waiting.len() < WINDOW {
            self.read_to = self.read_to.max(open.seq);
            self.insert(open, mark, Duration::ZERO, None, now);
        } else {
            self.more = true;
        }
    }

    /// Also one whose parts are not all out, for another try.
    pub fn insert(&mut self, open: OpenMessage, mark: [u8; 16], wait: Duration, avoid: Option<SimKey>, now: Now) {
        let until = |at: crate::model::Timestamp| {
            let ms = u64::try_from(at.as_millis() - now.wall.as_millis()).unwrap_or(0);
            now.mono + Duration::from_millis(ms)
        };
        let not_before = open.send_at.map_or(now.mono, until).max(now.mono + wait);
        let expires = until(open.expires_at);
        let waiting = Waiting { open, mark, not_before, expires, avoid, told: None };
        self.waiting.insert(waiting.key(), waiting);
    }

    /// Everything that waits is read again: the wall clock was set.
    pub fn forget_waiting(&mut self) {
        self.waiting.clear();
        (self.read_to, self.more) = (0, true);
    }

    pub fn put_off(&mut self, key: Key, until: Duration, why: String) {
        if let Some(waiting) = self.waiting.get_mut(&key) {
            (waiting.not_before, waiting.told) = (until, Some(why));
        }
    }

    /// Whether its row says so already.
    pub fn has_told(&self, key: Key, why: &str) -> bool {
        self.waiting.get(&key).is_some_and(|waiting| waiting.told.as_deref() == Some(why))
    }

    pub fn take(&mut self, key: Key) -> Option<Waiting> {
        self.waiting.remove(&key)
    }

    pub fn seat(&mut self, device: &DeviceName, seat: Option<Seat>) {
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
        self.wake();
    }

    /// A line came, or went: whoever waits for one is asked again.
    fn wake(&mut self) {
        for waiting in self.waiting.values_mut().filter(|waiting| waiting.told.as_deref() == Some(NO_LINE_WHY)) {
            waiting.not_before = Duration::ZERO;
        }
    }

    pub fn is_busy(&mut self, device: &DeviceName, busy: bool) {
        if let Some(seat) = self.seats.get_mut(device) {
            seat.busy = busy;
        }
    }

    pub fn gave(&mut self, sim: SimKey) {
        self.turn += 1;
        let standing = self.standing.entry(sim).or_default();
        (standing.given, standing.last_turn) = (standing.given + 1, self.turn);
    }

    pub fn succeeded(&mut self, sim: SimKey) {
        let standing = self.standing.entry(sim).or_default();
        standing.health.succeeded();
        standing.out = None;
    }

    /// Returns for how many seconds it is out of the pool now.
    pub fn failed(&mut self, sim: SimKey, needs_person: bool, now: Now) -> Option<u64> {
        let standing = self.standing.entry(sim).or_default();
        let seconds = standing.health.failed(needs_person)?;
        standing.out = Some(now.mono + Duration::from_secs(seconds));
        Some(seconds)
    }

    /// Whether the recipient does not want to be written to from this line.
    pub fn is_stopped(&self, line: &SimId, recipient: &str, sending: &Sending) -> bool {
        sending.rules(line).stop_list && self.stopped.holds(line, recipient)
    }

    fn is_out(&self, sim: SimKey, now: Now) -> bool {
        self.standing.get(&sim).and_then(|standing| standing.out).is_some_and(|until| until > now.mono)
    }

    /// Parts that wait and have no line yet.
    pub fn demand(&self) -> u32 {
        self.waiting.values().map(|waiting| waiting.open.undebited).fold(0, u32::saturating_add)
    }

    /// When something may go out, or is over, that does not now. What is due already waits for a line, which is heard of.
    pub fn wake_at(&self, now: Now) -> Option<Duration> {
        let due = |waiting: &Waiting| {
            if waiting.not_before > now.mono { waiting.not_before.min(waiting.expires) } else { waiting.expires }
        };
        let back = self.standing.values().filter_map(|standing| standing.out);
        self.waiting.values().map(due).chain(back.filter(|until| *until > now.mono)).min()
    }

    pub fn plan(&self, sending: &Sending, directory: &Directory, now: Now) -> Plan {
        let mut plan = Plan::default();
        let is_free = |seat: &Seat| seat.ready && !seat.busy && !self.is_out(seat.key, now);
        let mut free: Vec<(&DeviceName, &Seat)> = self.seats.iter().filter(|(_, seat)| is_free(seat)).collect();
        // A card is in one device; until both have said so, it may seem to be in two.
        free.sort_by_key(|(_, seat)| seat.key);
        free.dedup_by_key(|(_, seat)| seat.key);
        for (key, waiting) in &self.waiting {
            if waiting.expires <= now.mono {
                plan.expired.push(*key);
                continue;
            }
            if waiting.not_before > now.mono {
                continue;
            }
            match self.line_for(waiting, &free, sending, directory, now) {
                Found::Line(sim) => {
                    let Some(at) = free.iter().position(|(_, seat)| seat.key == sim) else { continue };
                    let (device, seat) = free.remove(at);
                    let (device, card) = (device.clone(), seat.card.clone());
                    plan.picks.push(Pick { key: *key, device, sim, card, mark: waiting.mark });
                }
                Found::Busy => {}
                Found::None(wait, why) => plan.put_off.push((*key, now.mono + wait, why)),
            }
        }
        plan
    }

    fn line_for(
        &self,
        waiting: &Waiting,
        free: &[(&DeviceName, &Seat)],
        sending: &Sending,
        directory: &Directory,
        now: Now,
    ) -> Found {
        let open = &waiting.open;
        let fits = |seat: &Seat| {
            open.sim.is_none_or(|sim| sim == seat.key)
                && is_from(&seat.line, open.sender.as_deref(), directory)
                && sending.rules(&seat.line).allow(&open.recipient)
        };
        let is_stopped = |seat: &Seat| self.is_stopped(&seat.line, &open.recipient, sending);
        let mut fullest: Option<Full> = None;
        let (mut busy, mut stopped) = (false, false);
        let mut candidates = Vec::new();
        for seat in self.seats.values().filter(|seat| seat.ready && fits(seat)) {
            if is_stopped(seat) {
                stopped = true;
                continue;
            }
            let rules = sending.rules(&seat.line);
            let wanted = Wanted { parts: open.undebited, urgent: open.urgent, recipient: &waiting.mark };
            let room = if open.undebited == 0 {
                Ok(())
            } else {
                self.ledger.room(seat.key, wanted, &rules.limits, &self.calendar, now)
            };
            if let Err(full) = room {
                let sooner = fullest.as_ref().is_none_or(|known| full.wait < known.wait);
                fullest = if sooner { Some(full) } else { fullest };
            } else if free.iter().any(|(_, other)| other.key == seat.key) {
                let standing = self.standing.get(&seat.key);
                candidates.push(Candidate {
                    sim: seat.key,
                    share: self.ledger.share(seat.key, &rules.limits, &self.calendar, now),
                    weight: rules.weight,
                    given: standing.map_or(0, |standing| standing.given),
                    last_turn: standing.map_or(0, |standing| standing.last_turn),
                });
            } else {
                busy = true;
            }
        }
        if candidates.len() > 1 {
            candidates.retain(|candidate| Some(candidate.sim) != waiting.avoid);
        }
        // It takes a look at every debit: only where it is asked for.
        let sticky = sending.policy == Policy::Sticky;
        let last = sticky.then(|| self.ledger.last_to(&waiting.mark)).flatten();
        // Its own line is only busy: it is worth waiting for.
        let held = busy
            && last.is_some_and(|last| self.seats.values().any(|seat| seat.key == last && seat.busy && fits(seat)))
            && candidates.iter().all(|candidate| Some(candidate.sim) != last);
        match choose(sending.policy, &candidates, last) {
            Some(sim) if !held => Found::Line(sim),
            _ if busy => Found::Busy,
            _ => match fullest {
                Some(full) => {
                    Found::None(full.wait.min(LOOK_AGAIN), format!("waits for {} to open", full.limit.as_str()))
                }
                None if stopped => Found::None(LOOK_AGAIN, STOPPED_WHY.to_owned()),
                None => Found::None(NO_LINE, NO_LINE_WHY.to_owned()),
            },
        }
    }
}

const NO_LINE_WHY: &str = "no line that may send it is ready";
const STOPPED_WHY: &str = "the recipient answered STOP";

enum Found {
    Line(SimKey),
    /// One that may send it is busy, or resting.
    Busy,
    None(Duration, String),
}

/// Whether the line has the number that is to be sent from.
pub fn is_from(line: &SimId, sender: Option<&str>, directory: &Directory) -> bool {
    let Some(sender) = sender else { return true };
    directory.line(line).1.is_some_and(|number| number.as_str() == sender)
}
