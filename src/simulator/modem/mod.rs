//! One simulated modem: what the firmware of a real one does between its serial port and the network, as far as
//! messages are concerned (ITU-T V.250, 3GPP TS 27.007, TS 27.005 in PDU mode).
//!
//! It is pure: bytes and times go in, bytes and events come out. It has no clock, no I/O, and no randomness except that
//! of its seed. Time must not run backwards; an earlier time counts as the latest one.

mod answers;
mod boot;
mod call;
mod call_words;
mod card;
mod causes;
mod coverage;
mod dialogue;
mod event;
mod fault;
mod fault_injection;
mod general;
mod messages;
mod models;
mod network;
mod parse;
mod personality;
mod power;
mod quirky_models;
mod settings;
mod simcom;
mod storage;
mod uart;
mod work;

use std::collections::BTreeMap;
use std::time::Duration;

use crate::model::Slot;
use crate::simulator::random::Random;

use card::with_check_digit;
use coverage::Network;
use event::Mark;
use fault::Faults;
use power::{Power, Timer};
use settings::Settings;
use storage::Memory;
use uart::Uart;
use work::{DelayedUrc, Input, Work};

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

/// The most traces that are kept if the caller doesn't take them. Events about messages are always kept.
const TRACES_MAX: usize = 100_000;

/// A simulated modem.
#[derive(Debug)]
pub struct SimModem {
    personality: Personality,
    imei: String,
    random: Random,
    now: Duration,
    uart: Uart,
    input: Input,
    work: Option<Work>,
    /// URCs that wait until a reply or a data entry ends.
    delayed: Vec<DelayedUrc>,
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
    /// A modem that is off, with its own card. The seed determines both.
    pub fn new(personality: Personality, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let card = SimCard::new(personality.stores.sm, &mut random);
        let imei = with_check_digit(format!("86{}", random.digits(12)));
        let settings = Settings::factory(&personality);
        Self {
            uart: Uart::new(personality.baud),
            memory: Memory { me: Store::new(personality.stores.me), sr: Store::new(personality.stores.sr) },
            saved: settings.clone(),
            settings,
            imei,
            random,
            now: Duration::ZERO,
            input: Input::default(),
            work: None,
            delayed: Vec::new(),
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

    /// Starts or stops recording [`Trace`] events.
    pub fn trace(&mut self, on: bool) {
        self.traced = on;
    }

    /// Receives bytes from the host.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.advance(now);
        if !self.hung_up() {
            self.uart.receive(bytes, self.now);
            self.advance(now);
        }
    }

    /// Returns the bytes that the modem has sent by `now`.
    pub fn transmit(&mut self, now: Duration) -> Vec<u8> {
        self.advance(now);
        let (events, traced) = (&mut self.events, self.traced);
        self.uart.transmit(self.now, |mark, at| {
            let what = match mark {
                Mark::Announced(slot) => Trace::Announced(slot),
                Mark::Replied(text) => Trace::Replied(text),
            };
            if traced && events.len() < TRACES_MAX {
                events.push(ModemEvent::Trace { at, what });
            }
        })
    }

    /// When to call `transmit` next, unless something else happens before.
    pub fn next_at(&self) -> Option<Duration> {
        [self.next_inside_at(), self.uart.next_out()].into_iter().flatten().min()
    }

    /// The same without the bytes for the host, for a caller that can't pass them on now.
    pub fn next_inside_at(&self) -> Option<Duration> {
        self.next_step().map(|(at, _)| at)
    }

    /// Whether the host has no port: the modem is unplugged or enumerates again.
    pub fn hung_up(&self) -> bool {
        !self.power.port
    }

    /// Returns the events since the last call.
    pub fn take_events(&mut self) -> Vec<ModemEvent> {
        std::mem::take(&mut self.events)
    }

    /// All occupied slots, with drafts.
    pub fn slots(&self) -> Vec<(Slot, &Stored)> {
        let mut all = Vec::new();
        for name in [crate::model::StoreName::SM, crate::model::StoreName::ME, crate::model::StoreName::SR] {
            let Some(store) = self.store(name) else { continue };
            all.extend(store.iter().map(|(position, stored)| (self.slot(name, position), stored)));
        }
        all
    }

    /// The model.
    pub fn personality(&self) -> &Personality {
        &self.personality
    }

    /// The IMEI.
    pub fn imei(&self) -> &str {
        &self.imei
    }

    /// The card, if there is one. Tests may change it in any way.
    pub fn card_mut(&mut self) -> Option<&mut SimCard> {
        self.card.as_mut()
    }

    /// The card, if there is one.
    pub fn card(&self) -> Option<&SimCard> {
        self.card.as_ref()
    }

    /// Does everything that is due by `now`, in the order of time. Every other call does this too.
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
                    if let Some(byte) = self.uart.take_in() {
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

    /// When the next byte from the host is processed: a busy modem may delay it.
    fn next_byte(&self) -> Option<Duration> {
        if self.uart.blocked() {
            return None;
        }
        let at = self.uart.next_in()?;
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
