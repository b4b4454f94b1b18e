//! The simulated modem for its users: what host, network and people do to it, and the order of its own steps in time.

use std::time::Duration;

use super::card::SimCard;
use super::event::{ModemEvent, Placed, Refused, Trace};
use super::fault::Fault;
use super::personality::Personality;
use super::power::Boot;
use super::state::State;
use super::storage::{Status, Stored};
use super::timer::Timer;
use super::{boot, call, card_reader, dialogue, fault_injection, incoming, noise, registration, ussd};
use crate::model::{Slot, StoreName};

/// A simulated modem.
#[derive(Debug)]
pub struct SimModem {
    state: State,
}

impl SimModem {
    /// A modem that is off, with its own card. The seed determines both.
    pub fn new(personality: Personality, seed: u64) -> Self {
        Self { state: State::new(personality, seed) }
    }

    /// Starts or stops recording [`Trace`] events.
    pub fn trace(&mut self, on: bool) {
        self.state.log.set_traced(on);
    }

    /// The model.
    pub fn personality(&self) -> &Personality {
        &self.state.personality
    }

    /// The IMEI.
    pub fn imei(&self) -> &str {
        &self.state.imei
    }

    /// Switches the power on: the host has a port, and the modem begins to boot.
    pub fn power_on(&mut self, now: Duration) {
        self.advance(now);
        boot::power_on(&mut self.state);
    }

    /// Unplugs the modem: the port disappears, and settings that were not saved are lost.
    pub fn unplug(&mut self, now: Duration) {
        self.advance(now);
        boot::unplug(&mut self.state);
    }

    /// Whether the host has no port: the modem is unplugged or enumerates again.
    pub fn hung_up(&self) -> bool {
        !self.state.port.is_open()
    }

    /// Receives bytes from the host.
    pub fn receive(&mut self, bytes: &[u8], now: Duration) {
        self.advance(now);
        if !self.hung_up() {
            self.state.port.uart.receive(bytes, self.state.now);
            self.advance(now);
        }
    }

    /// Returns the bytes that the modem has sent by `now`.
    pub fn transmit(&mut self, now: Duration) -> Vec<u8> {
        self.advance(now);
        let State { port, log, now, .. } = &mut self.state;
        port.uart.transmit(*now, |mark, at| log.trace(at, Trace::from(mark)))
    }

    /// Returns the events since the last call.
    pub fn take_events(&mut self) -> Vec<ModemEvent> {
        self.state.log.take()
    }

    /// The card, if there is one.
    pub fn card(&self) -> Option<&SimCard> {
        self.state.memory.card.as_ref()
    }

    /// The USSD codes and answers that the network got.
    pub fn ussd_codes(&self) -> &[String] {
        &self.state.ussd.received
    }

    /// The card, if there is one. Tests may change it in any way.
    pub fn card_mut(&mut self) -> Option<&mut SimCard> {
        self.state.memory.card.as_mut()
    }

    /// Removes the card, with its messages.
    pub fn pull_card(&mut self, now: Duration) -> Option<SimCard> {
        self.advance(now);
        card_reader::pull(&mut self.state)
    }

    /// Inserts a card. Returns the one that was in the modem.
    pub fn insert_card(&mut self, card: SimCard, now: Duration) -> Option<SimCard> {
        self.advance(now);
        card_reader::insert(&mut self.state, card)
    }

    /// All occupied slots, with drafts.
    pub fn slots(&self) -> Vec<(Slot, &Stored)> {
        self.state.memory.occupied()
    }

    /// Puts a message into a store, without a URC and without the network.
    pub fn preload(&mut self, store: StoreName, status: Status, pdu: &[u8]) -> Option<Slot> {
        self.state.memory.put(&[store], &Stored { status, pdu: pdu.to_vec() })
    }

    /// Whether the modem is registered.
    pub fn registered(&self) -> bool {
        registration::is_registered(&self.state)
    }

    /// Whether the network can deliver messages, as far as there is room.
    pub fn takes_messages(&self) -> bool {
        registration::takes_messages(&self.state)
    }

    /// Delivers one message or report (SCA and TPDU) from the SMSC.
    pub fn deliver(&mut self, pdu: &[u8], now: Duration) -> Result<Placed, Refused> {
        self.advance(now);
        incoming::deliver(&mut self.state, pdu)
    }

    /// Injects a fault.
    pub fn fault(&mut self, fault: Fault, now: Duration) {
        self.advance(now);
        fault_injection::inject(&mut self.state, fault);
        self.advance(now);
    }

    /// Ends all pending and current faults of port and network. Their effects remain: a modem that was reset has lost
    /// its settings.
    pub fn heal(&mut self, now: Duration) {
        self.advance(now);
        fault_injection::heal(&mut self.state);
    }

    /// When to call `transmit` next, unless something else happens before.
    pub fn next_at(&self) -> Option<Duration> {
        [self.next_inside_at(), self.state.port.uart.next_out()].into_iter().flatten().min()
    }

    /// The same without the bytes for the host, for a caller that can't pass them on now.
    pub fn next_inside_at(&self) -> Option<Duration> {
        self.next_step().map(|(at, _)| at)
    }

    /// Does everything that is due by `now`, in the order of time. Every other call does this too.
    pub fn advance(&mut self, now: Duration) {
        while let Some((at, step)) = self.next_step()
            && at <= now
        {
            let modem = &mut self.state;
            modem.now = modem.now.max(at);
            match step {
                Step::Work => dialogue::finish_work(modem),
                Step::Timer => fire_timer(modem),
                Step::Byte => dialogue::receive_byte(modem),
            }
        }
        self.state.now = self.state.now.max(now);
    }

    fn next_step(&self) -> Option<(Duration, Step)> {
        let work = self.state.work.as_ref().map(|work| (work.until, Step::Work));
        let timer = self.state.timers.next_at().map(|at| (at, Step::Timer));
        let byte = dialogue::next_byte_at(&self.state).map(|at| (at, Step::Byte));
        [work, timer, byte].into_iter().flatten().min_by_key(|(at, _)| *at)
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Work,
    Timer,
    Byte,
}

/// Does what the next timer waits for.
fn fire_timer(modem: &mut State) {
    let Some(timer) = modem.timers.take_next() else { return };
    match timer {
        Timer::Listen => boot::listen(modem),
        Timer::PortBack => modem.port.open(),
        Timer::Boot(step) => boot::run_step(modem, step),
        Timer::Reset { visible } => boot::reset(modem, if visible { Boot::Visible } else { Boot::Silent }),
        Timer::Camp => registration::camp(modem, true),
        Timer::CardIn => card_reader::report_inserted(modem),
        Timer::Noise => noise::make(modem),
        Timer::OfferExpires(offer) => incoming::expire_offer(modem, offer),
        Timer::Ring { number, nth, left } => call::ring(modem, &number, nth, left),
        Timer::Ussd(answer) => ussd::report(modem, &answer),
        Timer::Shutdown => boot::shut_down(modem),
    }
}
