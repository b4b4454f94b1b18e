//! Where the decisions meet the store: [`Gateway::handle`] takes everything that waits, writes it
//! in one transaction, and only then says what to do about it.
//!
//! An action that lets something leave a modem, or start towards a destination, exists only after
//! the commit that covers it: until then it is an effect, thrown away when the commit fails.

mod calls;
mod dispatch;
mod hold;
mod keeping;
mod marks;
mod names;
mod news;
mod orders;
mod outbox;
mod reports;
mod sending;
mod stops;
pub mod usage;
mod wishes;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::code::Finder;
use crate::flow::assembly;
use crate::flow::delivery::{Lane, Queue};
use crate::flow::lines::{LineState, Lines};
use crate::flow::routing::Directory;
use crate::flow::{Action, Answer, DeviceReport, Event};
use crate::model::{Boot, DeviceName, IdSource, Now, SimId, Timestamp};
use crate::store::{Marks, Store, StoreError};

use marks::Keyed;
use news::Journal;
use outbox::Outbox;
use write::Write;

pub use news::News;
pub use outbox::Sending;

/// The rows of lines: their own, and those from when a card was known by its subscription alone.
type Sims = BTreeMap<SimId, (i64, Vec<i64>)>;

/// What the operator can set.
#[derive(Debug, Clone)]
pub struct Settings {
    /// This gateway's name in every event.
    pub name: String,
    /// How long an identical TPDU in another slot is the network repeating itself.
    pub dedupe_window: Duration,
    /// How long parts of a message wait for the others.
    pub assembly_wait: Duration,
    /// How long settled messages are kept.
    pub keep_messages: Duration,
    /// How long a code and its text are kept after it expired.
    pub keep_codes: Duration,
    pub destinations: BTreeMap<DeviceName, Destination>,
    pub directory: Directory,
    pub sending: Sending,
    /// Finds the one-time code in what arrives.
    pub finder: Finder,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// How long it is tried before a delivery becomes a dead letter.
    pub give_up: Duration,
    /// How many deliveries it may have that it has not answered.
    pub in_flight_max: usize,
    /// Whether it is told what became of messages that were sent.
    pub statuses: bool,
}

/// A code that does not say how long it is valid.
const CODE_VALID: Duration = Duration::from_secs(600);
/// Deliveries that had to wait, for their time or for a person's word, are looked for this often.
const LOOK_EVERY: Duration = Duration::from_secs(1);

pub struct Gateway {
    store: Store,
    settings: Settings,
    keyed: Keyed,
    sims: Sims,
    /// Cards that have a row and a name.
    met: BTreeSet<SimId>,
    ids: IdSource,
    queues: BTreeMap<DeviceName, Queue>,
    lines: Lines,
    outbox: Outbox,
    outbox_due: Option<Duration>,
    /// What the run before this one left half done is noted as such, which needs a disk that takes it.
    orphans_settled: bool,
    news: Journal,
    /// Lines to be shown with the next actions.
    shown: Vec<LineState>,
    /// When each half message is delivered as it is.
    groups: BTreeMap<i64, Duration>,
    /// What need not be on disk before anything else happens: it is written with the next
    /// transaction, or on its own when [`LINGER`] is over. Lost in a crash, it only makes simgate
    /// read or deliver again what both sides know already.
    unwritten: Vec<Event>,
    unwritten_due: Duration,
    next_look: Duration,
    /// After something failed, nothing is tried before then but what comes from outside.
    rest_until: Duration,
    next_clean: Duration,
    next_erase: Duration,
    /// Codes were erased from the database and may still be in its log.
    log_tells: bool,
    trouble: Option<StoreError>,
    run: Run,
    clock_offset: i64,
    data_version: i64,
    /// Why nothing is sent, as the log says already.
    held: Option<String>,
}

/// Less is drift.
const CLOCK_STEP_MS: i64 = 2000;

/// Since when this run counts, and what was on disk before it. Of what is younger the age is
/// known by the monotonic clock, however the wall clock jumps: a board without a battery begins
/// in the past and is set right minutes later.
#[derive(Debug, Clone, Copy)]
struct Run {
    since: Duration,
    before: Marks,
}

impl Run {
    /// Rows younger than this are no older than `span`, whatever their stamp says.
    fn surely_within(&self, span: Duration, now: Now) -> Option<Marks> {
        (now.mono.saturating_sub(self.since) < span).then_some(self.before)
    }
}

/// How long what is not urgent waits for company: every transaction costs an fsync, and one that is
/// under way keeps a message waiting.
const LINGER: Duration = Duration::from_millis(200);
const UNWRITTEN_MAX: usize = 512;

/// Settled deliveries and emptied slots.
fn can_wait(event: &Event) -> bool {
    match event {
        Event::Freed(_)
        | Event::Reachable { .. }
        | Event::ClockSynchronised(_)
        | Event::ClockTold(_)
        | Event::Answered { answer: Answer::Taken, .. } => true,
        Event::Arrived(_)
        | Event::Missed(_)
        | Event::PinWanted(_)
        | Event::PinTried { .. }
        | Event::CardOpen { .. }
        | Event::Card { .. }
        | Event::Wished { .. }
        | Event::PartDone { .. }
        | Event::Device(_) => false,
        Event::Answered {
            answer: Answer::Refused { .. } | Answer::Gone { .. } | Answer::Failed { .. } | Answer::Unavailable { .. },
            ..
        } => false,
    }
}

/// What a transaction leads to once it is on disk.
enum Effect {
    Do(Action),
    Reported(DeviceReport),
    Waits(i64, Duration),
    Complete(i64),
    Offer {
        destination: DeviceName,
        delivery: i64,
        lane: Lane,
    },
    Taken {
        destination: DeviceName,
        delivery: i64,
    },
    Refused {
        destination: DeviceName,
        delivery: i64,
    },
    /// It failed for its own sake, and is tried again by its own schedule.
    SetAside {
        destination: DeviceName,
        delivery: i64,
    },
    /// It failed, for whosever sake.
    Failed {
        destination: DeviceName,
        delivery: i64,
        retry_after: Option<Duration>,
        why: String,
    },
    Unavailable {
        destination: DeviceName,
        delivery: i64,
        why: String,
    },
    /// A delivery was set aside for the first time: a person may have to look.
    Stuck {
        destination: DeviceName,
        delivery: i64,
        why: String,
    },
    /// It became a dead letter.
    Dead {
        destination: DeviceName,
        delivery: i64,
        why: String,
    },
    Sending(sending::Effect),
}

impl Gateway {
    /// Takes up where the store left off.
    pub fn open(
        store: Store,
        settings: Settings,
        key: [u8; 32],
        ids: IdSource,
        boot: Boot,
        now: Now,
    ) -> Result<Self, StoreError> {
        // Before what depends on it is read: a change in between is seen as one.
        let data_version = store.data_version()?;
        let outbox = Outbox::load(&store, boot, now)?;
        let left = |first_at| assembly::time_left(first_at, now.wall, settings.assembly_wait);
        let groups = store.assembling()?.into_iter();
        let groups = groups.map(|(message, first_at)| (message, now.mono + left(first_at))).collect();
        let destinations = settings.destinations.iter();
        let queues = destinations.map(|(name, known)| (name.clone(), Queue::unread(known.in_flight_max))).collect();
        let shown = Lines::unseen(&settings.directory, now.wall);
        let run = Run { since: now.mono, before: store.marks()? };
        Ok(Self {
            store,
            settings,
            keyed: marks::keyed(&key),
            sims: Sims::default(),
            met: BTreeSet::new(),
            ids,
            queues,
            lines: Lines::default(),
            outbox,
            outbox_due: None,
            orphans_settled: false,
            news: Journal::default(),
            shown,
            groups,
            unwritten: Vec::new(),
            unwritten_due: now.mono,
            next_look: now.mono,
            rest_until: now.mono,
            next_clean: now.mono,
            next_erase: now.mono,
            // Whatever the run before this one could not finish.
            log_tells: true,
            trouble: None,
            run,
            clock_offset: now.clock_offset(),
            data_version,
            held: None,
        })
    }

    /// Takes all that happened, makes it durable in one transaction, and returns what follows.
    /// On an error nothing happened: call again with the same events.
    pub fn handle(&mut self, events: &[Event], now: Now) -> Result<Vec<Action>, StoreError> {
        let over: Vec<i64> =
            self.groups.iter().filter(|&(_, &due)| due <= now.mono).map(|(&message, _)| message).collect();
        let late = !self.unwritten.is_empty() && self.unwritten_due <= now.mono;
        let urgent = !over.is_empty() || late || !events.iter().all(can_wait);
        let mut actions = Vec::new();
        self.store.check()?;
        self.settle_orphans(now)?;
        self.follow_clock(now)?;
        self.meet_cards(events)?;
        if urgent {
            self.write(events, &over, now, &mut actions)?;
        } else if !events.is_empty() {
            self.put_off(events, now);
        }
        for event in events {
            if let Event::Reachable { destination } = event {
                self.with_queue(destination, Queue::reachable);
            }
        }
        self.follow_synchronised(events, now)?;
        actions.extend(self.shown.drain(..).map(|line| Action::Show(Box::new(line))));
        // What was committed above must be acted on even if one of these fails: it is tried again soon. Nor does one
        // keep the others back, as a disk that is full would keep what needs only to be read from going out.
        let housekeeping = [
            self.clean(now),
            self.look(now, &mut actions),
            self.send_out(now, &mut actions),
            self.dispatch(now, &mut actions),
            self.erase(now),
        ];
        self.outbox_due = self.outbox.wake_at(now);
        if let Some(error) = housekeeping.into_iter().find_map(Result::err) {
            self.rest_until = now.mono + LOOK_EVERY;
            self.next_look = self.rest_until;
            self.trouble = Some(error);
        }
        Ok(actions)
    }

    /// A wall clock that was set takes the waits of deliveries along: they are spans, not dates.
    fn follow_clock(&mut self, now: Now) -> Result<(), StoreError> {
        let offset = now.clock_offset();
        let step = offset - self.clock_offset;
        if step.abs() >= CLOCK_STEP_MS {
            let (was, keep) = (Timestamp::from_millis(now.wall.as_millis() - step), self.settings.keep_codes);
            self.store.transaction(|tx| {
                tx.clock_stepped(step)?;
                tx.codes_stepped(step, was, keep)?;
                tx.outgoing_stepped(step)
            })?;
            self.outbox.forget_waiting();
            self.clock_offset = offset;
        }
        Ok(())
    }

    /// What failed beside the events, since it was last asked.
    pub fn take_trouble(&mut self) -> Option<StoreError> {
        self.trouble.take()
    }

    /// What the operator should hear of, since it was last asked.
    pub fn take_news(&mut self) -> Vec<News> {
        self.news.take()
    }

    /// One transaction for all of it; nothing follows from any of it before the commit.
    fn write(&mut self, events: &[Event], over: &[i64], now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let unwritten = std::mem::take(&mut self.unwritten);
        let written = self.transaction(now, |write| {
            unwritten.iter().try_for_each(|event| write.event(event))?;
            // What follows from these was done when they were put off.
            write.effects.clear();
            events.iter().try_for_each(|event| write.event(event))?;
            over.iter().try_for_each(|&message| write.out_of_time(message))
        });
        match written {
            Ok(effects) => self.apply_all(effects, now, actions),
            Err(error) => {
                self.unwritten = unwritten;
                return Err(error);
            }
        }
        Ok(())
    }

    /// Writes, and returns what follows from it.
    fn transaction(
        &mut self,
        now: Now,
        work: impl FnOnce(&mut Write) -> Result<(), StoreError>,
    ) -> Result<Vec<Effect>, StoreError> {
        let (settings, keyed, ids, run, outbox) = (&self.settings, &self.keyed, &mut self.ids, self.run, &self.outbox);
        let (sims, queues) = (&mut self.sims, &self.queues);
        let written = self.store.transaction(|tx| {
            let mut write = Write { tx, settings, keyed, sims, ids, now, run, outbox, queues, effects: Vec::new() };
            work(&mut write)?;
            Ok(write.effects)
        });
        if written.is_err() {
            // Rows that were added are not there.
            self.sims.clear();
        }
        written
    }

    fn apply_all(&mut self, effects: Vec<Effect>, now: Now, actions: &mut Vec<Action>) {
        for effect in effects {
            self.apply(effect, now, actions);
        }
    }

    fn put_off(&mut self, events: &[Event], now: Now) {
        if self.unwritten.is_empty() {
            self.unwritten_due = now.mono + LINGER;
        }
        for event in events {
            if let Event::Answered { delivery, destination, answer: Answer::Taken } = event {
                self.with_queue(destination, |queue| queue.taken(*delivery));
            }
            if !matches!(event, Event::Reachable { .. } | Event::ClockSynchronised(_) | Event::ClockTold(_)) {
                self.unwritten.push(event.clone());
            }
        }
        if self.unwritten.len() >= UNWRITTEN_MAX {
            self.unwritten_due = now.mono;
        }
    }

    /// When [`Gateway::handle`] has something to do although nothing happened.
    pub fn wake_at(&self) -> Duration {
        let probes = self.queues.values().filter_map(Queue::wake_at);
        let unwritten = (!self.unwritten.is_empty()).then_some(self.unwritten_due);
        probes
            .chain(self.groups.values().copied())
            .chain(unwritten)
            .chain(self.outbox_due)
            .fold(self.next_look, Duration::min)
            .max(self.rest_until)
    }

    /// Everything committed has been delivered, or given up for a person to see.
    pub fn is_drained(&self) -> Result<bool, StoreError> {
        Ok(self.groups.is_empty() && self.unwritten.is_empty() && self.store.pending()? == 0)
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Gives back the store, as after a power cut: what was committed is all that is left.
    pub fn into_store(self) -> Store {
        self.store
    }

    fn apply(&mut self, effect: Effect, now: Now, actions: &mut Vec<Action>) {
        match effect {
            Effect::Do(action) => actions.push(action),
            Effect::Reported(report) => {
                self.shown.extend(self.lines.report(&report, &self.settings.directory, now.wall));
            }
            Effect::Waits(message, wait) => {
                self.groups.insert(message, now.mono + wait);
            }
            Effect::Complete(message) => {
                self.groups.remove(&message);
            }
            Effect::Offer { destination, delivery, lane } => {
                self.with_queue(&destination, |queue| queue.offer(delivery, lane));
            }
            Effect::Taken { destination, delivery } => self.with_queue(&destination, |queue| queue.taken(delivery)),
            Effect::Refused { destination, delivery } => self.with_queue(&destination, |queue| queue.refused(delivery)),
            Effect::SetAside { destination, delivery } => {
                self.with_queue(&destination, |queue| queue.set_aside(delivery));
            }
            Effect::Failed { destination, delivery, retry_after, why } => {
                self.with_queue(&destination, |queue| queue.failed(delivery, now.mono, retry_after));
                self.note_down(&destination, &why, now);
            }
            Effect::Unavailable { destination, delivery, why } => {
                self.with_queue(&destination, |queue| queue.unavailable(delivery, now.mono));
                self.note_down(&destination, &why, now);
            }
            Effect::Stuck { destination, delivery, why } => {
                self.news.note_stuck(&destination, delivery, &why, now.mono);
            }
            Effect::Dead { destination, delivery, why } => {
                self.with_queue(&destination, |queue| queue.forget(delivery));
                self.news.is_dead(&destination, delivery, &why);
            }
            Effect::Sending(effect) => self.apply_sending(effect, now),
        }
    }
}

#[cfg(test)]
mod tests;
