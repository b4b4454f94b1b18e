//! Power: booting, resets, the port that disappears on USB, and everything that happens after a time.

use std::time::Duration;

use super::card::LockState;
use super::causes::cms;
use super::event::{ModemEvent, UrcKind};
use super::personality::BootStep;
use super::power::{Boot, INSTANT, Power, Timer};
use super::settings::Settings;
use super::work::{Failure, Input, Task};
use super::{SimCard, SimModem};

impl SimModem {
    /// Switches the power on: the host has a port, and the modem begins to boot.
    pub fn power_on(&mut self, now: Duration) {
        self.advance(now);
        if !self.power.plugged {
            self.power = Power { plugged: true, port: true, ..Power::default() };
            self.boot(Boot::Visible);
        }
    }

    /// Unplugs the modem: the port disappears, and settings that were not saved are lost.
    pub fn unplug(&mut self, now: Duration) {
        self.advance(now);
        self.clear_volatile_state();
        self.power = Power::default();
    }

    /// Removes the card, with its messages.
    pub fn pull_card(&mut self, now: Duration) -> Option<SimCard> {
        self.advance(now);
        let card = self.card.take();
        if card.is_some() {
            if self.power.card {
                self.timers.retain(|_, timer| !matches!(timer, Timer::Boot(_) | Timer::Camp | Timer::CardIn));
            }
            self.power.messages = false;
            // A submission that has not reached the network fails without a subscription.
            if let Some(work) = self.work.as_mut().filter(|work| matches!(work.task, Task::Submit(_))) {
                work.task = Task::Refused(Failure::Cms(cms::SIM_ABSENT));
            }
            self.camp(false);
            for urc in self.personality.card.removed {
                self.urc(urc, UrcKind::Plain, None);
            }
        }
        card
    }

    /// Inserts a card. Returns the one that was in the modem.
    pub fn insert_card(&mut self, card: SimCard, now: Duration) -> Option<SimCard> {
        let before = self.pull_card(now);
        self.card = Some(card);
        if self.power.card {
            self.later(Duration::from_secs(1) / self.personality.boot.speed.max(1), Timer::CardIn);
        }
        before
    }

    pub(super) fn reset(&mut self, how: Boot) {
        self.clear_volatile_state();
        if !self.power.plugged {
            return;
        }
        let gone = self.personality.boot.reenumerates.filter(|_| how == Boot::Visible);
        self.power = Power { plugged: true, port: gone.is_none(), ..Power::default() };
        if let Some(gone) = gone {
            self.later(gone / self.personality.boot.speed.max(1), Timer::PortBack);
        }
        self.boot(how);
    }

    /// Discards everything that a power cycle discards: bytes in transit, settings, registration, timers.
    fn clear_volatile_state(&mut self) {
        self.uart.cut();
        self.faults.end_silence();
        self.timers.clear();
        self.work = None;
        self.delayed.clear();
        self.input = Input::default();
        let stores = self.settings.stores;
        self.settings = self.saved.clone();
        if self.personality.stores.persists {
            self.settings.stores = stores;
        }
        if let Some(offer) = self.network.offer.take() {
            self.events.push(ModemEvent::NotAcknowledged { at: self.now, offer });
        }
        self.network.restart();
        if let Some(card) = &mut self.card {
            card.note_power_up();
        }
    }

    fn boot(&mut self, how: Boot) {
        self.power.silent = how != Boot::Visible;
        self.power.instant = how == Boot::Instant;
        if how == Boot::Instant {
            self.later(INSTANT, Timer::Listen);
            return;
        }
        let boot = self.personality.boot.clone();
        self.later(boot.deaf / boot.speed.max(1), Timer::Listen);
        for (after, step) in boot.power {
            self.later(boot.span(*after), Timer::Boot(*step));
        }
    }

    pub(super) fn fire(&mut self, timer: Timer) {
        match timer {
            Timer::Listen => {
                self.power.listening = true;
                self.schedule_noise();
                if self.power.instant {
                    self.boot_step(BootStep::Card(false));
                }
            }
            Timer::PortBack => self.power.port = true,
            Timer::Boot(step) => self.boot_step(step),
            Timer::Reset { visible } => self.reset(if visible { Boot::Visible } else { Boot::Silent }),
            Timer::Camp => self.camp(true),
            Timer::CardIn => {
                for urc in self.personality.card.inserted {
                    self.urc(urc, UrcKind::Plain, None);
                }
                self.card_answers(false);
            }
            Timer::Noise => self.make_noise(),
            Timer::OfferExpires(offer) => self.offer_expires(offer),
            Timer::Ring { number, nth, left } => self.ring(&number, nth, left),
            Timer::Ussd => self.urc("+CUSD: 0,\"Balance: 12.50\",15", UrcKind::Plain, None),
            Timer::Shutdown => {
                self.clear_volatile_state();
                self.power = Power { plugged: true, ..Power::default() };
            }
        }
    }

    fn boot_step(&mut self, step: BootStep) {
        match step {
            BootStep::Urc(text) => self.urc(text, UrcKind::Boot, None),
            BootStep::Card(reported) => self.card_answers(reported),
            BootStep::Messages => self.power.messages = true,
            BootStep::Registered => self.camp(self.settings.function == 1),
        }
    }

    fn card_answers(&mut self, reported: bool) {
        self.power.card = true;
        let state = self.card.as_ref().map(SimCard::state);
        if reported {
            let text = state.map_or("NOT INSERTED", cpin_text);
            self.urc(&format!("+CPIN: {text}"), UrcKind::Boot, None);
        }
        if state == Some(LockState::Ready) {
            self.card_open();
        }
    }

    /// Continues the boot once the card is open.
    pub(super) fn card_open(&mut self) {
        if self.power.instant {
            self.power.messages = true;
            self.camp(self.settings.function == 1);
            return;
        }
        let boot = self.personality.boot.clone();
        for (after, step) in boot.unlocked {
            self.later(boot.span(*after), Timer::Boot(*step));
        }
    }

    fn schedule_noise(&mut self) {
        self.network.noise_ended = false;
        if let Some(noise) = &self.personality.noise {
            let after = self.random.about(noise.every);
            self.later(after, Timer::Noise);
        }
    }

    fn make_noise(&mut self) {
        let Some(noise) = self.personality.noise.clone() else { return };
        if self.network.noise_ended || noise.rows.is_empty() {
            return;
        }
        let text = noise.rows[self.random.below(noise.rows.len())];
        self.urc(text, UrcKind::Noise, None);
        let after = self.random.about(noise.every).max(Duration::from_millis(1));
        self.later(after, Timer::Noise);
    }

    /// Restores the factory settings, or those that `AT&W` saved.
    pub(super) fn restore(&mut self, factory: bool) {
        let stores = self.settings.stores;
        self.settings = if factory { Settings::factory(&self.personality) } else { self.saved.clone() };
        self.settings.function = 1;
        if self.personality.stores.persists {
            self.settings.stores = stores;
        }
    }
}

pub(super) fn cpin_text(state: LockState) -> &'static str {
    match state {
        LockState::Ready => "READY",
        LockState::Pin => "SIM PIN",
        LockState::Puk | LockState::Blocked => "SIM PUK",
    }
}
