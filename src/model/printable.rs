//! Makes text from outside safe to print: the only form in which people and programs receive it.
//!
//! A sender, a text, a modem's model or a server's message may contain characters that control a terminal, begin a new
//! row, reorder letters or are invisible. Each such character is written as its JSON escape, so a row of JSON keeps its
//! meaning. All other characters stay, backslashes too, so printable text is not changed again.

use std::borrow::Cow;
use std::fmt::Write;

/// The text, with an escape for each character that could mislead its reader.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.chars().any(misleads) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if misleads(c) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing into a string can't fail.
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Controls (C0, DEL, C1), row separators, characters that reorder letters, and those that a reader may ignore in
/// Unicode (`Default_Ignorable_Code_Point`). The sixteen variation selectors are allowed: they only choose between two
/// forms of a letter.
fn misleads(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{AD}'
                | '\u{34F}'
                | '\u{61C}'
                | '\u{115F}'..='\u{1160}'
                | '\u{17B4}'..='\u{17B5}'
                | '\u{180B}'..='\u{180F}'
                | '\u{200B}'..='\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{3164}'
                | '\u{FEFF}'
                | '\u{FFA0}'
                | '\u{FFF0}'..='\u{FFFB}'
                | '\u{1BCA0}'..='\u{1BCA3}'
                | '\u{1D173}'..='\u{1D17A}'
                | '\u{E0000}'..='\u{E0FFF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misleading_characters_are_escaped() {
        for (text, escaped) in [
            ("a\nb\r\nc\td", r"a\nb\r\nc\td"),
            ("\0\u{7}\u{8}\u{b}\u{1b}[2J", r"\u0000\u0007\u0008\u000b\u001b[2J"),
            ("\u{7f}\u{80}\u{85}\u{9b}2J\u{9f}", r"\u007f\u0080\u0085\u009b2J\u009f"),
            ("\u{61c}\u{200e}\u{200f}", r"\u061c\u200e\u200f"),
            ("\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}", r"\u202a\u202b\u202c\u202d\u202e"),
            ("\u{2066}\u{2067}\u{2068}\u{2069}", r"\u2066\u2067\u2068\u2069"),
            ("\u{2028}\u{2029}", r"\u2028\u2029"),
            ("a\u{ad}\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}b", r"a\u00ad\u200b\u200c\u200d\u2060\ufeffb"),
            ("\u{34f}\u{115f}\u{180e}\u{3164}\u{ffa0}\u{fff9}", r"\u034f\u115f\u180e\u3164\uffa0\ufff9"),
            ("\u{e0041}\u{e0100}\u{1d173}", r"\udb40\udc41\udb40\udd00\ud834\udd73"),
        ] {
            assert_eq!(printable(text), escaped);
            assert_eq!(printable(escaped), escaped, "once is enough");
        }
    }

    #[test]
    fn usual_text_is_not_changed() {
        for text in
            ["", "Grüße, 日本 – العربية עברית हिन्दी", "👍🏽 ❤\u{fe0f}", "C:\\new", "\u{a0}\u{2009}\u{3000}", "e\u{301}"]
        {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    /// The escapes are those of JSON, so a row of JSON means the same afterwards.
    #[test]
    fn a_row_of_json_keeps_its_meaning() {
        let all: String = (0..=0x10_FFFF).filter_map(char::from_u32).collect();
        let value = serde_json::Value::from(all);
        let line = value.to_string();
        let escaped = printable(&line);
        assert!(!escaped.chars().any(misleads));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).unwrap(), value);
    }
}
