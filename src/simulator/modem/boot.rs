//! Power: booting, resets, and the port that disappears on USB.

use std::time::Duration;

use super::event::{ModemEvent, UrcKind};
use super::personality::BootStep;
use super::power::{Boot, INSTANT, Power};
use super::state::State;
use super::timer::Timer;
use super::{card_reader, noise, registration, ussd};

/// Switches the power on: the host has a port, and the modem begins to boot.
pub(super) fn power_on(modem: &mut State) {
    if !modem.power.plugged {
        modem.power = Power { plugged: true, ..Power::default() };
        modem.port.open();
        boot(modem, Boot::Visible);
    }
}

/// Unplugs the modem: the port disappears, and settings that were not saved are lost.
pub(super) fn unplug(modem: &mut State) {
    clear_volatile_state(modem);
    modem.power = Power::default();
    modem.port.close();
}

/// Switches the modem off, which remains plugged in.
pub(super) fn shut_down(modem: &mut State) {
    unplug(modem);
    modem.power.plugged = true;
}

pub(super) fn reset(modem: &mut State, how: Boot) {
    clear_volatile_state(modem);
    if !modem.power.plugged {
        return;
    }
    modem.power = Power { plugged: true, ..Power::default() };
    match modem.personality.boot.reenumerates.filter(|_| how == Boot::Visible) {
        Some(gone) => {
            modem.port.close();
            modem.schedule(gone / modem.personality.boot.speed.max(1), Timer::PortBack);
        }
        None => modem.port.open(),
    }
    boot(modem, how);
}

/// Resets the modem once the command that requires this is answered.
pub(super) fn reset_soon(modem: &mut State) {
    modem.schedule(Duration::from_millis(200), Timer::Reset { visible: true });
}

/// Discards everything that a power cycle discards: bytes in transit, settings, registration, timers.
fn clear_volatile_state(modem: &mut State) {
    modem.port.discard();
    modem.faults.end_silence();
    modem.timers.clear();
    modem.work = None;
    modem.settings.load(modem.saved.clone(), &modem.personality);
    if let Some(offer) = modem.network.offer.take() {
        modem.log.record(ModemEvent::NotAcknowledged { at: modem.now, offer });
    }
    modem.network.restart();
    ussd::cancel(modem);
    if let Some(card) = &mut modem.memory.card {
        card.note_power_up();
    }
}

fn boot(modem: &mut State, how: Boot) {
    modem.power.silent = how != Boot::Visible;
    modem.power.instant = how == Boot::Instant;
    if how == Boot::Instant {
        modem.schedule(INSTANT, Timer::Listen);
        return;
    }
    let boot = modem.personality.boot.clone();
    modem.schedule(boot.deaf / boot.speed.max(1), Timer::Listen);
    for (after, step) in boot.power {
        modem.schedule(boot.span(*after), Timer::Boot(*step));
    }
}

/// Makes the firmware read from its port.
pub(super) fn listen(modem: &mut State) {
    modem.power.listening = true;
    noise::start(modem);
    if modem.power.instant {
        run_step(modem, BootStep::Card(false));
    }
}

pub(super) fn run_step(modem: &mut State, step: BootStep) {
    match step {
        BootStep::Urc(text) => modem.send_urc(text, UrcKind::Boot, None),
        BootStep::Card(reported) => card_reader::start_card(modem, reported),
        BootStep::Messages => modem.power.messages = true,
        BootStep::Registered => registration::camp(modem, modem.settings.function == 1),
    }
}
