//! What the gateway holds in memory of messages on their way out: which wait, which line is free, what each line has
//! used. All of it is made again from the store after a restart.

use std::time::Duration;

use crate::flow::calendar::{Calendar, End};
use crate::flow::ledger::{Debit, Ledger};
use crate::flow::stop::Stopped;
use crate::gateway::alerts::Alert;
use crate::model::{Boot, DebitRow, LineId, Name, Now, SimKey};
use crate::store::{OpenMessage, Store, StoreError};

use super::hold::Hold;
use super::queue::{Key, Queue};
use super::seats::{Seat, Seats};
use super::sending::Sending;

/// What a transaction leads to once it is on disk.
pub enum Effect {
    /// What is known by the subscription and by the card may have become one line.
    CardKnown,
    /// A device has these lines that may send.
    Seats {
        device: Name,
        seats: Vec<Seat>,
    },
    SeatsEnded(Name),
    Queued {
        open: OpenMessage,
        mark: [u8; 16],
    },
    /// To be tried again after a while, better on another line.
    Again {
        open: OpenMessage,
        mark: [u8; 16],
        wait: Duration,
        avoid: Option<SimKey>,
    },
    Debited {
        sim: SimKey,
        debit: Debit,
    },
    Ended {
        sim: SimKey,
        debit: DebitRow,
        end: End,
    },
    Refunded {
        sim: SimKey,
        debit: DebitRow,
    },
    /// A line of a device has nothing to send any more; `None`: nobody knows which of them.
    Idle {
        device: Name,
        sim: Option<SimKey>,
    },
    Picked {
        key: Key,
        device: Name,
        sim: SimKey,
    },
    Dropped(Key),
    /// A recipient does not want to be written to from this line, or does again.
    Heeded {
        line: LineId,
        recipient: String,
        stop: bool,
    },
    LineWorks(SimKey),
    LineFails {
        sim: SimKey,
        why: String,
        needs_person: bool,
    },
}

#[derive(Debug)]
pub struct Outbox {
    pub calendar: Calendar,
    pub ledger: Ledger,
    pub seats: Seats,
    pub queue: Queue,
    stopped: Stopped,
    hold: Hold,
    /// What another program changes is seen by it.
    data_version: i64,
    /// When something may go out, or is over, that does not now.
    due: Option<Duration>,
}

impl Outbox {
    pub fn load(store: &Store, boot: Boot, now: Now) -> Result<Self, StoreError> {
        // Before what depends on it is read: a change in between is seen as one.
        let data_version = store.data_version()?;
        let seen = store.clock(&boot.run)?;
        let mut outbox = Self {
            calendar: Calendar::new(boot, seen),
            ledger: Ledger::default(),
            seats: Seats::default(),
            queue: Queue::default(),
            stopped: Stopped::default(),
            hold: Hold::default(),
            data_version,
            due: None,
        };
        outbox.load_stops(store)?;
        outbox.load_debits(store, now)?;
        Ok(outbox)
    }

    /// Follows whatever a person changed beside this process.
    pub fn look(&mut self, store: &Store, alerts: &mut Vec<Alert>) -> Result<(), StoreError> {
        self.hold.tell(store, alerts)?;
        let data_version = store.data_version()?;
        if data_version != self.data_version {
            self.load_stops(store)?;
            self.data_version = data_version;
        }
        Ok(())
    }

    fn load_stops(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut stopped = Stopped::default();
        for row in store.stops()? {
            if let Some(line) = LineId::parse(&row.sim) {
                stopped.insert(line, row.recipient);
            }
        }
        self.stopped = stopped;
        Ok(())
    }

    fn load_debits(&mut self, store: &Store, now: Now) -> Result<(), StoreError> {
        let mut ledger = Ledger::default();
        for (sim, debit) in store.debits(&self.calendar, now)? {
            ledger.add(sim, debit);
        }
        self.ledger = ledger;
        Ok(())
    }

    pub fn apply(
        &mut self,
        effect: Effect,
        store: &Store,
        now: Now,
        alerts: &mut Vec<Alert>,
    ) -> Result<(), StoreError> {
        match effect {
            Effect::CardKnown => self.load_debits(store, now)?,
            Effect::Seats { device, seats } => {
                self.seats.set(&device, seats);
                self.queue.wake();
            }
            Effect::SeatsEnded(device) => self.seats.remove(&device),
            Effect::Queued { open, mark } => self.queue.add(open, mark, now),
            Effect::Again { open, mark, wait, avoid } => self.queue.insert(open, mark, wait, avoid, now),
            Effect::Debited { sim, debit } => self.ledger.add(sim, debit),
            Effect::Ended { sim, debit, end } => self.ledger.end(sim, debit, end),
            Effect::Refunded { sim, debit } => self.ledger.refund(sim, debit),
            Effect::Idle { device, sim } => self.seats.set_idle(&device, sim),
            Effect::Picked { key, device, sim } => {
                self.queue.remove(key);
                self.seats.set_busy(&device, sim);
                self.seats.note_given(sim);
            }
            Effect::Dropped(key) => self.queue.remove(key),
            Effect::Heeded { line, recipient, stop: true } => self.stopped.insert(line, recipient),
            Effect::Heeded { line, recipient, stop: false } => self.stopped.remove(&line, &recipient),
            Effect::LineWorks(sim) => self.seats.note_success(sim),
            Effect::LineFails { sim, why, needs_person } => {
                if let Some(seconds) = self.seats.note_failure(sim, needs_person, now) {
                    alerts.push(Alert::Warning(format!("line {sim} sends nothing for {seconds} s: {why}")));
                }
            }
        }
        Ok(())
    }

    /// Whether the recipient does not want to be written to from this line.
    pub fn is_stopped(&self, line: &LineId, recipient: &str, sending: &Sending) -> bool {
        sending.rules(line).stop_list && self.stopped.holds(line, recipient)
    }

    pub fn wake_at(&self) -> Option<Duration> {
        self.due
    }

    /// To be said when all is done: it takes a look at every message.
    pub fn find_due(&mut self, now: Now) {
        self.due = self.queue.due_at(now).chain(self.seats.back_at(now)).min();
    }
}
