//! Separates rows whose line end was lost: `ERROR+CNUM: ...`, `OK+CMTI: "SM",3`, `+CMTI: "SM",3^RSSI:20`,
//! `+CMT: ,23OK`, `0791...9008OK`.
//!
//! The beginning of each piece determines where it may end. A row is scanned once from left to right, so the time is
//! linear in its length. Text that a person wrote is not split: the parser skips the phone book name in a header,
//! whatever quotes are in it (`"5" pipe"`), and a USSD text ends only behind its closing quote.

use super::urc;

/// Final result codes that other rows may follow directly.
const FINALS: [&str; 2] = ["OK", "ERROR"];
/// Words about a call that `+CLIP` or another word may follow directly.
const CALL_WORDS: [&str; 2] = ["RING", "NO CARRIER"];
/// Codes that announce a message: they are searched for in every row.
const MESSAGE_HEADS: [&str; 5] = ["+CMTI:", "+CDSI:", "+CMT:", "+CDS:", "+CBM:"];
/// The shortest PDU, or number of a card or a modem. No name consists of so many hexadecimal digits.
const HEX_MIN: usize = 14;
/// The longest name of a result code.
const NAME_MAX: usize = 16;

/// Splits a row into its pieces, in order. Only blanks between them are dropped.
pub fn split(row: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = row;
    while let Some(at) = seam(rest) {
        pieces.push(rest[..at].trim_end());
        rest = &rest[at..];
    }
    pieces.push(rest);
    pieces
}

/// The end of the first piece, if another follows.
fn seam(row: &str) -> Option<usize> {
    for word in FINALS.into_iter().chain(CALL_WORDS) {
        if row.strip_prefix(word).is_some_and(begins_piece) {
            return Some(word.len());
        }
    }
    if let Some(end) = end_of_hex(row) {
        return Some(end);
    }
    if let Some(end) = end_of_index(row) {
        let rest = row[end..].trim_start();
        // `+CMTI: "MT",3,"x"` has one parameter more.
        if !rest.starts_with(',') {
            return (!rest.is_empty()).then_some(row.len() - rest.len());
        }
    }
    if let Some(from) = start_of_alpha(row) {
        return end_of_header(row, from);
    }
    if row.starts_with("+CUSD:") { end_of_ussd(row) } else { outside_quotes(row) }
}

/// Whether a final result code, a code with its mark, or a maker's word begins here.
fn begins_piece(rest: &str) -> bool {
    let marked = rest.starts_with(urc::MARKS) && rest[1..].starts_with(|next: char| next.is_ascii_uppercase());
    marked || FINALS.iter().chain(&CALL_WORDS).any(|word| rest.starts_with(word)) || urc::bare_word(rest).is_some()
}

/// The end of the hexadecimal digits. The last of them may begin the next piece: `...9008ERROR`.
fn end_of_hex(row: &str) -> Option<usize> {
    let digits = count(row, u8::is_ascii_hexdigit);
    let starts = digits.saturating_sub(2).max(HEX_MIN)..=digits;
    starts.rev().find(|&at| begins_piece(&row[at..]))
}

/// The end of `+CMTI: "SM",3`, with or without quotes.
fn end_of_index(row: &str) -> Option<usize> {
    let rest = row.strip_prefix("+CMTI:").or_else(|| row.strip_prefix("+CDSI:"))?.trim_start();
    let store = rest.strip_prefix('"').unwrap_or(rest);
    let store = &store[count(store, |byte| byte.is_ascii_alphanumeric() || *byte == b'_')..];
    let index = store.strip_prefix('"').unwrap_or(store).trim_start().strip_prefix(',')?.trim_start();
    let digits = count(index, u8::is_ascii_digit);
    (digits > 0).then_some(row.len() - index.len() + digits)
}

/// The beginning of the phone book name in a header that ends with a length.
fn start_of_alpha(row: &str) -> Option<usize> {
    let heads = [("+CMGL:", 2), ("+CMGR:", 1), ("+CMT:", 0), ("+CDS:", 0), ("+CBM:", 0)];
    let (head, numbers) = heads.into_iter().find(|(head, _)| row.starts_with(head))?;
    let mut rest = row[head.len()..].trim_start();
    for _ in 0..numbers {
        let digits = count(rest, u8::is_ascii_digit);
        rest = rest[digits..].trim_start().strip_prefix(',').filter(|_| digits > 0)?.trim_start();
    }
    Some(row.len() - rest.len())
}

/// The end of the length in a header: `23`, `,23`, `"name",23`, `name,23`.
fn end_of_header(row: &str, from: usize) -> Option<usize> {
    let alpha = &row[from..];
    if alpha.starts_with(|first: char| first.is_ascii_digit())
        && let Some(end) = end_of_number(row, from)
    {
        return inside(row, end);
    }
    let quoted = alpha.starts_with('"');
    for (at, byte) in row.bytes().enumerate().skip(from) {
        if byte == b'+' && at > 0 && !quoted && is_message_head(&row[at..]) {
            return Some(at);
        }
        let closes = byte == b',' && (!quoted || row.as_bytes()[at - 1] == b'"');
        if closes && let Some(end) = end_of_number(row, at + 1) {
            return inside(row, end);
        }
    }
    None
}

/// The end of a number, if the row or the piece ends behind it.
fn end_of_number(row: &str, from: usize) -> Option<usize> {
    let rest = row[from..].trim_start();
    let digits = count(rest, u8::is_ascii_digit);
    let behind = &rest[digits..];
    (digits > 0 && (behind.trim_start().is_empty() || begins_piece(behind))).then_some(row.len() - behind.len())
}

fn inside(row: &str, end: usize) -> Option<usize> {
    (!row[end..].trim_start().is_empty()).then_some(end)
}

/// The end of `+CUSD: 0,"text",15` or `+CUSD: 4`. The text may contain quotes.
fn end_of_ussd(row: &str) -> Option<usize> {
    let rest = row["+CUSD:".len()..].trim_start();
    let rest = &rest[count(rest, u8::is_ascii_digit)..];
    let Some(text) = rest.trim_start().strip_prefix(',').and_then(|rest| rest.trim_start().strip_prefix('"')) else {
        return begins_piece(rest).then_some(row.len() - rest.len());
    };
    let start = row.len() - text.len();
    for (at, _) in text.match_indices('"') {
        let quote = start + at + 1;
        let behind = &row[quote..];
        if is_message_head(behind) {
            return Some(quote);
        }
        if behind.starts_with(',')
            && let Some(end) = end_of_number(row, quote + 1)
            && (FINALS.contains(&&row[end..]) || begins_with_code(&row[end..]))
        {
            return Some(end);
        }
    }
    None
}

/// In any other row, finds a code that announces a message. In a row that is itself a code, it also finds another code
/// or a final result code behind a digit or a quote (`^RSSI:20^HCSQ:1`, `+CPMS: "SM",1,20OK`).
fn outside_quotes(row: &str) -> Option<usize> {
    let is_code = row.starts_with(urc::MARKS);
    let (mut quoted, mut before) = (false, 0);
    for (at, byte) in row.bytes().enumerate() {
        if byte == b'"' {
            quoted = !quoted;
        } else if at > 0 && !quoted && matches!(byte, b'+' | b'^' | b'#' | b'*' | b'O' | b'E' | b'R' | b'N') {
            let rest = &row[at..];
            let parted = is_code && (before == b'"' || before.is_ascii_digit());
            let ends = FINALS.contains(&rest) || CALL_WORDS.contains(&rest);
            if is_message_head(rest) || (parted && (begins_with_code(rest) || ends)) {
                return Some(at);
            }
        }
        before = byte;
    }
    None
}

fn is_message_head(rest: &str) -> bool {
    MESSAGE_HEADS.iter().any(|head| rest.starts_with(head))
}

/// Whether a code with its name begins here: `+XYZ:`.
pub(super) fn begins_with_code(rest: &str) -> bool {
    let Some(name) = rest.strip_prefix(urc::MARKS) else { return false };
    let length = name.bytes().take(NAME_MAX).take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let length = length.count();
    length >= 2 && name.starts_with(|first: char| first.is_ascii_uppercase()) && name[length..].starts_with(':')
}

fn count(text: &str, wanted: impl Fn(&u8) -> bool) -> usize {
    text.as_bytes().iter().take_while(|byte| wanted(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PDU: &str = "07912143658709F1040B912120555510F30000621122013000000441E19008";

    #[test]
    fn merged_rows_are_separated() {
        for pieces in [
            &["ERROR", "+CNUM: ,\"1\",129"][..],
            &["OK", "+CMTI: \"SM\",3"],
            &["OK", "RING"],
            &["RING", "+CLIP: \"+12025550143\",145,\"\",,\"\",0"],
            &["+CLIP: \"+12025550143\",145,,,,0", "RING"],
            &["+CLIP: \"+12025550143\",145", "NO CARRIER"],
            &["RING", "+CMTI: \"SM\",3"],
            &["RING", "OK"],
            &["OK", "NO CARRIER"],
            &["NO CARRIER", "RING"],
            &["OK", "#QSS: 3"],
            &["OK", "*PSUTTZ: 1"],
            &["OK", "OK"],
            &["OK", "SMS Ready"],
            &["+CMTI: \"SM\",1", "+CMTI: \"SM\",2"],
            &["+CMTI: \"SM\",3", "^RSSI:20"],
            &["+CMTI: \"SM\",3", "RING"],
            &["+CMTI: \"SM\",3", "+CREG: 1"],
            &["+CMTI: \"SM\",3", "OK"],
            &["+CDSI: SR, 3", "ERROR"],
            &["+CMT: ,23", "^RSSI:20"],
            &["+CMT: ,23", "OK"],
            &["+CDS: 26", "+CMTI: \"SM\",3"],
            &["+CDS: ,26", "RING"],
            &["+CBM: 88", "OK"],
            &["+CMT: \"5\" pipe\",23", "+CMTI: \"SM\",3"],
            &["+CMGR: 0,,23", "^RSSI:20"],
            &["+CMGR: 0,23", "+CMTI: \"SM\",3"],
            &["+CMGL: 1,0,\"Bob\",23", "^RSSI:20,99"],
            &["+CMGL: 1,0,Bob (mobile,23", "^RSSI:20"],
            &["07911326040000F0040B", "^RSSI:20"],
            &[PDU, "OK"],
            &[PDU, "ERROR"],
            &["490154203237518", "OK"],
            &["^RSSI:20", "OK"],
            &["^RSSI:20", "^HCSQ:1"],
            &["+CPMS: \"SM\",1,20", "OK"],
            &["+COPS: 0,0,\"OK\"", "OK"],
            &["+CREG: 1", "+CEREG: 1", "+CMTI: \"SM\",1"],
            &["+CUSD: 0,\"say \"yes\"\",15", "+CMTI: \"SM\",1"],
            &["+CUSD: 4", "OK"],
            &["é", "+CMTI: \"SM\",1"],
        ] {
            assert_eq!(split(&pieces.concat()), pieces, "{pieces:?}");
        }
    }

    #[test]
    fn text_of_a_person_is_not_split() {
        for row in [
            "OK",
            "OKI ELECTRIC",
            PDU,
            "+CMGL: 1,0,\"a +CMTI: b\",23",
            "+CMGL: 2,0,\"OK\",23",
            "+CMGR: 0,\"5\" pipe\",23",
            "+CMGR: 0,\"a, 5 OK\",23",
            "+CMGR: 0,23andMe,30",
            "+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"",
            "+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\",145,4,0,0,\"+1206\",145,2",
            "+CUSD: 0,\"1OK\",15",
            "+CUSD: 0,\"Balance \"4\"OK",
            "+CUSD: 0,\"+CMTI: \"a\" +CMT: ,23 \"b\"^RSSI:\",15",
            "+COPS: 0,0,\"5OK\",7",
            "+CTZE: \"+04\",0,\"2026/11/22,10:29:58\"",
            "^NWTIME: 26/11/22,10:29:58+04,00",
            "+CME ERROR: 10",
            "AT+CPMS?",
            "+CMTI:\"MT\",3,\"x\"",
            "+CMTI: 3",
            "RING me",
            "+CLIP: \"+12025550143\",145,,,\"RING\",0",
        ] {
            assert_eq!(split(row), [row]);
        }
    }

    /// Scanning the rest again for every piece kept a gateway busy for minutes with one such row.
    #[test]
    fn the_time_is_linear_in_the_length_of_a_row() {
        for unit in ["+CMT:", "+CMTI:", "0+CMT:", "+CDS:+CDSI:+CMT:", "OK", "+CUSD: 0,\"", "+CMT: \"a\",", "^A:1"] {
            for middle in ["", "\"", "\",1"] {
                let half = unit.repeat(100_000 / unit.len());
                let row = format!("{half}{middle}{half}");
                let pieces = split(&row);
                assert_eq!(pieces.concat(), row, "{unit} {middle}");
            }
        }
    }
}
