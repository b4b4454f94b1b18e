//! The modem's side of USSD (27.007 7.15): reads codes and writes answers in the form of the model.

use super::event::UrcKind;
use super::state::State;
use super::timer::Timer;
use super::ussd_network::{GSM7, UCS2, UssdAnswer};
use crate::pdu::{hex, ussd};

/// Sends a code or an answer to the network, as the host wrote it. `false`: the modem can't read it.
pub(super) fn dial(modem: &mut State, written: &str) -> bool {
    let decoded = hex::decode(written).ok();
    let text = match (modem.personality.ussd_packed, modem.settings.charset.as_str()) {
        (true, _) => decoded.and_then(|octets| ussd::text(GSM7, &octets)),
        (false, "UCS2") => decoded.and_then(|octets| ussd::ucs2(&octets)),
        (false, _) => Some(written.to_owned()),
    };
    let Some(text) = text else { return false };
    if let Some(answer) = modem.ussd.take(text) {
        modem.schedule(modem.ussd.takes.unwrap_or(modem.personality.timing.send), Timer::Ussd(answer));
    }
    true
}

/// Ends the dialogue.
pub(super) fn cancel(modem: &mut State) {
    modem.ussd.cancel();
    modem.timers.cancel(|timer| matches!(timer, Timer::Ussd(_)));
}

/// The network's own text, which answers no code.
pub(super) fn push(modem: &mut State, asks: bool) {
    report(modem, &UssdAnswer { state: u8::from(asks), text: "An offer", coding: GSM7 });
}

/// Reports an answer of the network.
pub(super) fn report(modem: &mut State, answer: &UssdAnswer) {
    let UssdAnswer { state, text, coding } = answer;
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    let written = match *coding {
        UCS2 => hex::encode(&units.collect::<Vec<u8>>()),
        _ if modem.personality.ussd_packed => ussd::pack(text).map_or_else(String::new, |octets| hex::encode(&octets)),
        _ => (*text).to_owned(),
    };
    modem.send_urc(&format!("+CUSD: {state},\"{written}\",{coding}"), UrcKind::Plain, None);
}
