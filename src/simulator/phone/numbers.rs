//! How the app judges a recipient before it sends. It uses libphonenumber; this knows North America exactly enough, and
//! of other countries only the length.

/// Toll-free and premium area codes: their numbers are neither mobile nor possibly mobile.
const OTHER_TYPES: [&str; 8] = ["800", "833", "844", "855", "866", "877", "888", "900"];

/// The number to dial; otherwise why the app refuses it, in its words.
pub fn validated(number: &str, calling_code: &str) -> Result<String, &'static str> {
    let is_separator = |c: char| c.is_whitespace() || "()-./".contains(c);
    let dialled: String = number.chars().filter(|c| !is_separator(*c)).collect();
    let (international, digits) = match dialled.strip_prefix('+') {
        Some(digits) => (true, digits),
        None => (false, dialled.as_str()),
    };
    if digits.len() < 2 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("The string supplied did not seem to be a phone number.");
    }
    if international && digits.starts_with('0') {
        return Err("Country calling code supplied was not recognised.");
    }
    let has_code = international || (digits.len() == 11 && calling_code == "1" && digits.starts_with('1'));
    let digits = if has_code { digits.to_owned() } else { format!("{calling_code}{digits}") };
    match digits.strip_prefix('1') {
        Some(national) => {
            let bytes = national.as_bytes();
            let starts = |at: usize| bytes.get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
            if bytes.len() != 10 || !starts(0) || !starts(3) {
                return Err("Invalid phone number");
            }
            if OTHER_TYPES.iter().any(|area| national.starts_with(area)) {
                return Err("Invalid phone number type");
            }
        }
        None if !(9..=15).contains(&digits.len()) => return Err("Invalid phone number"),
        None => {}
    }
    Ok(format!("+{digits}"))
}

/// The number to dial if the caller wants no validation.
pub fn filtered(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || "+*#".contains(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_possible_mobile_numbers_pass() {
        for (number, expected) in [
            ("+12025550143", Ok("+12025550143")),
            ("+1 (202) 555-0143", Ok("+12025550143")),
            ("2025550143", Ok("+12025550143")),
            ("12025550143", Ok("+12025550143")),
            ("+491711234567", Ok("+491711234567")),
            ("72975", Err("Invalid phone number")),
            ("+0987654321", Err("Country calling code supplied was not recognised.")),
            ("+1234567890", Err("Invalid phone number")),
            ("+18005550143", Err("Invalid phone number type")),
            ("Telegram", Err("The string supplied did not seem to be a phone number.")),
            ("*100#", Err("The string supplied did not seem to be a phone number.")),
        ] {
            assert_eq!(validated(number, "1"), expected.map(str::to_owned), "{number}");
        }
        assert_eq!(validated("9161234567", "7"), Ok("+79161234567".to_owned()));
    }

    #[test]
    fn without_validation_only_what_can_be_dialled_remains() {
        assert_eq!(filtered("72-975"), "72975");
        assert_eq!(filtered("*100#"), "*100#");
        assert_eq!(filtered("Bank"), "");
    }
}
