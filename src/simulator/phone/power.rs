//! The app starts, and the phone goes off and on.

use std::time::Duration;

use super::state::{Caller, Process, State};
use super::timer::Timer;
use super::{events, receiving, sending};

/// Starts the app: its workers go on with what is in the database.
pub(super) fn start_app(state: &mut State) {
    if !state.is_on || state.process.is_some() {
        return;
    }
    state.timers.cancel(|timer| matches!(timer, Timer::StartApp));
    let caller = Caller { pause_until: state.now + state.settings.work_delay, ..Caller::default() };
    state.process = Some(Process { sender: None, caller, password: state.database.password.clone() });
    sending::start(state, true, Duration::ZERO);
    super::calling::start_worker(state);
    receiving::catch_up(state);
    events::started(state);
    schedule_ping(state);
    while let Some(message) = state.at_smsc.pop_front() {
        receiving::receive(state, message);
    }
}

/// The ping is due. A change of its interval counts after the next start of the app.
pub(super) fn ping(state: &mut State) {
    let health = super::health::check(state);
    events::emit(state, "system:ping", &serde_json::json!({ "health": health.shown }));
    schedule_ping(state);
}

fn schedule_ping(state: &mut State) {
    let seconds = state.database.settings.ping_interval_s.and_then(|seconds| u64::try_from(seconds).ok());
    if let Some(seconds) = seconds {
        state.schedule(Duration::from_secs(seconds), Timer::Ping);
    }
}

/// The phone goes off. Android forgets what it has not reported.
pub(super) fn switch_off(state: &mut State) {
    state.is_on = false;
    state.kill(None);
    state.timers.cancel(|timer| matches!(timer, Timer::Radio { .. }));
}

/// The phone goes on; the app starts when Android has booted.
pub(super) fn switch_on(state: &mut State) {
    if state.is_on {
        return;
    }
    state.is_on = true;
    state.schedule(state.settings.restart_after, Timer::StartApp);
}
