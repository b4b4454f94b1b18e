//! The state of a simulated modem. A function that needs several parts of the modem takes a [`State`]; one that needs a
//! single part is a method of that part.

use std::time::Duration;

use super::card::{SimCard, with_check_digit};
use super::coverage::Network;
use super::event::{EventLog, Mark, UrcKind};
use super::fault::Faults;
use super::memory::Memory;
use super::personality::{Interleave, Personality};
use super::port::Port;
use super::power::Power;
use super::settings::Settings;
use super::timer::Timer;
use super::ussd_network::UssdNetwork;
use super::work::Work;
use crate::simulator::random::Random;
use crate::simulator::timers::Timers;

#[derive(Debug)]
pub(super) struct State {
    pub personality: Personality,
    pub imei: String,
    pub random: Random,
    /// The time of the current step.
    pub now: Duration,
    pub port: Port,
    /// What the modem is working on.
    pub work: Option<Work>,
    pub settings: Settings,
    /// The settings that `AT&W` saved.
    pub saved: Settings,
    pub power: Power,
    pub timers: Timers<Timer>,
    pub memory: Memory,
    pub network: Network,
    /// The USSD dialogue.
    pub ussd: UssdNetwork,
    pub faults: Faults,
    pub log: EventLog,
}

impl State {
    /// A modem that is off, with its own card. The seed determines both.
    pub fn new(personality: Personality, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let card = SimCard::new(personality.stores.sm, &mut random);
        let imei = with_check_digit(format!("86{}", random.digits(12)));
        let settings = Settings::factory(&personality);
        Self {
            port: Port::new(personality.baud),
            memory: Memory::new(&personality.stores, card),
            saved: settings.clone(),
            settings,
            imei,
            random,
            now: Duration::ZERO,
            work: None,
            power: Power::default(),
            timers: Timers::default(),
            network: Network::default(),
            ussd: UssdNetwork::default(),
            faults: Faults::default(),
            log: EventLog::default(),
            personality,
        }
    }

    /// Sets a timer that fires `after` this time.
    pub fn schedule(&mut self, after: Duration, timer: Timer) {
        self.timers.set(self.now + after, timer);
    }

    /// Sends a URC: now, after the current work, or not at all.
    pub fn send_urc(&mut self, text: &str, kind: UrcKind, mark: Option<Mark>) {
        let known = !self.power.silent || kind != UrcKind::Boot;
        let own_port = self.personality.indications.urc_port.is_none_or(|port| self.settings.urc_port == port);
        let wanted = own_port && (self.settings.urcs_unlocked || kind == UrcKind::Boot);
        if !self.power.listening
            || !self.port.is_open()
            || self.port.uart.blocked()
            || !known
            || !wanted
            || self.faults.loses_urc(kind, self.now)
        {
            return;
        }
        let bytes = format!("\r\n{text}\r\n").into_bytes();
        let prompt = self.port.is_in_data_entry();
        let place = match self.personality.replies.interleave {
            Interleave::After => 2,
            Interleave::Before => 0,
            Interleave::Anywhere => self.random.below(3),
        };
        if prompt || (self.work.is_some() && place > 0) {
            self.port.delay(bytes, mark, place == 1 && !prompt);
        } else {
            self.port.write(&bytes, self.now, mark);
        }
    }
}
