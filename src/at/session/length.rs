//! The length of a PDU, from its digits and from its header.

/// The most octets of an SMSC address, with its length octet (24.011 8.2.5.1).
pub const SMSC_OCTETS_MAX: usize = 12;

/// A function that checks whether a row has the length in its header.
pub type Fit = fn(&[u8], usize) -> bool;

/// The ways to count: as 27.005 defines, and as some firmware does, with the SMSC address.
pub const FITS: [Fit; 2] = [|row, length| tpdu_length(row) == Some(length), |row, length| row.len() == 2 * length];

/// Whether the digits are an incomplete PDU whose TPDU has this number of octets.
pub fn is_beginning(digits: &[u8], length: usize) -> bool {
    smsc_octets(digits).is_some_and(|smsc| smsc <= SMSC_OCTETS_MAX && digits.len() < 2 * (smsc + length))
}

/// Whether the digits are a PDU of this length.
pub fn is_whole(digits: &[u8], length: usize) -> bool {
    FITS.into_iter().any(|fits| fits(digits, length))
}

/// The octets of the SMSC address, with its length octet.
pub fn smsc_octets(digits: &[u8]) -> Option<usize> {
    let length = u8::from_str_radix(std::str::from_utf8(digits.get(..2)?).ok()?, 16).ok()?;
    Some(1 + usize::from(length))
}

/// The octets of the TPDU in a row of hexadecimal digits that begins with the SMSC address.
pub fn tpdu_length(row: &[u8]) -> Option<usize> {
    if !row.len().is_multiple_of(2) {
        return None;
    }
    (row.len() / 2).checked_sub(smsc_octets(row)?)
}
