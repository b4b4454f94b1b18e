//! An unsolicited code inside the row of a PDU: `07912143^RSSI:186587...`. The length in the header decides which
//! digits belong to the PDU.

use super::super::merged_rows::begins_with_code;
use super::super::urc::{self, Parsed};

/// A row, split into the digits of the PDU and the code.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SplitRow<'a> {
    /// The digits of the PDU: all of them or, if the row ends with the code, the first ones.
    pub digits: Vec<u8>,
    /// The unsolicited code.
    pub code: &'a str,
}

/// This many hexadecimal digits may belong to the beginning of the code: `Call Ready`.
const SHARED_MAX: usize = 2;

/// A number up to this length at the end of a code may belong to the code: `+CMTI: "SM",4`.
const NUMBER_MAX: usize = 6;

/// Extracts a code from the middle of a row. `sizes` are the numbers of digits that the PDU may have, of which `held`
/// arrived earlier in rows of their own; `is_whole` checks the joined digits.
pub(super) fn extract_code<'a>(
    row: &'a str,
    held: &[u8],
    sizes: impl Iterator<Item = usize> + Clone,
    is_whole: impl Fn(&[u8]) -> bool,
) -> Option<SplitRow<'a>> {
    for (head, rest) in beginnings(row) {
        for size in sizes.clone() {
            let end = size.checked_sub(held.len() + head.len()).and_then(|missing| rest.len().checked_sub(missing));
            let Some((code, tail)) = end.and_then(|end| rest.split_at_checked(end)) else { continue };
            let digits = [head.as_bytes(), tail.as_bytes()].concat();
            if is_hex(tail) && is_code(code) && !may_be_its_own(code, tail) && is_whole(&[held, &digits].concat()) {
                return Some(SplitRow { digits, code });
            }
        }
    }
    None
}

/// Splits a row that begins with digits of a PDU and ends with a code.
pub(super) fn split_at_code(row: &str) -> Option<SplitRow<'_>> {
    let mut beginnings = beginnings(row).filter(|(head, _)| !head.is_empty());
    beginnings.find(|(_, rest)| is_code(rest)).map(|(head, code)| SplitRow { digits: head.into(), code })
}

fn beginnings(row: &str) -> impl Iterator<Item = (&str, &str)> {
    let digits = row.bytes().take_while(u8::is_ascii_hexdigit).count();
    let least = digits.saturating_sub(SHARED_MAX);
    // A row of digits alone contains no code.
    let ends = (least..=digits).rev().filter(move |_| digits < row.len());
    ends.map(|end| row.split_at(end))
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn may_be_its_own(code: &str, tail: &str) -> bool {
    let is_number = tail.bytes().all(|byte| byte.is_ascii_digit());
    begins_with_code(code.trim_start()) && !tail.is_empty() && tail.len() <= NUMBER_MAX && is_number
}

/// Whether a text is a code with a name, or a known word without a mark. A corrupted digit is neither.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    let is_known = matches!(urc::parse(text), Some(Parsed::Complete(_) | Parsed::PduFollows { .. }));
    is_known && (begins_with_code(text) || text.starts_with(|first: char| first.is_ascii_uppercase()))
}
