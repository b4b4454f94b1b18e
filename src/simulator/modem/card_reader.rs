//! The card reader: a card is inserted, answers, opens, and is removed.

use std::time::Duration;

use super::card::{LockState, SimCard};
use super::causes::cms;
use super::event::UrcKind;
use super::registration;
use super::state::State;
use super::timer::Timer;
use super::work::{Failure, Task};

/// Removes the card, with its messages.
pub(super) fn pull(modem: &mut State) -> Option<SimCard> {
    let card = modem.memory.card.take();
    if card.is_some() {
        if modem.power.card {
            modem.timers.cancel(|timer| matches!(timer, Timer::Boot(_) | Timer::Camp | Timer::CardIn));
        }
        modem.power.messages = false;
        // A submission that has not reached the network fails without a subscription.
        if let Some(work) = modem.work.as_mut().filter(|work| matches!(work.task, Task::Submit(_))) {
            work.task = Task::Refused(Failure::Cms(cms::SIM_ABSENT));
        }
        registration::camp(modem, false);
        for urc in modem.personality.card.removed {
            modem.send_urc(urc, UrcKind::Plain, None);
        }
    }
    card
}

/// Inserts a card. Returns the one that was in the modem.
pub(super) fn insert(modem: &mut State, card: SimCard) -> Option<SimCard> {
    let before = pull(modem);
    modem.memory.card = Some(card);
    if modem.power.card {
        modem.schedule(Duration::from_secs(1) / modem.personality.boot.speed.max(1), Timer::CardIn);
    }
    before
}

/// Reports a card that was inserted while the modem ran.
pub(super) fn report_inserted(modem: &mut State) {
    for urc in modem.personality.card.inserted {
        modem.send_urc(urc, UrcKind::Plain, None);
    }
    start_card(modem, false);
}

/// Makes the card answer from now on; `reported`: with `+CPIN`.
pub(super) fn start_card(modem: &mut State, reported: bool) {
    modem.power.card = true;
    let state = modem.memory.card.as_ref().map(SimCard::state);
    if reported {
        let text = state.map_or("NOT INSERTED", LockState::cpin);
        modem.send_urc(&format!("+CPIN: {text}"), UrcKind::Boot, None);
    }
    if state == Some(LockState::Ready) {
        continue_boot(modem);
    }
}

/// Continues the boot once the card is open.
pub(super) fn continue_boot(modem: &mut State) {
    if modem.power.instant {
        modem.power.messages = true;
        registration::camp(modem, modem.settings.function == 1);
        return;
    }
    let boot = modem.personality.boot.clone();
    for (after, step) in boot.unlocked {
        modem.schedule(boot.span(*after), Timer::Boot(*step));
    }
}
