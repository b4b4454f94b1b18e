//! What a modem shows as a PDU, and whether it came over the line whole.

use crate::flow::Raw;
use crate::pdu::{Flaw, Pdu, hex};

/// What a line of `+CMGR` or `+CMGL` holds, as it is to be kept.
pub(super) fn raw(line: &[u8]) -> Raw {
    hex::decode(line).map_or_else(|_| Raw::Line(line.to_vec()), Raw::Pdu)
}

/// Whether a PDU came over the line unspoilt: hexadecimal, and as long as its header says. Some
/// firmware counts the SMSC address as well; but so does a reply seem to that was cut off by just
/// that many octets, so the PDU itself must then say that it is complete.
pub(super) fn is_whole(raw: &Raw, length: usize) -> bool {
    let Raw::Pdu(pdu) = raw else { return false };
    let smsc = pdu.first().map_or(0, |&octets| 1 + usize::from(octets));
    pdu.len() == smsc + length || (pdu.len() == length && is_complete(pdu))
}

fn is_complete(pdu: &[u8]) -> bool {
    Pdu::decode(pdu).is_ok_and(|pdu| !pdu.tpdu.flaws().contains(Flaw::Truncated))
}
