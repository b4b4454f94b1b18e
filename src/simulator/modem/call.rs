//! Incoming calls, as each model reports them.

use std::time::Duration;

use super::event::UrcKind;
use super::registration;
use super::state::State;
use super::timer::Timer;

/// The time between two rings.
const RING_EVERY: Duration = Duration::from_secs(5);

/// Reports one ring of a call, and schedules the next one. A caller without a number hides it.
pub(super) fn ring(modem: &mut State, number: &str, nth: u32, left: u32) {
    let words = modem.personality.calls;
    if left == 0 || !registration::is_registered(modem) {
        if let Some(end) = words.end {
            modem.send_urc(&end.replace("{number}", number.trim_start_matches('+')), UrcKind::Plain, None);
        }
        return;
    }
    modem.send_urc(if modem.settings.rings_extended { "+CRING: VOICE" } else { "RING" }, UrcKind::Plain, None);
    if modem.settings.callers && (nth > 0 || !words.late) {
        let (kind, validity) = match number {
            "" => (128, "1"),
            number if number.starts_with('+') => (145, "0"),
            _ => (129, "0"),
        };
        let behind = words.behind.replace("{validity}", validity);
        modem.send_urc(&format!("+CLIP: \"{number}\",{kind}{behind}"), UrcKind::Plain, None);
    }
    modem.schedule(RING_EVERY, Timer::Ring { number: number.to_owned(), nth: nth + 1, left: left - 1 });
}
