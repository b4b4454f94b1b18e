//! One simulated modem: what the firmware of a real one does between its serial line and the network,
//! as far as messages are concerned (ITU-T V.250, 3GPP TS 27.007, TS 27.005 in PDU mode).
//!
//! Pure: bytes and times come in, bytes and events go out. No clock, no I/O, no randomness but the
//! seed's. Time must not run backwards; a call with an earlier time is taken as made at the latest one.

mod answers;
mod boot;
mod call;
mod call_words;
mod card;
mod causes;
mod coverage;
mod dialogue;
mod event;
mod failing;
mod fault;
mod general;
mod hard;
mod line;
mod messages;
mod models;
mod network;
mod parse;
mod personality;
mod power;
mod settings;
mod simcom;
mod storage;
mod work;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::Slot;
use crate::simulator::random::Random;

use card::with_check_digit;
use coverage::Network;
use event::Mark;
use fault::Faults;
use line::Line;
use power::{Power, Timer};
use settings::Settings;
use storage::Memory;
use work::{Held, Input, Work};

pub use call_words::CallWords;
pub use card::{LockState, SimCard};
pub use coverage::Coverage;
pub use event::{ModemEvent, OfferId, Placed, Refused, Trace};
pub use fault::{Answer, Fault};
pub use models::NAMES;
pub use personality::{
    Alpha, AttemptsCommand, Boot, BootStep, Busy, CardAccess, EmptyRead, FullUrc, Indications, Interleave, Noise,
    Personality, Replies, StorePlan, Timing, Unknown,
};
pub use storage::{Status, Store, Stored};

/// Events kept for a caller that doesn't take them. Beyond it traces are dropped; what became of
/// messages never is.
const TRACES_MAX: usize = 100_000;

#[derive(Debug)]
pub struct SimModem {
    personality: Personality,
    imei: String,
    random: Random,
    now: Duration,
    line: Line,
    input: Input,
    work: Option<Work>,
    /// URCs that wait for the end of a reply or of a data entry.
    held: Vec<Held>,
    settings: Settings,
    saved: Settings,
    power: Power,
    timers: BTreeMap<(Duration, u64), Timer>,
    timers_made: u64,
    memory: Memory,
    card: Option<SimCard>,
    network: Network,
    faults: Faults,
    events: Vec<ModemEvent>,
    traced: bool,
}

impl SimModem {
    /// A modem that is off, with a card of its own made from the seed.
    pub fn new(personality: Personality, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let card = SimCard::new(personality.stores.sm, &mut random);
        let imei = with_check_digit(format!("86{}", random.digits(12)));
        let settings = Settings::factory(&personality);
        Self {
            line: Line::new(personality.baud),
            memory: Memory { me: Store::new(personality.stores.me), sr: Store::new(personality.stores.sr) },
            saved: settings.clone(),
            settings,
            imei,
            random,
            now: Duration::ZERO,
            input: Input::default(),
            work: None,
            held: Vec::new(),
            power: Power::default(),
            timers: BTreeMap::new(),
            timers_made: 0,
            card: Some(card),
            network: Network::default(),
            faults: Faults::default(),
            events: Vec::new(),
            traced: false,
            personality,
        }
    }

    /// Records [`Trace`] events from here on, or no longer.
    pub fn trace(&mut self, on: bool) {
        self.traced = on;
    }

    /// Bytes that the host writes.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.advance(now);
        if !self.hung_up() {
            self.line.receive(bytes, self.now);
            self.advance(now);
        }
    }

    /// What has come out of the modem by `now`.
    pub fn transmit(&mut self, now: Duration) -> Vec<u8> {
        self.advance(now);
        let (events, traced) = (&mut self.events, self.traced);
        self.line.transmit(self.now, |mark, at| {
            let what = match mark {
                Mark::Announced(slot) => Trace::Announced(slot),
                Mark::Replied(text) => Trace::Replied(text),
            };
            if traced && events.len() < TRACES_MAX {
                events.push(ModemEvent::Trace { at, what });
            }
        })
    }

    /// When to call `transmit` next, if nothing else happens before.
    pub fn next_at(&self) -> Option<Duration> {
        [self.next_inside_at(), self.line.next_out()].into_iter().flatten().min()
    }

    /// The same without the line to the host: for a rim that can't pass bytes on at present.
    pub fn next_inside_at(&self) -> Option<Duration> {
        self.next_step().map(|(at, _)| at)
    }

    /// True while the host sees no port: unplugged, or between two enumerations.
    pub fn hung_up(&self) -> bool {
        !self.power.port
    }

    pub fn take_events(&mut self) -> Vec<ModemEvent> {
        std::mem::take(&mut self.events)
    }

    /// All that lies in the stores, drafts too.
    pub fn slots(&self) -> Vec<(Slot, &Stored)> {
        let mut all = Vec::new();
        for name in [crate::model::StoreName::SM, crate::model::StoreName::ME, crate::model::StoreName::SR] {
            let Some(store) = self.store(name) else { continue };
            all.extend(store.iter().map(|(position, stored)| (self.slot(name, position), stored)));
        }
        all
    }

    pub fn personality(&self) -> &Personality {
        &self.personality
    }

    pub fn imei(&self) -> &str {
        &self.imei
    }

    /// The card that is in, if any. It can be changed at will: what a phone or the network would do.
    pub fn card_mut(&mut self) -> Option<&mut SimCard> {
        self.card.as_mut()
    }

    pub fn card(&self) -> Option<&SimCard> {
        self.card.as_ref()
    }

    /// Lets all happen that is due by `now`, in the order of time; every other call does it, too.
    pub fn advance(&mut self, now: Duration) {
        while let Some((at, step)) = self.next_step()
            && at <= now
        {
            self.now = self.now.max(at);
            match step {
                Step::Work => {
                    if let Some(work) = self.work.take() {
                        self.finish(work);
                    }
                }
                Step::Timer => {
                    if let Some((_, timer)) = self.timers.pop_first() {
                        self.fire(timer);
                    }
                }
                Step::Byte => {
                    if let Some(byte) = self.line.take_in() {
                        self.byte_in(byte);
                    }
                }
            }
        }
        self.now = self.now.max(now);
    }

    fn next_step(&self) -> Option<(Duration, Step)> {
        let work = self.work.as_ref().map(|work| (work.until, Step::Work));
        let timer = self.timers.first_key_value().map(|((at, _), _)| (*at, Step::Timer));
        let byte = self.next_byte().map(|at| (at, Step::Byte));
        [work, timer, byte].into_iter().flatten().min_by_key(|(at, _)| *at)
    }

    /// When the next byte from the host is looked at: a modem that is busy may let it wait.
    fn next_byte(&self) -> Option<Duration> {
        if self.line.blocked() {
            return None;
        }
        let at = self.line.next_in()?;
        if self.faults.silent(at.max(self.now)) {
            return Some(at);
        }
        match &self.work {
            None => Some(at),
            Some(work) => match self.personality.replies.busy {
                Busy::Queues => None,
                Busy::Ignores => Some(at),
                Busy::Aborts => work.abortable_from().map(|from| from.max(at)),
            },
        }
    }

    fn later(&mut self, after: Duration, timer: Timer) {
        self.timers_made += 1;
        self.timers.insert((self.now + after, self.timers_made), timer);
    }

    fn note(&mut self, what: Trace) {
        if self.traced && self.events.len() < TRACES_MAX {
            self.events.push(ModemEvent::Trace { at: self.now, what });
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Work,
    Timer,
    Byte,
}

#[cfg(test)]
mod tests;
