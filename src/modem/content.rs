//! What a modem shows as a PDU, and whether it came over the line whole.

use crate::flow::Content;
use crate::pdu::{Flaw, Pdu, hex};

/// What a line of `+CMGR` or `+CMGL` holds, as it is to be kept.
pub(super) fn content(line: &[u8]) -> Content {
    hex::decode(line).map_or_else(|_| Content::Garbled(line.to_vec()), Content::Pdu)
}

/// Whether a PDU came over the line unspoilt: hexadecimal, and as long as its header says. Some
/// firmware counts the SMSC address as well; but so does a reply seem to that was cut off by just
/// that many octets, so the PDU itself must then say that it is complete.
pub(super) fn is_whole(content: &Content, length: usize) -> bool {
    let Content::Pdu(pdu) = content else { return false };
    let smsc = pdu.first().map_or(0, |&octets| 1 + usize::from(octets));
    pdu.len() == smsc + length || (pdu.len() == length && is_complete(pdu))
}

/// What was handed over with no length, or in doubt whose that is. Cut off, it is to be taken for no part of a message:
/// the whole one may come.
pub(super) fn unmeasured(line: &[u8]) -> Content {
    let is_cut_off = |pdu: &[u8]| Pdu::decode(pdu).is_ok_and(|pdu| pdu.tpdu.flaws().contains(Flaw::Truncated));
    let content = content(line);
    if is_cut_off(content.bytes()) { Content::Garbled(line.to_vec()) } else { content }
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
        assert!(unmeasured(PART) == content(PART));
        for end in (40..PART.len()).step_by(2) {
            assert!(unmeasured(&PART[..end]) == Content::Garbled(PART[..end].to_vec()), "{end}");
        }
        assert!(unmeasured(b"0791x") == Content::Garbled(b"0791x".to_vec()));
    }
}
