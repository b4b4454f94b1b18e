//! Commands of one maker, commands that are accepted without effect, and unknown commands.

use std::time::Duration;

use super::super::boot;
use super::super::parse::{Command, Op};
use super::super::state::State;
use super::super::timer::Timer;
use super::super::work::{Failure, Outcome};

/// Commands that every model answers with OK, without effect.
const ACCEPTED: [&str; 13] = ["", "H", "X", "L", "M", "&C", "&D", "&K", "S0", "+CSDH", "+CSMP", "+CGATT", "+CHUP"];

pub(super) fn answer(modem: &mut State, command: &Command) -> Outcome {
    let name = command.name.as_str();
    let maker = modem.personality.manufacturer;
    match (maker, name, command.op) {
        ("Quectel", "+QURCCFG", Op::Set) => match (command.text(0).as_deref(), command.text(1)) {
            (Some("urcport"), None) => Outcome::row(format!("+QURCCFG: \"urcport\",\"{}\"", modem.settings.urc_port)),
            (Some("urcport"), Some(port)) if ["usbat", "usbmodem", "uart1"].contains(&port.as_str()) => {
                modem.saved.urc_port.clone_from(&port);
                modem.settings.urc_port = port;
                Outcome::ok()
            }
            (Some(_), _) | (None, _) => Failure::Error.into(),
        },
        ("Quectel", "+QINISTAT", Op::Execute) => {
            let bits = u32::from(modem.power.card) + if modem.power.messages { 6 } else { 0 };
            Outcome::row(format!("+QINISTAT: {bits}"))
        }
        ("Quectel", "+QCFG", Op::Set) if command.text(0).as_deref() == Some("ims") && command.args.len() == 1 => {
            Outcome::row("+QCFG: \"ims\",1,1")
        }
        ("Quectel", "+QSIMSTAT", Op::Read) => {
            Outcome::row(format!("+QSIMSTAT: 0,{}", u32::from(modem.memory.card.is_some())))
        }
        ("huawei", "^CURC", Op::Set) => Outcome::ok(),
        ("huawei", "^RESET", Op::Execute) | ("SIMCOM INCORPORATED", "+CRESET", Op::Execute) => {
            boot::reset_soon(modem);
            Outcome::ok()
        }
        ("huawei", "^RFSWITCH", Op::Read) => Outcome::row("^RFSWITCH: 1,1"),
        ("huawei", "^SETPORT", Op::Read) => Outcome::row("^SETPORT:A1;10,12,16,A2"),
        ("Quectel", "+QPOWD", Op::Set | Op::Execute) => {
            modem.schedule(Duration::from_millis(500), Timer::Shutdown);
            Outcome::ok()
        }
        _ if ACCEPTED.contains(&name) || modem.personality.accepts.contains(&name) => Outcome::ok(),
        _ => Failure::Unknown.into(),
    }
}
