//! Where the decisions meet the store: [`Gateway::handle`] takes everything that waits, writes it
//! in one transaction, and only then says what to do about it.
//!
//! An action that lets something leave a modem, or start towards a destination, exists only after
//! the commit that covers it: until then it is an effect, thrown away when the commit fails.

use std::collections::BTreeMap;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::code;
use crate::flow::assembly;
use crate::flow::delivery::{Lane, Queue, WINDOW};
use crate::flow::inbound::{self, Kind};
use crate::flow::lines::{LineState, Lines};
use crate::flow::notice::{Code, Confidence};
use crate::flow::routing::Directory;
use crate::flow::{Action, Answer, Arrival, DeviceReport, Event, Handover, PinRequest, Place, Raw, pin, retry};
use crate::model::{DeviceName, IdSource, Now, SimId};
use crate::store::{Content, DeliveryState, Marks, NewMessage, Store, StoreError, Tx};

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
    pub destinations: BTreeMap<DeviceName, Destination>,
    pub directory: Directory,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Destination {
    /// How long it is tried before a delivery becomes a dead letter.
    pub give_up: Duration,
    /// How many deliveries it may have at once that it has not answered.
    pub at_once: usize,
}

/// A code that does not say how long it is valid.
const CODE_VALID: Duration = Duration::from_secs(600);
/// Deliveries that had to wait, for their time or for a person's word, are looked for this often.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const CLEAN_EVERY: Duration = Duration::from_secs(3600);

pub struct Gateway {
    store: Store,
    settings: Settings,
    /// Keys the fingerprints of TPDUs and PINs, so that nobody can guess what they stand for.
    key: [u8; 32],
    ids: IdSource,
    queues: BTreeMap<DeviceName, Queue>,
    lines: Lines,
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
    next_clean: Duration,
    trouble: Option<StoreError>,
    run: Run,
    clock_offset: i64,
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
        Event::Freed(_) | Event::Reachable { .. } | Event::Answered { answer: Answer::Taken, .. } => true,
        Event::Arrived(_)
        | Event::PinWanted(_)
        | Event::PinTried { .. }
        | Event::CardOpen { .. }
        | Event::Card { .. }
        | Event::Device(_) => false,
        Event::Answered {
            answer: Answer::Refused { .. } | Answer::Gone { .. } | Answer::Unavailable { .. }, ..
        } => false,
    }
}

/// What a transaction leads to once it is on disk.
enum Effect {
    Do(Action),
    Reported(DeviceReport),
    Waits(i64, Duration),
    Complete(i64),
    Offer { destination: DeviceName, delivery: i64, lane: Lane },
    Taken { destination: DeviceName, delivery: i64 },
    Refused { destination: DeviceName, delivery: i64 },
    Unavailable { destination: DeviceName, delivery: i64, retry_after: Option<Duration> },
    GivenUp { destination: DeviceName, delivery: i64, retry_after: Option<Duration> },
}

impl Gateway {
    /// Takes up where the store left off.
    pub fn open(store: Store, settings: Settings, key: [u8; 32], ids: IdSource, now: Now) -> Result<Self, StoreError> {
        let left = |first_at| assembly::time_left(first_at, now.wall, settings.assembly_wait);
        let groups = store.assembling()?.into_iter();
        let groups = groups.map(|(message, first_at)| (message, now.mono + left(first_at))).collect();
        let destinations = settings.destinations.iter();
        let queues = destinations.map(|(name, known)| (name.clone(), Queue::unread(known.at_once))).collect();
        let shown = Lines::unseen(&settings.directory, now.wall);
        let run = Run { since: now.mono, before: store.marks()? };
        Ok(Self {
            store,
            settings,
            key,
            ids,
            queues,
            lines: Lines::default(),
            shown,
            groups,
            unwritten: Vec::new(),
            unwritten_due: now.mono,
            next_look: now.mono,
            next_clean: now.mono,
            trouble: None,
            run,
            clock_offset: now.clock_offset(),
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
        self.follow_clock(now)?;
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
        actions.extend(self.shown.drain(..).map(|line| Action::Show(Box::new(line))));
        // What was committed above must be acted on even if this fails: it is tried again soon.
        let housekeeping =
            self.clean(now).and_then(|()| self.look(now, &mut actions)).and_then(|()| self.dispatch(now, &mut actions));
        if let Err(error) = housekeeping {
            self.next_look = now.mono + LOOK_EVERY;
            self.trouble = Some(error);
        }
        Ok(actions)
    }

    /// A wall clock that was set takes the waits of deliveries along: they are spans, not dates.
    fn follow_clock(&mut self, now: Now) -> Result<(), StoreError> {
        let offset = now.clock_offset();
        let step = offset - self.clock_offset;
        if step.abs() >= CLOCK_STEP_MS {
            self.store.transaction(|tx| tx.clock_stepped(step))?;
            self.clock_offset = offset;
        }
        Ok(())
    }

    /// What failed beside the events, since it was last asked.
    pub fn take_trouble(&mut self) -> Option<StoreError> {
        self.trouble.take()
    }

    /// One transaction for all of it; nothing follows from any of it before the commit.
    fn write(&mut self, events: &[Event], over: &[i64], now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        let (settings, key, ids, unwritten) = (&self.settings, &self.key, &mut self.ids, &self.unwritten);
        let run = self.run;
        let effects = self.store.transaction(|tx| {
            let mut write = Write { tx, settings, key, ids, now, run, effects: Vec::new() };
            unwritten.iter().try_for_each(|event| write.event(event))?;
            // What follows from these was done when they were put off.
            write.effects.clear();
            events.iter().try_for_each(|event| write.event(event))?;
            over.iter().try_for_each(|&message| write.out_of_time(message))?;
            Ok(write.effects)
        })?;
        self.unwritten.clear();
        for effect in effects {
            self.apply(effect, now, actions);
        }
        Ok(())
    }

    fn put_off(&mut self, events: &[Event], now: Now) {
        if self.unwritten.is_empty() {
            self.unwritten_due = now.mono + LINGER;
        }
        for event in events {
            if let Event::Answered { delivery, destination, answer: Answer::Taken } = event {
                self.with_queue(destination, |queue| queue.taken(*delivery));
            }
            if !matches!(event, Event::Reachable { .. }) {
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
        probes.chain(self.groups.values().copied()).chain(unwritten).fold(self.next_look, Duration::min)
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
            Effect::Unavailable { destination, delivery, retry_after } => {
                self.with_queue(&destination, |queue| queue.unavailable(delivery, now.mono, retry_after));
            }
            Effect::GivenUp { destination, delivery, retry_after } => self.with_queue(&destination, |queue| {
                queue.unavailable(delivery, now.mono, retry_after);
                queue.forget(delivery);
            }),
        }
    }

    fn with_queue(&mut self, destination: &DeviceName, work: impl FnOnce(&mut Queue)) {
        // A destination that left the configuration keeps its deliveries on disk.
        if let Some(queue) = self.queues.get_mut(destination) {
            work(queue);
        }
    }

    /// Removes what is older than it is kept for.
    fn clean(&mut self, now: Now) -> Result<(), StoreError> {
        if self.next_clean > now.mono {
            return Ok(());
        }
        // What is gone can't tell a repeat.
        let keep = self.settings.keep_messages.max(self.settings.dedupe_window);
        let young = self.run.surely_within(keep, now).map_or(i64::MAX, |marks| marks.message);
        let gone = self.store.transaction(|tx| tx.forget_messages(now.wall.before(keep), young))?;
        self.next_clean = now.mono + if gone > 0 { LOOK_EVERY } else { CLEAN_EVERY };
        Ok(())
    }

    /// Finds deliveries whose wait is over, or that a person wants tried again.
    fn look(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if self.next_look > now.mono {
            return Ok(());
        }
        // What was taken and not yet written would be found as still waiting.
        if !self.unwritten.is_empty() {
            self.write(&[], &[], now, actions)?;
        }
        for due in self.store.due(now.wall, WINDOW)? {
            if let Ok(destination) = DeviceName::parse(&due.destination) {
                self.with_queue(&destination, |queue| queue.revive(due.delivery, due.lane));
            }
        }
        self.next_look = now.mono + LOOK_EVERY;
        Ok(())
    }

    /// Hands over what each destination can take.
    fn dispatch(&mut self, now: Now, actions: &mut Vec<Action>) -> Result<(), StoreError> {
        if !self.unwritten.is_empty() && self.queues.values().any(|queue| queue.wants_page().is_some()) {
            self.write(&[], &[], now, actions)?;
        }
        for (destination, queue) in &mut self.queues {
            if let Some(after) = queue.wants_page() {
                let (page, more) = self.store.waiting(destination.as_str(), after, WINDOW)?;
                queue.page(&page, more);
            }
            while let Some(delivery) = queue.next(now.mono) {
                match self.store.notice(delivery, &self.settings.name)? {
                    Some(notice) => {
                        let destination = destination.clone();
                        actions.push(Action::Deliver(Box::new(Handover { delivery, destination, notice })));
                    }
                    // Dropped by a person meanwhile.
                    None => queue.forget(delivery),
                }
            }
        }
        Ok(())
    }
}

/// One transaction being written.
struct Write<'a> {
    tx: &'a Tx<'a>,
    settings: &'a Settings,
    key: &'a [u8; 32],
    ids: &'a mut IdSource,
    now: Now,
    run: Run,
    effects: Vec<Effect>,
}

impl Write<'_> {
    fn event(&mut self, event: &Event) -> Result<(), StoreError> {
        match event {
            Event::Arrived(arrival) => {
                let line = self.named(&arrival.sim)?;
                let place = arrival.place.as_ref().map(|place| self.placed(place)).transpose()?;
                self.arrived(arrival, &line, place.as_ref())
            }
            Event::Freed(place) => self.tx.freed(&self.placed(place)?),
            Event::Card { iccid, imsi } => self.tx.card(iccid, imsi),
            Event::PinWanted(request) => self.pin_wanted(request),
            Event::PinTried { card, pin, opened } => {
                self.tx.pin_tried(card, &self.mark(&["pin", card, pin.reveal()]), *opened)
            }
            Event::CardOpen { card, pin } => self.tx.pin_worked(card, &self.mark(&["pin", card, pin.reveal()])),
            Event::Device(report) => {
                let sim = report.sim.as_ref().map(|sim| self.named(sim)).transpose()?;
                self.effects.push(Effect::Reported(DeviceReport { sim, ..report.clone() }));
                self.tx.device(report, self.now.wall)
            }
            Event::Answered { delivery, destination, answer } => self.answered(*delivery, destination, answer),
            Event::Reachable { .. } => Ok(()),
        }
    }

    /// A card that could be read only by its subscription this time is still the same card.
    fn named(&self, sim: &SimId) -> Result<SimId, StoreError> {
        let known = match sim {
            SimId::Imsi(imsi) => self.tx.card_of(imsi)?.map(SimId::Iccid),
            SimId::Iccid(_) | SimId::Equipment(_) | SimId::Device(_) => None,
        };
        Ok(known.unwrap_or_else(|| sim.clone()))
    }

    fn placed(&self, place: &Place) -> Result<Place, StoreError> {
        Ok(Place { holder: self.named(&place.holder)?, slot: place.slot })
    }

    /// The same slot is the same message until it was seen empty; elsewhere an identical TPDU
    /// within the window is the network repeating itself. Both are acknowledged, neither is new.
    fn arrived(&mut self, arrival: &Arrival, line: &SimId, place: Option<&Place>) -> Result<(), StoreError> {
        // A slot of the equipment stays the same under another card; a repeat is one line's.
        let lying = self.fingerprint(None, &arrival.raw);
        let in_place = match place {
            Some(place) => self.tx.in_place(place)?,
            None => None,
        };
        if in_place != Some(lying) {
            if let Some(place) = place {
                self.tx.placed(place, &lying)?;
            }
            let sim = self.tx.sim(line)?;
            let fingerprint = self.fingerprint(Some(sim), &arrival.raw);
            let window = self.settings.dedupe_window;
            let young = self.run.surely_within(window, self.now).map_or(i64::MAX, |marks| marks.part);
            if !self.tx.repeated(&fingerprint, arrival.at.before(window), young)? {
                self.begin(arrival, line, sim, &fingerprint)?;
            }
        }
        let acknowledge = Action::Acknowledge { device: arrival.device.clone(), ticket: arrival.ticket };
        self.effects.push(Effect::Do(acknowledge));
        Ok(())
    }

    /// A message, or a part of one, that was not here before.
    fn begin(&mut self, arrival: &Arrival, line: &SimId, sim: i64, fingerprint: &[u8; 32]) -> Result<(), StoreError> {
        let incoming = inbound::read(&arrival.raw);
        let (group, sequence) = match &incoming.kind {
            Kind::Part { group, sequence } => (Some(group), *sequence),
            Kind::Whole | Kind::Report | Kind::Undecoded => (None, 1),
        };
        let joined = match group {
            Some(group) => assembly::join(&self.tx.open_groups(sim, group)?, sequence),
            None => None,
        };
        let message = match joined {
            Some(message) => message,
            None => {
                let (sim_name, number) = self.settings.directory.line(line);
                let message = self.tx.begun(&NewMessage {
                    id: self.ids.next(arrival.at),
                    state: "assembling",
                    sim,
                    sim_name: &sim_name,
                    arrival,
                    sender: &incoming.sender,
                    number: number.map(|number| number.as_str()),
                    owner: self.settings.directory.route(number).0,
                    sent_at: incoming.sent_at.as_deref(),
                    parts: group.map_or(1, |group| group.total),
                    group,
                })?;
                if group.is_some() {
                    self.effects.push(Effect::Waits(message, self.settings.assembly_wait));
                }
                message
            }
        };
        self.tx.part(message, sequence, &arrival.raw, fingerprint, arrival.at)?;
        match incoming.kind {
            Kind::Report => self.tx.finished(message, "report", &Content::default(), self.now.wall),
            Kind::Undecoded => self.finish(message, "undecoded"),
            Kind::Whole => self.finish(message, "complete"),
            Kind::Part { group, .. } => {
                let have: Vec<u8> = self.tx.parts(message)?.iter().map(|part| part.sequence).collect();
                if !assembly::missing(group.total, &have).is_empty() {
                    return Ok(());
                }
                self.finish(message, "complete")
            }
        }
    }

    /// Parts are still missing and their time is over.
    fn out_of_time(&mut self, message: i64) -> Result<(), StoreError> {
        self.finish(message, "incomplete")
    }

    /// A message has all that it will have: read it, find its code, and tell whom it concerns.
    fn finish(&mut self, message: i64, state: &str) -> Result<(), StoreError> {
        let parts = self.tx.parts(message)?;
        let head = self.tx.head(message)?;
        let have: Vec<u8> = parts.iter().map(|part| part.sequence).collect();
        let missing = if state == "incomplete" { assembly::missing(head.parts, &have) } else { Vec::new() };
        let body = if state == "undecoded" {
            inbound::Body::default()
        } else {
            inbound::body(parts.iter().map(|part| part.raw.as_slice()))
        };
        let found = body.text.as_deref().and_then(|text| code::find(&head.sender, text)).map(|found| {
            let expires_at = self.now.wall.after(found.valid_for.unwrap_or(CODE_VALID));
            let confidence = Confidence::from_share(found.confidence);
            let (value, service, origin) = (found.value, found.service, found.origin);
            (Code { value, service, origin, confidence, expires_at: expires_at.to_string() }, expires_at)
        });
        let content = Content { text: body.text, data: body.data, code: found, missing };
        self.tx.finished(message, state, &content, self.now.wall)?;
        self.effects.push(Effect::Complete(message));
        self.announce(message, &head.id, head.sim, head.number.as_deref())
    }

    fn announce(&mut self, message: i64, id: &str, sim: i64, number: Option<&str>) -> Result<(), StoreError> {
        let number = number.and_then(|number| number.parse().ok());
        let (_, destinations) = self.settings.directory.route(number.as_ref());
        let names: Vec<&str> = destinations.iter().map(DeviceName::as_str).collect();
        let event = format!("{id}.received");
        let deliveries = self.tx.announced(&event, "sms.received", message, sim, &names, self.now.wall)?;
        for (destination, delivery) in destinations.iter().cloned().zip(deliveries) {
            self.effects.push(Effect::Offer { destination, delivery, lane: sim });
        }
        Ok(())
    }

    fn pin_wanted(&mut self, request: &PinRequest) -> Result<(), StoreError> {
        let mark = self.mark(&["pin", &request.card, request.pin.reveal()]);
        let verdict = pin::judge(self.tx.pin_history(&request.card, &mark)?, request.attempts_left);
        if verdict == pin::Verdict::Try {
            self.tx.pin_risked(&request.card, &mark)?;
        }
        self.effects.push(Effect::Do(Action::AnswerPin { device: request.device.clone(), verdict }));
        Ok(())
    }

    fn answered(&mut self, delivery: i64, destination: &DeviceName, answer: &Answer) -> Result<(), StoreError> {
        let destination = destination.clone();
        let now = self.now.wall;
        let effect = match answer {
            Answer::Taken => {
                self.tx.ended(delivery, DeliveryState::Settled, None, now)?;
                Effect::Taken { destination, delivery }
            }
            Answer::Gone { why } => {
                self.tx.ended(delivery, DeliveryState::Dead, Some(why), now)?;
                Effect::Refused { destination, delivery }
            }
            Answer::Refused { why } => {
                let attempts = self.tx.delivery_past(delivery)?.map_or(0, |(attempts, _)| attempts);
                match retry::wait_after_refusal(attempts + 1, delivery) {
                    Some(wait) => self.tx.postponed(delivery, now.after(wait), why)?,
                    None => self.tx.ended(delivery, DeliveryState::Dead, Some(why), now)?,
                }
                Effect::Refused { destination, delivery }
            }
            Answer::Unavailable { why, retry_after } => {
                let retry_after = *retry_after;
                let known = self.settings.destinations.get(&destination);
                let give_up = known.map_or(Duration::MAX, |known| known.give_up);
                let made = self.tx.delivery_past(delivery)?.map(|(_, made)| made);
                let young = self.run.surely_within(give_up, self.now).is_some_and(|marks| delivery > marks.delivery);
                if !young && made.is_some_and(|made| now >= made.after(give_up)) {
                    self.tx.ended(delivery, DeliveryState::Dead, Some(why), now)?;
                    Effect::GivenUp { destination, delivery, retry_after }
                } else {
                    self.tx.hindered(delivery, why)?;
                    Effect::Unavailable { destination, delivery, retry_after }
                }
            }
        };
        self.effects.push(effect);
        Ok(())
    }

    /// Of a TPDU, on one line or wherever. The SMSC address is left out: a repeat may come by another
    /// one.
    fn fingerprint(&self, sim: Option<i64>, raw: &Raw) -> [u8; 32] {
        let tpdu = match raw {
            Raw::Pdu(bytes) => {
                bytes.split_first().and_then(|(&smsc, rest)| rest.get(usize::from(smsc)..)).unwrap_or(bytes)
            }
            Raw::Line(bytes) => bytes,
        };
        let mut mac = self.mac();
        mac.update(b"tpdu\0");
        mac.update(&sim.unwrap_or(0).to_be_bytes());
        mac.update(tpdu);
        mac.finalize().into_bytes().into()
    }

    fn mark(&self, words: &[&str]) -> [u8; 32] {
        let mut mac = self.mac();
        for word in words {
            mac.update(word.as_bytes());
            mac.update(b"\0");
        }
        mac.finalize().into_bytes().into()
    }

    fn mac(&self) -> Hmac<Sha256> {
        Hmac::new_from_slice(self.key).expect("HMAC takes a key of any length")
    }
}
