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

/// What was handed over with no length, or in doubt whose that is. Cut off, it is to be taken for no part of a message:
/// the whole one may come.
pub(super) fn unmeasured(line: &[u8]) -> Raw {
    let is_cut_off = |pdu: &[u8]| Pdu::decode(pdu).is_ok_and(|pdu| pdu.tpdu.flaws().contains(Flaw::Truncated));
    let raw = raw(line);
    if is_cut_off(raw.bytes()) { Raw::Line(line.to_vec()) } else { raw }
}

fn is_complete(pdu: &[u8]) -> bool {
    Pdu::decode(pdu).is_ok_and(|pdu| !pdu.tpdu.flaws().contains(Flaw::Truncated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_and_of_no_told_length_is_no_part_of_a_message() {
        const PART: &[u8] = b"00440B912120555510F30000621122013000000C0500030A0201D06536FB0D";
        assert!(unmeasured(PART) == raw(PART));
        for end in (40..PART.len()).step_by(2) {
            assert!(unmeasured(&PART[..end]) == Raw::Line(PART[..end].to_vec()), "{end}");
        }
        assert!(unmeasured(b"0791x") == Raw::Line(b"0791x".to_vec()));
    }
}
