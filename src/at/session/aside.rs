//! A code of the modem's own that stands in a PDU's row: `07912143^RSSI:186587...`. The length that the header told says
//! which of the digits are the PDU's.

use super::super::glue::names_code;
use super::super::urc::{self, Head};

/// A row taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Parted<'a> {
    /// Of the PDU: all of them, or, where the row ends with the code, the first.
    pub digits: Vec<u8>,
    pub code: &'a str,
}

/// So many digits may begin the code: `Call Ready`.
const SHARED_MAX: usize = 2;

/// A shorter number at the end of a code may be the code's own: `+CMTI: "SM",4`.
const NUMBER_MAX: usize = 6;

/// The row with the code cut out. `sizes` are numbers of digits that the PDU may have, of which `held` came before in
/// rows of their own; `is_whole` says whether it is one.
pub(super) fn cut_out<'a>(
    row: &'a str,
    held: &[u8],
    sizes: impl Iterator<Item = usize> + Clone,
    is_whole: impl Fn(&[u8]) -> bool,
) -> Option<Parted<'a>> {
    for (head, rest) in beginnings(row) {
        for size in sizes.clone() {
            let end = size.checked_sub(held.len() + head.len()).and_then(|missing| rest.len().checked_sub(missing));
            let Some((code, tail)) = end.and_then(|end| rest.split_at_checked(end)) else { continue };
            let digits = [head.as_bytes(), tail.as_bytes()].concat();
            if is_hex(tail) && is_code(code) && !may_be_its_own(code, tail) && is_whole(&[held, &digits].concat()) {
                return Some(Parted { digits, code });
            }
        }
    }
    None
}

/// The first digits of a PDU, and a code up to the end of the row.
pub(super) fn cut_off(row: &str) -> Option<Parted<'_>> {
    let mut beginnings = beginnings(row).filter(|(head, _)| !head.is_empty());
    beginnings.find(|(_, rest)| is_code(rest)).map(|(head, code)| Parted { digits: head.into(), code })
}

fn beginnings(row: &str) -> impl Iterator<Item = (&str, &str)> {
    let digits = row.bytes().take_while(u8::is_ascii_hexdigit).count();
    let least = digits.saturating_sub(SHARED_MAX);
    // A row of digits alone has nothing to be cut out.
    let ends = (least..=digits).rev().filter(move |_| digits < row.len());
    ends.map(|end| row.split_at(end))
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn may_be_its_own(code: &str, tail: &str) -> bool {
    let is_number = tail.bytes().all(|byte| byte.is_ascii_digit());
    names_code(code.trim_start()) && !tail.is_empty() && tail.len() <= NUMBER_MAX && is_number
}

/// A code with its name, or one of the words without a mark that are known. A spoilt digit is neither.
fn is_code(text: &str) -> bool {
    let text = text.trim();
    let is_known = matches!(urc::parse(text), Some(Head::Whole(_) | Head::PduFollows { .. }));
    is_known && (names_code(text) || text.starts_with(|first: char| first.is_ascii_uppercase()))
}
