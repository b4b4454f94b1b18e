//! Messages of the host for the SMSC (3GPP TS 27.005 4.3).

use super::causes::cms;
use super::event::ModemEvent;
use super::registration;
use super::state::State;
use super::work::{Failure, Submission};
use crate::pdu::hex;

/// Reads the data after the prompt. It can be sent if it is a SUBMIT of `length` octets without its SCA, and if there
/// is a service centre and a network.
pub(super) fn submission(modem: &State, length: usize, typed: &[u8]) -> Result<Submission, Failure> {
    let digits: Vec<u8> = typed.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pdu = hex::decode(digits).map_err(|_| Failure::Cms(cms::BAD_PDU))?;
    let sca = usize::from(*pdu.first().ok_or(Failure::Cms(cms::BAD_PDU))?);
    if pdu.len() != 1 + sca + length || pdu.get(1 + sca).is_none_or(|first| first & 0x03 != 0x01) {
        return Err(Failure::Cms(cms::BAD_PDU));
    }
    if sca == 0 && modem.memory.card.as_ref().is_none_or(|card| card.smsc.is_none()) {
        return Err(Failure::Cms(cms::NO_SMSC));
    }
    if !registration::is_registered(modem) {
        return Err(Failure::Cms(cms::NO_SERVICE));
    }
    Ok(Submission(pdu))
}

/// Submits a PDU: the network has it from now on, whether or not the host gets the result. Returns its reference.
pub(super) fn submit(modem: &mut State, Submission(pdu): Submission) -> u8 {
    let mr = modem.network.mr;
    modem.network.mr = mr.wrapping_add(1);
    modem.log.record(ModemEvent::Submitted { at: modem.now, mr, pdu });
    mr
}
