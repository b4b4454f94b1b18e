//! Packs septets into octets: 3GPP TS 23.038 6.1.2.1, with the fill bits of TS 23.040 9.2.3.24.
//!
//! Bits fill each octet from the lowest one up. This file knows nothing of characters.

/// The number of complete septets that fit into `octets` octets.
pub(super) fn count_in(octets: usize) -> usize {
    octets * 8 / 7
}

/// The number of octets that `septets` septets take.
pub(super) fn octets_for(septets: usize) -> usize {
    (septets * 7).div_ceil(8)
}

/// The number of septets that a header of `octets` octets takes, with its fill bits.
pub(super) fn count_for_header(octets: usize) -> usize {
    (octets * 8).div_ceil(7)
}

/// Reads `count` septets, beginning at septet `start` of `octets`. Returns fewer if there are fewer.
pub(super) fn unpack(octets: &[u8], start: usize, count: usize) -> Vec<u8> {
    let end = count_in(octets.len()).min(start + count);
    let mut septets = Vec::with_capacity(end.saturating_sub(start));
    let mut next = start;
    // Eight septets are within eight octets, wherever the first one begins.
    while next + 8 <= end
        && let Some(eight) = octets[next * 7 / 8..].first_chunk()
    {
        let held = u64::from_le_bytes(*eight) >> (next * 7 % 8);
        let mut unpacked = [0; 8];
        for (at, septet) in unpacked.iter_mut().enumerate() {
            *septet = (held >> (at * 7)).to_le_bytes()[0] & 0x7F;
        }
        septets.extend(unpacked);
        next += 8;
    }
    for index in next..end {
        let bit = index * 7;
        let high = octets.get(bit / 8 + 1).copied().unwrap_or(0);
        septets.push((u16::from_le_bytes([octets[bit / 8], high]) >> (bit % 8)).to_le_bytes()[0] & 0x7F);
    }
    septets
}

/// Appends `septets` to `octets`, which end with a header of `header` octets. Fill bits align the first septet; spare
/// bits are zero.
pub(super) fn pack(septets: &[u8], header: usize, octets: &mut Vec<u8>) {
    let mut bits = count_for_header(header) * 7 - header * 8;
    let mut held = 0_u64;
    for septet in septets {
        held |= u64::from(septet & 0x7F) << bits;
        bits += 7;
        if bits >= 32 {
            octets.extend(&held.to_le_bytes()[..4]);
            held >>= 32;
            bits -= 32;
        }
    }
    octets.extend(&held.to_le_bytes()[..bits.div_ceil(8)]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hello_is_packed_as_in_textbooks() {
        let mut octets = Vec::new();
        pack(b"hellohello", 0, &mut octets);
        assert_eq!(octets, [0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37]);
        assert_eq!(unpack(&octets, 0, 10), b"hellohello");
    }

    #[test]
    fn septets_of_every_length_are_packed_and_unpacked() {
        for header in 0..=20 {
            for length in 0..=160_u8 {
                let septets: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37) & 0x7F).collect();
                let mut octets = vec![0xFF; header];
                pack(&septets, header, &mut octets);
                let start = count_for_header(header);
                assert_eq!(octets.len(), octets_for(start + septets.len()));
                assert_eq!(unpack(&octets, start, septets.len()), septets, "header {header}, length {length}");
            }
        }
    }

    #[test]
    fn too_few_octets_contain_fewer_septets() {
        assert_eq!(unpack(&[0xE8, 0x32], 0, 5), b"he");
        assert_eq!(unpack(&[0xE8, 0x32], 7, 5), b"");
        assert_eq!(unpack(&[], 0, 5), b"");
    }
}
