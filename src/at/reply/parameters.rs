//! What every parser of a line begins with: the code at its beginning, and the parameters behind it.

/// What follows `+XYZ:` in a line, without leading blanks.
pub fn after<'a>(line: &'a str, prefix: &str) -> Option<&'a str> {
    line.strip_prefix(prefix).map(str::trim_start)
}

/// Splits parameters at commas that stand outside quotes and brackets, and takes the quotes off.
pub fn fields(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut quoted, mut depth) = (0, false, 0_u32);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b',' if !quoted && depth == 0 => {
                found.push(unquote(&text[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(unquote(&text[start..]));
    found
}

pub fn unquote(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').map_or(text, |inner| inner.strip_suffix('"').unwrap_or(inner))
}

pub fn number<T: std::str::FromStr>(field: &str) -> Option<T> {
    field.trim().parse().ok()
}

/// The length in a header. Digits of the next line may stand behind it where the line end was lost: what
/// no PDU can have is none.
pub fn length_of(field: &str) -> Option<usize> {
    number::<u16>(field).map(usize::from)
}
