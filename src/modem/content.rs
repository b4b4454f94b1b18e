//! The content of a PDU row, and whether the row arrived intact.

use crate::flow::Content;
use crate::pdu::{Flaw, Pdu, hex};

/// The content of a row of `+CMGR` or `+CMGL`, as it is stored.
pub(super) fn content(row: &[u8]) -> Content {
    hex::decode(row).map_or_else(|_| Content::Garbled(row.to_vec()), Content::Pdu)
}

/// Whether a PDU arrived intact: it is hexadecimal and has the length in its header. Some firmware counts the SMSC
/// address too. A reply that lost just as many octets has the same length, so the PDU itself must then be complete.
pub(super) fn is_whole(content: &Content, length: usize) -> bool {
    let Content::Pdu(pdu) = content else { return false };
    let smsc = pdu.first().map_or(0, |&octets| 1 + usize::from(octets));
    pdu.len() == smsc + length || (pdu.len() == length && is_complete(pdu))
}

/// The content of a direct message without a length, or whose header is in doubt. A truncated PDU is stored as garbled,
/// so that it can't become a part of a message: the whole PDU may still arrive.
pub(super) fn content_of_unknown_length(row: &[u8]) -> Content {
    let is_cut_off = |pdu: &[u8]| Pdu::decode(pdu).is_ok_and(|pdu| pdu.tpdu.flaws().contains(Flaw::Truncated));
    let content = content(row);
    if is_cut_off(content.bytes()) { Content::Garbled(row.to_vec()) } else { content }
}

fn is_complete(pdu: &[u8]) -> bool {
    Pdu::decode(pdu).is_ok_and(|pdu| !pdu.tpdu.flaws().contains(Flaw::Truncated))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_truncated_pdu_of_unknown_length_is_no_part_of_a_message() {
        const PART: &[u8] = b"00440B912120555510F30000621122013000000C0500030A0201D06536FB0D";
        assert!(content_of_unknown_length(PART) == content(PART));
        for end in (40..PART.len()).step_by(2) {
            assert!(content_of_unknown_length(&PART[..end]) == Content::Garbled(PART[..end].to_vec()), "{end}");
        }
        assert!(content_of_unknown_length(b"0791x") == Content::Garbled(b"0791x".to_vec()));
    }
}
