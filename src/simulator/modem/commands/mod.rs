//! The commands, by topic. Each topic answers its own commands, and `None` to those of the others.

mod basic;
mod calls;
mod card;
mod maker;
mod messages;
mod network;

use super::parse::Command;
use super::state::State;
use super::work::Outcome;

/// Carries out one command.
pub(super) fn execute(modem: &mut State, command: &Command) -> Outcome {
    let outcome = basic::answer(modem, command)
        .or_else(|| card::answer(modem, command))
        .or_else(|| network::answer(modem, command))
        .or_else(|| calls::answer(modem, command))
        .or_else(|| messages::answer(modem, command))
        .unwrap_or_else(|| maker::answer(modem, command));
    if matches!(outcome, Outcome::Done(_)) {
        note_command(modem, command);
    }
    outcome
}

/// Notes commands that unlock the URCs of a model, or end its noise, when they succeed.
fn note_command(modem: &mut State, command: &Command) {
    let named = |wanted: &str| {
        let name = wanted.split('=').next().unwrap_or_default();
        let value = wanted.split_once('=').and_then(|(_, value)| value.parse().ok());
        command.name == name && value.is_none_or(|value| command.number(0, u32::MAX) == Some(value))
    };
    if modem.personality.indications.unlocked_by.is_some_and(named) {
        modem.settings.urcs_unlocked = true;
    }
    if command.name == "^CURC" {
        modem.network.noise_ended = command.number(0, 1) == Some(0);
    } else if modem.personality.noise.as_ref().is_some_and(|noise| named(noise.ended_by)) {
        modem.network.noise_ended = true;
    }
}
