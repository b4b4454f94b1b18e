//! Hides personal data in the rows of a dialogue, for the log: rows contain numbers, names, texts and PINs.
//!
//! The beginning of a row identifies it. The second row of a text has no known beginning (`Your code: 1234",15`); of
//! such a row only the length is printed.

use std::fmt::Write as _;

use super::reply::Final;
use super::urc;

/// This many consecutive digits may be a person's number.
const DIGITS: usize = 5;
/// This many hexadecimal digits may be an identity in BCD, a cell or a TPDU.
const HEX_DIGITS: usize = 8;
/// A quoted string longer than this may be a text.
const QUOTED: usize = 16;
/// Commands whose parameters are secrets (27.007 8.3, 7.4, 7.5, 7.15): `AT+CUSD=1,"**04*1234*5678*5678#"`
/// changes a PIN.
const SECRETS: [&str; 4] = ["+CPIN=", "+CLCK=", "+CPWD=", "+CUSD="];
/// Codes that contain a phone book name, a text or a number, with unbalanced quotes.
const PERSONAL: [&str; 14] = [
    "+CMT:", "+CDS:", "+CBM:", "+CMGR:", "+CMGL:", "+CUSD:", "+CLIP:", "+CNAP:", "+CCWA:", "+COLP:", "+CLCC:",
    "+CNUM:", "+CPBR:", "+CPBF:",
];
/// A number with more digits may be part of personal data.
const PARAMETER_DIGITS: usize = 3;

/// The row, with everything personal replaced by its length, as in `AT+CPIN=<4>`.
pub fn mask_row(row: &[u8]) -> String {
    let start = row.iter().position(|byte| byte.is_ascii_graphic()).unwrap_or(row.len());
    let mut out = printable(&row[..start]);
    let row = printable(&row[start..]);
    if let Some(end) = end_of_secret(&row) {
        let _ = write!(out, "{}<{}>", &row[..end], row.len() - end);
    } else if let Some((code, rest)) = PERSONAL.iter().find_map(|code| Some((code, row.strip_prefix(code)?))) {
        out.push_str(code);
        mask_middle(rest, &mut out);
    } else if let Some(word) = urc::bare_word(&row) {
        out.push_str(word);
        mask_all(&row[word.len()..], &mut out);
    } else if is_command(&row) || is_code(&row) || Final::parse(&row).is_some() {
        mask_parameters(&row, &mut out);
    } else {
        mask_all(&row, &mut out);
    }
    out
}

fn end_of_secret(row: &str) -> Option<usize> {
    let upper = row.to_ascii_uppercase();
    SECRETS.iter().find_map(|secret| Some(upper.find(secret)? + secret.len()))
}

/// `AT`, `ATE0`, `AT+...`: simgate sends no others.
fn is_command(row: &str) -> bool {
    let (at, rest) = row.split_at_checked(2).unwrap_or_default();
    at.eq_ignore_ascii_case("AT") && (rest.is_empty() || rest.eq_ignore_ascii_case("E0") || is_code(rest))
}

/// `+CSQ: 20,99`, `^RSSI:20`, `+CPMS?`, `+SMS FULL`.
fn is_code(row: &str) -> bool {
    let Some(name) = row.strip_prefix(urc::MARKS) else { return false };
    let end = name.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(name.len());
    let ended = name[end..].is_empty() || name[end..].starts_with([':', '=', '?']);
    name == "SMS FULL" || (end >= 2 && ended && name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn mask_all(text: &str, out: &mut String) {
    if !text.is_empty() {
        let _ = write!(out, "<{}>", text.len());
    }
}

/// Prints the numbers at the beginning and at the end, `0,<22>,15` or `1,<11>,23`.
fn mask_middle(rest: &str, out: &mut String) {
    let is_number = |field: &str| {
        let field = field.trim();
        field.len() <= PARAMETER_DIGITS && field.bytes().all(|byte| byte.is_ascii_digit())
    };
    let fields = rest.split_inclusive(',');
    let front: usize = fields.take_while(|field| is_number(field.trim_end_matches(','))).map(str::len).sum();
    let (front, rest) = rest.split_at(front + rest[front..].len() - rest[front..].trim_start().len());
    let end = rest.rfind('"').map(|quote| quote + 1).or(rest.rfind(',')).unwrap_or(rest.len());
    let back = &rest[end..];
    let end = if back.split(',').all(is_number) { end } else { rest.len() };
    out.push_str(front);
    mask_all(&rest[..end], out);
    out.push_str(&rest[end..]);
}

fn mask_parameters(row: &str, out: &mut String) {
    // Every other piece is between quotes; a quote that is never closed encloses the rest.
    for (number, piece) in row.split('"').enumerate() {
        let quoted = number % 2 == 1;
        if number > 0 {
            out.push('"');
        }
        if quoted && (piece.len() > QUOTED || (piece.len() > 2 && piece.bytes().any(|byte| byte.is_ascii_digit()))) {
            mask_all(piece, out);
        } else {
            mask_runs(piece, out);
        }
    }
}

fn printable(row: &[u8]) -> String {
    let mut text = String::with_capacity(row.len());
    for &byte in row {
        if byte.is_ascii_graphic() || byte == b' ' {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

fn mask_runs(mut rest: &str, out: &mut String) {
    while let Some(first) = rest.find(|next: char| next.is_ascii_hexdigit()) {
        let (before, from) = rest.split_at(first);
        let end = from.find(|next: char| !next.is_ascii_hexdigit()).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        out.push_str(before);
        let digits = run.bytes().fold((0, 0), |(most, now): (usize, usize), byte| {
            let now = if byte.is_ascii_digit() { now + 1 } else { 0 };
            (most.max(now), now)
        });
        if run.len() >= HEX_DIGITS || digits.0 >= DIGITS {
            let _ = write!(out, "<{}>", run.len());
        } else {
            out.push_str(run);
        }
        rest = after;
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_data_is_masked_and_the_rest_is_printed() {
        for (row, want) in [
            ("AT+CMGR=17", "AT+CMGR=17"),
            ("ATE0", "ATE0"),
            ("+CMTI: \"SM\",3", "+CMTI: \"SM\",3"),
            ("+CPMS: \"ME\",0,255,\"SM\",0,50", "+CPMS: \"ME\",0,255,\"SM\",0,50"),
            ("+CPIN: SIM PIN", "+CPIN: SIM PIN"),
            ("+CME ERROR: 100", "+CME ERROR: 100"),
            ("NO CARRIER", "NO CARRIER"),
            ("OVER-VOLTAGE WARNNING", "OVER-VOLTAGE WARNNING"),
            ("VOICE CALL: END: 000005", "VOICE CALL:<12>"),
            ("+SMS FULL", "+SMS FULL"),
            ("AT+CPIN=\"1234\"", "AT+CPIN=<6>"),
            ("AT+CPIN=1234", "AT+CPIN=<4>"),
            ("at+cpin=1234", "at+cpin=<4>"),
            ("at+cpin?", "at+cpin?"),
            ("AT+CLCK=\"SC\",1,\"1234\"", "AT+CLCK=<13>"),
            ("AT+CUSD=1,\"**04*1234*5678*5678#\",15", "AT+CUSD=<27>"),
            ("310260123456789", "<15>"),
            ("+ICCID: 8901260123456789012F", "+ICCID: <20>"),
            ("+CLIP: \"611\",129", "+CLIP: <5>,129"),
            ("+CLIP: \"+12025550143\",145,\"\",,\"Bob\",0", "+CLIP: <28>,0"),
            ("+CUSD: 0,\"Your balance is good\",15", "+CUSD: 0,<22>,15"),
            ("+CUSD: 0,\"Call 911", "+CUSD: 0,<9>"),
            ("+CUSD: 0,\"Your code is, 123", "+CUSD: 0,<18>"),
            ("+CUSD: 4", "+CUSD: 4"),
            ("07912160130300F4040ED0D432", "<26>"),
            ("+CEREG: 2,1,\"1F2A\",\"01A2B3C4\",7", "+CEREG: 2,1,\"<4>\",\"<8>\",7"),
            ("+CREG: 1,1F2A0000,7", "+CREG: 1,<8>,7"),
            ("", ""),
        ] {
            assert_eq!(mask_row(row.as_bytes()), want, "{row}");
        }
        assert_eq!(mask_row(b"\xFF\x00+CSQ: 20,99"), "\\xFF\\x00+CSQ: 20,99");
        assert_eq!(mask_row(b"\x1B"), "\\x1B");
    }

    #[test]
    fn the_rows_of_a_text_are_masked() {
        for row in ["Your code: 1234\",15", "code 1234 is your PIN", "> hello Bob, code 4711", "+ 1234", "at 5: 1234"] {
            assert_eq!(mask_row(row.as_bytes()), format!("<{}>", row.len()));
        }
        assert_eq!(mask_row(b"RING me, code 1234"), "RING<14>");
        assert_eq!(mask_row(b"Quectel"), "<7>", "a row like any other");
    }

    #[test]
    fn phone_book_names_are_masked() {
        for (row, want) in [
            ("+CMGR: 1,\"Bob Smith\",23", "+CMGR: 1,<11>,23"),
            ("+CMGR: 1,\"5\" pipe\",23", "+CMGR: 1,<9>,23"),
            ("+CMGL: 1,0,Bob (mobile,23", "+CMGL: 1,0,<11>,23"),
            ("+CMGL: 1,0,,23", "+CMGL: 1,0,,23"),
            ("+CMT: \"Bob\",23", "+CMT: <5>,23"),
            ("+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"", "+CMT: <38>"),
            ("+CLIP: \"\",128,\"\",,\"5\" pipe\",0", "+CLIP: <20>,0"),
            ("+CNUM: Bob,\"+12025550143\",145", "+CNUM: <18>,145"),
        ] {
            assert_eq!(mask_row(row.as_bytes()), want, "{row}");
        }
    }
}
