//! Unsolicited rows that carry no information.

use std::time::Duration;

use super::event::UrcKind;
use super::state::State;
use super::timer::Timer;

/// Begins the noise of the model, if it makes any.
pub(super) fn start(modem: &mut State) {
    modem.network.noise_ended = false;
    if let Some(noise) = &modem.personality.noise {
        let after = modem.random.about(noise.every);
        modem.schedule(after, Timer::Noise);
    }
}

/// Sends one row, and schedules the next one.
pub(super) fn make(modem: &mut State) {
    let Some(noise) = modem.personality.noise.clone() else { return };
    if modem.network.noise_ended || noise.rows.is_empty() {
        return;
    }
    let text = noise.rows[modem.random.below(noise.rows.len())];
    modem.send_urc(text, UrcKind::Noise, None);
    let after = modem.random.about(noise.every).max(Duration::from_millis(1));
    modem.schedule(after, Timer::Noise);
}
