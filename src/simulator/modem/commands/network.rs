//! Commands about the network and the radio (3GPP TS 27.007 7 and 8.2).

use super::super::causes::cme;
use super::super::parse::{Command, Op};
use super::super::personality::BootStep;
use super::super::state::State;
use super::super::timer::Timer;
use super::super::ussd;
use super::super::work::{Failure, Outcome};
use super::super::{boot, registration};

pub(super) fn answer(modem: &mut State, command: &Command) -> Option<Outcome> {
    let name = command.name.as_str();
    if let Some(number) = registration::commands(&modem.personality).iter().position(|known| *known == name) {
        return Some(registration_command(modem, command, number));
    }
    Some(match (name, command.op) {
        ("+CFUN", _) => function(modem, command),
        ("+CSQ", Op::Execute) => {
            Outcome::row(if registration::is_registered(modem) { "+CSQ: 20,99" } else { "+CSQ: 99,99" })
        }
        ("+COPS", Op::Read) => operator(modem),
        ("+COPS", Op::Set) => {
            if command.number(0, 0) == Some(3) {
                modem.settings.operator_format = command.number(1, 0).unwrap_or(0);
            }
            Outcome::ok()
        }
        ("+CUSD", Op::Set) => ussd(modem, command),
        ("+CEER", Op::Execute) => Outcome::row("+CEER: No cause information available"),
        _ => return None,
    })
}

/// `+CREG` and its relatives; `number` is the position in the list of these commands.
fn registration_command(modem: &mut State, command: &Command, number: usize) -> Outcome {
    let name = &command.name;
    match command.op {
        Op::Test => Outcome::row(format!("{name}: (0-2)")),
        Op::Read => {
            let (n, stat) = (modem.settings.registration[number], registration::stat(modem));
            let cell = if n == 2 && matches!(stat, 1 | 5) { registration::CELL } else { "" };
            Outcome::row(format!("{name}: {n},{stat}{cell}"))
        }
        Op::Set | Op::Execute => match command.number(0, 0) {
            Some(n @ 0..=2) => {
                modem.settings.registration[number] = n;
                Outcome::ok()
            }
            Some(_) | None => Failure::Cme(cme::NOT_ALLOWED).into(),
        },
    }
}

fn operator(modem: &State) -> Outcome {
    if !registration::is_registered(modem) {
        return Outcome::row("+COPS: 0");
    }
    let format = modem.settings.operator_format;
    let name = if format == 2 { "310260" } else { "Simulated" };
    let access = if modem.personality.lte { 7 } else { 2 };
    Outcome::row(format!("+COPS: 0,{format},\"{name}\",{access}"))
}

fn ussd(modem: &mut State, command: &Command) -> Outcome {
    if command.number(0, 0) == Some(2) {
        ussd::cancel(modem);
        return Outcome::ok();
    }
    let Some(written) = command.text(1) else { return Outcome::ok() };
    if !registration::is_registered(modem) {
        return Failure::Cme(cme::NO_SERVICE).into();
    }
    if ussd::dial(modem, &written) { Outcome::ok() } else { Failure::Cme(cme::NOT_ALLOWED).into() }
}

/// `+CFUN`: 4 and 0 switch the radio off, `1,1` restarts the modem.
fn function(modem: &mut State, command: &Command) -> Outcome {
    match command.op {
        Op::Test => return Outcome::row("+CFUN: (0,1,4),(0,1)"),
        Op::Read => return Outcome::row(format!("+CFUN: {}", modem.settings.function)),
        Op::Execute => return Failure::Error.into(),
        Op::Set => {}
    }
    match (command.number(0, 1), command.number(1, 0)) {
        (Some(1), Some(1)) => {
            boot::reset_soon(modem);
            Outcome::ok()
        }
        (Some(wanted @ (0 | 1 | 4)), Some(0)) => {
            if wanted != modem.settings.function {
                modem.timers.cancel(|timer| matches!(timer, Timer::Camp | Timer::Boot(BootStep::Registered)));
                registration::switch_radio(modem, wanted);
                if wanted == 1 {
                    modem.schedule(modem.personality.timing.register, Timer::Camp);
                }
            }
            Outcome::ok()
        }
        (Some(_) | None, _) => Failure::Cme(cme::NOT_ALLOWED).into(),
    }
}
