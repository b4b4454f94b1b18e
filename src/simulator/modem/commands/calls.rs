//! Commands about calls (3GPP TS 27.007 6.11, 7.11). The modem neither makes nor takes one.

use super::super::causes::cme;
use super::super::parse::{Command, Op};
use super::super::state::State;
use super::super::work::{Failure, Outcome};

pub(super) fn answer(modem: &mut State, command: &Command) -> Option<Outcome> {
    Some(match (command.name.as_str(), command.op) {
        ("+CLIP", _) if modem.personality.calls.refuses => Failure::Error.into(),
        ("+CLIP", Op::Read) => Outcome::row(format!("+CLIP: {},1", u32::from(modem.settings.callers))),
        ("+CLIP", Op::Set) => {
            modem.settings.callers = command.number(0, 0) == Some(1);
            Outcome::ok()
        }
        ("+CRC", Op::Set) => {
            modem.settings.rings_extended = command.number(0, 0) == Some(1);
            Outcome::ok()
        }
        ("D" | "A", Op::Execute) => Failure::Cme(cme::NOT_ALLOWED).into(),
        _ => return None,
    })
}
