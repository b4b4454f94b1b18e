//! Lines of a dialogue as they may be shown: what a modem says holds numbers, names, texts and PINs.
//!
//! A line is known by its beginning. The second line of a text has none (`Your code: 1234",15`), and
//! of whatever else is not known only the length is shown.

use std::fmt::Write as _;

use super::reply::Final;
use super::urc;

/// Digits in a row that may be somebody's.
const DIGITS: usize = 5;
/// The same for hexadecimal digits: an identity in BCD, a cell, a TPDU.
const HEX_DIGITS: usize = 8;
/// A quoted string so long may be a text.
const QUOTED: usize = 16;
/// Commands whose parameters are secrets (27.007 8.3, 7.4, 7.5, 7.15): `AT+CUSD=1,"**04*1234*5678*5678#"`
/// changes a PIN.
const SECRETS: [&str; 4] = ["+CPIN=", "+CLCK=", "+CPWD=", "+CUSD="];
/// Codes that hold a name of the phone book, a text or a number, in quotes that may be odd.
const PERSONAL: [&str; 14] = [
    "+CMT:", "+CDS:", "+CBM:", "+CMGR:", "+CMGL:", "+CUSD:", "+CLIP:", "+CNAP:", "+CCWA:", "+COLP:", "+CLCC:",
    "+CNUM:", "+CPBR:", "+CPBF:",
];
/// A number with more digits may be a part of what is personal.
const PARAMETER_DIGITS: usize = 3;

/// A line with everything personal replaced by its length, as in `AT+CPIN=<4>`.
pub fn masked(line: &[u8]) -> String {
    let start = line.iter().position(|byte| byte.is_ascii_graphic()).unwrap_or(line.len());
    let mut shown = printable(&line[..start]);
    let line = printable(&line[start..]);
    if let Some(end) = end_of_secret(&line) {
        let _ = write!(shown, "{}<{}>", &line[..end], line.len() - end);
    } else if let Some((code, rest)) = PERSONAL.iter().find_map(|code| Some((code, line.strip_prefix(code)?))) {
        shown.push_str(code);
        mask_middle(rest, &mut shown);
    } else if let Some(word) = urc::bare_word(&line) {
        shown.push_str(word);
        mask_all(&line[word.len()..], &mut shown);
    } else if is_command(&line) || is_code(&line) || Final::parse(&line).is_some() {
        mask_parameters(&line, &mut shown);
    } else {
        mask_all(&line, &mut shown);
    }
    shown
}

fn end_of_secret(line: &str) -> Option<usize> {
    let upper = line.to_ascii_uppercase();
    SECRETS.iter().find_map(|secret| Some(upper.find(secret)? + secret.len()))
}

/// `AT`, `ATE0`, `AT+...`: simgate has no others.
fn is_command(line: &str) -> bool {
    let (at, rest) = line.split_at_checked(2).unwrap_or_default();
    at.eq_ignore_ascii_case("AT") && (rest.is_empty() || rest.eq_ignore_ascii_case("E0") || is_code(rest))
}

/// `+CSQ: 20,99`, `^RSSI:20`, `+CPMS?`, `+SMS FULL`.
fn is_code(line: &str) -> bool {
    let Some(name) = line.strip_prefix(urc::MARKS) else { return false };
    let end = name.find(|next: char| !next.is_ascii_alphanumeric()).unwrap_or(name.len());
    let ended = name[end..].is_empty() || name[end..].starts_with([':', '=', '?']);
    name == "SMS FULL" || (end >= 2 && ended && name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn mask_all(text: &str, shown: &mut String) {
    if !text.is_empty() {
        let _ = write!(shown, "<{}>", text.len());
    }
}

/// Shows the numbers at the beginning and at the end, `0,<22>,15` or `1,<11>,23`.
fn mask_middle(rest: &str, shown: &mut String) {
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
    shown.push_str(front);
    mask_all(&rest[..end], shown);
    shown.push_str(&rest[end..]);
}

fn mask_parameters(line: &str, shown: &mut String) {
    // What `"` encloses is every other piece; a quote that is never closed encloses the rest.
    for (number, piece) in line.split('"').enumerate() {
        let quoted = number % 2 == 1;
        if number > 0 {
            shown.push('"');
        }
        if quoted && (piece.len() > QUOTED || (piece.len() > 2 && piece.bytes().any(|byte| byte.is_ascii_digit()))) {
            mask_all(piece, shown);
        } else {
            mask_runs(piece, shown);
        }
    }
}

fn printable(line: &[u8]) -> String {
    let mut text = String::with_capacity(line.len());
    for &byte in line {
        if byte.is_ascii_graphic() || byte == b' ' {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

fn mask_runs(mut rest: &str, shown: &mut String) {
    while let Some(first) = rest.find(|next: char| next.is_ascii_hexdigit()) {
        let (before, from) = rest.split_at(first);
        let end = from.find(|next: char| !next.is_ascii_hexdigit()).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        shown.push_str(before);
        let digits = run.bytes().fold((0, 0), |(most, now): (usize, usize), byte| {
            let now = if byte.is_ascii_digit() { now + 1 } else { 0 };
            (most.max(now), now)
        });
        if run.len() >= HEX_DIGITS || digits.0 >= DIGITS {
            let _ = write!(shown, "<{}>", run.len());
        } else {
            shown.push_str(run);
        }
        rest = after;
    }
    shown.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_personal_is_shown_and_the_rest_is() {
        for (line, shown) in [
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
            assert_eq!(masked(line.as_bytes()), shown, "{line}");
        }
        assert_eq!(masked(b"\xFF\x00+CSQ: 20,99"), "\\xFF\\x00+CSQ: 20,99");
        assert_eq!(masked(b"\x1B"), "\\x1B");
    }

    #[test]
    fn the_lines_of_a_text_are_not_shown() {
        for line in ["Your code: 1234\",15", "code 1234 is your PIN", "> hello Bob, code 4711", "+ 1234", "at 5: 1234"]
        {
            assert_eq!(masked(line.as_bytes()), format!("<{}>", line.len()));
        }
        assert_eq!(masked(b"RING me, code 1234"), "RING<14>");
        assert_eq!(masked(b"Quectel"), "<7>", "a line like any other");
    }

    #[test]
    fn the_names_of_the_phone_book_are_not_shown() {
        for (line, shown) in [
            ("+CMGR: 1,\"Bob Smith\",23", "+CMGR: 1,<11>,23"),
            ("+CMGR: 1,\"5\" pipe\",23", "+CMGR: 1,<9>,23"),
            ("+CMGL: 1,0,Bob (mobile,23", "+CMGL: 1,0,<11>,23"),
            ("+CMGL: 1,0,,23", "+CMGL: 1,0,,23"),
            ("+CMT: \"Bob\",23", "+CMT: <5>,23"),
            ("+CMT: \"+12025550143\",,\"26/11/22,10:30:00+04\"", "+CMT: <38>"),
            ("+CLIP: \"\",128,\"\",,\"5\" pipe\",0", "+CLIP: <20>,0"),
            ("+CNUM: Bob,\"+12025550143\",145", "+CNUM: <18>,145"),
        ] {
            assert_eq!(masked(line.as_bytes()), shown, "{line}");
        }
    }
}
