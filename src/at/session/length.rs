//! How long a PDU is, by its digits and by what a header tells.

/// An SMSC address has 12 octets at most, its length among them (24.011 8.2.5.1).
pub const SMSC_OCTETS_MAX: usize = 12;

/// Whether a line is as long as a header says.
pub type Fit = fn(&[u8], usize) -> bool;

/// As 27.005 counts, or, where that tells nothing, as some firmware counts: with the SMSC address.
pub const FITS: [Fit; 2] = [|line, length| tpdu_length(line) == Some(length), |line, length| line.len() == 2 * length];

/// Whether digits are the beginning of a PDU whose TPDU has so many octets.
pub fn is_beginning(digits: &[u8], length: usize) -> bool {
    smsc_octets(digits).is_some_and(|smsc| smsc <= SMSC_OCTETS_MAX && digits.len() < 2 * (smsc + length))
}

pub fn is_whole(digits: &[u8], length: usize) -> bool {
    FITS.into_iter().any(|fits| fits(digits, length))
}

/// Octets of the SMSC address, its length among them.
pub fn smsc_octets(digits: &[u8]) -> Option<usize> {
    let length = u8::from_str_radix(std::str::from_utf8(digits.get(..2)?).ok()?, 16).ok()?;
    Some(1 + usize::from(length))
}

/// Octets of the TPDU in a line of hexadecimal digits that begins with the SMSC address.
pub fn tpdu_length(line: &[u8]) -> Option<usize> {
    if !line.len().is_multiple_of(2) {
        return None;
    }
    (line.len() / 2).checked_sub(smsc_octets(line)?)
}
