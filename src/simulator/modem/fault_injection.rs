//! Injects faults into a modem.

use std::time::Duration;

use super::coverage::Coverage;
use super::fault::{Fault, Faults, Rule};
use super::power::Boot;
use super::state::State;
use super::timer::Timer;
use super::work::Work;
use super::{boot, registration, ussd};

/// The most rules that wait for their command.
const RULES_MAX: usize = 1000;
const GARBAGE_MAX: usize = 64 * 1024;

pub(super) fn inject(modem: &mut State, fault: Fault) {
    match fault {
        Fault::Silent(span) => fall_silent(modem, span),
        Fault::ResetSilently { instant } => boot::reset(modem, if instant { Boot::Instant } else { Boot::Silent }),
        Fault::Reset => boot::reset(modem, Boot::Visible),
        Fault::Garbage(count) => {
            let bytes: Vec<u8> = (0..count.min(GARBAGE_MAX)).map(|_| modem.random.byte()).collect();
            modem.port.write(&bytes, modem.now, None);
        }
        Fault::HangUp(span) => {
            if modem.port.is_open() {
                modem.port.close();
                modem.schedule(span, Timer::PortBack);
            }
        }
        Fault::LoseUrcs(count) => modem.faults.lose_urcs = count,
        Fault::LoseUrcsFor(span) => modem.faults.lose_urcs_until = modem.now + span,
        Fault::Answer { command, times, answer } => {
            if times > 0 && modem.faults.rules.len() < RULES_MAX {
                modem.faults.rules.push_back(Rule { command: command.to_ascii_uppercase(), times, answer });
            }
        }
        Fault::Refuse { after, answer } => modem.faults.refuse = Some((after, answer)),
        Fault::SendResult { times, answer } => {
            if times > 0 && modem.faults.send.len() < RULES_MAX {
                modem.faults.send.push_back((times, answer));
            }
        }
        Fault::Full => modem.memory.fill(),
        Fault::Roomy => modem.memory.remove_drafts(),
        Fault::Coverage(coverage) => registration::cover(modem, coverage),
        Fault::Call { number, rings } => {
            modem.schedule(Duration::ZERO, Timer::Ring { number, nth: 0, left: rings.min(1000) })
        }
        Fault::UssdTakes(span) => modem.ussd.takes = Some(span),
        Fault::UssdPush { asks } => ussd::push(modem, asks),
    }
}

/// Ends all pending and current faults of port and network. Their effects remain: a modem that was reset has lost its
/// settings.
pub(super) fn heal(modem: &mut State) {
    modem.faults = Faults::default();
    registration::cover(modem, Coverage::Home);
    modem.memory.remove_drafts();
}

fn fall_silent(modem: &mut State, span: Duration) {
    let until = modem.faults.silent_until.max(modem.now + span);
    modem.faults.silent_until = until;
    if let Some(Work { until: due, .. }) = &mut modem.work {
        *due = (*due).max(until);
    }
}
