//! Septets packed into octets: 3GPP TS 23.038 6.1.2.1, with the fill bits of TS 23.040 9.2.3.24.
//!
//! Bits fill each octet from the lowest up. Knows nothing of characters.

/// How many whole septets `octets` octets have room for.
pub(super) fn that_fit(octets: usize) -> usize {
    octets * 8 / 7
}

/// How many octets `septets` septets take.
pub(super) fn octets_for(septets: usize) -> usize {
    (septets * 7).div_ceil(8)
}

/// How many septets a header of `octets` octets takes, fill bits included.
pub(super) fn of_header(octets: usize) -> usize {
    (octets * 8).div_ceil(7)
}

/// Reads `count` septets, the first at septet `start` of `octets`. Gives fewer if fewer are there.
pub(super) fn unpack(octets: &[u8], start: usize, count: usize) -> Vec<u8> {
    let end = that_fit(octets.len()).min(start + count);
    let mut septets = Vec::with_capacity(end.saturating_sub(start));
    for index in start..end {
        let bit = index * 7;
        let low = octets[bit / 8];
        let high = octets.get(bit / 8 + 1).copied().unwrap_or(0);
        septets.push(((u16::from_le_bytes([low, high]) >> (bit % 8)) & 0x7F) as u8);
    }
    septets
}

/// Appends `septets` to `octets`, which hold a header of `header` octets at their end; fill bits
/// bring the first septet to a septet boundary. Spare bits are zero.
pub(super) fn pack(septets: &[u8], header: usize, octets: &mut Vec<u8>) {
    let mut bits = of_header(header) * 7 - header * 8;
    let mut held = 0_u16;
    for septet in septets {
        held |= u16::from(septet & 0x7F) << bits;
        bits += 7;
        if bits >= 8 {
            octets.push((held & 0xFF) as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        octets.push((held & 0xFF) as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hello_packs_as_in_every_textbook() {
        let mut octets = Vec::new();
        pack(b"hellohello", 0, &mut octets);
        assert_eq!(octets, [0xE8, 0x32, 0x9B, 0xFD, 0x46, 0x97, 0xD9, 0xEC, 0x37]);
        assert_eq!(unpack(&octets, 0, 10), b"hellohello");
    }

    #[test]
    fn every_length_and_header_comes_back() {
        for header in 0..=20 {
            for length in 0..=160_u8 {
                let septets: Vec<u8> = (0..length).map(|n| n.wrapping_mul(37) & 0x7F).collect();
                let mut octets = vec![0xFF; header];
                pack(&septets, header, &mut octets);
                let start = of_header(header);
                assert_eq!(octets.len(), octets_for(start + septets.len()));
                assert_eq!(unpack(&octets, start, septets.len()), septets, "header {header}, length {length}");
            }
        }
    }

    #[test]
    fn too_few_octets_give_fewer_septets() {
        assert_eq!(unpack(&[0xE8, 0x32], 0, 5), b"he");
        assert_eq!(unpack(&[0xE8, 0x32], 7, 5), b"");
        assert_eq!(unpack(&[], 0, 5), b"");
    }
}
