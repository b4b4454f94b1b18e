//! Messages to send, in memory: which wait, which line is free, what each line has used. A restart loads all of it from
//! the store.

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

/// What follows a commit.
pub enum Effect {
    /// A card and a subscription were found to be one line, so debits, stops and messages may have another line.
    CardKnown,
    /// A device reported these lines that may send.
    Seats {
        /// The device.
        device: Name,
        /// Its lines.
        seats: Vec<Seat>,
    },
    /// A device ended.
    SeatsEnded(Name),
    /// A message was queued.
    Queued {
        /// The message.
        open: OpenMessage,
        /// Keyed fingerprint of its recipient.
        recipient_fingerprint: [u8; 16],
    },
    /// A message waits again, to be tried later.
    Requeued {
        /// The message.
        open: OpenMessage,
        /// Keyed fingerprint of its recipient.
        recipient_fingerprint: [u8; 16],
        /// How long it waits.
        wait: Duration,
        /// The line that failed. Another one is better.
        avoid: Option<SimKey>,
    },
    /// A line was debited.
    Debited {
        /// The line.
        sim: SimKey,
        /// The debit.
        debit: Debit,
    },
    /// A debit got its end.
    DebitEnded {
        /// The line.
        sim: SimKey,
        /// The debit.
        debit: DebitRow,
        /// Its end.
        end: End,
    },
    /// A debit was refunded.
    Refunded {
        /// The line.
        sim: SimKey,
        /// The debit.
        debit: DebitRow,
    },
    /// A line has no submission any more.
    Idle {
        /// Its device.
        device: Name,
        /// The line. `None`: it is unknown which of them.
        sim: Option<SimKey>,
    },
    /// A message was assigned to a line, which sends it now.
    Picked {
        /// The message.
        key: Key,
        /// The device of the line.
        device: Name,
        /// The line.
        sim: SimKey,
    },
    /// A message waits no more.
    Dropped(Key),
    /// A recipient sent STOP or START to a line.
    StopChanged {
        /// The line.
        line: LineId,
        /// The recipient.
        recipient: String,
        /// Whether it was STOP.
        stop: bool,
    },
    /// A line sent something.
    LineSucceeded(SimKey),
    /// A line failed to send.
    LineFailed {
        /// The line.
        sim: SimKey,
        /// Why, for a person.
        why: String,
        /// Whether only a person can mend it.
        needs_person: bool,
    },
}

/// The messages to send and the lines that send them.
#[derive(Debug)]
pub struct Outbox {
    /// What is known of the wall clock.
    pub calendar: Calendar,
    /// Debits of all lines.
    pub ledger: Ledger,
    /// Lines in their devices.
    pub seats: Seats,
    /// Messages that wait for a line.
    pub queue: Queue,
    stopped: Stopped,
    hold: Hold,
    /// Changes when another program writes to the database.
    data_version: i64,
    /// When a message may be sent or expires next.
    due: Option<Duration>,
}

impl Outbox {
    /// Loads everything from the store.
    pub fn load(store: &Store, boot: Boot, now: Now) -> Result<Self, StoreError> {
        // Read first, so that a change during the load is noticed as one.
        let data_version = store.data_version()?;
        let offsets = store.debits().clock_offsets(&boot.run)?;
        let mut outbox = Self {
            calendar: Calendar::new(boot, offsets),
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

    /// Loads what another program changed.
    pub fn recheck(&mut self, store: &Store, alerts: &mut Vec<Alert>) -> Result<(), StoreError> {
        self.hold.note_changes(store, alerts)?;
        let data_version = store.data_version()?;
        if data_version != self.data_version {
            self.load_stops(store)?;
            self.data_version = data_version;
        }
        Ok(())
    }

    fn load_stops(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut stopped = Stopped::default();
        for row in store.stops().all()? {
            if let Some(line) = LineId::parse(&row.sim) {
                stopped.insert(line, row.recipient);
            }
        }
        self.stopped = stopped;
        Ok(())
    }

    fn load_debits(&mut self, store: &Store, now: Now) -> Result<(), StoreError> {
        let mut ledger = Ledger::default();
        for (sim, debit) in store.debits().all(&self.calendar, now)? {
            ledger.add(sim, debit);
        }
        self.ledger = ledger;
        Ok(())
    }

    /// Applies an effect of a commit. Fails if the store can't be read.
    pub fn apply(
        &mut self,
        effect: Effect,
        store: &Store,
        now: Now,
        alerts: &mut Vec<Alert>,
    ) -> Result<(), StoreError> {
        match effect {
            Effect::CardKnown => {
                self.load_debits(store, now)?;
                self.load_stops(store)?;
                self.queue.reread_lines(store)?;
            }
            Effect::Seats { device, seats } => {
                self.seats.set(&device, seats);
                self.queue.wake_lineless();
            }
            Effect::SeatsEnded(device) => self.seats.remove(&device),
            Effect::Queued { open, recipient_fingerprint } => self.queue.add(open, recipient_fingerprint, now),
            Effect::Requeued { open, recipient_fingerprint, wait, avoid } => {
                self.queue.insert(open, recipient_fingerprint, wait, avoid, now);
            }
            Effect::Debited { sim, debit } => self.ledger.add(sim, debit),
            Effect::DebitEnded { sim, debit, end } => self.ledger.end(sim, debit, end),
            Effect::Refunded { sim, debit } => self.ledger.refund(sim, debit),
            Effect::Idle { device, sim } => self.seats.set_idle(&device, sim),
            Effect::Picked { key, device, sim } => {
                self.queue.remove(key);
                self.seats.set_busy(&device, sim);
                self.seats.note_assigned(sim);
            }
            Effect::Dropped(key) => self.queue.remove(key),
            Effect::StopChanged { line, recipient, stop: true } => self.stopped.insert(line, recipient),
            Effect::StopChanged { line, recipient, stop: false } => self.stopped.remove(&line, &recipient),
            Effect::LineSucceeded(sim) => self.seats.note_success(sim),
            Effect::LineFailed { sim, why, needs_person } => {
                if let Some(seconds) = self.seats.note_failure(sim, needs_person, now) {
                    alerts.push(Alert::Warning(format!("line {sim} sends nothing for {seconds} s: {why}")));
                }
            }
        }
        Ok(())
    }

    /// Whether the recipient stopped this line.
    pub fn is_stopped(&self, line: &LineId, recipient: &str, sending: &Sending) -> bool {
        sending.rules(line).stop_list && self.stopped.holds(line, recipient)
    }

    /// When a message may be sent or expires next.
    pub fn wake_at(&self) -> Option<Duration> {
        self.due
    }

    /// Updates [`Outbox::wake_at`]. Called once at the end, because it visits every message.
    pub fn find_due(&mut self, now: Now) {
        self.due = self.queue.due_times(now).chain(self.seats.resume_times(now)).min();
    }
}
