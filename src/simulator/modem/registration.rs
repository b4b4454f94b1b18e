//! The registration in the network: it needs a usable card, the radio, and a cell (3GPP TS 27.007 7.2).

use super::card::LockState;
use super::coverage::Coverage;
use super::event::UrcKind;
use super::personality::Personality;
use super::state::State;

/// Location area, cell and access technology, as `<n>` 2 appends them.
pub(super) const CELL: &str = r#","1A2B","01C3D405",7"#;

/// `<stat>` of `+CREG`.
pub(super) fn stat(modem: &State) -> u32 {
    let has_open_card = modem.memory.card.as_ref().is_some_and(|card| card.state() == LockState::Ready);
    let usable = modem.power.card && has_open_card;
    match (modem.settings.function, modem.network.camped && usable, modem.network.coverage) {
        (1, true, Coverage::Home) => 1,
        (1, true, Coverage::Roaming) => 5,
        (1, true, Coverage::Denied) => 3,
        (1, true, Coverage::Searching) | (1, false, _) => 2,
        _ => 0,
    }
}

pub(super) fn is_registered(modem: &State) -> bool {
    matches!(stat(modem), 1 | 5)
}

/// Whether the network can deliver messages, as far as there is room.
pub(super) fn takes_messages(modem: &State) -> bool {
    modem.power.listening && modem.power.messages && is_registered(modem)
}

/// The modem finds a cell, or loses it.
pub(super) fn camp(modem: &mut State, camped: bool) {
    change(modem, |modem| modem.network.camped = camped);
}

/// `+CFUN`: the radio is switched on or off, and must find a cell again.
pub(super) fn switch_radio(modem: &mut State, function: u32) {
    change(modem, |modem| {
        modem.settings.function = function;
        modem.network.camped = false;
    });
}

pub(super) fn cover(modem: &mut State, coverage: Coverage) {
    change(modem, |modem| modem.network.coverage = coverage);
}

/// The commands that report the registration.
pub(super) fn commands(personality: &Personality) -> &'static [&'static str] {
    if personality.lte { &["+CREG", "+CGREG", "+CEREG"] } else { &["+CREG", "+CGREG"] }
}

/// Applies a change, and reports the registration if the change alters it.
fn change(modem: &mut State, apply: impl FnOnce(&mut State)) {
    let before = stat(modem);
    apply(modem);
    let stat = stat(modem);
    if stat == before || modem.power.silent && !modem.network.camped {
        return;
    }
    for (number, name) in commands(&modem.personality).iter().enumerate() {
        match modem.settings.registration[number] {
            0 => {}
            1 => modem.send_urc(&format!("{name}: {stat}"), UrcKind::Plain, None),
            _ => modem.send_urc(&format!("{name}: {stat}{CELL}"), UrcKind::Plain, None),
        }
    }
}
