//! Lines of a dialogue as they may be shown: what a modem says holds numbers, texts and PINs.

use std::fmt::Write as _;

/// Digits in a row that may be somebody's.
const DIGITS: usize = 5;
/// The same for hexadecimal digits: an identity in BCD, a cell, a TPDU.
const HEX_DIGITS: usize = 8;
/// A quoted string so long may be a text.
const QUOTED: usize = 16;
/// Commands whose parameters are secrets (27.007 8.3, 7.4, 7.5).
const SECRETS: [&str; 3] = ["+CPIN=", "+CLCK=", "+CPWD="];

/// A line with everything personal replaced by its length, as in `AT+CPIN=<4>`.
pub fn masked(line: &[u8]) -> String {
    let line = printable(line);
    for secret in SECRETS {
        if let Some((before, after)) = line.split_once(secret) {
            return format!("{before}{secret}<{}>", after.len());
        }
    }
    let mut shown = String::with_capacity(line.len());
    // What `"` encloses is every other piece; a quote that is never closed encloses the rest.
    for (number, piece) in line.split('"').enumerate() {
        let quoted = number % 2 == 1;
        if number > 0 {
            shown.push('"');
        }
        if quoted && (piece.len() > QUOTED || (piece.len() > 2 && piece.bytes().any(|byte| byte.is_ascii_digit()))) {
            let _ = write!(shown, "<{}>", piece.len());
        } else {
            mask_runs(piece, &mut shown);
        }
    }
    shown
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
            ("+CMTI: \"SM\",3", "+CMTI: \"SM\",3"),
            ("+CPMS: \"ME\",0,255,\"SM\",0,50", "+CPMS: \"ME\",0,255,\"SM\",0,50"),
            ("+CPIN: SIM PIN", "+CPIN: SIM PIN"),
            ("+CME ERROR: 100", "+CME ERROR: 100"),
            ("Quectel", "Quectel"),
            ("AT+CPIN=\"1234\"", "AT+CPIN=<6>"),
            ("AT+CPIN=1234", "AT+CPIN=<4>"),
            ("at+cpin?", "at+cpin?"),
            ("AT+CLCK=\"SC\",1,\"1234\"", "AT+CLCK=<13>"),
            ("310260123456789", "<15>"),
            ("+ICCID: 8901260123456789012F", "+ICCID: <20>"),
            ("+CLIP: \"611\",129", "+CLIP: \"<3>\",129"),
            ("+CLIP: \"+12025550143\",145", "+CLIP: \"<12>\",145"),
            ("+CUSD: 0,\"Your balance is good\",15", "+CUSD: 0,\"<20>\",15"),
            ("+CUSD: 0,\"Call 911", "+CUSD: 0,\"<8>"),
            ("07912160130300F4040ED0D432", "<26>"),
            ("+CEREG: 2,1,\"1F2A\",\"01A2B3C4\",7", "+CEREG: 2,1,\"<4>\",\"<8>\",7"),
            ("+CREG: 1,1F2A0000,7", "+CREG: 1,<8>,7"),
            ("", ""),
        ] {
            assert_eq!(masked(line.as_bytes()), shown, "{line}");
        }
        assert_eq!(masked(b"\xFF\x00+CSQ: 20,99"), "\\xFF\\x00+CSQ: 20,99");
    }
}
