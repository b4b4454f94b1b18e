//! What each fault does.

use super::fault::{Battery, Fault, KillAt, Plug};
use super::log_table::Priority;
use super::state::{Database, State, nano_id};
use super::{power, sending};
use std::time::Duration;

/// Injects a fault.
pub(super) fn inject(state: &mut State, fault: Fault) {
    match fault {
        Fault::Off => power::switch_off(state),
        Fault::On => power::switch_on(state),
        Fault::Away => state.link.at_home = false,
        Fault::Back => state.link.at_home = true,
        Fault::Moved => state.link.address += 1,
        Fault::NoInternet => {
            state.link.internet = false;
            state.log(Priority::Warn, "ConnectionService", "Internet connection lost");
        }
        Fault::Internet => state.link.internet = true,
        Fault::Kill if state.is_on => state.kill_for_a_while(),
        Fault::Kill => {}
        Fault::KillAfterSaving => state.faults.kills.push(KillAt::Saving),
        Fault::KillBeforeSaving => state.faults.kills.push(KillAt::BeforeSaving),
        Fault::KillAfterAccepting => state.faults.kills.push(KillAt::Accepting),
        Fault::KillWhileSending => state.faults.kills.push(KillAt::Sending),
        Fault::KillInWebhook => state.faults.kills.push(KillAt::Webhook),
        Fault::LoseSendAnswers(count) => state.faults.lose_send_answers = count,
        Fault::LoseAnswers(count) => state.faults.lose_answers = count,
        Fault::LoseWebhookAnswers(count) => state.faults.lose_webhook_answers = count,
        Fault::Slow(delay) => state.faults.slow = delay,
        Fault::Password(password) => {
            state.database.password.clone_from(&password);
            // The user restarts the server of the app, without which the change has no effect.
            if let Some(process) = &mut state.process {
                process.password = password;
            }
        }
        Fault::VoidTokens => state.database.token_secret = nano_id(&mut state.random, 48),
        Fault::Battery(battery) => state.battery = battery,
        Fault::PullSim(slot) if !state.sims_out.contains(&slot) => state.sims_out.push(slot),
        Fault::PullSim(_) => {}
        Fault::InsertSim(slot) => state.sims_out.retain(|out| *out != slot),
        Fault::Journeys { times, journey } => {
            state.journeys.extend((0..times).map(|_| journey.clone()));
        }
        Fault::Updated { version } => {
            state.settings.version = version;
            restart(state);
        }
        Fault::Reinstalled => reinstall(state),
        Fault::ClockAhead(ms) => state.clock_ahead_ms = ms,
    }
}

/// Ends all faults. Their effects remain: what was lost is lost, and a password that was changed stays so.
pub(super) fn heal(state: &mut State) {
    state.faults = super::fault::Faults::default();
    state.link.at_home = true;
    state.link.internet = true;
    state.battery = Battery { percent: 80, plug: Plug::Charger };
    state.sims_out.clear();
    state.journeys.clear();
    state.clock_ahead_ms = 0;
    power::switch_on(state);
    power::start_app(state);
}

fn restart(state: &mut State) {
    if state.is_on {
        state.kill(None);
        power::start_app(state);
    }
}

fn reinstall(state: &mut State) {
    let secret = nano_id(&mut state.random, 48);
    let (seen, now_ms) = (state.provider.count(), state.wall_ms());
    let mut database = Database::new(&state.settings, secret, now_ms);
    // The id contains the time of the installation.
    let name: String = state.settings.device_id.chars().take(16).collect();
    database.device_id = format!("{name}{now_ms:016x}");
    database.password = nano_id(&mut state.random, 8);
    database.settings.signing_key = nano_id(&mut state.random, 8);
    // A new installation begins after what is already in Android's inbox.
    database.inbox.seen = seen;
    state.database = database;
    restart(state);
    sending::start(state, true, Duration::ZERO);
}
