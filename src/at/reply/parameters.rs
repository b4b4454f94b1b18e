//! The parts that every parser of a row uses: the code at the beginning, and the parameters behind it.

/// The text behind `+XYZ:` in a row, without leading blanks.
pub fn after<'a>(row: &'a str, prefix: &str) -> Option<&'a str> {
    row.strip_prefix(prefix).map(str::trim_start)
}

/// Splits parameters at the commas outside quotes and brackets, and removes the quotes.
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

/// Removes blanks and quotes around a parameter.
pub fn unquote(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').map_or(text, |inner| inner.strip_suffix('"').unwrap_or(inner))
}

/// Parses a parameter as a number, with blanks around it.
pub fn number<T: std::str::FromStr>(field: &str) -> Option<T> {
    field.trim().parse().ok()
}

/// Parses the length in a header. If the line end was lost, digits of the next row may follow directly; a number that
/// is too large for any PDU returns `None`.
pub fn length_of(field: &str) -> Option<usize> {
    number::<u16>(field).map(usize::from)
}
